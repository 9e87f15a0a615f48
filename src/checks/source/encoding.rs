//! `source/encoding`: found while the files are read.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "source/encoding",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Files are UTF-8 text.",
    why: "In any other encoding letters such as ä, ł or é become something else on the page.",
    serves: &[],
    bad: "A file saved as Windows-1252.",
    good: "The same file saved as UTF-8.",
    check: Check::Elsewhere,
};
