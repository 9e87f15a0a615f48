//! `io/written-twice`: no two branches that run side by side make the same thing.

use crate::checks::graph::{called, on_step, ways_are_whole};
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity, Span};
use crate::graph::supply::Meetings;
use crate::graph::{NodeId, NodeKind, ProcessGraph};
use crate::model::{DocStatus, Guideline, Step};
use std::collections::{HashMap, HashSet};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "io/written-twice",
    severity: Some(Severity::Warning),
    since: "0.2.0",
    what: "A work product is not made in two branches of a `parallel`, nor by two steps of a phase whose steps are \
           done in any order.",
    why: "Two people write the same thing at the same time, and one of them for nothing: nobody can say which of the \
          two goes on.",
    serves: &[("iso9001", "4.4.1"), ("iso9001", "7.5.3")],
    bad: "- { id: prepare, parallel: [calculate, describe], join: send }\n\
          - { id: calculate, do: Calculate the price, out: offer, R: sales-support, next: send }\n\
          - { id: describe, do: Describe the work, out: offer, R: kam, next: send }\n\
          - { id: send, do: Send the offer, in: offer, R: kam, next: sent }",
    good: "- { id: calculate, do: Calculate the price, out: calculation, R: sales-support, next: write }\n\
           - { id: describe, do: Describe the work, out: description, R: kam, next: write }\n\
           - { id: write, do: Write the offer, in: [calculation, description], out: offer, R: kam, next: send }",
    check: Check::Alone(check),
};

/// Bounds the work on a guideline of very many products and blocks.
const MOST_WORK: usize = 1_000_000;

/// A step that makes a product: its node, and where it says so.
type Maker = (NodeId, Span);

fn check(g: &Guideline, graph: &ProcessGraph, out: &mut Vec<Finding>) {
    if graph.blocks.is_empty() || g.broken || g.state() == DocStatus::Retired {
        return;
    }
    let made = made_more_than_once(g, graph);
    if made.is_empty() || !ways_are_whole(g, graph) {
        return;
    }
    let Some(meetings) = Meetings::of(graph) else { return };
    let most = MOST_WORK / meetings.all().len().max(1);
    for (name, makers) in made.into_iter().take(most.max(1)) {
        let mut told = HashSet::new();
        for meeting in meetings.all() {
            let inside = || makers.iter().filter_map(|m| Some((meeting.branch(m.0)?, m)));
            let Some((branch, first)) = inside().next() else { continue };
            // The first maker of any other branch.
            let Some((_, other)) = inside().find(|(b, _)| *b != branch) else { continue };
            if told.insert((first.0, other.0)) {
                out.extend(finding(g, graph, name, *first, *other, meeting.fork));
            }
        }
    }
}

/// Products that at least two steps make, in the order of their first places.
fn made_more_than_once<'g>(g: &'g Guideline, graph: &ProcessGraph) -> Vec<(&'g str, Vec<Maker>)> {
    let all = || {
        let steps = g.steps.iter().enumerate();
        steps.flat_map(|(n, s)| s.output.iter().map(move |p| (p.id.as_str(), (graph.of_step(n), p.id.at))))
    };
    let mut names: Vec<&str> = all().map(|(name, _)| name).collect();
    names.sort_unstable();
    if names.windows(2).all(|pair| pair[0] != pair[1]) {
        return Vec::new();
    }
    let mut place: HashMap<&str, usize> = HashMap::new();
    let mut found: Vec<(&str, Vec<Maker>)> = Vec::new();
    for (name, maker) in all() {
        let at = *place.entry(name).or_insert_with(|| {
            found.push((name, Vec::new()));
            found.len() - 1
        });
        if let Some((_, makers)) = found.get_mut(at) {
            makers.push(maker);
        }
    }
    found.retain(|(_, makers)| makers.len() > 1);
    found
}

fn finding(
    g: &Guideline,
    graph: &ProcessGraph,
    name: &str,
    first: Maker,
    other: Maker,
    fork: NodeId,
) -> Option<Finding> {
    let step = |n: NodeId| -> Option<&Step> { g.steps.get(graph.step_of(n)?) };
    let (one, two) = (step(first.0)?, step(other.0)?);
    let beside = match graph.nodes.get(fork)?.kind {
        NodeKind::PhaseIn(_) => {
            format!(
                "both steps of the phase `{}` are done in any order, or side by side",
                graph.name(g, fork)
            )
        }
        _ => format!("both run side by side after `{}`", graph.name(g, fork)),
    };
    let message = format!("{} and {} both make `{name}`, and {beside}", called(one), called(two));
    let help = format!(
        "let each make a part of its own (`out: …`), and put them together as `{name}` in one step where the branches have met"
    );
    Some(
        on_step(g, two, RULE.name, other.1, message)
            .help(help)
            .about(name)
            .also(first.1, format!("made here by {}", called(one))),
    )
}
