//! `graph/too-big`: a process of one page.

use crate::checks::words::on;
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::Guideline;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/too-big",
    severity: Some(Severity::Info),
    since: "0.1.0",
    what: "A guideline has at most 40 steps.",
    why: "Readers lose their way in large models, and err more. A part that stands for itself can be a guideline of \
          its own, and be called.",
    serves: &[],
    bad: "A guideline with 57 steps.",
    good: "Two guidelines; the first calls the second: `call: SAL-G-011`.",
    check: Check::Alone(check),
};

/// More steps than this are too many.
const MOST: usize = 40;

fn check(g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.steps.len() > MOST {
        let message =
            format!("the process has {} steps; people lose their way in more than {MOST}", g.steps.len());
        let help =
            "move a part that stands for itself into a guideline of its own, and call it: `call: its-id`";
        out.push(on(g, RULE.name, g.head(), message).help(help));
    }
}
