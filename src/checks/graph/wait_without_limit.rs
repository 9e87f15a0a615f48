//! `graph/wait-without-limit`: a wait says how long.

use super::steps::{called, head, on_step};
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{Guideline, StepKind};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/wait-without-limit",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A wait for somebody says how long it lasts: `within` or `until`.",
    why: "If the customer never answers, the case hangs for ever and nobody is told to do anything about it.",
    serves: &[("iso9001", "4.4.1")],
    bad: "- id: customer-signs\n  wait: The customer signs\n  for: customer\n  next: kick-off",
    good: "- id: customer-signs\n  wait: The customer signs\n  for: customer\n  within: 30 days\n  late: break-off\n  next: kick-off",
    check: Check::Alone(check),
};

fn check(g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken {
        return;
    }
    for step in &g.steps {
        // One that says neither for whom nor how long is `doc/required-field`.
        let StepKind::Wait { party: Some(party), .. } = &step.kind else { continue };
        if step.within.is_none() && step.until.is_none() {
            let message = format!("{} waits for `{}` without a limit", called(step), party.value);
            let any_order = step.phase.and_then(|p| g.phases.get(p)).is_some_and(|p| p.any_order);
            let help = if any_order {
                "write how long: `within: 30 days`, and who is told, `escalate: { after: 30 days, tell: … }`"
            } else {
                "write how long and what happens then: `within: 30 days` and `late: the-step-then`"
            };
            out.push(on_step(g, step, RULE.name, head(step), message).help(help));
        }
    }
}
