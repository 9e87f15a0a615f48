//! `rec/no-retention`: a record says where it is kept and how long.

use crate::checks::words::{list, on};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::Guideline;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "rec/no-retention",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A record says where it is kept (`kept-in`) and how long (`keep`).",
    why: "Records are the proof that work was done as written. Proof that nobody finds, or that was thrown away too \
          early, is none.",
    serves: &[("iso9001", "7.5.3"), ("iso27001", "A.5.33")],
    bad: "records:\n  offer: { kept-in: ERP }",
    good: "records:\n  offer: { kept-in: ERP, keep: 6 years }",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    for record in &g.records {
        // A document that is pointed to may say it: `see: SAL-G-007`. A handbook may have a default period.
        let elsewhere =
            record.see.iter().filter_map(|s| cx.handbook.guideline(s)).flat_map(|other| &other.records);
        let other = elsewhere.into_iter().find(|r| r.name.value == record.name.value);
        let no_place = record.kept_in.is_none() && other.is_none_or(|r| r.kept_in.is_none());
        let no_period = record.keep.is_none()
            && other.is_none_or(|r| r.keep.is_none())
            && cx.handbook.settings.retention.is_none();
        let missing: Vec<&str> = [("place (`kept-in`)", no_place), ("period (`keep`)", no_period)]
            .into_iter()
            .filter_map(|(key, missing)| missing.then_some(key))
            .collect();
        if !missing.is_empty() {
            let name = record.name.as_str();
            out.push(
                on(g, RULE.name, record.name.at, format!("the record \"{name}\" has no {}", list(&missing, 2)))
                    .help("write for instance `{ kept-in: ERP, keep: 6 years }`; which period holds is for you or the law to say")
                    .key(format!("record/{name}"))
                    .about(missing.join(", ")),
            );
        }
    }
}
