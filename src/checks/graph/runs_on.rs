//! `graph/runs-on`: nothing is left to do when an end is reached.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/runs-on",
    severity: Some(Severity::Error),
    since: "0.2.0",
    what: "When an end is reached nothing is left to do. In a guideline the cause is nearly always told first, by `graph/parallel-escape` or `graph/no-way-to-end`; what follows from it is said by `guidepost prove`.",
    why: "A case counts as closed while somebody still works on it, or it is closed twice.",
    serves: &[("iso9001", "4.4.1")],
    bad: "- { id: offer, parallel: [price, terms], join: send }\n- id: price\n  ask: Can we offer?\n  outcomes: { offer: send, decline: declined }\n- { id: terms, do: Write the terms, next: send }\n- { id: declined, end: Declined }",
    good: "- { id: offer, parallel: [price, terms], join: send }\n- id: price\n  ask: Can we offer?\n  outcomes: { offer: send, decline: declined }\n- { id: terms, do: Write the terms, next: send }\n- { id: declined, end: Declined, stops: everything }",
    check: Check::Elsewhere,
};
