//! `map/not-in-landscape`: what belongs to a process belongs to one that there is.

use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::read::nearest;
use crate::model::{At, Handbook, ProcessPath};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "map/not-in-landscape",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "The `process` of a document, the processes of `areas` and the groups of processes are in landscape.yaml.",
    why: "A guideline outside the landscape is on no map: nobody who looks for it from the process finds it.",
    serves: &[("iso9001", "4.4.1")],
    bad: "process: sales/oportunity-management",
    good: "process: sales/opportunity-management",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    if h.landscape.file.is_none() {
        no_landscape(h, out);
        return;
    }
    for g in &h.guidelines {
        let Some(path) = &g.process else { continue };
        if let Some((message, help)) = unknown(h, path) {
            let about = match &path.value.part {
                Some(part) => format!("{}/{part}", path.value.process),
                None => path.value.process.clone(),
            };
            out.push(on(g, RULE.name, path.at, message).help(help).about(about));
        }
    }
    for area in &h.settings.areas {
        if h.process(area.process.as_str()).is_none() {
            let name = &area.process;
            let message = format!(
                "the area `{}` belongs to `{}`, but there is no such process",
                area.code.value, name.value
            );
            out.push(
                Finding::new(RULE.name, name.at, message).help(near_process(h, name)).about(name.as_str()),
            );
        }
    }
    for process in &h.landscape.processes {
        let Some(group) = &process.group else { continue };
        let groups = &h.landscape.groups;
        let built_in = groups.is_empty() && matches!(group.as_str(), "management" | "core" | "support");
        if !built_in && !groups.iter().any(|g| g.id.value == group.value) {
            let known = groups.iter().map(|g| g.id.as_str());
            let help = match nearest(group, known.chain(["management", "core", "support"])) {
                Some(right) => format!("did you mean `{right}`?"),
                None => "write one of `groups`, or add this one there".to_owned(),
            };
            let message = format!("there is no process group `{}`", group.value);
            out.push(
                Finding::new(RULE.name, group.at, message)
                    .help(help)
                    .key(format!("processes/{}", process.id.value))
                    .about(group.as_str()),
            );
        }
    }
}

/// One finding, not one for each document.
fn no_landscape(h: &Handbook, out: &mut Vec<Finding>) {
    let mut with = h.guidelines.iter().filter_map(|g| Some((g, g.process.as_ref()?)));
    let Some((g, path)) = with.next() else { return };
    let message = match with.count() {
        0 => "the document names a process, but there is no landscape.yaml".to_owned(),
        n => format!("{} documents name a process, but there is no landscape.yaml", n + 1),
    };
    let help = format!("write one, with `processes: {{ {}: {{ name: … }} }}`", path.value.process);
    out.push(on(g, RULE.name, path.at, message).help(help).about("landscape.yaml"));
}

fn unknown(h: &Handbook, path: &At<ProcessPath>) -> Option<(String, String)> {
    let name = path.value.process.as_str();
    let Some(process) = h.process(name) else {
        let message = format!("there is no process `{name}` in the landscape");
        let help = match h.landscape.processes.iter().find(|p| p.parts.iter().any(|q| q.id.as_str() == name))
        {
            Some(p) => format!("`{name}` is a part: write `{}/{name}`", p.id.value),
            None => near_process(h, name),
        };
        return Some((message, help));
    };
    let part = path.value.part.as_deref()?;
    if process.parts.iter().any(|p| p.id.as_str() == part) {
        return None;
    }
    let help = match nearest(part, process.parts.iter().map(|p| p.id.as_str())) {
        Some(right) => format!("did you mean `{name}/{right}`?"),
        None => {
            format!("add it to the parts of `{name}`, or write `process: {name}` for what holds in all of it")
        }
    };
    Some((format!("the process `{name}` has no part `{part}`"), help))
}

fn near_process(h: &Handbook, name: &str) -> String {
    match nearest(name, h.landscape.processes.iter().map(|p| p.id.as_str())) {
        Some(right) => format!("did you mean `{right}`?"),
        None => "write a process of landscape.yaml, or add this one there".to_owned(),
    }
}
