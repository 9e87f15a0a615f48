//! `graph/parallel-without-join`: branches meet again.

use super::steps::{called, head, on_step};
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{Guideline, Step, StepKind};

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
    check: Check::Alone(check),
};

fn check(g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken {
        return;
    }
    for step in &g.steps {
        if let StepKind::Parallel { join: None, .. } = &step.kind {
            let message = format!("{} does not say where its branches meet", called(step));
            let meet = meeting(g, step).unwrap_or("the-step-that-waits-for-all");
            let help = format!("write the step that waits for all of them: `join: {meet}`");
            out.push(on_step(g, step, RULE.name, head(step), message).help(help));
        }
    }
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
