//! `source/duplicate-key`: found while the files are read.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "source/duplicate-key",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "A key stands once in its block.",
    why: "Of two deadlines for one step other tools silently take the last; nobody sees which holds.",
    serves: &[],
    bad: "within: 2 days\nwithin: 3 days",
    good: "within: 3 days",
    check: Check::Elsewhere,
};
