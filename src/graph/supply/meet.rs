//! Where the branches of a block meet, and which ways bring each branch there.

use crate::graph::{EdgeKind, NodeId, ProcessGraph};
use std::collections::HashMap;

/// The meetings of a process: one for each `parallel` with its join, and for each phase with `order: any`.
#[derive(Debug, Default)]
pub struct Meetings {
    /// Smaller ones first.
    all: Vec<Meeting>,
    /// By node: the meetings before it, smaller ones first.
    before: HashMap<NodeId, Vec<usize>>,
    /// By node: whether there are any.
    joins: Vec<bool>,
    /// By way: whether it leads to a meeting, and not straight to where it points.
    taken: Vec<bool>,
}

/// Where the branches of one block meet.
#[derive(Debug)]
pub struct Meeting {
    /// Where they part.
    pub fork: NodeId,
    /// The node behind the meeting.
    pub join: NodeId,
    /// For each branch that always runs the ways on which it arrives (indices of edges).
    pub always: Vec<Vec<usize>>,
    /// The block around this one that has the same join, and the branch in which this one lies; of an optional
    /// branch there is no number.
    pub around: Option<(usize, usize)>,
    /// Nodes and the branch that leads to each, sorted.
    inside: Vec<(NodeId, usize)>,
}

impl Meeting {
    /// The branch a node lies in; optional ones are counted behind those that always run. Of a node that several
    /// branches lead to, as to an end that stops them all, there is none.
    pub fn branch(&self, node: NodeId) -> Option<usize> {
        self.lies_in(node).filter(|&b| b != SEVERAL)
    }

    fn lies_in(&self, node: NodeId) -> Option<usize> {
        let at = self.inside.binary_search_by_key(&node, |(n, _)| *n).ok()?;
        self.inside.get(at).map(|(_, branch)| *branch)
    }

    /// Nodes and their branches, sorted; optional branches are counted behind those that always run.
    pub fn inside(&self) -> &[(NodeId, usize)] {
        &self.inside
    }
}

/// Why nothing is known of the meetings of a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unmet {
    /// Two branches of a block run together before they meet, so that a step may begin twice. The proof says that.
    RunTogether,
    /// The blocks are too many, or too large.
    TooMany,
}

/// How much is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Nodes in all blocks of a guideline, each counted once for every block it lies in.
    pub nodes: usize,
    /// Blocks with the same join.
    pub alike: usize,
}

impl Bounds {
    /// What is far beyond anything a person writes, and quick.
    pub const USUAL: Self = Self { nodes: 1_000_000, alike: 100 };
}

/// A node that two branches lead to.
const SEVERAL: usize = usize::MAX;

/// A branch that need not run.
const OPTIONAL: usize = usize::MAX - 1;

impl Meetings {
    /// The meetings of a process.
    ///
    /// # Errors
    /// Where nothing is known of them.
    pub fn of(graph: &ProcessGraph, bounds: Bounds) -> Result<Self, Unmet> {
        if graph.blocks.is_empty() {
            return Ok(Self::default());
        }
        let mut left = bounds.nodes;
        let mut all = Vec::with_capacity(graph.blocks.len());
        for &(fork, join) in &graph.blocks {
            all.push(meeting(graph, fork, join, &mut left).ok_or(Unmet::TooMany)?);
        }
        all.sort_by_key(|m| (m.inside.len(), m.fork));
        let mut joins = vec![false; graph.nodes.len()];
        for meeting in &all {
            joins[meeting.join] = true;
        }
        let mut found = Self { all, before: HashMap::new(), joins, taken: vec![false; graph.edges.len()] };
        found.arrive(graph, bounds.alike)?;
        Ok(found)
    }

    /// All of them, smaller ones first.
    pub fn all(&self) -> &[Meeting] {
        &self.all
    }

    pub(super) fn at(&self, index: usize) -> &Meeting {
        &self.all[index]
    }

    pub(super) fn before(&self, node: NodeId) -> &[usize] {
        if !self.joins.get(node).copied().unwrap_or(false) {
            return &[];
        }
        self.before.get(&node).map_or(&[], Vec::as_slice)
    }

    /// Whether a way leads to a meeting.
    pub(super) fn takes(&self, way: usize) -> bool {
        self.taken.get(way).copied().unwrap_or(false)
    }

    /// Which ways lead to which meeting: to the smallest block whose join they lead to.
    fn arrive(&mut self, graph: &ProcessGraph, alike: usize) -> Result<(), Unmet> {
        for n in 0..self.all.len() {
            let (fork, join) = (self.all[n].fork, self.all[n].join);
            self.before.entry(join).or_default().push(n);
            let ways = graph.into.get(join).into_iter().flatten().copied();
            for way in ways {
                let Some(edge) = graph.edges.get(way).filter(|_| !self.taken[way]) else { continue };
                let branch =
                    if edge.from == fork { opened(edge.kind) } else { self.all[n].lies_in(edge.from) };
                let Some(branch) = branch else { continue };
                if branch == SEVERAL {
                    return Err(Unmet::RunTogether);
                }
                self.taken[way] = true;
                if let Some(ways) = self.all[n].always.get_mut(branch) {
                    ways.push(way);
                }
            }
        }
        // Of several blocks with one join the smaller lies in the larger.
        for inner in 0..self.all.len() {
            let (fork, join) = (self.all[inner].fork, self.all[inner].join);
            let same = self.before.get(&join).map_or(&[][..], Vec::as_slice);
            if same.len() > alike {
                return Err(Unmet::TooMany);
            }
            let mut behind = same.iter().copied().skip_while(|&m| m <= inner);
            let around = behind.find_map(|m| Some((m, self.all[m].lies_in(fork)?)));
            if around.is_some_and(|(_, branch)| branch == SEVERAL) {
                return Err(Unmet::RunTogether);
            }
            self.all[inner].around = around;
        }
        Ok(())
    }
}

/// The number of the branch that a way from a fork opens: those that always run are counted first, of the others
/// only that they are none of these is known.
fn opened(kind: EdgeKind) -> Option<usize> {
    match kind {
        EdgeKind::Branch(n) => Some(n),
        EdgeKind::Optional(_) => Some(OPTIONAL),
        // A phase without steps leads straight to its exit.
        EdgeKind::AnyOrder => Some(0),
        _ => None,
    }
}

fn meeting(graph: &ProcessGraph, fork: NodeId, join: NodeId, left: &mut usize) -> Option<Meeting> {
    let mut seen: HashMap<NodeId, usize> = HashMap::new();
    let mut always = 0;
    let mut todo = Vec::new();
    // Of the ways of a fork those of its branches come in written order, those that always run first.
    for (branch, edge) in graph.ways(fork).filter(|e| opened(e.kind).is_some()).enumerate() {
        always += usize::from(!matches!(edge.kind, EdgeKind::Optional(_)));
        todo.push((edge.to, branch));
        while let Some((n, branch)) = todo.pop() {
            if n == join || n == fork {
                continue;
            }
            let known = seen.get(&n).copied();
            let branch = match known {
                None => branch,
                Some(b) if b == branch || b == SEVERAL => continue,
                Some(_) => SEVERAL,
            };
            seen.insert(n, branch);
            *left = left.checked_sub(1)?;
            todo.extend(graph.successors(n).map(|s| (s, branch)));
        }
    }
    let mut inside: Vec<(NodeId, usize)> = seen.into_iter().collect();
    inside.sort_unstable();
    Some(Meeting { fork, join, always: vec![Vec::new(); always], around: None, inside })
}
