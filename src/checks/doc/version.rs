//! `doc/version`: a version without quotes. Found while the forms of a file are checked.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "doc/version",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A version is written in quotes.",
    why: "Other tools read 1.10 without quotes as the number 1.1, and the copy then carries the wrong version.",
    serves: &[("iso9001", "7.5.3")],
    bad: "version: 1.10",
    good: "version: \"1.10\"",
    check: Check::Elsewhere,
};
