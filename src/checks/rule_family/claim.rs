//! What `path`, `order` and `after` say, in one form; and the places of a process that a rule names.

use crate::graph::{EdgeKind, NodeId, NodeKind, ProcessGraph};
use crate::model::{Guideline, HouseRule, RuleForm, Text};
use crate::proof::calls::{Place, Whole};
use crate::proof::net;
use crate::proof::runs::Rule;

/// How a rule speaks of runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `path` with `through`.
    Through,
    /// `path` with `never`.
    Never,
    /// `order`.
    Before,
    /// `after`.
    After,
}

/// A rule about runs.
#[derive(Debug)]
pub(super) struct Claim<'r> {
    pub(super) rule: &'r HouseRule,
    pub(super) form: Form,
    /// What is reached; for `after`, what follows.
    pub(super) to: Vec<&'r Text>,
    /// What comes before it, or must not come between.
    pub(super) between: Vec<&'r Text>,
    /// Since when; for `after`, what is followed.
    pub(super) from: Vec<&'r Text>,
    /// Outcomes that leave a run out.
    pub(super) unless: Vec<&'r Text>,
}

impl<'r> Claim<'r> {
    /// What a rule says of runs; nothing where it says something else, or not enough (`doc/required-field`).
    pub(super) fn of(rule: &'r HouseRule) -> Option<Self> {
        let mut claim = Claim {
            rule,
            form: Form::Through,
            to: Vec::new(),
            between: Vec::new(),
            from: Vec::new(),
            unless: Vec::new(),
        };
        match &rule.form {
            RuleForm::Path(p) => {
                claim.to.extend(&p.to);
                claim.from.extend(&p.from);
                claim.unless.extend(&p.unless);
                let never = p.through.is_empty();
                claim.between.extend(if never { &p.never } else { &p.through });
                claim.form = if never { Form::Never } else { Form::Through };
                if never && claim.from.is_empty() || !never && !p.never.is_empty() {
                    return None;
                }
            }
            RuleForm::Order { before, then } => {
                claim.to.extend(then);
                claim.between.extend(before);
                claim.form = Form::Before;
            }
            RuleForm::After { step, then } => {
                claim.from.extend(step);
                claim.to.extend(then);
                claim.form = Form::After;
            }
            _ => return None,
        }
        let needs = if claim.form == Form::After { &claim.from } else { &claim.between };
        (!claim.to.is_empty() && !needs.is_empty()).then_some(claim)
    }

    /// All names in it.
    pub(super) fn names(&self) -> impl Iterator<Item = &'r Text> {
        [&self.to, &self.between, &self.from, &self.unless].into_iter().flatten().copied()
    }

    /// The name of the rule that a breach goes by.
    pub(super) fn goes_by(&self) -> &'static str {
        match self.form {
            Form::Through | Form::Never => super::path::RULE.name,
            Form::Before => super::order::RULE.name,
            Form::After => super::after::RULE.name,
        }
    }

    /// The same about nodes of a net.
    pub(super) fn about(&self, nodes: &Nodes) -> Rule {
        let Nodes { to, between, from, unless } = nodes.clone();
        match self.form {
            Form::Through | Form::Before => Rule::Path { to, through: between, from, unless },
            Form::Never => Rule::Never { from, to, never: between, unless },
            Form::After => Rule::After { step: from, then: to },
        }
    }
}

/// The nodes that a rule names.
#[derive(Debug, Clone, Default)]
pub(super) struct Nodes {
    pub(super) to: Vec<net::NodeId>,
    pub(super) between: Vec<net::NodeId>,
    pub(super) from: Vec<net::NodeId>,
    pub(super) unless: Vec<net::NodeId>,
}

/// What a word means in a guideline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// A step.
    Step(NodeId),
    /// A phase with `order: any`: its entry and its exit.
    Gates(NodeId, NodeId),
    /// Ways: into a phase, or of an outcome (indices of edges).
    Ways(Vec<usize>),
}

/// What a word means in a guideline: a step; a phase, which is entered with the first of its steps; an outcome,
/// `how-much/up-to-500`.
pub(super) fn named(g: &Guideline, graph: &ProcessGraph, word: &str) -> Option<Named> {
    if let Some(s) = g.step_index(word) {
        return Some(Named::Step(graph.of_step(s)));
    }
    if let Some((step, outcome)) = word.split_once('/') {
        let s = g.step_index(step)?;
        let o = g.steps.get(s)?.outcomes().iter().position(|o| o.id.as_str() == outcome)?;
        let ways = graph.out.get(graph.of_step(s))?.iter().copied();
        let is = |&e: &usize| graph.edges.get(e).is_some_and(|e| e.kind == EdgeKind::Outcome(o));
        return Some(Named::Ways(ways.filter(is).collect()));
    }
    let phase = g.phases.iter().position(|p| p.id.as_ref().is_some_and(|id| id.as_str() == word))?;
    let gate = |kind: NodeKind| graph.nodes.iter().position(|n| n.kind == kind);
    if let Some(gates) = gate(NodeKind::PhaseIn(phase)).zip(gate(NodeKind::PhaseOut(phase))) {
        return Some(Named::Gates(gates.0, gates.1));
    }
    let lies = |n: NodeId| graph.nodes.get(n).is_some_and(|n| n.phase == Some(phase));
    let enters = |(_, e): &(usize, &crate::graph::Edge)| lies(e.to) && !lies(e.from);
    Some(Named::Ways(graph.edges.iter().enumerate().filter(enters).map(|(n, _)| n).collect()))
}

/// Of a step that can be left because its time is up: the ways (indices of edges) by which it is left when it is done.
/// Empty where it has no `late`, and for a `parallel`, whose branches are what is done.
pub(super) fn ways_when_done(graph: &ProcessGraph, n: NodeId) -> Vec<usize> {
    let kind = |e: &usize| graph.edges.get(*e).map(|e| e.kind);
    let all = graph.out.get(n).map_or(&[][..], Vec::as_slice);
    let is_fork = all
        .iter()
        .any(|e| matches!(kind(e), Some(EdgeKind::Branch(_) | EdgeKind::Optional(_) | EdgeKind::NoBranch)));
    if is_fork || !all.iter().any(|e| kind(e) == Some(EdgeKind::Late)) {
        return Vec::new();
    }
    all.iter().copied().filter(|e| kind(e) != Some(EdgeKind::Late)).collect()
}

/// The nodes at which what is named begins (`done`: is finished), in a process.
pub(super) fn nodes(whole: &Whole, document: usize, named: &Named, done: bool) -> Vec<net::NodeId> {
    let at = |node: NodeId| Place { document, node };
    match named {
        Named::Step(n) if done => whole.done(at(*n)).to_vec(),
        Named::Step(n) => whole.begun(at(*n)).to_vec(),
        Named::Gates(_, leave) if done => whole.begun(at(*leave)).to_vec(),
        Named::Gates(enter, _) => whole.begun(at(*enter)).to_vec(),
        Named::Ways(ways) => ways.iter().flat_map(|&w| whole.taken(document, w)).copied().collect(),
    }
}
