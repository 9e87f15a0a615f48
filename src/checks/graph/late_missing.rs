//! `graph/late-missing`: a wait with a limit says what happens when the time is up.

use super::steps::{called, head, on_step};
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity, Span};
use crate::graph::ProcessGraph;
use crate::model::{Guideline, Step, StepKind, Within};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/late-missing",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A wait for somebody that has a limit says with `late` where the case goes when the time is up.",
    why: "A deadline that nothing follows from is a wish: the case still hangs when it has passed.",
    serves: &[("iso9001", "4.4.1")],
    bad: "- id: customer-signs\n  wait: The customer signs\n  for: customer\n  within: 30 days\n  next: kick-off",
    good: "- id: customer-signs\n  wait: The customer signs\n  for: customer\n  within: 30 days\n  late: break-off\n  next: kick-off",
    check: Check::Alone(check),
};

fn check(g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken {
        return;
    }
    for step in &g.steps {
        let StepKind::Wait { party: Some(_), .. } = &step.kind else { continue };
        // In a phase whose steps have no order, no single step leads away.
        let any_order = step.phase.and_then(|p| g.phases.get(p)).is_some_and(|p| p.any_order);
        if step.late.is_some() || any_order {
            continue;
        }
        if let Some(at) = limit(step) {
            let message = format!("{} does not say what happens when the time is up", called(step));
            let help = "write the step that comes then: `late: the-step-then`";
            out.push(on_step(g, step, RULE.name, at, message).help(help));
        }
    }
}

/// Where the limit of a step is written.
fn limit(step: &Step) -> Option<Span> {
    match (&step.within, &step.until) {
        (Some(Within::Plain(time) | Within::Since(time, _)), _) => Some(time.at),
        (Some(Within::ByCase(cases)), _) => {
            Some(cases.first().map_or_else(|| head(step), |(word, _)| word.at))
        }
        (None, Some(until)) => Some(until.at),
        (None, None) => None,
    }
}
