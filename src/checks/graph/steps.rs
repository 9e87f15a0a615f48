//! Small helpers of this family: findings on steps, places, names in sentences.

use crate::checks::words::{list, on, quoted};
use crate::diagnostic::{Finding, Span};
use crate::graph::{NodeId, NodeKind, ProcessGraph};
use crate::model::{Guideline, Step, Text};

/// A finding on a step.
pub(in crate::checks) fn on_step(
    g: &Guideline,
    step: &Step,
    rule: &'static str,
    at: Span,
    message: impl Into<String>,
) -> Finding {
    let finding = on(g, rule, at, message);
    match &step.id {
        Some(id) => finding.step(id.as_str()),
        None => finding,
    }
}

/// Where a finding about a step as a whole points: its id, else its sentence, else where it begins.
pub(in crate::checks) fn head(step: &Step) -> Span {
    let named = step.id.as_ref().or(step.text.as_ref());
    named.map_or(Span { end: step.at.start, ..step.at }, |t| t.at)
}

/// A step for a sentence: `` `send-offer` ``; one without an id by what it says.
pub(in crate::checks) fn called(step: &Step) -> String {
    match (&step.id, &step.text) {
        (Some(id), _) => format!("`{}`", id.value),
        (None, Some(text)) => format!("\"{}\"", text.value),
        (None, None) => "this step".to_owned(),
    }
}

/// A node for a sentence.
pub(in crate::checks) fn node_called(g: &Guideline, graph: &ProcessGraph, node: NodeId) -> String {
    let of = |word: &str| match graph.name(g, node) {
        "" => word.to_owned(),
        id => format!("{word} `{id}`"),
    };
    match graph.nodes.get(node).map(|n| n.kind) {
        Some(NodeKind::Step(s)) => g.steps.get(s).map(called).unwrap_or_default(),
        Some(NodeKind::Start(_)) => of("the start"),
        Some(NodeKind::Anytime(_)) => of("the event"),
        Some(NodeKind::PhaseIn(_) | NodeKind::PhaseOut(_)) => of("the phase"),
        None => String::new(),
    }
}

/// Where a finding about a node points.
pub(in crate::checks) fn node_head(g: &Guideline, graph: &ProcessGraph, node: NodeId) -> Span {
    let top = |at: Span| Span { end: at.start, ..at };
    let Some(n) = graph.nodes.get(node) else { return g.head() };
    let at = match n.kind {
        NodeKind::Step(s) => g.steps.get(s).map(head),
        NodeKind::Start(s) => g.starts.get(s).and_then(|s| s.id.as_ref().or(s.event.as_ref())).map(|t| t.at),
        NodeKind::Anytime(a) => {
            g.anytime.get(a).and_then(|a| a.id.as_ref().or(a.event.as_ref())).map(|t| t.at)
        }
        NodeKind::PhaseIn(p) | NodeKind::PhaseOut(p) => {
            g.phases.get(p).and_then(|p| p.id.as_ref().or(p.name.as_ref())).map(|t| t.at)
        }
    };
    at.unwrap_or_else(|| top(n.at))
}

/// A finding on a node: on its step, or with the path of a start, event or phase.
pub(in crate::checks) fn on_node(
    g: &Guideline,
    graph: &ProcessGraph,
    node: NodeId,
    rule: &'static str,
    message: impl Into<String>,
) -> Finding {
    let at = node_head(g, graph, node);
    let path = |kind: &str, n: usize| match graph.name(g, node) {
        "" => format!("{kind}/{}", n + 1),
        id => format!("{kind}/{id}"),
    };
    match graph.nodes.get(node).map(|n| n.kind) {
        Some(NodeKind::Step(s)) => match g.steps.get(s) {
            Some(step) => on_step(g, step, rule, at, message),
            None => on(g, rule, at, message),
        },
        Some(NodeKind::Start(n)) => on(g, rule, at, message).key(path("start", n)),
        Some(NodeKind::Anytime(n)) => on(g, rule, at, message).key(path("anytime", n)),
        Some(NodeKind::PhaseIn(n) | NodeKind::PhaseOut(n)) => on(g, rule, at, message).key(path("phase", n)),
        None => on(g, rule, at, message),
    }
}

/// Nodes in a sentence: `` `a`, `b` and 3 more ``.
pub(super) fn listed(g: &Guideline, graph: &ProcessGraph, nodes: &[NodeId]) -> String {
    const MOST: usize = 6;
    let names: Vec<String> = nodes.iter().map(|&n| node_called(g, graph, n)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    list(&names, MOST)
}

/// Who does the step that a node stands for, in a sentence; empty where nobody does.
pub(in crate::checks) fn by(g: &Guideline, graph: &ProcessGraph, node: NodeId) -> String {
    let step = graph.step_of(node).and_then(|s| g.steps.get(s));
    let names = step.and_then(|s| g.doers(s)).map(|cast| cast.names().map(Text::as_str).collect::<Vec<_>>());
    quoted(&names.unwrap_or_default(), 3)
}

/// "one step", "5 steps".
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("one {one}") } else { format!("{n} {many}") }
}
