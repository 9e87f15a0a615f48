//! `doc/id`: every controlled document has an id, its own, fitting the numbering.

use super::numbering::Numbering;
use crate::checks::words::{on, written_at_top};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::{Guideline, Text, read};
use std::collections::HashMap;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "doc/id",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Every controlled document has an id of its own that fits the numbering of the handbook; roles, groups and \
           people, work products, processes and classes have ids of their own, too.",
    why: "Links, approvals, the register and the auditor's copy go by the id. Two documents with one id cannot be \
          told apart, and on some systems neither can two that differ in case only.",
    serves: &[("iso9001", "7.5.2"), ("iso27001", "7.5.2")],
    bad: "id: SAL-2\ntitle: Opportunity Management",
    good: "id: SAL-G-002\ntitle: Opportunity Management",
    check: Check::Handbook(check),
};

/// Names that Windows keeps for devices, whatever their ending.
const DEVICES: &[&str] = &[
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let settings = &cx.handbook.settings;
    let numbering = match &settings.numbering {
        Some(pattern) if !cx.handbook.is_broken(settings.file) => {
            Numbering::read(pattern, settings).map_err(|finding| out.push(*finding)).ok()
        }
        _ => None,
    };
    documents(cx, numbering.as_ref(), out);
    elsewhere(cx, out);
}

fn documents(cx: &Context<'_>, numbering: Option<&Numbering<'_>>, out: &mut Vec<Finding>) {
    let mut seen: HashMap<String, &Text> = HashMap::new();
    for g in &cx.handbook.guidelines {
        let Some(id) = &g.id else {
            if !g.broken && !written_at_top(cx.handbook.sources.slice(g.front), "id") {
                out.push(nameless(g, numbering));
            }
            continue;
        };
        // A second one may be a copy that still has the number of the first: that is said, and nothing else.
        if let Some(first) = seen.get(id.to_lowercase().as_str()) {
            let message = if id.value == first.value {
                format!("the id `{}` is given twice", id.value)
            } else {
                format!("the id `{}` differs from `{}` in case only", id.value, first.value)
            };
            out.push(
                on(g, RULE.name, id.at, message)
                    .help("give this document a number of its own; numbers are never used again, also not those of retired documents")
                    .about(id.as_str())
                    .also(first.at, "the other document with this id"),
            );
            continue;
        }
        seen.insert(id.to_lowercase(), id);
        if read::id(id).is_err() {
            // Signs that no id may hold were found while reading.
            continue;
        }
        if let Some((message, help)) = trouble_on_windows(id) {
            out.push(on(g, RULE.name, id.at, message).help(help).about(id.as_str()));
        } else if let Some(help) = numbering.and_then(|n| n.misfit(g, id)) {
            let message = format!("`{}` does not fit the numbering of this handbook", id.value);
            out.push(on(g, RULE.name, id.at, message).help(help).about(id.as_str()));
        }
    }
}

fn nameless(g: &Guideline, numbering: Option<&Numbering<'_>>) -> Finding {
    let example = numbering.map_or_else(|| "SAL-G-001".to_owned(), |n| n.example(g, ""));
    Finding::new(RULE.name, g.head(), "this document has no id")
        .help(format!("write at the top, for example, `id: {example}`; with it the document is found for ever, whatever it is called"))
        .about("id")
}

fn trouble_on_windows(id: &str) -> Option<(String, &'static str)> {
    let stem = id.split('.').next().unwrap_or_default().to_lowercase();
    if DEVICES.contains(&stem.as_str()) {
        let help = "choose another one: a page of this name cannot be copied to a Windows computer";
        return Some((format!("`{id}` is a name that Windows keeps for a device"), help));
    }
    let help = "take the point away: on a Windows computer the page would have another name than elsewhere";
    id.ends_with('.').then(|| (format!("`{id}` ends with a point"), help))
}

/// Ids of the shared files. Within one kind the YAML reader has already found those that are exactly the same.
fn elsewhere(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (o, l) = (&cx.handbook.organisation, &cx.handbook.landscape);
    let roles = o.roles.iter().map(|r| ("role", &r.id));
    let groups = o.groups.iter().map(|g| ("group", &g.id));
    let people = o.people.iter().map(|p| ("person", &p.id));
    let parties: Vec<(&str, &Text)> = roles.chain(groups).chain(people).collect();
    let products: Vec<(&str, &Text)> = l.products.iter().map(|p| ("product", &p.id)).collect();
    let processes: Vec<(&str, &Text)> = l.processes.iter().map(|p| ("process", &p.id)).collect();
    let classes: Vec<(&str, &Text)> = cx.handbook.settings.classes.iter().map(|c| ("class", &c.id)).collect();
    for (kind, id) in parties.iter().filter(|(kind, id)| *kind != "group" && id.to_lowercase() == "all") {
        let help = "`all` stands for every internal role by itself: choose another id";
        let finding =
            Finding::new(RULE.name, id.at, format!("the id `{}` of a {kind} is built in", id.value));
        out.push(finding.help(help).key(format!("{kind}/{}", id.value)).about(id.as_str()));
    }
    for (kind, id) in [&parties, &products, &processes].into_iter().flatten() {
        if read::id(id).is_ok()
            && let Some((message, help)) = trouble_on_windows(id)
        {
            let finding = Finding::new(RULE.name, id.at, message).help(help);
            out.push(finding.key(format!("{kind}/{}", id.value)).about(id.as_str()));
        }
    }
    for ids in [&parties, &products, &processes, &classes] {
        let mut seen: HashMap<String, (&str, &Text)> = HashMap::new();
        for &(kind, id) in ids {
            let Some(&(other, first)) = seen.get(id.to_lowercase().as_str()) else {
                seen.insert(id.to_lowercase(), (kind, id));
                continue;
            };
            let message = match (first.value == id.value, kind == other) {
                (true, true) => format!("two {} have the id `{}`", plural(kind), id.value),
                (true, false) => format!("a {kind} and a {other} have the same id, `{}`", id.value),
                (false, _) => {
                    format!("the ids `{}` and `{}` differ in case only", first.value, id.value)
                }
            };
            let noun = if other == kind { "the other one" } else { "has it too" };
            out.push(
                Finding::new(RULE.name, id.at, message)
                    .help("give one of them another id, and change it wherever it is named")
                    .key(format!("{kind}/{}", id.value))
                    .about(id.as_str())
                    .also(first.at, noun),
            );
        }
    }
}

fn plural(kind: &str) -> &str {
    match kind {
        "role" => "roles",
        "group" => "groups",
        "person" => "people",
        "product" => "work products",
        "process" => "processes",
        _ => "classes",
    }
}
