//! What a rule is: its name, its documentation, its check.

use super::Index;
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{Guideline, Handbook};
use jiff::civil::Date;

/// A rule. `docs/rules/` and `guidepost explain` are made from this.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Public name: `family/name`.
    pub name: &'static str,
    /// Default severity; `None` where it is off by default.
    pub severity: Option<Severity>,
    /// Version of Guidepost that brought it.
    pub since: &'static str,
    /// One sentence: what it checks.
    pub what: &'static str,
    /// Why it matters to a reader, owner or auditor. Never "ISO requires" for a convention.
    pub why: &'static str,
    /// Clauses it serves: `("iso9001", "7.5.2")`.
    pub serves: &'static [Serves],
    /// A bad example, as YAML or Markdown; for a rule about files, in words.
    pub bad: &'static str,
    /// The same, mended.
    pub good: &'static str,
    /// How it is checked.
    pub check: Check,
}

/// A clause that a rule serves: short name of the standard and number.
pub type Serves = (&'static str, &'static str);

/// How a rule is checked.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// Once per controlled document, by that document alone: neither by other files nor by the day. Where such a rule
    /// found nothing it is not asked again while the text stays ([`Handbook::told`]).
    Alone(fn(&Guideline, &ProcessGraph, &mut Vec<Finding>)),
    /// Once per controlled document; documents run side by side.
    Document(fn(&Context<'_>, &Guideline, &ProcessGraph, &mut Vec<Finding>)),
    /// Once for the handbook.
    Handbook(fn(&Context<'_>, &mut Vec<Finding>)),
    /// Found elsewhere: while reading, parsing or judging, or by another rule of the family.
    Elsewhere,
}

/// What a check may look at.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The handbook.
    pub handbook: &'a Handbook,
    /// The process graph of each guideline, in the order of `Handbook::guidelines`.
    pub graphs: &'a [ProcessGraph],
    /// What is looked up across documents.
    pub index: &'a Index,
    /// Today, as given.
    pub today: Date,
}
