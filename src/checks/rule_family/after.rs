//! `rule/after`: what must follow follows.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "rule/after",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "An `after` rule holds in every run that comes to its end: after `step`, `then` always follows.",
    why: "What is begun and not closed stays lying: a notice without an end of the file, a change nobody hears of. \
          The finding shows a shortest run to an end on which it is left out. Loops are taken to end.",
    serves: &[("iso9001", "8.5.1")],
    bad: "outcomes: { yes: close-file, no: ended }\n…\nrules:\n- id: notice-closes\n  after: { step: give-notice, then: close-file }",
    good: "outcomes: { yes: close-file, no: close-file }\n…\nrules:\n- id: notice-closes\n  after: { step: give-notice, then: close-file }",
    check: Check::Elsewhere,
};
