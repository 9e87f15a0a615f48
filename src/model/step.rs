//! Steps: the first word says the kind (format reference, section 6).

use super::{At, Duration, Facts, Interval, Text};
use crate::diagnostic::Span;
use serde::{Deserialize, Serialize};

/// A step.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Step {
    /// The whole entry.
    pub at: Span,
    /// Its id.
    pub id: Option<Text>,
    /// What it is.
    pub kind: StepKind,
    /// Its sentence: the text after the first word (`do: Create …`); for a `parallel` the `note` or nothing; for
    /// a `call` nothing.
    pub text: Option<Text>,
    /// Index of its phase in `Guideline::phases`.
    pub phase: Option<usize>,
    /// The way on.
    pub next: Option<Text>,
    /// Its own letters (defaults are not mixed in).
    pub letters: Letters,
    /// Work products it reads.
    pub input: Vec<ProductRef>,
    /// Work products it makes.
    pub output: Vec<ProductRef>,
    /// Time limit.
    pub within: Option<Within>,
    /// Until a day or event.
    pub until: Option<Text>,
    /// Where it leads when the time is up.
    pub late: Option<Text>,
    /// Who is told, after which time.
    pub escalate: Vec<Escalation>,
    /// Loop limit.
    pub limit: Option<Limit>,
    /// Repeated while its block runs.
    pub every: Option<At<Interval>>,
    /// With whom it is in contact.
    pub contact: Vec<Text>,
    /// Documents, steps or clauses to look at.
    pub see: Vec<Text>,
    /// Tools.
    pub tools: Vec<Text>,
    /// A note.
    pub note: Option<Text>,
    /// Free facts.
    pub facts: Facts,
}

impl Step {
    /// The id, or an empty text.
    pub fn id(&self) -> &str {
        self.id.as_ref().map_or("", |t| t.as_str())
    }

    /// The outcomes of an `ask`, `wait` or `call`; none for other kinds.
    pub fn outcomes(&self) -> &[Outcome] {
        match &self.kind {
            StepKind::Ask { outcomes, .. }
            | StepKind::Wait { outcomes, .. }
            | StepKind::Call { outcomes, .. } => outcomes,
            _ => &[],
        }
    }
}

/// What a step is. The sentence is in [`Step::text`].
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum StepKind {
    /// A task.
    Do,
    /// A decision by one role, or by value where `of` is given.
    Ask {
        /// The ways on.
        outcomes: Vec<Outcome>,
        /// What the value is of: a decision by value.
        of: Option<Text>,
        /// `complete: true`: nothing is missing.
        complete: bool,
    },
    /// A fork.
    Parallel {
        /// Branches that always run.
        branches: Vec<Text>,
        /// Branches that run where their condition holds: step and condition.
        optional: Vec<(Text, Text)>,
        /// Where they meet.
        join: Option<Text>,
    },
    /// Something from another party, or a pause.
    Wait {
        /// For whom.
        party: Option<Text>,
        /// What they answered.
        outcomes: Vec<Outcome>,
    },
    /// A sub-process.
    Call {
        /// The document (`SAL-G-011`), without a start.
        document: Text,
        /// Its start, where one is named after `#`.
        start: Option<String>,
        /// Its ends, handled.
        outcomes: Vec<Outcome>,
    },
    /// An end.
    End {
        /// Receivers (documents or parts) and what they get.
        hand_over: Vec<(Text, Vec<ProductRef>)>,
        /// `stops: everything`.
        stops_everything: bool,
    },
    /// None of the kinds (`graph/step-kind` said so).
    Unknown,
}

/// One way out of a decision.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Outcome {
    /// Its id: the key.
    pub id: Text,
    /// Where it leads.
    pub to: Option<Text>,
    /// Its word for readers, where it differs from the id.
    pub text: Option<Text>,
    /// Share in per mille of all cases (`10 %` is 100).
    pub share: Option<At<u32>>,
    /// For a decision by value.
    pub when: Option<At<When>>,
}

/// A condition of a decision by value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    /// A range of figures. Figures are in thousandths, so that `1.5` is exact.
    Range {
        /// Lower bound; `None`: nothing is asked for below.
        low: Option<Bound>,
        /// Upper bound; `None`: open.
        high: Option<Bound>,
        /// `EUR`; may be empty.
        unit: String,
    },
    /// A list of words.
    Words(Vec<String>),
    /// The rest (an outcome called `else`).
    Rest,
}

/// A bound of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bound {
    /// Thousandths.
    pub figure: i64,
    /// Whether the figure itself belongs to the range for certain (`up to` yes, `over` no, the lower figure of
    /// `500 to 5000` only where no other outcome includes it: written here as no).
    pub inclusive: bool,
    /// Whether it is the lower figure of `a to b`, which is taken in where no other outcome has it.
    pub soft: bool,
}

/// A letter of the responsibility matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Letter {
    /// Responsible: does it.
    R,
    /// Accountable (in DACI: approver).
    A,
    /// Supports.
    S,
    /// Consulted.
    C,
    /// Informed.
    I,
    /// Driver (DACI): stands where R stands.
    D,
}

impl Letter {
    /// All letters in the order of a matrix.
    pub const ALL: [Self; 6] = [Self::R, Self::D, Self::A, Self::S, Self::C, Self::I];

    /// The letter as written.
    pub fn word(self) -> &'static str {
        match self {
            Self::R => "R",
            Self::A => "A",
            Self::S => "S",
            Self::C => "C",
            Self::I => "I",
            Self::D => "D",
        }
    }
}

/// The letters of a step or of `defaults`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Letters {
    /// Letter, place of its key, and who. Each letter at most once, in written order.
    pub cells: Vec<(Letter, Span, Cast)>,
}

impl Letters {
    /// Who has a letter.
    pub fn get(&self, letter: Letter) -> Option<&Cast> {
        self.cells.iter().find(|(l, _, _)| *l == letter).map(|(_, _, c)| c)
    }

    /// Who does it: R, or D with DACI.
    pub fn doers(&self) -> Option<&Cast> {
        self.get(Letter::R).or_else(|| self.get(Letter::D))
    }
}

/// Who has a letter.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Cast {
    /// Roles or groups.
    Roles(Vec<Text>),
    /// One of several, by case: case word and roles.
    ByCase(Vec<(Text, Vec<Text>)>),
}

impl Cast {
    /// All roles and groups named, in written order, by case or not.
    pub fn names(&self) -> impl Iterator<Item = &Text> {
        let (plain, cases): (&[Text], &[(Text, Vec<Text>)]) = match self {
            Self::Roles(r) => (r, &[]),
            Self::ByCase(c) => (&[], c),
        };
        plain.iter().chain(cases.iter().flat_map(|(_, r)| r))
    }
}

/// A work product as a step names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductRef {
    /// Id of the product, without the mark.
    pub id: Text,
    /// `approval?`: taken if it is there.
    pub optional: bool,
}

/// A time limit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Within {
    /// `2 working days`, since the step began.
    Plain(At<Duration>),
    /// `{ time, since }`: since `start` or a step.
    Since(At<Duration>, Text),
    /// By case: case word and time.
    ByCase(Vec<(Text, At<Duration>)>),
}

/// `{ after, tell }`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Escalation {
    /// The whole entry.
    pub at: Span,
    /// After which time.
    pub after: Option<At<Duration>>,
    /// Who is told.
    pub tell: Vec<Text>,
}

/// `3 rounds`, or `{ rounds: 3, then: step }`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Limit {
    /// The whole value.
    pub at: Span,
    /// How often the step is entered at most.
    pub rounds: u32,
    /// The way out when rounds are used up.
    pub then: Option<Text>,
}
