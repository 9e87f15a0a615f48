//! `source/no-handbook`: found while the files are read.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "source/no-handbook",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "The folder has a handbook.yaml.",
    why: "Without it there are no classes, no standards in scope and no review periods; defaults are taken.",
    serves: &[],
    bad: "A folder with guidelines and no handbook.yaml.",
    good: "handbook.yaml with `name: Sales handbook`",
    check: Check::Elsewhere,
};
