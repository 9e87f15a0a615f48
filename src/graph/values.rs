//! Decisions by value: which values no outcome takes, and which two take.
//!
//! Every figure `f` (in thousandths) is the position `2 f`, what lies between it and the next written figure is
//! `2 f + 1`. So each range is a run of whole numbers, and gaps and overlaps are found by comparing those.

use crate::model::read::same_unit;
use crate::model::{Outcome, When};

/// A value that shows what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// In thousandths.
    Number(i64),
    /// A word.
    Word(String),
}

/// What the outcomes of a decision by value leave open or take twice. Indices are those of the outcomes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Values that no outcome takes: one of each gap.
    pub gaps: Vec<Figure>,
    /// Two outcomes and a value that both take. Each outcome overlaps at most once with an earlier one.
    pub overlaps: Vec<(usize, usize, Figure)>,
    /// Outcomes that speak in another unit than the first, or in words where it has figures. They are left out of
    /// the comparison.
    pub foreign: Vec<usize>,
}

/// A range as positions, ends included.
#[derive(Clone, Copy)]
struct Run {
    low: i128,
    high: i128,
    outcome: usize,
    /// Whether its lower figure belongs to it only where no other range has it.
    soft: bool,
}

/// Compares the outcomes. What has no condition is passed over.
pub fn coverage(outcomes: &[Outcome]) -> Coverage {
    let mut found = Coverage::default();
    let whens = || outcomes.iter().enumerate().filter_map(|(n, o)| Some((n, &o.when.as_ref()?.value)));
    let rest = whens().any(|(_, w)| matches!(w, When::Rest));
    let Some((_, first)) = whens().find(|(_, w)| !matches!(w, When::Rest)) else { return found };
    found.foreign = whens().filter(|(_, w)| !alike(first, w)).map(|(n, _)| n).collect();
    let foreign = found.foreign.clone();
    let own = whens().filter(|(n, _)| foreign.binary_search(n).is_err());
    if matches!(first, When::Words(_)) {
        words(own, &mut found);
    } else {
        ranges(runs(own), rest, &mut found);
    }
    found
}

fn alike(first: &When, other: &When) -> bool {
    match (first, other) {
        (_, When::Rest) | (When::Words(_), When::Words(_)) => true,
        (When::Range { unit: a, .. }, When::Range { unit: b, .. }) => same_unit(a, b),
        _ => false,
    }
}

fn words<'a>(whens: impl Iterator<Item = (usize, &'a When)>, found: &mut Coverage) {
    let mut seen: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    for (n, when) in whens {
        let When::Words(words) = when else { continue };
        let twice = words.iter().find_map(|w| {
            let earlier = seen.get(&w.to_lowercase()).copied().filter(|&e| e != n)?;
            Some((earlier, n, Figure::Word(w.clone())))
        });
        found.overlaps.extend(twice);
        for w in words {
            seen.entry(w.to_lowercase()).or_insert(n);
        }
    }
}

/// The ranges as runs, each without a soft lower figure.
fn runs<'a>(whens: impl Iterator<Item = (usize, &'a When)>) -> Vec<Run> {
    let mut runs = Vec::new();
    for (outcome, when) in whens {
        let When::Range { low, high, .. } = when else { continue };
        let run = Run {
            low: low.map_or(i128::MIN, |b| 2 * i128::from(b.figure) + i128::from(b.soft || !b.inclusive)),
            high: high.map_or(i128::MAX, |b| 2 * i128::from(b.figure) - i128::from(!b.inclusive)),
            outcome,
            soft: low.is_some_and(|b| b.soft),
        };
        if run.low - i128::from(run.soft) > run.high {
            // Turned round; said while reading.
            continue;
        }
        runs.push(run);
    }
    runs
}

fn ranges(mut runs: Vec<Run>, rest: bool, found: &mut Coverage) {
    // A soft lower figure belongs to its range where no other range has it.
    runs.sort_by_key(|r| (r.low, r.high, r.outcome));
    let mut reach = Vec::with_capacity(runs.len());
    let mut most = i128::MIN;
    for r in &runs {
        most = most.max(r.high);
        reach.push((r.low, most));
    }
    let taken = |position: i128| {
        let before = reach.partition_point(|(low, _)| *low <= position);
        before > 0 && reach[before - 1].1 >= position
    };
    for r in &mut runs {
        if r.soft && !taken(r.low - 1) {
            r.low -= 1;
        }
    }
    runs.sort_by_key(|r| (r.low, r.high, r.outcome));
    let Some(first) = runs.first().copied() else { return };
    let lowest = if first.low == i128::MIN { i128::MIN } else { first.low - first.low.rem_euclid(2) };
    let mut gap = |low: i128, high: i128| {
        if let (false, Some(figure)) = (rest, example(low, high)) {
            found.gaps.push(Figure::Number(figure));
        }
    };
    if first.low > lowest {
        gap(lowest, first.low - 1);
    }
    let mut top = first;
    for r in runs.iter().skip(1) {
        if r.low <= top.high {
            if let Some(figure) = example(r.low, r.high.min(top.high)) {
                let (a, b) = (top.outcome.min(r.outcome), top.outcome.max(r.outcome));
                found.overlaps.push((a, b, Figure::Number(figure)));
            }
        } else if r.low > top.high + 1 {
            gap(top.high + 1, r.low - 1);
        }
        if r.high > top.high {
            top = *r;
        }
    }
    if top.high < i128::MAX {
        gap(top.high + 1, i128::MAX);
    }
}

/// A figure between two positions: the lowest whole number, else the middle. `None` where only figures finer than
/// a thousandth lie there.
fn example(low: i128, high: i128) -> Option<i64> {
    const WHOLE: i128 = 2_000;
    let to_figure = |position: i128| i64::try_from(position.div_euclid(2)).ok();
    if low == i128::MIN {
        let whole = if high == i128::MAX { 0 } else { high.div_euclid(WHOLE) * WHOLE };
        return to_figure(whole);
    }
    let whole = (low + WHOLE - 1).div_euclid(WHOLE) * WHOLE;
    if whole <= high {
        return to_figure(whole);
    }
    let middle = low + (high - low) / 2;
    let middle = middle + middle.rem_euclid(2);
    if middle <= high { to_figure(middle) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{FileId, Span};
    use crate::model::{At, Bound, Text};

    fn outcome(text: &str) -> Outcome {
        let at = Span::top(FileId(0));
        let when = match text {
            "else" => When::Rest,
            _ => match crate::model::read::when(text).expect("a condition") {
                When::Words(_) => When::Words(text.split(' ').map(str::to_owned).collect()),
                range => range,
            },
        };
        let id = Text::new(text.to_owned(), at);
        Outcome { id, to: None, text: None, share: None, when: Some(At::new(when, at)) }
    }

    /// Gaps, then overlaps, as people would write them.
    fn found(outcomes: &[&str]) -> String {
        let outcomes: Vec<_> = outcomes.iter().map(|t| outcome(t)).collect();
        let c = coverage(&outcomes);
        let show = |f: &Figure| match f {
            Figure::Number(n) if n % 1000 == 0 => (n / 1000).to_string(),
            Figure::Number(n) => format!("{}.{:03}", n / 1000, n % 1000),
            Figure::Word(w) => w.clone(),
        };
        let mut parts: Vec<String> = c.gaps.iter().map(|g| format!("gap {}", show(g))).collect();
        parts.extend(c.overlaps.iter().map(|(a, b, f)| format!("{a}&{b} {}", show(f))));
        parts.extend(c.foreign.iter().map(|n| format!("foreign {n}")));
        parts.join(", ")
    }

    #[test]
    fn up_to_includes_its_figure_and_over_does_not() {
        assert_eq!(found(&["up to 500 EUR", "over 500 EUR"]), "");
        assert_eq!(found(&["up to 500", "over 400"]), "0&1 401");
        assert_eq!(found(&["up to 500", "over 600"]), "gap 501");
    }

    #[test]
    fn the_lower_figure_belongs_to_whoever_else_has_it() {
        assert_eq!(found(&["up to 500", "500 to 5000", "over 5000"]), "");
        assert_eq!(found(&["500 to 5000", "over 5000"]), "");
        assert_eq!(found(&["0 to 500", "500 to 5000", "over 5000"]), "");
        assert_eq!(found(&["up to 500", "400 to 5000", "over 5000"]), "0&1 401");
    }

    #[test]
    fn above_the_highest_figure_something_is_asked_for() {
        assert_eq!(found(&["up to 500", "500 to 5000"]), "gap 5001");
        assert_eq!(found(&["up to 500", "501 to 5000", "else"]), "");
    }

    #[test]
    fn a_gap_between_whole_numbers_is_shown_by_a_part() {
        assert_eq!(found(&["up to 500", "501 to 1000", "over 1000"]), "gap 500.500");
        assert_eq!(found(&["up to 0.5", "over 0.75"]), "gap 0.625");
    }

    #[test]
    fn a_single_figure_may_be_missing() {
        assert_eq!(found(&["over 500", "0 to 400"]), "gap 401");
        assert_eq!(found(&["over 500"]), "gap 500");
    }

    #[test]
    fn the_rest_takes_what_is_left_but_mends_no_overlap() {
        assert_eq!(found(&["up to 500", "else"]), "");
        assert_eq!(found(&["up to 500", "up to 600", "else"]), "0&1 500");
    }

    #[test]
    fn units_and_words_are_not_mixed() {
        assert_eq!(found(&["up to 500 EUR", "over 500 USD"]), "gap 501, foreign 1");
        assert_eq!(found(&["up to 500 EUR", "high"]), "gap 501, foreign 1");
        assert_eq!(found(&["up to 1 day", "1 to 5 days", "over 5 Days"]), "");
    }

    #[test]
    fn a_word_stands_in_one_list() {
        assert_eq!(found(&["P1 P2", "P3 p1", "else"]), "0&1 p1");
        assert_eq!(found(&["P1 P2", "P3"]), "");
    }

    #[test]
    fn extreme_figures_do_not_overflow() {
        let far = |figure, low: bool| {
            let b = Some(Bound { figure, inclusive: true, soft: false });
            let (low, high) = if low { (b, None) } else { (None, b) };
            let mut o = outcome("else");
            o.when = Some(At::new(When::Range { low, high, unit: String::new() }, o.id.at));
            o
        };
        let c = coverage(&[far(i64::MIN, false), far(i64::MAX, true)]);
        assert_eq!(c.gaps.len(), 1);
        assert!(c.overlaps.is_empty());
    }
}
