//! `graph/value-gap`: a decision by value has an outcome for every value.

use super::steps::{called, head, on_step};
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::{Figure, ProcessGraph, coverage};
use crate::model::{Guideline, Outcome, StepKind, When};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/value-gap",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "The figures of a decision by value leave none out: from the lowest figure written (or from below, with \
           `up to`) to any height, each value has an outcome, unless `else` takes the rest.",
    why: "For the value in the gap nobody knows what to do, and it will come.",
    serves: &[("iso9001", "4.4.1")],
    bad: "- id: how-much\n  ask: How much is it?\n  of: amount\n  outcomes:\n    small: { to: send-offer, when: up to 500 EUR }\n    large: { to: ask-director, when: over 5000 EUR }",
    good: "- id: how-much\n  ask: How much is it?\n  of: amount\n  outcomes:\n    small: { to: send-offer, when: up to 500 EUR }\n    middle: { to: ask-head, when: 500 to 5000 EUR }\n    large: { to: ask-director, when: over 5000 EUR }",
    check: Check::Alone(check),
};

fn check(g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    for step in &g.steps {
        let StepKind::Ask { outcomes, of: Some(of), .. } = &step.kind else { continue };
        let found = coverage(outcomes);
        // A condition that cannot be read or compared may well fill the gap; it was complained of already.
        let unclear =
            !found.foreign.is_empty() || outcomes.iter().any(|o| o.when.is_none() && o.id.value != "else");
        if unclear || found.gaps.is_empty() {
            continue;
        }
        let unit = unit(outcomes);
        let gaps: Vec<String> = found.gaps.iter().map(|f| figure(f, unit)).collect();
        let message = match gaps.as_slice() {
            [one] => format!("{} has no outcome for {one}", called(step)),
            many => format!("{} has no outcome for some values, as for {}", called(step), many.join(" and ")),
        };
        let help = "let two figures meet (`up to 500 EUR` and `over 500 EUR`), or add an outcome `else` for the rest";
        out.push(on_step(g, step, RULE.name, head(step), message).help(help).about(of.as_str()));
    }
}

/// The unit of a decision, as first written.
pub(super) fn unit(outcomes: &[Outcome]) -> &str {
    outcomes
        .iter()
        .find_map(|o| match o.when.as_deref()? {
            When::Range { unit, .. } => Some(unit.as_str()),
            _ => None,
        })
        .unwrap_or("")
}

/// `501 EUR`, `500.5 EUR`, or a word in quotes.
pub(super) fn figure(figure: &Figure, unit: &str) -> String {
    match figure {
        Figure::Word(word) => format!("\"{word}\""),
        Figure::Number(n) => {
            let sign = if *n < 0 { "-" } else { "" };
            let (whole, part) = (n.unsigned_abs() / 1000, n.unsigned_abs() % 1000);
            let part = if part == 0 { String::new() } else { format!(".{part:03}") };
            let part = part.trim_end_matches('0');
            format!("{sign}{whole}{part} {unit}").trim_end().to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_people_write_them() {
        assert_eq!(figure(&Figure::Number(501_000), "EUR"), "501 EUR");
        assert_eq!(figure(&Figure::Number(500_500), ""), "500.5");
        assert_eq!(figure(&Figure::Number(-10), "EUR"), "-0.01 EUR");
        assert_eq!(figure(&Figure::Word("P1".into()), "EUR"), "\"P1\"");
    }
}
