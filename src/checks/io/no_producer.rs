//! `io/no-producer`: every work product that is read is made somewhere or brought in.

use super::products::{Place, made, used};
use crate::checks::near::Near;
use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::read;
use crate::model::{Handbook, Text};
use foldhash::{HashMap, HashSet};
use std::collections::BTreeSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "io/no-producer",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Every work product that a step reads or an end hands over is made by a step of some guideline, brought in \
           by a start, comes `from: outside`, or along a written flow.",
    why: "An input from nowhere is either a slip of the pen or work that nobody is asked to do.",
    serves: &[("iso9001", "4.4.1")],
    bad: "- { id: send-contract, do: Send the contract, in: contract, R: kam, next: won }   # no step has `out: contract`",
    good: "- { id: draft-contract, do: Draft the contract, out: contract, R: head-of-sales, next: send-contract }\n\
           - { id: send-contract, do: Send the contract, in: contract, R: kam, next: won }",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    // A document that cannot be read may be the one that makes it.
    if h.guidelines.iter().any(|g| g.broken) {
        return;
    }
    let known: HashSet<&str> = sources(h).collect();
    let near = Near::for_handbook();
    let mut names: Option<BTreeSet<&str>> = None;
    let mut first: HashMap<(u32, &str), usize> = HashMap::default();
    // What is no id at all was said by `doc/value`.
    let named = |p: &Place<'_>| read::id(p.name.as_str()).is_ok();
    for place in used(h).filter(|p| !known.contains(p.name.as_str())).filter(named) {
        // A second place of a document that reads the same is mended with the first.
        if let Some(&n) = first.get(&(place.g.file.0, place.name.as_str())) {
            let again = located(&place, format!("`{}` is read here too", place.name.value));
            if let Some(finding) = out.get_mut(n) {
                finding.follows.push(again);
            }
            continue;
        }
        first.insert((place.g.file.0, place.name.as_str()), out.len());
        let names = names.get_or_insert_with(|| {
            let listed = h.landscape.products.iter().map(|p| p.id.as_str());
            known.iter().copied().chain(listed).collect()
        });
        out.push(finding(h, &place, names, &near));
    }
}

/// What is made, brought in, or flows in from a part without a guideline.
fn sources(h: &Handbook) -> impl Iterator<Item = &str> {
    let outside = h.landscape.products.iter().filter(|p| p.from_outside).map(|p| p.id.as_str());
    let flows = h.landscape.flows.iter().flat_map(|f| &f.what).map(crate::model::At::as_str);
    made(h).map(|p| p.name.as_str()).chain(outside).chain(flows)
}

fn finding(h: &Handbook, place: &Place<'_>, names: &BTreeSet<&str>, near: &Near) -> Finding {
    let name = place.name.as_str();
    let message = if place.at_border {
        format!("`{name}` is handed over, but nobody in the handbook makes it or brings it in")
    } else {
        format!("`{name}` is read here, but nobody in the handbook makes it or brings it in")
    };
    let help = match near.nearest(name, names.iter().copied().filter(|n| *n != name)) {
        Some(right) => format!("did you mean `{right}`?"),
        None if h.product(name).is_some() => format!(
            "add `out: {name}` at the step that makes it, or at the start that brings it in; if it comes from outside the company, say so at the product: `from: outside`"
        ),
        None => format!(
            "add `out: {name}` at the step that makes it, or at the start that brings it in; if it comes from outside the company, list it in landscape.yaml with `from: outside`"
        ),
    };
    located(place, message).help(help)
}

/// A finding at a place that names a product.
pub(super) fn located(place: &Place<'_>, message: String) -> Finding {
    let name: &Text = place.name;
    let finding = on(place.g, RULE.name, name.at, message).about(name.as_str());
    match place.step.and_then(|s| s.id.as_ref()) {
        Some(id) => finding.step(id.as_str()),
        None => finding,
    }
}
