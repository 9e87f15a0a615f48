//! `life/review-soon`: the next review comes up.

use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity, Span};
use crate::graph::ProcessGraph;
use crate::model::{DocStatus, Guideline};
use jiff::civil::Date;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "life/review-soon",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "The review of an approved document is due within the time of `review: { warn }`, else within 30 days.",
    why: "A review needs people and time; who hears of it in time holds it in time.",
    serves: &[("iso27001", "A.5.1")],
    bad: "review: { every: 12 months, last: 2017-07-01 }     # and today is 2018-06-15",
    good: "review: { every: 12 months, last: 2018-06-15 }",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    let Some((date, at)) = due(cx, g) else { return };
    let warn = cx.handbook.review_warn(g);
    if date < cx.today || warn.before(date) > cx.today {
        return;
    }
    let message = if date == cx.today {
        "the review is due today".to_owned()
    } else {
        format!("the review is due on {date}")
    };
    out.push(
        on(g, RULE.name, at, message)
            .help("plan the review; once it is done write the day as `last` under `review`")
            .dated(),
    );
}

/// When the review of a document in force is due, and where that is written.
pub(super) fn due(cx: &Context<'_>, g: &Guideline) -> Option<(Date, Span)> {
    if g.state() != DocStatus::Approved || g.is_generated() {
        return None;
    }
    let at = g.review.as_ref().map(|r| r.next.as_ref().or(r.last.as_ref()).map_or(r.at, |d| d.at));
    let at = at
        .or_else(|| g.approved.as_ref().and_then(|a| a.date.as_ref()).map(|d| d.at))
        .unwrap_or_else(|| g.head());
    cx.handbook.review_due(g).map(|date| (date, at))
}
