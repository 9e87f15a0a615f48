//! A guideline: everything its front matter can say (format reference, section 5).

use super::{
    Accepted, At, ChartWishes, Cycle, Duration, Facts, HouseRule, Interval, Letters, ProcessPath, ProductRef,
    Step, Text, Within,
};
use crate::diagnostic::{FileId, Span};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A controlled document of any type (the field calls the common one a guideline).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Guideline {
    /// Its file.
    pub file: FileId,
    /// The front matter.
    pub front: Span,
    /// The prose.
    pub body: Span,
    /// True where the front matter could not be read whole: rules about what is missing keep silent.
    pub broken: bool,
    /// Its id; without one it is not in the register.
    pub id: Option<Text>,
    /// Its title.
    pub title: Option<Text>,
    /// Its type: an id of `Settings::types`.
    pub doc_type: Option<Text>,
    /// Its owner: a role.
    pub owner: Option<Text>,
    /// Its state.
    pub status: Option<At<DocStatus>>,
    /// Where it belongs.
    pub process: Option<At<ProcessPath>>,
    /// Its class.
    pub class: Option<Text>,
    /// Its purpose.
    pub purpose: Option<Text>,
    /// Its scope.
    pub scope: Option<Text>,
    /// Its version.
    pub version: Option<Text>,
    /// Whether the version was written without quotes.
    pub version_unquoted: bool,
    /// Its approval.
    pub approved: Option<Approved>,
    /// What changed, newest first.
    pub changes: Vec<Change>,
    /// In force from.
    pub effective: Option<At<Date>>,
    /// Review.
    pub review: Option<Review>,
    /// Id it replaces.
    pub replaces: Vec<Text>,
    /// How long a superseded version is kept.
    pub retention: Option<At<Duration>>,
    /// Longest way from start to end.
    pub within: Option<Within>,
    /// Clauses it answers.
    pub norms: Vec<Text>,
    /// Who confirms each version.
    pub acknowledge: Vec<Text>,
    /// Duties per role or group.
    pub responsibilities: Vec<Responsibility>,
    /// Recurring duties.
    pub duties: Vec<Duty>,
    /// Records.
    pub records: Vec<Record>,
    /// KPIs.
    pub kpis: Vec<Kpi>,
    /// Risks.
    pub risks: Vec<Matter>,
    /// Resources.
    pub resources: Vec<Matter>,
    /// Open questions.
    pub open: Vec<Text>,
    /// Where it comes from.
    pub origin: Option<At<Origin>>,
    /// A file beside it (a form).
    pub attachment: Option<Text>,
    /// Who gets it.
    pub distribution: Vec<Text>,
    /// Free facts.
    pub facts: Facts,
    /// Letters that hold where a `do`, `ask` or `call` says nothing.
    pub defaults: Letters,
    /// Starts, in written order.
    pub starts: Vec<Start>,
    /// Phases, in written order; empty where `steps` are written flat.
    pub phases: Vec<Phase>,
    /// All steps in written order, whatever their phase.
    pub steps: Vec<Step>,
    /// What may happen at any time.
    pub anytime: Vec<Anytime>,
    /// Rules.
    pub rules: Vec<HouseRule>,
    /// How its flowchart is drawn.
    pub chart: ChartWishes,
    /// Findings accepted here.
    pub accept: Vec<Accepted>,
}

impl Guideline {
    /// The id, or an empty text.
    pub fn id(&self) -> &str {
        self.id.as_ref().map_or("", |t| t.as_str())
    }

    /// The title, or else the id.
    pub fn title(&self) -> &str {
        self.title.as_ref().map_or_else(|| self.id(), |t| t.as_str())
    }

    /// The state; a document that does not say one is a draft.
    pub fn state(&self) -> DocStatus {
        self.status.as_ref().map_or(DocStatus::Draft, |s| s.value)
    }

    /// Index of a step by id.
    pub fn step_index(&self, id: &str) -> Option<usize> {
        self.steps.iter().position(|s| s.id.as_ref().is_some_and(|t| t.as_str() == id))
    }

    /// A step by id.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.step_index(id).and_then(|n| self.steps.get(n))
    }

    /// Place of the id, else the top of the front matter: where findings about the whole document point.
    pub fn head(&self) -> Span {
        self.id.as_ref().map_or(Span { end: self.front.start, ..self.front }, |t| t.at)
    }
}

/// State of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DocStatus {
    /// Named, not yet written.
    Planned,
    /// Being written.
    Draft,
    /// Being reviewed.
    InReview,
    /// Approved.
    Approved,
    /// No longer in force.
    Retired,
}

impl DocStatus {
    /// The word in the source.
    pub fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Draft => "draft",
            Self::InReview => "in-review",
            Self::Approved => "approved",
            Self::Retired => "retired",
        }
    }
}

/// Where a document comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// A document from outside.
    External,
    /// A page that nobody approves.
    Generated,
}

/// An approval.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Approved {
    /// The whole entry.
    pub at: Span,
    /// By whom (a role or person).
    pub by: Option<Text>,
    /// When.
    pub date: Option<At<Date>>,
    /// Proof.
    pub proof: Option<Text>,
}

/// An entry of the change history.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Change {
    /// The whole entry.
    pub at: Span,
    /// Version.
    pub version: Option<Text>,
    /// When.
    pub date: Option<At<Date>>,
    /// By whom.
    pub by: Option<Text>,
    /// Why.
    pub why: Option<Text>,
}

/// `{ every, last, next }`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Review {
    /// The whole entry.
    pub at: Span,
    /// How often and when to warn.
    pub cycle: Cycle,
    /// Last review.
    pub last: Option<At<Date>>,
    /// Next, only where it differs.
    pub next: Option<At<Date>>,
}

/// Duties of a role or group.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Responsibility {
    /// Role or group.
    pub who: Text,
    /// Texts.
    pub texts: Vec<Text>,
}

/// A recurring duty.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Duty {
    /// The whole entry.
    pub at: Span,
    /// Its id.
    pub id: Option<Text>,
    /// What.
    pub what: Option<Text>,
    /// Who: roles or groups.
    pub who: Vec<Text>,
    /// How often.
    pub every: Option<At<Interval>>,
    /// Record it leaves.
    pub record: Option<Text>,
    /// Last done.
    pub last: Option<At<Date>>,
}

/// A record.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Record {
    /// The whole entry.
    pub at: Span,
    /// Its name: a work product's id, or free.
    pub name: Text,
    /// Where it is kept.
    pub kept_in: Option<Text>,
    /// How long.
    pub keep: Option<Text>,
    /// Class of the thing.
    pub class: Option<Text>,
    /// Basis of the period.
    pub basis: Option<Text>,
    /// Documents.
    pub see: Vec<Text>,
    /// Step that makes it.
    pub made_by: Option<Text>,
}

/// A KPI.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Kpi {
    /// The whole entry.
    pub at: Span,
    /// Its id.
    pub id: Option<Text>,
    /// Its name.
    pub name: Option<Text>,
    /// How it is worked out.
    pub definition: Option<Text>,
    /// Target.
    pub target: Option<Text>,
    /// How often.
    pub every: Option<At<Interval>>,
    /// Owner, a role.
    pub owner: Option<Text>,
    /// Where it is talked about.
    pub discussed_in: Vec<Text>,
    /// Where its results lie.
    pub results: Option<Text>,
}

/// A risk or resource: a text, or `{ what, measure, step }`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Matter {
    /// The whole entry.
    pub at: Span,
    /// What.
    pub what: Option<Text>,
    /// What is done about it.
    pub measure: Option<Text>,
    /// Step it belongs to.
    pub step: Option<Text>,
}

/// A start.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Start {
    /// The whole entry.
    pub at: Span,
    /// Its id, where it has one.
    pub id: Option<Text>,
    /// What happens.
    pub event: Option<Text>,
    /// Guidelines, process parts or external roles it comes from.
    pub from: Vec<Text>,
    /// Work products it brings in.
    pub out: Vec<ProductRef>,
    /// How often it happens.
    pub every: Option<At<Interval>>,
    /// Where it leads.
    pub next: Option<Text>,
}

/// A phase.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Phase {
    /// The whole entry.
    pub at: Span,
    /// Its id.
    pub id: Option<Text>,
    /// Its name.
    pub name: Option<Text>,
    /// Free facts.
    pub facts: Facts,
    /// `order: any`.
    pub any_order: bool,
    /// Where a phase with `order: any` leads.
    pub next: Option<Text>,
}

/// What may happen once in a case, while a step of some phases is under way.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Anytime {
    /// The whole entry.
    pub at: Span,
    /// Its id.
    pub id: Option<Text>,
    /// What happens.
    pub event: Option<Text>,
    /// Phases; empty: any step.
    pub within_phases: Vec<Text>,
    /// Where the case goes on.
    pub next: Option<Text>,
}
