//! The turtle view of a process or part: what goes in and out, with what, with whom, how, and how it is measured,
//! all of it rolled up from the guidelines.

use crate::chart::End;
use crate::model::{Cast, Guideline, Letter, StepKind};
use crate::render::pages::guideline::parts::{self, KpiRow};
use crate::render::shelf::flows::is_real;
use crate::render::voice::{Link, Voice};
use crate::render::whole::Whole;
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};

/// How much of each a turtle shows; the sections below have it all.
const ENOUGH: usize = 9;

/// A side of the turtle.
#[derive(Debug, Serialize)]
pub(super) struct Leg<'a> {
    /// Where it stands.
    key: &'static str,
    title: &'static str,
    items: Vec<Link<'a>>,
    /// How many more there are, leading to them where the page has them.
    more: Option<Link<'a>>,
}

/// Something that another process or party takes or gives.
#[derive(Debug, Serialize)]
pub(super) struct InterfaceRow<'a> {
    with: Link<'a>,
    takes: Vec<Link<'a>>,
    gives: Vec<Link<'a>>,
}

/// The turtle; empty where nothing is known of it.
pub(super) fn turtle<'a>(
    voice: &Voice<'a>,
    within: &[(usize, &'a Guideline)],
    interfaces: &[InterfaceRow<'a>],
    kpis: &[KpiRow<'a>],
    parts: bool,
) -> Vec<Leg<'a>> {
    let w = voice.w;
    // A sub-process that somebody uses is an interface, but nothing that goes in or out.
    let called = format!("{}: ", w.sub_process);
    let things = |all: &mut dyn Iterator<Item = &Link<'a>>| {
        each_once(all.filter(|l| !l.text.starts_with(&called)).cloned())
    };
    let inputs = things(&mut interfaces.iter().flat_map(|i| &i.takes));
    let outputs = things(&mut interfaces.iter().flat_map(|i| &i.gives));
    let measured = kpis.iter().map(KpiRow::name).collect();
    let how = within.iter().filter(|(_, g)| is_real(g));
    let how: Vec<Link<'a>> = how.map(|(n, _)| voice.document(*n, None)).collect();
    let documents = if parts { "#parts" } else { "#documents" };
    let leg = |key, title, mut items: Vec<Link<'a>>, rest: &str| {
        let said = voice.word(format!("+\u{a0}{}", items.len().saturating_sub(ENOUGH)));
        let more = if rest.is_empty() { Link::text(said) } else { Link::to(said, rest.to_owned()) };
        let more = Some(more).filter(|_| items.len() > ENOUGH);
        items.truncate(ENOUGH);
        Leg { key, title, items, more }
    };
    let legs = vec![
        leg("what", w.reader.with_what, means(voice, within), ""),
        leg("in", w.inputs, inputs, "#interfaces"),
        leg("how", w.reader.how, how, documents),
        leg("whom", w.reader.with_whom, people(voice, within), ""),
        leg("out", w.outputs, outputs, "#interfaces"),
        leg("measured", w.reader.how_measured, measured, "#kpis"),
    ];
    if within.is_empty() && legs.iter().all(|l| l.items.is_empty()) { Vec::new() } else { legs }
}

/// Neighbours, each with what is taken from it and given to it.
pub(super) fn interfaces<'a>(whole: &Whole<'a>) -> Vec<InterfaceRow<'a>> {
    let what = |fits: &dyn Fn(End, End) -> bool| -> Vec<Link<'a>> {
        each_once(whole.flows.iter().filter(|f| fits(f.from, f.to)).flat_map(|f| f.what.iter().cloned()))
    };
    let rows = whole.beside.iter().enumerate().map(|(n, b)| InterfaceRow {
        with: b.link.clone(),
        takes: what(&|from, _| from == End::Neighbour(n)),
        gives: what(&|_, to| to == End::Neighbour(n)),
    });
    rows.collect()
}

fn each_once<'a>(links: impl Iterator<Item = Link<'a>>) -> Vec<Link<'a>> {
    let mut seen = BTreeSet::new();
    links.filter(|l| seen.insert((l.text.clone(), l.href.clone()))).collect()
}

/// Resources, and tools of steps.
fn means<'a>(voice: &Voice<'a>, within: &[(usize, &'a Guideline)]) -> Vec<Link<'a>> {
    // The same thing is named once, also where only one of those who name it has a translation.
    let mut found: Vec<(String, Link<'a>)> = Vec::new();
    for (n, g) in within {
        for (i, m) in g.resources.iter().enumerate() {
            let row = parts::matter(voice, Some(g), "resource", i, m);
            let href = voice.document(*n, Some(&row.id)).href;
            let name = m.what.as_ref().map_or("", |what| what.as_str());
            found.push((name.to_lowercase(), Link { href, ..Link::text(row.what) }));
        }
        let tools = g.steps.iter().flat_map(|s| &s.tools);
        found.extend(tools.map(|t| (t.as_str().to_lowercase(), Link::text(voice.source_text(t.as_str())))));
    }
    let mut seen = BTreeSet::new();
    found.retain(|(name, _)| seen.insert(name.clone()));
    found.into_iter().map(|(_, link)| link).collect()
}

/// Roles and groups that do, decide or support, those with most steps first.
fn people<'a>(voice: &Voice<'a>, within: &[(usize, &'a Guideline)]) -> Vec<Link<'a>> {
    let mut counts: HashMap<&'a str, usize> = HashMap::new();
    for (_, g) in within {
        for step in &g.steps {
            let supports = g.letter(step, Letter::S).filter(|_| !matches!(step.kind, StepKind::End { .. }));
            for name in g.doers(step).into_iter().chain(supports).flat_map(Cast::names) {
                *counts.entry(name.as_str()).or_default() += 1;
            }
        }
    }
    let mut order: Vec<(&'a str, usize)> = counts.into_iter().collect();
    order.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
    order.into_iter().map(|(name, _)| voice.party(name)).collect()
}
