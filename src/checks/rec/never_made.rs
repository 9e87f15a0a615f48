//! `rec/never-made`: a record that no step makes.

use crate::checks::words::{nearest, on};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::Guideline;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "rec/never-made",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "Each record is made by a step (`out`, `made-by`), comes in at a start, or is left by a duty.",
    why: "An auditor asks for the record and then for the step that made it. A record that nothing makes is a hope.",
    serves: &[("iso9001", "4.4.2"), ("iso9001", "7.5.3")],
    bad: "records:\n  minutes: { kept-in: SharePoint, keep: 3 years }",
    good: "records:\n  minutes: { kept-in: SharePoint, keep: 3 years, made-by: hold-review }",
    check: Check::Document(check),
};

fn check(_: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    for record in &g.records {
        let name = record.name.as_str();
        let finding = match &record.made_by {
            Some(step) if g.step(step).is_some() || g.duties.iter().any(|d| d.id.as_ref().is_some_and(|id| id.value == step.value)) => continue,
            Some(step) => {
                let known = g.steps.iter().filter_map(|s| s.id.as_ref()).map(|id| id.as_str());
                let help = nearest(step, known).map_or_else(
                    || "write the id of a step or duty of this document".to_owned(),
                    |right| format!("did you mean `{right}`?"),
                );
                on(g, RULE.name, step.at, format!("the record \"{name}\" is made by `{}`, and there is no such step", step.value)).help(help)
            }
            None if made(g, name) => continue,
            None => on(g, RULE.name, record.name.at, format!("no step makes the record \"{name}\"")).help(
                "list it under `out` of the step that makes it, or write `made-by: step-id`; a recurring duty may leave it with `record:`",
            ),
        };
        out.push(finding.key(format!("record/{name}")).about(name));
    }
}

fn made(g: &Guideline, name: &str) -> bool {
    g.steps.iter().flat_map(|s| &s.output).any(|p| p.id.as_str() == name)
        || g.starts.iter().flat_map(|s| &s.out).any(|p| p.id.as_str() == name)
        || g.duties.iter().any(|d| d.record.as_ref().is_some_and(|r| r.as_str() == name))
}
