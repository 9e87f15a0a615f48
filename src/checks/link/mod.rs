//! Links: to documents, steps, headings, roles, clauses, files, in prose and in fields.
//!
//! [`references`] gathers them, [`resolve`] says what is wrong with one, `broken` makes the findings of all of
//! this family's rules.

mod anchor;
mod anchors;
mod broken;
pub(super) mod paths;
mod planned;
pub(super) mod references;
mod resolve;
mod stale;
mod unsafe_link;

use super::Rule;

/// The rules of this family.
pub(super) const RULES: &[Rule] =
    &[anchor::RULE, broken::RULE, planned::RULE, stale::RULE, unsafe_link::RULE];
