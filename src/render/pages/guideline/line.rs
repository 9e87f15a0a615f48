//! Where a document stands in the process: what comes before it and what after, what it takes over and hands over;
//! and the documents that have to do with it in another way.

use super::parts;
use crate::model::{Guideline, StepKind};
use crate::render::shelf::flows::{Spot, Thing, is_real, spot};
use crate::render::voice::{Link, Said, Voice};
use serde::Serialize;
use std::collections::BTreeSet;

/// How many documents a list of related ones shows; the place's page has all.
const ENOUGH: usize = 24;

/// What stands before a document and after it.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Line<'a> {
    before: Vec<Stop<'a>>,
    after: Vec<Stop<'a>>,
    /// The documents among them, each once.
    previous: Vec<Link<'a>>,
    next: Vec<Link<'a>>,
}

/// A neighbour on the line.
#[derive(Debug, Serialize)]
struct Stop<'a> {
    with: Link<'a>,
    what: Vec<Link<'a>>,
    /// The start or end.
    when: Option<Said<'a>>,
    /// Whether it is a document.
    #[serde(skip)]
    document: bool,
}

/// Documents that have to do with one another.
#[derive(Debug, Serialize)]
pub(crate) struct Related<'a> {
    title: &'static str,
    links: Vec<Link<'a>>,
    /// Where the rest is.
    more: Option<Link<'a>>,
}

impl Line<'_> {
    /// Whether nothing is known before it or after it.
    pub(crate) fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }
}

/// The line that a document stands in.
pub(crate) fn line<'a>(voice: &Voice<'a>, n: usize, g: &'a Guideline) -> Line<'a> {
    let h = voice.handbook();
    let mut line = Line::default();
    let (mut from, mut to) = (Vec::new(), Vec::new());
    for (s, start) in g.starts.iter().enumerate() {
        for name in &start.from {
            from.push(spot(h, name.as_str()));
            line.before.push(Stop {
                with: parts::named(voice, name.as_str()),
                what: start.out.iter().map(|p| voice.product_ref(p)).collect(),
                when: Some(voice.tell(h.start_event(g, s, voice.lang))),
                document: matches!(from.last(), Some(Spot::Document(_))),
            });
        }
    }
    for (s, step) in g.steps.iter().enumerate() {
        let StepKind::End { hand_over, .. } = &step.kind else { continue };
        for (name, what) in hand_over {
            to.push(spot(h, name.as_str()));
            line.after.push(Stop {
                with: parts::named(voice, name.as_str()),
                what: what.iter().map(|p| voice.product_ref(p)).collect(),
                when: Some(voice.step(g, s)),
                document: matches!(to.last(), Some(Spot::Document(_))),
            });
        }
    }
    // What only the other side says.
    if is_real(g) {
        let here = Spot::Document(n);
        for fact in voice.shelf.facts_of(here).iter().filter(|f| !matches!(f.thing, Thing::Call(_))) {
            if fact.to == here && !from.contains(&fact.from) {
                add(voice, &mut line.before, fact.from, fact.thing);
            }
            if fact.from == here && !to.contains(&fact.to) {
                add(voice, &mut line.after, fact.to, fact.thing);
            }
        }
    }
    line.previous = documents(&line.before);
    line.next = documents(&line.after);
    line
}

fn documents<'a>(stops: &[Stop<'a>]) -> Vec<Link<'a>> {
    let mut seen = BTreeSet::new();
    let documents = stops.iter().filter(|s| s.document).map(|s| &s.with);
    documents.filter(|l| l.href.is_some() && seen.insert(l.href.clone())).cloned().collect()
}

fn add<'a>(voice: &Voice<'a>, stops: &mut Vec<Stop<'a>>, with: Spot<'a>, thing: Thing<'a>) {
    let link = voice.spot(with);
    let what = match thing {
        Thing::Product(id) => Some(voice.product(id)),
        Thing::Call(_) | Thing::Unsaid => None,
    };
    match stops.iter_mut().find(|s| s.when.is_none() && s.with.text == link.text && s.with.href == link.href)
    {
        Some(stop) => stop.what.extend(what),
        None => stops.push(Stop {
            with: link,
            what: what.into_iter().collect(),
            when: None,
            document: matches!(with, Spot::Document(_)),
        }),
    }
}

/// Documents that have to do with a document, by how.
pub(crate) fn related<'a>(voice: &Voice<'a>, n: usize, g: &'a Guideline) -> Vec<Related<'a>> {
    let (w, shelf) = (voice.w, voice.shelf);
    let place = shelf.places.of(n);
    let each = |documents: &mut dyn Iterator<Item = usize>| -> Vec<Link<'a>> {
        let once: BTreeSet<usize> = documents.collect();
        once.into_iter().map(|d| voice.document(d, None)).collect()
    };
    let called = shelf.called_by(n).iter().map(|(d, _)| *d);
    let beside = place.map_or(&[][..], |p| shelf.places.at(p)).iter().copied();
    let lists = [
        (w.calls, calls(voice, g)),
        (w.called_by, each(&mut called.into_iter())),
        (w.replaces, g.replaces.iter().map(|r| parts::named(voice, r.as_str())).collect()),
        (w.replaced_by, each(&mut shelf.replaced_by.get(g.id()).copied().into_iter())),
        (w.reader.cites, each(&mut shelf.cites(n).iter().copied())),
        (w.reader.cited_by, each(&mut shelf.cited_by(n).iter().copied())),
        (w.reader.same_place, each(&mut beside.filter(|d| *d != n).take(ENOUGH + 1))),
    ];
    let place = place.map(|p| voice.place(p));
    let lists = lists.into_iter().filter(|(_, links)| !links.is_empty());
    lists
        .map(|(title, mut links)| {
            let more = (links.len() > ENOUGH).then(|| place.clone()).flatten();
            links.truncate(ENOUGH);
            Related { title, links, more }
        })
        .collect()
}

/// The sub-processes a document uses, each once.
fn calls<'a>(voice: &Voice<'a>, g: &'a Guideline) -> Vec<Link<'a>> {
    let mut seen = BTreeSet::new();
    let called = g.steps.iter().filter_map(|s| match &s.kind {
        StepKind::Call { document, .. } => Some(document.as_str()),
        _ => None,
    });
    called.filter(|id| seen.insert(*id)).map(|id| parts::named(voice, id)).collect()
}
