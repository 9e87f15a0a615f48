//! Takes apart what is plainly well made: a worklist of rules, each of which keeps all four answers and the
//! length of shortest examples. What they shrink to a single way from the root to an end is sound.
//!
//! | rule | what | why nothing is lost |
//! |---|---|---|
//! | series | a node with one way in and one out becomes part of the way | it can always fire |
//! | fusion | a node with one way out, to a node with one way in, fire as one | whoever would wait between them can as well wait before |
//! | parallel, choice | of two ways from a choice to the same merge the cheaper stays | either is there as soon as the choice is |
//! | parallel, all | two ways from a split to the same full join become one | they are full and empty together |
//! | loop | a way from an exclusive node to itself goes | one is where one was |
//!
//! Two further rules ([`Rules::Kinds`]) merge splits, and joins, of one kind that follow one another. They keep
//! the answers but not the lengths, so examples are never told from what they leave.
//!
//! A pattern like two ways from a choice to a full join is left for the search, which says what goes wrong. Near
//! linear: lists are spliced by their smaller side, a node is looked at again only after something next to it has
//! changed, and all such changes of a round are seen in one look.

use super::net::{In, NodeId, Out, Role};
use super::work::{NONE, Work, WorkEdge, WorkNode};

/// Which rules apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rules {
    /// Those that keep lengths.
    Exact,
    /// Merging of kinds as well.
    Kinds,
}

/// Reduces until no rule applies, from all nodes; how often a node or way was looked at.
pub(super) fn reduce(work: &mut Work, rules: Rules) -> usize {
    let seeds = (0u32..).zip(&work.nodes).filter(|(_, n)| n.alive).map(|(n, _)| n).collect();
    reduce_from(work, rules, seeds)
}

/// Reduces until no rule applies, from some nodes whose ways have changed; how often a node or way was looked at.
pub(super) fn reduce_from(work: &mut Work, rules: Rules, seeds: Vec<NodeId>) -> usize {
    for &n in &seeds {
        work.nodes[n as usize].queued = true;
    }
    let marks = vec![(0, NONE); work.nodes.len()];
    let mut r = Reducer { work, rules, marks, look: 0, looked: 0, next: Vec::new() };
    let mut round = seeds;
    while !round.is_empty() {
        for n in round.drain(..) {
            r.work.nodes[n as usize].queued = false;
            let mut at = Some(n);
            while let Some(n) = at {
                at = r.apply(n);
            }
        }
        std::mem::swap(&mut round, &mut r.next);
    }
    r.looked
}

/// Whether all that is left is a way from the root to an end.
pub(super) fn is_done(work: &Work) -> bool {
    let root = &work.nodes[work.root as usize];
    let to_end = || {
        let to = work.edges[root.out_head as usize].to;
        work.nodes[to as usize].role == Role::End
    };
    work.live_nodes == 2 && work.live_edges == 1 && root.out_deg == 1 && to_end()
}

struct Reducer<'a> {
    work: &'a mut Work,
    rules: Rules,
    /// By target: the last look in which a way to it was seen, and that way.
    marks: Vec<(u32, u32)>,
    look: u32,
    /// How often a node or way was looked at.
    looked: usize,
    /// Nodes of the next round.
    next: Vec<NodeId>,
}

impl Reducer<'_> {
    fn node(&self, n: NodeId) -> &WorkNode {
        &self.work.nodes[n as usize]
    }

    fn edge(&self, e: u32) -> &WorkEdge {
        &self.work.edges[e as usize]
    }

    fn push(&mut self, n: NodeId) {
        if n != NONE {
            let node = &mut self.work.nodes[n as usize];
            if !std::mem::replace(&mut node.queued, true) {
                self.next.push(n);
            }
        }
    }

    /// Applies one rule at a node, if any applies; where to go on at once.
    fn apply(&mut self, n: NodeId) -> Option<NodeId> {
        self.looked += 1;
        let node = *self.node(n);
        if !node.alive || node.role != Role::Step {
            return None;
        }
        if node.out_deg == 1 {
            if node.in_deg == 1 && self.series(n, &node) {
                return None;
            }
            if let Some(kept) = self.fusion(n, &node) {
                return Some(kept);
            }
        }
        if node.in_deg == 1 {
            let from = self.edge(node.in_head).from;
            if from != NONE && self.node(from).out_deg == 1 {
                let before = *self.node(from);
                if let Some(kept) = self.fusion(from, &before) {
                    return Some(kept);
                }
            }
        }
        (node.out_deg > 1 && self.parallel(n)).then_some(n)
    }

    fn series(&mut self, n: NodeId, node: &WorkNode) -> bool {
        let (first, second) = (node.in_head, node.out_head);
        let (a, b) = (*self.edge(first), *self.edge(second));
        let to = self.node(b.to);
        let held = node.pinned || n == self.work.root || to.pinned || node.regions != to.regions;
        if held || first == second || a.loose || b.loose || a.from == NONE {
            return false;
        }
        // Which way is ready is a matter of its very next node.
        if self.node(a.from).out == Out::Ready {
            return false;
        }
        let work = &mut *self.work;
        work.take_in_place(first, second);
        let content = work.ropes.join(a.content, node.content);
        let content = work.ropes.join(content, b.content);
        let edge = &mut work.edges[first as usize];
        edge.content = content;
        edge.weight = a.weight.saturating_add(node.cost).saturating_add(b.weight);
        edge.last = b.last;
        edge.direct = false;
        work.edges[second as usize].alive = false;
        work.live_edges -= 1;
        work.swallow(second, first);
        work.swallow(work.item(n), first);
        work.remove_node(n);
        self.push(a.from);
        self.push(b.to);
        true
    }

    /// The node with one way out and the one it leads to, as one; or merging of joins.
    fn fusion(&mut self, n: NodeId, node: &WorkNode) -> Option<NodeId> {
        let e = node.out_head;
        let edge = *self.edge(e);
        let v = edge.to;
        let next = *self.node(v);
        if edge.loose || v == n || node.pinned || next.pinned || next.role != Role::Step || next.out_deg == 0
        {
            return None;
        }
        if node.regions != next.regions {
            return None;
        }
        // An inclusive join that may fire again for a late token must be seen to do so.
        if next.in_deg == 1
            && (node.into != In::Some || node.in_deg < 2)
            && (node.in_deg > 0 || n == self.work.root)
        {
            return Some(self.fuse(n, e, v));
        }
        let joins = node.into == next.into && node.into != In::Some && node.in_deg > 1 && next.in_deg > 1;
        (self.rules == Rules::Kinds && joins).then(|| self.merge_joins(n, e, v))
    }

    fn fuse(&mut self, n: NodeId, e: u32, v: NodeId) -> NodeId {
        let (node, edge, next) = (*self.node(n), *self.edge(e), *self.node(v));
        let work = &mut *self.work;
        work.remove_edge(e);
        let (kept, gone) = if next.out_deg <= node.in_deg { (n, v) } else { (v, n) };
        if kept == n {
            work.move_outs(v, n);
        } else {
            work.move_ins(n, v);
        }
        if work.root == n {
            work.root = kept;
        }
        let content = work.ropes.join(node.content, edge.content);
        let content = work.ropes.join(content, next.content);
        let cost = node.cost.saturating_add(edge.weight).saturating_add(next.cost);
        let item = work.item(kept);
        work.swallow(e, item);
        work.swallow(work.item(gone), item);
        work.remove_node(gone);
        let fused = &mut work.nodes[kept as usize];
        (fused.into, fused.out, fused.content, fused.cost) = (node.into, next.out, content, cost);
        kept
    }

    fn merge_joins(&mut self, n: NodeId, e: u32, v: NodeId) -> NodeId {
        let work = &mut *self.work;
        work.remove_edge(e);
        // The lists of the smaller node go over to the larger; `n` has no way out any more.
        let (kept, gone) = {
            let (node, next) = (&work.nodes[n as usize], &work.nodes[v as usize]);
            if node.in_deg > next.in_deg + next.out_deg { (n, v) } else { (v, n) }
        };
        work.move_ins(gone, kept);
        work.move_outs(gone, kept);
        self.settle_merge(e, v, kept, gone)
    }

    fn merge_splits(&mut self, n: NodeId, e: u32, v: NodeId) -> NodeId {
        let work = &mut *self.work;
        work.remove_edge(e);
        let (kept, gone) = {
            let (node, next) = (&work.nodes[n as usize], &work.nodes[v as usize]);
            if next.out_deg > node.out_deg + node.in_deg { (v, n) } else { (n, v) }
        };
        work.move_outs(gone, kept);
        work.move_ins(gone, kept);
        self.settle_merge(e, n, kept, gone)
    }

    /// Joins keep what the later node gives, splits what the earlier one takes; the other kind is the same.
    fn settle_merge(&mut self, e: u32, kinds: NodeId, kept: NodeId, gone: NodeId) -> NodeId {
        let work = &mut *self.work;
        let WorkNode { into, out, .. } = work.nodes[kinds as usize];
        let node = &mut work.nodes[kept as usize];
        (node.into, node.out) = (into, out);
        let item = work.item(kept);
        work.swallow(e, item);
        work.swallow(work.item(gone), item);
        if work.root == gone {
            work.root = kept;
        }
        work.remove_node(gone);
        kept
    }

    /// One look at all ways out of a node: loops, ways to the same target, and splits that follow.
    fn parallel(&mut self, n: NodeId) -> bool {
        self.look += 1;
        let mut changed = false;
        let mut e = self.node(n).out_head;
        while e != NONE {
            self.looked += 1;
            let edge = *self.edge(e);
            let (node, to) = (*self.node(n), edge.to);
            if edge.loose {
            } else if to == n {
                changed |= self.drop_loop(n, e);
            } else if self.marks[to as usize].0 != self.look {
                self.marks[to as usize] = (self.look, e);
                let next = *self.node(to);
                let alike =
                    next.out == node.out && node.out != Out::Some && next.out_deg > 1 && next.in_deg == 1;
                let free =
                    !node.pinned && !next.pinned && next.role == Role::Step && node.regions == next.regions;
                if self.rules == Rules::Kinds
                    && alike
                    && free
                    && self.keeps(to)
                    && !self.stops(n)
                    && !self.stops(to)
                {
                    let kept = self.merge_splits(n, e, to);
                    self.push(kept);
                    return false;
                }
            } else if let Some(gone) = self.merge_ways(n, self.marks[to as usize].1, e) {
                if gone != e {
                    self.marks[to as usize].1 = e;
                }
                self.push(to);
                changed = true;
            }
            e = edge.out_next;
        }
        changed
    }

    /// Whether a token that a node gives lies somewhere: a second one that comes meanwhile shows.
    fn keeps(&self, n: NodeId) -> bool {
        let lies = |e: u32| !self.edge(e).direct || self.node(self.edge(e).to).role == Role::Step;
        self.node(n).out == Out::One || self.work.outs(n).any(lies)
    }

    /// Whether a node gives to an end that stops everything at once: what else there is between it and a node that
    /// it would be merged with can be seen.
    fn stops(&self, n: NodeId) -> bool {
        let stop = |e: u32| self.edge(e).direct && self.node(self.edge(e).to).role == Role::Stop;
        self.node(n).out == Out::All && self.work.outs(n).any(stop)
    }

    fn drop_loop(&mut self, n: NodeId, e: u32) -> bool {
        let node = self.node(n);
        let exclusive = node.into == In::Any && node.out == Out::One;
        if !exclusive || node.pinned || node.in_deg < 2 || node.out_deg < 2 {
            return false;
        }
        let item = self.work.item(n);
        self.work.remove_edge(e);
        self.work.swallow(e, item);
        true
    }

    /// Makes two ways with the same ends one, where they are full and empty alike; the one that goes.
    fn merge_ways(&mut self, n: NodeId, a: u32, b: u32) -> Option<u32> {
        let (first, second) = (*self.edge(a), *self.edge(b));
        let (node, next) = (*self.node(n), *self.node(first.to));
        // An end takes at once what comes directly. That a token can stay on the other way shows nowhere as long as
        // it can as well stay before the choice; but regions and inclusive joins tell one from the other.
        let told_apart = node.pinned || node.regions != 0 || self.work.inclusive;
        if next.role != Role::Step && first.direct != second.direct && told_apart {
            return None;
        }
        let choice = match (node.out, next.into) {
            (Out::One, In::Any | In::Some) | (Out::Some, In::Some) => true,
            (Out::All, In::All | In::Some) if next.role == Role::Step => false,
            _ => return None,
        };
        let (kept, gone) = if choice && second.weight < first.weight { (b, a) } else { (a, b) };
        let work = &mut *self.work;
        if !choice {
            let content = work.ropes.join(first.content, second.content);
            let edge = &mut work.edges[kept as usize];
            edge.content = content;
            edge.weight = first.weight.saturating_add(second.weight);
            edge.direct = first.direct && second.direct;
        }
        work.remove_edge(gone);
        work.swallow(gone, kept);
        Some(gone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proof::builder::Builder;
    use crate::proof::net::{Ends, ROOT};

    /// A well made net of so many nodes and more, its nodes numbered any which way: ways are made into sequences,
    /// choices, blocks and loops.
    fn nested(nodes: usize) -> Work {
        let mut state = 88_172_645_463_325_252_u64;
        let mut below = |most: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state % most as u64).unwrap()
        };
        let mut b = Builder::new(Ends::One);
        let end = b.end(0, Role::End);
        let mut ways = vec![(ROOT, end)];
        while b.len() < nodes {
            let at = below(ways.len());
            let (u, v) = ways[at];
            let kind = below(8);
            let (into, out) = if kind < 3 { (In::All, Out::All) } else { (In::Any, Out::One) };
            let (first, last) =
                (b.node(1, if kind == 7 { In::Any } else { In::All }, out), b.node(1, into, Out::One));
            ways[at] = (u, first);
            ways.push((last, v));
            if kind == 7 {
                ways.extend([(first, last), (last, first)]);
                continue;
            }
            for _ in 0..2 + below(3) {
                let task = b.task(2);
                ways.extend([(first, task), (task, last)]);
            }
        }
        for (from, to) in ways {
            b.edge(from, to);
        }
        Work::new(&b.build())
    }

    #[test]
    fn looks_grow_no_faster_than_the_net() {
        let per_node = |nodes: usize| {
            let mut work = nested(nodes);
            let looked = reduce(&mut work, Rules::Exact);
            assert!(is_done(&work), "{nodes}");
            looked * 100 / nodes
        };
        let [small, middle, large] = [1_000, 10_000, 100_000].map(per_node);
        assert!(middle * 10 < small * 12 && large * 10 < middle * 12, "{small} {middle} {large}");
    }
}
