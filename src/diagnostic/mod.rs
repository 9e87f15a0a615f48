//! Places, findings and how they are shown. This room lies under all others and knows nothing of handbooks:
//! a finding is a rule name, a place in a file, and sentences for a quality manager.

mod finding;
mod place;
pub mod render;
mod rule;

pub use finding::{Finding, Fix, Severity};
pub use place::{FileId, Location, SourceText, Sources, Span};
pub use rule::{NoRules, RuleInfo, RuleText};
