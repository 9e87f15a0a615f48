//! `io/not-on-every-way`: what a guideline makes itself is there before it is read.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "io/not-on-every-way",
    severity: Some(Severity::Warning),
    since: "0.2.0",
    what: "A work product that a guideline makes or brings in is there on every way, from every start, before a step \
           reads it or an end hands it over. What is marked (`offer?`), what comes from outside, and what only other \
           guidelines make, is not asked for. What another branch makes is there when the branches have met, and who \
           leaves a step because the time is up has made nothing.",
    why: "On the way that leaves it out somebody stands there without the paper the next step asks for, and does it \
          from memory.",
    serves: &[("iso9001", "4.4.1"), ("iso9001", "8.1")],
    bad: "- { id: qualified, ask: Is it large?, A: kam, outcomes: { large: analyse-risks, small: make-offer } }\n\
          - { id: analyse-risks, do: Analyse the risks, out: risk-analysis, R: service, next: make-offer }\n\
          - { id: make-offer, do: Write the offer, in: risk-analysis, R: kam, next: sent }",
    good: "- { id: make-offer, do: Write the offer, in: risk-analysis?, R: kam, next: sent }",
    // Found together with `io/undecided`.
    check: Check::Elsewhere,
};
