//! `map/part-without-guideline`: the landscape has no white spots.

use super::neighbour::is_real;
use crate::checks::near::Near;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::{DocStatus, Guideline, Handbook, Text};
use std::collections::{HashMap, HashSet};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "map/part-without-guideline",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "Every part of a process, and every process without parts, has a guideline. A planned one is an info.",
    why: "The landscape promises a process that nobody has described. A planned guideline says at least that \
          somebody knows.",
    serves: &[("iso9001", "4.4.1"), ("iso9001", "4.4.2")],
    bad: "parts:\n  account-management: { name: Account management }      # and no document has `process: sales/account-management`",
    good: "id: SAL-G-005\ntitle: Account management\nprocess: sales/account-management\nstatus: planned",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    // Forms and records describe no process.
    let describes =
        |g: &&Guideline| !g.doc_type.as_ref().is_some_and(|t| matches!(t.as_str(), "form" | "record"));
    // Best document of a part: one that is there, else one that is planned. A process stands for itself where it
    // has no parts.
    let mut best: HashMap<(&str, Option<&str>), &Guideline> = HashMap::new();
    for g in h.guidelines.iter().filter(describes).filter(|g| g.state() != DocStatus::Retired) {
        let Some(path) = &g.process else { continue };
        for part in [None, path.value.part.as_deref()] {
            let known = best.entry((&path.value.process, part)).or_insert(g);
            if !is_real(known) && is_real(g) {
                *known = g;
            }
        }
    }
    let mut report = |name: &Text, what: &str, path: String, found: Option<&&Guideline>| {
        match found {
        Some(g) if is_real(g) => {}
        Some(planned) => out.push(
            Finding::new(
                RULE.name,
                name.at,
                format!("the {what} `{}` has only a planned guideline, {}", name.value, planned.id()),
            )
            .severity(Severity::Info)
            .help("write it; until then the gap is shown in the landscape")
            .key(path.clone())
            .about(path),
        ),
        None => out.push(
            Finding::new(RULE.name, name.at, format!("the {what} `{}` has no guideline", name.value))
                .help(format!(
                    "write a guideline with `process: {path}`; until there is time for it, one with `status: planned`"
                ))
                .key(path.clone())
                .about(path),
        ),
    }
    };
    let meant = meant(h);
    for process in &h.landscape.processes {
        let id = process.id.as_str();
        if process.parts.is_empty() {
            report(&process.id, "process", id.to_owned(), best.get(&(id, None)));
        }
        for part in process.parts.iter().filter(|part| !meant.contains(&(id, part.id.as_str()))) {
            let found = best.get(&(id, Some(part.id.as_str())));
            report(&part.id, "part", format!("{id}/{}", part.id.value), found);
        }
    }
}

/// Parts that some document most likely means by a name that is not right; `map/not-in-landscape` says so, and one
/// mistake is one finding.
fn meant(h: &Handbook) -> HashSet<(&str, &str)> {
    let near = Near::for_handbook();
    let mut found = HashSet::new();
    for path in h.guidelines.iter().filter_map(|g| g.process.as_ref()) {
        let (name, part) = (path.value.process.as_str(), path.value.part.as_deref());
        let process = h.landscape.processes.iter().find(|p| p.id.as_str() == name);
        match (process, part) {
            (Some(process), Some(part)) if !process.parts.iter().any(|p| p.id.as_str() == part) => {
                let right = near.nearest(part, process.parts.iter().map(|p| p.id.as_str()));
                found.extend(right.map(|right| (process.id.as_str(), right)));
            }
            (None, None) => {
                let of = h.landscape.processes.iter().filter_map(|p| {
                    let part = p.parts.iter().find(|part| part.id.as_str() == name)?;
                    Some((p.id.as_str(), part.id.as_str()))
                });
                found.extend(of);
            }
            _ => {}
        }
    }
    found
}
