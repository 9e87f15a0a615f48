//! `graph/phase-back`: lists the moves back to an earlier phase.

use super::steps::node_called;
use crate::checks::words::{list, on};
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::{Move, MoveKind, ProcessGraph, moves};
use crate::model::Guideline;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/phase-back",
    severity: Some(Severity::Info),
    since: "0.1.0",
    what: "Lists the ways that lead back to an earlier phase, once per guideline.",
    why: "Cases that go back a stage are where forecasts and deadlines slip. They may be meant; they should be known.",
    serves: &[("iso9001", "8.2.4")],
    bad: "- id: feedback          # in the phase Negotiation\n  ask: What does the customer say?\n  outcomes: { positive: sign, offer-negative: revise-offer }   # in the phase Offer",
    good: "The same, where the way back is meant: an info says so, and nothing has to change.",
    check: Check::Alone(check),
};

fn check(g: &Guideline, graph: &ProcessGraph, out: &mut Vec<Finding>) {
    report(g, graph, MoveKind::Back, RULE.name, out);
}

/// One finding that lists the moves of a kind.
pub(super) fn report(
    g: &Guideline,
    graph: &ProcessGraph,
    kind: MoveKind,
    rule: &'static str,
    out: &mut Vec<Finding>,
) {
    const SHOWN: usize = 10;
    let mut found: Vec<_> = moves(g, graph).into_iter().filter(|m| m.kind == kind).collect();
    found.sort_by_key(|m| graph.edges.get(m.edge).map(|e| e.at.start));
    let Some(first) = found.first().and_then(|m| graph.edges.get(m.edge)) else { return };
    let name = |p: usize| {
        let phase = g.phases.get(p);
        let text = phase.and_then(|p| p.name.as_ref().or(p.id.as_ref()));
        text.map_or_else(|| format!("phase {}", p + 1), |t| t.value.clone())
    };
    let what = match kind {
        MoveKind::Skip => ("one way leads over a phase", "ways lead over a phase"),
        _ => ("one way leads back to an earlier phase", "ways lead back to an earlier phase"),
    };
    let told = |m: &Move| {
        let edge = graph.edges.get(m.edge)?;
        let (from, to) = (node_called(g, graph, edge.from), node_called(g, graph, edge.to));
        let past: Vec<String> = (m.from + 1..m.to).map(name).collect();
        let past: Vec<&str> = past.iter().map(String::as_str).collect();
        let past = if past.is_empty() { String::new() } else { format!(", past {}", list(&past, 3)) };
        Some((edge.at, format!("from {from} ({}) to {to} ({}){past}", name(m.from), name(m.to))))
    };
    let message = match found.as_slice() {
        [one] => format!("{}: {}", what.0, told(one).map(|(_, text)| text).unwrap_or_default()),
        many => format!("{} {}", many.len(), what.1),
    };
    let mut finding = on(g, rule, first.at, message)
        .help("if that is meant, nothing has to change; the page lists these moves");
    let shown = if found.len() > 1 { SHOWN } else { 0 };
    for (at, text) in found.iter().take(shown).filter_map(told) {
        finding = finding.also(at, text);
    }
    out.push(finding);
}
