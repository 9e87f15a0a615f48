//! The life of a document: approval, review, changes, and who still refers to what is no longer in force.

mod approval;
mod draft_in_use;
mod no_reason;
mod order;
mod references;
mod replaced_in_use;
mod retired_in_use;
mod review_overdue;
mod review_soon;
mod self_approval;
mod stale_draft;

use super::Rule;

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[
    approval::RULE,
    draft_in_use::RULE,
    no_reason::RULE,
    order::RULE,
    replaced_in_use::RULE,
    retired_in_use::RULE,
    review_overdue::RULE,
    review_soon::RULE,
    self_approval::RULE,
    stale_draft::RULE,
];
