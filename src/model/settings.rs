//! `handbook.yaml` (format reference, section 2).

use super::{At, Duration, HouseRule, Interval, Localized, Text};
use crate::diagnostic::{FileId, Severity, Span};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The settings of a handbook; the defaults stand where `handbook.yaml` is missing or silent.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The file, where there is one.
    pub file: Option<FileId>,
    /// Name of the handbook; empty where not given.
    pub name: Localized,
    /// Languages; the first is the source language. Never empty (`en`).
    pub languages: Vec<Text>,
    /// Highest class that is built in; `None`: everything.
    pub site_class: Option<Text>,
    /// Theme settings, free (colours, logo, footer …): key and text.
    pub theme: Vec<(Text, Text)>,
    /// A line at the foot of every page.
    pub footer: Localized,
    /// How flowcharts are drawn.
    pub chart: ChartWishes,
    /// What prints say of themselves.
    pub print: PrintWishes,
    /// Address that every page offers for feedback.
    pub feedback: Option<Text>,
    /// Pattern of an edit link; `{path}` stands for the file.
    pub edit_link: Option<Text>,
    /// Catalogue ids in scope.
    pub standards: Vec<Text>,
    /// Clauses that do not apply, each with the reason.
    pub not_applicable: Vec<(Text, Text)>,
    /// Areas: code → process of the landscape.
    pub areas: Vec<Area>,
    /// `"{area}-{type}-{nnn}"`, where given.
    pub numbering: Option<Text>,
    /// Types of documents: the built-in ones, overlaid with the handbook's.
    pub types: Vec<DocType>,
    /// Classes in order, lowest first; empty where the handbook names none.
    pub classes: Vec<Class>,
    /// The letters a step may carry.
    pub raci: RaciScheme,
    /// Default review cycle.
    pub review: Option<Cycle>,
    /// Default retention.
    pub retention: Option<At<Duration>>,
    /// Rule (or family) → severity; `None` is off.
    pub checks: Vec<(Text, At<Option<Severity>>)>,
    /// House rules.
    pub rules: Vec<HouseRule>,
    /// Accepted findings.
    pub accept: Vec<Accepted>,
    /// Patterns of files to pass over.
    pub ignore: Vec<Text>,
}

/// An area of the numbering: `SAL: sales`.
#[derive(Debug, Clone)]
pub struct Area {
    /// `SAL`.
    pub code: Text,
    /// Process of the landscape.
    pub process: Text,
}

/// A type of document.
#[derive(Debug, Clone)]
pub struct DocType {
    /// `guideline`.
    pub id: String,
    /// Letter in the numbering: `G`.
    pub letter: String,
    /// Name per language; empty for built-in ones, whose names the pages know.
    pub name: Localized,
    /// Where it is written, unless built in.
    pub at: Option<Span>,
}

/// A class of information.
#[derive(Debug, Clone)]
pub struct Class {
    /// `internal`.
    pub id: Text,
    /// Name per language; may be empty.
    pub name: Localized,
    /// Handling rule; may be empty (`cls/no-handling`).
    pub handling: Localized,
}

/// Which letters a step may carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RaciScheme {
    /// R, A, C, I.
    Raci,
    /// R, A, S, C, I.
    #[default]
    Rasci,
    /// D (driver, stands where R stands), A (approver), C, I.
    Daci,
}

/// How a flowchart is drawn; what is not said here is said by the handbook, and then by the built-in default.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct ChartWishes {
    /// Roles and groups in the order of their lanes.
    pub lanes: Vec<Text>,
    /// Which way it runs.
    pub direction: Option<At<Way>>,
    /// Whether work products are drawn.
    pub documents: Option<At<bool>>,
}

/// What prints say of themselves.
#[derive(Debug, Clone, Default)]
pub struct PrintWishes {
    /// Whether a print says that it is uncontrolled; `None`: it does.
    pub uncontrolled: Option<At<bool>>,
    /// What it says in other words.
    pub note: Localized,
}

/// Which way a flowchart runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// From top to bottom.
    Down,
    /// From left to right.
    Right,
}

/// `{ every: 12 months, warn: 30 days }`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Cycle {
    /// How often.
    pub every: Option<At<Interval>>,
    /// How long before the due day it is `-soon`.
    pub warn: Option<At<Duration>>,
}

/// An accepted finding.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Accepted {
    /// The whole entry.
    pub at: Span,
    /// The rule (or family).
    pub rule: Option<Text>,
    /// The document; `None` in `handbook.yaml`: findings of the shared files; in a guideline filled with its id.
    pub document: Option<Text>,
    /// The step.
    pub step: Option<Text>,
    /// The part that is not a step: `kpi/tp`.
    pub part: Option<Text>,
    /// The reason.
    pub why: Option<Text>,
    /// Who accepted it (a role or a person).
    pub by: Option<Text>,
    /// Until when.
    pub until: Option<At<Date>>,
}
