//! `graph/parallel-without-join`: branches meet again.

use super::mend::{Edit, mends};
use super::steps::{called, head, on_step};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity, Span};
use crate::graph::{Node, NodeId, NodeKind, ProcessGraph};
use crate::model::{Guideline, Step, StepKind};
use std::collections::{HashMap, HashSet, VecDeque};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/parallel-without-join",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "A `parallel` says with `join` where its branches meet.",
    why: "Otherwise nobody knows what waits for whom: the next step may begin before the other branch is done, or \
          be done twice.",
    serves: &[("iso9001", "4.4.1")],
    bad: "- id: design\n  parallel: [solution-design, analyse-risks]",
    good: "- id: design\n  parallel: [solution-design, analyse-risks]\n  join: design-final",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, graph: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken {
        return;
    }
    for (n, step) in g.steps.iter().enumerate() {
        if let StepKind::Parallel { join: None, .. } = &step.kind {
            let message = format!("{} does not say where its branches meet", called(step));
            let named = meeting(g, step);
            let proved = mends(g, shared(g, graph, n).into_iter().map(|to| Edit::Join(n, to)));
            let meet = match proved {
                Some(Edit::Join(_, meet)) => Some(meet),
                _ => named,
            };
            let help = format!(
                "write the step that waits for all of them: `join: {}`",
                meet.unwrap_or("the-step-that-waits-for-all")
            );
            let mut finding = on_step(g, step, RULE.name, head(step), message).help(help);
            if let Some(Edit::Join(_, meet)) = proved
                && let Some((at, text)) = written(cx.handbook.sources.slice(step.at), step, meet)
            {
                finding = finding.offer(at, text, format!("Write `join: {meet}`"));
                if let Some(fix) = &mut finding.fix {
                    // Where each branch names this step next and no other, nothing else can be meant.
                    fix.safe = named == Some(meet);
                }
            }
            out.push(finding);
        }
    }
}

/// Steps that every branch comes to, the nearest first.
fn shared<'g>(g: &'g Guideline, graph: &ProcessGraph, step: usize) -> Vec<&'g str> {
    let is_fork = |node: &Node| node.kind == NodeKind::Step(step);
    let Some(fork) = graph.nodes.iter().position(is_fork) else { return Vec::new() };
    let mut distance: HashMap<NodeId, (usize, usize)> = HashMap::new();
    let mut branches: Vec<NodeId> = graph.successors(fork).collect();
    branches.sort_unstable();
    branches.dedup();
    for &branch in &branches {
        let mut seen: HashSet<NodeId> = HashSet::from([fork, branch]);
        let mut todo = VecDeque::from([(branch, 0)]);
        while let Some((n, far)) = todo.pop_front() {
            let (count, sum) = distance.entry(n).or_default();
            (*count, *sum) = (*count + 1, *sum + far);
            todo.extend(graph.successors(n).filter(|s| seen.insert(*s)).map(|s| (s, far + 1)));
        }
    }
    let met = distance.into_iter().filter(|(_, (count, _))| *count == branches.len());
    let mut met: Vec<(usize, NodeId)> = met.map(|(n, (_, far))| (far, n)).collect();
    met.sort_unstable();
    met.into_iter().map(|(_, n)| graph.name(g, n)).filter(|id| !id.is_empty()).collect()
}

/// Where `join` is put into the text of a step, and how it is written there.
fn written(text: &str, step: &Step, join: &str) -> Option<(Span, String)> {
    let at = |end: usize| {
        let place = step.at.start.saturating_add(u32::try_from(end).unwrap_or(u32::MAX));
        Span { start: place, end: place, ..step.at }
    };
    let text = text.trim_end();
    if text.starts_with('{') {
        let inner = text.strip_suffix('}')?.trim_end();
        let comma = if inner.ends_with(',') { " " } else { ", " };
        return Some((at(inner.len()), format!("{comma}join: {join}")));
    }
    // Keys of a block stand below each other; the first one shows how far in, when another line has a key as deep.
    let deep = text.lines().skip(1).filter(|line| !line.trim().is_empty());
    let deep = deep.map(|line| line.len() - line.trim_start_matches(' ').len()).min()?;
    Some((at(text.len()), format!("\n{}join: {join}", " ".repeat(deep))))
}

/// The step that every branch names as its next one.
fn meeting<'g>(g: &'g Guideline, step: &Step) -> Option<&'g str> {
    const COMPARED: usize = 1_000;
    let StepKind::Parallel { branches, optional, .. } = &step.kind else { return None };
    if g.steps.len() > COMPARED {
        return None;
    }
    let mut nexts = branches
        .iter()
        .chain(optional.iter().map(|(to, _)| to))
        .map(|b| g.step(b).and_then(|s| s.next.as_ref()).map(crate::model::At::as_str));
    let first = nexts.next()??;
    nexts.all(|n| n == Some(first)).then_some(first)
}
