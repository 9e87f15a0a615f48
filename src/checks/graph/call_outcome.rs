//! `graph/call-outcome`: every end of a sub-process is handled, and its start is clear.

use super::steps::{called, on_step};
use crate::checks::words::list;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::{ProcessGraph, ends_from};
use crate::model::read::nearest;
use crate::model::{DocStatus, Guideline, Outcome, Step, StepKind, Text};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/call-outcome",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "A call names its start where the sub-process has several; its outcomes are the ids of the ends that can \
           be reached from there, all of them. With `next` it goes on whatever the end.",
    why: "An end that the caller does not handle leaves the case hanging between two guidelines.",
    serves: &[("iso9001", "4.4.1")],
    bad: "# SAL-G-011 ends with `offer-ready` or `no-offer`\n- id: make-offer\n  call: SAL-G-011\n  outcomes: { offer-ready: check-offer }",
    good: "- id: make-offer\n  call: SAL-G-011\n  outcomes: { offer-ready: check-offer, no-offer: inform-stopped }",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    for step in &g.steps {
        let StepKind::Call { document, start, outcomes } = &step.kind else { continue };
        // An unknown document is `link/broken`, a planned one `link/planned`.
        let Some(index) = cx.handbook.guideline_index(document) else { continue };
        let (Some(callee), Some(graph)) = (cx.handbook.guidelines.get(index), cx.graphs.get(index)) else {
            continue;
        };
        if callee.broken || callee.state() == DocStatus::Planned {
            continue;
        }
        if callee.steps.is_empty() {
            let message = format!("{} calls {}, which has no steps", called(step), callee.id());
            let help = format!("if it is only read there, write `see: {}`", callee.id());
            out.push(on_step(g, step, RULE.name, document.at, message).help(help).about(callee.id()));
            continue;
        }
        match entry(g, step, callee, document, start.as_deref()) {
            Ok(start) if !outcomes.is_empty() => ends(g, step, outcomes, callee, graph, start, out),
            Ok(_) => {}
            Err(finding) => out.push(*finding),
        }
    }
}

/// The start at which the sub-process is entered; `None` where it has none (said there).
fn entry(
    g: &Guideline,
    step: &Step,
    callee: &Guideline,
    document: &Text,
    start: Option<&str>,
) -> Result<Option<usize>, Box<Finding>> {
    let ids = || callee.starts.iter().filter_map(|s| s.id.as_ref()).map(crate::model::At::as_str);
    let wrong = |message: String, help: String, about: &str| {
        Box::new(on_step(g, step, RULE.name, document.at, message).help(help).about(about))
    };
    let names: Vec<&str> = ids().collect();
    match start {
        Some(name) => {
            let known = callee.starts.iter().position(|s| s.id.as_ref().is_some_and(|t| t.as_str() == name));
            if known.is_some() {
                return Ok(known);
            }
            let help = match nearest(name, ids()) {
                Some(right) => format!("did you mean `{}#{right}`?", callee.id()),
                None if names.is_empty() => format!("write `call: {}` without a start", callee.id()),
                None => format!("its starts are {}", list(&names, 6)),
            };
            let about = format!("{}#{name}", callee.id());
            Err(wrong(format!("{} has no start `{name}`", callee.id()), help, &about))
        }
        None if callee.starts.len() > 1 => {
            let message =
                format!("{} has {} starts; the call does not say which", callee.id(), callee.starts.len());
            let help = match names.first() {
                Some(first) => {
                    format!("write one of its starts after `#`, as in `call: {}#{first}`", callee.id())
                }
                None => format!("give the starts of {} ids, and name one here", callee.id()),
            };
            Err(wrong(message, help, callee.id()))
        }
        None => Ok((!callee.starts.is_empty()).then_some(0)),
    }
}

fn ends(
    g: &Guideline,
    step: &Step,
    outcomes: &[Outcome],
    callee: &Guideline,
    graph: &ProcessGraph,
    start: Option<usize>,
    out: &mut Vec<Finding>,
) {
    let id = |s: &usize| callee.steps.get(*s).map_or("", |s| s.id());
    let reached = ends_from(callee, graph, start);
    let reached: Vec<&str> = reached.iter().map(id).filter(|id| !id.is_empty()).collect();
    let all: Vec<&str> =
        callee.steps.iter().filter(|s| matches!(s.kind, StepKind::End { .. })).map(Step::id).collect();
    let mut taken = Vec::new();
    let unknown = |o: &&Outcome| !reached.contains(&o.id.as_str()) && !all.contains(&o.id.as_str());
    let only = outcomes.iter().filter(unknown).count() == 1;
    // What no start comes to is told there.
    let from_another = |name: &str| ends_from(callee, graph, None).iter().any(|s| id(s) == name);
    for o in outcomes.iter().filter(|o| !reached.contains(&o.id.as_str())) {
        let name = o.id.as_str();
        if all.contains(&name) && !from_another(name) {
            continue;
        }
        let free = || reached.iter().copied().filter(|r| !outcomes.iter().any(|o| o.id.as_str() == *r));
        let (message, help) = if all.contains(&name) {
            (
                format!("{} never comes to its end `{name}` from this start", callee.id()),
                "take the outcome out, or call another start".to_owned(),
            )
        } else {
            // One name too many and one end left over belong together.
            let left = || free().next().filter(|_| only && free().count() == 1);
            let help = match nearest(name, free()).or_else(left) {
                Some(right) => {
                    taken.push(right);
                    format!("did you mean `{right}`?")
                }
                None => format!("its ends are {}", list(&reached, 6)),
            };
            (format!("{} has no end `{name}`", callee.id()), help)
        };
        out.push(on_step(g, step, RULE.name, o.id.at, message).help(help).about(name));
    }
    let missing: Vec<&str> = reached
        .iter()
        .copied()
        .filter(|r| !taken.contains(r) && !outcomes.iter().any(|o| o.id.as_str() == *r))
        .collect();
    if let (Some(first), StepKind::Call { document, .. }) = (missing.first(), &step.kind) {
        let names: Vec<String> = missing.iter().map(|m| format!("`{m}`")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let message =
            format!("{} does not say what comes after {} of {}", called(step), list(&names, 6), callee.id());
        let help = format!(
            "add it to the outcomes, `{first}: the-next-step`; or write `next` if all ends lead on alike"
        );
        out.push(on_step(g, step, RULE.name, document.at, message).help(help).about(missing.join(" ")));
    }
}
