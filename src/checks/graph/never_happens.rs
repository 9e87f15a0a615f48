//! `graph/never-happens`: every step happens in some run.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/never-happens",
    severity: Some(Severity::Error),
    since: "0.2.0",
    what: "Every step happens in some run.",
    why: "What is written there is read and trained, and never done.",
    serves: &[("iso9001", "4.4.1")],
    bad: "- { id: offer, parallel: [price, terms], join: send }\n- { id: price, do: Set the price, next: wait-for-terms }",
    good: "- { id: price, do: Set the price, next: send }",
    check: Check::Elsewhere,
};
