//! `raci/no-responsible`: somebody does every task.

use crate::checks::graph::{called, head, on_step};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{Guideline, RaciScheme, StepKind};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "raci/no-responsible",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Every `do` names who does it: R, here or under `defaults` (D with DACI).",
    why: "\"The customer is informed\" is a sentence without a person: everybody thinks somebody else does it.",
    serves: &[("iso9001", "4.4.1"), ("iso9001", "5.3")],
    bad: "- id: inform-customer\n  do: Inform the customer\n  next: ended",
    good: "- id: inform-customer\n  do: Inform the customer\n  R: key-account-manager\n  next: ended",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken {
        return;
    }
    let letter = if cx.handbook.settings.raci == RaciScheme::Daci { "D" } else { "R" };
    for step in &g.steps {
        if matches!(step.kind, StepKind::Do) && g.doers(step).is_none() {
            let message = format!("nobody is named who does {}", called(step));
            let help = format!("write who does it: `{letter}: a-role`");
            out.push(on_step(g, step, RULE.name, head(step), message).help(help));
        }
    }
}
