//! Blocks: what runs side by side between a `parallel` and its join, and the ways that leave a block.

use super::{NodeId, NodeKind, ProcessGraph, flood, reach};
use crate::model::{Guideline, StepKind};

/// What a `parallel` opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The `parallel` step.
    pub fork: NodeId,
    /// Where its branches meet.
    pub join: NodeId,
    /// What can be reached only through the fork: neither from a start nor from the join is there a way round it.
    /// Sorted; neither fork nor join is in it.
    pub inside: Vec<NodeId>,
    /// Ways that leave the block other than to its join.
    pub escapes: Vec<Escape>,
}

/// A way out of a block that is not to its join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Escape {
    /// Index in [`ProcessGraph::edges`].
    pub edge: usize,
    /// What is wrong with it.
    pub kind: EscapeKind,
}

/// What is wrong with a way out of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EscapeKind {
    /// It goes back to the fork.
    Back,
    /// It goes to an end inside the block, while other branches still run.
    End,
    /// It goes to a step after the join, or elsewhere outside.
    Outside,
    /// It goes to a step of the branch, but that step can also be entered from outside, by this way (index in
    /// [`ProcessGraph::edges`]).
    Shared(usize),
}

/// The blocks that `parallel` steps open, in written order; phases with `order: any` are left out. One with an
/// unknown or missing join is no block. Linear in the steps and ways of each block; where thousands of blocks
/// overlap, those past a bound on the whole work are left out.
pub fn blocks(g: &Guideline, graph: &ProcessGraph) -> Vec<Block> {
    let is_fork = |n: NodeId| matches!(graph.nodes.get(n).map(|n| n.kind), Some(NodeKind::Step(_)));
    let pairs: Vec<(NodeId, NodeId)> = graph.blocks.iter().copied().filter(|&(f, _)| is_fork(f)).collect();
    if pairs.is_empty() {
        return Vec::new();
    }
    let mut finder = Finder::new(g, graph, &pairs);
    pairs.into_iter().map_while(|(fork, join)| (finder.left > 0).then(|| finder.block(fork, join))).collect()
}

/// How many nodes are looked at in all blocks of a guideline. Blocks past it are not among those given; the proof sees
/// that they are missing and says so (`graph/undecided`).
const MOST_WORK: usize = 1_000_000;

/// How many ways out of one block are told. Those behind come to light when these are mended.
const MOST_ESCAPES: usize = 100;

struct Finder<'a> {
    g: &'a Guideline,
    graph: &'a ProcessGraph,
    /// Nodes that can be entered from outside any one block: from a start, or from the join of a block that no
    /// start reaches.
    entered: Vec<bool>,
    /// Last round in which a node was found; a round is a flood. Saves clearing a list per block.
    found: Vec<usize>,
    /// Last round in which a node was found to be open to the outside.
    open: Vec<usize>,
    round: usize,
    /// Some end that stops everything can be reached from here, and no other end can.
    only_stops: Vec<bool>,
    /// How many nodes may still be looked at.
    left: usize,
}

impl<'a> Finder<'a> {
    fn new(g: &'a Guideline, graph: &'a ProcessGraph, pairs: &[(NodeId, NodeId)]) -> Self {
        let count = graph.nodes.len();
        let from_start = reach(g, graph).from_start;
        let lone = pairs.iter().filter(|(f, _)| !from_start[*f]).map(|&(_, j)| j);
        let starts = (0..count).filter(|&n| from_start[n]);
        let entered = flood(count, starts.chain(lone), |n, to| to.extend(graph.successors(n)));
        let leads_to = |stops: bool| {
            let is_such = |n: &NodeId| match graph.step_of(*n).and_then(|s| g.steps.get(s)).map(|s| &s.kind) {
                Some(StepKind::End { stops_everything, .. }) => *stops_everything == stops,
                _ => false,
            };
            flood(count, (0..count).filter(is_such), |n, to| to.extend(graph.predecessors(n)))
        };
        let only_stops = leads_to(true).into_iter().zip(leads_to(false)).map(|(a, b)| a && !b).collect();
        let (found, open) = (vec![0; count], vec![0; count]);
        Self { g, graph, entered, found, open, round: 0, only_stops, left: MOST_WORK }
    }

    fn block(&mut self, fork: NodeId, join: NodeId) -> Block {
        self.round += 1;
        let round = self.round;
        let body = self.body(fork, join);
        self.left = self.left.saturating_sub(body.len());
        // What of the body has a way round the fork: entered from outside the body, and all that follows.
        let mut todo: Vec<(NodeId, usize)> = Vec::new();
        for &n in &body {
            let into = self.graph.into.get(n).into_iter().flatten().copied();
            for e in into {
                let Some(edge) = self.graph.edges.get(e) else { continue };
                let outside =
                    edge.from == join || (self.found[edge.from] != round && self.entered[edge.from]);
                if edge.from != fork && outside {
                    todo.push((n, e));
                }
            }
        }
        let mut by = std::collections::HashMap::new();
        while let Some((n, e)) = todo.pop() {
            if n != fork && n != join && std::mem::replace(&mut self.open[n], round) != round {
                by.insert(n, e);
                todo.extend(self.graph.successors(n).map(|s| (s, e)));
            }
        }
        let inside: Vec<NodeId> = body.into_iter().filter(|&n| self.open[n] != round).collect();
        let escapes = self.escapes(fork, join, &inside, &by);
        Block { fork, join, inside, escapes }
    }

    /// All that the fork leads to before the join; sorted.
    fn body(&mut self, fork: NodeId, join: NodeId) -> Vec<NodeId> {
        let mut body = Vec::new();
        let mut todo: Vec<NodeId> = self.graph.successors(fork).collect();
        while let Some(n) = todo.pop() {
            if n == fork || n == join || self.found[n] == self.round {
                continue;
            }
            self.found[n] = self.round;
            body.push(n);
            todo.extend(self.graph.successors(n));
        }
        body.sort_unstable();
        body
    }

    fn escapes(
        &mut self,
        fork: NodeId,
        join: NodeId,
        inside: &[NodeId],
        by: &std::collections::HashMap<NodeId, usize>,
    ) -> Vec<Escape> {
        let within = |n: NodeId| inside.binary_search(&n).is_ok();
        let mut escapes = Vec::new();
        let (mut after, mut back): (Option<Vec<bool>>, Option<Vec<bool>>) = (None, None);
        'block: for n in std::iter::once(fork).chain(inside.iter().copied()) {
            for &e in self.graph.out.get(n).into_iter().flatten() {
                let Some(edge) = self.graph.edges.get(e) else { continue };
                let to = edge.to;
                let mut ok = to == join || (within(to) && !self.is_end(to));
                if !ok && to != fork && self.only_stops.get(to).copied().unwrap_or(false) {
                    ok = !back.get_or_insert_with(|| self.before(fork))[to];
                }
                if !ok {
                    let kind = match by.get(&to) {
                        _ if to == fork => EscapeKind::Back,
                        _ if within(to) => EscapeKind::End,
                        Some(&way) if !after.get_or_insert_with(|| self.after(fork, join))[to] => {
                            EscapeKind::Shared(way)
                        }
                        _ => EscapeKind::Outside,
                    };
                    escapes.push(Escape { edge: e, kind });
                    if escapes.len() == MOST_ESCAPES {
                        break 'block;
                    }
                }
            }
        }
        let floods = usize::from(after.is_some()) + usize::from(back.is_some());
        self.left = self.left.saturating_sub(floods * self.graph.nodes.len());
        escapes
    }

    /// What the join leads to without the fork.
    fn after(&self, fork: NodeId, join: NodeId) -> Vec<bool> {
        flood(self.graph.nodes.len(), std::iter::once(join), |n, to| {
            to.extend(self.graph.successors(n).filter(|&s| s != fork));
        })
    }

    /// What leads to the fork.
    fn before(&self, fork: NodeId) -> Vec<bool> {
        flood(self.graph.nodes.len(), std::iter::once(fork), |n, to| to.extend(self.graph.predecessors(n)))
    }

    fn is_end(&self, n: NodeId) -> bool {
        let step = self.graph.step_of(n).and_then(|s| self.g.steps.get(s));
        step.is_some_and(|s| matches!(s.kind, StepKind::End { .. }))
    }
}

#[cfg(test)]
mod tests {
    use super::super::build;
    use super::super::testing::{guideline, names};
    use super::*;
    use std::fmt::Write as _;

    /// Each block as `fork: inside`, then its escapes as `from>to kind`.
    fn found(lines: &str) -> Vec<String> {
        let g = guideline(lines);
        let graph = build(&g);
        blocks(&g, &graph)
            .iter()
            .map(|b| {
                let mut line = format!("{}: {}", graph.name(&g, b.fork), names(&g, &graph, &b.inside));
                for e in &b.escapes {
                    let edge = graph.edges[e.edge];
                    let kind = match e.kind {
                        EscapeKind::Shared(way) => {
                            format!("shared by {}", graph.name(&g, graph.edges[way].from))
                        }
                        other => format!("{other:?}"),
                    };
                    let (from, to) = (graph.name(&g, edge.from), graph.name(&g, edge.to));
                    let _ = write!(line, "; {from}>{to} {kind}");
                }
                line
            })
            .collect()
    }

    #[test]
    fn a_block_is_what_only_its_fork_leads_to() {
        let lines = "start: p\np: parallel a b -> x\na: do -> x\nb: do -> c\nc: do -> x\nx: do -> e\ne: end";
        assert_eq!(found(lines), ["p: a b c"]);
    }

    #[test]
    fn a_loop_from_the_join_back_to_the_fork_keeps_the_inside() {
        let lines = "start: p\np: parallel a b -> x\na: do -> x\nb: do -> x\nx: ask -> p e\ne: end";
        assert_eq!(found(lines), ["p: a b"]);
    }

    #[test]
    fn a_step_that_the_join_leads_back_to_is_not_inside() {
        let lines = "start: p\np: parallel a b -> x\na: do -> x\nb: do -> x\nx: ask -> b e\ne: end";
        assert_eq!(found(lines), ["p: a; p>b Outside"]);
    }

    #[test]
    fn a_branch_may_not_pass_the_join_by() {
        let lines =
            "start: p\np: parallel a b -> x\na: do -> x\nb: ask -> x y\nx: do -> y\ny: do -> e\ne: end";
        assert_eq!(found(lines), ["p: a b; b>y Outside"]);
    }

    #[test]
    fn a_branch_may_not_end_or_go_back_to_the_fork() {
        let lines =
            "start: p\np: parallel a b -> x\na: ask -> x p\nb: ask -> x f\nf: end\nx: do -> e\ne: end";
        assert_eq!(found(lines), ["p: a b f; a>p Back; b>f End"]);
    }

    #[test]
    fn a_way_that_can_only_stop_everything_is_allowed() {
        let lines = "start: p\np: parallel a b -> x\na: do -> x\nb: ask -> x f\nf: do -> g\ng: end!\nx: do -> e\ne: end";
        assert_eq!(found(lines), ["p: a b f g"]);
        let lines = "start: p\np: parallel a b -> x\na: do -> x\nb: ask -> x y\ny: do -> g\ng: end!\nx: ask -> e y\ne: end";
        assert_eq!(found(lines), ["p: a b"]);
    }

    #[test]
    fn a_stop_does_not_excuse_a_way_that_can_also_end() {
        let lines = "start: p\np: parallel a b -> x\na: do -> x\nb: ask -> x f\nf: ask -> g h\ng: end!\nh: end\nx: do -> e\ne: end";
        assert_eq!(found(lines), ["p: a b f g h; f>h End"]);
    }

    #[test]
    fn a_way_in_from_outside_makes_a_step_shared() {
        let lines =
            "start: q\nq: ask -> p b\np: parallel a b -> x\na: do -> x\nb: do -> x\nx: do -> e\ne: end";
        assert_eq!(found(lines), ["p: a; p>b shared by q"]);
    }

    #[test]
    fn a_late_way_counts_like_any_other() {
        let lines = "start: p\np: parallel a w -> x\na: do -> x\nw: wait -> x late y\nx: do -> y\ny: end";
        assert_eq!(found(lines), ["p: a w; w>y Outside"]);
    }

    #[test]
    fn blocks_within_blocks() {
        let lines = "start: p\np: parallel a q -> x\na: do -> x\nq: parallel b c -> y\nb: do -> y\nc: ask -> y x\ny: do -> x\nx: do -> e\ne: end";
        assert_eq!(found(lines), ["p: a q b c y", "q: b c; c>x Outside"]);
    }

    #[test]
    fn an_optional_branch_alone_may_be_passed_by() {
        let lines = "start: p\np: parallel ? a -> x\na: do -> x\nx: do -> e\ne: end";
        assert_eq!(found(lines), ["p: a"]);
    }

    #[test]
    fn a_block_that_nothing_leads_to_is_still_seen() {
        let lines =
            "start: e\np: parallel a b -> x\na: do -> x\nb: ask -> x y\nx: do -> y\ny: do -> e\ne: end";
        assert_eq!(found(lines), ["p: a b; b>y Outside"]);
    }
}
