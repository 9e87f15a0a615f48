//! `kpi/undefined`: a KPI says how it is worked out, by whom and how often.

use crate::checks::words::{list, of, written};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::{DocStatus, Guideline, Handbook, Kpi};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "kpi/undefined",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A KPI has a definition, an owner and a period.",
    why: "Two people who work out a figure differently talk past each other, and \"what are your results?\" has no \
          answer.",
    serves: &[("iso9001", "9.1.1"), ("iso27001", "9.1")],
    bad: "kpis:\n- { id: mp, name: Plan multiplier }",
    good: "kpis:\n- { id: mp, name: Plan multiplier, definition: Value of open opportunities divided by the open part of the plan, every: month, owner: head-of-sales }",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    let alive = |g: &&Guideline| !g.broken && !matches!(g.state(), DocStatus::Planned | DocStatus::Retired);
    for g in h.guidelines.iter().filter(alive) {
        let found = g.kpis.iter().enumerate().filter_map(|(n, k)| complaint(h, n, k));
        out.extend(found.map(|f| of(Some(g), f)));
    }
    if !h.is_broken(h.landscape.file) {
        for p in &h.landscape.processes {
            out.extend(p.kpis.iter().enumerate().filter_map(|(n, k)| complaint(h, n, k)));
        }
    }
}

fn complaint(h: &Handbook, n: usize, kpi: &Kpi) -> Option<Finding> {
    let entry = kpi.at;
    let missing: Vec<&str> = [
        ("definition", kpi.definition.is_none() && !written(&h.sources, entry, "definition")),
        ("owner", kpi.owner.is_none() && !written(&h.sources, entry, "owner")),
        ("period (`every`)", kpi.every.is_none() && !written(&h.sources, entry, "every")),
    ]
    .into_iter()
    .filter_map(|(key, missing)| missing.then_some(key))
    .collect();
    if missing.is_empty() {
        return None;
    }
    let id = kpi.id.as_ref().map_or_else(|| (n + 1).to_string(), |id| id.value.clone());
    let name = kpi.name.as_ref().map_or(id.as_str(), |name| name.as_str());
    let at = kpi.name.as_ref().or(kpi.id.as_ref()).map_or(kpi.at, |t| t.at);
    // What is missing is no part of its identity: somebody who adds one thing of three makes nothing new.
    Some(
        Finding::new(RULE.name, at, format!("the KPI \"{name}\" has no {}", list(&missing, 3)))
            .help("say how it is worked out (`definition`), who answers for it (`owner`, a role) and how often it is taken (`every: quarter`)")
            .key(format!("kpi/{id}")),
    )
}
