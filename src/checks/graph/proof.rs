//! What the proof of a process finds (`graph/{stuck, never-ends, runs-on, never-happens, runs-twice}`), in words, each
//! with a shortest run that leads there.
//!
//! Where the ways of a guideline are broken (`graph/dead-end` and its kin) or leave their blocks
//! (`graph/parallel-escape`) the cause is told there, and nothing is proved before it is mended.

use super::mend::{Edit, offered};
use super::steps::{listed, node_called, on_node};
use super::way::{way_told, ways_are_whole};
use super::{never_ends, never_happens, runs_on, runs_twice, stuck, undecided};
use crate::diagnostic::Finding;
use crate::graph::{NodeId, ProcessGraph};
use crate::model::{Guideline, StepKind};
use crate::proof::explain::fork;
use crate::proof::lower::{Lowered, proved};
use crate::proof::net;
use crate::proof::repair::{Repair, repairs};
use crate::proof::verdict::{self, BUDGET, Proof, Reason};

/// Proves a guideline.
pub(super) fn check(g: &Guideline, graph: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken || !ways_are_whole(g, graph) {
        return;
    }
    let (lowered, proof) = proved(g, graph, BUDGET);
    let told = Told { g, graph, lowered: &lowered };
    for found in &proof.findings {
        if let Some(finding) = told.finding(found) {
            out.push(offered(finding, g, told.edits(found, &proof)));
        }
    }
    out.extend(undecided::finding(g, graph, &lowered, &proof));
}

struct Told<'a> {
    g: &'a Guideline,
    graph: &'a ProcessGraph,
    lowered: &'a Lowered,
}

impl Told<'_> {
    fn finding(&self, found: &verdict::Finding) -> Option<Finding> {
        let at: Vec<NodeId> = self.written(found.at.iter().map(|h| h.node));
        let first = *at.first()?;
        let name = |n: NodeId| node_called(self.g, self.graph, n);
        let (rule, message, help) = match found.reason {
            Reason::NothingStarts | Reason::RuleBroken => return None,
            Reason::Stuck => {
                let waits = self.written(found.at.iter().flat_map(|h| h.waits_for.iter().copied()));
                let message = if waits.is_empty() {
                    format!("a case can come to a stop at {}", name(first))
                } else {
                    format!("{} can wait for ever for {}", name(first), self.listed(&waits))
                };
                (stuck::RULE.name, message, self.decided(found))
            }
            Reason::NeverEnds => (
                never_ends::RULE.name,
                format!("from {} on a case can go on without ever reaching an end", name(first)),
                "give one of these steps a way on that leads to an end".to_owned(),
            ),
            Reason::RunsOn => {
                let end = found.run.last().and_then(|&n| self.node(n)).map_or(first, |n| n);
                (
                    runs_on::RULE.name,
                    format!(
                        "the end {} can be reached while {} is still to be done",
                        name(end),
                        self.listed(&at)
                    ),
                    format!(
                        "let the branches meet before {}; or, if it ends them all, write `stops: everything` at it",
                        name(end)
                    ),
                )
            }
            Reason::NeverHappens => (
                never_happens::RULE.name,
                format!("{} can never happen, whatever anybody decides", self.listed(&at)),
                "look at what must have happened before it: some of that excludes the rest".to_owned(),
            ),
            Reason::RunsTwice => {
                let help = match fork(&self.lowered.net, found).and_then(|f| self.node(f.node)) {
                    Some(split) => format!(
                        "the branches of {} come together here: make it their `join`, or give each branch a step of its own",
                        name(split)
                    ),
                    None => "let what leads here side by side meet in a `join` first".to_owned(),
                };
                (
                    runs_twice::RULE.name,
                    format!("{} can be begun again while it is under way", name(first)),
                    help,
                )
            }
        };
        let finding = on_node(self.g, self.graph, first, rule, message).help(help);
        let run: Vec<NodeId> = found.run.iter().filter_map(|&n| self.node(n)).collect();
        Some(way_told(finding, self.g, self.graph, &run))
    }

    /// Edits that may mend it: the branches meet where they come together, or a way leads elsewhere.
    fn edits(&self, found: &verdict::Finding, proof: &Proof) -> Vec<Edit<'_>> {
        let mut edits = Vec::new();
        let split = fork(&self.lowered.net, found).and_then(|f| self.node(f.node));
        let split = split.and_then(|n| self.g.steps.get(self.graph.step_of(n)?));
        let meets = self.written(found.at.iter().map(|h| h.node)).first().copied();
        if let (Some(StepKind::Parallel { join: Some(join), .. }), Some(meets)) =
            (split.map(|s| &s.kind), meets)
        {
            edits.push(Edit::Name(join.at, self.graph.name(self.g, meets)));
        }
        for repair in repairs(&self.lowered.net, proof) {
            let Repair::Lead(from, to, instead) = repair else { continue };
            if let (Some(from), Some(to), Some(instead)) =
                (self.node(from), self.node(to), self.node(instead))
            {
                let ways = self.graph.edges.iter().filter(|e| e.from == from && e.to == to);
                edits.extend(ways.map(|e| Edit::Name(e.at, self.graph.name(self.g, instead))));
            }
        }
        edits
    }

    /// The decision behind a case that hangs.
    fn decided(&self, found: &verdict::Finding) -> String {
        let told = fork(&self.lowered.net, found).and_then(|f| {
            let (at, other) = (self.node(f.node)?, *self.written([f.other].into_iter()).first()?);
            let taken = *self.written([f.taken].into_iter()).first()?;
            let name = |n| node_called(self.g, self.graph, n);
            Some(format!(
                "at {} the case goes on to {}, and only the way to {} brings what is waited for: lead all ways of the \
                 branch to where the branches meet",
                name(at),
                name(taken),
                name(other)
            ))
        });
        told.unwrap_or_else(|| "lead every way of each branch to where the branches meet".to_owned())
    }

    /// What somebody wrote, of a node of the net: its own node, or the step at which branches meet.
    fn node(&self, node: net::NodeId) -> Option<NodeId> {
        if let Some(&join) = self.lowered.joins.get(&node) {
            return Some(join);
        }
        let tag = self.lowered.net.node(node).tag;
        usize::try_from(tag).ok().filter(|&n| tag != net::SILENT && n < self.graph.nodes.len())
    }

    /// The same of several; of a node of ours, what leads to it.
    fn written(&self, nodes: impl Iterator<Item = net::NodeId>) -> Vec<NodeId> {
        let mut todo: Vec<net::NodeId> = nodes.collect();
        let mut seen = std::collections::HashSet::new();
        let mut out = Vec::new();
        todo.reverse();
        while let Some(node) = todo.pop() {
            if !seen.insert(node) {
                continue;
            }
            match self.node(node) {
                Some(n) if !out.contains(&n) => out.push(n),
                Some(_) => {}
                None => {
                    let net = &self.lowered.net;
                    todo.extend(net.ins(node).iter().map(|&e| net.edge(e).from));
                }
            }
        }
        out
    }

    fn listed(&self, nodes: &[NodeId]) -> String {
        listed(self.g, self.graph, nodes)
    }
}
