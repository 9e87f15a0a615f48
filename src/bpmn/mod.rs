//! BPMN 2.0 files: what they say, with the place of everything. Proofs and the import read the same model; neither
//! meaning nor judgement is made here.

mod html;
mod kinds;
mod read;
mod text;

pub use read::{LARGEST, read};
pub use text::text;

/// What a file says.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// The program that wrote it, as it calls itself; may be empty.
    pub exporter: String,
    /// Processes and sub-processes.
    pub scopes: Vec<Scope>,
    /// All flow nodes, in the order of the file.
    pub nodes: Vec<FlowNode>,
    /// Sequence flows.
    pub flows: Vec<Flow>,
    /// Message flows.
    pub messages: Vec<Message>,
    /// Pools.
    pub pools: Vec<Pool>,
    /// Lanes, each after the one that it is in.
    pub lanes: Vec<Lane>,
    /// Data objects, references to them, and stores.
    pub things: Vec<Thing>,
    /// Text annotations.
    pub remarks: Vec<Remark>,
    /// Plain lines, which tie annotations and data to nodes: source, target, whether the line has a direction.
    pub ties: Vec<(String, String, bool)>,
    /// What is only named and referred to: messages, errors, signals, escalations.
    pub named: Vec<Named>,
    /// What belongs to the process and is not read: its place and what it is called.
    pub unread: Vec<(usize, String)>,
}

/// A process or the inside of a sub-process.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Its id.
    pub id: String,
    /// Its name; may be empty.
    pub name: String,
    /// What is written of it for people.
    pub documentation: String,
    /// Where its element begins, in bytes.
    pub at: usize,
    /// The sub-process (index in [`Model::nodes`]) that it is the inside of.
    pub owner: Option<usize>,
}

/// A flow node.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "BPMN says all of these by yes or no")]
pub struct FlowNode {
    /// Its id.
    pub id: String,
    /// Its name; may be empty.
    pub name: String,
    /// What is written of it for people.
    pub documentation: String,
    /// Where its element begins, in bytes.
    pub at: usize,
    /// What it is.
    pub kind: Kind,
    /// The element: `userTask`, `sendTask`, `intermediateThrowEvent`.
    pub element: &'static str,
    /// Index in [`Model::scopes`].
    pub scope: usize,
    /// What triggers it, or what it does.
    pub event: Event,
    /// How many event definitions it has; more than one are alternatives.
    pub events: usize,
    /// What the event refers to (a message, an error, a signal); of a task, its message.
    pub about: String,
    /// The condition of a conditional event, in words or as an expression.
    pub condition: String,
    /// The time of a timer.
    pub time: Option<Time>,
    /// Of a boundary event: the id of what it is attached to.
    pub attached: String,
    /// Of a boundary or start event: whether it interrupts.
    pub interrupts: bool,
    /// A receive task: the only task that waits for a message that leads to it. Others take it as it comes.
    pub receives: bool,
    /// Of a call: the id of what is called.
    pub called: String,
    /// The flow that is taken where no other is.
    pub default: String,
    /// Ids of the things that it reads.
    pub inputs: Vec<String>,
    /// Ids of the things that it makes.
    pub outputs: Vec<String>,
    /// It is done several times: `standardLoopCharacteristics` or `multiInstanceLoopCharacteristics`.
    pub repeats: Option<&'static str>,
    /// It undoes another, and is begun by nothing else.
    pub undoes: bool,
    /// It begins a case, though it is no start.
    pub begins: bool,
    /// A gateway that waits for all of its events.
    pub waits_for_all: bool,
    /// Who does it, as far as that is said at the node itself.
    pub performers: Vec<Performer>,
}

/// Who does something, beside what a lane says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Performer {
    /// What it is called itself; often nothing but the name of the step.
    pub name: String,
    /// The id of the resource; may be empty.
    pub resource: String,
    /// An expression of some program instead.
    pub expression: String,
    /// Where its element begins, in bytes.
    pub at: usize,
}

/// A sequence flow.
#[derive(Debug, Clone, Default)]
pub struct Flow {
    /// Its id.
    pub id: String,
    /// Its words; may be empty.
    pub name: String,
    /// Where it begins: the id of a flow node.
    pub from: String,
    /// Where it leads.
    pub to: String,
    /// The condition, as it is written (it may be empty even where there is one).
    pub condition: Option<String>,
    /// Where its element begins, in bytes.
    pub at: usize,
}

/// A message flow.
#[derive(Debug, Clone, Default)]
pub struct Message {
    /// Its words; may be empty.
    pub name: String,
    /// Who sends: the id of a flow node or pool.
    pub from: String,
    /// Who gets it.
    pub to: String,
    /// Where its element begins, in bytes.
    pub at: usize,
}

/// A pool.
#[derive(Debug, Clone, Default)]
pub struct Pool {
    /// Its id.
    pub id: String,
    /// Its name; may be empty.
    pub name: String,
    /// The id of its process; empty where nobody looks inside.
    pub process: String,
    /// Where its element begins, in bytes.
    pub at: usize,
}

/// A lane.
#[derive(Debug, Clone, Default)]
pub struct Lane {
    /// Its id.
    pub id: String,
    /// Its name; may be empty.
    pub name: String,
    /// The lane that it is in: index in [`Model::lanes`].
    pub within: Option<usize>,
    /// The process or sub-process: index in [`Model::scopes`].
    pub scope: usize,
    /// The ids of the flow nodes that stand in it.
    pub nodes: Vec<String>,
    /// Where its element begins, in bytes.
    pub at: usize,
}

/// A data object, a reference to one, or a store.
#[derive(Debug, Clone, Default)]
pub struct Thing {
    /// Its id.
    pub id: String,
    /// Its name; may be empty.
    pub name: String,
    /// What it refers to; may be empty.
    pub of: String,
    /// Where its element begins, in bytes.
    pub at: usize,
}

/// A text annotation.
#[derive(Debug, Clone, Default)]
pub struct Remark {
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
    /// Where its element begins, in bytes.
    pub at: usize,
}

/// What is only named.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its name; may be empty.
    pub name: String,
}

/// When a timer goes off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Time {
    /// How it is said.
    pub kind: TimeKind,
    /// As it is written: `PT72H`, `R/P1M`, or an expression of some program.
    pub text: String,
}

/// How a time is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TimeKind {
    /// A day.
    #[default]
    Date,
    /// A length of time.
    Duration,
    /// Again and again.
    Cycle,
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
    /// A sub-process without an order, or one that is undone as a whole: what it is called, and its inside (index in
    /// [`Model::scopes`]).
    Odd(&'static str, usize),
    /// What it is called.
    Unsupported(&'static str),
}

impl Kind {
    /// The inside, of anything that has one.
    pub fn inside(self) -> Option<usize> {
        match self {
            Self::SubProcess(s) | Self::EventSubProcess(s) | Self::Odd(_, s) => Some(s),
            _ => None,
        }
    }

    /// Whether it only leads ways on.
    pub fn is_gateway(self) -> bool {
        matches!(self, Self::Exclusive | Self::Parallel | Self::Inclusive | Self::EventBased)
            || self == Self::Unsupported(COMPLEX)
    }
}

/// What a sub-process is called that is undone as a whole.
pub const TRANSACTION: &str = "transaction";

/// What a sub-process is called whose steps have no order.
pub const AD_HOC: &str = "ad-hoc sub-process";

/// What a gateway of its own rules is called.
pub const COMPLEX: &str = "complex gateway";

/// What an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Event {
    /// Nothing that is said.
    #[default]
    Plain,
    /// A message.
    Message,
    /// A time.
    Timer,
    /// A signal.
    Signal,
    /// A condition.
    Condition,
    /// An escalation.
    Escalation,
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

/// Lines by place in bytes.
#[derive(Debug, Clone)]
pub struct Lines {
    /// Where each line but the first begins.
    begins: Vec<usize>,
}

impl Lines {
    /// The lines of a text.
    pub fn of(text: &str) -> Self {
        Self { begins: text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(n, _)| n + 1).collect() }
    }

    /// The line of a place, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.begins.partition_point(|begin| *begin <= at) + 1
    }
}
