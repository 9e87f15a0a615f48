//! The token game on a kernel, exactly: which moves a state has and what they make of it.

use super::super::kernel::{Kernel, KernelNode};
use super::super::net::{Area, Ends, Guard, In, Out, Role};
use super::super::work::NONE;
use super::monitor::Monitor;

/// A node that fires, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Move {
    pub(super) node: u32,
    /// The way in that it takes from; [`NONE`]: from all that have a token.
    pub(super) taken: u32,
    /// Which ways out get a token, as bits by their place among the node's; [`u64::MAX`]: all of them.
    pub(super) given: u64,
}

/// What a move did, besides the new state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four things that can happen together")]
pub(super) struct Effect {
    /// What it counts.
    pub(super) cost: u32,
    /// A way got more tokens than can be written down; the new state is not to be used.
    pub(super) over: bool,
    /// The way that did.
    pub(super) over_at: u32,
    /// Two tokens are now on ways into a node that takes any: it can run twice.
    pub(super) double: bool,
    /// They are there already, with nothing left to do on the way.
    pub(super) now: bool,
    /// An end was reached with something left, or once more.
    pub(super) runs_on: bool,
    /// It breaks the rule that is watched.
    pub(super) breaks: bool,
}

/// The most ways out of an inclusive split that are tried in all choices.
const MOST_CHOICES: usize = 12;

/// Words for what can come to inclusive joins.
const MOST_UPSTREAM: usize = 8_000_000;

/// Moves and effects on states in which each way has so many bits.
pub(super) struct Game<'a> {
    pub(super) kernel: &'a Kernel,
    /// Bits of a way: with one, a second token is over; with two, a fourth.
    pub(super) bits: u32,
    pub(super) width: usize,
    /// Ways that are work, as a mask.
    work: Vec<u64>,
    regions: Vec<Vec<u64>>,
    /// By node, for inclusive joins, by way in: the ways from which a token can come to it, not through the join.
    upstream: Vec<Vec<Vec<u64>>>,
    /// A rule that is watched; what it remembers is a word of the state, after the ways.
    pub(super) monitor: Option<&'a Monitor>,
    /// An inclusive split has too many ways out for all choices to be tried.
    pub(super) too_many_choices: bool,
    /// There are too many inclusive joins in too large a net: it cannot be played.
    pub(super) too_large: bool,
}

impl<'a> Game<'a> {
    pub(super) fn new(kernel: &'a Kernel, bits: u32, monitor: Option<&'a Monitor>) -> Self {
        let places = kernel.edges.len() + kernel.end_count as usize;
        let width = (places * bits as usize).div_ceil(64);
        let mut game = Self {
            kernel,
            bits,
            width,
            work: Vec::new(),
            regions: Vec::new(),
            upstream: Vec::new(),
            monitor,
            too_many_choices: false,
            too_large: false,
        };
        game.work = game.mask((0u32..).zip(&kernel.edges).filter(|(_, e)| !e.loose).map(|(e, _)| e));
        game.regions = kernel.regions.iter().map(|r| game.mask(r.iter().copied())).collect();
        let joins = kernel.nodes.iter().filter(|n| n.into == In::Some && n.ins.len() > 1);
        let ways: usize = joins.map(|n| n.ins.len()).sum();
        game.too_large = ways * width > MOST_UPSTREAM;
        if ways > 0 && !game.too_large {
            game.upstream = (0u32..).zip(&kernel.nodes).map(|(v, n)| game.ways_up(v, n)).collect();
        }
        let wide = |n: &KernelNode| n.out == Out::Some && n.outs.len() > MOST_CHOICES;
        game.too_many_choices = kernel.nodes.iter().any(wide);
        game
    }

    /// The state in which a run begins.
    pub(super) fn first(&self) -> Vec<u64> {
        let mut first: Vec<u64> = self.mask(std::iter::once(0)).iter().map(|w| w & self.ones()).collect();
        first.extend(self.monitor.map(Monitor::first));
        first
    }

    /// Every lowest bit of a way in a word.
    fn ones(&self) -> u64 {
        if self.bits == 1 { u64::MAX } else { 0x5555_5555_5555_5555 }
    }

    /// All bits of some ways.
    fn mask(&self, ways: impl Iterator<Item = u32>) -> Vec<u64> {
        let mut mask = vec![0; self.width];
        for e in ways {
            let (word, shift) = self.at(e);
            mask[word] |= self.most() << shift;
        }
        mask
    }

    /// The most tokens that a way can hold.
    fn most(&self) -> u64 {
        (1 << self.bits) - 1
    }

    fn at(&self, place: u32) -> (usize, u32) {
        let bit = place * self.bits;
        ((bit / 64) as usize, bit % 64)
    }

    /// How many tokens are on a way, or whether an end was reached.
    pub(super) fn count(&self, state: &[u64], place: u32) -> u64 {
        let (word, shift) = self.at(place);
        (state[word] >> shift) & self.most()
    }

    fn take(&self, state: &mut [u64], e: u32) {
        let (word, shift) = self.at(e);
        state[word] -= 1 << shift;
    }

    fn end_place(&self, end: u32) -> u32 {
        super::super::net::index(self.kernel.edges.len()) + end
    }

    /// Whether any end was reached.
    pub(super) fn ended(&self, state: &[u64]) -> bool {
        (0..self.kernel.end_count).any(|e| self.count(state, self.end_place(e)) > 0)
    }

    /// Whether no work is left.
    pub(super) fn idle(&self, state: &[u64]) -> bool {
        meet(state, &self.work).all(|w| w == 0)
    }

    /// Whether the process is over, with an end reached.
    pub(super) fn is_final(&self, state: &[u64]) -> bool {
        self.idle(state) && self.ended(state)
    }

    /// Whether the rule that is watched is broken once the process is over in this state.
    pub(super) fn broken_at_end(&self, state: &[u64]) -> bool {
        self.monitor.zip(state.last()).is_some_and(|(m, &word)| m.is_broken_at_end(word))
    }

    /// The ways that hold a token, in order; loose ones too.
    pub(super) fn marked(&self, state: &[u64]) -> impl Iterator<Item = u32> {
        let (ones, bits) = (self.ones(), self.bits);
        let ways = super::super::net::index(self.kernel.edges.len());
        let places = state.iter().zip(0u32..).flat_map(move |(&w, word)| {
            let mut rest = if bits == 1 { w } else { (w | (w >> 1)) & ones };
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                Some((word * 64 + bit) / bits)
            })
        });
        places.take_while(move |&p| p < ways)
    }

    fn area(&self, area: Area) -> &[u64] {
        match area {
            Area::Whole => &self.work,
            Area::Region(r) => self.regions.get(r as usize).map_or(&[], Vec::as_slice),
        }
    }

    fn allowed(&self, state: &[u64], node: &KernelNode) -> bool {
        match node.guard {
            Guard::Free => true,
            Guard::While(area) => meet(state, self.area(area)).any(|w| w != 0),
            Guard::Quiet(area) => meet(state, self.area(area)).all(|w| w == 0),
        }
    }

    /// Whether what a way leads to fires before anything else may.
    fn hurries(&self, state: &[u64], monitor: &Monitor, e: u32) -> bool {
        let v = self.kernel.edges[e as usize].to;
        let node = &self.kernel.nodes[v as usize];
        let first =
            |node: &KernelNode| node.ins.iter().copied().find(|&i| self.count(state, i) > 0) == Some(e);
        let all = |node: &KernelNode| node.ins.iter().all(|&i| self.count(state, i) > 0);
        monitor.hurries(v) && !monitor.forbids(v) && (node.into == In::Any || (all(node) && first(node)))
    }

    /// Calls `visit` with every move of a state, always in the same order; and `idles` with every step that could
    /// fire but has no way out.
    pub(super) fn moves(&self, state: &[u64], mut visit: impl FnMut(Move), mut idles: impl FnMut(u32)) {
        let first = self.monitor.and_then(|m| self.marked(state).find(|&e| self.hurries(state, m, e)));
        for e in self.marked(state).filter(|e| first.is_none_or(|f| f == *e)) {
            let v = self.kernel.edges[e as usize].to;
            let node = &self.kernel.nodes[v as usize];
            let holds = |i: &u32| self.count(state, *i) > 0;
            let (taken, ready) = match node.into {
                In::Any => (e, true),
                _ if node.ins.iter().copied().find(|i| holds(i)) != Some(e) => continue,
                In::All => (NONE, node.ins.iter().all(holds)),
                In::Some => (NONE, self.nothing_comes(state, v, node)),
            };
            if !ready || !self.allowed(state, node) || self.monitor.is_some_and(|m| m.forbids(v)) {
                continue;
            }
            if node.role != Role::Step {
                visit(Move { node: v, taken, given: 0 });
                continue;
            }
            match node.out {
                _ if node.outs.is_empty() => idles(v),
                Out::All => visit(Move { node: v, taken, given: u64::MAX }),
                Out::One if node.outs.len() <= 64 => {
                    (0..node.outs.len()).for_each(|o| visit(Move { node: v, taken, given: 1 << o }));
                }
                Out::Ready => {
                    let ready = |&o: &usize| {
                        let e = node.outs[o];
                        let to = &self.kernel.nodes[self.kernel.edges[e as usize].to as usize];
                        to.into != In::All || to.ins.iter().all(|i| *i == e || holds(i))
                    };
                    let ways = (0..node.outs.len().min(63)).filter(ready);
                    ways.for_each(|o| visit(Move { node: v, taken, given: 1 << o }));
                }
                // More than 64 ways: by number, with the highest bit as a mark.
                Out::One => {
                    (0..node.outs.len() as u64)
                        .for_each(|o| visit(Move { node: v, taken, given: BY_NUMBER | o }));
                }
                Out::Some => {
                    let ways = node.outs.len().min(MOST_CHOICES);
                    (1..1u64 << ways).for_each(|given| visit(Move { node: v, taken, given }));
                }
            }
        }
    }

    /// Whether no token that stands elsewhere can still come to an empty way into an inclusive join, unless it can
    /// also come to one that is not empty.
    fn nothing_comes(&self, state: &[u64], v: u32, node: &KernelNode) -> bool {
        let Some(up) = self.upstream.get(v as usize).filter(|u| !u.is_empty()) else { return true };
        (0..self.width).all(|w| {
            let (mut empty, mut full) = (0, 0);
            for (way, up) in node.ins.iter().zip(up) {
                if self.count(state, *way) > 0 { full |= up[w] } else { empty |= up[w] }
            }
            state[w] & empty & !full == 0
        })
    }

    /// For each way into an inclusive join, the ways from which a token can come to it, not through the join.
    fn ways_up(&self, v: u32, node: &KernelNode) -> Vec<Vec<u64>> {
        if node.into != In::Some || node.ins.len() < 2 {
            return Vec::new();
        }
        let up = |&way: &u32| {
            let mut seen = vec![false; self.kernel.edges.len()];
            let mut todo = vec![way];
            while let Some(e) = todo.pop() {
                let edge = &self.kernel.edges[e as usize];
                if edge.loose || std::mem::replace(&mut seen[e as usize], true) || edge.from == v {
                    continue;
                }
                if let Some(from) = self.kernel.nodes.get(edge.from as usize) {
                    todo.extend_from_slice(&from.ins);
                }
            }
            self.mask((0u32..).zip(seen).filter(|(_, s)| *s).map(|(e, _)| e))
        };
        node.ins.iter().map(up).collect()
    }

    /// The ways in that a move takes from.
    pub(super) fn taken(&self, state: &[u64], m: Move) -> impl Iterator<Item = u32> {
        let ins = self.kernel.nodes[m.node as usize].ins.iter().copied();
        let all = ins.filter(move |&i| m.taken == NONE && self.count(state, i) > 0);
        all.chain((m.taken != NONE).then_some(m.taken))
    }

    /// The ways out that a move gives to.
    pub(super) fn given(&self, m: Move) -> impl Iterator<Item = u32> {
        let outs = &self.kernel.nodes[m.node as usize].outs;
        let one = m.given != u64::MAX && m.given & BY_NUMBER != 0 && outs.len() > 64;
        let chosen = move |o: &u64| match m.given {
            u64::MAX => true,
            given if one => given & !BY_NUMBER == *o,
            given => *o < 64 && given >> *o & 1 == 1,
        };
        (0u64..).zip(outs).filter(move |(o, _)| chosen(o)).map(|(_, &e)| e)
    }

    /// Makes a move: `next` becomes what `state` becomes.
    pub(super) fn play(&self, state: &[u64], m: Move, next: &mut Vec<u64>) -> Effect {
        let node = &self.kernel.nodes[m.node as usize];
        next.clear();
        next.extend_from_slice(state);
        let mut effect = Effect { cost: node.cost, over_at: NONE, ..Effect::default() };
        for e in self.taken(state, m) {
            self.take(next, e);
            effect.cost = effect.cost.saturating_add(self.kernel.edges[e as usize].weight);
        }
        if let Some(area) = node.clears {
            next.iter_mut().zip(self.area(area)).for_each(|(w, mask)| *w &= !mask);
        }
        let (mut ends, mut stops) = (false, false);
        let mut reach = |node: &KernelNode, next: &mut [u64], effect: &mut Effect| {
            if matches!(node.role, Role::End | Role::Stop) {
                let (word, shift) = self.at(self.end_place(node.end));
                effect.runs_on |= next[word] >> shift & 1 == 1 && node.role == Role::End;
                next[word] |= 1 << shift;
                ends = true;
                stops |= node.role == Role::Stop;
            }
        };
        if node.role != Role::Step {
            reach(node, next, &mut effect);
        }
        for e in self.given(m) {
            let edge = &self.kernel.edges[e as usize];
            let to = &self.kernel.nodes[edge.to as usize];
            if edge.gone {
                reach(to, next, &mut effect);
                continue;
            }
            let (word, shift) = self.at(e);
            let held = next[word] >> shift & self.most();
            if held > 0 && edge.loose {
                continue;
            }
            if held == self.most() {
                (effect.over, effect.over_at) = (true, e);
                continue;
            }
            next[word] += 1 << shift;
            if !edge.loose && to.into == In::Any && to.role == Role::Step {
                let (mut all, mut here) = (0, 0);
                for &i in &to.ins {
                    let work = self.work_on(next, i);
                    all += work;
                    here += if self.kernel.edges[i as usize].weight == 0 { work } else { 0 };
                }
                effect.double |= all > 1;
                effect.now |= here > 1;
            }
            effect.double |= held > 0;
        }
        if stops {
            next.iter_mut().zip(&self.work).for_each(|(w, mask)| *w &= !mask);
            effect = Effect { cost: effect.cost, over_at: NONE, ..Effect::default() };
        } else if ends && self.kernel.ends == Ends::One {
            effect.runs_on |= !self.idle(next) || effect.over;
        }
        if let (Some(monitor), Some(word)) = (self.monitor, next.last_mut()) {
            (*word, effect.breaks) = monitor.step(*word, m.node);
        }
        effect
    }

    /// How many tokens that are work are on a way.
    pub(super) fn work_on(&self, state: &[u64], e: u32) -> u64 {
        if self.kernel.edges[e as usize].loose { 0 } else { self.count(state, e) }
    }
}

const BY_NUMBER: u64 = 1 << 63;

fn meet<'s>(state: &'s [u64], mask: &'s [u64]) -> impl Iterator<Item = u64> + 's {
    state.iter().zip(mask).map(|(s, m)| s & m)
}
