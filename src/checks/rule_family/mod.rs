//! Rules that a company gives itself: whether they can be checked, and whether they hold. (The folder of `rule/…`;
//! `rule` alone is what a rule is.)

mod not_checked;

use super::Rule;

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[not_checked::RULE];
