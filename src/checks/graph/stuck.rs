//! `graph/stuck`: no run comes to a stop before an end.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/stuck",
    severity: Some(Severity::Error),
    since: "0.2.0",
    what: "Every case that begins can be finished: no run comes to a stop before an end. In a guideline the cause is nearly always told first, by `graph/parallel-escape` or `graph/no-way-to-end`; what follows from it is said by `guidepost prove`.",
    why: "Somebody waits for work that nobody will bring. Nobody notices, since nobody has anything to do.",
    serves: &[("iso9001", "4.4.1")],
    bad: "- { id: offer, parallel: [price, terms], join: send }\n- { id: price, do: Set the price, next: send }\n- id: terms\n  ask: Are our terms accepted?\n  outcomes: { accepted: send, refused: file }\n- { id: send, do: Send the offer, next: file }",
    good: "- { id: offer, parallel: [price, terms], join: send }\n- { id: price, do: Set the price, next: send }\n- { id: terms, do: Agree on the terms, next: send }\n- { id: send, do: Send the offer, next: file }",
    check: Check::Alone(super::proof::check),
};
