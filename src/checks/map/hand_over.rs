//! `map/hand-over`: sender and receiver agree.

use super::neighbour::{Map, Neighbour, calls, is_real};
use super::{flows, products};
use crate::checks::graph::head;
use crate::checks::near::Near;
use crate::checks::raci::unknown_role::names_no_role;
use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::{Guideline, Handbook, ProductRef, Start, Step, StepKind, Text};
use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "map/hand-over",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "What an end hands over has a receiver whose start names the sender under `from`, and the other way round; \
           both speak of the same work products. A call counts as a hand-over. Receiver and sender are guidelines, parts of a process, \
           or outside roles. Written `flows` agree with the guidelines.",
    why: "Most is lost between two processes: one believes it has handed over, the other waits.",
    serves: &[("iso9001", "4.4.1")],
    bad: "# SAL-G-002\n- { id: won, end: Won, hand-over: { SAL-G-004: order } }\n# SAL-G-004\nstart: { event: An order, from: SAL-G-012, next: check }",
    good: "# SAL-G-004\nstart: { event: An order, from: [SAL-G-002, SAL-G-012], out: order, next: check }",
    check: Check::Handbook(check),
};

/// As many ends of a sender are shown, at one of which the hand-over may be missing.
const ENDS: usize = 3;

/// A hand-over as it is written.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    pub(super) from: usize,
    pub(super) step: &'a Step,
    pub(super) to: &'a Text,
    pub(super) what: &'a [ProductRef],
}

/// A start as it is written, with one of those it comes from.
#[derive(Clone, Copy)]
pub(super) struct Taken<'a> {
    pub(super) by: usize,
    pub(super) start: &'a Start,
    pub(super) from: &'a Text,
}

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    let map = Map::of(h);
    let near = Near::for_handbook();
    let real = || h.guidelines.iter().enumerate().filter(|(_, g)| is_real(g));
    let given: Vec<Given<'_>> = real()
        .flat_map(|(from, g)| {
            g.steps.iter().flat_map(move |step| {
                let handed: &[(Text, Vec<ProductRef>)] = match &step.kind {
                    StepKind::End { hand_over, .. } => hand_over,
                    _ => &[],
                };
                handed.iter().map(move |(to, what)| Given { from, step, to, what })
            })
        })
        .collect();
    let taken: Vec<Taken<'_>> = real()
        .flat_map(|(by, g)| {
            g.starts
                .iter()
                .flat_map(move |start| start.from.iter().map(move |from| Taken { by, start, from }))
        })
        .collect();
    // Of a name that means nothing, the other side's complaint is a consequence.
    let mut unknown: HashMap<usize, usize> = HashMap::new();
    for t in &given {
        if let Some(finding) = unclear(&map, h.guidelines.get(t.from), t.to, Some(t.step), &near) {
            unknown.entry(t.from).or_insert(out.len());
            out.push(finding);
        }
    }
    for t in &taken {
        if let Some(finding) = unclear(&map, h.guidelines.get(t.by), t.from, None, &near) {
            unknown.entry(t.by).or_insert(out.len());
            out.push(finding);
        }
    }
    let mut rest = Vec::new();
    for side in one_sided(&map, &given, &taken) {
        let other = if side.given { side.to } else { side.from };
        match unknown.get(&other).and_then(|&n| out.get_mut(n)) {
            Some(cause) => cause.follows.push(side.finding),
            None => rest.push(side),
        }
    }
    out.extend(paired(&map, rest));
    products::check(&map, cx.index, &given, &taken, out);
    flows::check(&map, &near, out);
}

/// What is wrong with the name of a neighbour.
fn unclear(
    map: &Map<'_>,
    g: Option<&Guideline>,
    name: &Text,
    step: Option<&Step>,
    near: &Near,
) -> Option<Finding> {
    let g = g?;
    let (message, help) = match map.resolve(name) {
        // Where no role is known at all, that is said once (`raci/unknown-role`).
        Neighbour::Unknown if names_no_role(map.h) => return None,
        Neighbour::Unknown if document_of(map, name).is_some() => {
            let document = document_of(map, name).unwrap_or_default();
            let help = match step {
                Some(_) => format!("write `{document}`; which of its starts is meant, that start says: `from: {}`", g.id()),
                None => format!("write `{document}`"),
            };
            (format!("a hand-over names the other guideline alone, not a place in it as `{}` does", name.value), help)
        }
        Neighbour::Unknown => {
            (format!("there is no guideline, process part or outside role `{}`", name.value), instead(map.h, name, near))
        }
        Neighbour::Internal => (
            format!("`{}` is a role of the company; between processes a guideline or part is named", name.value),
            match step {
                Some(_) => "write the id of the guideline that goes on, or the part of the landscape",
                None => "write the id of the guideline it comes from, or the part of the landscape; leave `from` out where it comes from nobody else",
            }
            .to_owned(),
        ),
        _ => return None,
    };
    let finding = on(g, RULE.name, name.at, message).help(help).about(name.as_str());
    Some(match step.and_then(|s| s.id.as_ref()) {
        Some(id) => finding.step(id.as_str()),
        None => finding,
    })
}

/// The document of a name such as `SAL-G-004#order`, as calls have it.
fn document_of<'n>(map: &Map<'_>, name: &'n str) -> Option<&'n str> {
    let (document, _) = name.split_once('#')?;
    map.h.guideline(document).map(|_| document)
}

/// What to write in place of a name that means nothing.
pub(super) fn instead(h: &Handbook, name: &str, near: &Near) -> String {
    let documents = h.guidelines.iter().map(Guideline::id);
    let processes = h.landscape.processes.iter().map(|p| p.id.as_str());
    let parts = h.landscape.processes.iter().flat_map(|p| &p.parts).map(|p| p.id.as_str());
    let outside = h.organisation.roles.iter().filter(|r| r.external).map(|r| r.id.as_str());
    match near.nearest(name, documents.chain(processes).chain(parts).chain(outside)) {
        Some(right) => format!("did you mean `{right}`?"),
        None => "write the id of a guideline, a part of the landscape, or an outside role (`external: true`)"
            .to_owned(),
    }
}

/// A hand-over that only one side knows of.
struct OneSided {
    /// Documents: whose hand-over it is, or would be, and who takes it, or would.
    from: usize,
    to: usize,
    /// Whether the sender knows of it; else the receiver.
    given: bool,
    finding: Finding,
}

/// Where a hand-over goes to one who does not expect it, and another waits for it, one name is wrong: the second
/// finding is folded under the first, which says so. As is where a start waits for another than hands over to it.
fn paired(map: &Map<'_>, all: Vec<OneSided>) -> Vec<Finding> {
    let mut by: HashMap<(bool, bool, usize), Vec<usize>> = HashMap::new();
    for (n, side) in all.iter().enumerate() {
        by.entry((side.given, true, side.from)).or_default().push(n);
        by.entry((side.given, false, side.to)).or_default().push(n);
    }
    // The only one of its side with this sender, or with this receiver.
    let only = |given: bool, sender: bool, document: usize| match by.get(&(given, sender, document)) {
        Some(found) if found.len() == 1 => found.first().copied(),
        _ => None,
    };
    let mut under: HashMap<usize, (usize, String)> = HashMap::new();
    let mut causes: HashSet<usize> = HashSet::new();
    let id = |n: usize| map.h.guidelines.get(n).map_or("", Guideline::id);
    for (n, side) in all.iter().enumerate().filter(|(_, s)| !s.given) {
        let same_sender = only(false, true, side.from).and_then(|_| only(true, true, side.from));
        let same_receiver = only(false, false, side.to).and_then(|_| only(true, false, side.to));
        let (cause, help) = match (same_sender, same_receiver) {
            (Some(cause), _) => {
                (cause, format!("or hand over to {}, whose start names {}", id(side.to), id(side.from)))
            }
            (None, Some(cause)) => {
                (cause, format!("there it names {}, which hands nothing over to it", id(side.from)))
            }
            _ => continue,
        };
        if causes.insert(cause) {
            under.insert(n, (cause, help));
        }
    }
    let mut kept: Vec<Option<Finding>> = Vec::with_capacity(all.len());
    let mut folded = Vec::new();
    for (n, side) in all.into_iter().enumerate() {
        match under.remove(&n) {
            Some((cause, help)) => {
                folded.push((cause, help, side.finding));
                kept.push(None);
            }
            None => kept.push(Some(side.finding)),
        }
    }
    for (cause, more, finding) in folded {
        if let Some(Some(cause)) = kept.get_mut(cause) {
            cause.help = format!("{}; {more}", cause.help);
            cause.follows.push(finding);
        }
    }
    kept.into_iter().flatten().collect()
}

/// Hand-overs that the receiver does not know of, and starts that the sender does not.
fn one_sided<'a>(map: &Map<'a>, given: &[Given<'a>], taken: &[Taken<'a>]) -> Vec<OneSided> {
    let h = map.h;
    let mut found = Vec::new();
    let mut coming: HashMap<usize, Vec<Neighbour<'_>>> = HashMap::new();
    for t in taken {
        coming.entry(t.by).or_default().push(map.resolve(t.from));
    }
    let mut going: HashMap<usize, Vec<Neighbour<'_>>> = HashMap::new();
    for t in given {
        going.entry(t.from).or_default().push(map.resolve(t.to));
    }
    let agrees = |known: &HashMap<usize, Vec<Neighbour<'_>>>, whose: usize, about: usize| {
        known.get(&whose).is_some_and(|all| all.iter().any(|n| map.covers(n, about)))
    };
    for t in given {
        let Some(g) = h.guidelines.get(t.from) else { continue };
        let receivers = map.documents(&map.resolve(t.to));
        if receivers.is_empty() || receivers.iter().any(|&r| settled(h, r) || agrees(&coming, r, t.from)) {
            continue;
        }
        let other =
            receivers.iter().copied().find(|&r| h.guidelines.get(r).is_some_and(|g| !g.starts.is_empty()));
        let other =
            other.or_else(|| receivers.first().copied()).and_then(|r| Some((r, h.guidelines.get(r)?)));
        let Some((n, receiver)) = other else { continue };
        let (message, help) = if receiver.starts.is_empty() {
            (
                format!("{} hands over to {}, where nothing starts", g.id(), receiver.id()),
                format!(
                    "give {} a start with `from: {}`, or hand over to a guideline that goes on",
                    receiver.id(),
                    g.id()
                ),
            )
        } else {
            (
                format!("{} hands over to {}, but no start there names it", g.id(), named(t.to, receiver)),
                format!("in {}, write `from: {}` at the start", receiver.id(), g.id()),
            )
        };
        let finding = on(g, RULE.name, t.to.at, message).help(help).about(t.to.as_str());
        let finding =
            match receiver.starts.first().filter(|s| !s.from.is_empty()).and_then(|s| s.from.first()) {
                Some(from) => finding.also(from.at, format!("where {} starts from", receiver.id())),
                None => finding,
            };
        found.push(OneSided { from: t.from, to: n, given: true, finding: finding.step(t.step.id()) });
    }
    let callers = LazyCell::new(|| {
        let mut callers: HashMap<usize, usize> = HashMap::new();
        for (n, g) in h.guidelines.iter().enumerate().filter(|(_, g)| is_real(g)) {
            for callee in calls(h, g) {
                callers.entry(callee).or_insert(n);
            }
        }
        callers
    });
    let is_called = |by: usize, from: &Text| {
        let senders = map.documents(&map.resolve(from));
        senders.iter().filter_map(|&s| h.guidelines.get(s)).any(|s| calls(h, s).any(|c| c == by))
    };
    for t in taken {
        let Some(g) = h.guidelines.get(t.by) else { continue };
        let senders = map.documents(&map.resolve(t.from));
        let hands = |s: usize| {
            let calls = h.guidelines.get(s).is_some_and(|sender| calls(h, sender).any(|c| c == t.by));
            calls || h.guidelines.get(s).is_some_and(|g| g.broken) || agrees(&going, s, t.by)
        };
        if senders.is_empty() || senders.iter().any(|&s| hands(s)) {
            continue;
        }
        let Some((n, sender)) = senders.first().and_then(|&s| Some((s, h.guidelines.get(s)?))) else {
            continue;
        };
        let message =
            format!("{} starts from {}, which hands nothing over to it", g.id(), named(t.from, sender));
        // A sub-process names those that call it.
        let caller = callers.get(&t.by).and_then(|&c| h.guidelines.get(c));
        let named_too = g.starts.iter().flat_map(|s| &s.from).any(|f| is_called(t.by, f));
        let (from, to) = (sender.id(), g.id());
        let help = match caller {
            Some(_) if named_too => {
                format!("let {from} call it (`call: {to}`), as others do, or take it out of `from`")
            }
            Some(caller) => format!(
                "in {from}, write at an end `hand-over: {{ {to}: … }}`; or, since {} calls it, write `from: {}` here",
                caller.id(),
                caller.id()
            ),
            None => {
                format!("in {from}, write at an end `hand-over: {{ {to}: … }}`; or take it out of `from`")
            }
        };
        let mut finding = on(g, RULE.name, t.from.at, message).help(help).about(t.from.as_str());
        let ends = sender.steps.iter().filter(|s| matches!(s.kind, StepKind::End { .. }));
        for end in ends.take(ENDS) {
            finding = finding.also(head(end), format!("an end of {}", sender.id()));
        }
        found.push(OneSided { from: n, to: t.by, given: false, finding });
    }
    found
}

/// A receiver that nothing can be said about.
fn settled(h: &Handbook, receiver: usize) -> bool {
    h.guidelines.get(receiver).is_none_or(|g| g.broken)
}

/// A neighbour in a sentence: the document, or the part with its document.
fn named(written: &Text, document: &Guideline) -> String {
    if written.as_str() == document.id() {
        document.id().to_owned()
    } else {
        format!("`{}` ({})", written.value, document.id())
    }
}
