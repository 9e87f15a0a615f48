//! Rules that a company gives itself: whether they hold, whether they can be checked. (The folder of `rule/…`;
//! `rule` alone is what a rule is.)
//!
//! `path`, `order` and `after` speak of runs and are proved ([`proof`]): those of a guideline in [`own`], those of the
//! house in [`house`].

mod after;
mod broken;
mod claim;
mod every;
mod house;
mod links;
mod not_checked;
mod order;
mod own;
mod path;
mod proof;
mod separate;
mod unmatched;

use super::Rule;

/// The rules of this family.
pub(super) const RULES: &[Rule] =
    &[after::RULE, every::RULE, not_checked::RULE, order::RULE, path::RULE, separate::RULE, unmatched::RULE];
