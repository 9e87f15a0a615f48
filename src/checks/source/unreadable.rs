//! `source/unreadable`: found while the files are read.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "source/unreadable",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Every file of the handbook can be opened.",
    why: "A file that nobody could read was checked by nobody.",
    serves: &[],
    bad: "A file that its owner alone may read.",
    good: "The same file, readable for who runs the check.",
    check: Check::Elsewhere,
};
