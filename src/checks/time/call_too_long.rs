//! `time/call-too-long`: a sub-process has no more time than the step that calls it.

use super::too_long::with_way;
use super::{cases, shown, steps};
use crate::checks::graph::{called, on_step, ways_are_whole};
use crate::checks::words::quoted;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::graph::longest::{Amount, longest_from};
use crate::model::{DocStatus, Guideline, Step, StepKind, Within};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "time/call-too-long",
    severity: Some(Severity::Error),
    since: "0.2.0",
    what: "A sub-process gives itself (`within`) no more time than the step that calls it, in any case; where it gives \
           itself none, or is called at one of several starts, the times of its steps on any one way come to no more. \
           Working days become days by the least \
           favourable week, holidays left out.",
    why: "Those who are called keep to their own text, and the caller is late.",
    serves: &[("iso9001", "4.4.1")],
    bad: "# SAL-G-011 says `within: 5 working days`\n\
          - { id: make-offer, call: SAL-G-011, A: kam, within: 2 days, next: send }",
    good: "- { id: make-offer, call: SAL-G-011, A: kam, within: 7 days, next: send }",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken || g.state() == DocStatus::Retired {
        return;
    }
    for step in &g.steps {
        let Some(given) = &step.within else { continue };
        let Some(callee) = steps::callee(cx, step) else { continue };
        // Of several starts the one that is called may have less before it than the guideline gives itself as a whole.
        if callee.within.is_none() || callee.starts.len() > 1 {
            let (found, certain) = by_steps(cx, g, step, given, callee);
            if certain || found.is_some() {
                out.extend(found);
                continue;
            }
        }
        let Some(needed) = &callee.within else { continue };
        // Counted from one of its own steps, it may be longer as a whole.
        if matches!(needed, Within::Since(_, since) if since.as_str() != "start") {
            continue;
        }
        let (mut first, mut others): (Option<Finding>, Vec<String>) = (None, Vec::new());
        for case in cases::worst(given, needed) {
            let (Some(gives), Some(takes)) = (cases::time(given, &case), cases::time(needed, &case)) else {
                continue;
            };
            let (gives_sum, takes_sum) = (Amount::from(gives), Amount::from(takes));
            if takes_sum.beyond(gives_sum) <= 0 {
                continue;
            }
            if first.is_some() {
                others.push(case.join(" and "));
                continue;
            }
            let in_case =
                if case.is_empty() { String::new() } else { format!(" in the case `{}`", case.join("`, `")) };
            let (up_to, at_least) = shown::compared(takes_sum, gives_sum);
            let (gives, takes) = (shown::duration(gives), shown::duration(takes));
            let id = callee.id();
            let message = format!(
                "{} gives {id} {gives}{at_least}{in_case}, but {id} gives itself {takes}{up_to}",
                called(step)
            );
            first = Some(
                on_step(g, step, RULE.name, cases::at(given, &case), message)
                    .help(format!(
                        "give the step as much time as {} takes, or agree on less there",
                        callee.id()
                    ))
                    .about(callee.id())
                    .also(cases::at(needed, &case), format!("the time of {}", callee.id())),
            );
        }
        if let (Some(finding), false) = (&mut first, others.is_empty()) {
            let others: Vec<&str> = others.iter().map(String::as_str).collect();
            finding.message = format!("{}; too long also for {}", finding.message, quoted(&others, 4));
        }
        out.extend(first);
    }
}

/// What is known of the steps of a sub-process from the start that is called; and whether that is all there is to know.
fn by_steps(
    cx: &Context<'_>,
    g: &Guideline,
    step: &Step,
    given: &Within,
    callee: &Guideline,
) -> (Option<Finding>, bool) {
    let graph = cx.handbook.guideline_index(callee.id()).and_then(|n| cx.graphs.get(n));
    let known = callee.steps.iter().any(|s| steps::within(cx, s).is_some());
    let (Some(graph), Some(start), true) = (graph, start_called(step, callee), known) else {
        return (None, false);
    };
    if !ways_are_whole(callee, graph) {
        return (None, false);
    }
    let tables = callee.steps.iter().filter_map(|s| steps::within(cx, s)).chain([given]);
    let cases = cases::of(tables);
    let mut certain = !cases.cut;
    for case in cases.all {
        let Some(gives) = cases::time(given, &case) else { continue };
        let takes = steps::takes(cx, callee, graph, &case);
        let found = longest_from(callee, graph, &takes, gives.into(), Some(start));
        certain &= found.is_certain();
        if found.total.beyond(gives.into()) <= 0 {
            continue;
        }
        let in_case =
            if case.is_empty() { String::new() } else { format!(" in the case `{}`", case.join("`, `")) };
        let (up_to, at_least) = shown::compared(found.total, gives.into());
        let id = callee.id();
        let from = match callee.starts.get(start).and_then(|s| s.id.as_ref()) {
            Some(start) if callee.starts.len() > 1 => format!(" from `{}` on", start.value),
            _ => String::new(),
        };
        let message = format!(
            "{} gives {id} {}{at_least}{in_case}, but the steps of {id}{from} may take {}{up_to}",
            called(step),
            shown::duration(gives),
            shown::amount(found.total)
        );
        let finding = on_step(g, step, RULE.name, cases::at(given, &case), message)
            .help(format!("give the step as much time as {id} takes, or the steps of {id} less"))
            .about(id);
        return (Some(with_way(finding, callee, graph, &takes, &found)), certain);
    }
    (None, certain)
}

/// The start at which a sub-process is called; `None` where that is not said, or is none.
fn start_called(step: &Step, callee: &Guideline) -> Option<usize> {
    let StepKind::Call { start, .. } = &step.kind else { return None };
    match start {
        Some(id) => {
            callee.starts.iter().position(|s| s.id.as_ref().is_some_and(|t| t.as_str() == id.as_str()))
        }
        None => (callee.starts.len() == 1).then_some(0),
    }
}
