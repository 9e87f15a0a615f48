//! Builds the process graph of a guideline.

use super::{Edge, EdgeKind, Lost, Node, NodeId, NodeKind, ProcessGraph};
use crate::diagnostic::Span;
use crate::model::{Guideline, StepKind, Text};
use std::collections::HashMap;

/// The process graph of `g`. Steps without an id are nodes too, though nothing can lead to them. Linear in the
/// steps and their ways.
pub fn build(g: &Guideline) -> ProcessGraph {
    let mut b = Builder { graph: ProcessGraph::default(), ids: HashMap::new(), gates: HashMap::new() };
    for (n, start) in g.starts.iter().enumerate() {
        b.node(NodeKind::Start(n), None, start.at);
    }
    b.graph.starts = g.starts.len();
    for (n, step) in g.steps.iter().enumerate() {
        let node = b.node(NodeKind::Step(n), step.phase, step.at);
        if let Some(id) = &step.id {
            b.ids.entry(id.value.clone()).or_insert(node);
        }
    }
    for (n, event) in g.anytime.iter().enumerate() {
        b.node(NodeKind::Anytime(n), None, event.at);
    }
    b.open_gates(g);
    for node in 0..b.graph.nodes.len() {
        b.ways(g, node);
    }
    b.close()
}

struct Builder {
    graph: ProcessGraph,
    /// Node that an id leads to: steps, and phases with `order: any`.
    ids: HashMap<String, NodeId>,
    /// Entry and exit node of each phase with `order: any`.
    gates: HashMap<usize, (NodeId, NodeId)>,
}

impl Builder {
    fn node(&mut self, kind: NodeKind, phase: Option<usize>, at: Span) -> NodeId {
        self.graph.nodes.push(Node { kind, phase, at });
        self.graph.nodes.len() - 1
    }

    fn open_gates(&mut self, g: &Guideline) {
        for (n, phase) in g.phases.iter().enumerate().filter(|(_, p)| p.any_order) {
            let enter = self.node(NodeKind::PhaseIn(n), Some(n), phase.at);
            let leave = self.node(NodeKind::PhaseOut(n), Some(n), phase.at);
            if let Some(id) = &phase.id {
                self.ids.entry(id.value.clone()).or_insert(enter);
            }
            self.gates.insert(n, (enter, leave));
        }
    }

    fn ways(&mut self, g: &Guideline, node: NodeId) {
        match self.graph.nodes[node].kind {
            NodeKind::Start(i) => {
                self.way(node, EdgeKind::Next, g.starts.get(i).and_then(|s| s.next.as_ref()));
            }
            NodeKind::Anytime(i) => {
                self.way(node, EdgeKind::Anytime, g.anytime.get(i).and_then(|a| a.next.as_ref()));
            }
            NodeKind::Step(i) => self.step(g, node, i),
            NodeKind::PhaseIn(p) => self.any_order_phase(g, node, p),
            NodeKind::PhaseOut(p) => {
                self.way(node, EdgeKind::Next, g.phases.get(p).and_then(|p| p.next.as_ref()));
            }
        }
    }

    fn step(&mut self, g: &Guideline, node: NodeId, index: usize) {
        let Some(step) = g.steps.get(index) else { return };
        self.way(node, EdgeKind::Next, step.next.as_ref());
        for (i, outcome) in step.outcomes().iter().enumerate() {
            self.way(node, EdgeKind::Outcome(i), outcome.to.as_ref());
        }
        if let StepKind::Parallel { branches, optional, join } = &step.kind {
            for (i, to) in branches.iter().enumerate() {
                self.way(node, EdgeKind::Branch(i), Some(to));
            }
            for (i, (to, _)) in optional.iter().enumerate() {
                self.way(node, EdgeKind::Optional(i), Some(to));
            }
            if let Some(join) = join {
                self.join(node, join, branches.is_empty());
            }
        }
        self.way(node, EdgeKind::Late, step.late.as_ref());
        self.way(node, EdgeKind::RoundsUsedUp, step.limit.as_ref().and_then(|l| l.then.as_ref()));
        let gates = step.phase.and_then(|p| self.gates.get(&p).copied());
        if let (Some((_, leave)), true) = (gates, step.next.is_none()) {
            self.edge(node, EdgeKind::AnyOrder, leave, step.at);
        }
    }

    fn join(&mut self, fork: NodeId, join: &Text, may_be_empty: bool) {
        match self.ids.get(join.as_str()).copied() {
            Some(to) => {
                self.graph.blocks.push((fork, to));
                if may_be_empty {
                    self.edge(fork, EdgeKind::NoBranch, to, join.at);
                }
            }
            None => self.lose(fork, EdgeKind::NoBranch, join),
        }
    }

    fn any_order_phase(&mut self, g: &Guideline, enter: NodeId, phase: usize) {
        let Some(&(_, leave)) = self.gates.get(&phase) else { return };
        let at = g.phases.get(phase).map_or_else(|| Span::top(g.file), |p| p.at);
        let inside: Vec<(NodeId, Span)> = g
            .steps
            .iter()
            .enumerate()
            .filter(|(_, s)| s.phase == Some(phase))
            .map(|(n, s)| (self.graph.of_step(n), s.at))
            .collect();
        if inside.is_empty() {
            self.edge(enter, EdgeKind::AnyOrder, leave, at);
        }
        for (to, at) in inside {
            self.edge(enter, EdgeKind::AnyOrder, to, at);
        }
        self.graph.blocks.push((enter, leave));
    }

    fn way(&mut self, from: NodeId, kind: EdgeKind, target: Option<&Text>) {
        let Some(target) = target else { return };
        match self.ids.get(target.as_str()).copied() {
            Some(to) => self.edge(from, kind, to, target.at),
            None => self.lose(from, kind, target),
        }
    }

    fn lose(&mut self, from: NodeId, kind: EdgeKind, target: &Text) {
        self.graph.lost.push(Lost { from, kind, target: target.value.clone(), at: target.at });
    }

    fn edge(&mut self, from: NodeId, kind: EdgeKind, to: NodeId, at: Span) {
        self.graph.edges.push(Edge { from, to, kind, at });
    }

    fn close(mut self) -> ProcessGraph {
        self.graph.out = vec![Vec::new(); self.graph.nodes.len()];
        self.graph.into = vec![Vec::new(); self.graph.nodes.len()];
        for (n, e) in self.graph.edges.iter().enumerate() {
            self.graph.out[e.from].push(n);
            self.graph.into[e.to].push(n);
        }
        self.graph
    }
}
