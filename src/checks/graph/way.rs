//! Ways through a process, told step by step under a finding; and whether the ways of a guideline are whole, so that
//! something can be said of them.

use super::steps::{by, node_called, node_head};
use crate::diagnostic::Finding;
use crate::graph::{EdgeKind, NodeId, NodeKind, ProcessGraph, blocks, breaks};
use crate::model::{Guideline, Step, StepKind};

/// As many steps of a way are told, the last ones.
const MOST: usize = 12;

/// The finding with a way under it: its steps in order, each where it is written, and who does it.
pub(in crate::checks) fn way_told(
    mut finding: Finding,
    g: &Guideline,
    graph: &ProcessGraph,
    way: &[NodeId],
) -> Finding {
    finding.run = way.to_vec();
    for (n, &node) in way.iter().enumerate().skip(way.len().saturating_sub(MOST)) {
        let note = match by(g, graph, node) {
            who if who.is_empty() => format!("{}. {}", n + 1, node_called(g, graph, node)),
            who => format!("{}. {}, by {who}", n + 1, node_called(g, graph, node)),
        };
        finding = finding.also(node_head(g, graph, node), note);
    }
    finding
}

/// Whether nothing is broken that would have to be mended first: dead ends and their kin, ways out of blocks,
/// branches that meet nowhere. Each of these is told by its own rule.
pub(in crate::checks) fn ways_are_whole(g: &Guideline, graph: &ProcessGraph) -> bool {
    let apart = |s: &Step| matches!(&s.kind, StepKind::Parallel { join, .. } if join.is_none());
    let any_order = |n: NodeId| {
        let node = graph.nodes.get(n).filter(|n| matches!(n.kind, NodeKind::Step(_)));
        node.and_then(|n| g.phases.get(n.phase?)).is_some_and(|p| p.any_order)
    };
    // Into such a phase past its gate, or out of it.
    let breaks_in =
        graph.edges.iter().any(|e| e.kind != EdgeKind::AnyOrder && (any_order(e.from) || any_order(e.to)));
    graph.starts > 0
        && graph.lost.is_empty()
        && !breaks_in
        && !g.steps.iter().any(apart)
        && breaks(g, graph).is_empty()
        && blocks(g, graph).iter().all(|b| b.escapes.is_empty())
}
