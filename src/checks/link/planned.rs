//! `link/planned`: what is linked to is written.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "link/planned",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A document that is referred to is written; this one is only planned.",
    why: "Whoever follows the link finds an empty page. To an auditor the reference promises more than there is.",
    serves: &[("iso9001", "7.5.3")],
    bad: "see: SAL-G-005      # status: planned",
    good: "see: SAL-G-005      # status: draft",
    check: Check::Elsewhere,
};
