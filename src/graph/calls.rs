//! Calls: which ends a sub-process may come to, and sub-processes that call each other in a ring.

use super::parts::parts;
use super::{NodeKind, ProcessGraph, flood};
use crate::model::{Guideline, StepKind};
use std::collections::VecDeque;

/// Sub-processes that call each other: each entry is a guideline (its index) and the step that calls the next one;
/// the last calls the first.
pub type Ring = Vec<(usize, usize)>;

/// The ends (indices in `Guideline::steps`) that can be reached from a start, or from any start where none is
/// given; also by what may happen at any time. In written order.
pub fn ends_from(g: &Guideline, graph: &ProcessGraph, start: Option<usize>) -> Vec<usize> {
    let seen = reached_from(graph, start);
    let is_end = |s: &usize| {
        let end = g.steps.get(*s).is_some_and(|s| matches!(s.kind, StepKind::End { .. }));
        end && seen.get(graph.of_step(*s)).copied().unwrap_or(false)
    };
    (0..g.steps.len()).filter(is_end).collect()
}

/// The nodes that a start leads to, or any start where none is given; also what may happen at any time. By node.
pub fn reached_from(graph: &ProcessGraph, start: Option<usize>) -> Vec<bool> {
    let seeds = graph.nodes.iter().enumerate().filter(|(_, n)| match n.kind {
        NodeKind::Start(s) => start.is_none_or(|wanted| s == wanted),
        NodeKind::Anytime(_) => true,
        _ => false,
    });
    flood(graph.nodes.len(), seeds.map(|(n, _)| n), |n, to| to.extend(graph.successors(n)))
}

/// A guideline entered at one of its starts (or without saying at which).
#[derive(Clone, Copy)]
struct Entry {
    guideline: usize,
    start: Option<usize>,
}

/// The rings of calls, one for each group of sub-processes that call each other, in order of their first
/// guideline. `find` gives the index of a document by id. A call counts only where the start that is called can
/// reach it. Linear in steps and calls.
pub fn rings<'a>(
    guidelines: &'a [Guideline],
    graphs: &[ProcessGraph],
    find: impl Fn(&str) -> Option<usize>,
) -> Vec<Ring> {
    let has_call = |g: &Guideline| g.steps.iter().any(|s| matches!(s.kind, StepKind::Call { .. }));
    let mut entries = Vec::new();
    let mut first = vec![usize::MAX; guidelines.len()];
    for (n, g) in guidelines.iter().enumerate().filter(|(_, g)| has_call(g)) {
        first[n] = entries.len();
        let starts = (0..g.starts.len()).map(Some);
        let starts: Vec<Option<usize>> = if g.starts.is_empty() { vec![None] } else { starts.collect() };
        entries.extend(starts.into_iter().map(|start| Entry { guideline: n, start }));
    }
    // For each entry: the step that calls, and the entry called.
    let calls: Vec<Vec<(usize, usize)>> = entries
        .iter()
        .map(|e| {
            let (Some(g), Some(graph)) = (guidelines.get(e.guideline), graphs.get(e.guideline)) else {
                return Vec::new();
            };
            let seen = reached_from(graph, e.start);
            let mut out = Vec::new();
            for (s, step) in g.steps.iter().enumerate() {
                let StepKind::Call { document, start, .. } = &step.kind else { continue };
                let reached = seen.get(graph.of_step(s)).copied().unwrap_or(false);
                let Some(target) = find(document).filter(|&t| reached && first[t] != usize::MAX) else {
                    continue;
                };
                let starts: &'a [_] = guidelines.get(target).map_or(&[], |t| &t.starts);
                let named = start.as_ref().and_then(|id| {
                    starts.iter().position(|s| s.id.as_ref().is_some_and(|t| t.as_str() == id.as_str()))
                });
                match named {
                    Some(n) => out.push((s, first[target] + n)),
                    None => out.extend((0..starts.len().max(1)).map(|n| (s, first[target] + n))),
                }
            }
            out
        })
        .collect();
    parts(entries.len(), |_| true, |n, to| to.extend(calls[n].iter().map(|c| c.1)))
        .into_iter()
        .filter_map(|part| ring(&part, &calls, &entries))
        .collect()
}

/// The shortest ring through the first entry of `part`, if there is any.
fn ring(part: &[usize], calls: &[Vec<(usize, usize)>], entries: &[Entry]) -> Option<Ring> {
    let &home = part.first()?;
    let mut came: std::collections::HashMap<usize, (usize, usize)> = std::collections::HashMap::new();
    let mut todo = VecDeque::from([home]);
    while let Some(n) = todo.pop_front() {
        for &(step, to) in &calls[n] {
            if part.binary_search(&to).is_err() || came.contains_key(&to) {
                continue;
            }
            came.insert(to, (n, step));
            if to == home {
                let mut ring = Vec::new();
                let mut at = home;
                while let Some(&(from, step)) = came.get(&at) {
                    ring.push((entries[from].guideline, step));
                    at = from;
                    if at == home {
                        break;
                    }
                }
                ring.reverse();
                return Some(ring);
            }
            todo.push_back(to);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::build;
    use super::super::testing::guideline;
    use super::*;

    fn found(all: &[&str]) -> Vec<Ring> {
        let guidelines: Vec<_> = all.iter().map(|l| guideline(l)).collect();
        let graphs: Vec<_> = guidelines.iter().map(build).collect();
        rings(&guidelines, &graphs, |id| id.strip_prefix("X-").and_then(|n| n.parse().ok()))
    }

    #[test]
    fn sub_processes_that_call_each_other_are_a_ring() {
        let back = "start: a\na: do -> s\ns: call X-0 -> e\ne: end";
        let on = "start: s\ns: call X-1 -> e\ne: end";
        assert_eq!(found(&[on, back]), [[(0, 0), (1, 1)]]);
        assert_eq!(found(&["start: s\ns: call X-0 -> e\ne: end"]), [[(0, 0)]]);
        assert!(found(&[on, "start: e\ne: end"]).is_empty());
    }

    #[test]
    fn a_call_that_the_start_never_reaches_closes_no_ring() {
        let on = "start: s\ns: call X-1 -> e\ne: end";
        assert!(found(&[on, "start: e\ns: call X-0 -> e\ne: end"]).is_empty());
    }

    #[test]
    fn ends_are_those_that_a_start_reaches() {
        let g = guideline("start: a\nstart: b\na: ask -> c d\nb: do -> d\nc: end\nd: end");
        let graph = build(&g);
        assert_eq!(ends_from(&g, &graph, Some(1)), [3]);
        assert_eq!(ends_from(&g, &graph, None), [2, 3]);
    }
}
