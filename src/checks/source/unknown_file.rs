//! `source/unknown-file`: found while the files are read.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "source/unknown-file",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "Every .yaml file is of a kind that the handbook knows, and no link leads out of the handbook.",
    why: "A file that is passed over in silence is a rule that its author believes in and nobody follows.",
    serves: &[],
    bad: "sales/opportunity.yml",
    good: "sales/opportunity.yaml",
    check: Check::Elsewhere,
};
