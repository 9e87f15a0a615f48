//! `life/approval`: who approved which version, when, and what proves it.

use crate::checks::words::{list, nearest, on};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{DocStatus, Guideline, Origin};

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
    if g.broken
        || g.state() != DocStatus::Approved
        || g.origin.as_ref().is_some_and(|o| o.value == Origin::Generated)
    {
        return;
    }
    let at = g.status.as_ref().map_or_else(|| g.head(), |s| s.at);
    let Some(approved) = &g.approved else {
        let also = if g.version.is_none() { " and no `version`" } else { "" };
        out.push(
            on(g, RULE.name, at, format!("this document is approved and has no `approved`{also}"))
                .help("write who approved it, when, and what proves it: `approved: { by: managing-director, date: 2026-05-02, proof: minutes of 2 May }`; or set the status back to draft")
                .about("approved"),
        );
        return;
    };
    let missing: Vec<&str> = [
        ("version", g.version.is_none()),
        ("approved: by", approved.by.is_none()),
        ("approved: date", approved.date.is_none()),
        ("approved: proof", approved.proof.is_none()),
    ]
    .into_iter()
    .filter_map(|(key, missing)| missing.then_some(key))
    .collect();
    if !missing.is_empty() {
        out.push(
            on(g, RULE.name, approved.at, format!("this document is approved and does not say {}", quoted(&missing)))
                .help("a version, who approved it (a role or a person), the day, and what proves it (minutes, a ticket, a merge request)")
                .about(missing.join(", ")),
        );
    }
    if let Some(by) = &approved.by {
        let people = || cx.handbook.organisation.people.iter().map(|p| p.id.as_str());
        if cx.handbook.party(by).is_none() && !people().any(|p| p == by.as_str()) {
            let known = cx.handbook.organisation.roles.iter().map(|r| r.id.as_str()).chain(people());
            let help = nearest(by, known).map_or_else(
                || "write a role or a person of organisation.yaml".to_owned(),
                |right| format!("did you mean `{right}`?"),
            );
            let message = format!("organisation.yaml knows nobody called `{}`", by.value);
            out.push(on(g, RULE.name, by.at, message).help(help).about(by.as_str()));
        }
    }
    if let Some(date) = approved.date.as_ref().filter(|d| d.value > cx.today) {
        out.push(
            on(
                g,
                RULE.name,
                date.at,
                format!("approved on {}, which is later than today ({})", date.value, cx.today),
            )
            .help("mend the day, or set the status back to in-review until it is approved")
            .about("date")
            .dated(),
        );
    }
}

fn quoted(keys: &[&str]) -> String {
    let keys: Vec<String> = keys.iter().map(|k| format!("`{k}`")).collect();
    list(&keys.iter().map(String::as_str).collect::<Vec<_>>(), 9)
}
