//! Loops: the strongly connected parts of a process graph, and which of them no `limit` bounds.

use super::parts::parts;
use super::{EdgeKind, NodeId, NodeKind, ProcessGraph};
use crate::model::Guideline;

/// A loop that could go round for ever, as far as limits say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenLoop {
    /// Its nodes, sorted.
    pub nodes: Vec<NodeId>,
    /// The step where a limit would bound it: a decision with a way out of the loop, else any decision in it,
    /// else its first node.
    pub at: NodeId,
}

/// Loops as sorted node lists, ordered by their first node: every strongly connected part of more than one node,
/// and every node that leads to itself.
pub fn loops(graph: &ProcessGraph) -> Vec<Vec<NodeId>> {
    cycles(graph, |_| true)
}

/// The loops without a limit. A loop is bounded when one step of it has a limit, so steps with a limit are taken
/// out first. Then each loop that is left is named once, its step for a limit is taken out in turn, and what still
/// goes round inside is a loop of its own: whoever gives each of these steps a limit has bounded them all.
pub fn open_loops(g: &Guideline, graph: &ProcessGraph) -> Vec<OpenLoop> {
    let limited = |n: NodeId| match graph.nodes.get(n).map(|n| n.kind) {
        Some(NodeKind::Step(s)) => g.steps.get(s).is_some_and(|s| s.limit.is_some()),
        _ => false,
    };
    let mut keep: Vec<bool> = (0..graph.nodes.len()).map(|n| !limited(n)).collect();
    let mut found = Vec::new();
    // Each round takes a step out of each loop that is left; the bound stops input made to be slow.
    for _ in 0..MOST_NESTED {
        let round = cycles(graph, |n| keep[n]);
        if round.is_empty() {
            break;
        }
        for nodes in round {
            let at = place_for_limit(graph, &nodes);
            keep[at] = false;
            found.push(OpenLoop { nodes, at });
        }
    }
    found.sort_by_key(|l| l.at);
    found
}

/// How deep loops within loops are told apart. Nothing is passed over in silence: where this is reached, loops without
/// a limit are told already, and who limits these is told of those within.
const MOST_NESTED: usize = 8;

fn cycles(graph: &ProcessGraph, keep: impl Fn(NodeId) -> bool) -> Vec<Vec<NodeId>> {
    parts(graph.nodes.len(), keep, |n, to| to.extend(graph.successors(n)))
        .into_iter()
        .filter(|part| part.len() > 1 || part.iter().any(|&n| graph.successors(n).any(|s| s == n)))
        .collect()
}

fn place_for_limit(graph: &ProcessGraph, nodes: &[NodeId]) -> NodeId {
    let inside = |n: NodeId| nodes.binary_search(&n).is_ok();
    let decides = |n: NodeId| graph.ways(n).any(|e| matches!(e.kind, EdgeKind::Outcome(_)));
    let leaves = |n: NodeId| graph.ways(n).any(|e| !inside(e.to));
    let step = |n: NodeId| matches!(graph.nodes.get(n).map(|n| n.kind), Some(NodeKind::Step(_)));
    nodes
        .iter()
        .copied()
        .find(|&n| decides(n) && leaves(n))
        .or_else(|| nodes.iter().copied().find(|&n| decides(n)))
        .or_else(|| nodes.iter().copied().find(|&n| step(n)))
        .unwrap_or_else(|| nodes.first().copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::super::build;
    use super::super::testing::{guideline, names};
    use super::*;

    fn open(lines: &str) -> Vec<String> {
        let g = guideline(lines);
        let graph = build(&g);
        open_loops(&g, &graph)
            .iter()
            .map(|l| format!("{}: {}", graph.name(&g, l.at), names(&g, &graph, &l.nodes)))
            .collect()
    }

    #[test]
    fn a_loop_is_named_at_the_decision_that_leaves_it() {
        assert_eq!(open("start: a\na: do -> b\nb: ask -> a e\ne: end"), ["b: a b"]);
    }

    #[test]
    fn a_limit_on_any_of_its_steps_bounds_a_loop() {
        assert!(open("start: a\na: do -> b limit\nb: ask -> a e\ne: end").is_empty());
    }

    #[test]
    fn a_limit_on_the_outer_loop_leaves_the_inner_one() {
        let lines = "start: a\na: do -> b limit\nb: do -> c\nc: ask -> b d\nd: ask -> a e\ne: end";
        assert_eq!(open(lines), ["c: b c"]);
    }

    #[test]
    fn loops_within_loops_are_named_each() {
        let lines = "start: a\na: do -> b\nb: do -> c\nc: ask -> b d e\nd: ask -> a c\ne: end";
        assert_eq!(open(lines), ["c: a b c d"]);
        let lines = "start: a\na: do -> b\nb: ask -> a c\nc: do -> d\nd: ask -> c b e\ne: end";
        assert_eq!(open(lines), ["b: a b", "d: a b c d"]);
    }

    #[test]
    fn a_long_chain_does_not_exhaust_the_stack() {
        use std::fmt::Write as _;
        let mut lines = String::from("start: s0\n");
        for n in 0..50_000 {
            let _ = writeln!(lines, "s{n}: do -> s{}", n + 1);
        }
        lines.push_str("s50000: ask -> s0 e\ne: end");
        assert_eq!(open(&lines).len(), 1);
    }
}
