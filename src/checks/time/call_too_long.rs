//! `time/call-too-long`: a sub-process has no more time than the step that calls it.

use super::too_long::with_way;
use super::{cases, shown, steps};
use crate::checks::graph::{called, on_step, ways_are_whole};
use crate::checks::words::quoted;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::graph::longest::{Amount, longest};
use crate::model::{DocStatus, Guideline, Step, Within};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "time/call-too-long",
    severity: Some(Severity::Error),
    since: "0.2.0",
    what: "A sub-process gives itself (`within`) no more time than the step that calls it, in any case; where it gives \
           itself none, the times of its steps on any one way come to no more. Working days become days by the least \
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
        let Some(needed) = &callee.within else {
            out.extend(by_steps(cx, g, step, given, callee));
            continue;
        };
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

/// Where the sub-process gives itself no time: what is known of its steps.
fn by_steps(
    cx: &Context<'_>,
    g: &Guideline,
    step: &Step,
    given: &Within,
    callee: &Guideline,
) -> Option<Finding> {
    let graph = cx.graphs.get(cx.handbook.guideline_index(callee.id())?)?;
    // Of several starts the longest way may begin at another one.
    let known = callee.steps.iter().any(|s| steps::within(cx, s).is_some());
    if !known || callee.starts.len() != 1 || !ways_are_whole(callee, graph) {
        return None;
    }
    let tables = callee.steps.iter().filter_map(|s| steps::within(cx, s)).chain([given]);
    for case in cases::of(tables).all {
        let Some(gives) = cases::time(given, &case) else { continue };
        let takes = steps::takes(cx, callee, graph, &case);
        let found = longest(callee, graph, &takes, gives.into());
        if found.total.beyond(gives.into()) <= 0 {
            continue;
        }
        let in_case =
            if case.is_empty() { String::new() } else { format!(" in the case `{}`", case.join("`, `")) };
        let (up_to, at_least) = shown::compared(found.total, gives.into());
        let id = callee.id();
        let message = format!(
            "{} gives {id} {}{at_least}{in_case}, but the steps of {id} may take {}{up_to}",
            called(step),
            shown::duration(gives),
            shown::amount(found.total)
        );
        let finding = on_step(g, step, RULE.name, cases::at(given, &case), message)
            .help(format!("give the step as much time as {id} takes, or the steps of {id} less"))
            .about(id);
        return Some(with_way(finding, callee, graph, &takes, &found));
    }
    None
}
