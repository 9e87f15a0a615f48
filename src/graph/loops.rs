//! Loops: the strongly connected parts of a process graph.

use super::{NodeId, ProcessGraph};
use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

/// Loops as sorted node lists, ordered by their first node: every strongly connected part of more than one node,
/// and every node that leads to itself.
pub fn loops(graph: &ProcessGraph) -> Vec<Vec<NodeId>> {
    let mut net: DiGraph<(), (), usize> = DiGraph::with_capacity(graph.nodes.len(), graph.edges.len());
    let nodes: Vec<_> = graph.nodes.iter().map(|_| net.add_node(())).collect();
    for e in &graph.edges {
        net.add_edge(nodes[e.from], nodes[e.to], ());
    }
    let mut found: Vec<Vec<NodeId>> = tarjan_scc(&net)
        .into_iter()
        .map(|part| {
            let mut part: Vec<NodeId> = part.into_iter().map(NodeIndex::index).collect();
            part.sort_unstable();
            part
        })
        .filter(|part| part.len() > 1 || part.iter().any(|&n| graph.successors(n).any(|s| s == n)))
        .collect();
    found.sort();
    found
}
