//! `graph/loop-without-limit`: a loop says how often it goes round.

use super::steps::{listed, node_called, on_node};
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::{NodeId, ProcessGraph, open_loops, reach};
use crate::model::Guideline;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/loop-without-limit",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A loop has a step with a `limit`: how often it is entered in one case at most.",
    why: "Rework without a limit eats the time of a case unseen. After the last round those who decide take a way \
          that leads on.",
    serves: &[("iso9001", "4.4.1")],
    bad: "- id: check-offer\n  ask: Is the offer in order?\n  outcomes: { approved: send-offer, rework: revise-offer }\n\
          - { id: revise-offer, do: Revise the offer, R: kam, next: check-offer }",
    good: "- id: check-offer\n  ask: Is the offer in order?\n  outcomes: { approved: send-offer, rework: revise-offer }\n  limit: 3 rounds\n\
           - { id: revise-offer, do: Revise the offer, R: kam, next: check-offer }",
    check: Check::Alone(check),
};

fn check(g: &Guideline, graph: &ProcessGraph, out: &mut Vec<Finding>) {
    let found = open_loops(g, graph);
    if found.is_empty() {
        return;
    }
    let to_end = reach(g, graph).to_end;
    for l in found {
        // A loop that nothing leads out of is `graph/no-way-to-end`.
        let closed = !to_end[l.at]
            && l.nodes.iter().all(|&n| graph.successors(n).all(|s| l.nodes.binary_search(&s).is_ok()));
        if closed {
            continue;
        }
        let steps: Vec<NodeId> = l.nodes.iter().copied().filter(|&n| graph.step_of(n).is_some()).collect();
        let message = match steps.as_slice() {
            [_] => format!("{} leads back to itself without a limit", node_called(g, graph, l.at)),
            many => format!("{} can go round without a limit", listed(g, graph, many)),
        };
        let help = format!("write at {} how often: `limit: 3 rounds`", node_called(g, graph, l.at));
        out.push(on_node(g, graph, l.at, RULE.name, message).help(help));
    }
}
