//! `graph/duplicate-id`: what can be named is named once.

use crate::checks::words::on;
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{Guideline, Text};
use std::collections::HashMap;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/duplicate-id",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Within a document no two steps have the same id, nor two phases, rules, starts, events, KPIs or duties; \
           capital and small letters count as the same. A phase with `order: any` shares no id with a step.",
    why: "With two steps of one name, `next` leads to the first of them, and the second is never done.",
    serves: &[("iso9001", "7.5.2")],
    bad: "- { id: check, do: Check the offer, R: kam, next: check }\n- { id: Check, do: Check the contract, R: kam, next: won }",
    good: "- { id: check-offer, do: Check the offer, R: kam, next: check-contract }\n\
           - { id: check-contract, do: Check the contract, R: kam, next: won }",
    check: Check::Alone(check),
};

fn check(g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    let steps = g.steps.iter().filter_map(|s| s.id.as_ref());
    let gates = g.phases.iter().filter(|p| p.any_order).filter_map(|p| p.id.as_ref());
    twice(g, "step", steps.clone(), out);
    twice(g, "phase", g.phases.iter().filter_map(|p| p.id.as_ref()), out);
    twice(g, "rule", g.rules.iter().filter_map(|r| r.id.as_ref()), out);
    twice(g, "start", g.starts.iter().filter_map(|s| s.id.as_ref()), out);
    twice(g, "event", g.anytime.iter().filter_map(|a| a.id.as_ref()), out);
    twice(g, "KPI", g.kpis.iter().filter_map(|k| k.id.as_ref()), out);
    twice(g, "duty", g.duties.iter().filter_map(|d| d.id.as_ref()), out);
    let named: HashMap<String, &Text> = steps.map(|t| (t.to_lowercase(), t)).collect();
    for gate in gates {
        if let Some(step) = named.get(&gate.to_lowercase()) {
            let message = format!("the phase `{}` and a step have the same id", gate.value);
            out.push(
                on(g, RULE.name, gate.at, message)
                    .help("a phase whose steps are done in any order is entered by its id: give one of them another")
                    .about(gate.as_str())
                    .also(step.at, "the step"),
            );
        }
    }
}

fn twice<'g>(g: &Guideline, kind: &str, ids: impl Iterator<Item = &'g Text>, out: &mut Vec<Finding>) {
    let mut seen: HashMap<String, &Text> = HashMap::new();
    for id in ids {
        let first = *seen.entry(id.to_lowercase()).or_insert(id);
        if std::ptr::eq(first, id) {
            continue;
        }
        let message = if first.value == id.value {
            format!("two {} have the id `{}`", plural(kind), id.value)
        } else {
            format!("the {kind} ids `{}` and `{}` differ only in capital letters", first.value, id.value)
        };
        let finding = on(g, RULE.name, id.at, message)
            .help(format!("give one of them another id; what leads to `{}` means the first", first.value))
            .about(id.as_str())
            .also(first.at, "the first");
        out.push(if kind == "step" { finding.step(id.as_str()) } else { finding });
    }
}

fn plural(kind: &str) -> String {
    match kind {
        "duty" => "duties".to_owned(),
        other => format!("{other}s"),
    }
}
