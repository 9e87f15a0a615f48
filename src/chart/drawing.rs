//! What is to be drawn: a plain value that knows nothing of handbooks.
//!
//! Whoever fills it decides what is a lane and what a step is called; the chart decides where things stand. Nodes,
//! lanes and phases are named by their place in their lists. An edge whose ends do not exist is left out, a lane
//! index past the end means the last lane: a chart of a half-written guideline is still a chart.

/// Which way the process runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From top to bottom, lanes side by side: prints well.
    #[default]
    TopDown,
    /// From left to right, lanes one below the other.
    LeftRight,
}

/// Which signs are used; it decides how large things are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Notation {
    /// The handbook's own: words inside lozenges and events.
    #[default]
    Handbook,
    /// That of BPMN: small events and gateways with their words beside them.
    Bpmn,
}

/// One chart.
#[derive(Clone, Debug, Default)]
pub struct Drawing {
    /// Id of the document that it shows; empty for none.
    pub id: String,
    /// Whose process it is: the company or handbook; empty for nobody's.
    pub house: String,
    /// The word for a lane outside the company, where its dashed edge cannot be drawn.
    pub outside_word: String,
    /// The signs it is drawn with.
    pub notation: Notation,
    /// Its name, read out by a screen reader.
    pub title: String,
    /// One or two sentences for those who do not see it.
    pub desc: String,
    /// Which way it runs.
    pub direction: Direction,
    /// Lanes in the order they are to stand in; that order is always kept.
    pub lanes: Vec<Lane>,
    /// Phases in their order; empty for a guideline without phases.
    pub phases: Vec<Phase>,
    /// Everything that stands in a lane, in process order.
    pub nodes: Vec<Node>,
    /// The lines between them, in the order they are written.
    pub edges: Vec<Edge>,
    /// Whether input and output documents are drawn beside their step.
    pub documents: bool,
}

/// Whether a lane's party belongs to the company.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LaneKind {
    /// A role of the company.
    #[default]
    Internal,
    /// A party outside it; drawn with a dashed edge.
    Outside,
}

/// A lane: one role, one group of roles, one outside party.
#[derive(Clone, Debug, Default)]
pub struct Lane {
    /// Stable name, used for ids in the SVG.
    pub id: String,
    /// The words in its head.
    pub name: String,
    /// Inside or outside the company.
    pub kind: LaneKind,
    /// A quiet second line in its head ("any of four roles"); empty for none.
    pub sub: String,
}

/// A phase: a band across all lanes.
#[derive(Clone, Debug, Default)]
pub struct Phase {
    /// Stable name.
    pub id: String,
    /// The words at its edge.
    pub name: String,
    /// Free facts below the name ("probability", "10 %").
    pub facts: Vec<(String, String)>,
}

/// What a node is, and so how it looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NodeKind {
    /// Where the process begins: a thin circle.
    Start,
    /// An end: a heavy circle, its word below.
    End,
    /// An end that stops every branch: a heavy circle with a filled core.
    EndAll,
    /// A task: a box.
    #[default]
    Task,
    /// A decision by somebody: a lozenge.
    Decision,
    /// A decision by a value, which nobody takes: a lozenge with a second line inside.
    ValueDecision,
    /// Branches begin: a bar.
    Fork,
    /// Branches meet: a bar.
    Join,
    /// Waiting for somebody or for a time: a double-edged event with a clock.
    Wait,
    /// Another guideline is run: a box with the sub-process mark.
    Call,
    /// Something that may happen at any time: a dashed double-edged event.
    Event,
}

/// A work product beside a step.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its name.
    pub text: String,
    /// Where a click leads; empty for nowhere.
    pub href: String,
}

/// A time as a person and as a machine reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timer {
    /// `2 working days`.
    pub text: String,
    /// ISO 8601 (`P3D`, `R/P1M`); empty where it is known in words only.
    pub iso: String,
}

/// What a node means beyond its picture; for tools that read processes.
#[derive(Clone, Debug, Default)]
pub struct Detail {
    /// Id of the document that is run.
    pub calls: String,
    /// From whom it comes, for whom is waited, to whom it is handed over: names.
    pub partners: Vec<String>,
    /// What is handed over: names.
    pub messages: Vec<String>,
    /// Time limit, or how long is waited.
    pub limit: Option<Timer>,
    /// How often it happens.
    pub every: Option<Timer>,
    /// What else is written of it: plain text, paragraphs between empty lines.
    pub prose: String,
    /// For a join: the fork whose branches meet in it.
    pub closes: Option<usize>,
}

/// One thing in a lane.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// Stable name, used for ids in the SVG and in the geometry.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// The lane it stands in.
    pub lane: usize,
    /// The phase it belongs to; `None` takes that of its neighbours.
    pub phase: Option<usize>,
    /// The number of the step table ("4"), in small print.
    pub number: Option<String>,
    /// The words in it.
    pub text: String,
    /// A quiet second line: supporting roles, several roles together; empty for none.
    pub sub: String,
    /// Where a click leads (`#step-id`); empty for nowhere.
    pub href: String,
    /// How it is read out ("4. Review offer, Head of Sales"); empty: number and text.
    pub spoken: String,
    /// What it reads.
    pub inputs: Vec<Document>,
    /// What it makes.
    pub outputs: Vec<Document>,
    /// Limit or time, short ("at most 3 rounds", "within 30 days"); empty for none.
    pub badge: String,
    /// What it means beyond its picture.
    pub detail: Detail,
    /// Part of a run that is shown: drawn so that it stands out.
    pub in_run: bool,
    /// The place at which a run that is shown goes wrong.
    pub goes_wrong: bool,
}

/// What a line means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EdgeKind {
    /// The way on.
    #[default]
    Flow,
    /// One outcome of a decision.
    Outcome,
    /// One of several branches that all run.
    Branch,
    /// A branch that runs only under a condition.
    OptionalBranch,
    /// The way on when the time is up.
    Late,
    /// The way on when the rounds of a loop are used up.
    RoundsUsedUp,
    /// A way back, where the author says so.
    Loop,
    /// From an event that may happen at any time.
    Anytime,
    /// To or from another guideline.
    HandOver,
}

/// A line between two nodes.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing of a line, and any go together")]
pub struct Edge {
    /// Index of the node it leaves.
    pub from: usize,
    /// Index of the node it enters.
    pub to: usize,
    /// What it means.
    pub kind: EdgeKind,
    /// The words at its start; empty for none.
    pub label: String,
    /// On the main path: drawn heavier and kept straight. Where no edge is marked, the longest way is taken.
    pub main: bool,
    /// A way back, as the author wrote it. Others are found by the order of the nodes.
    pub back: bool,
    /// Taken where no other way is.
    pub otherwise: bool,
    /// Taken in a run that is shown: drawn so that it stands out.
    pub in_run: bool,
}
