//! `graph/runs-twice`: no step is begun while it is under way.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/runs-twice",
    severity: Some(Severity::Error),
    since: "0.2.0",
    what: "No step is begun again while it is under way.",
    why: "Two people do the same work without knowing of each other, and which result counts is a matter of chance.",
    serves: &[("iso9001", "4.4.1")],
    bad: "- { id: offer, parallel: [price, terms], join: send }\n- { id: price, do: Set the price, next: review }\n- { id: terms, do: Write the terms, next: review }\n- { id: review, do: Review the offer, next: send }",
    good: "- { id: offer, parallel: [price, terms], join: review }\n- { id: price, do: Set the price, next: review }\n- { id: terms, do: Write the terms, next: review }\n- { id: review, do: Review the offer, next: send }",
    check: Check::Elsewhere,
};
