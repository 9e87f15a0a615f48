//! Proves what a rule says of runs, of one process with what it calls.

use super::broken::{Broken, tell};
use super::claim::{Claim, Form, Named, Nodes, named, nodes, ways_when_done};
use crate::graph::ProcessGraph;
use crate::model::Guideline;
use crate::proof::calls::Whole;
use crate::proof::net;
use crate::proof::runs::{Rule, Ruling, check};
use crate::proof::verdict::Answer;
use std::collections::HashSet;

/// How many states are looked at for one rule. Rules leave little to search: what they do not name is reduced first.
pub(super) const BUDGET: usize = 30_000;

/// What comes of proving a rule.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It holds.
    Holds,
    /// It holds, but only because it never has anything to say: no run comes to what it is about.
    Idle,
    /// It is broken.
    Broken(Box<Broken>),
    /// The budget was used up.
    Undecided,
}

/// What a word of a rule means, with the document that it means it in.
pub(super) type Meanings = Vec<(usize, Named)>;

/// A rule and what its words mean.
#[derive(Debug)]
pub(super) struct Meant<'r> {
    pub(super) claim: Claim<'r>,
    pub(super) to: Vec<Meanings>,
    pub(super) between: Vec<Meanings>,
    pub(super) from: Vec<Meanings>,
    pub(super) unless: Vec<Meanings>,
}

impl<'r> Meant<'r> {
    /// Looks up the words of a rule.
    pub(super) fn new(claim: Claim<'r>, meaning: impl Fn(&str) -> Meanings) -> Self {
        let all = |words: &[&crate::model::Text]| words.iter().map(|w| meaning(w.as_str())).collect();
        let (to, between) = (all(&claim.to), all(&claim.between));
        let (from, unless) = (all(&claim.from), all(&claim.unless));
        Self { claim, to, between, from, unless }
    }

    /// Everything that is meant.
    pub(super) fn all(&self) -> impl Iterator<Item = &(usize, Named)> {
        [&self.to, &self.between, &self.from, &self.unless].into_iter().flatten().flatten()
    }

    /// The ways of a document that are to be watched.
    pub(super) fn ways(&self, document: usize, graph: &ProcessGraph, out: &mut HashSet<usize>) {
        for (d, named) in self.all() {
            if let (true, Named::Ways(ways)) = (*d == document, named) {
                out.extend(ways);
            }
        }
        if self.asks_for_done() {
            for (d, named) in self.between.iter().flatten() {
                if let (true, Named::Step(n)) = (*d == document, named) {
                    out.extend(ways_when_done(graph, *n));
                }
            }
        }
    }

    /// Whether what stands in between counts once it is done.
    fn asks_for_done(&self) -> bool {
        self.claim.form != Form::Never
    }

    fn nodes(&self, see: &See<'_>, whole: &Whole) -> Nodes {
        // Who leaves a step because the time is up has not done it.
        let in_time = |d: usize, named: &Named| -> Vec<net::NodeId> {
            let (Named::Step(n), Some((_, graph))) = (named, see.get(d)) else { return Vec::new() };
            let ways = ways_when_done(graph, *n).into_iter();
            ways.flat_map(|way| whole.taken(d, way)).copied().collect()
        };
        let all = |words: &[Meanings], done: bool| {
            let one = |d: usize, named: &Named| match in_time(d, named) {
                gates if done && !gates.is_empty() => gates,
                _ => nodes(whole, d, named, done),
            };
            words.iter().flatten().flat_map(|(d, n)| one(*d, n)).collect()
        };
        // A call that is what the rule counts from: what lies in it comes after that, unless it is forbidden there.
        let from_done = self.claim.form == Form::Never;
        Nodes {
            to: all(&self.to, false),
            between: all(&self.between, self.asks_for_done()),
            from: all(&self.from, from_done),
            unless: all(&self.unless, false),
        }
    }

    /// Whether a rule holds in a process.
    pub(super) fn prove(&self, see: &See<'_>, whole: &Whole, root: usize) -> Outcome {
        let nodes = self.nodes(see, whole);
        let ruling = check(&whole.net, &self.claim.about(&nodes), BUDGET);
        match ruling.holds {
            Answer::No => Outcome::Broken(Box::new(tell(see, whole, root, self, &nodes, &ruling))),
            Answer::Yes if self.is_idle(whole, &nodes, &ruling) => Outcome::Idle,
            Answer::Yes => Outcome::Holds,
            _ => Outcome::Undecided,
        }
    }

    /// Whether a rule that holds never speaks: after its `from` its `to` never comes. That a step of it never happens
    /// at all is told of the step (`graph/never-happens`).
    fn is_idle(&self, whole: &Whole, nodes: &Nodes, ruling: &Ruling) -> bool {
        if nodes.from.is_empty() || self.claim.form == Form::After || !ruling.never_happen.is_empty() {
            return false;
        }
        let comes = Rule::Path {
            to: nodes.to.clone(),
            through: Vec::new(),
            from: nodes.from.clone(),
            unless: Vec::new(),
        };
        check(&whole.net, &comes, BUDGET).holds == Answer::Yes
    }
}

/// What words of a guideline's own rule mean: its own steps, phases and outcomes.
pub(super) fn own(g: &Guideline, graph: &ProcessGraph, document: usize, word: &str) -> Meanings {
    named(g, graph, word).map(|n| (document, n)).into_iter().collect()
}

/// Where documents are looked up to tell of them.
pub(super) struct See<'a> {
    pub(super) guidelines: &'a [Guideline],
    pub(super) graphs: &'a [ProcessGraph],
    /// The file of the rule is not that of the document: a rule of the house.
    pub(super) house: bool,
}

impl<'a> See<'a> {
    pub(super) fn get(&self, document: usize) -> Option<(&'a Guideline, &'a ProcessGraph)> {
        self.guidelines.get(document).zip(self.graphs.get(document))
    }
}
