//! `raci/no-decider`: every decision has one who takes it.

use crate::checks::graph::{called, head, on_step};
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{Guideline, Letter, StepKind};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "raci/no-decider",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Every `ask` names who decides: A, here or under `defaults`. A decision by value (`of`) is taken by nobody.",
    why: "A decision that nobody takes is taken by whoever is in a hurry.",
    serves: &[("iso9001", "5.3")],
    bad: "- id: qualified\n  ask: Is the opportunity qualified?\n  outcomes: { qualified: design, not-qualified: inform }",
    good: "- id: qualified\n  ask: Is the opportunity qualified?\n  A: head-of-sales\n  outcomes: { qualified: design, not-qualified: inform }",
    check: Check::Alone(check),
};

fn check(g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken {
        return;
    }
    for step in &g.steps {
        if matches!(step.kind, StepKind::Ask { of: None, .. }) && g.letter(step, Letter::A).is_none() {
            let message = format!("nobody is named who decides {}", called(step));
            let help = "write the one role that decides: `A: a-role`; if a figure decides, write `of: amount` and `when` at each outcome";
            out.push(on_step(g, step, RULE.name, head(step), message).help(help));
        }
    }
}
