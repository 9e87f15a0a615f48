//! `source/comment-cut`: found while the files are read.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "source/comment-cut",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A ` #` inside a text does not cut it off.",
    why: "YAML takes what follows ` #` for a comment, and the rest of the sentence is gone without a word.",
    serves: &[],
    bad: "do: Angebot #2 senden",
    good: "do: \"Angebot #2 senden\"",
    check: Check::Elsewhere,
};
