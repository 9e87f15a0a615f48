//! `doc/required-field`: every controlled document says what it is, whose it is and for whom it holds. Found
//! while the forms of a file are checked.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "doc/required-field",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Title, type, owner, status, class, purpose and scope are there, and what a key needs beside it.",
    why: "A reader must see in one look what a document is, whose it is and for whom it holds.",
    serves: &[("iso9001", "7.5.2"), ("iso27001", "7.5.2")],
    bad: "id: SAL-G-002\ntitle: Opportunity Management",
    good: "id: SAL-G-002\ntitle: Opportunity Management\ntype: guideline\nowner: head-of-sales\nstatus: draft",
    check: Check::Elsewhere,
};
