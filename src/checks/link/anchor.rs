//! `link/anchor`: what stands after `#` is written as the heading or step is.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "link/anchor",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "The part of a link after `#` is a step or heading of the document; this one is nearly one. The anchor of a \
           heading is its text in small letters, without punctuation, with hyphens for spaces.",
    why: "The link opens the page, but not at the place that is meant.",
    serves: &[("iso9001", "7.5.3")],
    bad: "See [how to qualify](SAL-G-002#Qualify_the_Opportunity).",
    good: "See [how to qualify](SAL-G-002#qualify-the-opportunity).",
    check: Check::Elsewhere,
};
