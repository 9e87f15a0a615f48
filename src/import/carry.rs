//! From pieces to a draft: which step each becomes, where it leads, who does it.

use super::about::{About, Role};
use super::draft::{Draft, Mark, Start, Step};
use super::ids::{Ids, slug};
use super::ways::{Part, Ways};
use super::{Remark, Why, blocks, time};
use crate::bpmn::{Event, FlowNode, Kind as Bpmn, Model, TimeKind};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The names that guidelines get, by scope.
pub(super) type Documents = HashMap<usize, String>;

/// So many ends give their names to the one that stands for them.
const MOST_ENDS: usize = 20;

/// So many lanes are put in order.
const MOST_LANES: usize = 100;

/// The draft of a process, or of the inside of a sub-process.
pub(super) fn carry(about: &About<'_>, scope: usize, handlers: &[usize], documents: &Documents) -> Draft {
    let model = about.model;
    let scopes: Vec<usize> = std::iter::once(scope).chain(handlers.iter().copied()).collect();
    let mut ways = Ways::of(model, about, &scopes);
    let starts = starts(&mut ways, about, scope);
    let joins = blocks::blocks(&mut ways);
    let count = ways.pieces.len();
    let mut carry = Carry {
        about,
        model,
        ways,
        joins,
        documents,
        absorbed: vec![false; count],
        answers: HashMap::new(),
        names: vec![String::new(); count],
        roles: BTreeMap::new(),
        products: BTreeMap::new(),
        told: Vec::new(),
        ends: HashMap::new(),
        spoken: HashSet::new(),
    };
    carry.ways.settle();
    carry.absorb();
    carry.thin();
    carry.merged_ends();
    let handled: Vec<usize> = handlers
        .iter()
        .flat_map(|&h| &about.nodes[h])
        .filter(|&&n| model.nodes[n].kind == Bpmn::Start)
        .filter_map(|n| carry.ways.body.get(n).copied())
        .collect();
    let order = carry.order(starts.iter().chain(&handled).copied());
    carry.orphaned_ends(&order);
    carry.name(&order);
    carry.draft(scope, handlers, &starts, &handled, &order)
}

/// The pieces a case begins with. What BPMN begins with where nothing is drawn as a start gets one.
fn starts(ways: &mut Ways<'_>, about: &About<'_>, scope: usize) -> Vec<usize> {
    let nodes = &about.nodes[scope];
    let is_start =
        |ways: &Ways<'_>, n: &usize| ways.body.get(n).is_some_and(|&p| ways.pieces[p].part == Part::Start);
    let drawn: Vec<usize> = nodes.iter().filter(|n| is_start(ways, n)).map(|n| ways.body[n]).collect();
    let caught = |n: usize| matches!(about.model.nodes[n].event, Event::Link(_));
    let ours_anytime = |n: usize| about.ours && is_anytime(&about.model.nodes[n]);
    let open: Vec<usize> = nodes
        .iter()
        .copied()
        .filter(|n| about.ins[*n] == 0 && !is_start(ways, n) && !caught(*n) && !ours_anytime(*n))
        .filter(|n| ways.enter.contains_key(n))
        .collect();
    if !drawn.is_empty() {
        for n in open {
            ways.remark(n, Why::Loose);
        }
        let blank = |p: &usize| {
            let node = ways.pieces[*p].node.map(|n| &about.model.nodes[n]);
            node.is_some_and(|node| node.event == Event::Plain && node.name.trim().is_empty())
        };
        let blank: Vec<usize> = drawn.iter().copied().filter(blank).collect();
        if blank.len() > 1 {
            for n in blank.iter().filter_map(|&p| ways.pieces[p].node).collect::<Vec<_>>() {
                ways.remark(n, Why::Starts);
            }
        }
        return drawn;
    }
    // In our own files every start is drawn: a guideline without one has none.
    if about.ours {
        return Vec::new();
    }
    for &n in open.iter().filter(|_| !about.is_ad_hoc(scope)) {
        ways.remark(n, Why::ImplicitStart);
    }
    let firsts: Vec<usize> = match open.as_slice() {
        [] => {
            let Some(&first) = nodes.iter().find(|n| ways.enter.contains_key(n)) else { return Vec::new() };
            ways.remark(first, Why::NoStart);
            vec![ways.enter[&first]]
        }
        some => some.iter().map(|n| ways.enter[n]).collect(),
    };
    let start = ways.piece(Part::Start, None);
    if let [one] = firsts.as_slice() {
        ways.way(start, *one, None, None);
    } else {
        let fork = ways.piece(Part::Fork(false), None);
        ways.way(start, fork, None, None);
        for first in firsts {
            ways.way(fork, first, None, None);
        }
    }
    vec![start]
}

/// Our own sign for what may happen at any time.
fn is_anytime(node: &FlowNode) -> bool {
    node.element == "intermediateCatchEvent" && node.event == Event::Condition
}

/// A draft under way.
pub(super) struct Carry<'a> {
    pub(super) about: &'a About<'a>,
    pub(super) model: &'a Model,
    pub(super) ways: Ways<'a>,
    pub(super) joins: HashMap<usize, usize>,
    pub(super) documents: &'a Documents,
    /// Pieces that another step says: events behind the gateway that waits for them.
    pub(super) absorbed: Vec<bool>,
    /// Of our own files: a choice behind a wait, which are its answers; by the wait.
    pub(super) answers: HashMap<usize, usize>,
    /// Ids of steps, by piece.
    pub(super) names: Vec<String>,
    pub(super) roles: BTreeMap<String, (String, bool)>,
    pub(super) products: BTreeMap<String, String>,
    pub(super) told: Vec<Remark>,
    /// What the ends are called that another one stands for; by that one.
    pub(super) ends: HashMap<usize, Vec<String>>,
    /// Flow nodes whose words and data are carried.
    pub(super) spoken: HashSet<usize>,
}

impl Carry<'_> {
    pub(super) fn node(&self, p: usize) -> Option<&FlowNode> {
        self.ways.pieces[p].node.map(|n| &self.model.nodes[n])
    }

    /// The words of a node, or what they are taken from where it has none.
    pub(super) fn text_of(&self, node: &FlowNode) -> String {
        let time = node.time.as_ref().map_or("", |t| t.text.as_str());
        let all = [node.name.as_str(), self.about.named(&node.about), node.condition.as_str(), time];
        all.into_iter().find(|t| !t.trim().is_empty()).unwrap_or_default().to_owned()
    }

    pub(super) fn id(&self, p: Option<usize>) -> Option<String> {
        p.map(|p| self.names[p].clone()).filter(|id| !id.is_empty())
    }

    fn merged_ends(&mut self) {
        for p in 0..self.ways.pieces.len() {
            let piece = &self.ways.pieces[p];
            let (true, Some(to)) =
                (piece.instead.is_some() && piece.part == Part::End(false), self.ways.resolve(p))
            else {
                continue;
            };
            let name = self.node(p).map(|n| self.text_of(n)).unwrap_or_default();
            if let Some(n) = self.ways.pieces[p].node {
                self.merged(n);
            }
            let names = self.ends.entry(to).or_default();
            if !name.trim().is_empty() && names.len() < MOST_ENDS && !names.contains(&name) {
                names.push(name);
            }
        }
    }

    /// Ends that were made one to which nothing leads in the end, since the others of its branches end elsewhere.
    fn orphaned_ends(&mut self, order: &[usize]) {
        for p in 0..self.ways.pieces.len() {
            let piece = &self.ways.pieces[p];
            let gone = piece.instead.is_some() && self.ways.resolve(p).is_none_or(|to| !order.contains(&to));
            if let (true, Part::End(_), Some(n)) = (gone, piece.part, piece.node) {
                self.tell(n, Why::Fork);
            }
        }
    }

    pub(super) fn tell(&mut self, n: usize, why: Why) {
        self.told.push(self.about.of_node(n, why));
    }

    pub(super) fn role(&mut self, role: Option<Role>) -> Option<String> {
        let (id, name, outside) = role?;
        let known = self.roles.entry(id.clone()).or_insert((name, outside));
        known.1 &= outside;
        Some(id)
    }

    pub(super) fn products(&mut self, n: Option<usize>, reads: bool) -> Vec<String> {
        let found = n.map(|n| self.about.data(n, reads)).unwrap_or_default();
        let ids = found.iter().map(|(id, _)| id.clone()).collect();
        self.products.extend(found);
        ids
    }

    /// Who sends what a node waits for.
    pub(super) fn party(&mut self, n: usize) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for &m in self.about.got.get(&n).into_iter().flatten() {
            let role = self.about.party(&self.model.messages[m].from);
            found.extend(self.role(role));
        }
        if self.about.ours {
            // Our messages are called after who sends them.
            let message = self.about.named(&self.model.nodes[n].about);
            let names = message.rsplit(" → ").next().unwrap_or_default();
            for name in names.split(", ").filter(|name| !name.is_empty()) {
                let lane = self.about.lane_by_name(name);
                let id =
                    lane.and_then(|l| l.id.strip_prefix("lane-")).map_or_else(|| slug(name), str::to_owned);
                found.push(id);
            }
        }
        found.dedup();
        found.retain(|id| !id.is_empty());
        found
    }

    fn draft(
        mut self,
        scope: usize,
        handlers: &[usize],
        starts: &[usize],
        handled: &[usize],
        order: &[usize],
    ) -> Draft {
        let several = starts.len() > 1;
        let mut ids = Ids::default();
        let mut first: Vec<Start> = Vec::new();
        for &p in starts {
            let mut start = self.start(p);
            // Several at once are told apart by their ids.
            start.id = several.then(|| {
                let own =
                    self.node(p).and_then(|n| n.id.strip_prefix("step-start-")).filter(|_| self.about.ours);
                let wish = own.map_or_else(|| slug(&start.event), str::to_owned);
                ids.give(if wish.is_empty() { "start" } else { &wish })
            });
            first.push(start);
        }
        let mut anytime: Vec<Start> = handled.iter().map(|&p| self.start(p)).collect();
        let mut steps: Vec<Step> = Vec::new();
        for &p in order {
            match self.node(p) {
                Some(node) if self.about.ours && is_anytime(node) && self.ways.pieces[p].ins.is_empty() => {
                    let start = self.start(p);
                    anytime.push(start);
                }
                _ => steps.push(self.step(p)),
            }
        }
        for event in &mut anytime {
            let wish = slug(&event.event);
            event.id = Some(ids.give(if wish.is_empty() { "event" } else { &wish }));
        }
        let loose = self.unspoken(scope, handlers);
        let it = &self.model.scopes[scope];
        let mut lanes: Vec<String> = Vec::new();
        let leads: HashSet<&String> =
            steps.iter().flat_map(|s| [&s.responsible, &s.accountable]).flatten().collect();
        for id in self.about.lanes() {
            if lanes.len() < MOST_LANES && leads.contains(&id) && !lanes.contains(&id) {
                lanes.push(id);
            }
        }
        let mut remarks = std::mem::take(&mut self.ways.remarks);
        remarks.append(&mut self.told);
        remarks.sort_by(|a, b| (a.why, a.line, &a.what).cmp(&(b.why, b.line, &b.what)));
        remarks.dedup();
        Draft {
            id: self.documents.get(&scope).cloned().unwrap_or_default(),
            bpmn: it.id.clone(),
            line: self.about.line(it.at),
            title: String::new(),
            about: it.documentation.clone(),
            starts: first,
            anytime,
            steps,
            lanes,
            roles: self.roles,
            products: self.products,
            remarks,
            loose,
        }
    }

    /// The words of what is no step (starts, gateways that only lead on, events at a border), and what else they have.
    fn unspoken(&mut self, scope: usize, handlers: &[usize]) -> Vec<String> {
        let mut words = Vec::new();
        let scopes = std::iter::once(&scope).chain(handlers);
        for &n in scopes.flat_map(|&s| &self.about.nodes[s]).filter(|_| !self.about.ours) {
            if self.spoken.contains(&n) {
                continue;
            }
            let node = &self.model.nodes[n];
            let said = self.about.words(n);
            if !said.is_empty() {
                words.push(format!(
                    "{}: {said}",
                    if node.name.trim().is_empty() { &node.id } else { &node.name }
                ));
            }
            // A start tells what it makes and from whom it comes.
            let start = node.kind == Bpmn::Start;
            if !self.about.data(n, true).is_empty() || (!start && !self.about.data(n, false).is_empty()) {
                self.tell(n, Why::Data);
            }
            let sent = self.about.sent.get(&n).into_iter().flatten();
            let got = self.about.got.get(&n).into_iter().flatten().filter(|_| !start);
            self.told.extend(sent.chain(got).map(|&m| self.about.message(m)));
        }
        words
    }

    pub(super) fn mark(&self, p: usize) -> Mark {
        self.node(p).map_or_else(Mark::default, |n| Mark { bpmn: n.id.clone(), line: self.about.line(n.at) })
    }

    fn start(&mut self, p: usize) -> Start {
        let n = self.ways.pieces[p].node;
        let mut start = Start { mark: self.mark(p), ..Start::default() };
        start.next = self.id(self.successors(p).first().copied());
        if let Some(n) = n {
            if start.next.is_none() {
                self.tell(n, Why::Flow);
            }
            let node = &self.model.nodes[n];
            start.event = self.text_of(node);
            start.from = self.party(n);
            start.out = self.products(Some(n), false);
            let cycle = node.time.as_ref().filter(|t| t.kind == TimeKind::Cycle);
            start.every = cycle.and_then(|t| time::interval(&t.text));
            if node.events > 1 {
                self.tell(n, Why::Triggers);
            }
        }
        if start.event.trim().is_empty() {
            "Start".clone_into(&mut start.event);
        }
        start
    }
}
