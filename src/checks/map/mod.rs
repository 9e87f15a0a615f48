//! The landscape: every process has an owner, measures, guidelines; what one hands over the next takes.

mod flows;
mod hand_over;
mod neighbour;
mod no_measure;
mod no_owner;
mod no_risk;
mod not_in_landscape;
mod part_without_guideline;
mod products;

pub(super) use neighbour::{Map, calls, is_real};

use super::Rule;

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[
    hand_over::RULE,
    no_measure::RULE,
    no_owner::RULE,
    no_risk::RULE,
    not_in_landscape::RULE,
    part_without_guideline::RULE,
];
