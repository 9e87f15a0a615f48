//! `graph/no-else`: a decision says that no answer is missing.

use super::steps::{called, head, on_step};
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{Guideline, StepKind, When};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/no-else",
    severity: Some(Severity::Info),
    since: "0.1.0",
    what: "A decision says that its outcomes are all there are, by `complete: true` or an outcome `else`. For \
           figures it is worked out (`graph/value-gap`).",
    why: "A program cannot see an answer that nobody wrote: the customer who declines, the bid that is stopped \
          half-way. Somebody who knows the work has to say that nothing is missing.",
    serves: &[("iso9001", "4.4.1")],
    bad: "- id: feedback\n  ask: What does the customer say?\n  outcomes: { positive: won, negative: lost }",
    good: "- id: feedback\n  ask: What does the customer say?\n  complete: true\n  outcomes: { positive: won, negative: lost, none: lost }",
    check: Check::Alone(check),
};

fn check(g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    for step in &g.steps {
        let StepKind::Ask { outcomes, complete: false, of, .. } = &step.kind else { continue };
        let settled = outcomes.len() < 2
            // Values that are missing were said already (`doc/value`).
            || of.is_some() && outcomes.iter().any(|o| o.when.is_none())
            || outcomes.iter().any(|o| o.id.value == "else")
            || outcomes.iter().any(|o| matches!(o.when.as_deref(), Some(When::Range { .. } | When::Rest)));
        if !settled {
            let message = format!("{} does not say that its outcomes are all there are", called(step));
            let help = "if none is missing, write `complete: true`; else add the missing one, or `else` for the rest";
            out.push(on_step(g, step, RULE.name, head(step), message).help(help));
        }
    }
}
