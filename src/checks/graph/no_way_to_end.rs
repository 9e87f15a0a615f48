//! `graph/no-way-to-end`: from every step some end can be reached.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/no-way-to-end",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "From every step some end can be reached: no steps lead round in a circle without a way out.",
    why: "A case that gets in there never ends, whatever anybody decides.",
    serves: &[("iso9001", "4.4.1")],
    bad: "- { id: revise, do: Revise the offer, R: kam, next: check }\n\
          - { id: check, do: Check the offer, R: head-of-sales, next: revise }",
    good: "- { id: revise, do: Revise the offer, R: kam, next: check }\n\
           - id: check\n  ask: Is the offer in order?\n  outcomes: { approved: send-offer, rework: revise }\n  limit: 3 rounds",
    check: Check::Elsewhere,
};
