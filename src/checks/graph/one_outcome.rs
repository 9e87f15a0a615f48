//! `graph/one-outcome`: a decision has at least two ways out.

use super::steps::{called, head, on_step};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{Guideline, StepKind};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/one-outcome",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "A decision has at least two outcomes.",
    why: "With one way out nothing is decided: either the other answer was forgotten, or it is a task.",
    serves: &[("iso9001", "4.4.1")],
    bad: "- id: approved\n  ask: Is the offer approved?\n  outcomes: { approved: send-offer }",
    good: "- id: approved\n  ask: Is the offer approved?\n  outcomes: { approved: send-offer, rework: revise-offer }",
    check: Check::Document(check),
};

/// Decisions without any outcome are found with the dead ends: steps may be cut off by them.
fn check(_: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken {
        return;
    }
    for step in &g.steps {
        let StepKind::Ask { outcomes, .. } = &step.kind else { continue };
        let message = match outcomes.as_slice() {
            [only] => format!("the decision {} has one outcome, `{}`", called(step), only.id.value),
            // Not a dead end, because it has a `next`; still no decision.
            [] if step.next.is_some() => format!("the decision {} has no outcomes", called(step)),
            _ => continue,
        };
        let at = outcomes.first().map_or_else(|| head(step), |o| o.id.at);
        out.push(
            on_step(g, step, RULE.name, at, message)
                .help("add the other answer with the step it leads to; if nothing is decided, write `do` in place of `ask`"),
        );
    }
}
