//! What a guideline makes and reads itself, and ways on which it is read before it is there
//! (`io/{not-on-every-way, call-input}`).

use super::callee::{Calls, by_node};
use super::reads::{self, How, Read, Reads};
use super::undecided::{Missed, Process, Reason, What};
use super::{call_input, not_on_every_way};
use crate::checks::Context;
use crate::checks::graph::{called, node_head, on_step, way_told, ways_are_whole};
use crate::checks::words::{on, quoted};
use crate::diagnostic::Finding;
use crate::graph::supply::{ALL, Makes, Meetings, Products, Supply};
use crate::graph::{NodeId, NodeKind, ProcessGraph, flood};
use crate::model::Guideline;
use std::cell::Cell;
use std::collections::{BTreeSet, HashMap};

/// Products of one guideline that are told one by one, and those of them with a way. The rest is one finding with their
/// names.
const MOST: usize = 200;
const MOST_WAYS: usize = 50;

/// Checks one document. What is not looked through is noted.
pub(super) fn check(
    cx: &Context<'_>,
    process: &Process<'_>,
    out: &mut Vec<Finding>,
    missed: &mut Vec<Missed>,
) {
    let Process { g, graph, limits, .. } = *process;
    let Reads { all: reads, cut } = reads::of(cx, g, limits.reads);
    if reads.is_empty() {
        return;
    }
    let mut names: Vec<&str> = reads.iter().map(|r| r.name).collect();
    names.sort_unstable();
    names.dedup();
    if cut {
        missed.push(Missed { what: What::EveryWay(Vec::new()), why: Reason::Many });
    }
    let Some(meetings) = process.meetings(What::EveryWay(Vec::new()), missed) else { return };
    let mut found: Vec<(usize, Finding)> = Vec::new();
    let mut rest: Vec<Read<'_>> = Vec::new();
    let at_once = graph.nodes.len() + reads.len();
    let left = Cell::new(limits.called);
    let lists = (limits.ways / at_once).max(1);
    for names in names.chunks(64).take(lists) {
        let follow = names.iter().any(|n| cx.index.is_made_elsewhere(n, g.file));
        // What calls bring that were not followed to the end: all, or nothing.
        let supply = |unfollowed: Products| {
            let calls = Calls::new(cx, names, &left, unfollowed);
            let by_way = if follow { calls.ways(g, graph) } else { HashMap::new() };
            (Makes { by_node: by_node(g, graph, names, true), by_way }, calls.cut())
        };
        let before = left.get();
        let (makes, cut) = supply(ALL);
        let supplied = Supply::new(g, graph, meetings, &makes, None);
        let lacks = |supply: &Supply<'_>, read: &Read<'_>| {
            let bit = names.binary_search(&read.name).ok();
            bit.is_some_and(|bit| supply.readable(graph.of_step(read.step)) & (1 << bit) == 0)
        };
        if let Some((why, step)) = cut {
            // The same calls once more: what is there even so is there for certain.
            let after = left.replace(before);
            let (makes, _) = supply(0);
            left.set(after);
            let least = Supply::new(g, graph, meetings, &makes, None);
            let unsure = reads.iter().filter(|r| lacks(&least, r) && !lacks(&supplied, r));
            let unsure: BTreeSet<&str> = unsure.map(|r| r.name).collect();
            if !unsure.is_empty() {
                let what = What::EveryWay(unsure.into_iter().map(str::to_owned).collect());
                missed.push(Missed { what, why: Reason::Call(why, step) });
            }
        }
        let told = Told { g, graph, meetings, makes: &makes, supply: &supplied };
        let mut missing: HashMap<&str, Vec<Read<'_>>> = HashMap::new();
        for read in reads.iter().filter(|r| lacks(&supplied, r)) {
            missing.entry(read.name).or_default().push(*read);
        }
        // Where ways are broken, or leave their blocks, that is the cause.
        if missing.is_empty() || (found.is_empty() && !ways_are_whole(g, graph)) {
            continue;
        }
        for (bit, name) in names.iter().enumerate() {
            let Some((first, others)) = missing.get(name).and_then(|r| r.split_first()) else { continue };
            if found.len() == MOST {
                rest.push(*first);
                continue;
            }
            let mut finding = told.finding(first, 1 << bit, found.len() < MOST_WAYS);
            finding.follows = others.iter().map(|r| told.again(r)).collect();
            found.push((first.step, finding));
        }
    }
    let beyond = names.get(lists.saturating_mul(64)..).unwrap_or_default();
    if !beyond.is_empty() {
        let what = What::EveryWay(beyond.iter().map(|n| (*n).to_owned()).collect());
        missed.push(Missed { what, why: Reason::Many });
    }
    found.sort_by_key(|(step, _)| *step);
    out.extend(found.into_iter().map(|(_, finding)| finding));
    out.extend(and_more(g, &rest));
}

/// What is not told one by one.
fn and_more(g: &Guideline, rest: &[Read<'_>]) -> Option<Finding> {
    let first = rest.first()?;
    let names: Vec<&str> = rest.iter().map(|r| r.name).collect();
    let message = match names.len() {
        1 => format!("`{}` is read here, but a case can come here without it", first.name),
        n => format!(
            "{n} more work products are read though a case can come there without them: {}",
            quoted(&names, 6)
        ),
    };
    let help = "mend those above, then check again; often one cause is behind all of them";
    Some(on(g, not_on_every_way::RULE.name, first.at, message).help(help).about(names.join(" ")))
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
        let make = if makers.len() == 1 { "makes" } else { "make" };
        let makers = quoted(&makers, 3);
        let or = match read.how {
            How::Called(callee, _) => {
                format!("if {} can do without it, write `{name}?` there", callee.id())
            }
            _ => format!("if it is not always needed, write `{name}?`"),
        };
        match why {
            Why::Past => format!(
                "only {makers} {make} it: lead every way over that, or make it on this way too, `out: {name}`; {or}"
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
