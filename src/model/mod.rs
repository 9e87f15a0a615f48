//! The typed handbook: what the files say, as values that each know where they stand. Parsing gives a value *and*
//! its findings and never stops at the first; what is missing or wrong is an absence here and a finding there, so
//! the rooms above never meet half a value.
//!
//! Nothing is resolved in this room: a role is the text that the author wrote, until `Handbook` looks it up.

mod at;
mod calendar;
mod glossary;
mod guideline;
mod handbook;
mod known;
mod landscape;
mod lookup;
mod names;
mod norm;
mod organisation;
pub mod parse;
pub mod path;
pub mod read;
mod rule;
pub mod schema;
mod settings;
mod soa;
mod standard;
mod step;
mod texts;
mod time;
mod translation;

pub use at::{At, Facts, Localized, Text};
pub use glossary::{Glossary, Term};
pub use guideline::{
    Anytime, Approved, Change, DocStatus, Duty, Guideline, Kpi, Matter, Origin, Phase, Record,
    Responsibility, Review, Start,
};
pub use handbook::{Handbook, Page, RoleOrGroup};
pub use known::{Known, SHARDS};
pub use landscape::{Flow, Landscape, Part, Process, ProcessGroup, ProcessPath, Product};
pub use lookup::HeldLetter;
pub use names::Said;
pub use norm::NormRef;
pub use organisation::{Group, Organisation, Person, Role, Unit};
pub use parse::{parse, parse_with};
pub use rule::{HouseRule, PathRule, RuleForm, Selector, Separate};
pub use settings::{
    Accepted, Area, ChartWishes, Class, Cycle, DocType, PrintWishes, RaciScheme, Settings, Way,
};
pub use soa::{Applicable, Control, Soa};
pub use standard::{Clause, ClauseKind, Standard};
pub use step::{
    Bound, Cast, Escalation, Letter, Letters, Limit, Outcome, ProductRef, Step, StepKind, When, Within,
};
pub use texts::Translatable;
pub use time::{Duration, Interval, TimeUnit};
pub use translation::Translation;
