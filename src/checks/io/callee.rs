//! Sub-processes: what one needs when it is called, and what it has surely made when it comes to an end.

use crate::checks::Context;
use crate::graph::supply::{ALL, Makes, Meetings, Products, Supply};
use crate::graph::{EdgeKind, ProcessGraph};
use crate::model::{DocStatus, Guideline, ProductRef, StepKind, Text};
use std::cell::Cell;
use std::collections::HashMap;

/// A sub-process and the start at which it is called.
#[derive(Clone, Copy)]
pub(super) struct Target<'a> {
    pub(super) g: &'a Guideline,
    graph: &'a ProcessGraph,
    start: Option<usize>,
}

/// What is called. `None` where nothing can be said of it: an unknown document or start (said elsewhere), one that
/// is not written yet, withdrawn, or could not be read whole.
pub(super) fn target<'a>(cx: &Context<'a>, document: &Text, start: Option<&str>) -> Option<Target<'a>> {
    let index = cx.handbook.guideline_index(document)?;
    let (g, graph) = (cx.handbook.guidelines.get(index)?, cx.graphs.get(index)?);
    let written = !g.broken && !matches!(g.state(), DocStatus::Planned | DocStatus::Retired);
    let start = match start {
        Some(id) => Some(g.starts.iter().position(|s| s.id.as_ref().is_some_and(|t| t.as_str() == id))?),
        None if g.starts.len() > 1 => return None,
        None => None,
    };
    (written && !g.steps.is_empty()).then_some(Target { g, graph, start })
}

/// What a sub-process needs of its caller: what it brings in where it is called, and what it reads and never makes.
/// Each product once.
pub(super) fn needs<'a>(target: &Target<'a>) -> Vec<&'a ProductRef> {
    let g = target.g;
    let called = |n: usize| target.start.is_none_or(|s| s == n);
    let brought = g.starts.iter().enumerate().filter(|(n, _)| called(*n)).flat_map(|(_, s)| &s.out);
    let mut own: Vec<&str> = g.steps.iter().flat_map(|s| &s.output).map(|p| p.id.as_str()).collect();
    own.extend(g.starts.iter().flat_map(|s| &s.out).map(|p| p.id.as_str()));
    own.sort_unstable();
    let read = g.steps.iter().flat_map(|s| &s.input).filter(|p| own.binary_search(&p.id.as_str()).is_err());
    let mut needed: Vec<&ProductRef> = brought.chain(read).filter(|p| !p.optional).collect();
    // The first place of each.
    needed.sort_by(|a, b| a.id.value.cmp(&b.id.value).then(a.id.at.start.cmp(&b.id.at.start)));
    needed.dedup_by(|a, b| a.id.value == b.id.value);
    needed.sort_by_key(|p| p.id.at.start);
    needed
}

/// How deep calls are followed. Past that, and where too many steps were looked at, a call counts as making whatever
/// is asked for.
const DEEPEST: usize = 5;

/// What calls bring, for a list of products (at most 64).
pub(super) struct Calls<'c, 'a> {
    cx: &'c Context<'a>,
    names: &'c [&'c str],
    /// How many steps of sub-processes may still be looked at.
    left: &'c Cell<usize>,
}

impl<'c, 'a> Calls<'c, 'a> {
    pub(super) fn new(cx: &'c Context<'a>, names: &'c [&'c str], left: &'c Cell<usize>) -> Self {
        Self { cx, names, left }
    }

    /// What is made on the ways out of the calls of a guideline.
    pub(super) fn ways(&self, g: &Guideline, graph: &ProcessGraph) -> HashMap<usize, Products> {
        self.ways_at(g, graph, 0)
    }

    fn ways_at(&self, g: &Guideline, graph: &ProcessGraph, depth: usize) -> HashMap<usize, Products> {
        let mut found = HashMap::new();
        for (n, step) in g.steps.iter().enumerate() {
            let StepKind::Call { document, start, outcomes } = &step.kind else { continue };
            let ends = match target(self.cx, document, start.as_deref()) {
                Some(target) => self.ends(&target, depth),
                None => None,
            };
            for &way in graph.out.get(graph.of_step(n)).into_iter().flatten() {
                let made = match graph.edges.get(way).map(|e| e.kind) {
                    // What cannot be looked at may make anything.
                    Some(EdgeKind::Next) => {
                        ends.as_ref().map_or(ALL, |e| e.iter().fold(ALL, |all, e| all & e.1))
                    }
                    Some(EdgeKind::Outcome(o)) => {
                        let end = outcomes.get(o).map_or("", |o| o.id.as_str());
                        let at = |e: &&(&str, Products)| e.0 == end;
                        ends.as_ref().map_or(ALL, |e| e.iter().find(at).map_or(ALL, |e| e.1))
                    }
                    _ => continue,
                };
                found.insert(way, made);
            }
        }
        found
    }

    /// What is surely made at each end of a sub-process.
    fn ends(&self, target: &Target<'a>, depth: usize) -> Option<Vec<(&'a str, Products)>> {
        let Target { g, graph, start } = *target;
        let left = self.left.get().checked_sub(graph.nodes.len()).filter(|_| depth < DEEPEST)?;
        self.left.set(left);
        let by_way = self.ways_at(g, graph, depth + 1);
        let makes = Makes { by_node: by_node(g, graph, self.names, false), by_way };
        let meetings = Meetings::of(graph)?;
        let supply = Supply::new(g, graph, &meetings, &makes, start);
        let ends = g.steps.iter().enumerate().filter(|(_, s)| matches!(s.kind, StepKind::End { .. }));
        Some(ends.map(|(n, s)| (s.id(), supply.before(graph.of_step(n)))).collect())
    }
}

/// Which of the products each node makes; with `starts`, also what starts bring in.
pub(super) fn by_node(g: &Guideline, graph: &ProcessGraph, names: &[&str], starts: bool) -> Vec<Products> {
    let bits = |made: &[ProductRef]| {
        made.iter()
            .filter(|p| !p.optional)
            .fold(0, |all, p| all | names.binary_search(&p.id.as_str()).map_or(0, |bit| 1 << (bit % 64)))
    };
    let mut found = vec![0; graph.nodes.len()];
    for (n, step) in g.steps.iter().enumerate() {
        found[graph.of_step(n)] = bits(&step.output);
    }
    if starts {
        // Starts come first.
        for (made, start) in found.iter_mut().zip(&g.starts) {
            *made = bits(&start.out);
        }
    }
    found
}
