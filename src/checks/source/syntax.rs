//! `source/syntax`: found while the files are read.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "source/syntax",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "The file can be read as YAML; a slip is shown where it was made, with what to write instead.",
    why: "Nothing behind a slip can be trusted: the rest of the file might mean something else than its author thinks.",
    serves: &[],
    bad: "do: Angebot: erstellen",
    good: "do: \"Angebot: erstellen\"",
    check: Check::Elsewhere,
};
