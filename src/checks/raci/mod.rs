//! Who does what: responsible, accountable, supporting, consulted, informed.

mod accountable;
mod case_missing;
mod load;
mod no_decider;
mod no_deputy;
mod no_responsible;
pub(super) mod places;
mod role_not_listed;
mod role_without_step;
mod sod;
mod too_many_consulted;
pub(super) mod unknown_role;
mod vacant_role;

use super::Rule;

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[
    accountable::RULE,
    case_missing::RULE,
    load::RULE,
    no_decider::RULE,
    no_deputy::RULE,
    no_responsible::RULE,
    role_not_listed::RULE,
    role_without_step::RULE,
    sod::RULE,
    too_many_consulted::RULE,
    unknown_role::RULE,
    vacant_role::RULE,
];
