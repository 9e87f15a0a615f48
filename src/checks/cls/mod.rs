//! Classes of information: known, with a handling rule, and never leaking.

mod contact;
mod leak;
mod no_handling;
mod unknown;

/// The rules of this family.
pub(super) const RULES: &[super::Rule] = &[contact::RULE, leak::RULE, no_handling::RULE, unknown::RULE];
