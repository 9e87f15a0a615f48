//! `rule/order`: what comes first was done before.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "rule/order",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "An `order` rule holds in every run of the process: whenever `then` happens, `before` was done at least \
           once. A step that is left because its time is up (`late`) was not done.",
    why: "What is not forced by the process is forgotten under pressure. The finding shows a shortest run in which it \
          is. Two steps in parallel branches have no order, even if one is usually quicker.",
    serves: &[("iso9001", "8.5.1")],
    bad: "next: send-offer\n…\nrules:\n- id: checked-first\n  order: { before: check-offer, then: send-offer }",
    good: "next: check-offer\n…\nrules:\n- id: checked-first\n  order: { before: check-offer, then: send-offer }",
    check: Check::Elsewhere,
};
