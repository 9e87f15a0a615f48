//! The checks: one rule, one file, in the folder of its family. Each file holds the rule's documentation and its
//! check. This module runs them all and judges what they found: severities, accepted findings, the baseline, and
//! what merely follows from something else.
//!
//! [`run`] gives everything that is found, [`judge`] decides what of it is shown and what counts.

mod accept;
mod baseline;
mod index;
mod judge;
mod meta;
mod rule;
mod run;

pub use accept::AcceptedFinding;
pub use baseline::{Baseline, BaselineEntry};
pub use index::Index;
pub use judge::{Selection, Verdict, judge};
pub use meta::{rule, rules};
pub use rule::{Check, Context, Rule, Serves};
pub use run::run;
