//! `io/call-input`: what a sub-process needs is there when it is called.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "io/call-input",
    severity: Some(Severity::Error),
    since: "0.2.0",
    what: "What a sub-process brings in at the start that is called, or reads without making it, is there at the call \
           on every way, where the caller is the one who makes it. What comes from outside, or from other guidelines \
           only, is not asked for.",
    why: "The sub-process begins without what it works on; whoever is called has to send the case back.",
    serves: &[("iso9001", "4.4.1")],
    bad: "# SAL-G-011\nstart: { event: An offer is asked for, from: SAL-G-002, out: requirements, next: calculate }\n\
          # SAL-G-002\n- { id: make-offer, call: SAL-G-011, next: note-requirements }\n\
          - { id: note-requirements, do: Note the requirements, out: requirements, R: kam, next: sent }",
    good: "- { id: note-requirements, do: Note the requirements, out: requirements, R: kam, next: make-offer }\n\
           - { id: make-offer, call: SAL-G-011, next: sent }",
    // Found together with `io/undecided`.
    check: Check::Elsewhere,
};
