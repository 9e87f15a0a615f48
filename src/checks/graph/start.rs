//! `graph/start`: the process has a start, and only those that are declared.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/start",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "A process with steps has a `start`, one with a start has steps, and no step is a second way in that no \
           `start` names: one that nothing leads to.",
    why: "Whoever works by the process must know what begins it. A step that nothing leads to is either forgotten \
          or a side door through which cases come in late, unseen by the steps before.",
    serves: &[("iso9001", "4.4.1")],
    bad: "start: { event: Qualified lead, next: create-opportunity }\n\
          steps:\n\
          - { id: create-opportunity, do: Create it, R: kam, next: won }\n\
          - { id: enter-deal, do: Enter a deal that came by phone, R: kam, next: won }\n\
          - { id: won, end: Won }",
    good: "start:\n\
           - { id: lead, event: Qualified lead, next: create-opportunity }\n\
           - { id: phone, event: A customer calls, next: enter-deal }",
    check: Check::Elsewhere,
};
