//! From a guideline's steps to a process graph, and what linear passes say of it: reach from the starts, reach of
//! the ends, loops, blocks. Answers are data; messages are made in `checks`.
//!
//! The graph is always built, however broken the guideline: a way to a step that is not there is an entry in
//! [`ProcessGraph::lost`], not an edge.

mod blocks;
mod breaks;
mod build;
mod calls;
pub mod longest;
mod loops;
mod parts;
mod phases;
mod reach;
pub mod supply;
#[cfg(test)]
pub(crate) mod testing;
mod values;

pub use blocks::{Block, Escape, EscapeKind, blocks};
pub use breaks::{Break, Cause, breaks};
pub use build::build;
pub use calls::{Ring, ends_from, reached_from, rings};
pub use loops::{OpenLoop, loops, open_loops};
pub use parts::parts;
pub use phases::{Move, MoveKind, moves};
pub use reach::{Reach, flood, reach};
pub use values::{Coverage, Figure, coverage};

use crate::diagnostic::Span;
use crate::model::Guideline;

/// Index of a node in [`ProcessGraph::nodes`].
pub type NodeId = usize;

/// What a node stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// Index in `Guideline::starts`.
    Start(usize),
    /// Index in `Guideline::steps`.
    Step(usize),
    /// Index in `Guideline::anytime`.
    Anytime(usize),
    /// Entry of a phase with `order: any` (index in `Guideline::phases`): all its steps begin.
    PhaseIn(usize),
    /// Its exit: all its steps are done.
    PhaseOut(usize),
}

/// A node.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// What it stands for.
    pub kind: NodeKind,
    /// Index of its phase.
    pub phase: Option<usize>,
    /// Where it is written (the whole entry).
    pub at: Span,
}

/// Why an edge is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EdgeKind {
    /// `next`.
    Next,
    /// Index in the step's outcomes.
    Outcome(usize),
    /// Index in `parallel`.
    Branch(usize),
    /// Index in `optional`.
    Optional(usize),
    /// From a `parallel` straight to its join: none of its branches began. Only where every branch is optional.
    NoBranch,
    /// `late`.
    Late,
    /// `limit: { then }`.
    RoundsUsedUp,
    /// From an `anytime` event to its `next`.
    Anytime,
    /// In and out of a phase with `order: any`.
    AnyOrder,
}

/// An edge.
#[derive(Debug, Clone, Copy)]
pub struct Edge {
    /// From.
    pub from: NodeId,
    /// To.
    pub to: NodeId,
    /// Why.
    pub kind: EdgeKind,
    /// Where the target is written.
    pub at: Span,
}

/// A way that names a step that is not there.
#[derive(Debug, Clone)]
pub struct Lost {
    /// The node that names it.
    pub from: NodeId,
    /// Why; for the `join` of a `parallel`, [`EdgeKind::NoBranch`].
    pub kind: EdgeKind,
    /// What it names.
    pub target: String,
    /// Where.
    pub at: Span,
}

/// The process of one guideline. Nodes: starts, steps, anytime events, each in written order; then phase gates.
#[derive(Debug, Clone, Default)]
pub struct ProcessGraph {
    /// Nodes.
    pub nodes: Vec<Node>,
    /// Edges, by source node in written order.
    pub edges: Vec<Edge>,
    /// For each node the indices of its outgoing edges.
    pub out: Vec<Vec<usize>>,
    /// For each node the indices of its incoming edges.
    pub into: Vec<Vec<usize>>,
    /// Ways that lead nowhere.
    pub lost: Vec<Lost>,
    /// Fork and join of each block: `parallel` and its `join`, gates of a phase with `order: any`.
    pub blocks: Vec<(NodeId, NodeId)>,
    /// How many starts come before the first step node.
    pub starts: usize,
}

impl ProcessGraph {
    /// Node of a step (index in `Guideline::steps`).
    pub fn of_step(&self, step: usize) -> NodeId {
        self.starts + step
    }

    /// The step a node stands for (index in `Guideline::steps`).
    pub fn step_of(&self, node: NodeId) -> Option<usize> {
        match self.nodes.get(node)?.kind {
            NodeKind::Step(s) => Some(s),
            _ => None,
        }
    }

    /// What a node is called in `g`: the id of a step, phase, start or event; empty where it has none.
    pub fn name<'g>(&self, g: &'g Guideline, node: NodeId) -> &'g str {
        let id = match self.nodes.get(node).map(|n| n.kind) {
            Some(NodeKind::Start(i)) => g.starts.get(i).and_then(|s| s.id.as_ref()),
            Some(NodeKind::Step(i)) => g.steps.get(i).and_then(|s| s.id.as_ref()),
            Some(NodeKind::Anytime(i)) => g.anytime.get(i).and_then(|a| a.id.as_ref()),
            Some(NodeKind::PhaseIn(i) | NodeKind::PhaseOut(i)) => g.phases.get(i).and_then(|p| p.id.as_ref()),
            None => None,
        };
        id.map_or("", |t| t.as_str())
    }

    /// Ways out of a node, in written order.
    pub fn ways(&self, node: NodeId) -> impl Iterator<Item = &Edge> {
        self.out.get(node).into_iter().flatten().filter_map(|&e| self.edges.get(e))
    }

    /// Targets of a node, in written order.
    pub fn successors(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        self.out.get(node).into_iter().flatten().filter_map(|&e| self.edges.get(e)).map(|e| e.to)
    }

    /// Sources of a node.
    pub fn predecessors(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        self.into.get(node).into_iter().flatten().filter_map(|&e| self.edges.get(e)).map(|e| e.from)
    }
}
