//! `graph/unreachable`: every step can be reached from a start.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/unreachable",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Every end can be reached, no steps lead only to one another, and what is cut off by a dead end or an \
           unknown step is named beneath that.",
    why: "A step that no way leads to is dead text: it is approved, shown and trained, and never done.",
    serves: &[("iso9001", "4.4.1")],
    bad: "- id: feedback\n  ask: What does the customer say?\n  outcomes: { positive: won }\n\
          - id: lost\n  end: Lost",
    good: "- id: feedback\n  ask: What does the customer say?\n  outcomes: { positive: won, negative: lost }\n\
           - id: lost\n  end: Lost",
    check: Check::Elsewhere,
};
