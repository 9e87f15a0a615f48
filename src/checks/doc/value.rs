//! `doc/value`: a value of the wrong form. Found while the forms of a file are checked.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "doc/value",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "A value that is not of the form its key needs: a date, a duration, one of several words.",
    why: "What cannot be read cannot be checked, counted or shown; the author's meaning would be lost without a word.",
    serves: &[],
    bad: "within: two days",
    good: "within: 2 working days",
    check: Check::Elsewhere,
};
