//! `rec/decision-without-record`: decisions that leave nothing behind.

use crate::checks::words::{list, on};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{Guideline, StepKind};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "rec/decision-without-record",
    severity: Some(Severity::Info),
    since: "0.1.0",
    what: "Lists the decisions of a guideline that make no work product and name no tool in which they are kept.",
    why: "Later nobody can show who decided what, and on what grounds.",
    serves: &[("iso9001", "8.2.3")],
    bad: "- id: check-offer\n  ask: Is the offer in order?",
    good: "- id: check-offer\n  ask: Is the offer in order?\n  out: approval        # or: tools: Salesforce",
    check: Check::Document(check),
};

fn check(_: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    let silent: Vec<_> = g
        .steps
        .iter()
        .filter(|s| {
            matches!(&s.kind, StepKind::Ask { of: None, .. }) && s.output.is_empty() && s.tools.is_empty()
        })
        .filter(|s| !g.records.iter().any(|r| r.made_by.as_ref().is_some_and(|m| m.as_str() == s.id())))
        .collect();
    let Some(first) = silent.first() else { return };
    let ids: Vec<&str> = silent.iter().map(|s| s.id()).collect();
    let message = match ids.len() {
        1 => format!("the decision {} leaves no record", ids[0]),
        n => format!("{n} decisions leave no record: {}", list(&ids, 6)),
    };
    let at = first.id.as_ref().map_or(first.at, |t| t.at);
    out.push(
        on(g, RULE.name, at, message)
            .help("say what is written down (`out:`), or where it is kept (`tools:`)"),
    );
}
