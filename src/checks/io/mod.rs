//! Work products: what is read is made, and is there on every way; what is made is read, and not in two branches.

mod call_input;
mod callee;
mod every_way;
pub(super) mod gathered;
mod no_producer;
mod not_on_every_way;
mod products;
mod reads;
mod undecided;
mod unused_output;
mod written_twice;

use super::Rule;

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[
    call_input::RULE,
    no_producer::RULE,
    not_on_every_way::RULE,
    undecided::RULE,
    unused_output::RULE,
    written_twice::RULE,
];
