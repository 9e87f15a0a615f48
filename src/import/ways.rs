//! The flow of one process in pieces that mean one thing each: what joins, what is done, what splits. A gateway that
//! joins and splits becomes two; a task with two ways on, a task and a fork.

use super::{Remark, Why, about::About};
use crate::bpmn::{COMPLEX, Event, Kind, Model};
use std::collections::{HashMap, HashSet};

/// A piece.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) part: Part,
    /// The flow node; `None` for what the file does not have.
    pub(super) node: Option<usize>,
    pub(super) outs: Vec<Way>,
    /// The pieces that lead to it, once for each way.
    pub(super) ins: Vec<usize>,
    /// It stands for another: an end inside a block, for that of the block.
    pub(super) instead: Option<usize>,
}

/// What a piece means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A case begins.
    Start,
    /// Something that is done or waited for.
    Body,
    /// The end of a way, and whether all others stop.
    End(bool),
    /// Lets pass whatever comes.
    Merge,
    /// Waits: for all, or (`true`) for what may come.
    Join(bool),
    /// One way on.
    Choice,
    /// All ways on, or (`true`) those whose condition holds.
    Fork(bool),
    /// The way of the event that comes first.
    Events,
}

/// A way on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    pub(super) to: usize,
    /// The flow; `None` between pieces of one node.
    pub(super) flow: Option<usize>,
    /// Taken when the time is up: index of the event at the border.
    pub(super) late: Option<usize>,
}

/// The pieces of one process.
pub(super) struct Ways<'a> {
    pub(super) model: &'a Model,
    pub(super) pieces: Vec<Piece>,
    /// Of flow nodes: where they are entered.
    pub(super) enter: HashMap<usize, usize>,
    /// Of flow nodes: what they are.
    pub(super) body: HashMap<usize, usize>,
    /// Of flow nodes: where they are left.
    pub(super) leave: HashMap<usize, usize>,
    pub(super) remarks: Vec<Remark>,
    about: &'a About<'a>,
    /// What each piece resolves to ([`Ways::settle`]).
    targets: Vec<Option<usize>>,
}

impl<'a> Ways<'a> {
    /// The pieces of a scope and of the sub-processes in it that an event begins and that stop the rest.
    pub(super) fn of(model: &'a Model, about: &'a About<'a>, scopes: &[usize]) -> Self {
        let (enter, body, leave) = (HashMap::new(), HashMap::new(), HashMap::new());
        let mut ways = Self {
            model,
            pieces: Vec::new(),
            enter,
            body,
            leave,
            remarks: Vec::new(),
            about,
            targets: Vec::new(),
        };
        for &scope in scopes {
            for &n in &about.nodes[scope] {
                ways.node(n);
            }
        }
        for &scope in scopes {
            for &n in &about.nodes[scope] {
                ways.flows(n);
            }
            ways.borders(scope);
        }
        // In our own files every end is drawn: what has no way on there has none in its guideline.
        for &scope in scopes.iter().filter(|_| !about.ours) {
            ways.implicit_ends(scope);
        }
        ways
    }

    pub(super) fn remark(&mut self, n: usize, why: Why) {
        self.remarks.push(self.about.of_node(n, why));
    }

    pub(super) fn piece(&mut self, part: Part, node: Option<usize>) -> usize {
        self.pieces.push(Piece { part, node, outs: Vec::new(), ins: Vec::new(), instead: None });
        self.pieces.len() - 1
    }

    pub(super) fn way(&mut self, from: usize, to: usize, flow: Option<usize>, late: Option<usize>) {
        self.pieces[from].outs.push(Way { to, flow, late });
        self.pieces[to].ins.push(from);
    }

    /// In our own files: the join that was drawn for a fork.
    pub(super) fn drawn_join(&self, fork: usize) -> Option<usize> {
        let node = self.pieces[fork].node.filter(|_| self.about.ours)?;
        let id = self.model.nodes[node].id.strip_prefix("step-")?;
        let join = self.about.ids.get(format!("step-join-{id}").as_str())?;
        self.body.get(join).copied().filter(|&j| j != fork)
    }

    /// The pieces of a node, and the ways between them.
    fn node(&mut self, n: usize) {
        let node = &self.model.nodes[n];
        if node.kind == Kind::Boundary || matches!(node.kind, Kind::EventSubProcess(_)) {
            return;
        }
        if node.undoes {
            return self.remark(n, Why::Compensation);
        }
        let flows = self.about.outs[n].iter().map(|&f| &self.model.flows[f]);
        let outs = flows.clone().count();
        let conditions = flows.filter(|f| f.condition.is_some() || f.id == node.default).count();
        let ins = self.about.ins[n];
        let main = match node.kind {
            Kind::Start => Part::Start,
            Kind::End => Part::End(node.event == Event::Terminate),
            Kind::Parallel if ins > 1 => Part::Join(false),
            Kind::Inclusive if ins > 1 => Part::Join(true),
            Kind::Exclusive | Kind::Unsupported(COMPLEX) if outs > 1 => Part::Choice,
            // A decision that leaves nothing to decide, as somebody wrote it.
            Kind::Exclusive if outs == 1 && self.about.ours && !node.name.is_empty() => Part::Choice,
            Kind::EventBased => Part::Events,
            kind if kind.is_gateway() => Part::Merge,
            // A link that is thrown or caught is a way, and nothing that is done.
            _ if matches!(node.event, Event::Link(_)) => Part::Merge,
            _ => Part::Body,
        };
        let at = self.piece(main, Some(n));
        let split = match node.kind {
            Kind::Parallel if outs > 1 => Some(Part::Fork(false)),
            Kind::Inclusive if outs > 1 => Some(Part::Fork(true)),
            kind if kind.is_gateway() => None,
            _ if outs > 1 => Some(Part::Fork(conditions > 0)),
            _ => None,
        };
        let leave = match (split, main) {
            (None, _) => at,
            // Of two pieces in a row that are both gateways one would do; both keep the name.
            (Some(split), Part::Merge) => {
                self.pieces[at].part = split;
                at
            }
            (Some(split), _) => {
                let fork = self.piece(split, Some(n));
                self.way(at, fork, None, None);
                fork
            }
        };
        if split.is_some() && !node.kind.is_gateway() && outs > conditions + 1 {
            self.remark(n, Why::ImplicitSplit);
        }
        if split == Some(Part::Fork(true)) {
            self.unconditional(n);
        }
        // A condition on the only way on, or behind events that are waited for, decides nothing here.
        if (outs == 1 || node.kind == Kind::EventBased) && !self.about.ours {
            for &f in &self.about.outs[n] {
                let flow = &self.model.flows[f];
                if flow.condition.is_some() {
                    let why = if flow.name.trim().is_empty() { Why::NoCondition } else { Why::Expression };
                    self.remarks.push(self.about.of_flow(f, why));
                }
            }
        }
        if node.kind == Kind::Unsupported(COMPLEX) {
            self.remark(n, Why::Complex);
        }
        self.enter.insert(n, at);
        self.body.insert(n, at);
        self.leave.insert(n, leave);
    }

    /// Ways of those whose condition holds that have none.
    fn unconditional(&mut self, n: usize) {
        for &f in self.about.outs[n].iter().filter(|_| !self.about.ours) {
            let flow = &self.model.flows[f];
            let default = !flow.id.is_empty() && flow.id == self.model.nodes[n].default;
            if flow.condition.is_none() && flow.name.trim().is_empty() && !default {
                self.remarks.push(self.about.of_flow(f, Why::NoCondition));
            }
        }
    }

    fn flows(&mut self, n: usize) {
        let Some(&from) = self.leave.get(&n) else { return };
        let mut seen: Vec<usize> = Vec::new();
        for &f in &self.about.outs[n] {
            let to = self.about.ids.get(self.model.flows[f].to.as_str()).copied();
            let Some(&to) = to.and_then(|to| self.enter.get(&to)) else { continue };
            if seen.contains(&to) {
                self.remarks.push(self.about.of_flow(f, Why::Twice));
            } else if seen.len() < 64 {
                seen.push(to);
            }
            self.label(from, to, f);
            self.way(from, to, Some(f), None);
        }
        if let Event::Link(name) = &self.model.nodes[n].event {
            let link = (self.model.nodes[n].scope, name.as_str());
            if self.about.catches(n) {
                if !self.about.thrown.contains(&link) {
                    self.remark(n, Why::Link);
                }
                return;
            }
            match self.about.links.get(&link).and_then(|m| self.enter.get(m).copied()) {
                Some(to) => self.way(from, to, None, None),
                None => self.remark(n, Why::Link),
            }
        }
    }

    /// Words at a line that is no way out of a decision have no place.
    fn label(&mut self, from: usize, to: usize, f: usize) {
        let says = match self.pieces[from].part {
            Part::Choice | Part::Fork(true) => true,
            Part::Events => !self.pieces[to].node.is_some_and(|n| self.about.catches(n)),
            _ => false,
        };
        if !says && !self.about.ours && !self.model.flows[f].name.trim().is_empty() {
            self.remarks.push(self.about.of_flow(f, Why::Label));
        }
    }

    /// Of the events at the border of a step the first time limit that ends it is carried.
    fn borders(&mut self, scope: usize) {
        let mut taken: HashSet<usize> = HashSet::new();
        for &n in &self.about.nodes[scope] {
            let node = &self.model.nodes[n];
            if node.kind != Kind::Boundary {
                continue;
            }
            let host = self.about.ids.get(node.attached.as_str()).and_then(|h| self.body.get(h)).copied();
            let to = self.about.outs[n].first().map(|&f| self.model.flows[f].to.as_str());
            let to = to.and_then(|to| self.about.ids.get(to)).and_then(|to| self.enter.get(to)).copied();
            let is_limit = node.event == Event::Timer && node.interrupts && self.about.outs[n].len() == 1;
            match (host, to) {
                (Some(host), Some(to))
                    if is_limit && self.pieces[host].part == Part::Body && !taken.contains(&host) =>
                {
                    taken.insert(host);
                    self.way(host, to, None, Some(n));
                }
                _ if node.event == Event::Compensation => self.remark(n, Why::Compensation),
                _ => self.remark(n, Why::Boundary),
            }
        }
    }

    /// What has no way on ends there.
    fn implicit_ends(&mut self, scope: usize) {
        let mut end = None;
        for &n in &self.about.nodes[scope] {
            let Some(&leave) = self.leave.get(&n) else { continue };
            let open = self.pieces[leave].outs.iter().all(|w| w.late.is_some());
            if !open || matches!(self.pieces[leave].part, Part::End(_)) {
                continue;
            }
            let to = *end.get_or_insert_with(|| {
                self.pieces.push(Piece {
                    part: Part::End(false),
                    node: None,
                    outs: Vec::new(),
                    ins: Vec::new(),
                    instead: None,
                });
                self.pieces.len() - 1
            });
            // A link that leads nowhere is told as such; what has no order has neither starts nor ends.
            if !matches!(self.model.nodes[n].event, Event::Link(_)) && !self.about.is_ad_hoc(scope) {
                let alone = self.about.ins[n] == 0;
                self.remark(
                    n,
                    if alone && self.model.nodes[n].kind != Kind::Start {
                        Why::Loose
                    } else {
                        Why::ImplicitEnd
                    },
                );
            }
            self.way(leave, to, None, None);
        }
    }

    /// What a way leads to: the first piece behind it that becomes a step. `None` where it only runs in a circle.
    pub(super) fn resolve(&self, at: usize) -> Option<usize> {
        self.targets.get(at).copied().flatten()
    }

    /// Works out what each piece resolves to; to be called again once pieces have changed. Linear, however long the
    /// chains of gateways are.
    pub(super) fn settle(&mut self) {
        let mut targets: Vec<Option<Option<usize>>> = vec![None; self.pieces.len()];
        let mut chain = Vec::new();
        for first in 0..self.pieces.len() {
            let mut at = Some(first);
            let found = loop {
                let Some(p) = at else { break None };
                if let Some(known) = targets[p] {
                    break known;
                }
                // Until it is known, whoever comes by again has run in a circle.
                targets[p] = Some(None);
                chain.push(p);
                let piece = &self.pieces[p];
                at = match (piece.instead, piece.part) {
                    (Some(instead), _) => Some(instead),
                    (None, Part::Start | Part::Merge | Part::Join(_)) => piece.outs.first().map(|w| w.to),
                    _ => break Some(p),
                };
            };
            for p in chain.drain(..) {
                targets[p] = Some(found);
            }
        }
        self.targets = targets.into_iter().map(Option::flatten).collect();
    }
}
