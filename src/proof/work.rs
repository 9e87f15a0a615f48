//! A net while it is being reduced: ways in doubly linked lists, so that each change costs a constant; and a note
//! of what every way and node has swallowed, so that an example can be told in full and in the nodes of the net.
//!
//! A way that has swallowed nodes is a chain: a token on it has those steps yet to do. They count (its weight)
//! when the token is taken, or when it turns out to wait at the end of the chain for ever. That late counting,
//! beside the cost of nodes when they fire, is what keeps shortest examples exact.

use super::net::{Edge, Ends, In, Net, NodeId, Out, ROOT, Role, index};
use super::ropes::{Content, Ropes};
use std::collections::HashMap;

/// No index.
pub(super) const NONE: u32 = u32::MAX;

/// A node of the working graph.
#[derive(Debug, Clone, Copy)]
pub(super) struct WorkNode {
    pub(super) in_head: u32,
    pub(super) out_head: u32,
    pub(super) in_deg: u32,
    pub(super) out_deg: u32,
    /// Counts when it fires.
    pub(super) cost: u32,
    /// The nodes it stands for, in the order in which they fire.
    pub(super) content: Content,
    pub(super) into: In,
    pub(super) out: Out,
    pub(super) role: Role,
    /// It has a guard or clears something, or is watched: it stays as it is.
    pub(super) pinned: bool,
    /// Which regions it is in, all together; nodes of different ones are not merged.
    pub(super) regions: u32,
    pub(super) alive: bool,
    pub(super) queued: bool,
}

/// A way of the working graph.
#[derive(Debug, Clone, Copy)]
pub(super) struct WorkEdge {
    /// [`NONE`]: nothing ever comes on it.
    pub(super) from: u32,
    pub(super) to: u32,
    in_prev: u32,
    pub(super) in_next: u32,
    out_prev: u32,
    pub(super) out_next: u32,
    /// What the steps on it count.
    pub(super) weight: u32,
    /// The nodes on it.
    pub(super) content: Content,
    /// The way of the net that its last stretch is.
    pub(super) last: u32,
    pub(super) loose: bool,
    /// Whether there is no node on it at which a token could stand: what arrives at an end by such a way is gone
    /// at once.
    pub(super) direct: bool,
    pub(super) alive: bool,
}

/// The working graph.
#[derive(Debug, Clone)]
pub(super) struct Work {
    pub(super) nodes: Vec<WorkNode>,
    pub(super) edges: Vec<WorkEdge>,
    pub(super) ropes: Ropes,
    /// For each way, then each node of the net: what swallowed it, or itself.
    parent: Vec<u32>,
    pub(super) root: NodeId,
    pub(super) ends: Ends,
    pub(super) live_nodes: usize,
    pub(super) live_edges: usize,
    /// There are inclusive joins: where exactly tokens wait decides what these do.
    pub(super) inclusive: bool,
    /// Nothing can run side by side: there are no more states than ways.
    pub(super) plain: bool,
}

impl Work {
    /// The working graph of a net. All ends of a net that wants one end are one node here; where nothing runs side
    /// by side, ends that stop everything are plain ends and all are one, too.
    pub(super) fn new(net: &Net) -> Self {
        let side_by_side = (0u32..)
            .zip(net.nodes())
            .any(|(n, node)| matches!(node.out, Out::All | Out::Some) && net.outs(n).len() > 1);
        let plain = !side_by_side && !net.has_specials();
        let ends = if plain { Ends::One } else { net.ends() };
        let role = |role: Role| if plain && role == Role::Stop { Role::End } else { role };
        let mut nodes: Vec<WorkNode> = (0u32..)
            .zip(net.nodes())
            .map(|(n, node)| WorkNode {
                in_head: NONE,
                out_head: NONE,
                in_deg: 0,
                out_deg: 0,
                cost: node.cost(),
                content: n,
                into: node.into,
                out: node.out,
                role: role(node.role),
                pinned: false,
                regions: 0,
                alive: true,
                queued: false,
            })
            .collect();
        if net.has_specials() {
            let special =
                (0u32..).zip(net.nodes()).filter(|&(n, _)| net.special(n) != super::net::Special::default());
            let special: Vec<NodeId> = special.map(|(n, _)| n).collect();
            for n in special {
                nodes[n as usize].pinned = true;
            }
            let mut known: HashMap<(u32, u32), u32> = HashMap::new();
            for (r, region) in (0u32..).zip(net.regions()) {
                // No token ever lies before an end.
                for &n in region.iter().filter(|&&n| net.node(n).role == Role::Step) {
                    let next = index(known.len()) + 1;
                    let regions = &mut nodes[n as usize].regions;
                    *regions = *known.entry((*regions, r)).or_insert(next);
                }
            }
        }
        // What a loose way leads to may fire again without a second token that counts.
        for edge in net.edges().iter().filter(|e| e.loose) {
            nodes[edge.to as usize].pinned = true;
        }
        // Which way is ready shows on the ways into the next node, so these stay as well.
        for n in (0..index(nodes.len())).filter(|&n| net.node(n).out == Out::Ready) {
            let waits = |to: &NodeId| net.ins(*to).len() > 1 && net.node(*to).into == In::All;
            let targets: Vec<NodeId> = net.outs(n).map(|e| net.edge(e).to).filter(waits).collect();
            if targets.is_empty() {
                nodes[n as usize].out = Out::One;
            }
            for at in targets.into_iter().chain([n]) {
                nodes[at as usize].pinned |= nodes[n as usize].out == Out::Ready;
            }
        }
        // The node that stands for all ends of a kind.
        let mut one = [NONE; 3];
        let mut target: Vec<(NodeId, u32)> = Vec::new();
        let mut live_nodes = nodes.len();
        for (n, node) in (0u32..).zip(&mut nodes) {
            let kind = match node.role {
                Role::Step => continue,
                // It stays, and keeps the net from being done: nothing leads to it.
                _ if net.ins(n).is_empty() => continue,
                Role::End if ends == Ends::Each => continue,
                Role::End => 0,
                Role::Stop => 1,
                Role::Sink => 2,
            };
            if one[kind] == NONE {
                one[kind] = n;
            } else {
                node.alive = false;
                live_nodes -= 1;
                target.push((n, one[kind]));
            }
        }
        let edges = net.edges().iter().zip(0u32..).map(|(edge, e)| fresh(edge, e, &nodes, &target)).collect();
        let count = net.edges().len() + nodes.len();
        let (live_edges, ropes) = (net.edges().len(), Ropes::default());
        let mut work = Self {
            nodes,
            edges,
            ropes,
            parent: (0..index(count)).collect(),
            root: ROOT,
            ends,
            live_nodes,
            live_edges,
            inclusive: (0u32..)
                .zip(net.nodes())
                .any(|(n, node)| node.into == In::Some && net.ins(n).len() > 1),
            plain,
        };
        for e in (0..index(net.edges().len())).rev() {
            work.link(e);
        }
        work
    }

    /// Keeps some nodes as they are, so that it can be seen when they fire.
    pub(super) fn pin(&mut self, nodes: impl IntoIterator<Item = NodeId>) {
        for n in nodes {
            self.nodes[n as usize].pinned = true;
        }
    }

    /// Puts a way at the head of both of its lists.
    fn link(&mut self, e: u32) {
        let WorkEdge { from, to, .. } = self.edges[e as usize];
        let (source, next) = (&mut self.nodes[from as usize], e);
        let out_next = std::mem::replace(&mut source.out_head, next);
        source.out_deg += 1;
        let target = &mut self.nodes[to as usize];
        let in_next = std::mem::replace(&mut target.in_head, next);
        target.in_deg += 1;
        let edge = &mut self.edges[e as usize];
        (edge.out_next, edge.in_next) = (out_next, in_next);
        if out_next != NONE {
            self.edges[out_next as usize].out_prev = e;
        }
        if in_next != NONE {
            self.edges[in_next as usize].in_prev = e;
        }
    }

    /// Takes a way out of the list of its source.
    pub(super) fn unlink_out(&mut self, e: u32) {
        let WorkEdge { from, out_prev, out_next, .. } = self.edges[e as usize];
        if from == NONE {
            return;
        }
        let node = &mut self.nodes[from as usize];
        node.out_deg -= 1;
        if out_prev == NONE {
            node.out_head = out_next;
        } else {
            self.edges[out_prev as usize].out_next = out_next;
        }
        if out_next != NONE {
            self.edges[out_next as usize].out_prev = out_prev;
        }
    }

    /// Takes a way out of the list of its target.
    pub(super) fn unlink_in(&mut self, e: u32) {
        let WorkEdge { to, in_prev, in_next, .. } = self.edges[e as usize];
        let node = &mut self.nodes[to as usize];
        node.in_deg -= 1;
        if in_prev == NONE {
            node.in_head = in_next;
        } else {
            self.edges[in_prev as usize].in_next = in_next;
        }
        if in_next != NONE {
            self.edges[in_next as usize].in_prev = in_prev;
        }
    }

    /// Takes a way out altogether.
    pub(super) fn remove_edge(&mut self, e: u32) {
        self.unlink_out(e);
        self.unlink_in(e);
        self.edges[e as usize].alive = false;
        self.live_edges -= 1;
    }

    /// Takes a node out that has no ways left.
    pub(super) fn remove_node(&mut self, n: NodeId) {
        self.nodes[n as usize].alive = false;
        self.live_nodes -= 1;
    }

    /// `e` takes the place that `other` has in the list of its target.
    pub(super) fn take_in_place(&mut self, e: u32, other: u32) {
        let WorkEdge { to, in_prev, in_next, .. } = self.edges[other as usize];
        if in_prev == NONE {
            self.nodes[to as usize].in_head = e;
        } else {
            self.edges[in_prev as usize].in_next = e;
        }
        if in_next != NONE {
            self.edges[in_next as usize].in_prev = e;
        }
        let edge = &mut self.edges[e as usize];
        (edge.to, edge.in_prev, edge.in_next) = (to, in_prev, in_next);
    }

    /// All ways out of `from` become ways out of `to`, before those it has.
    pub(super) fn move_outs(&mut self, from: NodeId, to: NodeId) {
        let (mut e, mut last) = (self.nodes[from as usize].out_head, NONE);
        let head = e;
        while e != NONE {
            let edge = &mut self.edges[e as usize];
            edge.from = to;
            (last, e) = (e, edge.out_next);
        }
        if last != NONE {
            let old = self.nodes[to as usize].out_head;
            self.edges[last as usize].out_next = old;
            if old != NONE {
                self.edges[old as usize].out_prev = last;
            }
            self.nodes[to as usize].out_head = head;
        }
        self.nodes[to as usize].out_deg += std::mem::take(&mut self.nodes[from as usize].out_deg);
        self.nodes[from as usize].out_head = NONE;
    }

    /// All ways into `from` become ways into `to`, before those it has.
    pub(super) fn move_ins(&mut self, from: NodeId, to: NodeId) {
        let (mut e, mut last) = (self.nodes[from as usize].in_head, NONE);
        let head = e;
        while e != NONE {
            let edge = &mut self.edges[e as usize];
            edge.to = to;
            (last, e) = (e, edge.in_next);
        }
        if last != NONE {
            let old = self.nodes[to as usize].in_head;
            self.edges[last as usize].in_next = old;
            if old != NONE {
                self.edges[old as usize].in_prev = last;
            }
            self.nodes[to as usize].in_head = head;
        }
        self.nodes[to as usize].in_deg += std::mem::take(&mut self.nodes[from as usize].in_deg);
        self.nodes[from as usize].in_head = NONE;
    }

    /// Notes that what `item` was is now part of `by`.
    pub(super) fn swallow(&mut self, item: u32, by: u32) {
        self.parent[item as usize] = by;
    }

    /// A node as an item of [`Work::swallow`] and [`Work::holder`]; ways are items by their own index.
    pub(super) fn item(&self, n: NodeId) -> u32 {
        n + index(self.edges.len())
    }

    /// What is left of an item: a way or a node that may be alive.
    pub(super) fn holder(&self, mut item: u32) -> u32 {
        while self.parent[item as usize] != item {
            item = self.parent[item as usize];
        }
        item
    }

    /// Notes the last holder of every item at once, so that long chains are walked once.
    pub(super) fn settle_holders(&mut self) {
        let mut chain = Vec::new();
        for item in 0..index(self.parent.len()) {
            let mut at = item;
            while self.parent[at as usize] != at {
                chain.push(at);
                at = self.parent[at as usize];
            }
            for c in chain.drain(..) {
                self.parent[c as usize] = at;
            }
        }
    }

    /// The ways out of a node.
    pub(super) fn outs(&self, n: NodeId) -> impl Iterator<Item = u32> {
        let mut e = self.nodes[n as usize].out_head;
        std::iter::from_fn(move || {
            let at = (e != NONE).then_some(e)?;
            e = self.edges[at as usize].out_next;
            Some(at)
        })
    }
}

fn fresh(edge: &Edge, e: u32, nodes: &[WorkNode], target: &[(NodeId, u32)]) -> WorkEdge {
    let is_end = nodes[edge.to as usize].role != Role::Step;
    let to = match is_end.then(|| target.binary_search_by_key(&edge.to, |t| t.0)) {
        Some(Ok(at)) => target[at].1,
        _ => edge.to,
    };
    WorkEdge {
        from: edge.from,
        to,
        in_prev: NONE,
        in_next: NONE,
        out_prev: NONE,
        out_next: NONE,
        weight: 0,
        content: if is_end { edge.to } else { NONE },
        last: e,
        loose: edge.loose,
        direct: true,
        alive: true,
    }
}
