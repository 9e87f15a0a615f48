//! Work products: what is read is made, what is made is read.

mod no_producer;
mod products;
mod unused_output;

use super::Rule;

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[no_producer::RULE, unused_output::RULE];
