//! Whether sender and receiver speak of the same work products (`map/hand-over`).

use super::hand_over::{Given, RULE, Taken};
use super::neighbour::{Map, Neighbour, calls};
use crate::checks::words::on;
use crate::diagnostic::Finding;
use crate::model::{Guideline, Start};
use std::collections::HashMap;

/// What is handed over but not taken, and what a start brings in that none of its senders hands over.
pub(super) fn check<'a>(map: &Map<'a>, given: &[Given<'a>], taken: &[Taken<'a>], out: &mut Vec<Finding>) {
    let mut starts: HashMap<usize, Vec<(Neighbour<'a>, &'a Start)>> = HashMap::new();
    for t in taken {
        starts.entry(t.by).or_default().push((map.resolve(t.from), t.start));
    }
    for t in given {
        not_taken(map, *t, &starts, out);
    }
    let mut gifts: HashMap<usize, Vec<(Neighbour<'a>, Given<'a>)>> = HashMap::new();
    for t in given {
        gifts.entry(t.from).or_default().push((map.resolve(t.to), *t));
    }
    for (by, g) in map.h.guidelines.iter().enumerate().filter(|(by, _)| starts.contains_key(by)) {
        for start in g.starts.iter().filter(|s| !s.out.is_empty() && !s.from.is_empty()) {
            not_given(map, (by, g), start, &gifts, out);
        }
    }
}

fn not_taken<'a>(
    map: &Map<'a>,
    t: Given<'a>,
    starts: &HashMap<usize, Vec<(Neighbour<'a>, &'a Start)>>,
    out: &mut Vec<Finding>,
) {
    let Some(g) = map.h.guidelines.get(t.from) else { return };
    let receivers = map.documents(&map.resolve(t.to));
    let matching: Vec<(&Guideline, &Start)> = receivers
        .iter()
        .filter_map(|r| Some((map.h.guidelines.get(*r)?, starts.get(r)?)))
        .flat_map(|(r, starts)| {
            starts.iter().filter(|(from, _)| map.covers(from, t.from)).map(move |(_, s)| (r, *s))
        })
        .collect();
    // A receiver that does not say what it brings in takes whatever comes.
    if matching.is_empty() || matching.iter().any(|(_, s)| s.out.is_empty()) {
        return;
    }
    for product in t.what.iter().filter(|p| !p.optional) {
        let name = product.id.as_str();
        let brought = matching.iter().any(|(_, s)| s.out.iter().any(|p| p.id.as_str() == name));
        if brought || matching.iter().any(|(r, _)| reads(r, name)) {
            continue;
        }
        let Some((receiver, start)) = matching.first() else { continue };
        let message =
            format!("`{name}` is handed over to {}, which takes nothing of the kind", receiver.id());
        let help = format!(
            "in {}, add it to `out` of the start or to `in` of a step; or do not hand it over",
            receiver.id()
        );
        let mut finding = on(g, RULE.name, product.id.at, message).help(help).step(t.step.id());
        if let Some(first) = start.out.first() {
            finding = finding.also(first.id.at, format!("what {} brings in", receiver.id()));
        }
        out.push(finding.about(format!("{} {name}", t.to.value)));
    }
}

fn reads(g: &Guideline, product: &str) -> bool {
    let read = g.steps.iter().flat_map(|s| &s.input).any(|p| p.id.as_str() == product);
    read || g.records.iter().any(|r| r.name.as_str() == product)
}

fn not_given<'a>(
    map: &Map<'a>,
    (by, g): (usize, &Guideline),
    start: &'a Start,
    gifts: &HashMap<usize, Vec<(Neighbour<'a>, Given<'a>)>>,
    out: &mut Vec<Finding>,
) {
    let mut given: Vec<&str> = Vec::new();
    for from in &start.from {
        let senders = map.documents(&map.resolve(from));
        // From outside, from a part without a guideline, by a call: anything may come.
        if senders.is_empty() {
            return;
        }
        for sender in senders {
            let called =
                map.h.guidelines.get(sender).is_none_or(|s| s.broken || calls(map.h, s).any(|c| c == by));
            let to_us = || gifts.get(&sender).into_iter().flatten().filter(|(to, _)| map.covers(to, by));
            if called || to_us().any(|(_, t)| t.what.is_empty()) {
                return;
            }
            given.extend(to_us().flat_map(|(_, t)| t.what).map(|p| p.id.as_str()));
        }
    }
    // Nobody hands over anything: that was said.
    if given.is_empty() {
        return;
    }
    for product in start.out.iter().filter(|p| !p.optional && !given.contains(&p.id.as_str())) {
        let name = product.id.as_str();
        if map.h.product(name).is_some_and(|p| p.from_outside) {
            continue;
        }
        let message =
            format!("the start brings in `{name}`, but those it comes from hand over {}", listed(&given));
        let help = "let the sender hand it over, or name here what it does hand over";
        out.push(on(g, RULE.name, product.id.at, message).help(help).about(name));
    }
}

fn listed(given: &[&str]) -> String {
    let mut names: Vec<String> = given.iter().map(|g| format!("`{g}`")).collect();
    names.sort();
    names.dedup();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    crate::checks::words::list(&names, 6)
}
