//! The longest way through a process by the time that its steps may take.
//!
//! - A step may take its `within`. Of branches that run side by side the longest counts, as of ways one of which is
//!   taken; so does, in a phase with `order: any`, the longest of its steps.
//! - A step with `within … since` is done so long after the start, or after that other step began, whatever lies
//!   between.
//! - A step with a `limit` is entered so often and no more, and the way for used-up rounds is taken only then; so a
//!   loop counts as often as its limits let it go round. An event that may come at any time comes once.
//! - What could go round without a limit is gone through once, and named.
//!
//! What is found is a way that can be gone: its time is never too much. Where all times are known and every loop has a
//! limit, no way takes longer.

mod amount;
mod states;

use super::{NodeId, NodeKind, ProcessGraph, flood, open_loops, reached_from};
use crate::model::{Guideline, StepKind};
pub use amount::Amount;
use states::States;

/// How long a node may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// No time: gateways, ends, decisions by value.
    Nothing,
    /// So long at most.
    Known(Amount),
    /// It is done so long after the case began.
    SinceStart(Amount),
    /// It is done so long after another step (its node) began.
    SinceStep(NodeId, Amount),
    /// Nobody says.
    Unknown,
}

/// The longest way, and what is not known of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Longest {
    /// Its nodes in order, from a start to an end; empty where there is no such way.
    pub way: Vec<NodeId>,
    /// What its steps may take together, as far as it is known.
    pub total: Amount,
    /// Nodes that may take any time, on whatever way.
    pub unknown: Vec<NodeId>,
    /// Steps at which loops have no limit.
    pub open: Vec<NodeId>,
    /// Whether there were too many rounds, events or sums of times in different units to go through all of them.
    pub cut_short: bool,
}

impl Longest {
    /// Whether no way takes longer.
    pub fn is_certain(&self) -> bool {
        self.unknown.is_empty() && self.open.is_empty() && !self.cut_short
    }
}

/// The longest way of a guideline, where `takes` says how long each node may take; longer is what lies farther beyond
/// `given`. The work is bounded.
pub fn longest(g: &Guideline, graph: &ProcessGraph, takes: &[Takes], given: Amount) -> Longest {
    longest_from(g, graph, takes, given, None)
}

/// The same from one start (its index), or from any.
pub fn longest_from(
    g: &Guideline,
    graph: &ProcessGraph,
    takes: &[Takes],
    given: Amount,
    start: Option<usize>,
) -> Longest {
    let mut found = Longest::default();
    let states = States::of(g, graph, start);
    let (way, left_out) = states.longest(takes, given);
    found.cut_short = states.cut_short || left_out;
    (found.way, found.total) = way.unwrap_or_default();
    let counts = counting(g, graph, takes, start);
    let unknown = |n: &NodeId| counts[*n] && matches!(takes.get(*n), Some(Takes::Unknown));
    found.unknown = (0..graph.nodes.len()).filter(unknown).collect();
    found.open = open_loops(g, graph).into_iter().map(|l| l.at).filter(|&n| counts[n]).collect();
    found
}

/// Nodes whose time matters: some way leads from them to an end, and no step behind them says how long after the start
/// it is done.
fn counting(g: &Guideline, graph: &ProcessGraph, takes: &[Takes], start: Option<usize>) -> Vec<bool> {
    let count = graph.nodes.len();
    let is_end = |n: &NodeId| {
        let step = graph.step_of(*n).and_then(|s| g.steps.get(s));
        step.is_some_and(|s| matches!(s.kind, StepKind::End { .. }))
    };
    let reached = reached_from(graph, start);
    let taken_in = std::cell::Cell::new(false);
    let counts = flood(count, (0..count).filter(is_end), |n, to| match takes.get(n) {
        Some(Takes::SinceStart(_)) => {}
        Some(Takes::SinceStep(step, _)) => to.extend(graph.predecessors(*step)),
        _ => match graph.nodes[n].kind {
            // It may come while any step is under way; so may others, and the steps are taken in once.
            NodeKind::Anytime(_) if taken_in.replace(true) => {}
            NodeKind::Anytime(_) => to.extend((0..count).filter(|&n| graph.step_of(n).is_some())),
            _ => to.extend(graph.predecessors(n)),
        },
    });
    reached.into_iter().zip(counts).map(|(a, b)| a && b).collect()
}

#[cfg(test)]
mod tests;
