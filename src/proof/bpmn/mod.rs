//! BPMN 2.0 files as nets. Reading keeps what matters to the flow of work; what has no meaning here is listed with
//! its place and makes the answer "unsupported", never a guess.

mod lower;
mod read;

pub use lower::{Part, lower};
pub use read::read;

/// What a file says.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// Processes and sub-processes.
    pub scopes: Vec<Scope>,
    /// All flow nodes, in the order of the file.
    pub nodes: Vec<FlowNode>,
    /// Sequence flows: source, target, whether there is a condition on it.
    pub flows: Vec<(String, String, bool)>,
    /// Message flows: source and target.
    pub messages: Vec<(String, String)>,
}

/// A process or the inside of a sub-process.
#[derive(Debug, Clone)]
pub struct Scope {
    /// Its id.
    pub id: String,
    /// The sub-process (index in [`Model::nodes`]) that it is the inside of.
    pub owner: Option<usize>,
}

/// A flow node.
#[derive(Debug, Clone)]
pub struct FlowNode {
    /// Its id.
    pub id: String,
    /// Its name; may be empty.
    pub name: String,
    /// Where its element begins, in bytes.
    pub at: usize,
    /// What it is.
    pub kind: Kind,
    /// Index in [`Model::scopes`].
    pub scope: usize,
    /// What triggers it, or what it does.
    pub event: Event,
    /// Of a boundary event: the id of what it is attached to.
    pub attached: String,
    /// Of a boundary or start event: whether it interrupts.
    pub interrupts: bool,
    /// A receive task: the only task that waits for a message that leads to it. Others take it as it comes.
    pub receives: bool,
}

/// What a flow node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any task, or a call.
    Task,
    /// An embedded sub-process; index in [`Model::scopes`].
    SubProcess(usize),
    /// A sub-process that an event begins; index in [`Model::scopes`].
    EventSubProcess(usize),
    /// A start event.
    Start,
    /// An end event.
    End,
    /// An intermediate event, thrown or caught.
    Intermediate,
    /// An event at the border of an activity.
    Boundary,
    /// An exclusive gateway.
    Exclusive,
    /// A parallel gateway.
    Parallel,
    /// An inclusive gateway.
    Inclusive,
    /// An event-based gateway.
    EventBased,
    /// What it is called in the file.
    Unsupported(&'static str),
}

/// What an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Event {
    /// Nothing, or nothing that matters to the flow (timer, signal, condition, escalation).
    #[default]
    Plain,
    /// A message.
    Message,
    /// Ends all of its scope.
    Terminate,
    /// An error.
    Error,
    /// A link, by name.
    Link(String),
    /// Compensation or cancellation.
    Compensation,
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Where, in bytes.
    pub at: usize,
    /// What the reader says.
    pub why: String,
}
