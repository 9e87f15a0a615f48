//! The prose beneath the front matter.

mod raw_html;

use super::Rule;

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[raw_html::RULE];
