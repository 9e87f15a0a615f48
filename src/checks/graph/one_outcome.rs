//! `graph/one-outcome`: a decision has at least two ways out.

use super::steps::{called, head, on_step};
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{Guideline, Outcome, Step, StepKind};

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
    check: Check::Alone(check),
};

/// Decisions that lack a way out are found with the dead ends, since steps may be cut off by them. Here is one that
/// has a `next` in place of its outcomes.
fn check(g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken {
        return;
    }
    for step in &g.steps {
        let StepKind::Ask { outcomes, .. } = &step.kind else { continue };
        if outcomes.is_empty() && step.next.is_some() {
            let message = format!("the decision {} has no outcomes", called(step));
            out.push(on_step(g, step, RULE.name, head(step), message).help(HELP));
        }
    }
}

/// A decision with one outcome, which most likely led to `missed` as well.
pub(super) fn one(g: &Guideline, step: &Step, only: &Outcome, missed: Option<&str>) -> Finding {
    let message = format!("the decision {} has one outcome, `{}`", called(step), only.id.value);
    let help = match missed {
        Some(missed) => format!(
            "add the other answer with the step it leads to, perhaps `{missed}`; if nothing is decided, write `do` in place of `ask`"
        ),
        None => HELP.to_owned(),
    };
    on_step(g, step, RULE.name, only.id.at, message).help(help)
}

const HELP: &str =
    "add the other answer with the step it leads to; if nothing is decided, write `do` in place of `ask`";
