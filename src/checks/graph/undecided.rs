//! `graph/undecided`: which processes were not proved, and why.

use super::steps::on_node;
use crate::checks::words::on;
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::Guideline;
use crate::proof::lower::{Lowered, Unsupported};
use crate::proof::verdict::{Answer, Proof};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/undecided",
    severity: Some(Severity::Info),
    since: "0.2.0",
    what: "Says of a process for which it could not be decided whether every case comes to a good end, what kept it from \
           being decided.",
    why: "Silence reads like a clean bill. Where nobody could tell, people have to look themselves.",
    serves: &[],
    bad: "- { id: design, parallel: [draft, price], join: send, within: 5 days, late: price }\n- { id: draft, do: Draft it, R: kam, next: send }\n- { id: price, do: Set the price, R: kam, next: send }\n- { id: send, do: Send it, R: kam, next: sent }\n- { id: sent, end: Sent }",
    good: "- { id: design, parallel: [draft, price], join: send, within: 5 days, late: send }",
    // Found by the proof of `graph/stuck`.
    check: Check::Elsewhere,
};

/// What kept the proof of a guideline from an answer; `None` where there is one.
pub(super) fn finding(
    g: &Guideline,
    graph: &ProcessGraph,
    lowered: &Lowered,
    proof: &Proof,
) -> Option<Finding> {
    let why = match lowered.unsupported {
        Some(Unsupported::Lost(_)) => return None,
        Some(unsupported) => format!("this step {}", unsupported.words()),
        None if proof.sound != Answer::Undecided => return None,
        None if lowered.crossed => {
            "branches of one `parallel` lead to the same step, so which of them arrives where they meet cannot be told"
                .to_owned()
        }
        None => "so many steps run side by side here that not every order of them could be tried".to_owned(),
    };
    let message = format!("it is not decided whether every case comes to a good end: {why}");
    let finding = match lowered.unsupported {
        Some(unsupported) => on_node(g, graph, unsupported.at(), RULE.name, message),
        None => on(g, RULE.name, g.head(), message),
    };
    Some(
        finding
            .help("look at it yourselves, or write the process so that fewer branches depend on one another"),
    )
}
