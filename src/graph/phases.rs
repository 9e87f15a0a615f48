//! Moves between phases: on, back, skip, exit.

use super::ProcessGraph;
use crate::model::{Guideline, StepKind};

/// A way from a step of one phase to a step of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// Index of the phase it leaves.
    pub from: usize,
    /// Index of the phase it enters.
    pub to: usize,
    /// The way (index in [`ProcessGraph::edges`]).
    pub edge: usize,
    /// What it is.
    pub kind: MoveKind,
}

/// What a move is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MoveKind {
    /// To the next phase.
    On,
    /// To an earlier phase.
    Back,
    /// Over at least one phase.
    Skip,
    /// To an end.
    Exit,
}

/// The moves of a guideline, in written order; an end within the phase of the step before it counts as an exit too.
/// What may happen at any time is no move.
pub fn moves(g: &Guideline, graph: &ProcessGraph) -> Vec<Move> {
    if g.phases.len() < 2 {
        return Vec::new();
    }
    let phase = |n: usize| graph.nodes.get(n).and_then(|n| n.phase);
    let ends = |n: usize| {
        let step = graph.step_of(n).and_then(|s| g.steps.get(s));
        step.is_some_and(|s| matches!(s.kind, StepKind::End { .. }))
    };
    let mut found = Vec::new();
    for (edge, e) in graph.edges.iter().enumerate() {
        let (Some(from), Some(to)) = (phase(e.from), phase(e.to)) else { continue };
        let kind = match to {
            _ if ends(e.to) => MoveKind::Exit,
            _ if to == from => continue,
            _ if to < from => MoveKind::Back,
            _ if to == from + 1 => MoveKind::On,
            _ => MoveKind::Skip,
        };
        found.push(Move { from, to, edge, kind });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::build;
    use super::super::testing::guideline;
    use super::MoveKind::{Back, Exit, On, Skip};
    use super::*;

    #[test]
    fn every_way_between_phases_is_a_move() {
        let g = guideline(
            "start: a\n== one\na: ask -> b c x\n== two\nb: do -> c\n== three\nc: ask -> a e\ne: end\nx: end",
        );
        let graph = build(&g);
        let found: Vec<_> = moves(&g, &graph).iter().map(|m| (m.from, m.to, m.kind)).collect();
        assert_eq!(found, [(0, 1, On), (0, 2, Skip), (0, 2, Exit), (1, 2, On), (2, 0, Back), (2, 2, Exit)]);
    }
}
