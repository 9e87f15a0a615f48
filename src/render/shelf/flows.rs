//! What goes from where to where: hand-overs and starts, calls, written flows, and work products that one document
//! makes and another reads. Gathered once; a picture of a place looks up what touches it.

use super::{Place, Places, Products, places};
use crate::model::{DocStatus, Guideline, Handbook, RoleOrGroup, StepKind, Text};
use std::collections::{BTreeMap, BTreeSet};

/// Where something comes from or goes to, as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Spot<'a> {
    /// A document, by index.
    Document(usize),
    /// A process or part.
    Place(Place),
    /// A role, by index; mostly an outside party.
    Role(usize),
    /// Somewhere outside.
    Outside,
    /// A name that means nothing we know, or a group.
    Name(&'a str),
}

/// What goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Thing<'a> {
    /// A work product.
    Product(&'a str),
    /// A document is used as a sub-process.
    Call(usize),
    /// It is not said what.
    Unsaid,
}

/// One thing that goes from one to another.
#[derive(Debug, Clone, Copy, Hash)]
pub(crate) struct Fact<'a> {
    /// From whom.
    pub(crate) from: Spot<'a>,
    /// To whom.
    pub(crate) to: Spot<'a>,
    /// What.
    pub(crate) thing: Thing<'a>,
}

/// Documents that touch a work product.
#[derive(Debug, Default, Hash)]
pub(crate) struct Passed {
    /// They make it; or bring it in, where nobody makes it.
    pub(crate) givers: Vec<usize>,
    /// They have it of their own: make it or bring it in.
    pub(crate) have: BTreeSet<usize>,
    /// They read it.
    pub(crate) users: Vec<usize>,
}

/// Everything that goes anywhere.
#[derive(Debug, Default, Hash)]
pub(crate) struct Flows<'a> {
    /// In order of document.
    pub(crate) facts: Vec<Fact<'a>>,
    /// By index as in [`Products::all`].
    pub(crate) passed: Vec<Passed>,
    facts_at: BTreeMap<Place, Vec<usize>>,
    facts_of: BTreeMap<Spot<'a>, Vec<Fact<'a>>>,
    products_at: BTreeMap<Place, BTreeSet<usize>>,
}

/// Whether a document is written and not withdrawn.
pub(crate) fn is_real(g: &Guideline) -> bool {
    !matches!(g.state(), DocStatus::Planned | DocStatus::Retired)
}

impl<'a> Flows<'a> {
    /// Gathers what the documents shown say.
    pub(crate) fn new(h: &'a Handbook, shown: &[bool], places: &Places, products: &Products<'a>) -> Self {
        let counts = |n: usize| shown.get(n) == Some(&true) && h.guidelines.get(n).is_some_and(is_real);
        let mut flows = Self::default();
        for (n, g) in h.guidelines.iter().enumerate().filter(|(n, _)| counts(*n)) {
            flows.document(h, n, g, &counts);
        }
        for flow in &h.landscape.flows {
            let (Some(from), Some(to)) = (&flow.from, &flow.to) else { continue };
            let (from, to) = (spot(h, from.as_str()), spot(h, to.as_str()));
            flows.add(from, to, flow.what.iter().map(Text::as_str));
        }
        for (f, fact) in flows.facts.iter().enumerate() {
            let at = |spot| match spot {
                Spot::Document(n) => places.of(n),
                Spot::Place(place) => Some(place),
                _ => None,
            };
            for end in [fact.from, fact.to] {
                if matches!(end, Spot::Document(_) | Spot::Role(_)) {
                    flows.facts_of.entry(end).or_default().push(*fact);
                }
            }
            let ends: BTreeSet<Place> = [at(fact.from), at(fact.to)].into_iter().flatten().collect();
            for place in ends {
                flows.facts_at.entry(place).or_default().push(f);
            }
        }
        for (p, product) in products.all.iter().enumerate() {
            let documents = |list: &[(usize, usize)]| -> Vec<usize> {
                let mut all: Vec<usize> = list.iter().map(|(n, _)| *n).filter(|n| counts(*n)).collect();
                all.dedup();
                all
            };
            let (made, brought) = (documents(&product.made), documents(&product.brought));
            let users = documents(&product.used);
            for place in made.iter().chain(&brought).chain(&users).filter_map(|&n| places.of(n)) {
                flows.products_at.entry(place).or_default().insert(p);
            }
            let have = made.iter().chain(&brought).copied().collect();
            let givers = if made.is_empty() { brought } else { made };
            flows.passed.push(Passed { givers, have, users });
        }
        flows
    }

    /// Facts that touch one of the places.
    pub(crate) fn facts_at(&self, places: &[Place]) -> BTreeSet<usize> {
        places.iter().filter_map(|p| self.facts_at.get(p)).flatten().copied().collect()
    }

    /// Facts that begin or end at a document or role, in order.
    pub(crate) fn facts_of(&self, spot: Spot<'a>) -> &[Fact<'a>] {
        self.facts_of.get(&spot).map_or(&[], Vec::as_slice)
    }

    /// Work products that documents of one of the places touch.
    pub(crate) fn products_at(&self, places: &[Place]) -> BTreeSet<usize> {
        places.iter().filter_map(|p| self.products_at.get(p)).flatten().copied().collect()
    }

    fn add(&mut self, from: Spot<'a>, to: Spot<'a>, what: impl Iterator<Item = &'a str>) {
        let before = self.facts.len();
        self.facts.extend(what.map(|id| Fact { from, to, thing: Thing::Product(id) }));
        if self.facts.len() == before {
            self.facts.push(Fact { from, to, thing: Thing::Unsaid });
        }
    }

    fn document(&mut self, h: &'a Handbook, n: usize, g: &'a Guideline, counts: &impl Fn(usize) -> bool) {
        let here = Spot::Document(n);
        for start in &g.starts {
            for from in &start.from {
                let from = spot(h, from.as_str());
                // What the sender itself says it hands over is said there.
                let said = matches!(from, Spot::Document(m) if counts(m) && hands(h, m, here));
                if !said {
                    self.add(from, here, start.out.iter().map(|p| p.id.as_str()));
                }
            }
        }
        for step in &g.steps {
            match &step.kind {
                StepKind::End { hand_over, .. } => {
                    for (to, what) in hand_over {
                        self.add(here, spot(h, to.as_str()), what.iter().map(|p| p.id.as_str()));
                    }
                }
                StepKind::Call { document, .. } => {
                    if let Spot::Document(m) = spot(h, document.as_str())
                        && m != n
                        && counts(m)
                    {
                        let thing = Thing::Call(m);
                        self.facts.push(Fact { from: here, to: Spot::Document(m), thing });
                    }
                }
                _ => {}
            }
        }
    }
}

/// Whether a document hands something over to just that receiver.
fn hands(h: &Handbook, sender: usize, to: Spot<'_>) -> bool {
    h.guidelines.get(sender).is_some_and(|g| {
        g.steps.iter().any(|s| match &s.kind {
            StepKind::End { hand_over, .. } => hand_over.iter().any(|(name, _)| spot(h, name.as_str()) == to),
            _ => false,
        })
    })
}

/// What a name means.
pub(crate) fn spot<'a>(h: &'a Handbook, name: &'a str) -> Spot<'a> {
    let name = name.trim();
    let id = name.split(['#', '@']).next().unwrap_or(name);
    if let Some(n) = h.guideline_index(id) {
        return Spot::Document(n);
    }
    match h.party(name) {
        Some(RoleOrGroup::Role(n)) => return Spot::Role(n),
        Some(_) => return Spot::Name(name),
        None => {}
    }
    places::named(h, name).map_or(Spot::Name(name), Spot::Place)
}
