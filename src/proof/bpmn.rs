//! From the flow nodes of a BPMN file to nets: one for each group of processes that send messages to one another.
//! What has no meaning here is listed with its place and makes the answer "unsupported", never a guess.

use super::builder::Builder;
use super::net::{Area, Ends, Guard, In, Net, NodeId, Out, ROOT, Role, SILENT, Special, index};
use super::shapes::beside;
use super::verdict::{Answer, Proof, prove};
use crate::bpmn::{AD_HOC, Event, FlowNode, Kind, Model, TRANSACTION};
use std::collections::{BTreeMap, HashMap, HashSet};

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

    /// What its pools and processes are called, as far as they are.
    pub fn names<'a>(&self, model: &'a Model) -> Vec<&'a str> {
        let process = |id: &String| {
            let pool = model.pools.iter().filter(|p| p.process == *id).map(|p| p.name.as_str());
            let own = model.scopes.iter().filter(|s| s.id == *id).map(|s| s.name.as_str());
            pool.chain(own).find(|name| !name.trim().is_empty())
        };
        self.processes.iter().filter_map(process).collect()
    }

    /// Why none of it can start, and the nodes (indices) that this is about.
    pub fn starts_with_nothing(&self, model: &Model) -> (&'static str, Vec<usize>) {
        let own = |scope: usize| {
            let it = &model.scopes[scope];
            it.owner.is_none() && self.processes.contains(&it.id)
        };
        let all = || (0..model.nodes.len()).filter(|&n| own(model.nodes[n].scope));
        let starts: Vec<usize> = all().filter(|&n| model.nodes[n].kind == Kind::Start).collect();
        if !starts.is_empty() {
            return ("begins with messages that only its own steps would send", starts);
        }
        let by_event = |n: &usize| matches!(model.nodes[*n].kind, Kind::EventSubProcess(_));
        if all().all(|n| by_event(&n)) {
            return ("only begins while something else is under way, and nothing is", all().collect());
        }
        ("every step comes after another one, and none is a start", all().filter(|n| !by_event(n)).collect())
    }
}

/// The parts of a model, in the order of their first processes.
pub fn lower(model: &Model) -> Vec<Part> {
    let mut ids: HashMap<&str, usize> = HashMap::new();
    // Nothing can lead to what has no id.
    for (n, node) in model.nodes.iter().enumerate().filter(|(_, node)| !node.id.is_empty()) {
        ids.entry(&node.id).or_insert(n);
    }
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
        .filter_map(|m| Some((*ids.get(m.from.as_str())?, *ids.get(m.to.as_str())?)))
        .collect();
    for &(a, b) in &messages {
        let (from, to) = (first(&group, top(model.nodes[a].scope)), first(&group, top(model.nodes[b].scope)));
        group[from.max(to)] = from.min(to);
    }
    // By its first process.
    let mut parts: BTreeMap<usize, Members> = BTreeMap::new();
    for scope in (0..model.scopes.len()).filter(|&s| model.scopes[s].owner.is_none()) {
        parts.entry(first(&group, scope)).or_default().scopes.push(scope);
    }
    for (n, node) in model.nodes.iter().enumerate() {
        parts.entry(first(&group, top(node.scope))).or_default().nodes.push(n);
    }
    for &(a, b) in &messages {
        parts.entry(first(&group, top(model.nodes[a].scope))).or_default().messages.push((a, b));
    }
    let mut lowering = Lowering::new(model, &ids, &messages);
    let filled = parts.into_values().filter(|members| !members.nodes.is_empty());
    filled.map(|members| lowering.part(&members)).collect()
}

/// What is proved together.
#[derive(Default)]
struct Members {
    /// Processes.
    scopes: Vec<usize>,
    /// Their nodes, those of sub-processes among them.
    nodes: Vec<usize>,
    /// The messages between them.
    messages: Vec<(usize, usize)>,
}

/// The first of a group.
fn first(group: &[usize], mut member: usize) -> usize {
    while group[member] != member {
        member = group[member];
    }
    member
}

struct Lowering<'a> {
    model: &'a Model,
    b: Builder,
    /// By flow node: whether a message leads from it, and to it.
    sends: Vec<bool>,
    gets: Vec<bool>,
    /// By scope: its flow nodes.
    nodes: Vec<Vec<usize>>,
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
    /// By flow node: it is attached to one that is there.
    attached: Vec<bool>,
    /// By flow node: what is wrong with its lines or id.
    broken: HashMap<usize, &'static str>,
    unsupported: Vec<(usize, &'static str)>,
}

const NONE: NodeId = NodeId::MAX;

impl<'a> Lowering<'a> {
    fn new(model: &'a Model, ids: &HashMap<&str, usize>, messages: &[(usize, usize)]) -> Self {
        let count = model.nodes.len();
        let mut nodes = vec![Vec::new(); model.scopes.len()];
        for (n, node) in model.nodes.iter().enumerate() {
            nodes[node.scope].push(n);
        }
        let mut l = Self {
            model,
            b: Builder::new(Ends::Each),
            sends: vec![false; count],
            gets: vec![false; count],
            nodes,
            enter: vec![NONE; count],
            leave: vec![NONE; count],
            at: vec![NONE; count],
            outs: vec![Vec::new(); count],
            ins: vec![0; count],
            conditions: vec![false; count],
            boundary: vec![Vec::new(); count],
            attached: vec![false; count],
            broken: HashMap::new(),
            unsupported: Vec::new(),
        };
        for flow in &model.flows {
            match (ids.get(flow.from.as_str()).copied(), ids.get(flow.to.as_str()).copied()) {
                (Some(from), Some(to)) if model.nodes[from].scope == model.nodes[to].scope => {
                    l.outs[from].push(to);
                    l.ins[to] += 1;
                    l.conditions[from] |= flow.condition.is_some();
                }
                (Some(from), Some(_)) => drop(l.broken.insert(from, "line across a border from")),
                (Some(from), None) => drop(l.broken.insert(from, "line to nothing from")),
                (None, Some(to)) => drop(l.broken.insert(to, "line from nothing to")),
                (None, None) => {}
            }
        }
        for (n, node) in model.nodes.iter().enumerate() {
            if ids.get(node.id.as_str()).is_some_and(|&first| first != n) {
                l.broken.insert(n, "second element of the same id");
            }
        }
        for &(from, to) in messages {
            l.sends[from] = true;
            l.gets[to] = true;
        }
        // Where links lead: to the first catch of their name.
        let mut caught: HashMap<&str, Vec<usize>> = HashMap::new();
        for (n, node) in model.nodes.iter().enumerate() {
            if let (Event::Link(name), 0) = (&node.event, l.ins[n]) {
                caught.entry(name).or_default().push(n);
            }
        }
        let nodes = || model.nodes.iter().enumerate();
        for (n, node) in nodes() {
            if let Some(&host) = ids.get(node.attached.as_str()).filter(|_| node.kind == Kind::Boundary) {
                l.boundary[host].push(n);
                l.attached[n] = true;
            }
            // A link leads to where it is caught.
            if let (Event::Link(name), true) = (&node.event, l.outs[n].is_empty()) {
                let others = caught.get(name.as_str()).into_iter().flatten();
                l.outs[n].extend(others.copied().find(|&m| m != n));
            }
        }
        l
    }

    fn part(&mut self, members: &Members) -> Part {
        for &n in &members.nodes {
            self.look(n);
        }
        self.b.all_starts();
        for &scope in &members.scopes {
            let enter = self.scope(scope);
            if enter != NONE {
                self.b.edge(ROOT, enter);
            }
        }
        self.send(&members.messages);
        let processes = members.scopes.iter().map(|&s| self.model.scopes[s].id.clone()).collect();
        let net = std::mem::replace(&mut self.b, Builder::new(Ends::Each)).build();
        Part { processes, net, unsupported: std::mem::take(&mut self.unsupported) }
    }

    /// Notes what has no meaning here.
    fn look(&mut self, n: usize) {
        let node = &self.model.nodes[n];
        let by_event = self.model.scopes[node.scope].owner.map(|o| self.model.nodes[o].kind);
        let begins = node.kind == Kind::Start && matches!(by_event, Some(Kind::EventSubProcess(_)));
        let starts = || self.nodes[node.scope].iter().any(|&m| self.model.nodes[m].kind == Kind::Start);
        if let Some(what) = self.broken.get(&n) {
            self.unsupported.push((n, what));
        }
        let what = match (node.kind, &node.event) {
            _ if begins && self.waits(n) => "event sub-process that a message from another pool begins",
            // What undoes it is told by itself.
            (Kind::Unsupported(what) | Kind::Odd(what, _), _) if what != TRANSACTION => what,
            (_, Event::Compensation) => "compensation",
            (Kind::Boundary, _) if !node.interrupts && self.gets[n] => {
                "message event that does not interrupt"
            }
            (Kind::Boundary, _) if !self.attached[n] => "loose boundary event",
            (Kind::EventBased, _) if node.waits_for_all => "gateway that waits for all of its events",
            _ if node.begins && starts() => "step that begins a case beside its starts",
            _ => return,
        };
        self.unsupported.push((n, what));
    }

    /// Whether a node stands still until a message comes.
    fn waits(&self, n: usize) -> bool {
        let node = &self.model.nodes[n];
        let can = matches!(node.kind, Kind::Start | Kind::Intermediate | Kind::Boundary) || node.receives;
        can && self.gets[n]
    }

    /// Lowers all nodes of a scope; where it is entered.
    fn scope(&mut self, scope: usize) -> NodeId {
        let before = index(self.b.len());
        let nodes = self.nodes[scope].clone();
        let is = |n: &usize, kind: Kind| self.model.nodes[*n].kind == kind;
        for n in nodes.iter().copied().filter(|n| is(n, Kind::Boundary)).collect::<Vec<_>>() {
            self.simple(n);
        }
        for n in nodes.iter().copied().filter(|n| !is(n, Kind::Boundary)).collect::<Vec<_>>() {
            match self.model.nodes[n].kind {
                Kind::SubProcess(inner) | Kind::Odd(TRANSACTION, inner) => self.sub_process(n, inner),
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
        let handlers: Vec<(usize, usize)> = nodes
            .iter()
            .filter_map(|&n| match self.model.nodes[n].kind {
                Kind::EventSubProcess(inner) => Some((n, inner)),
                _ => None,
            })
            .collect();
        if handlers.is_empty() {
            return enter;
        }
        // Nothing is under way before the start.
        let starts: HashSet<NodeId> =
            nodes.iter().filter(|n| is(n, Kind::Start)).map(|&n| self.at[n]).collect();
        let inside = (before..index(self.b.len())).filter(|n| *n != enter && !starts.contains(n)).collect();
        let inside = Area::Region(self.b.region(inside));
        handlers.into_iter().fold(enter, |enter, (n, inner)| self.handler(enter, n, inner, inside))
    }

    /// A sub-process that an event begins, at most once, while there is work in the scope (`inside`) that it is in;
    /// where that is entered now.
    fn handler(&mut self, enter: NodeId, n: usize, inner: usize, inside: Area) -> NodeId {
        let first = self.scope(inner);
        if enter == NONE || first == NONE {
            return enter;
        }
        let starts = |m: &&FlowNode| m.kind == Kind::Start;
        let nodes = self.nodes[inner].iter().map(|&m| &self.model.nodes[m]);
        let interrupts = nodes.filter(starts).all(|m| m.interrupts);
        let (both, event) =
            (self.b.node(SILENT, In::Any, Out::All), self.b.node(index(n), In::Any, Out::One));
        let clears = interrupts.then_some(inside);
        self.b.special(event, Special { guard: Guard::While(inside), clears });
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
                let plain = !matches!(
                    kind,
                    Kind::Boundary | Kind::Unsupported(_) | Kind::Odd(AD_HOC, _) | Kind::EventSubProcess(_)
                );
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
        if node.kind == Kind::End && !self.sends[n] && node.event != Event::Error {
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
        let done = self.b.node(SILENT, In::Any, self.kinds(n).1);
        // Only what can be stopped from outside has a choice to make.
        let stopped = self.boundary[n].iter().any(|&event| self.model.nodes[event].interrupts);
        let runs = if stopped { self.b.node(SILENT, In::Any, Out::Ready) } else { done };
        (self.enter[n], self.leave[n]) = (enter, done);
        self.b.edge(enter, runs);
        if stopped {
            self.b.edge(runs, done);
        }
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
        for m in self.nodes[inner].clone() {
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
    fn send(&mut self, messages: &[(usize, usize)]) {
        for &(from, to) in messages {
            if self.leave[from] != NONE && self.at[to] != NONE && self.waits(to) {
                self.b.loose(self.leave[from], self.at[to]);
            }
        }
    }
}
