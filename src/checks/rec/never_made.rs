//! `rec/never-made`: a record that no step makes.

use crate::checks::words::{is_bare, nearest, on, written};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{DocStatus, Guideline, Text};
use std::collections::BTreeSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "rec/never-made",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "Each record is made by a step (`out` here or in another document, `made-by`), comes in from outside, or is left by a duty.",
    why: "An auditor asks for the record and then for the step that made it. A record that nothing makes is a hope.",
    serves: &[("iso9001", "4.4.2"), ("iso9001", "7.5.3")],
    bad: "records:\n  minutes: { kept-in: SharePoint, keep: 3 years }",
    good: "records:\n  minutes: { kept-in: SharePoint, keep: 3 years, made-by: hold-review }",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    let alive = !matches!(g.state(), DocStatus::Planned | DocStatus::Retired);
    if g.records.is_empty() || g.broken || !alive {
        return;
    }
    let steps = g.steps.iter().filter_map(|s| s.id.as_ref());
    let makers: BTreeSet<&str> =
        steps.chain(g.duties.iter().filter_map(|d| d.id.as_ref())).map(Text::as_str).collect();
    let sources = &cx.handbook.sources;
    for record in g.records.iter().filter(|r| !is_bare(sources, r.at)) {
        let name = record.name.as_str();
        let finding = match &record.made_by {
            Some(step) if makers.contains(step.as_str()) => continue,
            Some(step) => {
                let help = nearest(step, makers.iter().copied()).map_or_else(
                    || "write the id of a step or duty of this document".to_owned(),
                    |right| format!("did you mean `{right}`?"),
                );
                let message =
                    format!("the record \"{name}\" is made by `{}`, and there is no such step", step.value);
                on(g, RULE.name, step.at, message).help(help).about(step.as_str())
            }
            None if made(cx, g, name) || written(sources, record.at, "made-by") => continue,
            None => on(g, RULE.name, record.name.at, format!("no step makes the record \"{name}\"")).help(
                "list it under `out` of the step that makes it, or write `made-by: step-id`; a recurring duty may leave it with `record:`",
            ),
        };
        out.push(finding.key(format!("record/{name}")));
    }
}

/// Made here or in another document, brought in, or left by a duty.
fn made(cx: &Context<'_>, g: &Guideline, name: &str) -> bool {
    cx.index.is_made(name) || g.duties.iter().any(|d| d.record.as_ref().is_some_and(|r| r.as_str() == name))
}
