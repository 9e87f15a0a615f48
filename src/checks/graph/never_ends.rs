//! `graph/never-ends`: some end can always be reached.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/never-ends",
    severity: Some(Severity::Error),
    since: "0.2.0",
    what: "From wherever a case has come to, some end can be reached, also with work side by side. In a guideline the cause is nearly always told first, by `graph/parallel-escape` or `graph/no-way-to-end`; what follows from it is said by `guidepost prove`.",
    why: "A case that gets there goes on for ever, whatever anybody decides.",
    serves: &[("iso9001", "4.4.1")],
    bad: "- { id: revise, do: Revise the offer, next: check }\n- { id: check, do: Check the offer, next: revise }",
    good: "- { id: revise, do: Revise the offer, next: check }\n- id: check\n  ask: Is the offer in order?\n  outcomes: { approved: send-offer, rework: revise }\n  limit: 3 rounds",
    check: Check::Elsewhere,
};
