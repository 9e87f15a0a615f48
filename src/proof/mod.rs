//! The proof: what a process can and cannot do.
//!
//! A process is lowered into a [`net`], a guideline by [`lower`], a BPMN file by [`bpmn`], and asked four questions
//! ([`verdict::prove`]): can it always finish, does nothing go on after the end, can every step happen, does no step
//! run twice at once. Each no comes with a shortest example.
//!
//! 1. `reduce` takes apart what is plainly well made, in near linear time: most processes shrink to nothing and
//!    are sound.
//! 2. [`reach`] says what no start leads to and what leads to no end, still without looking at states.
//! 3. `search` looks at the states of what is left, up to a budget; past it the answer is "undecided".
//! 4. [`verdict`] puts it together; [`repair`] tries single edits and keeps those that a new proof finds sound.

pub mod bpmn;
pub mod builder;
pub mod calls;
pub mod explain;
mod kernel;
pub mod lower;
pub mod net;
pub mod reach;
mod reduce;
pub mod repair;
mod ropes;
pub mod runs;
mod search;
pub mod shapes;
pub mod verdict;
mod work;
