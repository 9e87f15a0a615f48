//! `rec/no-retention`: a record says where it is kept and how long.

use crate::checks::words::{is_bare, list, on, written};
use crate::checks::{Check, Context, Rule, links};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{DocStatus, Guideline};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "rec/no-retention",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A record says where it is kept (`kept-in`) and how long (`keep`), itself or in the document that it points to with `see`.",
    why: "Records are the proof that work was done as written. Proof that nobody finds, or that was thrown away too \
          early, is none.",
    serves: &[("iso9001", "7.5.3"), ("iso27001", "A.5.33")],
    bad: "records:\n  offer: { kept-in: ERP }",
    good: "records:\n  offer: { kept-in: ERP, keep: 6 years }",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken || matches!(g.state(), DocStatus::Planned | DocStatus::Retired) {
        return;
    }
    let sources = &cx.handbook.sources;
    for record in g.records.iter().filter(|r| !is_bare(sources, r.at)) {
        // A document that is pointed to may say it: `see: SAL-G-007`.
        let elsewhere = record.see.iter().filter_map(|see| links::document(cx, g.file, see));
        let other =
            elsewhere.flat_map(|(other, _)| &other.records).find(|r| r.name.value == record.name.value);
        let entry = record.at;
        let no_place = record.kept_in.is_none() && other.is_none_or(|r| r.kept_in.is_none());
        let no_period = record.keep.is_none() && other.is_none_or(|r| r.keep.is_none());
        let missing: Vec<&str> = [
            ("place (`kept-in`)", no_place && !written(sources, entry, "kept-in")),
            ("period (`keep`)", no_period && !written(sources, entry, "keep")),
        ]
        .into_iter()
        .filter_map(|(key, missing)| missing.then_some(key))
        .collect();
        if !missing.is_empty() {
            let name = record.name.as_str();
            let message = format!("the record \"{name}\" has no {}", list(&missing, 2));
            out.push(
                on(g, RULE.name, record.name.at, message)
                    .help("write for instance `{ kept-in: ERP, keep: 6 years }`; which period holds is for you or the law to say")
                    .key(format!("record/{name}")),
            );
        }
    }
}
