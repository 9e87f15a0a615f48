//! Deadlines: whether the longest way keeps to the time a guideline gives, and a sub-process to that of its caller.
//! How times are added up and compared is said in `graph::longest`.

mod call_too_long;
mod cases;
mod shown;
mod steps;
mod too_long;
mod undecided;

use super::Rule;

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[call_too_long::RULE, too_long::RULE, undecided::RULE];
