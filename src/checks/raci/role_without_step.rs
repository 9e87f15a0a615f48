//! `raci/role-without-step`: whoever has responsibilities has something to do.

use super::places::of_step;
use crate::checks::words::{list, on};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{Guideline, Handbook};
use std::collections::HashSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "raci/role-without-step",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A role under `responsibilities` has a letter at some step, or a recurring duty (a group: each of its \
           roles).",
    why: "Table and process disagree: either the table promises what the process never asks for, or a step is \
          missing.",
    serves: &[("iso9001", "5.3")],
    bad: "responsibilities:\n  bid-manager: Internal kick-off      # but no step names the bid-manager",
    good: "- id: kick-off\n  do: Hold the internal kick-off\n  R: bid-manager\n  next: create-order",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken || g.steps.is_empty() || g.responsibilities.is_empty() {
        return;
    }
    let h = cx.handbook;
    let busy = busy(h, g);
    for r in &g.responsibilities {
        let all: Vec<&str> = h.expand(&r.who).iter().map(|r| r.id.as_str()).collect();
        let idle: Vec<&str> = all.iter().copied().filter(|r| !busy.contains(r)).collect();
        if idle.is_empty() {
            continue;
        }
        let names: Vec<String> = idle.iter().map(|r| format!("`{r}`")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let message = if h.role(&r.who).is_some() {
            format!("`{}` has responsibilities, but no step", r.who.value)
        } else if idle.len() == all.len() {
            format!("the group `{}` has responsibilities, but none of its roles has a step", r.who.value)
        } else {
            format!("of the group `{}`, {} have no step", r.who.value, list(&names, 6))
        };
        let help = "name it at the step where it does this, or take the responsibility out";
        let finding = on(g, RULE.name, r.who.at, message).help(help).about(r.who.as_str());
        out.push(finding.key(format!("responsibility/{}", r.who.value)));
    }
}

/// The roles that have a letter at a step, are waited for, contacted, told, or have a recurring duty.
fn busy<'a>(h: &'a Handbook, g: &'a Guideline) -> HashSet<&'a str> {
    let defaults = g.defaults.cells.iter().flat_map(|(_, _, c)| c.names());
    let inherits = g.steps.iter().any(|s| s.kind.takes_defaults());
    let duties = g.duties.iter().flat_map(|d| &d.who);
    let names = g.steps.iter().flat_map(of_step).chain(duties).chain(defaults.filter(|_| inherits));
    let names: HashSet<&str> = names.map(crate::model::At::as_str).collect();
    names.into_iter().flat_map(|n| h.expand(n)).map(|r| r.id.as_str()).collect()
}
