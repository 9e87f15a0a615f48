//! What is left of a net after reduction, made ready for the search: nodes and ways numbered without gaps, with
//! what they cost and what they stand for.

use super::net::{Area, Ends, Guard, In, Net, NodeId, Out, Role, index};
use super::ropes::{Content, Ropes};
use super::work::{NONE, Work};

/// A node.
#[derive(Debug, Clone)]
pub(super) struct KernelNode {
    pub(super) into: In,
    pub(super) out: Out,
    pub(super) role: Role,
    pub(super) cost: u32,
    pub(super) content: Content,
    pub(super) ins: Vec<u32>,
    pub(super) outs: Vec<u32>,
    pub(super) guard: Guard,
    pub(super) clears: Option<Area>,
    /// Among the ends that are told apart: which.
    pub(super) end: u32,
    /// Its index in the working graph.
    pub(super) was: NodeId,
}

/// A way, and the place for tokens that it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct KernelEdge {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) weight: u32,
    pub(super) content: Content,
    /// The way of the net that its last stretch is; [`NONE`] for the way to the root.
    pub(super) last: u32,
    pub(super) loose: bool,
    /// What comes is gone at once: a direct way to an end or sink.
    pub(super) gone: bool,
    /// Its index in the working graph; [`NONE`] for the way to the root.
    pub(super) was: u32,
}

/// A net that can be searched. Way 0 leads to the root, with the one token that a run begins with.
#[derive(Debug, Clone)]
pub(super) struct Kernel {
    pub(super) nodes: Vec<KernelNode>,
    pub(super) edges: Vec<KernelEdge>,
    /// For each region the ways on which tokens of it lie.
    pub(super) regions: Vec<Vec<u32>>,
    pub(super) ends: Ends,
    /// How many ends are told apart (one: any end).
    pub(super) end_count: u32,
    pub(super) ropes: Ropes,
}

impl Kernel {
    /// The kernel of what is left in `work`, which comes from `net`.
    pub(super) fn new(net: &Net, work: &Work) -> Self {
        let mut number = vec![NONE; work.nodes.len()];
        let alive: Vec<NodeId> = (0u32..).zip(&work.nodes).filter(|(_, n)| n.alive).map(|(n, _)| n).collect();
        for (k, &n) in (0u32..).zip(&alive) {
            number[n as usize] = k;
        }
        let root = number[work.root as usize];
        let mut edges = vec![KernelEdge {
            from: NONE,
            to: root,
            weight: 0,
            content: NONE,
            last: NONE,
            loose: false,
            gone: false,
            was: NONE,
        }];
        let mut end_count = 0;
        let mut nodes: Vec<KernelNode> = Vec::with_capacity(alive.len());
        for &n in &alive {
            let node = &work.nodes[n as usize];
            let special = net.special(n);
            let mut end = NONE;
            if matches!(node.role, Role::End | Role::Stop) {
                end = if work.ends == Ends::Each { end_count } else { 0 };
                end_count = end_count.max(end + 1);
            }
            nodes.push(KernelNode {
                into: node.into,
                out: node.out,
                role: node.role,
                cost: node.cost,
                content: node.content,
                ins: Vec::new(),
                outs: Vec::new(),
                guard: special.guard,
                clears: special.clears,
                end,
                was: n,
            });
        }
        nodes[root as usize].ins.push(0);
        nodes[root as usize].into = In::Any;
        for (e, edge) in (0u32..).zip(&work.edges).filter(|(_, e)| e.alive) {
            let (to, from) = (number[edge.to as usize], number.get(edge.from as usize).copied());
            let from = from.unwrap_or(NONE);
            let k = index(edges.len());
            nodes[to as usize].ins.push(k);
            if let Some(node) = nodes.get_mut(from as usize) {
                node.outs.push(k);
            }
            edges.push(KernelEdge {
                from,
                to,
                weight: edge.weight,
                content: edge.content,
                last: edge.last,
                loose: edge.loose,
                gone: edge.direct && nodes[to as usize].role != Role::Step,
                was: e,
            });
        }
        let ways = |region: &Vec<NodeId>| {
            let kept = region.iter().filter_map(|&n| nodes.get(number[n as usize] as usize));
            let kept = kept.filter(|n| n.role == Role::Step);
            let mut ways: Vec<u32> =
                kept.flat_map(|n| n.ins.iter().copied()).filter(|&e| !edges[e as usize].loose).collect();
            ways.sort_unstable();
            ways.dedup();
            ways
        };
        let regions = net.regions().iter().map(ways).collect();
        Self {
            nodes,
            edges,
            regions,
            ends: work.ends,
            end_count: end_count.max(1),
            ropes: work.ropes.clone(),
        }
    }

    /// The first node of the net on a way or, where there is none, the one it leads to: where a token stands that
    /// has just come.
    pub(super) fn place(&self, e: u32) -> Option<NodeId> {
        let edge = self.edges.get(e as usize)?;
        self.ropes.first(edge.content).or_else(|| self.head(edge.to))
    }

    /// Whether a node, whenever it fires, stops all that it gives.
    pub(super) fn stops_at_once(&self, node: &KernelNode) -> bool {
        let stop = |&e: &u32| {
            let edge = &self.edges[e as usize];
            edge.gone && self.nodes[edge.to as usize].role == Role::Stop
        };
        node.out == Out::All && node.outs.iter().any(stop)
    }

    /// The first node of the net that a node stands for.
    pub(super) fn head(&self, n: u32) -> Option<NodeId> {
        self.ropes.first(self.nodes.get(n as usize)?.content)
    }
}
