//! Clauses of standards: cited rightly, and covered.

mod coverage;
mod uncovered;
mod unknown_clause;

pub use coverage::{Coverage, coverage};

/// The rules of this family.
pub(super) const RULES: &[super::Rule] = &[uncovered::RULE, unknown_clause::RULE];
