//! Dead ends, steps that nothing leads to, loops without a way out: found together, since one is often the cause
//! of the others. The cause is reported, what merely follows stands under it.

use super::steps::{count, listed, node_called, on_node};
use super::{one_outcome, unknown_step};
use crate::checks::words::on;
use crate::diagnostic::Finding;
use crate::graph::{Break, Cause, NodeId, NodeKind, ProcessGraph, breaks};
use crate::model::{Guideline, Step, StepKind};
use std::collections::{HashMap, HashSet};

/// The findings of `graph/{start, dead-end, unreachable, no-way-to-end}`, of `graph/unknown-step` for ways, and of
/// `graph/one-outcome` for decisions without a second way on.
pub(super) fn check(g: &Guideline, graph: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken {
        return;
    }
    if let (true, Some(start)) = (g.steps.is_empty(), g.starts.first()) {
        let at = start.event.as_ref().map_or(g.head(), |t| t.at);
        let message = "the process begins here, but it has no steps";
        out.push(
            on(g, super::start::RULE.name, at, message)
                .help("write its steps under `steps`; a document without a process needs no `start`"),
        );
        return;
    }
    let breaks = breaks(g, graph);
    if breaks.is_empty() {
        return;
    }
    // Of two steps with one id, the second can never be reached; that is `graph/duplicate-id`.
    let mut seen = HashSet::new();
    let twice: HashSet<NodeId> = (0..g.steps.len())
        .filter(|&s| g.steps.get(s).is_some_and(|step| !seen.insert(step.id())))
        .map(|s| graph.of_step(s))
        .collect();
    // A missing step that several ways lead to is one finding: where it stands in `out`, by its name.
    let mut missing: HashMap<&str, usize> = HashMap::new();
    for broken in breaks {
        if matches!(broken.cause, Cause::Orphan(n) if twice.contains(&n)) {
            continue;
        }
        let Some(mut finding) = cause(g, graph, &broken) else { continue };
        finding.follows = follows(g, graph, &broken);
        if let Cause::Lost(l) = broken.cause
            && let Some(lost) = graph.lost.get(l)
        {
            if let Some(first) = missing.get(lost.target.as_str()).and_then(|&n| out.get_mut(n)) {
                let below = std::mem::take(&mut finding.follows);
                finding.message = format!("`{}` is led to here too", lost.target);
                first.follows.push(finding);
                first.follows.extend(below);
                continue;
            }
            missing.insert(&lost.target, out.len());
        }
        out.push(finding);
    }
}

fn cause(g: &Guideline, graph: &ProcessGraph, b: &Break) -> Option<Finding> {
    match &b.cause {
        Cause::NoStart => Some(no_start(g, graph, b)),
        Cause::DeadEnd(n) => dead_end(g, graph, *n, b),
        Cause::OneOutcome(n) => {
            let step = graph.step_of(*n).and_then(|s| g.steps.get(s))?;
            let missed = b.entry.map(|n| graph.name(g, n)).filter(|name| !name.is_empty());
            Some(one_outcome::one(g, step, step.outcomes().first()?, missed))
        }
        Cause::Lost(l) => Some(unknown_step::lost(g, graph, graph.lost.get(*l)?)),
        // Said elsewhere: `doc/value`, `graph/step-kind`.
        Cause::OpenOutcome(..) | Cause::UnknownKind(_) => None,
        Cause::Orphan(n) => orphan(g, graph, *n),
        Cause::Island(nodes) => Some(island(g, graph, nodes)),
        Cause::NoWayOut(nodes) => Some(no_way_out(g, graph, nodes)),
    }
}

fn no_start(g: &Guideline, graph: &ProcessGraph, b: &Break) -> Finding {
    let first = b.entry.map_or("…", |n| graph.name(g, n));
    on(g, super::start::RULE.name, g.head(), "the process has steps, but nothing starts it")
        .help(format!("write how a case begins: `start: {{ event: …, from: …, next: {first} }}`"))
}

fn dead_end(g: &Guideline, graph: &ProcessGraph, node: NodeId, b: &Break) -> Option<Finding> {
    let rule = super::dead_end::RULE.name;
    let missed = b.entry.map(|n| graph.name(g, n)).filter(|name| !name.is_empty());
    let next = missed.unwrap_or("the-next-step");
    let step = graph.step_of(node).and_then(|s| g.steps.get(s));
    let Some(step) = step else {
        let who = node_called(g, graph, node);
        let what = match graph.nodes.get(node)?.kind {
            NodeKind::PhaseIn(_) => return None,
            NodeKind::PhaseOut(_) => "the process does not go on when its steps are done",
            _ => "leads to no step",
        };
        let message = match graph.nodes.get(node)?.kind {
            NodeKind::PhaseOut(_) => format!("{who} has no `next`: {what}"),
            _ => format!("{who} {what}"),
        };
        return Some(on_node(g, graph, node, rule, message).help(format!("write the step: `next: {next}`")));
    };
    match &step.kind {
        StepKind::Ask { .. } => Some(no_outcome(g, graph, node, step)),
        // `parallel` without steps is `doc/value`.
        StepKind::Parallel { .. } => None,
        _ => {
            let who = node_called(g, graph, node);
            let late = step.late.is_some() || step.limit.as_ref().is_some_and(|l| l.then.is_some());
            let message = if late {
                format!(
                    "{who} says where it goes when the time or the rounds are up, but not where it goes otherwise"
                )
            } else {
                format!("nothing comes after {who}: it has no `next` and is no end")
            };
            let help = match step.kind {
                StepKind::Wait { .. } | StepKind::Call { .. } => {
                    format!("write the step that comes next, `next: {next}`, or `outcomes`")
                }
                _ => format!(
                    "write the step that comes next, `next: {next}`; where the process ends here, add a step `end: …` and lead to it"
                ),
            };
            Some(on_node(g, graph, node, rule, message).help(help))
        }
    }
}

fn no_outcome(g: &Guideline, graph: &ProcessGraph, node: NodeId, step: &Step) -> Finding {
    let message = format!("the decision {} has no outcomes", node_called(g, graph, node));
    let rule = super::one_outcome::RULE.name;
    let help = if step.next.is_some() {
        "write `outcomes` in place of `next`; if nothing is decided here, write `do` in place of `ask`"
    } else {
        "write its ways on: `outcomes: { yes: one-step, no: another-step }`"
    };
    on_node(g, graph, node, rule, message).help(help)
}

fn orphan(g: &Guideline, graph: &ProcessGraph, node: NodeId) -> Option<Finding> {
    let name = graph.name(g, node);
    let Some(step) = graph.step_of(node).and_then(|s| g.steps.get(s)) else {
        let who = node_called(g, graph, node);
        // Where one of its steps is entered instead, that is the mistake (`graph/parallel-escape`).
        let entered = |n: NodeId| graph.into.get(n).is_some_and(|ways| ways.len() > 1);
        if graph.successors(node).any(entered) {
            return None;
        }
        let message = format!("nothing leads to {who}");
        let help = format!("lead to it from the step before: `next: {name}`");
        return Some(on_node(g, graph, node, super::unreachable::RULE.name, message).help(help));
    };
    // Nothing can lead to a step without an id; that was said already.
    if name.is_empty() {
        return None;
    }
    if let StepKind::End { .. } = step.kind {
        let message = format!("nothing leads to the end `{name}`");
        let help = format!("lead to it from the step before, `next: {name}` or an outcome; or delete it");
        return Some(on_node(g, graph, node, super::unreachable::RULE.name, message).help(help));
    }
    let message = format!("nothing leads to `{name}`: a second way into the process that no `start` names");
    let help = format!(
        "lead to it from the step before, `next: {name}` or an outcome; if a case can begin here, add a start with `next: {name}`; or delete it"
    );
    Some(on_node(g, graph, node, super::start::RULE.name, message).help(help))
}

fn island(g: &Guideline, graph: &ProcessGraph, nodes: &[NodeId]) -> Finding {
    let first = nodes.first().copied().unwrap_or_default();
    let message = format!("nothing leads to {}: only from one to the other", listed(g, graph, nodes));
    let help =
        format!("lead to one of them from outside, as in `next: {}`; or delete them", graph.name(g, first));
    on_node(g, graph, first, super::unreachable::RULE.name, message).help(help)
}

fn no_way_out(g: &Guideline, graph: &ProcessGraph, nodes: &[NodeId]) -> Finding {
    let first = nodes.first().copied().unwrap_or_default();
    let steps: Vec<NodeId> = nodes.iter().copied().filter(|&n| graph.step_of(n).is_some()).collect();
    let message = match steps.as_slice() {
        [one] => format!("{} leads only to itself: the process never ends", node_called(g, graph, *one)),
        many => format!("{} lead round in a circle: the process never ends", listed(g, graph, many)),
    };
    on_node(g, graph, first, super::no_way_to_end::RULE.name, message)
        .help("let a decision among them lead on to an end, or write where one of them goes on")
}

/// What merely follows.
fn follows(g: &Guideline, graph: &ProcessGraph, b: &Break) -> Vec<Finding> {
    let mut found = Vec::new();
    let own = match &b.cause {
        Cause::Orphan(_) => b.entry,
        _ => None,
    };
    let cut_off: Vec<NodeId> = match &b.cause {
        Cause::Island(nodes) => {
            b.cut_off.iter().copied().filter(|n| nodes.binary_search(n).is_err()).collect()
        }
        _ => b.cut_off.iter().copied().filter(|&n| Some(n) != own).collect(),
    };
    if let Some(&first) = cut_off.first() {
        let steps = count(cut_off.len(), "step", "steps");
        let message = format!("{steps} can no longer be reached: {}", listed(g, graph, &cut_off));
        found.push(on_node(g, graph, first, super::unreachable::RULE.name, message));
    }
    if let Some(&first) = b.stranded.first() {
        let steps = count(b.stranded.len(), "step leads", "steps lead");
        let message = format!("{steps} to no end any more: {}", listed(g, graph, &b.stranded));
        found.push(on_node(g, graph, first, super::no_way_to_end::RULE.name, message));
    }
    found
}
