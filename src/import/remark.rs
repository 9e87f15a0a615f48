//! What is told of an import: what could not be carried, and what was read into the drawing.

/// Something to know about one place of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The line in the file, from 1.
    pub line: usize,
    /// What it is about.
    pub why: Why,
    /// The thing, as its author calls it.
    pub what: String,
}

/// What a remark is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// An event at the border of a step that is no time limit.
    Boundary,
    /// A message flow of which nothing is left.
    Message,
    /// A join that waits for what may come.
    InclusiveJoin,
    /// A join whose branches were begun in different places.
    Join,
    /// A fork whose branches do not meet in one place.
    Fork,
    /// Branches that run into one another, where no join waits.
    NoJoin,
    /// A gateway of its own rules.
    Complex,
    /// A transaction, or a sub-process without an order.
    Odd,
    /// Done several times.
    Repeats,
    /// Undoing.
    Compensation,
    /// A sub-process that an event begins, and that does not stop what it is in.
    EventSubProcess,
    /// Several alternative triggers of one event.
    Triggers,
    /// A signal, an error, an escalation that is sent out.
    Thrown,
    /// A call that does not say of what.
    Called,
    /// Data tied by a line without a direction, or to nothing.
    Data,
    /// A flow whose one end is not there, or that crosses a border; a way that only leads round through gateways.
    Flow,
    /// One of several things with the same id.
    SameId,
    /// Words at a line that decides nothing.
    Label,
    /// A line drawn twice.
    Twice,
    /// A link that leads nowhere.
    Link,
    /// A group, a conversation, a choreography, the state of a document.
    Unread,
    /// Who does a step is said at the step, and not as its lane says.
    Performer,
    /// A condition that is an expression of some program.
    Expression,
    /// A time that is none of our lengths of time.
    Time,
    /// A step without a way on: BPMN takes it for an end.
    ImplicitEnd,
    /// A step without a way in, where there are no starts: BPMN takes it for a start.
    ImplicitStart,
    /// Several ways on without a gateway: BPMN takes all of them.
    ImplicitSplit,
    /// Nothing leads to it and nothing from it.
    Loose,
    /// A way out of a decision says nothing.
    NoCondition,
    /// No name.
    NoLabel,
    /// Waits for several things, but after fewer than two of them, or after what is none.
    Events,
    /// Nothing says where it begins.
    NoStart,
    /// Several starts that say nothing of what begins them.
    Starts,
    /// Stands in no lane.
    NoRole,
}

impl Why {
    /// Whether something is not in the guideline that the file says; else it is there, and was read into it.
    pub fn lost(self) -> bool {
        self < Self::Time
    }

    /// The sentence before the list of places.
    pub fn text(self) -> &'static str {
        match self {
            Self::Boundary => {
                "events at the border of a step: only a time limit that ends the step is carried, as `late`; what follows is there, but nothing leads to it"
            }
            Self::Message => "messages that no step here waits for or begins with",
            Self::InclusiveJoin => {
                "gateways that wait for whatever may still come: written as if they did not wait"
            }
            Self::Join => {
                "gateways that wait for branches which were not begun in one place: written as if they did not wait"
            }
            Self::Fork => "branches that do not all meet in one place, or are entered from elsewhere",
            Self::NoJoin => {
                "branches that run into the same step without a gateway: BPMN does what follows once for each, here it waits for all"
            }
            Self::Complex => "gateways with rules of their own: written as decisions",
            Self::Odd => "transactions and sub-processes without an order: written like other sub-processes",
            Self::Repeats => "steps that are done several times, or once for each of many things",
            Self::Compensation => "steps and events that undo others",
            Self::EventSubProcess => {
                "sub-processes that an event begins beside the rest: written as guidelines that nothing calls"
            }
            Self::Triggers => "events with several alternative triggers: only the name is carried",
            Self::Thrown => "signals, errors and escalations that are sent out: only the name is carried",
            Self::Called => "calls that do not say what they call: written as tasks",
            Self::Data => "data that is tied to nothing, or by a line without a direction",
            Self::Flow => "lines that lead nowhere, round through gateways only, or across a border",
            Self::SameId => "ids that stand more than once: lines lead to the first that has one",
            Self::Label => "words at lines that are no ways out of a decision",
            Self::Twice => "lines that are drawn twice",
            Self::Link => "links that lead nowhere",
            Self::Unread => "groups, conversations and other things that a guideline does not have",
            Self::Performer => {
                "who does a step, where that is written at the step and its lane says something else, or it is written for a program"
            }
            Self::Expression => {
                "conditions written for a program, where words stand beside them or nothing is decided"
            }
            Self::Time => "times that cannot be said as a length of time: written as `until`",
            Self::ImplicitEnd => "steps without a way on: BPMN takes them for ends, so an end was added",
            Self::ImplicitStart => {
                "steps that nothing leads to, in a process without a start: BPMN begins with them, so a start was added"
            }
            Self::ImplicitSplit => {
                "several ways on without a gateway: BPMN takes all of them, so a `parallel` was added"
            }
            Self::Loose => "steps that no line leads to or from",
            Self::NoCondition => {
                "ways out of a decision that do not say when they are taken: named after the step they lead to, or taken in any case where several may be taken"
            }
            Self::NoLabel => "steps, decisions and lanes without a name",
            Self::Events => {
                "gateways that wait for the first of several events, but are not followed by two or more events"
            }
            Self::NoStart => "nothing says where it begins: begun with the first step of the file",
            Self::Starts => "several starts, of which more than one does not say what begins it",
            Self::NoRole => "steps that stand in no lane or pool with a name: nobody is said to do them",
        }
    }
}
