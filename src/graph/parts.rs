//! Strongly connected parts, without recursion: a chain of 100,000 steps must not exhaust the stack.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

/// The strongly connected parts of the nodes that `keep` names, each sorted, ordered by their first node.
/// `next` appends the neighbours of a node; those that are not kept are passed over.
pub fn parts(
    count: usize,
    keep: impl Fn(usize) -> bool,
    next: impl Fn(usize, &mut Vec<usize>),
) -> Vec<Vec<usize>> {
    let kept: Vec<usize> = (0..count).filter(|&n| keep(n)).collect();
    let mut place = vec![usize::MAX; count];
    for (k, &n) in kept.iter().enumerate() {
        place[n] = k;
    }
    let mut digraph: DiGraph<(), (), usize> = DiGraph::with_capacity(kept.len(), kept.len());
    let nodes: Vec<NodeIndex<usize>> = kept.iter().map(|_| digraph.add_node(())).collect();
    let mut to = Vec::new();
    for (k, &n) in kept.iter().enumerate() {
        next(n, &mut to);
        for t in to.drain(..) {
            if let Some(&other) = place.get(t).and_then(|&p| nodes.get(p)) {
                digraph.add_edge(nodes[k], other, ());
            }
        }
    }
    let mut found: Vec<Vec<usize>> = kosaraju_scc(&digraph)
        .into_iter()
        .map(|part| {
            let mut part: Vec<usize> = part.into_iter().map(|n| kept[n.index()]).collect();
            part.sort_unstable();
            part
        })
        .collect();
    found.sort_unstable();
    found
}
