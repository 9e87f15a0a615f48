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
        let (below, above) = found.gaps.first().map_or((None, None), |gap| beside(outcomes, gap));
        let (message, help) = match (gaps.len(), &below, &above) {
            (1, Some((b, top)), Some((a, _))) => (
                format!("{message}: `{}` ends at {}, and `{}` begins only higher", b.id.value, figure(top, unit), a.id.value),
                format!(
                    "let `{}` begin where `{}` ends: `{}`; or add an outcome for what lies between, or `else` for the rest",
                    a.id.value,
                    b.id.value,
                    from(top, a, unit)
                ),
            ),
            (1, Some((b, top)), None) => (
                format!("{message}: `{}` ends at {}, and nothing begins there", b.id.value, figure(top, unit)),
                format!("add an outcome `over {}`, or `else` for the rest", figure(top, unit)),
            ),
            _ => (
                message,
                "let two figures meet (`up to 500 EUR` and `over 500 EUR`), or add an outcome `else` for the rest"
                    .to_owned(),
            ),
        };
        let mut finding = on_step(g, step, RULE.name, head(step), message).help(help).about(of.as_str());
        for (beside, note) in [(below, "what lies below"), (above, "what lies above")] {
            if let Some(when) = beside.and_then(|(o, _)| o.when.as_ref()) {
                finding = finding.also(when.at, note);
            }
        }
        out.push(finding);
    }
}

/// The outcomes below and above a gap, each with the figure at which it ends or begins.
fn beside<'o>(outcomes: &'o [Outcome], gap: &Figure) -> (Option<Beside<'o>>, Option<Beside<'o>>) {
    let Figure::Number(gap) = gap else { return (None, None) };
    let ranges = || {
        outcomes.iter().filter_map(|o| match o.when.as_deref()? {
            When::Range { low, high, .. } => Some((o, low.map(|b| b.figure), high.map(|b| b.figure))),
            _ => None,
        })
    };
    let below = ranges().filter_map(|(o, _, high)| Some((o, high.filter(|h| h <= gap)?)));
    let above = ranges().filter_map(|(o, low, _)| Some((o, low.filter(|l| l >= gap)?)));
    let with = |(o, f): (&'o Outcome, i64)| (o, Figure::Number(f));
    (below.max_by_key(|(_, f)| *f).map(with), above.min_by_key(|(_, f)| *f).map(with))
}

/// An outcome and a figure of its.
type Beside<'o> = (&'o Outcome, Figure);

/// The condition of an outcome that begins at a figure: `over 500 EUR`, `500 to 5000 EUR`.
pub(super) fn from(low: &Figure, outcome: &Outcome, unit: &str) -> String {
    match outcome.when.as_deref() {
        Some(When::Range { high: Some(high), .. }) => {
            format!("{} to {}", figure(low, ""), figure(&Figure::Number(high.figure), unit))
        }
        _ => format!("over {}", figure(low, unit)),
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
