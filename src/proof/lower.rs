//! Lowers the process graph of a guideline to a net, with the meaning that the source format gives its parts.
//!
//! - A `parallel` gives to each of its branches; before an optional branch stands a choice between it and the word
//!   to the join that it does not begin.
//! - A join waits once for each branch. What arrives from inside the block comes through a node of ours before the
//!   step that the author named; whatever comes from anywhere else goes straight to that step.
//! - A phase with `order: any` is such a block, with its gates as fork and join.
//! - When `late` or `limit … then` is taken is not known: they are further ways on, like outcomes.
//! - `limit … then` at a `parallel` is taken in place of its branches, `late` while they run: they are given up. What
//!   they did until then changes nothing for the rest of the case, so for the proof they are never begun; for rules, which ask what was done, they are stopped where they are ([`Wanted::stopped`]).
//! - An event under `anytime` may come once, while there is work in its phases, and stops what runs.

mod blocks;

use super::builder::Builder;
use super::net::{Ends, In, Net, NodeId, Out, Role, SILENT};
use super::shapes::{Event, starts};
use super::verdict::{Answer, Proof, Reason, prove};
use crate::graph::{self, NodeKind, ProcessGraph};
use crate::model::{Guideline, StepKind};
use std::collections::{HashMap, HashSet};

/// What is asked of a lowering beyond the net.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Ways (indices in [`ProcessGraph::edges`]) that get a node of their own, [`Lowered::gates`]: so it can be watched
    /// whether they are taken.
    pub ways: HashSet<usize>,
    /// Calls that are to be opened: their ways begin at gates that nothing leads to, until the sub-process is put
    /// between ([`super::calls`]).
    pub calls: HashSet<graph::NodeId>,
    /// The start that a run begins with (index in `Guideline::starts`); else any.
    pub start: Option<usize>,
    /// Branches that are given up by `late` were begun, and are stopped where they are: for who asks what was done.
    pub stopped: bool,
}

/// The net of a guideline.
#[derive(Debug)]
pub struct Lowered {
    /// The net; the tag of a node is its index in [`ProcessGraph::nodes`].
    pub net: Net,
    /// For each node of the process graph its node in the net.
    pub nodes: Vec<NodeId>,
    /// Nodes of ours at which branches meet, with the node of the process graph that stands behind them.
    pub joins: HashMap<NodeId, graph::NodeId>,
    /// The nodes of ours on ways that were asked for ([`Wanted`]), by index of the way.
    pub gates: HashMap<usize, NodeId>,
    /// What has no meaning in a net, and keeps all answers from being given.
    pub unsupported: Option<Unsupported>,
    /// A step from which a way leads out of the branches of a block other than to where they meet
    /// (`graph/parallel-escape`). Whether the rest waits for what has left has no answer, so nothing is said for the
    /// process; what is found against it holds if it does.
    pub escapes: Option<graph::NodeId>,
    /// Branches that are given up were taken as never begun.
    pub given_up: bool,
    /// Steps that two branches of one block lead to: which of them arrives at the join cannot be told apart.
    pub crossed: bool,
}

impl Lowered {
    /// The proof. Where something cannot be lowered, no answer is given; where branches cross, which of them has
    /// arrived at the join cannot be told apart, so that no more is said against the process than that a step runs
    /// twice.
    pub fn prove(&self, budget: usize) -> Proof {
        if self.unsupported.is_some() {
            return Proof::all(Answer::Unsupported);
        }
        let mut proof = prove(&self.net, budget);
        if self.escapes.is_some() {
            let answers = [
                &mut proof.sound,
                &mut proof.option_to_complete,
                &mut proof.proper_completion,
                &mut proof.no_dead_step,
                &mut proof.safe,
            ];
            answers.into_iter().filter(|a| **a == Answer::Yes).for_each(|a| *a = Answer::Undecided);
        }
        if self.crossed {
            let others =
                [&mut proof.option_to_complete, &mut proof.proper_completion, &mut proof.no_dead_step];
            for answer in others.into_iter().filter(|a| **a == Answer::No) {
                *answer = Answer::Undecided;
            }
            proof.findings.retain(|f| f.reason == Reason::RunsTwice);
            let sure = [proof.option_to_complete, proof.proper_completion, proof.no_dead_step];
            if proof.safe != Answer::No && sure.contains(&Answer::Undecided) {
                proof.sound = Answer::Undecided;
            }
        }
        proof
    }
}

/// What cannot be lowered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsupported {
    /// A `parallel` with `late` or `limit … then` that leads into its own branches.
    IntoBranches(graph::NodeId),
    /// A `parallel` with `late` whose branches can leave it otherwise: what has left is not given up with them.
    LeftBranches(graph::NodeId),
    /// A way to a step that is not there.
    Lost(graph::NodeId),
    /// A `parallel` that lies within so many others that its branches were not looked through ([`graph::blocks`]).
    TooDeep(graph::NodeId),
}

impl Unsupported {
    /// The step at which it is.
    pub fn at(self) -> graph::NodeId {
        match self {
            Self::IntoBranches(n) | Self::LeftBranches(n) | Self::Lost(n) | Self::TooDeep(n) => n,
        }
    }

    /// What that step does, to follow its name.
    pub fn words(self) -> &'static str {
        match self {
            Self::IntoBranches(_) => "leads into its own branches when its time or its rounds are used up",
            Self::LeftBranches(_) => {
                "is left when its time is up, and its branches can leave it for other steps besides"
            }
            Self::Lost(_) => "leads to a step that is not there",
            Self::TooDeep(_) => "lies within the branches of too many others",
        }
    }
}

/// Lowers a guideline and proves it; at most `budget` states are looked at.
pub fn proved(g: &Guideline, graph: &ProcessGraph, budget: usize) -> (Lowered, Proof) {
    let lowered = lower(g, graph);
    let proof = lowered.prove(budget);
    if !(lowered.given_up && proof.option_to_complete == Answer::No) {
        return (lowered, proof);
    }
    // What cannot be finished in a branch may be saved by giving it up.
    let stopped = lower_for(g, graph, &Wanted { stopped: true, ..Wanted::default() });
    let proof = stopped.prove(budget);
    (stopped, proof)
}

/// Lowers a guideline. Linear in the steps and ways, and in the branches of each block.
pub fn lower(g: &Guideline, graph: &ProcessGraph) -> Lowered {
    lower_for(g, graph, &Wanted::default())
}

/// The same, with what is asked for beside.
pub fn lower_for(g: &Guideline, graph: &ProcessGraph, wanted: &Wanted) -> Lowered {
    let mut lowering = Lowering {
        g,
        graph,
        wanted,
        b: Builder::new(Ends::One),
        nodes: Vec::with_capacity(graph.nodes.len()),
        blocks: Vec::new(),
        within: HashMap::new(),
        ours: Vec::new(),
        late: Vec::new(),
        joins: HashMap::new(),
        gates: HashMap::new(),
        unsupported: graph.lost.first().map(|l| Unsupported::Lost(l.from)),
        escapes: None,
        given_up: false,
        crossed: false,
    };
    lowering.nodes();
    lowering.blocks();
    lowering.ways();
    lowering.meet();
    lowering.stop();
    lowering.begin();
    let Lowering { b, nodes, joins, gates, unsupported, escapes, given_up, crossed, .. } = lowering;
    Lowered { net: b.build(), nodes, joins, gates, unsupported, escapes, given_up, crossed }
}

/// A block under way.
struct Block {
    fork: graph::NodeId,
    join: graph::NodeId,
    /// How many nodes lie in it; of two blocks with one join the smaller lies in the other.
    size: usize,
    /// The node at which its branches meet.
    meets: NodeId,
    /// By branch, what arrives there.
    arrive: Vec<Vec<NodeId>>,
}

struct Lowering<'a> {
    g: &'a Guideline,
    graph: &'a ProcessGraph,
    wanted: &'a Wanted,
    b: Builder,
    nodes: Vec<NodeId>,
    /// Smaller ones first.
    blocks: Vec<Block>,
    /// By node: the blocks it lies in, smaller ones first, and the branches that lead to it there.
    within: HashMap<graph::NodeId, Vec<(usize, Vec<usize>)>>,
    /// Nodes of ours, each with the node of the process graph that it belongs to.
    ours: Vec<(graph::NodeId, NodeId)>,
    /// Blocks (indices) and what stops their branches while they run.
    late: Vec<(usize, graph::NodeId, NodeId)>,
    joins: HashMap<NodeId, graph::NodeId>,
    gates: HashMap<usize, NodeId>,
    unsupported: Option<Unsupported>,
    escapes: Option<graph::NodeId>,
    given_up: bool,
    crossed: bool,
}

impl Lowering<'_> {
    fn nodes(&mut self) {
        for (n, node) in self.graph.nodes.iter().enumerate() {
            let tag = u32::try_from(n).unwrap_or(SILENT);
            let made = match node.kind {
                NodeKind::PhaseIn(_) => self.b.node(SILENT, In::Any, Out::All),
                NodeKind::PhaseOut(_) => self.b.node(SILENT, In::Any, Out::One),
                // Events are made when it is known where they lead.
                NodeKind::Anytime(_) => super::net::ROOT,
                NodeKind::Start(_) => self.b.task(tag),
                NodeKind::Step(s) => match self.g.steps.get(s).map(|s| &s.kind) {
                    Some(StepKind::End { stops_everything: true, .. }) => self.b.end(tag, Role::Stop),
                    Some(StepKind::End { .. }) => self.b.end(tag, Role::End),
                    Some(StepKind::Parallel { .. }) => self.b.node(tag, In::Any, Out::All),
                    _ => self.b.task(tag),
                },
            };
            self.nodes.push(made);
        }
    }

    /// A node of ours that belongs to one of the process graph.
    fn own(&mut self, of: graph::NodeId, into: In, out: Out) -> NodeId {
        let made = self.b.node(SILENT, into, out);
        self.ours.push((of, made));
        made
    }

    /// The node at which a way of a node begins: `from`, or a gate behind it where the way is watched.
    fn gate(&mut self, of: graph::NodeId, way: usize, from: NodeId) -> NodeId {
        if !self.wanted.ways.contains(&way) {
            return from;
        }
        let gate = self.own(of, In::Any, Out::One);
        self.gates.insert(way, gate);
        self.b.edge(from, gate);
        gate
    }

    fn ways(&mut self) {
        for n in 0..self.graph.nodes.len() {
            let kind = self.graph.nodes[n].kind;
            let fork = self.blocks.iter().position(|b| b.fork == n);
            if let Some(block) = fork {
                self.open(n, block);
            } else if !matches!(kind, NodeKind::Anytime(_)) {
                for &e in self.graph.out.get(n).into_iter().flatten() {
                    self.way(n, self.nodes[n], e);
                }
            }
        }
    }

    /// A way of a node that begins at `begins`.
    fn way(&mut self, of: graph::NodeId, begins: NodeId, way: usize) {
        let Some(to) = self.graph.edges.get(way).map(|e| e.to) else { return };
        let node = if self.wanted.calls.contains(&of) {
            let gate = self.own(of, In::Any, Out::One);
            self.gates.insert(way, gate);
            gate
        } else {
            self.gate(of, way, begins)
        };
        self.lead(of, node, to);
    }

    /// Leads what begins at `node` and belongs to a node of the process graph on: to the meeting of the innermost block
    /// that it ends, or straight to where it leads.
    fn lead(&mut self, of: graph::NodeId, node: NodeId, to: graph::NodeId) {
        let ends = self.within.get(&of).into_iter().flatten().find(|(b, _)| self.blocks[*b].join == to);
        let Some((block, branches)) = ends else {
            self.b.edge(node, self.nodes[to]);
            return;
        };
        let (block, branches) = (*block, branches.clone());
        for branch in branches {
            self.blocks[block].arrive[branch].push(node);
        }
    }

    fn begin(&mut self) {
        let mut begins = Vec::new();
        let mut events = Vec::new();
        for (n, node) in self.graph.nodes.iter().enumerate() {
            match node.kind {
                NodeKind::Start(s) if self.wanted.start.is_none_or(|only| only == s) => {
                    begins.push(self.nodes[n]);
                }
                NodeKind::Anytime(a) => {
                    let Some(&way) = self.graph.out.get(n).and_then(|ways| ways.first()) else { continue };
                    let Some(mut next) = self.graph.edges.get(way).map(|e| self.nodes[e.to]) else {
                        continue;
                    };
                    if self.wanted.ways.contains(&way) {
                        let gate = self.b.node(SILENT, In::Any, Out::One);
                        self.gates.insert(way, gate);
                        self.b.edge(gate, next);
                        next = gate;
                    }
                    let phases = self.g.anytime.get(a).map_or(&[][..], |a| &a.within_phases);
                    let within = (!phases.is_empty()).then(|| self.of_phases(phases));
                    let tag = u32::try_from(n).unwrap_or(SILENT);
                    events.push((n, Event { tag, within, next }));
                }
                _ => {}
            }
        }
        let (at, events): (Vec<graph::NodeId>, Vec<Event>) = events.into_iter().unzip();
        for (n, made) in at.into_iter().zip(starts(&mut self.b, &begins, &events)) {
            self.nodes[n] = made;
        }
    }

    /// Nodes of some phases.
    fn of_phases(&self, names: &[crate::model::Text]) -> Vec<NodeId> {
        let is_named = |p: usize| {
            let id = self.g.phases.get(p).and_then(|p| p.id.as_ref());
            id.is_some_and(|id| names.iter().any(|n| n.as_str() == id.as_str()))
        };
        let named = |n: graph::NodeId| self.graph.nodes.get(n).and_then(|n| n.phase).is_some_and(is_named);
        let own = (0..self.nodes.len()).filter(|&n| named(n)).map(|n| self.nodes[n]);
        // What has arrived where branches meet is work in the phase of the step behind.
        let mut joins: Vec<NodeId> =
            self.joins.iter().filter(|(_, at)| named(**at)).map(|(&made, _)| made).collect();
        joins.sort_unstable();
        own.chain(joins).collect()
    }
}
