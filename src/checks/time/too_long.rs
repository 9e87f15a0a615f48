//! `time/too-long`: the longest way keeps to the time that the guideline gives itself.

use super::cases::{self, Case};
use super::{shown, steps, undecided};
use crate::checks::graph::{called, node_head, ways_are_whole};
use crate::checks::words::{on, quoted};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity, Span};
use crate::graph::ProcessGraph;
use crate::graph::longest::{Amount, Longest, Takes, longest};
use crate::model::{DocStatus, Guideline, StepKind, Within};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "time/too-long",
    severity: Some(Severity::Error),
    since: "0.2.0",
    what: "Where a guideline gives the longest way from start to end a time (`within`), the times of its steps on any \
           one way come to no more. Of branches side by side the longest counts, a loop as often as its `limit` lets \
           it go round, a sub-process by its own `within`; times by case are compared case by case. Working days \
           become days by the least favourable week, holidays left out; months and years count by their longest.",
    why: "Everybody can be in time at every step, and the promise at the top is broken all the same.",
    serves: &[("iso9001", "8.2.1"), ("iso9001", "8.5.1")],
    bad: "within: 5 working days\nsteps:\n\
          - { id: write, do: Write the offer, R: kam, within: 4 working days, next: check }\n\
          - { id: check, ask: Is it right?, A: head-of-sales, within: 2 working days, outcomes: { right: sent, wrong: lost } }",
    good: "within: 6 working days",
    check: Check::Document(check),
};

/// As many steps of the way are told.
const MOST: usize = 12;

/// The findings of `time/too-long` and `time/undecided`.
fn check(cx: &Context<'_>, g: &Guideline, graph: &ProcessGraph, out: &mut Vec<Finding>) {
    let Some(given) = &g.within else { return };
    let used = !g.broken && !matches!(g.state(), DocStatus::Planned | DocStatus::Retired);
    // Counted from another step than the start: no promise about the whole way.
    let whole = !matches!(given, Within::Since(_, since) if since.as_str() != "start");
    if !used || !whole || g.steps.is_empty() || !ways_are_whole(g, graph) {
        return;
    }
    let tables = g.steps.iter().filter_map(|s| steps::within(cx, s)).chain([given]);
    let mut unsure: Option<(Longest, Case<'_>)> = None;
    let (mut first, mut others): (Option<Finding>, Vec<String>) = (None, Vec::new());
    let cases = cases::of(tables);
    for case in cases.all {
        let Some(limit) = cases::time(given, &case) else { continue };
        let takes = steps::takes(cx, g, graph, &case);
        let found = longest(g, graph, &takes, limit.into());
        if found.total.beyond(limit.into()) > 0 {
            match &mut first {
                Some(_) => others.push(case.join(" and ")),
                None => first = Some(finding(g, graph, &takes, &found, &case, given)),
            }
            continue;
        }
        if !found.is_certain() && unsure.is_none() {
            unsure = Some((found, case));
        }
    }
    if let Some(mut finding) = first {
        if !others.is_empty() {
            let others: Vec<&str> = others.iter().map(String::as_str).collect();
            finding.message = format!("{}; too long also for {}", finding.message, quoted(&others, 4));
        }
        out.push(finding);
        return;
    }
    if unsure.is_some() || cases.cut {
        let (found, case) = unsure.unwrap_or_default();
        let doubt = undecided::Doubt { found: &found, case: &case, cases_left: cases.cut };
        out.extend(undecided::finding(cx, g, graph, &doubt, cases::at(given, &case)));
    }
}

fn finding(
    g: &Guideline,
    graph: &ProcessGraph,
    takes: &[Takes],
    found: &Longest,
    case: &Case<'_>,
    given: &Within,
) -> Finding {
    let limit = cases::time(given, case).map_or(Amount::ZERO, Amount::from);
    let in_case =
        if case.is_empty() { String::new() } else { format!(" in the case `{}`", case.join("`, `")) };
    let (up_to, at_least) = shown::compared(found.total, limit);
    let message = format!(
        "the longest way may take {}{in_case}{up_to}, but the guideline gives {}{at_least}",
        shown::amount(found.total),
        cases::time(given, case).map_or_else(String::new, shown::duration)
    );
    let finding = on(g, RULE.name, cases::at(given, case), message)
        .help("give the guideline more time, or the steps of this way less; a way that is only taken when something went wrong may end in a `late` of its own")
        .about(case.join(" "));
    with_way(finding, g, graph, takes, found)
}

/// The finding with the steps of a longest way and what each may take.
pub(super) fn with_way(
    mut finding: Finding,
    g: &Guideline,
    graph: &ProcessGraph,
    takes: &[Takes],
    found: &Longest,
) -> Finding {
    // Each step once, with how often the way comes there.
    let mut times: Vec<(usize, usize)> = Vec::new();
    for &n in &found.way {
        match times.iter_mut().find(|(m, _)| *m == n) {
            Some((_, count)) => *count += 1,
            None => times.push((n, 1)),
        }
    }
    let told = times.into_iter().filter_map(|(n, count)| {
        let time = match takes.get(n)? {
            Takes::Known(time) => shown::amount(*time),
            Takes::SinceStart(time) => format!("{} since the start", shown::amount(*time)),
            Takes::SinceStep(step, time) => {
                format!("{} since `{}`", shown::amount(*time), graph.name(g, *step))
            }
            Takes::Unknown => "no time is written".to_owned(),
            Takes::Nothing => return None,
        };
        let step = g.steps.get(graph.step_of(n)?)?;
        let known = !matches!(takes.get(n), Some(Takes::Unknown));
        let rounds = if known && count > 1 { format!("{count} times ") } else { String::new() };
        let callee = match &step.kind {
            StepKind::Call { document, .. } if step.within.is_none() => format!(", says {}", document.value),
            _ => String::new(),
        };
        Some((node_head(g, graph, n), format!("{}: {rounds}{time}{callee}", called(step))))
    });
    let told: Vec<(Span, String)> = told.collect();
    for (at, note) in told.iter().take(MOST) {
        finding = finding.also(*at, note.clone());
    }
    if let Some((at, _)) = told.get(MOST) {
        finding = finding.also(*at, format!("and {} more from here on", told.len() - MOST));
    }
    finding
}
