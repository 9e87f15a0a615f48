//! `life/approval`: who approved which version, when, and what proves it.

use crate::checks::words::{on, quoted, written, written_at_top};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{DocStatus, Guideline};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "life/approval",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "An approved document says its version, who approved it, on which day, and what proves it.",
    why: "\"Who approved it, when?\" is an auditor's second question; an approval that cannot be found is one of \
          the most frequent nonconformities.",
    serves: &[("iso9001", "7.5.2"), ("iso27001", "7.5.2"), ("iso27001", "A.5.1")],
    bad: "status: approved\nversion: \"1.0\"",
    good: "status: approved\nversion: \"1.0\"\napproved: { by: managing-director, date: 2018-05-02, proof: merge request 41 }",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken || g.state() != DocStatus::Approved || g.is_generated() {
        return;
    }
    lacking(cx, g, out);
    let Some(approved) = &g.approved else { return };
    if let Some(date) = approved.date.as_ref().filter(|d| d.value > cx.today) {
        let message = format!("approved on {}, which is later than today ({})", date.value, cx.today);
        out.push(
            on(g, RULE.name, date.at, message)
                .help("mend the day, or set the status back to in-review until it is approved")
                .about("date")
                .dated(),
        );
    }
}

/// What an approval does not say. Whether there is such a role or person is `raci/unknown-role`. A value that is there and of the wrong form was found while reading.
fn lacking(cx: &Context<'_>, g: &Guideline, out: &mut Vec<Finding>) {
    let front = cx.handbook.sources.slice(g.front);
    let no_version = g.version.is_none() && !written_at_top(front, "version");
    let Some(approved) = &g.approved else {
        if written_at_top(front, "approved") {
            return;
        }
        let at = g.status.as_ref().map_or_else(|| g.head(), |s| s.at);
        let also = if no_version { " and no `version`" } else { "" };
        out.push(
            on(g, RULE.name, at, format!("this document is approved and has no `approved`{also}"))
                .help("write who approved it, when, and what proves it: `approved: { by: managing-director, date: 2026-05-02, proof: minutes of 2 May }`; or set the status back to draft")
                .about("approved"),
        );
        return;
    };
    let entry = approved.at;
    let missing: Vec<&str> = [
        ("version", no_version),
        ("approved: by", approved.by.is_none() && !written(&cx.handbook.sources, entry, "by")),
        ("approved: date", approved.date.is_none() && !written(&cx.handbook.sources, entry, "date")),
        ("approved: proof", approved.proof.is_none() && !written(&cx.handbook.sources, entry, "proof")),
    ]
    .into_iter()
    .filter_map(|(key, missing)| missing.then_some(key))
    .collect();
    if !missing.is_empty() {
        let message = format!("this document is approved and does not say {}", quoted(&missing, 9));
        out.push(
            on(g, RULE.name, approved.at, message)
                .help("write a version, who approved it (a role or a person), the day, and what proves it (minutes, a ticket, a merge request)")
                .about("approved"),
        );
    }
}
