//! `life/stale-draft`: a draft that nobody has gone on with for 90 days.

use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{DocStatus, Guideline};
use jiff::ToSpan;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "life/stale-draft",
    severity: Some(Severity::Info),
    since: "0.1.0",
    what: "The newest entry of `changes` of a draft is older than 90 days.",
    why: "A forgotten draft is clutter, or work that somebody waits for.",
    serves: &[("iso9001", "7.5.3")],
    bad: "status: draft\nchanges:\n- { version: \"0.1\", date: 2018-01-02, by: head-of-sales, why: First draft }      # and today is 2018-06-15",
    good: "status: in-review\nchanges:\n- { version: \"0.2\", date: 2018-06-01, by: head-of-sales, why: After the workshop }",
    check: Check::Document(check),
};

/// How long a draft may rest, in days. A convention of ours, no figure of a standard.
const DAYS: i64 = 90;

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if !matches!(g.state(), DocStatus::Draft | DocStatus::InReview) {
        return;
    }
    let Some(last) = g.changes.iter().filter_map(|c| c.date.as_ref()).max_by_key(|d| d.value) else { return };
    if last.value.saturating_add(DAYS.days()) < cx.today {
        out.push(
            on(g, RULE.name, last.at, format!("nobody has gone on with this draft since {}", last.value))
                .help("go on with it, or retire it")
                .dated(),
        );
    }
}
