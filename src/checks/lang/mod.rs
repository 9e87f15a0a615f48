//! Languages: translations that are there, up to date, and fit their source; one word for one thing.

mod missing;
mod stale;
mod synonym;
mod tokens;
mod unknown_step;

/// The rules of this family.
pub(super) const RULES: &[super::Rule] = &[missing::RULE, stale::RULE, synonym::RULE, unknown_step::RULE];
