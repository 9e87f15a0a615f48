//! `graph/value-overlap`: in a decision by value no value has two outcomes.

use super::steps::on_step;
use super::value_gap::{figure, unit};
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::{ProcessGraph, coverage};
use crate::model::{Guideline, StepKind};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/value-overlap",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "No value of a decision by value belongs to two of its outcomes. `up to` includes its figure, `over` does \
           not; `500 to 5000` includes 5000, and 500 only where no other outcome does.",
    why: "For such a value two ways are right, and two people will take different ones.",
    serves: &[("iso9001", "4.4.1")],
    bad: "outcomes:\n  small: { to: send-offer, when: up to 500 EUR }\n  large: { to: ask-head, when: over 400 EUR }",
    good: "outcomes:\n  small: { to: send-offer, when: up to 500 EUR }\n  large: { to: ask-head, when: over 500 EUR }",
    check: Check::Alone(check),
};

fn check(g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    for step in &g.steps {
        let StepKind::Ask { outcomes, of: Some(_), .. } = &step.kind else { continue };
        for (a, b, example) in coverage(outcomes).overlaps {
            let (Some(a), Some(b)) = (outcomes.get(a), outcomes.get(b)) else { continue };
            let example = figure(&example, unit(outcomes));
            let message = format!("{example} belongs to `{}` and to `{}`", a.id.value, b.id.value);
            let at = b.when.as_ref().map_or(b.id.at, |w| w.at);
            let other = a.when.as_ref().map_or(a.id.at, |w| w.at);
            out.push(
                on_step(g, step, RULE.name, at, message)
                    .help("let one begin where the other ends: `up to 500 EUR` and `over 500 EUR`; a word stands in one list only")
                    .about(format!("{} {}", a.id.value, b.id.value))
                    .also(other, format!("the condition of `{}`", a.id.value)),
            );
        }
    }
}
