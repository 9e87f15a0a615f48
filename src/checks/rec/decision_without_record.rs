//! `rec/decision-without-record`: decisions that leave nothing behind.

use crate::checks::words::{on, quoted};
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{DocStatus, Guideline, Step, StepKind, Text};
use std::collections::HashSet;

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
    check: Check::Alone(check),
};

fn check(g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.state() == DocStatus::Retired {
        return;
    }
    let recorded: HashSet<&str> =
        g.records.iter().filter_map(|r| r.made_by.as_ref()).map(Text::as_str).collect();
    let decision = |s: &&Step| matches!(s.kind, StepKind::Ask { of: None, .. });
    let silent: Vec<&Step> = g
        .steps
        .iter()
        .filter(decision)
        .filter(|s| s.output.is_empty() && s.tools.is_empty() && !recorded.contains(s.id()))
        .collect();
    let Some(first) = silent.first() else { return };
    let ids: Vec<&str> = silent.iter().map(|s| s.id()).collect();
    let message = match ids.as_slice() {
        [one] => format!("the decision `{one}` leaves no record"),
        many => format!("{} decisions leave no record: {}", many.len(), quoted(many, 6)),
    };
    let at = first.id.as_ref().map_or(first.at, |t| t.at);
    out.push(
        on(g, RULE.name, at, message)
            .help("say what is written down (`out:`), or where it is kept (`tools:`)"),
    );
}
