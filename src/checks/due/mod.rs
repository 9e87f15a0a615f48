//! Recurring duties: done in time.

mod overdue;

/// The rules of this family.
pub(super) const RULES: &[super::Rule] = &[overdue::RULE];
