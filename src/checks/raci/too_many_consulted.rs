//! `raci/too-many-consulted`: few are asked before.

use crate::checks::graph::{called, head, on_step};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{Cast, Guideline, Handbook, Letter, Text};
use std::collections::BTreeSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "raci/too-many-consulted",
    severity: Some(Severity::Info),
    since: "0.1.0",
    what: "At most seven roles are consulted at one step (a group counts as its roles).",
    why: "Everybody who is asked costs time, and whoever is asked every time stops answering. Often it is enough \
          that they are informed.",
    serves: &[],
    bad: "C: all",
    good: "C: [service, quality-assurance]\nI: all",
    check: Check::Document(check),
};

/// More than this are too many.
const MOST: usize = 7;

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    for step in &g.steps {
        let Some(consulted) = step.letters.get(Letter::C) else { continue };
        let count = most(cx.handbook, consulted);
        if count > MOST {
            let message = format!("{count} roles are consulted at {}", called(step));
            let help = "keep those whose answer changes something; the others may be informed (`I`)";
            out.push(on_step(g, step, RULE.name, head(step), message).help(help));
        }
    }
}

/// How many roles, in the case with most of them.
fn most(h: &Handbook, cast: &Cast) -> usize {
    let count = |names: &[Text]| {
        names.iter().flat_map(|n| h.expand(n)).map(|r| r.id.as_str()).collect::<BTreeSet<_>>().len()
    };
    match cast {
        Cast::Roles(names) => count(names),
        Cast::ByCase(cases) => cases.iter().map(|(_, names)| count(names)).max().unwrap_or(0),
    }
}
