//! Documents: identity, owner, what every document says.

mod id;
mod numbering;
mod open_question;
mod owner;
mod owners;
mod person_as_owner;
mod required_field;
mod template_mark;
mod uncontrolled;
mod unknown_field;
mod value;
mod version;

use super::Rule;

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[
    id::RULE,
    open_question::RULE,
    owner::RULE,
    person_as_owner::RULE,
    required_field::RULE,
    template_mark::RULE,
    uncontrolled::RULE,
    unknown_field::RULE,
    value::RULE,
    version::RULE,
];
