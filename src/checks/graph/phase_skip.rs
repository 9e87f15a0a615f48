//! `graph/phase-skip`: lists the moves over a phase.

use super::phase_back::report;
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::{MoveKind, ProcessGraph};
use crate::model::Guideline;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/phase-skip",
    severity: Some(Severity::Info),
    since: "0.1.0",
    what: "Lists the ways that lead over at least one phase, once per guideline. A way to an end skips nothing.",
    why: "What is done in a skipped phase is not done in such a case: its checks, its records. That may be meant; \
          it should be known.",
    serves: &[("iso9001", "8.2.4")],
    bad: "- id: qualified          # in the phase Qualification\n  ask: Is it qualified?\n  outcomes: { qualified: design, small: send-contract }   # in the phase Negotiation",
    good: "The same, where the short cut is meant: an info says so, and nothing has to change.",
    check: Check::Alone(check),
};

fn check(g: &Guideline, graph: &ProcessGraph, out: &mut Vec<Finding>) {
    report(g, graph, MoveKind::Skip, RULE.name, out);
}
