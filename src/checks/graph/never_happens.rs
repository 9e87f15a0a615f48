//! `graph/never-happens`: every step happens in some run.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/never-happens",
    severity: Some(Severity::Error),
    since: "0.2.0",
    what: "Every step happens in some run. In a guideline the cause is nearly always told first, by `graph/parallel-escape` or `graph/no-way-to-end`; what follows from it is said by `guidepost prove`.",
    why: "What is written there is read and trained, and never done.",
    serves: &[("iso9001", "4.4.1")],
    bad: "- { id: offer, parallel: [price, terms], join: send }\n- { id: price, do: Set the price, next: ask-again }\n- { id: ask-again, do: Ask again, next: price }\n- { id: terms, do: Write the terms, next: send }\n- { id: send, do: Send the offer, next: file }",
    good: "- { id: offer, parallel: [price, terms], join: send }\n- { id: price, do: Set the price, next: send }\n- { id: terms, do: Write the terms, next: send }\n- { id: send, do: Send the offer, next: file }",
    check: Check::Elsewhere,
};
