//! `source/active-picture`: found while the files are read.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "source/active-picture",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "A picture (SVG) of the handbook only draws: it holds no script and nothing that could be one.",
    why: "Whoever opens such a picture from the site runs what somebody else wrote. It is never copied into the site.",
    serves: &[],
    bad: "<svg onload=\"…\">",
    good: "The same picture saved as plain SVG, or as PNG.",
    check: Check::Elsewhere,
};
