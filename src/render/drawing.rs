//! From a guideline and its process graph to what is drawn: who has a lane, what a node says, where branches meet.

use super::pages::guideline::parts::named;
use super::voice::{Said, Voice};
use super::when;
use crate::chart::{
    Detail, Direction, Document, Drawing, Edge, EdgeKind, Lane, LaneKind, Node, NodeKind, Phase,
};
use crate::graph::{self, NodeId, ProcessGraph};
use crate::model::{Cast, Guideline, Letter, ProductRef, RoleOrGroup, Step, StepKind, Way, Within};
use std::collections::HashMap;

/// What is drawn of a guideline; `None` where it has no steps.
pub(crate) fn drawing<'a>(voice: &Voice<'a>, n: usize, g: &'a Guideline) -> Option<Drawing> {
    if g.steps.is_empty() {
        return None;
    }
    let graph = voice.shelf.graph(n)?;
    let lanes = Lanes::of(voice, g, graph);
    let house = &voice.handbook().settings.chart;
    let products = g.chart.documents.as_ref().or(house.documents.as_ref()).is_none_or(|shown| shown.value);
    let mut sketch = Sketch { voice, g, graph, products, drawing: Drawing::default(), joins: HashMap::new() };
    sketch.drawing.title = voice.title(g).text.into_owned();
    voice.w.chart_alt.clone_into(&mut sketch.drawing.desc);
    sketch.drawing.direction = match g.chart.direction.as_ref().or(house.direction.as_ref()).map(|w| w.value)
    {
        Some(Way::Right) => Direction::LeftRight,
        Some(Way::Down) | None => Direction::TopDown,
    };
    // Hand-overs are drawn in any case.
    sketch.drawing.documents = true;
    sketch.drawing.lanes = lanes.drawn;
    sketch.phases();
    for node in 0..graph.nodes.len() {
        let lane = lanes.of.get(node).copied().unwrap_or(0);
        let drawn = sketch.node(node, lane);
        sketch.drawing.nodes.push(drawn);
    }
    let blocks = graph::blocks(g, graph);
    sketch.joins(&blocks);
    sketch.edges(&blocks);
    Some(sketch.drawing)
}

/// Lanes, and which one each node of the graph stands in.
struct Lanes {
    drawn: Vec<Lane>,
    of: Vec<usize>,
}

/// A lane's place among all: the place that the guideline gives it, then the role's (or the first of the group's)
/// place in the organisation.
type Rank = (usize, usize, usize);

impl Lanes {
    fn of(voice: &Voice<'_>, g: &Guideline, graph: &ProcessGraph) -> Self {
        let mut named: Vec<Option<&str>> = vec![None; graph.nodes.len()];
        for (s, step) in g.steps.iter().enumerate() {
            named[graph.of_step(s)] = lead(g, step);
        }
        let mut lanes: Vec<(Rank, &str)> = Vec::new();
        for name in named.iter().flatten() {
            if !lanes.iter().any(|(_, known)| known == name) {
                lanes.push((rank(voice, g, name), name));
            }
        }
        lanes.sort_unstable();
        let place = |name: &str| lanes.iter().position(|(_, known)| *known == name);
        let mut of: Vec<Option<usize>> = named.iter().map(|n| n.and_then(place)).collect();
        inherit(graph, &mut of);
        let mut drawn: Vec<Lane> = lanes.iter().map(|(_, name)| lane(voice, name)).collect();
        if drawn.is_empty() {
            drawn.push(Lane::default());
        }
        Self { drawn, of: of.into_iter().map(Option::unwrap_or_default).collect() }
    }
}

/// Whose lane a step stands in: the first R, else A, else whom it waits for.
fn lead<'a>(g: &'a Guideline, step: &'a Step) -> Option<&'a str> {
    let first =
        |letter| g.letter(step, letter).and_then(|c: &Cast| c.names().next()).map(crate::model::Text::as_str);
    let doer = first(Letter::R).or_else(|| first(Letter::D)).or_else(|| first(Letter::A));
    doer.or_else(|| match &step.kind {
        StepKind::Wait { party, .. } => party.as_ref().map(crate::model::Text::as_str),
        _ => None,
    })
}

fn rank(voice: &Voice<'_>, g: &Guideline, name: &str) -> Rank {
    let wished = g.chart.lanes.iter().position(|l| l.as_str() == name).unwrap_or(usize::MAX);
    let (first, group) = standing(voice, name);
    (wished, first, group)
}

/// The place of a role or group in the organisation.
fn standing(voice: &Voice<'_>, name: &str) -> (usize, usize) {
    let h = voice.handbook();
    match h.party(name) {
        Some(RoleOrGroup::Role(n)) => (n, 0),
        Some(RoleOrGroup::Group(n)) => {
            let first = h.expand(name).first().and_then(|r| match h.party(r.id.as_str()) {
                Some(RoleOrGroup::Role(first)) => Some(first),
                _ => None,
            });
            (first.unwrap_or(usize::MAX), n + 1)
        }
        Some(RoleOrGroup::All) => (usize::MAX - 1, 0),
        None => (usize::MAX, 0),
    }
}

fn lane(voice: &Voice<'_>, name: &str) -> Lane {
    let h = voice.handbook();
    let members = |n: usize| voice.tongue.count(n, super::words::Noun::Role);
    let (said, sub, outside): (Said<'_>, String, bool) = match h.party(name) {
        Some(RoleOrGroup::Role(n)) => {
            let outside = h.organisation.roles.get(n).is_some_and(|r| r.external);
            (voice.tell(h.role_name(name, voice.lang)), String::new(), outside)
        }
        Some(RoleOrGroup::Group(_)) => {
            (voice.tell(h.role_name(name, voice.lang)), members(h.expand(name).len()), false)
        }
        Some(RoleOrGroup::All) => (voice.word(voice.w.all_internal), String::new(), false),
        None => (voice.word(name), String::new(), false),
    };
    let kind = if outside { LaneKind::Outside } else { LaneKind::Internal };
    Lane { id: name.to_owned(), name: said.text.into_owned(), kind, sub }
}

/// Nodes without a lane of their own stand in that of the node before them; what nothing leads to, in that of the
/// node after it.
fn inherit(graph: &ProcessGraph, of: &mut [Option<usize>]) {
    for forward in [true, false] {
        loop {
            let mut changed = false;
            for node in 0..of.len() {
                if of[node].is_none() {
                    let found = if forward {
                        graph.predecessors(node).find_map(|p| of[p])
                    } else {
                        graph.successors(node).find_map(|s| of[s])
                    };
                    changed |= found.is_some();
                    of[node] = found;
                }
            }
            if !changed {
                break;
            }
        }
    }
}

struct Sketch<'s, 'a> {
    voice: &'s Voice<'a>,
    g: &'a Guideline,
    graph: &'s ProcessGraph,
    /// Whether work products stand beside the steps.
    products: bool,
    drawing: Drawing,
    /// The bar of each block, by its fork.
    joins: HashMap<NodeId, usize>,
}

impl<'a> Sketch<'_, 'a> {
    fn phases(&mut self) {
        let h = self.voice.handbook();
        for (n, phase) in self.g.phases.iter().enumerate() {
            let text = |(k, v): &(crate::model::Text, crate::model::Text)| (k.value.clone(), v.value.clone());
            self.drawing.phases.push(Phase {
                id: phase.id.as_ref().map_or_else(|| format!("phase-{}", n + 1), |id| id.value.clone()),
                name: h.phase_name(self.g, n, self.voice.lang).0.into_owned(),
                facts: phase.facts.iter().map(text).collect(),
            });
        }
    }

    fn node(&self, node: NodeId, lane: usize) -> Node {
        let (h, w) = (self.voice.handbook(), self.voice.w);
        let Some(found) = self.graph.nodes.get(node) else { return Node::default() };
        let plain = Node { id: format!("n{node}"), lane, phase: found.phase, ..Node::default() };
        match found.kind {
            graph::NodeKind::Start(n) => {
                let text = h.start_event(self.g, n, self.voice.lang).0.into_owned();
                let spoken = format!("{}: {text}", w.start);
                let start = self.g.starts.get(n);
                let outputs = start.map(|s| self.products(&s.out)).unwrap_or_default();
                // Where cases come from another guideline, the start leads there.
                let from = start.and_then(|s| s.from.first()).map(|f| named(self.voice, f.as_str()));
                let href = from.and_then(|link| link.href).unwrap_or_default();
                Node { kind: NodeKind::Start, text, spoken, outputs, href, ..plain }
            }
            graph::NodeKind::Anytime(n) => {
                let text = h.anytime_event(self.g, n, self.voice.lang).0.into_owned();
                Node { kind: NodeKind::Event, text, ..plain }
            }
            graph::NodeKind::PhaseIn(_) => Node { kind: NodeKind::Fork, ..plain },
            graph::NodeKind::PhaseOut(_) => Node { kind: NodeKind::Join, ..plain },
            graph::NodeKind::Step(s) => self.step(s, plain),
        }
    }

    fn step(&self, s: usize, plain: Node) -> Node {
        let Some(step) = self.g.steps.get(s) else { return plain };
        let kind = match &step.kind {
            StepKind::Do | StepKind::Unknown => NodeKind::Task,
            StepKind::Ask { of: Some(_), .. } => NodeKind::ValueDecision,
            StepKind::Ask { .. } => NodeKind::Decision,
            StepKind::Parallel { .. } => NodeKind::Fork,
            StepKind::Wait { .. } => NodeKind::Wait,
            StepKind::Call { .. } => NodeKind::Call,
            StepKind::End { stops_everything: true, .. } => NodeKind::EndAll,
            StepKind::End { .. } => NodeKind::End,
        };
        let text = if kind == NodeKind::Fork { String::new() } else { self.voice_step(s) };
        let number = (s + 1).to_string();
        let who = self.drawing.lanes.get(plain.lane).map_or("", |l| l.name.as_str());
        let called = match &step.kind {
            StepKind::Call { document, .. } => named(self.voice, document.as_str()).href,
            _ => None,
        };
        let href = if let Some(called) = called {
            called
        } else if step.id().is_empty() {
            String::new()
        } else {
            format!("#{}", super::address::encode(step.id()))
        };
        let (sub, badge) = (self.sub(step), self.badge(step));
        // What is read out begins with the words that are seen, in the order they are drawn in, so that whoever
        // speaks to the machine can call the step by them.
        let seen = [&text, &sub, &badge, &number].map(String::as_str);
        let seen: Vec<&str> = seen.into_iter().filter(|t| !t.is_empty()).collect();
        let mut outputs = self.products(&step.output);
        if let StepKind::End { hand_over, .. } = &step.kind {
            outputs.extend(hand_over.iter().map(|(to, what)| self.hand_over(to.as_str(), what)));
        }
        Node {
            inputs: self.products(&step.input),
            outputs,
            id: if step.id().is_empty() { plain.id } else { step.id().to_owned() },
            kind,
            spoken: format!("{}, {who}", seen.join(" ")),
            number: Some(number),
            sub,
            badge,
            text,
            href,
            ..plain
        }
    }

    /// What is handed over at an end, leading to who gets it.
    fn hand_over(&self, to: &'a str, what: &'a [ProductRef]) -> Document {
        let receiver = named(self.voice, to);
        let what: Vec<String> =
            what.iter().map(|p| self.voice.product(p.id.as_str()).text.into_owned()).collect();
        let text = format!("{} → {}", what.join(", "), receiver.text).trim().to_owned();
        Document { text, href: receiver.href.unwrap_or_default() }
    }

    /// Work products beside a step, where they are wanted.
    fn products(&self, list: &[ProductRef]) -> Vec<Document> {
        let list = if self.products { list } else { &[] };
        list.iter().map(|p| self.product(p)).collect()
    }

    /// A work product beside a step.
    fn product(&self, p: &ProductRef) -> Document {
        let link = self.voice.product(p.id.as_str());
        let optional = if p.optional { format!(" ({})", self.voice.w.if_there) } else { String::new() };
        Document { text: format!("{}{optional}", link.text), href: link.href.unwrap_or_default() }
    }

    fn voice_step(&self, s: usize) -> String {
        let h = self.voice.handbook();
        let Some(StepKind::Call { document, .. }) = self.g.steps.get(s).map(|s| &s.kind) else {
            return h.step_text(self.g, s, self.voice.lang).0.into_owned();
        };
        // A sub-process that is not in this edition is known by its number only.
        match h.guideline_index(document.as_str()) {
            Some(n) if !self.voice.shelf.is_shown(n) => document.value.clone(),
            _ => h.step_text(self.g, s, self.voice.lang).0.into_owned(),
        }
    }

    /// The quiet second line: who else does it, and who supports.
    fn sub(&self, step: &Step) -> String {
        if let StepKind::Call { document, .. } = &step.kind {
            return document.value.clone();
        }
        let short = |name: &str| match self.voice.handbook().role(name) {
            Some(role) => match &role.short {
                Some(short) => short.value.clone(),
                None => {
                    self.voice.tell(self.voice.handbook().role_name(name, self.voice.lang)).text.into_owned()
                }
            },
            None => self.voice.handbook().role_name(name, self.voice.lang).0.into_owned(),
        };
        let names = |letter| -> Vec<&str> {
            let cast = self.g.letter(step, letter);
            cast.into_iter().flat_map(Cast::names).map(crate::model::Text::as_str).collect()
        };
        let with: Vec<&str> = match lead(self.g, step) {
            Some(first) => {
                names(Letter::R).into_iter().filter(|n| *n != first).chain(names(Letter::S)).collect()
            }
            None => names(Letter::S),
        };
        match with.as_slice() {
            [] => String::new(),
            [one] => format!("+ {}", short(one)),
            [one, two] => format!("+ {}, {}", short(one), short(two)),
            more => format!("+ {}", self.voice.tongue.count(more.len(), super::words::Noun::Role)),
        }
    }

    fn badge(&self, step: &Step) -> String {
        let tongue = self.voice.tongue;
        let mut parts = Vec::new();
        match &step.within {
            Some(Within::Plain(d) | Within::Since(d, _)) => {
                parts.push(format!("≤ {}", when::duration(tongue, d.value)));
            }
            Some(Within::ByCase(_)) => parts.push(self.voice.w.time_limit.to_owned()),
            None => {}
        }
        if let Some(limit) = &step.limit {
            parts.push(format!("≤ {}", when::rounds(tongue, limit.rounds)));
        }
        parts.join(" · ")
    }

    /// A bar before each join, for the branches that arrive from inside; what comes from elsewhere goes past it.
    fn joins(&mut self, blocks: &[graph::Block]) {
        for block in blocks {
            let Some(join) = self.drawing.nodes.get(block.join) else { continue };
            let bar = Node {
                id: format!("join-{}", block.fork),
                kind: NodeKind::Join,
                lane: join.lane,
                phase: join.phase,
                detail: Detail { closes: Some(block.fork), ..Detail::default() },
                ..Node::default()
            };
            self.joins.insert(block.fork, self.drawing.nodes.len());
            self.drawing.nodes.push(bar);
        }
    }

    fn edges(&mut self, blocks: &[graph::Block]) {
        // Of blocks within blocks the inner one is closed first.
        let mut inner: Vec<&graph::Block> = blocks.iter().collect();
        inner.sort_by_key(|b| b.inside.len());
        let bar = |from: NodeId, to: NodeId, joins: &HashMap<NodeId, usize>| {
            let found = inner
                .iter()
                .find(|b| b.join == to && (b.fork == from || b.inside.binary_search(&from).is_ok()));
            found.and_then(|b| joins.get(&b.fork).copied())
        };
        for edge in &self.graph.edges {
            let to = bar(edge.from, edge.to, &self.joins).unwrap_or(edge.to);
            let (kind, label) = self.way(edge.from, edge.kind);
            let otherwise = self.otherwise(edge);
            self.drawing.edges.push(Edge { from: edge.from, to, kind, label, otherwise, ..Edge::default() });
        }
        for block in blocks {
            let Some(&from) = self.joins.get(&block.fork) else { continue };
            let outer = inner.iter().find(|b| {
                b.join == block.join && b.fork != block.fork && b.inside.binary_search(&block.fork).is_ok()
            });
            let to = outer.and_then(|b| self.joins.get(&b.fork).copied()).unwrap_or(block.join);
            self.drawing.edges.push(Edge { from, to, ..Edge::default() });
        }
    }

    /// Whether a way is taken where no other is.
    fn otherwise(&self, edge: &graph::Edge) -> bool {
        let step = self.graph.step_of(edge.from).and_then(|s| self.g.steps.get(s));
        match (edge.kind, step) {
            (graph::EdgeKind::Outcome(n), Some(step)) => {
                step.outcomes().get(n).is_some_and(|o| o.id.as_str() == "else")
            }
            (graph::EdgeKind::NoBranch, _) => true,
            _ => false,
        }
    }

    /// What a way means, and the words at its start.
    fn way(&self, from: NodeId, kind: graph::EdgeKind) -> (EdgeKind, String) {
        let (h, w) = (self.voice.handbook(), self.voice.w);
        let step = match self.graph.nodes.get(from).map(|n| n.kind) {
            Some(graph::NodeKind::Step(s)) => self.g.steps.get(s).map(|step| (s, step)),
            _ => None,
        };
        match (kind, step) {
            (graph::EdgeKind::Outcome(n), Some((s, step))) => {
                let text = step.outcomes().get(n).map(|o| h.outcome_text(self.g, s, o, self.voice.lang).0);
                (EdgeKind::Outcome, text.unwrap_or_default().into_owned())
            }
            (graph::EdgeKind::Optional(n), Some((s, step))) => {
                let StepKind::Parallel { optional, .. } = &step.kind else {
                    return (EdgeKind::OptionalBranch, String::new());
                };
                let text = optional.get(n).map(|(to, when)| {
                    let path = format!("{}/{}", self.g.step_path(s), to.as_str());
                    h.said(self.g, &path, Some(when), self.voice.lang).0
                });
                (EdgeKind::OptionalBranch, text.unwrap_or_default().into_owned())
            }
            (graph::EdgeKind::Branch(_), _) => (EdgeKind::Branch, String::new()),
            (graph::EdgeKind::Late, _) => (EdgeKind::Late, w.when_late.to_owned()),
            (graph::EdgeKind::RoundsUsedUp, _) => (EdgeKind::RoundsUsedUp, w.rounds_then.to_owned()),
            (graph::EdgeKind::Anytime, _) => (EdgeKind::Anytime, String::new()),
            _ => (EdgeKind::Flow, String::new()),
        }
    }
}
