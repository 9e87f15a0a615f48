//! From flow nodes to nets: one for each group of processes that send messages to one another.

use super::super::builder::Builder;
use super::super::net::{Area, Ends, Guard, In, Net, NodeId, Out, ROOT, Role, SILENT, Special, index};
use super::super::shapes::beside;
use super::super::verdict::{Answer, Proof, prove};
use super::{Event, Kind, Model};
use std::collections::HashMap;

/// Processes that are proved together.
#[derive(Debug, Clone)]
pub struct Part {
    /// Ids of the processes.
    pub processes: Vec<String>,
    /// Their net; tags are indices in [`Model::nodes`].
    pub net: Net,
    /// Nodes (indices) that have no meaning here, and what they are.
    pub unsupported: Vec<(usize, &'static str)>,
}

impl Part {
    /// The proof; "unsupported" throughout where anything is.
    pub fn prove(&self, budget: usize) -> Proof {
        if self.unsupported.is_empty() { prove(&self.net, budget) } else { Proof::all(Answer::Unsupported) }
    }
}

/// The parts of a model, in the order of their first processes.
pub fn lower(model: &Model) -> Vec<Part> {
    let ids: HashMap<&str, usize> =
        model.nodes.iter().enumerate().map(|(n, node)| (node.id.as_str(), n)).collect();
    let top = |mut scope: usize| {
        while let Some(owner) = model.scopes[scope].owner {
            scope = model.nodes[owner].scope;
        }
        scope
    };
    // Processes that exchange messages get the same group.
    let mut group: Vec<usize> = (0..model.scopes.len()).collect();
    let messages: Vec<(usize, usize)> = model
        .messages
        .iter()
        .filter_map(|(a, b)| Some((*ids.get(a.as_str())?, *ids.get(b.as_str())?)))
        .collect();
    for &(a, b) in &messages {
        let (from, to) = (group[top(model.nodes[a].scope)], group[top(model.nodes[b].scope)]);
        for g in &mut group {
            if *g == from.max(to) {
                *g = from.min(to);
            }
        }
    }
    let tops: Vec<usize> = (0..model.scopes.len()).filter(|&s| model.scopes[s].owner.is_none()).collect();
    let mut parts = Vec::new();
    for &first in tops.iter().filter(|&&s| group[s] == s) {
        let members: Vec<usize> = tops.iter().copied().filter(|&s| group[s] == first).collect();
        if model.nodes.iter().any(|n| members.contains(&top(n.scope))) {
            let inside: Vec<bool> = model.nodes.iter().map(|n| members.contains(&top(n.scope))).collect();
            parts.push(Lowering::new(model, &ids, &messages).part(&members, &inside));
        }
    }
    parts
}

struct Lowering<'a> {
    model: &'a Model,
    messages: &'a [(usize, usize)],
    b: Builder,
    /// By flow node: what leads to it should lead here, and its own ways on come from here.
    enter: Vec<NodeId>,
    leave: Vec<NodeId>,
    /// By flow node: the node that it is, which takes its messages.
    at: Vec<NodeId>,
    /// By flow node: sequence flows out and in, as nodes at the other end.
    outs: Vec<Vec<usize>>,
    ins: Vec<usize>,
    /// By flow node: some way out has a condition.
    conditions: Vec<bool>,
    boundary: Vec<Vec<usize>>,
    unsupported: Vec<(usize, &'static str)>,
}

const NONE: NodeId = NodeId::MAX;

impl<'a> Lowering<'a> {
    fn new(model: &'a Model, ids: &HashMap<&str, usize>, messages: &'a [(usize, usize)]) -> Self {
        let count = model.nodes.len();
        let mut l = Self {
            model,
            messages,
            b: Builder::new(Ends::Each),
            enter: vec![NONE; count],
            leave: vec![NONE; count],
            at: vec![NONE; count],
            outs: vec![Vec::new(); count],
            ins: vec![0; count],
            conditions: vec![false; count],
            boundary: vec![Vec::new(); count],
            unsupported: Vec::new(),
        };
        for (from, to, condition) in &model.flows {
            if let (Some(&from), Some(&to)) = (ids.get(from.as_str()), ids.get(to.as_str())) {
                l.outs[from].push(to);
                l.ins[to] += 1;
                l.conditions[from] |= condition;
            }
        }
        let nodes = || model.nodes.iter().enumerate();
        for (n, node) in nodes() {
            if let Some(&host) = ids.get(node.attached.as_str()).filter(|_| node.kind == Kind::Boundary) {
                l.boundary[host].push(n);
            }
            // A link leads to where it is caught.
            if let (Event::Link(_), true) = (&node.event, l.outs[n].is_empty()) {
                let caught = |m: &usize| *m != n && model.nodes[*m].event == node.event && l.ins[*m] == 0;
                if let Some(to) = nodes().map(|(m, _)| m).find(caught) {
                    l.outs[n].push(to);
                }
            }
        }
        l
    }

    fn part(mut self, members: &[usize], inside: &[bool]) -> Part {
        for n in (0..inside.len()).filter(|&n| inside[n]) {
            self.look(n);
        }
        self.b.all_starts();
        for &scope in members {
            let enter = self.scope(scope);
            if enter != NONE {
                self.b.edge(ROOT, enter);
            }
        }
        self.send();
        let processes = members.iter().map(|&s| self.model.scopes[s].id.clone()).collect();
        Part { processes, net: self.b.build(), unsupported: self.unsupported }
    }

    /// Notes what has no meaning here.
    fn look(&mut self, n: usize) {
        let node = &self.model.nodes[n];
        let by_event = self.model.scopes[node.scope].owner.map(|o| self.model.nodes[o].kind);
        let begins = node.kind == Kind::Start && matches!(by_event, Some(Kind::EventSubProcess(_)));
        let what = match (node.kind, &node.event) {
            _ if begins && self.waits(n) => "event sub-process that a message from another pool begins",
            (Kind::Unsupported(what), _) => what,
            (_, Event::Compensation) => "compensation",
            (Kind::Boundary, _) if !node.interrupts && self.messages.iter().any(|m| m.1 == n) => {
                "message event that does not interrupt"
            }
            (Kind::Boundary, _) if self.model.nodes.iter().all(|m| m.id != node.attached) => {
                "loose boundary event"
            }
            _ => return,
        };
        self.unsupported.push((n, what));
    }

    /// Whether a node stands still until a message comes.
    fn waits(&self, n: usize) -> bool {
        let node = &self.model.nodes[n];
        let can = matches!(node.kind, Kind::Start | Kind::Intermediate | Kind::Boundary) || node.receives;
        can && self.messages.iter().any(|m| m.1 == n)
    }

    /// Lowers all nodes of a scope; where it is entered.
    fn scope(&mut self, scope: usize) -> NodeId {
        let before = index(self.b.len());
        let nodes: Vec<usize> =
            (0..self.model.nodes.len()).filter(|&n| self.model.nodes[n].scope == scope).collect();
        let is = |n: &usize, kind: Kind| self.model.nodes[*n].kind == kind;
        for n in nodes.iter().copied().filter(|n| is(n, Kind::Boundary)).collect::<Vec<_>>() {
            self.simple(n);
        }
        for n in nodes.iter().copied().filter(|n| !is(n, Kind::Boundary)).collect::<Vec<_>>() {
            match self.model.nodes[n].kind {
                Kind::SubProcess(inner) => self.sub_process(n, inner),
                Kind::EventSubProcess(_) => {}
                _ => self.simple(n),
            }
        }
        for &n in &nodes {
            for to in self.outs[n].clone() {
                if self.leave[n] != NONE && self.enter[to] != NONE {
                    self.b.edge(self.leave[n], self.enter[to]);
                }
            }
        }
        let enter = self.begin(scope, &nodes);
        let inside: Vec<NodeId> = (before..index(self.b.len())).collect();
        let handlers = nodes.iter().filter_map(|&n| match self.model.nodes[n].kind {
            Kind::EventSubProcess(inner) => Some((n, inner)),
            _ => None,
        });
        handlers
            .collect::<Vec<_>>()
            .into_iter()
            .fold(enter, |enter, (n, inner)| self.handler(enter, n, inner, &inside))
    }

    /// A sub-process that an event begins, at most once, while there is work in the scope (`inside`) that it is in;
    /// where that is entered now.
    fn handler(&mut self, enter: NodeId, n: usize, inner: usize, inside: &[NodeId]) -> NodeId {
        let first = self.scope(inner);
        if enter == NONE || first == NONE {
            return enter;
        }
        let starts = |m: &super::FlowNode| m.scope == inner && m.kind == Kind::Start;
        let interrupts = self.model.nodes.iter().filter(|m| starts(m)).all(|m| m.interrupts);
        let (both, event) =
            (self.b.node(SILENT, In::Any, Out::All), self.b.node(index(n), In::Any, Out::One));
        let area = Area::Region(self.b.region(inside.to_vec()));
        self.b.special(event, Special { guard: Guard::While(area), clears: interrupts.then_some(area) });
        self.b.edge(both, enter);
        self.b.loose(both, event);
        self.b.edge(event, first);
        both
    }

    fn begin(&mut self, scope: usize, nodes: &[usize]) -> NodeId {
        let is_start = |n: &&usize| self.model.nodes[**n].kind == Kind::Start;
        let has_starts = nodes.iter().any(|n| is_start(&n));
        let waits = |n: &&usize| self.model.scopes[scope].owner.is_none() && self.waits(**n);
        let first: Vec<NodeId> = if has_starts {
            nodes.iter().filter(is_start).filter(|n| !waits(n)).map(|&n| self.enter[n]).collect()
        } else {
            let caught = |n: usize| matches!(self.model.nodes[n].event, Event::Link(_));
            let free = |n: &&usize| {
                let kind = self.model.nodes[**n].kind;
                let plain = !matches!(kind, Kind::Boundary | Kind::Unsupported(_) | Kind::EventSubProcess(_));
                self.ins[**n] == 0 && plain && !caught(**n)
            };
            nodes.iter().filter(free).map(|&n| self.enter[n]).collect()
        };
        if first.is_empty() {
            return NONE;
        }
        let enter = self.b.node(SILENT, In::Any, if has_starts { Out::One } else { Out::All });
        for start in first {
            self.b.edge(enter, start);
        }
        enter
    }

    fn kinds(&self, n: usize) -> (In, Out) {
        match self.model.nodes[n].kind {
            Kind::Exclusive => (In::Any, Out::One),
            Kind::Parallel => (In::All, Out::All),
            Kind::Inclusive => (In::Some, Out::Some),
            Kind::EventBased => (In::Any, Out::Ready),
            _ if self.conditions[n] => (In::Any, Out::Some),
            _ => (In::Any, Out::All),
        }
    }

    /// Any node but a sub-process.
    fn simple(&mut self, n: usize) {
        let node = &self.model.nodes[n];
        let (into, out) = self.kinds(n);
        let tag = index(n);
        let waits = self.waits(n) && node.kind != Kind::Start;
        let sends = self.messages.iter().any(|m| m.0 == n);
        if node.kind == Kind::End && !sends && node.event != Event::Error {
            self.enter[n] = self.end(n, tag);
            return;
        }
        let at = self.b.node(tag, if waits { In::All } else { into }, out);
        (self.enter[n], self.leave[n], self.at[n]) = (at, at, at);
        if waits && self.ins[n] > 1 {
            let merge = self.b.node(SILENT, In::Any, Out::One);
            self.b.edge(merge, at);
            self.enter[n] = merge;
        }
        let events = self.boundary[n].clone();
        if !events.is_empty() {
            self.at_border(n, at, out, &events);
        }
        if self.outs[n].is_empty() {
            let end = self.end(n, SILENT);
            self.b.edge(self.leave[n], end);
        }
    }

    /// A task with events at its border: it goes on, or one of those that interrupt happens.
    fn at_border(&mut self, n: usize, at: NodeId, out: Out, events: &[usize]) {
        let into = self.b_into(n);
        self.b.set_kinds(at, into, Out::Ready);
        let done = self.b.node(SILENT, In::Any, out);
        self.b.edge(at, done);
        self.leave[n] = done;
        for &event in events {
            if self.model.nodes[event].interrupts {
                self.b.edge(at, self.enter[event]);
            } else {
                let choice = beside(&mut self.b, self.enter[n], self.enter[event]);
                self.enter[n] = choice;
            }
        }
    }

    fn b_into(&self, n: usize) -> In {
        if self.waits(n) { In::All } else { self.kinds(n).0 }
    }

    /// An end: of the process, or of a sub-process, where it only takes what comes.
    fn end(&mut self, n: usize, tag: u32) -> NodeId {
        let node = &self.model.nodes[n];
        // What an event begins ends as a part of the scope that it is in.
        let mut owner = self.model.scopes[node.scope].owner;
        while let Some(o) = owner.filter(|&o| matches!(self.model.nodes[o].kind, Kind::EventSubProcess(_))) {
            owner = self.model.scopes[self.model.nodes[o].scope].owner;
        }
        let inner = owner.is_some();
        let stops = node.kind == Kind::End && node.event == Event::Terminate;
        match (inner, stops) {
            // What it clears is known once all of the scope is lowered.
            (true, true) => {
                let stop = self.b.task(tag);
                let sink = self.b.end(SILENT, Role::Sink);
                self.b.edge(stop, sink);
                stop
            }
            (true, false) => self.b.end(tag, Role::Sink),
            (false, true) => self.b.end(tag, Role::Stop),
            (false, false) => self.b.end(tag, Role::End),
        }
    }

    fn sub_process(&mut self, n: usize, inner: usize) {
        let before = index(self.b.len());
        let first = self.scope(inner);
        let inside: Vec<NodeId> = (before..index(self.b.len())).collect();
        let enter = self.b.node(index(n), In::Any, Out::All);
        let (runs, done) =
            (self.b.node(SILENT, In::Any, Out::Ready), self.b.node(SILENT, In::Any, self.kinds(n).1));
        (self.enter[n], self.leave[n]) = (enter, done);
        self.b.edge(enter, runs);
        self.b.edge(runs, done);
        if first != NONE {
            self.b.edge(enter, first);
        }
        let area = Area::Region(self.b.region(inside.clone()));
        self.b.special(done, Special { guard: Guard::Quiet(area), clears: None });
        let events = self.boundary[n].clone();
        for &event in &events {
            if self.model.nodes[event].interrupts {
                self.b.edge(runs, self.enter[event]);
                self.b.special(self.enter[event], Special { guard: Guard::Free, clears: Some(area) });
            } else {
                self.enter[n] = beside(&mut self.b, self.enter[n], self.enter[event]);
            }
        }
        // An error inside stops all of it, the waiting for its end included, and goes on at the border.
        let is_error = |m: usize| self.model.nodes[m].event == Event::Error;
        let caught = events.iter().copied().find(|&e| is_error(e));
        let all: Vec<NodeId> =
            inside.into_iter().chain([runs, done]).chain(events.iter().map(|&e| self.enter[e])).collect();
        let whole = Area::Region(self.b.region(all));
        for m in (0..self.model.nodes.len()).filter(|&m| self.model.nodes[m].scope == inner) {
            let node = &self.model.nodes[m];
            if node.kind == Kind::End && is_error(m) && self.enter[m] != NONE {
                match caught {
                    Some(event) => {
                        self.b.special(self.enter[m], Special { guard: Guard::Free, clears: Some(whole) });
                        self.b.edge(self.enter[m], self.enter[event]);
                    }
                    None => self.unsupported.push((m, "error that nothing catches")),
                }
            }
            if node.kind == Kind::End && node.event == Event::Terminate && self.enter[m] != NONE {
                self.b.special(self.enter[m], Special { guard: Guard::Free, clears: Some(area) });
            }
        }
        if self.outs[n].is_empty() {
            let end = self.end(n, SILENT);
            self.b.edge(done, end);
        }
    }

    /// Messages: loose ways from who sends to who waits.
    fn send(&mut self) {
        for &(from, to) in self.messages {
            if self.leave[from] != NONE && self.at[to] != NONE && self.waits(to) {
                self.b.loose(self.leave[from], self.at[to]);
            }
        }
    }
}
