//! `life/self-approval`: the approver is not the author, nor the only one who does the work.

use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{Cast, DocStatus, Guideline, Handbook, Role, Step, StepKind, Text};
use std::collections::BTreeSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "life/self-approval",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "Who approves a document did not write it, and is not the only one who does its tasks.",
    why: "An approval is a second look. Where writer and approver are the same, nobody looked.",
    serves: &[("iso27001", "A.5.3"), ("iso9001", "7.5.2")],
    bad: "approved: { by: head-of-sales, date: 2018-05-02, proof: minutes }\nchanges:\n- { version: \"1.0\", date: 2018-05-02, by: head-of-sales, why: First version }",
    good: "approved: { by: managing-director, date: 2018-05-02, proof: minutes }\nchanges:\n- { version: \"1.0\", date: 2018-05-02, by: head-of-sales, why: First version }",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    let Some(by) = g.approved.as_ref().and_then(|a| a.by.as_ref()) else { return };
    if g.state() != DocStatus::Approved || g.is_generated() {
        return;
    }
    let h = cx.handbook;
    let version = g.version.as_ref().map(Text::as_str);
    let newest = g.changes.first().filter(|c| c.version.as_ref().map(Text::as_str) == version);
    let message = if let Some(author) =
        newest.and_then(|c| c.by.as_ref()).filter(|author| same(h, by, [author.as_str()]))
    {
        let who = if author.value == by.value { "" } else { ", who is the same person" };
        let message = format!("`{}` approved what `{}` wrote{who}", by.value, author.value);
        Some((message, Some(author)))
    } else {
        let doers: BTreeSet<&str> =
            tasks(g).filter_map(|s| g.doers(s)).flat_map(Cast::names).map(Text::as_str).collect();
        let alone = !doers.is_empty() && same(h, by, doers);
        alone.then(|| (format!("`{}` approved this document and does all of its tasks", by.value), None))
    };
    if let Some((message, author)) = message {
        let finding =
            on(g, RULE.name, by.at, message).help("let somebody else approve it").about(by.as_str());
        out.push(match author {
            Some(author) => finding.also(author.at, "wrote this version"),
            None => finding,
        });
    }
}

/// Steps in which somebody does something.
fn tasks(g: &Guideline) -> impl Iterator<Item = &Step> {
    g.steps.iter().filter(|s| matches!(s.kind, StepKind::Do | StepKind::Call { .. }))
}

/// Whether an approver and all of `others` come down to one and the same person. A role that several people hold
/// is more than one person; of a role that nobody holds yet, the role itself counts.
fn same<'a>(h: &'a Handbook, approver: &'a str, others: impl IntoIterator<Item = &'a str>) -> bool {
    let approver = persons(h, approver);
    approver.len() == 1 && others.into_iter().all(|other| persons(h, other) == approver)
}

/// The persons behind a role, a group or a person's id.
fn persons<'a>(h: &'a Handbook, id: &'a str) -> BTreeSet<&'a str> {
    let roles = h.expand(id);
    if roles.is_empty() {
        return BTreeSet::from([id]);
    }
    let of_role = |role: &'a Role| -> Vec<&'a str> {
        match role.holders.as_slice() {
            [] => vec![role.id.as_str()],
            holders => holders.iter().map(Text::as_str).collect(),
        }
    };
    roles.into_iter().flat_map(of_role).collect()
}
