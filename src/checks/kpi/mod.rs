//! KPIs: a figure that nobody defined measures nothing.

mod undefined;

/// The rules of this family.
pub(super) const RULES: &[super::Rule] = &[undefined::RULE];
