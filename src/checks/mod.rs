//! The checks: one rule, one file, in the folder of its family. Each file holds the rule's documentation and its
//! check. This module runs them all and judges what they found: severities, accepted findings, the baseline, and
//! what merely follows from something else.
//!
//! [`run`] gives everything that is found, [`judge`] decides what of it is shown and what counts.

mod accept;
pub(crate) mod apart;
mod baseline;
mod both;
mod cls;
mod doc;
pub mod docs;
mod due;
mod fold;
mod graph;
mod index;
mod io;
mod judge;
mod kpi;
mod lang;
mod life;
mod link;
mod links;
mod many;
mod map;
mod meta;
mod near;
mod norm;
mod prose;
mod raci;
mod rec;
mod rule;
mod rule_family;
mod run;
mod soa;
mod source;
mod time;
mod words;

pub use accept::AcceptedFinding;
pub use baseline::{Baseline, BaselineEntry};
pub use index::Index;
pub use judge::{Selection, Verdict, judge, severity};
pub use many::shorten;
pub use meta::{rule, rules};
pub use norm::{Coverage, coverage};
pub use rule::{Check, Context, Rule, Serves};
pub use run::{Told, run, tell};
