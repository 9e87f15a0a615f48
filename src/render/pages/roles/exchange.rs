//! What a role receives and hands over: the work products of its steps, and from whom they come or to whom they go.

use crate::model::{Guideline, Letter, StepKind};
use crate::render::address::safe;
use crate::render::pages::guideline::parts::named;
use crate::render::shelf::RoleShelf;
use crate::render::shelf::flows::{Spot, Thing};
use crate::render::voice::{Link, Voice};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};

/// How many work products a page lists; with more, the role's documents say the rest.
const ENOUGH: usize = 120;

/// How many steps a line names.
const STEPS: usize = 4;

/// A work product that a role takes or gives.
#[derive(Debug, Serialize)]
pub(super) struct Row<'a> {
    /// The row's anchor.
    id: String,
    product: Link<'a>,
    /// From whom or to whom.
    with: Vec<Link<'a>>,
    /// Where the role needs or makes it.
    places: Vec<Link<'a>>,
    /// How many more places there are.
    more: usize,
}

/// What a role receives, and what it hands over.
#[derive(Debug, Default, Serialize)]
pub(super) struct Exchange<'a> {
    receives: Vec<Row<'a>>,
    gives: Vec<Row<'a>>,
    /// How many rows were left out.
    more: usize,
}

impl Exchange<'_> {
    /// Whether nothing changes hands.
    pub(super) fn is_empty(&self) -> bool {
        self.receives.is_empty() && self.gives.is_empty()
    }
}

/// Work products in the order in which a role meets them, each with the steps.
#[derive(Default)]
struct Met<'a> {
    order: Vec<(&'a str, Vec<(usize, usize)>)>,
    known: HashMap<&'a str, usize>,
}

impl<'a> Met<'a> {
    fn add(&mut self, id: &'a str, at: Option<(usize, usize)>) {
        let n = *self.known.entry(id).or_insert_with(|| {
            self.order.push((id, Vec::new()));
            self.order.len() - 1
        });
        if let Some((_, places)) = self.order.get_mut(n) {
            places.extend(at);
        }
    }
}

/// What changes hands at the steps of a role (index `n`).
pub(super) fn exchange<'a>(voice: &Voice<'a>, n: usize, shelf: &RoleShelf) -> Exchange<'a> {
    let (mut takes, mut gives) = (Met::default(), Met::default());
    let does = |g: &Guideline, letter: Letter, step: usize| match g.steps.get(step).map(|s| &s.kind) {
        Some(StepKind::Ask { .. }) => letter == Letter::A,
        _ => matches!(letter, Letter::R | Letter::D),
    };
    let own = shelf.steps.iter().map(|u| (u.document, u.step, Some(u.letter)));
    for (d, s, letter) in own.chain(shelf.awaited.iter().map(|&(d, s)| (d, s, None))) {
        let Some(g) = voice.shelf.document(d) else { continue };
        let Some(step) = g.steps.get(s).filter(|_| letter.is_none_or(|l| does(g, l, s))) else { continue };
        step.input.iter().for_each(|p| takes.add(p.id.as_str(), Some((d, s))));
        step.output.iter().for_each(|p| gives.add(p.id.as_str(), Some((d, s))));
    }
    // Hand-overs to a party and starts that come from it, mostly one outside.
    let here = Spot::Role(n);
    let mut from: HashMap<&str, Vec<Spot<'a>>> = HashMap::new();
    let mut to = from.clone();
    for fact in voice.shelf.facts_of(here) {
        let Thing::Product(id) = fact.thing else { continue };
        if fact.to == here {
            takes.add(id, None);
            from.entry(id).or_default().push(fact.from);
        } else {
            gives.add(id, None);
            to.entry(id).or_default().push(fact.to);
        }
    }
    let mut found = Exchange {
        receives: rows(voice, n, true, takes, &from),
        gives: rows(voice, n, false, gives, &to),
        more: 0,
    };
    for rows in [&mut found.receives, &mut found.gives] {
        found.more += rows.len().saturating_sub(ENOUGH);
        rows.truncate(ENOUGH);
    }
    found
}

fn rows<'a>(
    voice: &Voice<'a>,
    role: usize,
    receives: bool,
    met: Met<'a>,
    spots: &HashMap<&str, Vec<Spot<'a>>>,
) -> Vec<Row<'a>> {
    let own = voice.handbook().organisation.roles.get(role).map_or("", |r| r.id.as_str());
    let mut rows = Vec::new();
    for (id, places) in met.order {
        let product = voice.shelf.product(id);
        let names = product.map_or(&[][..], |p| if receives { &p.makers } else { &p.readers });
        let mut with: Vec<Link<'a>> =
            names.iter().filter(|name| **name != own).map(|name| voice.party(name)).collect();
        with.extend(spots.get(id).into_iter().flatten().map(|s| voice.spot(*s)));
        if receives && names.is_empty() {
            let bringers = product.map_or(&[][..], |p| &p.bringers);
            let bringers: BTreeSet<&str> = bringers.iter().copied().filter(|b| *b != own).collect();
            with.extend(bringers.into_iter().take(STEPS).map(|name| named(voice, name)));
            if with.is_empty() && product.is_some_and(|p| p.entry.is_some_and(|e| e.from_outside)) {
                with.push(Link::text(voice.word(voice.w.reader.from_outside)));
            }
        }
        // What it makes for itself alone does not change hands.
        if with.is_empty() && (!receives || names.contains(&own)) {
            continue;
        }
        let more = places.len().saturating_sub(STEPS);
        rows.push(Row {
            id: format!("{}--{}", if receives { "receives" } else { "gives" }, safe(id)),
            product: voice.product(id),
            with,
            places: places.into_iter().take(STEPS).filter_map(|(d, s)| voice.step_at(d, s)).collect(),
            more,
        });
    }
    rows
}
