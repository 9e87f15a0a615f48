//! The checks: one rule, one file, in the folder of its family. Each file holds the rule's documentation, its
//! check and its cases. This module runs them all and judges what they found: severities, accepted findings,
//! the baseline, and what merely follows from something else.

mod rule;

pub use rule::{Check, Context, Rule, Serves};
