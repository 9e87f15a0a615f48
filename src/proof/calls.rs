//! A process with the sub-processes that it calls put in where they are called, for rules that speak of steps of
//! several documents.
//!
//! - Entering the call enters the start that it names; an end of the sub-process leads on to the outcome of its id,
//!   or to `next`.
//! - `stops: everything` in a sub-process stops only what runs in it, and so do its `anytime` events.
//! - `late` at a call comes while something is still under way in the sub-process, and stops it.
//! - A call begins with its step and is done with the way that is taken out of it.

use super::builder::Builder;
use super::lower::{Wanted, lower_for};
use super::net::{Area, Guard, In, Net, NodeId, Out, ROOT, RegionId, Role, SILENT, Special, index};
use crate::graph::{self, EdgeKind, NodeKind, ProcessGraph};
use crate::model::{Guideline, StepKind};
use std::collections::{HashMap, HashSet};

/// As many sub-processes may lie in one another.
const DEEPEST: usize = 20;
/// As large may a process become.
const LARGEST: usize = 20_000;

/// A node of the process graph of one of several documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// Index of the document.
    pub document: usize,
    /// The node.
    pub node: graph::NodeId,
}

/// The documents that a process may consist of.
pub struct Sources<'a> {
    /// All of them.
    pub guidelines: &'a [Guideline],
    /// Their process graphs.
    pub graphs: &'a [ProcessGraph],
    /// Index of a document by id.
    pub find: &'a (dyn Fn(&str) -> Option<usize> + Sync),
    /// Whether the ways of a document are in order, so that it can be lowered.
    pub is_whole: &'a (dyn Fn(usize) -> bool + Sync),
    /// Whether a document is put in where it is called; otherwise the call is a step like others.
    pub opened: &'a (dyn Fn(usize) -> bool + Sync),
    /// The ways of a document that are watched, as indices of its edges.
    pub watched: &'a (dyn Fn(usize) -> HashSet<usize> + Sync),
}

/// Why a process cannot be put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// Ways of this document are broken, or a call of it does not fit; that is told elsewhere.
    Broken(usize),
    /// Something in this document has no meaning in a net.
    Unsupported(usize),
    /// This document is called while it is under way.
    Ring(usize),
    /// It grows too large.
    TooLarge,
}

/// A process with what it calls.
#[derive(Debug)]
pub struct Whole {
    /// The net.
    pub net: Net,
    /// By node: what somebody wrote.
    pub what: Vec<Option<Place>>,
    at: HashMap<Place, Vec<NodeId>>,
    done: HashMap<Place, Vec<NodeId>>,
    gates: HashMap<(usize, usize), Vec<NodeId>>,
}

impl Whole {
    /// Puts a process together. Linear in what comes of it, times how deep calls lie in one another.
    ///
    /// # Errors
    ///
    /// Where it cannot be put together, the reason.
    pub fn of(sources: &Sources<'_>, document: usize) -> Result<Self, Closed> {
        let part = sources.part(document, None, &mut Vec::new())?;
        let mut whole = Self {
            net: part.net,
            what: part.what,
            at: HashMap::new(),
            done: HashMap::new(),
            gates: HashMap::new(),
        };
        for (n, place) in (0u32..).zip(&whole.what) {
            if let Some(place) = place {
                whole.at.entry(*place).or_default().push(n);
            }
        }
        for (place, n) in part.done {
            whole.done.entry(place).or_default().push(n);
        }
        for (way, n) in part.gates {
            whole.gates.entry(way).or_default().push(n);
        }
        Ok(whole)
    }

    /// The nodes that fire when a step begins.
    pub fn begun(&self, place: Place) -> &[NodeId] {
        self.at.get(&place).map_or(&[], Vec::as_slice)
    }

    /// The nodes that fire when it is done: the same, but for a call that was opened.
    pub fn done(&self, place: Place) -> &[NodeId] {
        self.done.get(&place).map_or_else(|| self.begun(place), Vec::as_slice)
    }

    /// The nodes that fire when a watched way of a document is taken.
    pub fn taken(&self, document: usize, way: usize) -> &[NodeId] {
        self.gates.get(&(document, way)).map_or(&[], Vec::as_slice)
    }
}

/// A process on its way to being put together.
struct Part {
    net: Net,
    what: Vec<Option<Place>>,
    done: Vec<(Place, NodeId)>,
    gates: Vec<((usize, usize), NodeId)>,
}

impl Sources<'_> {
    fn part(&self, document: usize, start: Option<usize>, stack: &mut Vec<usize>) -> Result<Part, Closed> {
        let (Some(g), Some(graph)) = (self.guidelines.get(document), self.graphs.get(document)) else {
            return Err(Closed::Broken(document));
        };
        if stack.contains(&document) {
            return Err(Closed::Ring(document));
        }
        if stack.len() >= DEEPEST {
            return Err(Closed::TooLarge);
        }
        if !(self.is_whole)(document) {
            return Err(Closed::Broken(document));
        }
        let mut wanted =
            Wanted { ways: (self.watched)(document), calls: HashSet::new(), start, stopped: true };
        let mut inner = Vec::new();
        let mut size = 0;
        stack.push(document);
        for (s, step) in g.steps.iter().enumerate() {
            let StepKind::Call { document: name, start, .. } = &step.kind else { continue };
            let Some(callee) = (self.find)(name.as_str()).filter(|&c| (self.opened)(c)) else { continue };
            let start = self.start(callee, start.as_deref()).ok_or(Closed::Broken(document))?;
            let part = self.part(callee, start, stack)?;
            size += part.net.nodes().len();
            if size > LARGEST {
                return Err(Closed::TooLarge);
            }
            wanted.calls.insert(graph.of_step(s));
            inner.push((graph.of_step(s), callee, part));
        }
        stack.pop();
        let lowered = lower_for(g, graph, &wanted);
        if lowered.unsupported.is_some() {
            return Err(Closed::Unsupported(document));
        }
        let mut what = vec![None; lowered.net.nodes().len()];
        for (node, &made) in lowered.nodes.iter().enumerate().filter(|(_, made)| **made != ROOT) {
            if let Some(slot) = what.get_mut(made as usize) {
                *slot = Some(Place { document, node });
            }
        }
        let mut gates: Vec<((usize, usize), NodeId)> =
            lowered.gates.iter().map(|(&way, &n)| ((document, way), n)).collect();
        gates.sort_unstable();
        let done = Vec::new();
        if inner.is_empty() {
            return Ok(Part { net: lowered.net, what, done, gates });
        }
        let mut into = Splice { b: lowered.net.reopen(), g, graph, document, what, done, gates };
        for (node, callee, part) in inner {
            let called = self.guidelines.get(callee).zip(self.graphs.get(callee));
            let (called, inside) = called.ok_or(Closed::Broken(callee))?;
            into.put((node, lowered.nodes[node]), callee, (called, inside), &part)?;
        }
        let Splice { b, what, done, gates, .. } = into;
        Ok(Part { net: b.build(), what, done, gates })
    }

    /// The start that a call enters; `None` where that cannot be said.
    #[expect(clippy::option_option, reason = "no start, and the only start of a guideline")]
    fn start(&self, callee: usize, name: Option<&str>) -> Option<Option<usize>> {
        let starts = &self.guidelines.get(callee)?.starts;
        match name {
            Some(name) => {
                let is = |s: &crate::model::Start| s.id.as_ref().is_some_and(|t| t.as_str() == name);
                starts.iter().position(is).map(Some)
            }
            None => (starts.len() <= 1).then_some(None),
        }
    }
}

/// A process into which others are put.
struct Splice<'a> {
    b: Builder,
    g: &'a Guideline,
    graph: &'a ProcessGraph,
    document: usize,
    what: Vec<Option<Place>>,
    done: Vec<(Place, NodeId)>,
    gates: Vec<((usize, usize), NodeId)>,
}

impl Splice<'_> {
    fn put(
        &mut self,
        (node, call): (graph::NodeId, NodeId),
        callee: usize,
        (called, inside): (&Guideline, &ProcessGraph),
        part: &Part,
    ) -> Result<(), Closed> {
        let exits = self.exits(node);
        let shift = index(self.b.len()) - 1;
        for n in 1..index(part.net.nodes().len()) {
            let it = part.net.node(n);
            match it.role {
                Role::Step => self.b.node(it.tag, it.into, it.out),
                Role::Sink => self.b.end(SILENT, Role::Sink),
                Role::End | Role::Stop => self.b.node(SILENT, In::Any, Out::One),
            };
        }
        self.what.extend(part.what.iter().skip(1));
        self.what.resize(self.b.len(), None);
        let all: Vec<NodeId> = (1..index(part.net.nodes().len())).map(|n| n + shift).collect();
        let regions: Vec<RegionId> =
            part.net.regions().iter().map(|r| self.b.region(r.iter().map(|n| n + shift).collect())).collect();
        // What may come at any time in the sub-process comes after its start.
        let starts: Vec<NodeId> = part.net.outs(ROOT).map(|e| part.net.edge(e).to + shift).collect();
        let begun = self.b.region(all.iter().copied().filter(|n| !starts.contains(n)).collect());
        let whole = self.b.region(all);
        let area = |area: Area| match area {
            Area::Whole => Area::Region(whole),
            Area::Region(r) => Area::Region(regions.get(r as usize).copied().unwrap_or(whole)),
        };
        let mut begins = (Vec::new(), Vec::new());
        for edge in part.net.edges() {
            match (edge.from, edge.loose) {
                (ROOT, true) => begins.1.push(edge.to + shift),
                (ROOT, false) => begins.0.push(edge.to + shift),
                (from, true) => self.b.loose(from + shift, edge.to + shift),
                (from, false) => self.b.edge(from + shift, edge.to + shift),
            }
        }
        for n in 1..index(part.net.nodes().len()) {
            let Special { guard, clears } = part.net.special(n);
            let guard = match guard {
                Guard::Free => Guard::Free,
                Guard::While(Area::Whole) => Guard::While(Area::Region(begun)),
                Guard::While(a) => Guard::While(area(a)),
                Guard::Quiet(a) => Guard::Quiet(area(a)),
            };
            let mut clears = clears.map(area);
            let role = part.net.node(n).role;
            if matches!(role, Role::End | Role::Stop) {
                let place = part.what.get(n as usize).copied().flatten();
                let end = place.filter(|p| p.document == callee).and_then(|p| inside.step_of(p.node));
                let id = end.and_then(|s| called.steps.get(s)).map_or("", |s| s.id());
                let way = self.way_on(node, &exits, id).ok_or(Closed::Broken(self.document))?;
                self.b.edge(n + shift, way);
                if role == Role::Stop {
                    clears = Some(Area::Region(whole));
                }
            }
            if guard != Guard::Free || clears.is_some() {
                self.b.special(n + shift, Special { guard, clears });
            }
        }
        self.enter(call, &exits, begins, whole);
        // Work in the sub-process is work where it is called.
        let put: Vec<NodeId> = (shift + 1..index(self.b.len())).collect();
        self.b.widen_regions(call, &put);
        let place = Place { document: self.document, node };
        let done = exits.iter().filter(|(kind, _)| !is_aside(*kind)).map(|&(_, gate)| (place, gate));
        self.done.extend(done);
        self.done.extend(part.done.iter().map(|&(place, n)| (place, n + shift)));
        self.gates.extend(part.gates.iter().map(|&(way, n)| (way, n + shift)));
        Ok(())
    }

    /// The ways out of a call, each with the gate that it begins at.
    fn exits(&self, node: graph::NodeId) -> Vec<(EdgeKind, NodeId)> {
        let ways = self.graph.out.get(node).into_iter().flatten();
        let gate = |way: usize| self.gates.iter().find(|(known, _)| *known == (self.document, way));
        ways.filter_map(|&way| Some((self.graph.edges.get(way)?.kind, gate(way)?.1))).collect()
    }

    /// Where an end of the sub-process leads on.
    fn way_on(&self, node: graph::NodeId, exits: &[(EdgeKind, NodeId)], end: &str) -> Option<NodeId> {
        let step = match self.graph.nodes.get(node)?.kind {
            NodeKind::Step(s) => self.g.steps.get(s)?,
            _ => return None,
        };
        let wanted = |kind: EdgeKind| match kind {
            EdgeKind::Outcome(o) => step.outcomes().get(o).is_some_and(|o| o.id.as_str() == end),
            kind => !is_aside(kind),
        };
        exits.iter().find(|(kind, _)| wanted(*kind)).map(|&(_, gate)| gate)
    }

    fn enter(
        &mut self,
        call: NodeId,
        exits: &[(EdgeKind, NodeId)],
        (begins, events): (Vec<NodeId>, Vec<NodeId>),
        whole: RegionId,
    ) {
        let first = self.ours(Out::One);
        for begin in begins {
            self.b.edge(first, begin);
        }
        let late: Vec<NodeId> =
            exits.iter().filter(|(kind, _)| *kind == EdgeKind::Late).map(|&(_, gate)| gate).collect();
        if late.is_empty() && events.is_empty() {
            self.b.edge(call, first);
        } else {
            let enter = self.ours(Out::All);
            self.b.edge(call, enter);
            self.b.edge(enter, first);
            for event in events {
                self.b.loose(enter, event);
            }
            for gate in late {
                let event = self.ours(Out::One);
                let area = Area::Region(whole);
                self.b.special(event, Special { guard: Guard::While(area), clears: Some(area) });
                self.b.loose(enter, event);
                self.b.edge(event, gate);
            }
        }
        for (_, gate) in exits.iter().filter(|(kind, _)| *kind == EdgeKind::RoundsUsedUp) {
            self.b.edge(call, *gate);
        }
    }

    fn ours(&mut self, out: Out) -> NodeId {
        self.what.push(None);
        self.b.node(SILENT, In::Any, out)
    }
}

/// Whether a way leaves a step without its being done.
fn is_aside(kind: EdgeKind) -> bool {
    matches!(kind, EdgeKind::Late | EdgeKind::RoundsUsedUp)
}
