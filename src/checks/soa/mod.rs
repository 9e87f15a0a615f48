//! The Statement of Applicability: every control answered, with reason, state and evidence.

mod incomplete;
mod missing;
mod no_evidence;

/// The rules of this family.
pub(super) const RULES: &[super::Rule] = &[incomplete::RULE, missing::RULE, no_evidence::RULE];
