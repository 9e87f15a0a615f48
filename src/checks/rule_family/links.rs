//! How documents are connected, as far as rules of the house ask: who calls whom, who hands over to whom.

use crate::checks::map::{Map, calls, is_real};
use crate::model::{Guideline, Handbook, StepKind};
use std::collections::{HashMap, HashSet};

/// Calls between documents, by index.
pub(super) struct Calls {
    callees: HashMap<usize, Vec<usize>>,
    callers: HashMap<usize, Vec<usize>>,
}

impl Calls {
    /// All calls of documents in force or being written. Linear.
    pub(super) fn of(h: &Handbook) -> Self {
        let mut found = Self { callees: HashMap::new(), callers: HashMap::new() };
        for (n, g) in h.guidelines.iter().enumerate().filter(|(_, g)| is_real(g)) {
            for callee in calls(h, g) {
                found.callees.entry(n).or_default().push(callee);
                found.callers.entry(callee).or_default().push(n);
            }
        }
        for list in found.callees.values_mut().chain(found.callers.values_mut()) {
            list.sort_unstable();
            list.dedup();
        }
        found
    }

    /// The documents that a document calls.
    pub(super) fn callees(&self, document: usize) -> &[usize] {
        self.callees.get(&document).map_or(&[], Vec::as_slice)
    }

    /// Some documents and all that call them, themselves or by way of others; sorted.
    pub(super) fn above(&self, documents: impl IntoIterator<Item = usize>) -> Vec<usize> {
        closure(documents, |n| self.callers.get(&n).into_iter().flatten().copied())
    }

    /// A document and all that it calls.
    pub(super) fn below(&self, document: usize) -> Vec<usize> {
        closure([document], |n| self.callees(n).iter().copied())
    }
}

/// What is handed over between documents, by index.
pub(super) struct HandOvers {
    to: HashMap<usize, Vec<usize>>,
    from: HashMap<usize, Vec<usize>>,
}

impl HandOvers {
    /// All hand-overs, as ends give them and starts take them. Linear.
    pub(super) fn of(h: &Handbook) -> Self {
        let map = Map::of(h);
        let mut found = Self { to: HashMap::new(), from: HashMap::new() };
        let mut put = |from: usize, to: usize| {
            found.to.entry(from).or_default().push(to);
            found.from.entry(to).or_default().push(from);
        };
        for (n, g) in h.guidelines.iter().enumerate().filter(|(_, g)| is_real(g)) {
            for name in receivers(g) {
                map.documents(&map.resolve(name)).into_iter().for_each(|to| put(n, to));
            }
            for name in g.starts.iter().flat_map(|s| &s.from) {
                map.documents(&map.resolve(name.as_str())).into_iter().for_each(|from| put(from, n));
            }
        }
        found
    }

    /// What comes before a document, or `after` it, over any number of hand-overs, its own and those of documents that
    /// call it; sorted, and it itself among them.
    pub(super) fn beyond(&self, calls: &Calls, document: usize, after: bool) -> Vec<usize> {
        let ways = if after { &self.to } else { &self.from };
        let list = |map: &'_ HashMap<usize, Vec<usize>>, n: usize| map.get(&n).cloned().unwrap_or_default();
        closure([document], |n| [list(ways, n), list(&calls.callers, n)].concat())
    }
}

fn receivers(g: &Guideline) -> impl Iterator<Item = &str> {
    g.steps.iter().flat_map(|s| {
        match &s.kind {
            StepKind::End { hand_over, .. } => hand_over.as_slice(),
            _ => &[],
        }
        .iter()
        .map(|(to, _)| to.as_str())
    })
}

fn closure<L: IntoIterator<Item = usize>>(
    from: impl IntoIterator<Item = usize>,
    next: impl Fn(usize) -> L,
) -> Vec<usize> {
    let mut seen: HashSet<usize> = HashSet::new();
    let mut todo: Vec<usize> = from.into_iter().collect();
    while let Some(n) = todo.pop() {
        if seen.insert(n) {
            todo.extend(next(n));
        }
    }
    let mut all: Vec<usize> = seen.into_iter().collect();
    all.sort_unstable();
    all
}
