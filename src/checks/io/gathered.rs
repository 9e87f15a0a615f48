//! What sub-processes make, with all that they call in turn: gathered once for all guidelines that call something
//! where branches run side by side. Linear in the steps and calls looked at, but for the lists of what is made, which
//! are bounded together.

use super::callee::{Target, target};
use crate::graph::{ProcessGraph, parts, reached_from};
use crate::model::{DocStatus, Guideline, Handbook, StepKind};
use foldhash::HashMap;

/// So many entries may all lists have together.
const MOST: usize = 1_000_000;

/// What is made where something is called.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    /// Names of work products, by number.
    names: Vec<String>,
    numbers: HashMap<String, u32>,
    /// By document and the start that is called.
    places: HashMap<(usize, Option<usize>), usize>,
    entries: Vec<Entry>,
}

/// A guideline that is called at a start.
#[derive(Debug)]
struct Entry {
    document: usize,
    /// What its own steps make: product and step, sorted; of several steps the first.
    own: Vec<(u32, usize)>,
    /// Its calls: the step, and what is called.
    calls: Vec<(usize, usize)>,
    made: Made,
}

/// What is made in one guideline and all that it calls.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Made {
    /// Numbers of products, sorted.
    All(Vec<u32>),
    /// Too much to be gathered.
    TooMuch,
}

/// What a call makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Makes<'a> {
    /// Nothing, or nothing can be said of it, and that is told elsewhere: it is not written yet, withdrawn, broken, or
    /// calls itself by way of others.
    Nothing,
    /// Numbers of work products.
    All(&'a [u32]),
    /// Too much to be gathered.
    TooMuch,
}

impl Gathered {
    /// Gathers it.
    pub(in crate::checks) fn of(h: &Handbook, graphs: &[ProcessGraph]) -> Self {
        Self::within(h, graphs, MOST)
    }

    fn within(h: &Handbook, graphs: &[ProcessGraph], most: usize) -> Self {
        let mut found = Self::default();
        let mut todo: Vec<Target<'_>> = Vec::new();
        for (g, _) in h.guidelines.iter().zip(graphs).filter(|(g, graph)| may_call(g, graph)) {
            todo.extend(calls(h, graphs, g).map(|(_, target)| target));
        }
        while let Some(target) = todo.pop() {
            if found.places.contains_key(&(target.index, target.start)) {
                continue;
            }
            found.places.insert((target.index, target.start), found.entries.len());
            let entry = found.entry(&target);
            found.entries.push(entry);
            todo.extend(reached_calls(h, graphs, &target).map(|(_, callee)| callee));
        }
        // All that is called is known now.
        let mut at: Vec<(&(usize, Option<usize>), &usize)> = found.places.iter().collect();
        at.sort_unstable_by_key(|(_, n)| **n);
        let mut all_calls: Vec<Vec<(usize, usize)>> = Vec::with_capacity(at.len());
        for (&(index, start), _) in at {
            let (Some(g), Some(graph)) = (h.guidelines.get(index), graphs.get(index)) else { continue };
            let target = Target { index, g, graph, start };
            let of = reached_calls(h, graphs, &target);
            all_calls
                .push(of.filter_map(|(s, t)| Some((s, *found.places.get(&(t.index, t.start))?))).collect());
        }
        for (entry, calls) in found.entries.iter_mut().zip(all_calls) {
            entry.calls = calls;
        }
        found.add_up(most);
        found
    }

    /// A guideline by itself.
    fn entry(&mut self, target: &Target<'_>) -> Entry {
        let reached = reached(target);
        let mut own: Vec<(u32, usize)> = Vec::new();
        for (n, step) in target.g.steps.iter().enumerate().filter(|(n, _)| reached(*n)) {
            own.extend(step.output.iter().map(|p| (self.number(&p.id), n)));
        }
        own.sort_unstable();
        own.dedup_by_key(|(product, _)| *product);
        Entry { document: target.index, own, calls: Vec::new(), made: Made::All(Vec::new()) }
    }

    fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }

    /// Adds up what each makes with all that it calls, callees first. Those that call each other in a ring make
    /// nothing: that is told, and has to be mended first.
    fn add_up(&mut self, most: usize) {
        let count = self.entries.len();
        let mut in_ring = vec![false; count];
        let callees = |n: usize, to: &mut Vec<usize>| {
            to.extend(self.entries.get(n).into_iter().flat_map(|e| &e.calls).map(|c| c.1));
        };
        for part in parts(count, |_| true, callees) {
            let itself = |n: &usize| self.entries.get(*n).is_some_and(|e| e.calls.iter().any(|c| c.1 == *n));
            if part.len() > 1 || part.iter().any(itself) {
                for n in part {
                    in_ring[n] = true;
                }
            }
        }
        let mut left = most;
        let mut done = in_ring.clone();
        for root in 0..count {
            let mut path = vec![(root, 0)];
            while let Some(&mut (n, ref mut next)) = path.last_mut() {
                if done[n] {
                    path.pop();
                    continue;
                }
                if let Some(&(_, callee)) = self.entries.get(n).and_then(|e| e.calls.get(*next)) {
                    *next += 1;
                    path.push((callee, 0));
                    continue;
                }
                done[n] = true;
                let made = self.sum(n, &mut left);
                if let Some(entry) = self.entries.get_mut(n) {
                    entry.made = made;
                }
            }
        }
    }

    fn sum(&self, n: usize, left: &mut usize) -> Made {
        let Some(entry) = self.entries.get(n) else { return Made::TooMuch };
        let mut all: Vec<u32> = entry.own.iter().map(|(product, _)| *product).collect();
        let mut callees: Vec<usize> = entry.calls.iter().map(|c| c.1).collect();
        callees.sort_unstable();
        callees.dedup();
        for callee in callees.into_iter().filter_map(|c| self.entries.get(c)) {
            match &callee.made {
                Made::All(more) if more.len() <= *left => all.extend(more),
                Made::TooMuch => return Made::TooMuch,
                Made::All(_) => {
                    // Nothing more is tried, so that the work stays within bounds.
                    *left = 0;
                    return Made::TooMuch;
                }
            }
        }
        all.sort_unstable();
        all.dedup();
        let enough = left.checked_sub(all.len());
        *left = enough.unwrap_or_default();
        if enough.is_some() { Made::All(all) } else { Made::TooMuch }
    }

    /// What a call makes.
    pub(super) fn makes(&self, target: &Target<'_>) -> Makes<'_> {
        match self.place(target).map(|entry| &entry.made) {
            Some(Made::All(all)) if all.is_empty() => Makes::Nothing,
            Some(Made::All(all)) => Makes::All(all),
            Some(Made::TooMuch) => Makes::TooMuch,
            None => Makes::Nothing,
        }
    }

    /// The name of a work product.
    pub(super) fn name(&self, number: u32) -> &str {
        self.names.get(number as usize).map_or("", String::as_str)
    }

    /// How a call comes to make a product: steps, each with the index of its guideline; the last one makes it, those
    /// before call one another. Of several ways one.
    pub(super) fn way(&self, target: &Target<'_>, name: &str) -> Vec<(usize, usize)> {
        let mut way = Vec::new();
        let Some(&product) = self.numbers.get(name) else { return way };
        let mut at = self.place(target);
        while let Some(entry) = at.filter(|_| way.len() <= self.entries.len()) {
            if let Ok(n) = entry.own.binary_search_by_key(&product, |(p, _)| *p) {
                way.extend(entry.own.get(n).map(|(_, step)| (entry.document, *step)));
                break;
            }
            let makes = |e: &&Entry| matches!(&e.made, Made::All(all) if all.binary_search(&product).is_ok());
            let called = entry.calls.iter().find(|(_, c)| self.entries.get(*c).as_ref().is_some_and(makes));
            way.extend(called.map(|(step, _)| (entry.document, *step)));
            at = called.and_then(|(_, c)| self.entries.get(*c));
        }
        way
    }

    fn place(&self, target: &Target<'_>) -> Option<&Entry> {
        self.entries.get(*self.places.get(&(target.index, target.start))?)
    }
}

/// Whether something may be called in branches that run side by side.
fn may_call(g: &Guideline, graph: &ProcessGraph) -> bool {
    let calls = || g.steps.iter().any(|s| matches!(s.kind, StepKind::Call { .. }));
    !graph.blocks.is_empty() && !g.broken && g.state() != DocStatus::Retired && calls()
}

/// The calls of a guideline: the step, and what is called.
fn calls<'a>(
    h: &'a Handbook,
    graphs: &'a [ProcessGraph],
    g: &'a Guideline,
) -> impl Iterator<Item = (usize, Target<'a>)> {
    g.steps.iter().enumerate().filter_map(move |(n, step)| match &step.kind {
        StepKind::Call { document, start, .. } => Some((n, target(h, graphs, document, start.as_deref())?)),
        _ => None,
    })
}

/// The calls that the start leads to.
fn reached_calls<'a>(
    h: &'a Handbook,
    graphs: &'a [ProcessGraph],
    target: &Target<'a>,
) -> impl Iterator<Item = (usize, Target<'a>)> {
    let reached = reached(target);
    calls(h, graphs, target.g).filter(move |(n, _)| reached(*n))
}

/// Whether the start that is called leads to a step. With one start it leads to all; where it does not, that is told.
fn reached<'a>(target: &Target<'a>) -> impl Fn(usize) -> bool + use<'a> {
    let graph = target.graph;
    let seen = (target.g.starts.len() > 1).then(|| reached_from(graph, target.start));
    move |step| seen.as_ref().is_none_or(|s| s.get(graph.of_step(step)).copied().unwrap_or(false))
}

#[cfg(test)]
mod tests;
