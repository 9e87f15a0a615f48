//! `doc/open-question`: open questions are fine in a draft and wrong in what is in force.

use crate::checks::words::{count, on};
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{DocStatus, Guideline};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "doc/open-question",
    severity: Some(Severity::Info),
    since: "0.1.0",
    what: "Lists the open questions of a draft; once the document is approved they are an error.",
    why: "First observed, then written down: a draft may ask. What is in force must answer, or everyone answers \
          for themselves.",
    serves: &[("iso9001", "7.5.2")],
    bad: "status: approved\nopen:\n- Who signs first?",
    good: "status: in-review\nopen:\n- Who signs first?",
    check: Check::Alone(check),
};

fn check(g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    let Some(first) = g.open.first() else { return };
    let questions = count(g.open.len(), "open question", "open questions");
    let finding = match g.state() {
        DocStatus::Retired => return,
        DocStatus::Approved => {
            on(g, RULE.name, first.at, format!("this document is approved and has {questions}"))
                .severity(Severity::Error)
                .help("answer them in the text and take `open` out, or set the status back to in-review")
        }
        _ => on(g, RULE.name, first.at, format!("{questions} to answer before approval"))
            .help("answer them before the document is approved"),
    };
    out.push(finding);
}
