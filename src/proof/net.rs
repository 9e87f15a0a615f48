//! The workflow graph that everything is lowered to, and the game that is played on it.
//!
//! Work lies as tokens on the ways (edges). A node fires: it takes tokens from its ways in and puts tokens on its
//! ways out. All kinds of steps are a choice of six things:
//!
//! - [`In`]: a token on any one way in, on all of them, or on as many as can still come (the inclusive join of
//!   BPMN 2.0, 13.4.3: it waits while a token that stands elsewhere can come to a way in that is empty, unless
//!   that token can also come to one that is not; ways through the join itself do not count);
//! - [`Out`]: tokens on one way out, on all, on any choice of at least one, or on one that is waited for;
//! - [`Role`]: a step moves tokens on, one without a way out keeps them for ever; an end takes them the moment
//!   they arrive, and so does a sink, which ends nothing; an end that stops everything takes all others with it;
//! - [`Guard`]: fires only while there is work in an area, or only while there is none;
//! - what it clears: all tokens of an area, when it fires;
//! - loose ways: a token on one is no work (a message that waits, an event that may still happen). It keeps no
//!   process from being complete, there is one or none, and nothing clears it.
//!
//! How the constructs of a guideline and of BPMN are said in these words is in [`super::shapes`].
//!
//! The graph is compact (ways sorted by where they come from, offsets by node): 800,000 nodes are some 30 MB.

/// Index of a node.
pub type NodeId = u32;
/// Index of a way.
pub type EdgeId = u32;
/// Index of a region: a list of nodes.
pub type RegionId = u32;

/// Tag of a node that nobody wrote: a gateway that lowering put in. It counts for nothing in an example.
pub const SILENT: u32 = u32::MAX;

/// The node that every run begins with.
pub const ROOT: NodeId = 0;

/// What a node takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum In {
    /// The token of one way in.
    Any,
    /// A token of each way in.
    All,
    /// The tokens of all ways in that have one, once no other can come (inclusive join).
    Some,
}

/// What a node gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Out {
    /// A token on one way out.
    One,
    /// A token on each way out.
    All,
    /// A token on each of some ways out, on at least one.
    Some,
    /// A token on one way out whose target can go on with it at once: all else that it takes is there. So an
    /// event-based gateway waits for the first message to come.
    Ready,
}

/// What becomes of tokens that arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// They go on. Without a way out they stay: nothing is done with them.
    Step,
    /// The process ends here. Tokens are gone as they arrive.
    End,
    /// The process ends here, and all that still runs is stopped.
    Stop,
    /// The end of an inner part. Tokens are gone as they arrive.
    Sink,
}

/// Part of a net.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Area {
    /// The whole of it.
    Whole,
    /// The nodes of a region; tokens lie in it that are on their ways in.
    Region(RegionId),
}

/// A condition on when a node may fire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Guard {
    /// None.
    #[default]
    Free,
    /// There is a token in the area.
    While(Area),
    /// There is no token in the area.
    Quiet(Area),
}

/// Guard and clearing of a node that has either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Special {
    /// When it may fire.
    pub guard: Guard,
    /// What it clears: after it has taken its own tokens, before it gives any.
    pub clears: Option<Area>,
}

/// How many ends a proper run reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ends {
    /// One, and nothing is left to do by then. So in a guideline.
    One,
    /// Each at most once; the run is over when nothing is left to do. So in BPMN.
    Each,
}

/// A node.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// What the caller knows it by, or [`SILENT`].
    pub tag: u32,
    /// What it takes.
    pub into: In,
    /// What it gives.
    pub out: Out,
    /// What becomes of tokens.
    pub role: Role,
    pub(super) special: u32,
}

impl Node {
    /// How much it counts in an example: one if somebody wrote it, nothing for ends, which nobody does.
    pub fn cost(&self) -> u32 {
        u32::from(self.tag != SILENT && self.role == Role::Step)
    }
}

/// A way from a node to a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// From.
    pub from: NodeId,
    /// To.
    pub to: NodeId,
    /// Whether a token on it is no work.
    pub loose: bool,
}

/// A finished net.
#[derive(Debug, Clone)]
pub struct Net {
    pub(super) ends: Ends,
    pub(super) nodes: Vec<Node>,
    /// Sorted by source, else in the order in which they were given.
    pub(super) edges: Vec<Edge>,
    pub(super) out_at: Vec<u32>,
    pub(super) in_at: Vec<u32>,
    pub(super) in_list: Vec<EdgeId>,
    pub(super) specials: Vec<Special>,
    pub(super) regions: Vec<Vec<NodeId>>,
}

impl Net {
    /// How many ends a proper run reaches.
    pub fn ends(&self) -> Ends {
        self.ends
    }

    /// All nodes.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// All ways, sorted by source.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// A node.
    pub fn node(&self, n: NodeId) -> &Node {
        &self.nodes[n as usize]
    }

    /// A way.
    pub fn edge(&self, e: EdgeId) -> &Edge {
        &self.edges[e as usize]
    }

    /// Ways out of a node.
    pub fn outs(&self, n: NodeId) -> std::ops::Range<EdgeId> {
        self.out_at[n as usize]..self.out_at[n as usize + 1]
    }

    /// Ways into a node.
    pub fn ins(&self, n: NodeId) -> &[EdgeId] {
        &self.in_list[self.in_at[n as usize] as usize..self.in_at[n as usize + 1] as usize]
    }

    /// Guard and clearing of a node.
    pub fn special(&self, n: NodeId) -> Special {
        self.specials.get(self.node(n).special as usize).copied().unwrap_or_default()
    }

    /// Whether any node has a guard or clears something.
    pub fn has_specials(&self) -> bool {
        !self.specials.is_empty()
    }

    /// The regions.
    pub fn regions(&self) -> &[Vec<NodeId>] {
        &self.regions
    }
}

/// An index as it is kept.
pub(super) fn index(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
