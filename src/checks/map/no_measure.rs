//! `map/no-measure`: every process is measured.

use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::{DocStatus, Guideline, Handbook, Process};
use std::collections::HashSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "map/no-measure",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "Every process of the landscape has a KPI, its own or one of its guidelines.",
    why: "\"How do you know that it works?\" is among the first things an auditor asks.",
    serves: &[("iso9001", "4.4.1"), ("iso9001", "9.1.1")],
    bad: "processes:\n  sales: { name: Sales, owner: head-of-sales }      # and no guideline of it has `kpis`",
    good: "processes:\n  sales:\n    name: Sales\n    owner: head-of-sales\n    kpis:\n    - { name: Share of opportunities won, definition: Won divided by ended, every: quarter, owner: head-of-sales }",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for process in lacking(cx.handbook, |g| !g.kpis.is_empty(), |p| !p.kpis.is_empty()) {
        let message = format!("nothing measures the process `{}`", process.id.value);
        out.push(
            Finding::new(RULE.name, process.id.at, message)
                .help("write `kpis` at the process or in one of its guidelines")
                .key(format!("processes/{}", process.id.value))
                .about(process.id.as_str()),
        );
    }
}

/// The processes that lack something, themselves and in all their guidelines. None where a document could not be
/// read: it may have it.
pub(super) fn lacking(
    h: &Handbook,
    in_guideline: impl Fn(&Guideline) -> bool,
    itself: impl Fn(&Process) -> bool,
) -> Vec<&Process> {
    if h.guidelines.iter().any(|g| g.broken) {
        return Vec::new();
    }
    let has: HashSet<&str> = h
        .guidelines
        .iter()
        .filter(|g| g.state() != DocStatus::Retired && in_guideline(g))
        .filter_map(|g| g.process.as_ref())
        .map(|p| p.value.process.as_str())
        .collect();
    let processes = h.landscape.processes.iter();
    processes.filter(|p| !itself(p) && !has.contains(p.id.as_str())).collect()
}
