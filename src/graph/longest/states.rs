//! A process with its rounds counted: each node once for every count of rounds with which a case can be there. What
//! goes round without a count is cut where it comes back to itself; what is left has no circle, so that the longest way
//! is found in one pass.

use super::{Amount, Takes};
use crate::graph::{EdgeKind, NodeId, NodeKind, ProcessGraph, loops};
use crate::model::{Guideline, StepKind};
use std::collections::HashMap;

/// As many pairs of a node and counts are looked at.
const MOST_STATES: usize = 20_000;

/// As many sums are kept for one of them: times in different units cannot be compared before all are added up.
const MOST_SUMS: usize = 16;

/// As many events that may come at any time are looked at: each doubles the work.
const MOST_EVENTS: usize = 8;

/// A node, and how often each counted node was entered.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct State {
    node: NodeId,
    rounds: Vec<u16>,
}

/// The states of a process, each behind those that lead to it.
pub(super) struct States<'a> {
    g: &'a Guideline,
    graph: &'a ProcessGraph,
    all: Vec<State>,
    /// By state: states that lead to it.
    from: Vec<Vec<usize>>,
    /// Order of work.
    order: Vec<usize>,
    /// Nodes that are counted, and how often each may be entered.
    counted: HashMap<NodeId, (usize, u16)>,
    /// Steps during which each event may come.
    events: Vec<(NodeId, Vec<bool>)>,
    /// Whether something was left out.
    pub(super) cut_short: bool,
}

impl<'a> States<'a> {
    pub(super) fn of(g: &'a Guideline, graph: &'a ProcessGraph, start: Option<usize>) -> Self {
        let mut states = Self {
            g,
            graph,
            all: Vec::new(),
            from: Vec::new(),
            order: Vec::new(),
            counted: HashMap::new(),
            events: Vec::new(),
            cut_short: false,
        };
        states.events(MOST_EVENTS);
        states.count();
        states.explore(start);
        states
    }

    /// Events, and by node whether they may come there; at most so many.
    fn events(&mut self, most: usize) {
        let (g, graph) = (self.g, self.graph);
        let named = |names: &[crate::model::Text], phase: usize| {
            let id = g.phases.get(phase).and_then(|p| p.id.as_ref());
            names.is_empty() || id.is_some_and(|id| names.iter().any(|n| n.as_str() == id.as_str()))
        };
        for (node, n) in graph.nodes.iter().enumerate() {
            let NodeKind::Anytime(a) = n.kind else { continue };
            let Some(event) = g.anytime.get(a) else { continue };
            if self.events.len() == most {
                self.cut_short = true;
                break;
            }
            let within: Vec<bool> = (0..g.phases.len()).map(|p| named(&event.within_phases, p)).collect();
            let may = |m: NodeId| {
                let node = graph.nodes[m];
                let phase = match node.phase {
                    Some(p) => within.get(p).copied().unwrap_or(false),
                    None => event.within_phases.is_empty(),
                };
                matches!(node.kind, NodeKind::Step(_)) && phase && graph.ways(m).next().is_some()
            };
            self.events.push((node, (0..graph.nodes.len()).map(may).collect()));
        }
    }

    /// Which nodes are counted: events, and steps of loops that have a limit. Where the counts would be too many,
    /// rounds are left out, which only makes ways shorter.
    fn count(&mut self) {
        let mut most: Vec<(NodeId, u32)> = self.events.iter().map(|(n, _)| (*n, 1)).collect();
        for node in loops(self.graph).into_iter().flatten() {
            let step = self.graph.step_of(node).and_then(|s| self.g.steps.get(s));
            most.extend(step.and_then(|s| s.limit.as_ref()).map(|l| (node, l.rounds.max(1))));
        }
        let size = |most: &[(NodeId, u32)]| {
            let nodes = self.graph.nodes.len().max(1);
            most.iter()
                .fold(nodes, |all, (_, n)| all.saturating_mul(usize::try_from(*n).unwrap_or(usize::MAX) + 1))
        };
        while size(&most) > MOST_STATES {
            self.cut_short = true;
            match most.iter_mut().max_by_key(|(_, n)| *n) {
                Some((_, n)) if *n > 1 => *n /= 2,
                _ => _ = most.pop(),
            }
            if most.is_empty() {
                break;
            }
        }
        for (slot, (node, n)) in most.into_iter().enumerate() {
            self.counted.insert(node, (slot, u16::try_from(n).unwrap_or(u16::MAX)));
        }
    }

    /// Where a case can go on from a state.
    fn next(&self, state: &State) -> Vec<State> {
        let mut to = Vec::new();
        let full = |n: NodeId| self.counted.get(&n).map(|&(slot, most)| state.rounds[slot] >= most);
        for edge in self.graph.ways(state.node) {
            let used_up = edge.kind == EdgeKind::RoundsUsedUp;
            if (!used_up || full(state.node) == Some(true)) && full(edge.to) != Some(true) {
                to.push(edge.to);
            }
        }
        for (event, under_way) in &self.events {
            if under_way[state.node] && full(*event) != Some(true) {
                to.push(*event);
            }
        }
        to.into_iter().map(|node| self.entered(node, &state.rounds)).collect()
    }

    fn entered(&self, node: NodeId, rounds: &[u16]) -> State {
        let mut rounds = rounds.to_vec();
        if let Some(&(slot, _)) = self.counted.get(&node) {
            rounds[slot] += 1;
        }
        State { node, rounds }
    }

    /// Finds all states, depth first; a way back to a state that is under way closes a circle and is left out.
    fn explore(&mut self, start: Option<usize>) {
        let mut index: HashMap<State, usize> = HashMap::new();
        let mut done: Vec<bool> = Vec::new();
        let none = vec![0; self.counted.len()];
        let starts: Vec<NodeId> = (0..self.graph.nodes.len())
            .filter(|&n| match self.graph.nodes[n].kind {
                NodeKind::Start(s) => start.is_none_or(|wanted| wanted == s),
                _ => false,
            })
            .collect();
        for start in starts {
            let first = State { node: start, rounds: none.clone() };
            let mut path: Vec<(usize, std::vec::IntoIter<State>)> = Vec::new();
            let to = self.next(&first).into_iter();
            path.push((self.add(first, &mut index, &mut done), to));
            while let Some((at, to)) = path.last_mut() {
                let at = *at;
                let Some(next) = to.next() else {
                    done[at] = true;
                    self.order.push(at);
                    path.pop();
                    continue;
                };
                match index.get(&next) {
                    Some(&known) if done[known] => self.from[known].push(at),
                    Some(_) => {}
                    None if self.all.len() >= MOST_STATES => self.cut_short = true,
                    None => {
                        let to = self.next(&next).into_iter();
                        let new = self.add(next, &mut index, &mut done);
                        self.from[new].push(at);
                        path.push((new, to));
                    }
                }
            }
        }
        self.order.reverse();
    }

    fn add(&mut self, state: State, index: &mut HashMap<State, usize>, done: &mut Vec<bool>) -> usize {
        let new = self.all.len();
        index.insert(state.clone(), new);
        self.all.push(state);
        self.from.push(Vec::new());
        done.push(false);
        new
    }

    /// The longest way to an end, and its time; and whether sums were left out on the way, so that another one may be
    /// longer.
    pub(super) fn longest(&self, takes: &[Takes], given: Amount) -> (Option<(Vec<NodeId>, Amount)>, bool) {
        let mut left_out = false;
        (self.longest_kept(takes, given, &mut left_out), left_out)
    }

    fn longest_kept(
        &self,
        takes: &[Takes],
        given: Amount,
        left_out: &mut bool,
    ) -> Option<(Vec<NodeId>, Amount)> {
        // Sums at which each state is left, with the state and the sum before.
        let mut sums: Vec<Vec<(Amount, usize, usize)>> = vec![Vec::new(); self.all.len()];
        // The latest time at which each step can begin.
        let mut begun: HashMap<NodeId, Amount> = HashMap::new();
        let longer = |a: Amount, b: Amount| a.beyond(given) > b.beyond(given);
        let mut best: Option<(Amount, usize, usize)> = None;
        for &at in &self.order {
            let node = self.all[at].node;
            let mut here: Vec<(Amount, usize, usize)> = Vec::new();
            for &from in &self.from[at] {
                for (n, &(sum, _, _)) in sums[from].iter().enumerate() {
                    *left_out |= keep(&mut here, (sum, from, n), given);
                }
            }
            if here.is_empty() && matches!(self.graph.nodes[node].kind, NodeKind::Start(_)) {
                here.push((Amount::ZERO, usize::MAX, 0));
            }
            for &(sum, _, _) in &here {
                let latest = begun.entry(node).or_insert(sum);
                if longer(sum, *latest) {
                    *latest = sum;
                }
            }
            let by = match takes.get(node) {
                Some(Takes::SinceStart(time)) => Some(*time),
                Some(Takes::SinceStep(step, time)) => begun.get(step).map(|b| b.plus(*time)),
                _ => None,
            };
            for entry in &mut here {
                entry.0 = match (takes.get(node), by) {
                    (Some(Takes::Known(time)), _) => entry.0.plus(*time),
                    (_, Some(by)) if longer(by, entry.0) => by,
                    _ => entry.0,
                };
            }
            if self.is_end(node) {
                for (n, &(sum, _, _)) in here.iter().enumerate() {
                    if best.is_none_or(|(most, _, _)| longer(sum, most)) {
                        best = Some((sum, at, n));
                    }
                }
            }
            sums[at] = here;
        }
        let (total, mut at, mut n) = best?;
        let mut way = Vec::new();
        while let Some(&(_, from, before)) = sums.get(at).and_then(|s| s.get(n)) {
            way.push(self.all[at].node);
            (at, n) = (from, before);
        }
        way.reverse();
        Some((way, total))
    }

    fn is_end(&self, node: NodeId) -> bool {
        let step = self.graph.step_of(node).and_then(|s| self.g.steps.get(s));
        step.is_some_and(|s| matches!(s.kind, StepKind::End { .. }))
    }
}

/// Keeps a sum, unless another covers it; of too many the longest. Whether one was left out that none covers.
fn keep(all: &mut Vec<(Amount, usize, usize)>, new: (Amount, usize, usize), given: Amount) -> bool {
    if all.iter().any(|(sum, _, _)| sum.covers(new.0)) {
        return false;
    }
    all.retain(|(sum, _, _)| !new.0.covers(*sum));
    all.push(new);
    if all.len() > MOST_SUMS {
        all.sort_by_key(|(sum, _, _)| std::cmp::Reverse(sum.beyond(given)));
        all.truncate(MOST_SUMS);
        return true;
    }
    false
}
