//! `life/review-overdue`: the day of the next review has passed.

use super::review_soon::due;
use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::Guideline;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "life/review-overdue",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "The review of an approved document is overdue on the day of the check.",
    why: "A review that nobody held is a nonconformity that every auditor finds, since the date stands on the page.",
    serves: &[("iso27001", "A.5.1"), ("iso9001", "7.5.2")],
    bad: "review: { every: 12 months, last: 2017-05-02 }     # and today is 2018-06-15",
    good: "review: { every: 12 months, last: 2018-05-02 }",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    let Some((date, at)) = due(cx, g).filter(|(date, _)| *date < cx.today) else { return };
    out.push(
        on(g, RULE.name, at, format!("the review was due on {date}"))
            .help("review the document; then write the day as `last` under `review`, also where nothing had to change")
            .dated(),
    );
}
