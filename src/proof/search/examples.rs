//! Shortest examples: a run of least cost to a state or move that is wrong, told in nodes of the net.

use super::super::net::{In, NodeId, Role, index};
use super::super::verdict::Reason;
use super::super::work::NONE;
use super::game::{Effect, Move};
use super::round::{lasso, parted};
use super::space::Space;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A run to something wrong.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub(crate) reason: Reason,
    /// All nodes that fire, silent ones too, and the ends that are reached.
    pub(crate) run: Vec<NodeId>,
    /// How many steps that are.
    pub(crate) length: u32,
    /// Whether no run to such a thing is shorter.
    pub(crate) shortest: bool,
    /// The tokens that are left, or the node that runs twice.
    pub(crate) waiting: Vec<Waiting>,
    /// Of a run that never ends: what follows once, and what is then done for ever; both empty where it grows for ever
    /// instead, or where there was no time to look.
    pub(crate) after: Vec<NodeId>,
    pub(crate) round: Vec<NodeId>,
}

impl Sample {
    /// One of which no more is known than what it says.
    pub(super) fn new(reason: Reason, run: Vec<NodeId>, length: u32, waiting: Vec<Waiting>) -> Self {
        Self { reason, run, length, shortest: false, waiting, after: Vec::new(), round: Vec::new() }
    }
}

/// A token that is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Waiting {
    /// The node that it stands before.
    pub(crate) node: NodeId,
    /// Ways of the net that bring it something it has.
    pub(crate) has: Vec<u32>,
    /// Ways of the net on which something is missing.
    pub(crate) misses: Vec<u32>,
}

/// How many runs are played to find one that gets stuck.
const DIVES: usize = 300;
/// So many moves are looked at in all of them.
const MOST_DIVED: usize = 5_000_000;

/// The least cost of every state, and the move that it comes by.
struct Tree {
    cost: Vec<u32>,
    /// State and place of the move among its moves.
    by: Vec<(u32, u32)>,
}

/// Something wrong: its cost, the state, a move from it, ways whose steps are yet to be told.
struct Hit {
    cost: u32,
    state: u32,
    last: Option<Move>,
    pending: Vec<u32>,
    /// The way on which the second token comes.
    doubled: u32,
}

impl Space<'_> {
    /// The shortest run to a state without moves that is not the end.
    pub(super) fn stuck(&self) -> Option<Sample> {
        let tree = self.tree();
        let hits = self.by_cost(&tree).filter(|&s| self.moves(s).is_empty());
        let hits = hits.filter(|&s| !self.game.is_final(self.states.get(s)));
        let hit = hits
            .map(|s| {
                let pending = self.tokens(self.states.get(s));
                let cost =
                    pending.iter().fold(tree.cost[s as usize], |c, &e| c.saturating_add(self.weight(e)));
                Hit { cost, state: s, last: None, pending, doubled: NONE }
            })
            .min_by_key(|h| h.cost)?;
        Some(self.sample(Reason::Stuck, &tree, &hit))
    }

    /// The shortest run to a state from which no end can be reached.
    pub(super) fn trapped(&self, can: &[bool]) -> Option<Sample> {
        let tree = self.tree();
        let state = self.by_cost(&tree).find(|&s| !can[s as usize])?;
        let cost = tree.cost[state as usize];
        let hit = Hit { cost, state, last: None, pending: Vec::new(), doubled: NONE };
        let sample = self.sample(Reason::NeverEnds, &tree, &hit);
        let (after, round) = self.round(state).unwrap_or_default();
        Some(Sample { after, round, ..sample })
    }

    /// What is done from a state on, once and then again and again.
    fn round(&self, from: u32) -> Option<(Vec<NodeId>, Vec<NodeId>)> {
        let known = |s: u32| self.moves(s).iter().filter(|m| m.0 != NONE).map(|m| m.0).collect();
        let (begins, path) = lasso(from, known)?;
        let (mut after, mut round) = (Vec::new(), Vec::new());
        for (at, pair) in path.windows(2).enumerate() {
            let &[s, to] = pair else { continue };
            let leads = self.moves(s).iter().enumerate().filter(|(_, m)| m.0 == to);
            let (k, _) = leads.min_by_key(|(_, m)| m.1)?;
            self.tell_move(s, k, if at < begins { &mut after } else { &mut round });
        }
        Some(parted(after, round))
    }

    /// Appends what happens in a move, given by its place among those of a state.
    fn tell_move(&self, s: u32, k: usize, run: &mut Vec<NodeId>) {
        let state = self.states.get(s);
        let mut moves = Vec::new();
        self.game.moves(state, |m| moves.push(m), |_| {});
        if let Some(&m) = moves.get(k) {
            self.tell(state, m, run);
        }
    }

    /// The shortest run to an end with something left.
    pub(super) fn goes_on(&self) -> Option<Sample> {
        let tree = self.tree();
        let mut best: Option<Hit> = None;
        self.each_effect(&tree, |s, m, effect, _| {
            let cost = tree.cost[s as usize].saturating_add(effect.cost);
            if effect.runs_on && best.as_ref().is_none_or(|b| cost < b.cost) {
                best = Some(Hit { cost, state: s, last: Some(m), pending: Vec::new(), doubled: NONE });
            }
        });
        best.map(|hit| self.sample(Reason::RunsOn, &tree, &hit))
    }

    /// Some run that gets stuck, where the states are too many to look at all: a few hundred runs are played to their
    /// end, each by other choices.
    pub(super) fn dive(&self) -> Option<Sample> {
        let (mut state, mut next, mut moves) = (Vec::new(), Vec::new(), Vec::new());
        let mut dice = 0x9e37_79b9_7f4a_7c15_u64;
        let mut looked = 0usize;
        for _ in 0..DIVES {
            state.clear();
            state.extend_from_slice(self.states.get(0));
            let (mut run, mut length) = (Vec::new(), 0u32);
            for _ in 0..self.game.kernel.edges.len() * 4 {
                moves.clear();
                self.game.moves(&state, |m| moves.push(m), |_| {});
                looked += moves.len();
                if looked > MOST_DIVED {
                    return None;
                }
                dice ^= dice << 13;
                dice ^= dice >> 7;
                dice ^= dice << 17;
                let choice = usize::try_from(dice >> 33).unwrap_or(0) % moves.len().max(1);
                let Some(&m) = moves.get(choice) else { break };
                let effect = self.game.play(&state, m, &mut next);
                if effect.over {
                    break;
                }
                self.tell(&state, m, &mut run);
                length = length.saturating_add(effect.cost);
                std::mem::swap(&mut state, &mut next);
            }
            moves.clear();
            self.game.moves(&state, |m| moves.push(m), |_| {});
            if moves.is_empty() && !self.game.is_final(&state) {
                for e in self.tokens(&state) {
                    let edge = &self.game.kernel.edges[e as usize];
                    self.game.kernel.ropes.expand(edge.content, &mut run);
                    length = length.saturating_add(edge.weight);
                }
                let waiting = self.waiting(&state, true);
                return Some(Sample::new(Reason::Stuck, run, length, waiting));
            }
        }
        None
    }

    /// The shortest run that breaks the rule that is watched.
    pub(super) fn breaks(&self) -> Option<Sample> {
        if !self.broken {
            return None;
        }
        let tree = self.tree();
        let mut best: Option<Hit> = None;
        let mut take = |cost: u32, state: u32, last: Option<Move>| {
            if best.as_ref().is_none_or(|b| cost < b.cost) {
                best = Some(Hit { cost, state, last, pending: Vec::new(), doubled: NONE });
            }
        };
        for s in self.by_cost(&tree) {
            let state = self.states.get(s);
            if self.game.is_final(state) && self.game.broken_at_end(state) {
                take(tree.cost[s as usize], s, None);
            }
        }
        self.each_effect(&tree, |s, m, effect, _| {
            if effect.breaks {
                take(tree.cost[s as usize].saturating_add(effect.cost), s, Some(m));
            }
        });
        best.map(|hit| self.sample(Reason::RuleBroken, &tree, &hit))
    }

    /// The shortest run to a second token where there is one already.
    pub(super) fn twice(&self) -> Option<Sample> {
        if !self.is_unsafe() {
            return None;
        }
        let tree = self.tree();
        let mut best: Option<Hit> = None;
        self.each_effect(&tree, |s, m, effect, next| {
            let base = tree.cost[s as usize].saturating_add(effect.cost);
            let better = |cost: u32, best: &Option<Hit>| best.as_ref().is_none_or(|b| cost < b.cost);
            if effect.over && better(base, &best) {
                best = Some(Hit {
                    cost: base,
                    state: s,
                    last: Some(m),
                    pending: Vec::new(),
                    doubled: effect.over_at,
                });
            }
            if effect.double && !effect.over && better(base, &best) {
                for (cost, pending) in self.doubles(next) {
                    let cost = base.saturating_add(cost);
                    if better(cost, &best) {
                        let doubled = pending.last().copied().unwrap_or(NONE);
                        best = Some(Hit { cost, state: s, last: Some(m), pending, doubled });
                    }
                }
            }
        });
        best.map(|hit| self.sample(Reason::RunsTwice, &tree, &hit))
    }

    /// Nodes before which two tokens stand or will: what it still takes, and the two ways.
    fn doubles(&self, state: &[u64]) -> Vec<(u32, Vec<u32>)> {
        let mut found = Vec::new();
        for node in self.game.kernel.nodes.iter().filter(|n| n.into == In::Any && n.role == Role::Step) {
            let mut ways: Vec<u32> =
                node.ins.iter().copied().filter(|&e| self.game.work_on(state, e) > 0).collect();
            ways.sort_by_key(|&e| self.weight(e));
            if let [a, b, ..] = ways[..] {
                found.push((self.weight(a).saturating_add(self.weight(b)), vec![a, b]));
            }
        }
        found
    }

    fn weight(&self, e: u32) -> u32 {
        self.game.kernel.edges[e as usize].weight
    }

    /// The ways with work on them, once for each token.
    fn tokens(&self, state: &[u64]) -> Vec<u32> {
        let once = |e| std::iter::repeat_n(e, usize::try_from(self.game.work_on(state, e)).unwrap_or(0));
        self.game.marked(state).flat_map(once).collect()
    }

    /// Least costs from the first state to all others.
    fn tree(&self) -> Tree {
        let count = self.len();
        let mut tree = Tree { cost: vec![u32::MAX; count], by: vec![(NONE, NONE); count] };
        let mut todo = BinaryHeap::from([Reverse((0, 0))]);
        tree.cost[0] = 0;
        while let Some(Reverse((cost, s))) = todo.pop() {
            if cost > tree.cost[s as usize] {
                continue;
            }
            for (k, &(to, more)) in (0u32..).zip(self.moves(s)) {
                let cost = cost.saturating_add(more);
                if to != NONE && cost < tree.cost[to as usize] {
                    tree.cost[to as usize] = cost;
                    tree.by[to as usize] = (s, k);
                    todo.push(Reverse((cost, to)));
                }
            }
        }
        tree
    }

    /// All states, the cheapest first.
    fn by_cost(&self, tree: &Tree) -> impl Iterator<Item = u32> {
        let mut states: Vec<u32> = (0..index(self.len())).collect();
        states.sort_by_key(|&s| tree.cost[s as usize]);
        states.into_iter()
    }

    fn each_effect(&self, tree: &Tree, mut visit: impl FnMut(u32, Move, Effect, &[u64])) {
        let mut next = Vec::new();
        for s in self.by_cost(tree) {
            let state = self.states.get(s);
            let play = |m: Move| {
                let effect = self.game.play(state, m, &mut next);
                visit(s, m, effect, &next);
            };
            self.game.moves(state, play, |_| {});
        }
    }

    fn sample(&self, reason: Reason, tree: &Tree, hit: &Hit) -> Sample {
        let mut path = vec![];
        let mut s = hit.state;
        while s != 0 && s != NONE {
            let (before, k) = tree.by[s as usize];
            path.push((before, k));
            s = before;
        }
        let mut run = Vec::new();
        for &(s, k) in path.iter().rev() {
            self.tell_move(s, k as usize, &mut run);
        }
        let state = self.states.get(hit.state);
        let mut after = state.to_vec();
        if let Some(m) = hit.last {
            self.tell(state, m, &mut run);
            self.game.play(state, m, &mut after);
        }
        let kernel = self.game.kernel;
        for &e in &hit.pending {
            kernel.ropes.expand(kernel.edges[e as usize].content, &mut run);
        }
        let waiting = match reason {
            Reason::RunsTwice => self.twice_at(hit),
            _ => self.waiting(&after, reason == Reason::Stuck),
        };
        // Whatever was not looked at is further away than the nearest state that was not followed up. But a state
        // that may lead there, and so may lead to an end, could turn out not to.
        let known = |s: &u32| self.moves(*s).iter().all(|m| m.0 != NONE);
        let complete = !self.cut && (!self.over || reason == Reason::RunsTwice);
        let open = (0..index(self.len())).filter(|s| !known(s)).map(|s| tree.cost[s as usize]).min();
        let near = reason != Reason::NeverEnds && open.is_none_or(|open| hit.cost <= open);
        let shortest = complete || near || hit.cost == 0;
        Sample { shortest, ..Sample::new(reason, run, hit.cost, waiting) }
    }

    /// Appends what happens in a move: the steps on the ways that it takes from, the node, the ends it reaches.
    fn tell(&self, state: &[u64], m: Move, run: &mut Vec<NodeId>) {
        let kernel = self.game.kernel;
        for e in self.game.taken(state, m) {
            kernel.ropes.expand(kernel.edges[e as usize].content, run);
        }
        let node = &kernel.nodes[m.node as usize];
        if node.role == Role::Step {
            kernel.ropes.expand(node.content, run);
        }
        for e in self.game.given(m).map(|e| kernel.edges[e as usize]).filter(|e| e.gone) {
            kernel.ropes.expand(e.content, run);
        }
    }

    fn twice_at(&self, hit: &Hit) -> Vec<Waiting> {
        let kernel = self.game.kernel;
        let node = match hit.pending[..] {
            [_, b] => kernel.head(kernel.edges[b as usize].to),
            _ => kernel.place(hit.doubled),
        };
        let last = |e: &u32| Some(kernel.edges[*e as usize].last).filter(|&l| l != NONE);
        let has = hit.pending.iter().filter_map(last).collect();
        node.map(|node| Waiting { node, has, misses: Vec::new() }).into_iter().collect()
    }

    /// The nodes before which work is left; `moved_on`: all that could be done on the ways has been.
    fn waiting(&self, state: &[u64], moved_on: bool) -> Vec<Waiting> {
        let kernel = self.game.kernel;
        let last = |e: u32| Some(kernel.edges[e as usize].last).filter(|&l| l != NONE);
        let mut found: Vec<Waiting> = Vec::new();
        for e in self.tokens(state) {
            let to = kernel.edges[e as usize].to;
            let join = &kernel.nodes[to as usize];
            let place = if moved_on { kernel.head(to) } else { kernel.place(e) };
            let Some(node) = place else { continue };
            if found.iter().any(|w| w.node == node) {
                continue;
            }
            let (full, empty): (Vec<u32>, Vec<u32>) =
                join.ins.iter().copied().partition(|&i| self.game.count(state, i) > 0);
            let waits = moved_on && join.into != In::Any;
            let misses = if waits { empty.into_iter().filter_map(last).collect() } else { Vec::new() };
            found.push(Waiting { node, has: full.into_iter().filter_map(last).collect(), misses });
        }
        found
    }
}
