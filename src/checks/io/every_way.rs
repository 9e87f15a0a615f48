//! What a guideline makes and reads itself, and ways on which it is read before it is there
//! (`io/{not-on-every-way, call-input}`).

use super::callee::{Calls, by_node};
use super::reads::{self, How, Read};
use super::{call_input, not_on_every_way};
use crate::checks::Context;
use crate::checks::graph::{called, node_head, on_step, way_told, ways_are_whole};
use crate::checks::words::quoted;
use crate::diagnostic::Finding;
use crate::graph::supply::{Makes, Meetings, Products, Supply};
use crate::graph::{NodeId, NodeKind, ProcessGraph, flood};
use crate::model::{DocStatus, Guideline};
use std::cell::Cell;
use std::collections::HashMap;

/// Products of one guideline that are told, and those of them with a way.
const MOST: usize = 200;
const MOST_WAYS: usize = 50;

/// Bounds the work on a guideline with very many steps and products: so many of both are looked at together.
const MOST_WORK: usize = 4_000_000;

/// Checks one document.
pub(super) fn check(cx: &Context<'_>, g: &Guideline, graph: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken || g.state() == DocStatus::Retired || !graph.lost.is_empty() {
        return;
    }
    let (_, reads) = reads::of(cx, g);
    if reads.is_empty() {
        return;
    }
    let mut names: Vec<&str> = reads.iter().map(|r| r.name).collect();
    names.sort_unstable();
    names.dedup();
    // Branches that run together before they meet: `graph/runs-twice`.
    let Some(meetings) = Meetings::of(graph) else { return };
    let mut found: Vec<(usize, Finding)> = Vec::new();
    let at_once = graph.nodes.len() + reads.len();
    let left = Cell::new(MOST_WORK / 4);
    for names in names.chunks(64).take((MOST_WORK / at_once).max(1)) {
        let by_way = if names.iter().any(|n| cx.index.is_made_elsewhere(n, g.file)) {
            Calls::new(cx, names, &left).ways(g, graph)
        } else {
            HashMap::new()
        };
        let makes = Makes { by_node: by_node(g, graph, names, true), by_way };
        let supply = Supply::new(g, graph, &meetings, &makes, None);
        let told = Told { g, graph, meetings: &meetings, makes: &makes, supply: &supply };
        let mut missing: HashMap<&str, Vec<Read<'_>>> = HashMap::new();
        for read in &reads {
            let Ok(bit) = names.binary_search(&read.name) else { continue };
            if supply.readable(graph.of_step(read.step)) & (1 << bit) == 0 {
                missing.entry(read.name).or_default().push(*read);
            }
        }
        // Where ways are broken, or leave their blocks, that is the cause.
        if missing.is_empty() || (found.is_empty() && !ways_are_whole(g, graph)) {
            continue;
        }
        for (bit, name) in names.iter().enumerate() {
            let Some((first, others)) = missing.get(name).and_then(|r| r.split_first()) else { continue };
            if found.len() == MOST {
                break;
            }
            let mut finding = told.finding(first, 1 << bit, found.len() < MOST_WAYS);
            finding.follows = others.iter().map(|r| told.again(r)).collect();
            found.push((first.step, finding));
        }
    }
    found.sort_by_key(|(step, _)| *step);
    out.extend(found.into_iter().map(|(_, finding)| finding));
}

/// Why something is not there.
enum Why<'g> {
    /// Some ways lead past what makes it.
    Past,
    /// It is made only later.
    Later,
    /// It is made on another way.
    Apart,
    /// Another branch makes it.
    Beside(NodeId, &'g str),
    /// Only some starts bring it in.
    Brought,
}

struct Told<'a> {
    g: &'a Guideline,
    graph: &'a ProcessGraph,
    meetings: &'a Meetings,
    makes: &'a Makes,
    supply: &'a Supply<'a>,
}

impl Told<'_> {
    fn finding(&self, read: &Read<'_>, product: Products, with_way: bool) -> Finding {
        let node = self.graph.of_step(read.step);
        let why = self.why(node, product);
        let name = read.name;
        let (rule, what) = match read.how {
            How::Step => (not_on_every_way::RULE.name, format!("`{name}` is read here")),
            How::HandedOver => (not_on_every_way::RULE.name, format!("`{name}` is handed over here")),
            How::Called(callee, _) => (call_input::RULE.name, format!("{} needs `{name}`", callee.id())),
        };
        let message = match &why {
            Why::Past | Why::Brought => format!("{what}, but a case can come here without it"),
            Why::Later => format!("{what}, but it is made only later"),
            Why::Apart => format!("{what}, but nothing on the way here makes it"),
            Why::Beside(node, _) => {
                format!("{what}, while another branch may still be making it at {}", self.called(*node))
            }
        };
        let mut finding = self.at(read, rule, message).help(self.help(read, product, &why));
        if let How::Called(callee, at) = read.how {
            finding = finding.also(at, format!("what {} starts from, or reads", callee.id()));
        }
        match why {
            Why::Past | Why::Brought if with_way => {
                let way = self.supply.way_without(node, product);
                way_told(finding, self.g, self.graph, &way)
            }
            Why::Past | Why::Brought => finding,
            // No way brings it: where it is made tells more.
            Why::Later | Why::Apart | Why::Beside(..) => {
                let makers = self.makers(product);
                makers.into_iter().take(3).fold(finding, |finding, n| {
                    finding.also(node_head(self.g, self.graph, n), "made here".to_owned())
                })
            }
        }
    }

    /// A second place that reads the same: mended with the first.
    fn again(&self, read: &Read<'_>) -> Finding {
        let (rule, verb) = match read.how {
            How::Step => (not_on_every_way::RULE.name, "is read here too"),
            How::HandedOver => (not_on_every_way::RULE.name, "is handed over here too"),
            How::Called(..) => (call_input::RULE.name, "is needed for this call too"),
        };
        self.at(read, rule, format!("`{}` {verb}", read.name))
    }

    fn at(&self, read: &Read<'_>, rule: &'static str, message: String) -> Finding {
        let finding = match self.g.steps.get(read.step) {
            Some(step) => on_step(self.g, step, rule, read.at, message),
            None => Finding::new(rule, read.at, message),
        };
        finding.about(read.name)
    }

    fn makers(&self, product: Products) -> Vec<NodeId> {
        let by_node = self.makes.by_node.iter().enumerate();
        by_node.filter(|(_, made)| **made & product != 0).map(|(n, _)| n).collect()
    }

    fn why(&self, node: NodeId, product: Products) -> Why<'_> {
        let makers = self.makers(product);
        for meeting in self.meetings.all() {
            let Some(own) = meeting.branch(node) else { continue };
            let other = |&n: &NodeId| meeting.branch(n).is_some_and(|b| b != own);
            if let Some(beside) = makers.iter().copied().find(other) {
                return Why::Beside(beside, self.graph.name(self.g, meeting.fork));
            }
        }
        let kind = |n: NodeId| self.graph.nodes.get(n).map(|n| n.kind);
        let count = self.graph.nodes.len();
        let before = flood(count, self.graph.predecessors(node), |n, to| match kind(n) {
            // It may come at any step.
            Some(NodeKind::Anytime(_)) => {
                to.extend((0..count).filter(|&n| matches!(kind(n), Some(NodeKind::Step(_)))));
            }
            _ => to.extend(self.graph.predecessors(n)),
        });
        let earlier: Vec<NodeId> = makers.iter().copied().filter(|&n| n != node && before[n]).collect();
        match earlier.as_slice() {
            [] => {
                let after = flood(count, std::iter::once(node), |n, to| to.extend(self.graph.successors(n)));
                if makers.iter().any(|&n| after[n]) { Why::Later } else { Why::Apart }
            }
            all if all.iter().all(|&n| matches!(kind(n), Some(NodeKind::Start(_)))) => Why::Brought,
            _ => Why::Past,
        }
    }

    fn help(&self, read: &Read<'_>, product: Products, why: &Why<'_>) -> String {
        let name = read.name;
        let makers: Vec<&str> = self.makers(product).iter().map(|&n| self.graph.name(self.g, n)).collect();
        let makers = quoted(&makers, 3);
        let or = match read.how {
            How::Called(callee, _) => {
                format!("if {} can do without it, write `{name}?` there", callee.id())
            }
            _ => format!("if it is not always needed, write `{name}?`"),
        };
        match why {
            Why::Past => format!(
                "only {makers} makes it: lead every way over that, or make it on this way too, `out: {name}`; {or}"
            ),
            Why::Brought => {
                format!("not every start brings it in: write `out: {name}` at the others too; {or}")
            }
            Why::Later | Why::Apart => format!(
                "make it before (it is made at {makers}); if the case brings it along, write `out: {name}` at the start; {or}"
            ),
            Why::Beside(_, fork) => format!(
                "what a branch of `{fork}` makes is surely there when the branches have met: read it then, or make it before `{fork}`; {or}"
            ),
        }
    }

    fn called(&self, node: NodeId) -> String {
        let step = self.graph.step_of(node).and_then(|s| self.g.steps.get(s));
        step.map(called).unwrap_or_default()
    }
}
