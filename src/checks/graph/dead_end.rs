//! `graph/dead-end`: every step but an end says what comes next.

use super::flow;
use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/dead-end",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Every step says what comes next, unless it is an end. What follows from a missing way (steps that can \
           no longer be reached, steps that no longer lead to an end) is shown beneath it.",
    why: "A process that stops in the middle leaves the case with nobody. `next` is always written, never implied \
          by the order of the lines: an implied one would hide exactly this mistake.",
    serves: &[("iso9001", "4.4.1")],
    bad: "- id: send-offer\n  do: Send the offer\n  R: key-account-manager",
    good: "- id: send-offer\n  do: Send the offer\n  R: key-account-manager\n  next: negotiate",
    check: Check::Alone(flow::check),
};
