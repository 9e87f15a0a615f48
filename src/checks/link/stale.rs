//! `link/stale`: a link to one version of a document means the one in force.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "link/stale",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A link that pins a version (`SAL-G-002@1.0`) pins the one in force.",
    why: "What was agreed by the old version may no longer hold; somebody has to look.",
    serves: &[("iso9001", "7.5.3")],
    bad: "As agreed in [the offer process](SAL-G-002@1.0).      # SAL-G-002 is at version 2.0",
    good: "As agreed in [the offer process](SAL-G-002@2.0).",
    check: Check::Elsewhere,
};
