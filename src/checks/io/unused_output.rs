//! `io/unused-output`: every work product that is made is used.

use super::no_producer::located;
use super::products::{Place, alive, made, used};
use crate::checks::near::Near;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use foldhash::{HashMap, HashSet};
use std::collections::BTreeSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "io/unused-output",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "Every work product that a step makes or a start brings in is read by a step of some guideline, handed \
           over, or kept as a record.",
    why: "Work whose result nobody uses is either waste, or the step that should look at it forgets to: a risk \
          analysis that enters no decision.",
    serves: &[("iso9001", "4.4.1")],
    bad: "- { id: analyse-risks, do: Analyse the risks, out: risk-analysis, R: service, next: qualified }",
    good: "- { id: analyse-risks, do: Analyse the risks, out: risk-analysis, R: service, next: qualified }\n\
           - { id: qualified, ask: Is it qualified?, in: risk-analysis, outcomes: { qualified: design, not-qualified: stop } }",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    if h.guidelines.iter().any(|g| g.broken) {
        return;
    }
    let records = alive(h).flat_map(|g| &g.records).map(|r| r.name.as_str());
    let flows = h.landscape.flows.iter().flat_map(|f| &f.what).map(crate::model::At::as_str);
    let read = || used(h).map(|p| p.name.as_str());
    let known: HashSet<&str> = read().chain(records).chain(flows).collect();
    let mut names: Option<BTreeSet<&str>> = None;
    let near = Near::for_handbook();
    let mut first: HashMap<&str, usize> = HashMap::default();
    for place in made(h).filter(|p| !known.contains(p.name.as_str())) {
        let name = place.name.as_str();
        if let Some(finding) = first.get(name).and_then(|&n| out.get_mut(n)) {
            finding.related.push((place.name.at, "made here too".to_owned()));
            continue;
        }
        first.insert(name, out.len());
        let names = names.get_or_insert_with(|| read().collect());
        out.push(finding(&place, names, &near));
    }
}

fn finding(place: &Place<'_>, read: &BTreeSet<&str>, near: &Near) -> Finding {
    let name = place.name.as_str();
    let message = if place.at_border {
        format!("`{name}` is brought in, but nobody reads, hands over or keeps it")
    } else {
        format!("`{name}` is made, but nobody reads, hands over or keeps it")
    };
    let help = match near.nearest(name, read.iter().copied()) {
        Some(right) => format!("did you mean `{right}`?"),
        None => format!(
            "add `in: {name}` at the step that uses it, hand it over at the end, or list it under `records`; if nobody needs it, take it out"
        ),
    };
    let mut finding = located(place, message).help(help);
    finding.rule = RULE.name;
    finding
}
