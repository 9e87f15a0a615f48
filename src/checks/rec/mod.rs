//! Records: kept where, for how long, made by what.

mod decision_without_record;
mod never_made;
mod no_retention;

/// The rules of this family.
pub(super) const RULES: &[super::Rule] =
    &[decision_without_record::RULE, never_made::RULE, no_retention::RULE];
