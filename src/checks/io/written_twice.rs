//! `io/written-twice`: no two branches that run side by side make the same thing, by themselves or by what they call.

use super::callee::{Cut, Target, target};
use super::gathered::{Gathered, Makes};
use super::undecided::{Missed, Process, Reason, What};
use crate::checks::graph::{called, head, on_step, ways_are_whole};
use crate::checks::words::list;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity, Span};
use crate::graph::{NodeId, NodeKind};
use crate::model::{Guideline, Handbook, Step, StepKind};
use std::collections::{HashMap, HashSet};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "io/written-twice",
    severity: Some(Severity::Warning),
    since: "0.2.0",
    what: "A work product is not made in two branches of a `parallel`, nor by two steps of a phase whose steps are \
           done in any order; nor by sub-processes that are called there, or that these call. Where both branches come \
           to one and the same step of a sub-process, that is told only where the caller itself goes on with the product.",
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
    // Found together with `io/undecided`.
    check: Check::Elsewhere,
};

/// A place at which a product is made: a step, or a call of what makes it.
#[derive(Clone, Copy)]
struct Maker<'a> {
    node: NodeId,
    at: Span,
    /// What is called, where it is a call.
    calls: Option<Target<'a>>,
}

/// Checks one document. What is not looked through is noted.
pub(super) fn check<'a>(
    cx: &Context<'a>,
    process: &Process<'a>,
    out: &mut Vec<Finding>,
    missed: &mut Vec<Missed>,
) {
    let Process { g, graph, limits, .. } = *process;
    if graph.blocks.is_empty() {
        return;
    }
    let called = called_makers(cx, process, missed);
    let made = made_more_than_once(process, called);
    if made.is_empty() || !ways_are_whole(g, graph) {
        return;
    }
    let Some(meetings) = process.meetings(What::Twice, missed) else { return };
    let mut left = limits.makers;
    for (name, makers) in made {
        let Some(rest) = left.checked_sub(makers.len() * meetings.all().len()) else {
            missed.push(Missed { what: What::Twice, why: Reason::Many });
            break;
        };
        left = rest;
        let mut told = HashSet::new();
        for meeting in meetings.all() {
            let inside = || makers.iter().filter_map(|m| Some((meeting.branch(m.node)?, m)));
            let Some((branch, first)) = inside().next() else { continue };
            // The first maker of any other branch.
            let others = || inside().filter(|(b, m)| *b != branch && !is_one_step(cx, g, name, first, m));
            let Some((_, other)) = others().next() else { continue };
            if told.insert((first.node, other.node)) {
                out.extend(finding(cx, process, name, [first, other], meeting.fork));
            }
        }
    }
}

/// What the calls of a guideline make.
fn called_makers<'a>(
    cx: &Context<'a>,
    process: &Process<'a>,
    missed: &mut Vec<Missed>,
) -> Vec<(&'a str, Maker<'a>)> {
    let Process { g, graph, limits, .. } = *process;
    let gathered: &'a Gathered = cx.index.gathered();
    let mut found = Vec::new();
    for (n, step) in g.steps.iter().enumerate() {
        let StepKind::Call { document, start, .. } = &step.kind else { continue };
        let callee = target(cx.handbook, cx.graphs, document, start.as_deref());
        let Some(callee) = callee else { continue };
        match gathered.makes(&callee) {
            Makes::Nothing => {}
            Makes::All(products) if found.len() + products.len() <= limits.gathered => {
                let maker = Maker { node: graph.of_step(n), at: document.at, calls: Some(callee) };
                found.extend(products.iter().map(|&p| (gathered.name(p), maker)));
            }
            Makes::All(_) | Makes::TooMuch => {
                missed.push(Missed { what: What::Twice, why: Reason::Call(Cut::Large, n) });
                break;
            }
        }
    }
    found
}

/// Products that are made at two places at least, in the order of their first places.
fn made_more_than_once<'a>(
    process: &Process<'a>,
    called: Vec<(&'a str, Maker<'a>)>,
) -> Vec<(&'a str, Vec<Maker<'a>>)> {
    let Process { g, graph, .. } = *process;
    let own = g.steps.iter().enumerate().flat_map(|(n, s)| {
        let maker = move |at| Maker { node: graph.of_step(n), at, calls: None };
        s.output.iter().map(move |p| (p.id.as_str(), maker(p.id.at)))
    });
    let mut all: Vec<(&str, Maker<'_>)> = own.chain(called).collect();
    let mut names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    if names.windows(2).all(|pair| pair[0] != pair[1]) {
        return Vec::new();
    }
    // In written order; what a call says itself that it makes goes before what is gathered of it.
    all.sort_by_key(|(_, m)| m.node);
    let mut place: HashMap<&str, usize> = HashMap::new();
    let mut found: Vec<(&str, Vec<Maker<'_>>)> = Vec::new();
    for (name, maker) in all {
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

/// Whether two calls come to one and the same step, and the guideline itself does nothing with what that makes: each
/// branch then has one of its own.
fn is_one_step(cx: &Context<'_>, g: &Guideline, name: &str, one: &Maker<'_>, other: &Maker<'_>) -> bool {
    let step = |m: &Maker<'_>| m.calls.and_then(|t| cx.index.gathered().way(&t, name).pop());
    let goes_on = g.steps.iter().any(|s| {
        let handed = match &s.kind {
            StepKind::End { hand_over, .. } => hand_over.as_slice(),
            _ => &[],
        };
        s.input.iter().chain(handed.iter().flat_map(|(_, products)| products)).any(|p| p.id.as_str() == name)
    });
    step(one).is_some_and(|s| step(other) == Some(s)) && !goes_on
}

fn finding(
    cx: &Context<'_>,
    process: &Process<'_>,
    name: &str,
    [first, other]: [&Maker<'_>; 2],
    fork: NodeId,
) -> Option<Finding> {
    let Process { g, graph, .. } = *process;
    let step = |n: NodeId| -> Option<&Step> { g.steps.get(graph.step_of(n)?) };
    let (one_step, two) = (step(first.node)?, step(other.node)?);
    let beside = match graph.nodes.get(fork)?.kind {
        NodeKind::PhaseIn(_) => {
            format!(
                "both steps of the phase `{}` are done in any order, or side by side",
                graph.name(g, fork)
            )
        }
        _ => format!("both run side by side after `{}`", graph.name(g, fork)),
    };
    let way = |m: &Maker<'_>| m.calls.map(|t| cx.index.gathered().way(&t, name)).unwrap_or_default();
    let (first_way, other_way) = (way(first), way(other));
    let said = |s: &Step, way: &[(usize, usize)]| match by_way_of(cx.handbook, way) {
        through if through.is_empty() => called(s),
        through => format!("{} (by way of {through})", called(s)),
    };
    let (one, other_said) = (said(one_step, &first_way), said(two, &other_way));
    let message = format!("{one} and {other_said} both make `{name}`, and {beside}");
    let help = if first_way.is_empty() && other_way.is_empty() {
        format!(
            "let each make a part of its own (`out: …`), and put them together as `{name}` in one step where the branches have met"
        )
    } else {
        format!(
            "let only one of the branches make it; or let each make a part of its own, and put them together as `{name}` in one step where the branches have met"
        )
    };
    let mut finding = on_step(g, two, RULE.name, other.at, message).help(help).about(name);
    if first_way.is_empty() {
        finding = finding.also(first.at, format!("made here by {one}"));
    } else {
        let callee = first.calls.map_or("", |t| t.g.id());
        finding = finding.also(first.at, format!("{} calls {callee} here", called(one_step)));
    }
    for (way, step) in [(&first_way, one_step), (&other_way, two)] {
        finding = with_way(cx.handbook, finding, way, &called(step));
    }
    Some(finding)
}

/// The guidelines through which a call comes to make something.
fn by_way_of(h: &Handbook, way: &[(usize, usize)]) -> String {
    let ids: Vec<&str> = way.iter().filter_map(|(g, _)| h.guidelines.get(*g)).map(Guideline::id).collect();
    list(&ids, 4)
}

/// The finding with the last places of a way: where it is called on, and where it is made.
fn with_way(h: &Handbook, mut finding: Finding, way: &[(usize, usize)], whose: &str) -> Finding {
    /// As many are told.
    const MOST: usize = 6;
    for (n, (document, step)) in way.iter().enumerate().skip(way.len().saturating_sub(MOST)) {
        let Some((g, step)) = h.guidelines.get(*document).and_then(|g| Some((g, g.steps.get(*step)?))) else {
            continue;
        };
        let id = g.id();
        let note = match &step.kind {
            StepKind::Call { document, .. } if n + 1 < way.len() => {
                format!("{id} calls {} here", document.value)
            }
            _ => format!("made here, in {id}, for {whose}"),
        };
        finding = finding.also(head(step), note);
    }
    finding
}

#[cfg(test)]
mod tests;
