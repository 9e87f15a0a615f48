//! What can be reached from the starts, and from where an end can be reached. Linear in nodes and edges.

use super::{NodeId, NodeKind, ProcessGraph};
use crate::model::{Guideline, StepKind};

/// Reach in both directions, by node.
#[derive(Debug, Clone)]
pub struct Reach {
    /// Some start or anytime event leads here.
    pub from_start: Vec<bool>,
    /// Some end can be reached from here.
    pub to_end: Vec<bool>,
}

/// Works out both.
pub fn reach(g: &Guideline, graph: &ProcessGraph) -> Reach {
    let nodes = || graph.nodes.iter().enumerate();
    let starts = nodes().filter(|(_, n)| matches!(n.kind, NodeKind::Start(_) | NodeKind::Anytime(_)));
    let ends = nodes().filter(|(_, n)| is_end(g, n.kind));
    Reach {
        from_start: flood(graph.nodes.len(), starts.map(|(n, _)| n), |n, to| to.extend(graph.successors(n))),
        to_end: flood(graph.nodes.len(), ends.map(|(n, _)| n), |n, to| to.extend(graph.predecessors(n))),
    }
}

fn is_end(g: &Guideline, kind: NodeKind) -> bool {
    matches!(kind, NodeKind::Step(s) if g.steps.get(s).is_some_and(|s| matches!(s.kind, StepKind::End { .. })))
}

/// Marks everything that `next` leads to from `seeds`, seeds included. `next` appends the neighbours of a node.
pub fn flood(
    count: usize,
    seeds: impl Iterator<Item = NodeId>,
    next: impl Fn(NodeId, &mut Vec<NodeId>),
) -> Vec<bool> {
    let mut seen = vec![false; count];
    let mut todo: Vec<NodeId> = seeds.collect();
    while let Some(node) = todo.pop() {
        if !std::mem::replace(&mut seen[node], true) {
            next(node, &mut todo);
        }
    }
    seen
}
