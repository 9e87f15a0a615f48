//! `graph/parallel-escape`: what runs side by side meets at the join.

use super::mend::{Edit, offered};
use super::steps::{node_called, on_node};
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::{Block, Edge, EdgeKind, Escape, EscapeKind, NodeKind, ProcessGraph, blocks};
use crate::model::Guideline;
use std::collections::HashSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/parallel-escape",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "No way leads out of a block of parallel branches but to its `join`, and none to an end inside; the same \
           for a phase whose steps are done in any order, into which none leads but to the phase itself. Allowed is a way \
           that can only lead to ends with `stops: everything`.",
    why: "A branch that leaves its block leaves the others running: the join waits for ever for one that has gone, \
          or the case ends while somebody still works on it.",
    serves: &[("iso9001", "4.4.1")],
    bad: "- { id: negotiate, parallel: [customer-reviews, draft-contract], join: feedback }\n\
          - id: customer-reviews\n  wait: The customer reviews the offer\n  for: customer\n  within: 30 days\n  late: lost\n  next: feedback\n\
          - { id: lost, end: Lost }",
    good: "- { id: lost, end: Lost, stops: everything }",
    check: Check::Alone(check),
};

fn check(g: &Guideline, graph: &ProcessGraph, out: &mut Vec<Finding>) {
    any_order(g, graph, out);
    let mut found = blocks(g, graph);
    // A way out of two blocks at once is mended in the inner one.
    found.sort_by_key(|b| b.inside.len());
    let mut seen = HashSet::new();
    for block in &found {
        for escape in &block.escapes {
            if let (true, Some(edge)) = (seen.insert(escape.edge), graph.edges.get(escape.edge)) {
                out.push(leaves(g, graph, block, *escape, *edge));
            }
        }
    }
}

fn leaves(g: &Guideline, graph: &ProcessGraph, block: &Block, escape: Escape, edge: Edge) -> Finding {
    let name = |n| node_called(g, graph, n);
    let (fork, join, from, to) = (name(block.fork), name(block.join), name(edge.from), name(edge.to));
    let (message, help) = match escape.kind {
        EscapeKind::Back => (
            format!("{from} leads back to {fork}, while its other branches still run"),
            format!("lead to {join}, where the branches meet, and go back from there"),
        ),
        EscapeKind::End => (
            format!("{from} leads to the end {to}, while the other branches of {fork} still run"),
            format!(
                "lead to {join}, where the branches meet; if the end stops them all, write `stops: everything` at it"
            ),
        ),
        EscapeKind::Outside if edge.from == block.fork && edge.kind == EdgeKind::Late => (
            format!("when its time is up, {from} leads to {to}, and not to {join}, where the branches meet"),
            format!(
                "lead to {join}, and ask there what is missing; only a way to ends that stop everything may leave before"
            ),
        ),
        EscapeKind::Outside if edge.from == block.fork && edge.kind == EdgeKind::RoundsUsedUp => (
            format!(
                "when its rounds are used up, {from} leads to {to}, and not to {join}, where the branches meet"
            ),
            "write the `limit` at a step before or behind the branches; only a way to ends that stop everything may leave here".to_owned(),
        ),
        EscapeKind::Outside if edge.from == block.fork => (
            format!("{to} is a branch of {fork}, but {join}, where the branches meet, leads to it as well"),
            format!("give the branch a step of its own; or lead from {join} to {fork}"),
        ),
        EscapeKind::Outside => (
            format!("{from} leads to {to}, out of the block of {fork}"),
            format!(
                "a branch goes on to {join}, where all of them meet; only a way to ends that stop everything may leave before"
            ),
        ),
        EscapeKind::Shared(_) => (
            format!(
                "{from} leads to {to} inside the block of {fork}, but there is also a way to {to} past {fork}"
            ),
            format!(
                "give {fork} a step of its own in place of {to}, or lead to {fork} where the other way leads to {to}"
            ),
        ),
    };
    let mut finding =
        on_node(g, graph, edge.from, RULE.name, message).help(help).about(graph.name(g, edge.to));
    finding.at = edge.at;
    if let EscapeKind::Shared(way) = escape.kind
        && let Some(way) = graph.edges.get(way)
    {
        finding = finding.also(way.at, format!("the way past {fork}, from {}", name(way.from)));
    }
    let to_join = matches!(escape.kind, EscapeKind::Back | EscapeKind::End | EscapeKind::Outside);
    let join = graph.name(g, block.join);
    offered(finding, g, (to_join && edge.from != block.fork).then_some(Edit::Name(edge.at, join)))
}

/// Ways into and out of phases whose steps are done in any order. Keys that such steps may not have (`next`,
/// `outcomes`, `late`) were said to be wrong already.
fn any_order(g: &Guideline, graph: &ProcessGraph, out: &mut Vec<Finding>) {
    if !g.phases.iter().any(|p| p.any_order) {
        return;
    }
    let phase_of = |n: usize| {
        let node = graph.nodes.get(n)?;
        let step = matches!(node.kind, NodeKind::Step(_));
        node.phase.filter(|&p| step && g.phases.get(p).is_some_and(|p| p.any_order))
    };
    for edge in graph.edges.iter().filter(|e| e.kind != EdgeKind::AnyOrder) {
        let (from, to) = (node_called(g, graph, edge.from), node_called(g, graph, edge.to));
        let phase = |p: usize| g.phases.get(p).and_then(|p| p.id.as_ref()).map_or("", |t| t.as_str());
        let (message, help) = if let Some(p) = phase_of(edge.to) {
            let (p, same) = (phase(p), phase_of(edge.from) == Some(p));
            if same && edge.kind != EdgeKind::RoundsUsedUp {
                continue;
            }
            (
                format!("{from} leads to {to}, into the phase `{p}`, whose steps are done in any order"),
                format!("such a phase is entered as a whole: write `{p}` in place of {to}"),
            )
        } else if let (Some(p), EdgeKind::RoundsUsedUp) = (phase_of(edge.from), edge.kind) {
            let p = phase(p);
            (
                format!("{from} leads to {to}, out of the phase `{p}`, whose steps are done in any order"),
                "take `then` out; the phase goes on at its own `next` when all its steps are done".to_owned(),
            )
        } else {
            continue;
        };
        let mut finding =
            on_node(g, graph, edge.from, RULE.name, message).help(help).about(graph.name(g, edge.to));
        finding.at = edge.at;
        out.push(finding);
    }
}
