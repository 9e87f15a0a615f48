//! `life/self-approval`: the approver is not the author, nor the only one who does the work.

use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{Guideline, Handbook};
use std::collections::BTreeSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "life/self-approval",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "Who approves a document did not write it, and is not the only one responsible for all of its steps.",
    why: "An approval is a second look. Where writer and approver are the same, nobody looked.",
    serves: &[("iso27001", "A.5.3"), ("iso9001", "7.5.2")],
    bad: "approved: { by: head-of-sales, date: 2018-05-02, proof: minutes }\nchanges:\n- { version: \"1.0\", date: 2018-05-02, by: head-of-sales, why: First version }",
    good: "approved: { by: managing-director, date: 2018-05-02, proof: minutes }\nchanges:\n- { version: \"1.0\", date: 2018-05-02, by: head-of-sales, why: First version }",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    let Some(by) = g.approved.as_ref().and_then(|a| a.by.as_ref()) else { return };
    let approver = persons(cx.handbook, by);
    let author = g
        .changes
        .first()
        .filter(|c| c.version.as_ref().map(|v| v.as_str()) == g.version.as_ref().map(|v| v.as_str()))
        .and_then(|c| c.by.as_ref());
    if let Some(author) = author.filter(|a| a.value == by.value || same(&approver, &persons(cx.handbook, a)))
    {
        out.push(
            on(
                g,
                RULE.name,
                by.at,
                format!("`{}` approved what `{}` wrote, and they are the same", by.value, author.value),
            )
            .help("let somebody else approve it")
            .about(by.as_str())
            .also(author.at, "wrote this version"),
        );
        return;
    }
    let doers: BTreeSet<&str> = g
        .steps
        .iter()
        .filter_map(|s| s.letters.doers().or_else(|| g.defaults.doers()))
        .flat_map(|cast| cast.names().map(|t| t.as_str()))
        .collect();
    if let (1, Some(only)) = (doers.len(), doers.first().filter(|only| **only == by.as_str())) {
        out.push(
            on(
                g,
                RULE.name,
                by.at,
                format!("`{only}` approved this document and is responsible for each of its steps"),
            )
            .help("let somebody else approve it")
            .about(*only),
        );
    }
}

/// The persons behind a role or a person's id.
fn persons<'a>(h: &'a Handbook, id: &'a str) -> BTreeSet<&'a str> {
    match h.role(id) {
        Some(role) => role.holders.iter().map(|p| p.as_str()).collect(),
        None if h.organisation.people.iter().any(|p| p.id.as_str() == id) => BTreeSet::from([id]),
        None => BTreeSet::new(),
    }
}

/// Both come down to one and the same person.
fn same(a: &BTreeSet<&str>, b: &BTreeSet<&str>) -> bool {
    a.len() == 1 && a == b
}
