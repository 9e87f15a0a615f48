//! Our drawing in the terms of BPMN.

use super::super::super::drawing::{Drawing, Edge, EdgeKind, Node, NodeKind, Notation};

/// What a node is in BPMN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A start, or an end that comes before something: then it is an event on the way.
    Start,
    End,
    Terminate,
    /// Something happens on the way.
    Pass,
    Task,
    /// Waits for somebody; may have an event at its border.
    Receive,
    Call,
    /// One way on.
    Exclusive,
    /// All ways on, or all that began.
    Parallel,
    /// Those ways whose condition holds, or all that began.
    Inclusive,
    /// Word from somebody.
    Message,
    /// A time.
    Timer,
    /// Something that may happen at any time.
    Condition,
}

impl What {
    /// Whether time limits and data can be tied to it.
    pub(super) fn is_activity(self) -> bool {
        matches!(self, Self::Task | Self::Receive | Self::Call)
    }

    pub(super) fn is_gateway(self) -> bool {
        matches!(self, Self::Exclusive | Self::Parallel | Self::Inclusive)
    }
}

/// A drawing in which every node has one counterpart in BPMN, and every edge is a sequence flow.
pub(super) struct Reshaped {
    pub(super) drawing: Drawing,
    /// One for each node.
    pub(super) what: Vec<What>,
    /// For each edge whether it begins at an event at the border of its source.
    pub(super) border: Vec<bool>,
}

pub(super) fn reshape(drawing: &Drawing) -> Reshaped {
    let mut drawing = drawing.clone();
    drawing.notation = Notation::Bpmn;
    let count = drawing.nodes.len();
    drawing.edges.retain(|e| e.from < count && e.to < count);
    let mut what: Vec<What> = (0..count).map(|n| kind(&drawing, n)).collect();
    joins_like_forks(&drawing, &mut what);
    for edge in &mut drawing.edges {
        if edge.kind == EdgeKind::Late && !what[edge.from].is_activity() {
            edge.kind = EdgeKind::Outcome;
        }
    }
    split_after(&mut drawing, &mut what);
    for (node, what) in drawing.nodes.iter_mut().zip(&what) {
        node.kind = match what {
            What::Start => NodeKind::Start,
            What::End | What::Terminate => NodeKind::End,
            What::Pass | What::Message | What::Timer | What::Condition => NodeKind::Wait,
            What::Task | What::Receive => NodeKind::Task,
            What::Call => NodeKind::Call,
            What::Exclusive => NodeKind::Decision,
            What::Parallel | What::Inclusive => node.kind,
        };
        // In BPMN a node has one name; all else is told beside it.
        node.detail.prose = about(node, *what);
        node.sub.clear();
        node.badge.clear();
        // The corner of a task is taken by its sign, as wide as a number.
        node.number = what.is_activity().then(|| "1".to_owned());
        if matches!(node.kind, NodeKind::Fork | NodeKind::Join) {
            node.text.clear();
        }
    }
    let border = drawing.edges.iter().map(|e| e.kind == EdgeKind::Late).collect();
    Reshaped { drawing, what, border }
}

fn kind(drawing: &Drawing, n: usize) -> What {
    let node = &drawing.nodes[n];
    let entered = || drawing.edges.iter().any(|e| e.to == n);
    let left = || drawing.edges.iter().any(|e| e.from == n);
    let late = || drawing.edges.iter().any(|e| e.from == n && e.kind == EdgeKind::Late);
    match node.kind {
        NodeKind::Start if entered() => What::Pass,
        NodeKind::Start => What::Start,
        NodeKind::End | NodeKind::EndAll if left() => What::Pass,
        NodeKind::End => What::End,
        NodeKind::EndAll => What::Terminate,
        NodeKind::Task => What::Task,
        NodeKind::Decision | NodeKind::ValueDecision => What::Exclusive,
        NodeKind::Fork => {
            let optional = |e: &Edge| e.from == n && e.kind == EdgeKind::OptionalBranch;
            if drawing.edges.iter().any(optional) { What::Inclusive } else { What::Parallel }
        }
        NodeKind::Join => What::Parallel,
        // Only a task can have the event at its border that the late way begins at.
        NodeKind::Wait if late() => What::Receive,
        NodeKind::Wait if node.detail.partners.is_empty() && node.detail.limit.is_some() => What::Timer,
        NodeKind::Wait => What::Message,
        NodeKind::Call => What::Call,
        NodeKind::Event if entered() => What::Message,
        NodeKind::Event => What::Condition,
    }
}

/// A join waits for what its fork has begun.
fn joins_like_forks(drawing: &Drawing, what: &mut [What]) {
    for n in 0..what.len() {
        if let Some(fork) = drawing.nodes[n].detail.closes
            && what.get(fork) == Some(&What::Inclusive)
        {
            what[n] = What::Inclusive;
        }
    }
}

/// Of several ways on from a task or event BPMN would take all: a gateway behind it takes one.
fn split_after(drawing: &mut Drawing, what: &mut Vec<What>) {
    let mut ways = vec![0usize; drawing.nodes.len()];
    for edge in drawing.edges.iter().filter(|e| e.kind != EdgeKind::Late) {
        ways[edge.from] += 1;
    }
    for (n, &ways) in ways.iter().enumerate() {
        if ways < 2 || what[n].is_gateway() {
            continue;
        }
        let gateway = drawing.nodes.len();
        let mut main = false;
        for edge in drawing.edges.iter_mut().filter(|e| e.from == n && e.kind != EdgeKind::Late) {
            edge.from = gateway;
            main |= edge.main;
        }
        let node = &drawing.nodes[n];
        let (lane, phase) = (node.lane, node.phase);
        let id = format!("{}-then", node.id);
        drawing.nodes.push(Node { id, kind: NodeKind::Decision, lane, phase, ..Node::default() });
        what.push(What::Exclusive);
        // Before the ways that now begin at the gateway, so that it is read first.
        let at = drawing.edges.iter().position(|e| e.from == gateway).unwrap_or(drawing.edges.len());
        drawing.edges.insert(at, Edge { from: n, to: gateway, main, ..Edge::default() });
    }
}

/// What is said of a node beside its name.
fn about(node: &Node, what: What) -> String {
    let mut parts: Vec<&str> = vec![&node.sub, &node.badge];
    let timed = matches!(what, What::Timer);
    if let Some(limit) = node.detail.limit.as_ref().filter(|_| !timed && node.badge.is_empty()) {
        parts.push(&limit.text);
    }
    parts.extend(node.detail.every.as_ref().map(|every| every.text.as_str()));
    let partners = node.detail.partners.join(", ");
    let handed = node.detail.messages.join(", ");
    parts.extend([partners.as_str(), handed.as_str(), node.detail.prose.as_str()]);
    parts.retain(|p| !p.trim().is_empty());
    parts.join("\n\n")
}
