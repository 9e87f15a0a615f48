//! `graph/step-kind`: every step says what kind it is.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/step-kind",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Every step has exactly one of the words `do`, `ask`, `parallel`, `wait`, `call`, `end`; a phase whose \
           steps are done in any order holds only `do`, `wait` and `call`.",
    why: "The first word says how the step is drawn, who must be named, and how the process goes on.",
    serves: &[],
    bad: "- id: qualified\n  decision: Is it qualified?",
    good: "- id: qualified\n  ask: Is it qualified?",
    check: Check::Elsewhere,
};
