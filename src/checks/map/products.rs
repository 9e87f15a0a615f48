//! Whether sender and receiver speak of the same work products (`map/hand-over`).

use super::hand_over::{Given, RULE, Taken};
use super::neighbour::{Map, Neighbour, calls};
use crate::checks::Index;
use crate::checks::words::{on, quoted};
use crate::diagnostic::{Finding, Span};
use crate::model::{Guideline, Start};
use std::collections::{HashMap, HashSet};

/// What is handed over but not taken, and what a start brings in that none of its senders hands over.
pub(super) fn check<'a>(
    map: &Map<'a>,
    index: &Index,
    given: &[Given<'a>],
    taken: &[Taken<'a>],
    out: &mut Vec<Finding>,
) {
    let mut starts: HashMap<usize, Vec<(Neighbour<'a>, &'a Start)>> = HashMap::new();
    for t in taken {
        starts.entry(t.by).or_default().push((map.resolve(t.from), t.start));
    }
    // What anybody hands over to each receiver.
    let mut coming: HashMap<usize, HashSet<&str>> = HashMap::new();
    for t in given {
        for receiver in map.documents(&map.resolve(t.to)) {
            coming.entry(receiver).or_default().extend(t.what.iter().map(|p| p.id.as_str()));
        }
    }
    let mut untaken: HashMap<usize, usize> = HashMap::new();
    for t in given {
        compare(map, *t, &starts, &coming, &mut untaken, out);
    }
    let mut gifts: HashMap<usize, Vec<(Neighbour<'a>, Given<'a>)>> = HashMap::new();
    for t in given {
        gifts.entry(t.from).or_default().push((map.resolve(t.to), *t));
    }
    for (by, g) in map.h.guidelines.iter().enumerate().filter(|(by, _)| starts.contains_key(by)) {
        for start in g.starts.iter().filter(|s| !s.out.is_empty() && !s.from.is_empty()) {
            let before = out.len();
            not_given(map, index, (by, g), start, &gifts, out);
            // One thing under two names: mended at one side.
            if let Some(&n) = untaken.get(&by) {
                let names: Vec<String> = out[before..].iter().map(|f| format!("`{}`", f.about)).collect();
                let follows = out.split_off(before);
                if let (false, Some(cause)) = (names.is_empty(), out.get_mut(n)) {
                    let same = format!(
                        "if it is the same as {}, which {} starts with, write one name on both sides",
                        names.join(" or "),
                        g.id()
                    );
                    cause.help = format!("{}; {same}", cause.help);
                    cause.follows.extend(follows);
                }
            }
        }
    }
}

/// Holds what one end hands over against the starts that name its guideline.
fn compare<'a>(
    map: &Map<'a>,
    t: Given<'a>,
    starts: &HashMap<usize, Vec<(Neighbour<'a>, &'a Start)>>,
    coming: &HashMap<usize, HashSet<&str>>,
    untaken: &mut HashMap<usize, usize>,
    out: &mut Vec<Finding>,
) {
    let receivers = map.documents(&map.resolve(t.to));
    let matching: Vec<(usize, &Start)> = receivers
        .iter()
        .filter_map(|r| Some((*r, starts.get(r)?)))
        .flat_map(|(r, starts)| {
            starts.iter().filter(|(from, _)| map.covers(from, t.from)).map(move |(_, s)| (r, *s))
        })
        .collect();
    // A receiver that does not say what it brings in takes whatever comes.
    if matching.is_empty() || matching.iter().any(|(_, s)| s.out.is_empty()) {
        return;
    }
    let told = out.len();
    expects_more(map, t, &matching, coming, out);
    let receiver = matching.first().map(|(r, _)| *r);
    let lacking = out.len().checked_sub(1).filter(|_| out.len() > told);
    let before = out.len();
    let matching: Vec<(&Guideline, &Start)> =
        matching.into_iter().filter_map(|(r, s)| Some((map.h.guidelines.get(r)?, s))).collect();
    not_taken(map, t, &matching, out);
    // One thing handed over in place of another.
    if let (Some(lacking), 1) = (lacking, out.len() - before)
        && let Some(finding) = out.pop()
        && let Some(cause) = out.get_mut(lacking)
    {
        cause.follows.push(finding);
        return;
    }
    if let (true, Some(receiver)) = (out.len() > before, receiver) {
        untaken.entry(receiver).or_insert(before);
    }
}

/// Where every start that could be meant brings in more than is handed over here, though others hand it over.
fn expects_more(
    map: &Map<'_>,
    t: Given<'_>,
    matching: &[(usize, &Start)],
    coming: &HashMap<usize, HashSet<&str>>,
    out: &mut Vec<Finding>,
) {
    let Some(g) = map.h.guidelines.get(t.from) else { return };
    if t.what.is_empty() {
        return;
    }
    let lacking = |&(receiver, start): &(usize, &Start)| -> Vec<(String, Span)> {
        let needed = start.out.iter().filter(|p| !p.optional);
        let needed = needed.filter(|p| t.what.iter().all(|given| given.id.value != p.id.value));
        let outside = |name: &str| map.h.product(name).is_some_and(|p| p.from_outside);
        // What nobody hands over is told at the start.
        let others = |name: &str| coming.get(&receiver).is_some_and(|all| all.contains(name));
        let needed = needed.filter(|p| !outside(&p.id) && others(&p.id));
        needed.map(|p| (p.id.value.clone(), p.id.at)).collect()
    };
    let least = matching.iter().map(|m| (m.0, lacking(m))).min_by_key(|(_, lacks)| lacks.len());
    let Some((receiver, lacks)) = least.filter(|(_, lacks)| !lacks.is_empty()) else { return };
    let Some(receiver) = map.h.guidelines.get(receiver) else { return };
    let names: Vec<&str> = lacks.iter().map(|(name, _)| name.as_str()).collect();
    let message =
        format!("{} starts with {} as well, which is not handed over here", receiver.id(), quoted(&names, 6));
    let help = format!(
        "hand it over too; or, where it does not always come, write `{}?` at the start of {}",
        names.first().copied().unwrap_or_default(),
        receiver.id()
    );
    let mut finding = on(g, RULE.name, t.to.at, message).help(help).step(t.step.id());
    for (_, at) in lacks.iter().take(3) {
        finding = finding.also(*at, format!("what {} brings in", receiver.id()));
    }
    out.push(finding.about(format!("{} {}", t.to.value, names.join(" "))));
}

fn not_taken(map: &Map<'_>, t: Given<'_>, matching: &[(&Guideline, &Start)], out: &mut Vec<Finding>) {
    let Some(g) = map.h.guidelines.get(t.from) else { return };
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
    index: &Index,
    (by, g): (usize, &Guideline),
    start: &'a Start,
    gifts: &HashMap<usize, Vec<(Neighbour<'a>, Given<'a>)>>,
    out: &mut Vec<Finding>,
) {
    let mut given: Vec<&str> = Vec::new();
    let mut caller: Option<&Guideline> = None;
    for from in &start.from {
        let senders = map.documents(&map.resolve(from));
        // From outside, from a part without a guideline: anything may come.
        if senders.is_empty() {
            return;
        }
        for sender in senders {
            let Some(from) = map.h.guidelines.get(sender).filter(|s| !s.broken) else { return };
            let to_us = || gifts.get(&sender).into_iter().flatten().filter(|(to, _)| map.covers(to, by));
            if to_us().any(|(_, t)| t.what.is_empty()) {
                return;
            }
            if calls(map.h, from).any(|c| c == by) {
                caller = Some(from);
            }
            given.extend(to_us().flat_map(|(_, t)| t.what).map(|p| p.id.as_str()));
        }
    }
    // Nobody hands over anything: that was said.
    if given.is_empty() && caller.is_none() {
        return;
    }
    for product in start.out.iter().filter(|p| !p.optional && !given.contains(&p.id.as_str())) {
        let name = product.id.as_str();
        if map.h.product(name).is_some_and(|p| p.from_outside) {
            continue;
        }
        let (message, help) = match caller {
            // A caller passes on what there is; whether it is there in time is `io/call-input`.
            Some(_) if index.is_made_elsewhere(name, g.file) => continue,
            Some(caller) => (
                format!(
                    "the start brings in `{name}`, but {}, which calls it, does not have it",
                    caller.id()
                ),
                format!("let a step of {} make it (`out: {name}`), or take it out here", caller.id()),
            ),
            None => (
                format!("the start brings in `{name}`, but those it comes from hand over {}", listed(&given)),
                "let the sender hand it over, or name here what it does hand over".to_owned(),
            ),
        };
        let finding = on(g, RULE.name, product.id.at, message).help(help).about(name);
        // Under the right name somebody may well read it.
        out.push(finding.explains(["io/unused-output"]));
    }
}

fn listed(given: &[&str]) -> String {
    let mut names: Vec<String> = given.iter().map(|g| format!("`{g}`")).collect();
    names.sort();
    names.dedup();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    crate::checks::words::list(&names, 6)
}
