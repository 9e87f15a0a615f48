//! What is surely there when a step begins: a must-analysis over the ways of a process, for up to 64 work products
//! at a time (bits of a [`Products`]).
//!
//! - Where ways come together, what is there on every one of them is there.
//! - Where branches meet at their join, what any branch brings that runs in every case is there; an optional branch
//!   brings nothing for certain. In one branch, what another makes is not surely there.
//! - In a phase with `order: any` what its steps make counts as there.
//! - Who leaves a step because the time is up (`late`) has not made what it makes.
//! - An event that may come at any time finds what was there before each step of its phases.
//!
//! All values begin as "everything" and only ever lose products, so that each node is looked at a bounded number of
//! times; what no start leads to keeps everything, and nothing is said of it.

mod meet;
mod way;

use super::{Edge, EdgeKind, NodeId, NodeKind, ProcessGraph};
use crate::model::Guideline;
pub use meet::{Bounds, Meetings, Unmet};
use std::collections::{HashMap, VecDeque};

/// A set of up to 64 work products.
pub type Products = u64;

/// Everything, and what no start leads to.
pub const ALL: Products = !0;

/// What is made where.
#[derive(Debug, Clone, Default)]
pub struct Makes {
    /// By node: made by a step, or brought in by a start.
    pub by_node: Vec<Products>,
    /// By way (index in [`ProcessGraph::edges`]): made by a sub-process that came to the end which leads here.
    pub by_way: HashMap<usize, Products>,
}

/// What is surely there, by node.
#[derive(Debug)]
pub struct Supply<'a> {
    graph: &'a ProcessGraph,
    meetings: &'a Meetings,
    makes: &'a Makes,
    /// When the node begins.
    before: Vec<Products>,
    events: Vec<Event>,
    /// What the steps of each phase with `order: any` make.
    side_by_side: HashMap<usize, Products>,
}

/// An event that may come at any time: its node, and the phases in which it may (none: any).
#[derive(Debug)]
struct Event {
    node: NodeId,
    phases: Vec<usize>,
}

impl<'a> Supply<'a> {
    /// Works it out for cases that begin at one start (its index), or at any.
    pub fn new(
        g: &Guideline,
        graph: &'a ProcessGraph,
        meetings: &'a Meetings,
        makes: &'a Makes,
        start: Option<usize>,
    ) -> Self {
        let before = vec![ALL; graph.nodes.len()];
        let (events, side_by_side) = (events(g, graph), side_by_side(g, graph, makes));
        let mut supply = Self { graph, meetings, makes, before, events, side_by_side };
        supply.settle(start);
        supply
    }

    /// What is surely there when a node begins; [`ALL`] where no start leads to it.
    pub fn before(&self, node: NodeId) -> Products {
        self.before.get(node).copied().unwrap_or(ALL)
    }

    /// What a step may read: what is surely there, and what the steps of its phase make, where these are done in
    /// any order.
    pub fn readable(&self, node: NodeId) -> Products {
        let phase = self.graph.nodes.get(node).and_then(|n| n.phase);
        self.before(node) | phase.and_then(|p| self.side_by_side.get(&p)).copied().unwrap_or(0)
    }

    /// What is surely there when a node is done.
    pub fn after(&self, node: NodeId) -> Products {
        self.before(node) | self.makes.by_node.get(node).copied().unwrap_or(0)
    }

    /// What is surely there when a way is taken.
    fn along(&self, way: usize, edge: &Edge) -> Products {
        if edge.kind == EdgeKind::Late {
            return self.before(edge.from);
        }
        let by_way =
            if self.makes.by_way.is_empty() { 0 } else { self.makes.by_way.get(&way).copied().unwrap_or(0) };
        self.after(edge.from) | by_way
    }

    fn settle(&mut self, start: Option<usize>) {
        let mut todo: VecDeque<NodeId> = VecDeque::new();
        let mut waits = vec![false; self.before.len()];
        for (n, node) in self.graph.nodes.iter().enumerate() {
            if let NodeKind::Start(s) = node.kind
                && start.is_none_or(|wanted| wanted == s)
            {
                self.before[n] = 0;
                todo.extend(self.graph.successors(n));
            }
        }
        for &n in &todo {
            waits[n] = true;
        }
        loop {
            while let Some(n) = todo.pop_front() {
                waits[n] = false;
                let now = self.arriving(n);
                if now != self.before[n] {
                    self.before[n] = now;
                    for to in self.graph.successors(n) {
                        if !std::mem::replace(&mut waits[to], true) {
                            todo.push_back(to);
                        }
                    }
                }
            }
            for (node, now) in self.at_events() {
                if now != self.before[node] {
                    self.before[node] = now;
                    for to in self.graph.successors(node) {
                        if !std::mem::replace(&mut waits[to], true) {
                            todo.push_back(to);
                        }
                    }
                }
            }
            if todo.is_empty() {
                break;
            }
        }
    }

    /// What every way to a node brings.
    fn arriving(&self, node: NodeId) -> Products {
        let mut there = ALL;
        for &way in self.graph.into.get(node).into_iter().flatten() {
            if let Some(edge) = self.graph.edges.get(way)
                && !self.meetings.takes(way)
            {
                there &= self.along(way, edge);
            }
        }
        if self.meetings.before(node).is_empty() {
            return there;
        }
        self.met(node)
            .into_iter()
            .filter(|(m, _)| self.meetings.at(*m).around.is_none())
            .fold(there, |all, m| all & m.1)
    }

    /// What the meetings before a node bring, smaller ones first, each with its index.
    fn met(&self, node: NodeId) -> Vec<(usize, Products)> {
        let mut met: Vec<(usize, Products)> = Vec::new();
        for &m in self.meetings.before(node) {
            let meeting = self.meetings.at(m);
            let mut there = self.after(meeting.fork);
            for (branch, ways) in meeting.always.iter().enumerate() {
                let inner = met.iter().filter(|(i, _)| self.meetings.at(*i).around == Some((m, branch)));
                let inner = inner.fold(ALL, |all, i| all & i.1);
                there |= ways.iter().fold(inner, |all, &way| all & self.along_way(way));
            }
            met.push((m, there));
        }
        met
    }

    fn along_way(&self, way: usize) -> Products {
        self.graph.edges.get(way).map_or(ALL, |edge| self.along(way, edge))
    }

    /// What each event finds.
    fn at_events(&self) -> Vec<(NodeId, Products)> {
        if self.events.is_empty() {
            return Vec::new();
        }
        let mut anywhere = ALL;
        let mut by_phase: HashMap<usize, Products> = HashMap::new();
        for (n, node) in self.graph.nodes.iter().enumerate() {
            if matches!(node.kind, NodeKind::Step(_)) && self.graph.out.get(n).is_some_and(|o| !o.is_empty())
            {
                anywhere &= self.before[n];
                if let Some(p) = node.phase {
                    *by_phase.entry(p).or_insert(ALL) &= self.before[n];
                }
            }
        }
        let of = |e: &Event| match e.phases.as_slice() {
            [] => anywhere,
            phases => phases.iter().fold(ALL, |all, p| all & by_phase.get(p).copied().unwrap_or(ALL)),
        };
        self.events.iter().map(|e| (e.node, of(e))).collect()
    }
}

fn side_by_side(g: &Guideline, graph: &ProcessGraph, makes: &Makes) -> HashMap<usize, Products> {
    let mut found = HashMap::new();
    if g.phases.iter().any(|p| p.any_order) {
        for (n, node) in graph.nodes.iter().enumerate() {
            let any = node.phase.filter(|&p| g.phases.get(p).is_some_and(|p| p.any_order));
            if let (Some(phase), NodeKind::Step(_)) = (any, node.kind) {
                *found.entry(phase).or_insert(0) |= makes.by_node.get(n).copied().unwrap_or(0);
            }
        }
    }
    found
}

fn events(g: &Guideline, graph: &ProcessGraph) -> Vec<Event> {
    if g.anytime.is_empty() {
        return Vec::new();
    }
    let phases: HashMap<&str, usize> =
        g.phases.iter().enumerate().filter_map(|(n, p)| Some((p.id.as_ref()?.as_str(), n))).collect();
    let mut events = Vec::new();
    for (node, n) in graph.nodes.iter().enumerate() {
        let NodeKind::Anytime(a) = n.kind else { continue };
        let Some(event) = g.anytime.get(a) else { continue };
        let within: Vec<usize> =
            event.within_phases.iter().filter_map(|p| phases.get(p.as_str()).copied()).collect();
        // Phases that are not there: that was said, and nothing is known of the event.
        if within.is_empty() == event.within_phases.is_empty() {
            events.push(Event { node, phases: within });
        }
    }
    events
}

#[cfg(test)]
mod tests;
