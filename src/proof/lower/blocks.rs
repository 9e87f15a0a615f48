//! Blocks: a `parallel` or a phase in any order with its branches, where they meet, and what gives them up.

use super::super::net::{Area, Guard, In, Out, Role, SILENT, Special, index};
use super::super::shapes::join_block;
use super::{Block, Lowering, Unsupported};
use crate::graph::{self, EdgeKind, NodeKind};
use std::collections::HashSet;

impl Lowering<'_> {
    /// The ways that open the branches of a fork, each with its index.
    pub(super) fn branches(&self, fork: graph::NodeId) -> Vec<(usize, graph::Edge)> {
        let ways = self.graph.out.get(fork).into_iter().flatten();
        let ways = ways.filter_map(|&e| Some((e, *self.graph.edges.get(e)?)));
        let opens = |e: &graph::Edge| {
            matches!(e.kind, EdgeKind::Branch(_) | EdgeKind::Optional(_) | EdgeKind::AnyOrder)
        };
        ways.filter(|(_, e)| opens(e)).collect()
    }

    pub(super) fn blocks(&mut self) {
        let blocks = graph::blocks(self.g, self.graph);
        let leaves = |b: &graph::Block| b.escapes.iter().find_map(|escape| self.leaves(b.fork, *escape));
        if let Some(from) = blocks.iter().find_map(leaves) {
            self.escapes = Some(from);
        }
        let mut found: Vec<(graph::NodeId, graph::NodeId, Vec<graph::NodeId>)> =
            blocks.into_iter().map(|b| (b.fork, b.join, b.inside)).collect();
        // Without its block a fork would seem to have branches that never meet.
        let known: HashSet<graph::NodeId> = found.iter().map(|(fork, ..)| *fork).collect();
        let is_step =
            |n: graph::NodeId| matches!(self.graph.nodes.get(n).map(|n| n.kind), Some(NodeKind::Step(_)));
        let missed = self.graph.blocks.iter().find(|(fork, _)| is_step(*fork) && !known.contains(fork));
        if let Some(&(fork, _)) = missed {
            self.unsupported.get_or_insert(Unsupported::TooDeep(fork));
            return;
        }
        for &(fork, join) in &self.graph.blocks {
            if let Some(NodeKind::PhaseIn(_)) = self.graph.nodes.get(fork).map(|n| n.kind) {
                let inside = self.branches(fork).iter().map(|(_, e)| e.to).filter(|&n| n != join).collect();
                found.push((fork, join, inside));
            }
        }
        found.sort_by_key(|(fork, _, inside)| (inside.len(), *fork));
        for (n, (fork, join, inside)) in found.into_iter().enumerate() {
            let branches = self.branches(fork);
            let meets = self.own(fork, In::All, Out::One);
            self.joins.insert(meets, join);
            for (branch, (_, edge)) in branches.iter().enumerate() {
                self.mark(n, branch, edge.to, join, &inside);
            }
            let arrive = vec![Vec::new(); branches.len()];
            self.blocks.push(Block { fork, join, size: inside.len(), meets, arrive });
        }
    }

    /// The step from which a way leads out of a block in a way that has no meaning: a branch that is gone for good is
    /// waited for, or is it not? An end inside has one, and so has what leads past the branches.
    fn leaves(&self, fork: graph::NodeId, escape: graph::Escape) -> Option<graph::NodeId> {
        let edge = self.graph.edges.get(escape.edge)?;
        let past = edge.from == fork && matches!(edge.kind, EdgeKind::Late | EdgeKind::RoundsUsedUp);
        (escape.kind != graph::EscapeKind::End && !past).then_some(edge.from)
    }

    /// Marks what a branch of a block leads to.
    fn mark(
        &mut self,
        block: usize,
        branch: usize,
        head: graph::NodeId,
        join: graph::NodeId,
        inside: &[graph::NodeId],
    ) {
        let is_inside = |n: graph::NodeId| n != join && inside.binary_search(&n).is_ok();
        let mut todo = vec![head];
        while let Some(n) = todo.pop() {
            if !is_inside(n) {
                continue;
            }
            let blocks = self.within.entry(n).or_default();
            match blocks.last_mut() {
                Some((b, branches)) if *b == block => {
                    if branches.contains(&branch) {
                        continue;
                    }
                    branches.push(branch);
                    self.crossed = true;
                }
                _ => blocks.push((block, vec![branch])),
            }
            todo.extend(self.graph.successors(n));
        }
    }

    /// Leads a fork to its branches, and past them.
    pub(super) fn open(&mut self, fork: graph::NodeId, block: usize) {
        let mut from = self.nodes[fork];
        let ways = self.graph.out.get(fork).into_iter().flatten();
        let ways = ways.filter_map(|&e| Some((e, *self.graph.edges.get(e)?)));
        let join = self.blocks[block].join;
        // Where nothing is begun there is nothing to be late with.
        let takes_time = self.branches(fork).iter().any(|(_, e)| e.to != join);
        let past: Vec<(usize, graph::Edge)> = ways
            .filter(|(_, e)| e.kind == EdgeKind::RoundsUsedUp || (e.kind == EdgeKind::Late && takes_time))
            .collect();
        let stops = |e: &graph::Edge| self.wanted.stopped && e.kind == EdgeKind::Late;
        if past.iter().any(|(_, e)| !stops(e)) {
            self.b.set_kinds(from, In::Any, Out::One);
            from = self.own(fork, In::Any, Out::All);
            self.b.edge(self.nodes[fork], from);
        }
        for (way, edge) in past {
            if self.is_in_branches(edge.to, block) {
                self.unsupported.get_or_insert(Unsupported::IntoBranches(fork));
            }
            if edge.kind == EdgeKind::Late && self.is_left(block) {
                self.unsupported.get_or_insert(Unsupported::LeftBranches(fork));
            }
            let begins = if stops(&edge) {
                let stops = self.b.node(SILENT, In::Any, Out::One);
                self.b.loose(from, stops);
                self.late.push((block, fork, stops));
                stops
            } else {
                self.nodes[fork]
            };
            self.given_up |= edge.kind == EdgeKind::Late && !self.wanted.stopped;
            self.way(fork, begins, way);
        }
        for (branch, (way, edge)) in self.branches(fork).into_iter().enumerate() {
            let optional = matches!(edge.kind, EdgeKind::Optional(_));
            let opens = if optional { self.own(fork, In::Any, Out::One) } else { from };
            if optional {
                self.b.edge(from, opens);
                self.blocks[block].arrive[branch].push(opens);
            }
            let begins = self.gate(fork, way, opens);
            if edge.to == self.blocks[block].join {
                if !optional || self.gates.contains_key(&way) {
                    self.blocks[block].arrive[branch].push(begins);
                }
            } else {
                self.lead(fork, begins, edge.to);
            }
        }
    }

    /// Whether some way leads out of the branches of a block other than to where they meet or to ends that stop
    /// everything.
    fn is_left(&self, block: usize) -> bool {
        let Block { fork, join, .. } = self.blocks[block];
        let leaves = |to: graph::NodeId| match self.nodes.get(to).map(|&n| self.b.role(n)) {
            _ if to == join => false,
            Some(Some(Role::Stop)) => false,
            Some(Some(Role::End)) => true,
            _ => !self.lies_in(to, block),
        };
        let mut heads = self.branches(fork).into_iter().map(|(_, e)| e.to);
        let inside = (0..self.nodes.len()).filter(|&n| self.lies_in(n, block));
        heads.any(leaves) || inside.into_iter().any(|n| self.graph.successors(n).any(leaves))
    }

    /// Whether a node lies in the branches of a block.
    fn lies_in(&self, n: graph::NodeId, block: usize) -> bool {
        self.within.get(&n).is_some_and(|all| all.iter().any(|(b, _)| *b == block))
    }

    /// Whether a node lies in the branches of a block, or leads there: whether it would come to the join for a branch
    /// that never began could not be told.
    fn is_in_branches(&self, to: graph::NodeId, block: usize) -> bool {
        let Block { fork, join, .. } = self.blocks[block];
        let mut seen = HashSet::from([fork, join]);
        let mut todo = vec![to];
        while let Some(n) = todo.pop() {
            if seen.insert(n) {
                let mut next = self.graph.successors(n);
                if self.lies_in(n, block) && next.any(|to| to == join) {
                    return true;
                }
                todo.extend(self.graph.successors(n));
            }
        }
        false
    }

    /// Leads the meetings on: to the meeting of a block around it with the same join, or to the join.
    pub(super) fn meet(&mut self) {
        for n in 0..self.blocks.len() {
            let Block { fork, join, meets, .. } = self.blocks[n];
            let around = self.within.get(&fork).into_iter().flatten();
            let around = around.filter(|(b, _)| self.blocks[*b].size > self.blocks[n].size);
            let around = around.into_iter().find(|(b, _)| self.blocks[*b].join == join).cloned();
            match around {
                Some((outer, branches)) => {
                    for branch in branches {
                        self.blocks[outer].arrive[branch].push(meets);
                    }
                }
                None => self.b.edge(meets, self.nodes[join]),
            }
        }
        for mut block in std::mem::take(&mut self.blocks) {
            // A branch that never comes to the join keeps it waiting: for a node that nothing leads to.
            for branch in block.arrive.iter_mut().filter(|branch| branch.is_empty()) {
                branch.push(self.b.node(SILENT, In::Any, Out::One));
            }
            let before = index(self.b.len());
            join_block(&mut self.b, &block.arrive, block.meets);
            self.ours.extend((before..index(self.b.len())).map(|made| (block.fork, made)));
        }
    }

    /// Says what is given up when a `parallel` is left by `late`: all that lies in its branches.
    pub(super) fn stop(&mut self) {
        for (block, fork, stops) in std::mem::take(&mut self.late) {
            let lies = |n: graph::NodeId| {
                self.within.get(&n).is_some_and(|all| all.iter().any(|(b, _)| *b == block))
            };
            let steps = (0..self.nodes.len()).filter(|&n| lies(n)).map(|n| self.nodes[n]);
            let ours = self.ours.iter().filter(|(of, _)| *of == fork || lies(*of)).map(|(_, made)| *made);
            let area = Area::Region(self.b.region(steps.chain(ours).collect()));
            self.b.special(stops, Special { guard: Guard::While(area), clears: Some(area) });
        }
    }
}
