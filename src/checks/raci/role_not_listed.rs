//! `raci/role-not-listed`: whoever has something to do is in the table of responsibilities.

use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{Guideline, Letter, Letters, Text};
use std::collections::HashSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "raci/role-not-listed",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A role that does, decides or supports a step is under `responsibilities`, itself or in a group, where the \
           guideline has such a table. Outside parties need not be.",
    why: "People read the table to see whether a guideline concerns them.",
    serves: &[("iso9001", "5.3")],
    bad: "responsibilities: { head-of-sales: Decide }\nsteps:\n- { id: order, do: Create the order, R: sales-support, next: won }",
    good: "responsibilities: { head-of-sales: Decide, sales-support: Create the order }",
    check: Check::Document(check),
};

/// Letters that make somebody take part; who is only asked or told has no responsibility.
const TAKES_PART: [Letter; 4] = [Letter::R, Letter::D, Letter::A, Letter::S];

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken || g.responsibilities.is_empty() {
        return;
    }
    let h = cx.handbook;
    let mut settled: HashSet<&str> =
        g.responsibilities.iter().flat_map(|r| h.expand(&r.who)).map(|r| r.id.as_str()).collect();
    let inherits = g.steps.iter().any(|s| s.kind.takes_defaults());
    let defaults = if inherits { names(&g.defaults) } else { Vec::new() };
    let places = defaults
        .into_iter()
        .map(|n| (n, None))
        .chain(g.steps.iter().flat_map(|s| names(&s.letters).into_iter().map(move |n| (n, Some(s.id())))));
    let mut seen: HashSet<&str> = HashSet::new();
    for (name, step) in places {
        if !seen.insert(name.as_str()) {
            continue;
        }
        for role in h.expand(name) {
            if role.external || !settled.insert(role.id.as_str()) {
                continue;
            }
            let message = format!("`{}` takes part, but is not under `responsibilities`", role.id.value);
            let help = format!("add it there: `{}: what it is responsible for`", role.id.value);
            let finding = on(g, RULE.name, name.at, message).help(help).about(role.id.as_str());
            out.push(match step {
                Some(step) if !step.is_empty() => finding.step(step),
                _ => finding,
            });
        }
    }
}

fn names(letters: &Letters) -> Vec<&Text> {
    letters
        .cells
        .iter()
        .filter(|(letter, _, _)| TAKES_PART.contains(letter))
        .flat_map(|(_, _, cast)| cast.names())
        .collect()
}
