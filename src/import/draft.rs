//! A guideline before it is written: what an import knows of it.

use super::Remark;
use std::collections::BTreeMap;

/// A guideline to be written.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub(super) id: String,
    /// What the process is called in the file, and its line.
    pub(super) bpmn: String,
    pub(super) line: usize,
    pub(super) title: String,
    /// What is written of the whole process.
    pub(super) about: String,
    pub(super) starts: Vec<Start>,
    pub(super) anytime: Vec<Start>,
    pub(super) steps: Vec<Step>,
    /// Role or product, by id: name, and of a role whether it is a pool that nobody looks into.
    pub(super) roles: BTreeMap<String, (String, bool)>,
    /// Roles that have a lane, in the order of the drawing.
    pub(super) lanes: Vec<String>,
    pub(super) products: BTreeMap<String, String>,
    pub(super) remarks: Vec<Remark>,
    /// Text annotations that hang on nothing.
    pub(super) loose: Vec<String>,
}

/// A start, or what may happen at any time.
#[derive(Debug, Clone, Default)]
pub(super) struct Start {
    pub(super) id: Option<String>,
    pub(super) event: String,
    pub(super) from: Vec<String>,
    pub(super) out: Vec<String>,
    pub(super) every: Option<String>,
    pub(super) next: Option<String>,
    pub(super) mark: Mark,
}

/// Where something stands in the file.
#[derive(Debug, Clone, Default)]
pub(super) struct Mark {
    /// Its id there; empty for what the file does not have.
    pub(super) bpmn: String,
    pub(super) line: usize,
}

/// A step.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) id: String,
    pub(super) mark: Mark,
    pub(super) kind: Kind,
    pub(super) text: String,
    pub(super) responsible: Option<String>,
    pub(super) accountable: Option<String>,
    /// Outside parties that it sends to or hears from.
    pub(super) contact: Vec<String>,
    pub(super) input: Vec<String>,
    pub(super) output: Vec<String>,
    pub(super) within: Option<String>,
    pub(super) until: Option<String>,
    pub(super) late: Option<String>,
    pub(super) next: Option<String>,
    /// What is written of it for people.
    pub(super) about: String,
}

/// What a step is.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    Do,
    Ask(Vec<Outcome>),
    Parallel { branches: Vec<String>, optional: Vec<(String, String)>, join: Option<String> },
    Wait { party: Option<String>, outcomes: Vec<Outcome> },
    Call(String),
    End { stops: bool },
}

/// A way out of a decision.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    pub(super) id: String,
    pub(super) to: Option<String>,
    /// Where it differs from the id.
    pub(super) text: Option<String>,
}
