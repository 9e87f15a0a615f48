//! `doc/unknown-field`: a key that the format does not know. Found while the forms of a file are checked.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "doc/unknown-field",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "A key that the format does not know, or that belongs elsewhere.",
    why: "A key with a slip in it is silently without effect: the deadline, role or class that the author meant would not exist.",
    serves: &[],
    bad: "acountable: head-of-sales",
    good: "A: head-of-sales",
    check: Check::Elsewhere,
};
