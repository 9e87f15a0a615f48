//! `graph/value-overlap`: in a decision by value no value has two outcomes.

use super::steps::on_step;
use super::value_gap::{figure, from, unit};
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::{Figure, ProcessGraph, coverage};
use crate::model::{Guideline, Outcome, StepKind, When};

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
        for (a, b, example_of) in coverage(outcomes).overlaps {
            let (Some(a), Some(b)) = (outcomes.get(a), outcomes.get(b)) else { continue };
            let example = figure(&example_of, unit(outcomes));
            let message = format!("{example} belongs to `{}` and to `{}`", a.id.value, b.id.value);
            let at = b.when.as_ref().map_or(b.id.at, |w| w.at);
            let other = a.when.as_ref().map_or(a.id.at, |w| w.at);
            let help = match (lower(a, b), &example_of) {
                (_, Figure::Word(word)) => format!("leave \"{word}\" in one of the two lists only"),
                (Some((low, high, top)), _) => format!(
                    "let `{}` begin where `{}` ends: `{}`",
                    high.id.value,
                    low.id.value,
                    from(&Figure::Number(top), high, unit(outcomes))
                ),
                _ => "let one begin where the other ends: `up to 500 EUR` and `over 500 EUR`".to_owned(),
            };
            out.push(
                on_step(g, step, RULE.name, at, message)
                    .help(help)
                    .about(format!("{} {}", a.id.value, b.id.value))
                    .also(other, format!("the condition of `{}`", a.id.value)),
            );
        }
    }
}

/// Of two ranges the lower one, the higher one, and where the lower one ends, if the higher one goes on beyond that.
fn lower<'o>(a: &'o Outcome, b: &'o Outcome) -> Option<(&'o Outcome, &'o Outcome, i64)> {
    let bounds = |o: &Outcome| match o.when.as_deref()? {
        When::Range { low, high, .. } => Some((low.map(|b| b.figure), high.map(|b| b.figure))),
        _ => None,
    };
    let (of_a, of_b) = (bounds(a)?, bounds(b)?);
    // An open lower bound sorts before any figure.
    let (low, high, (_, top), (_, end)) =
        if of_a.0 <= of_b.0 { (a, b, of_a, of_b) } else { (b, a, of_b, of_a) };
    let top = top?;
    end.is_none_or(|end| end > top).then_some((low, high, top))
}
