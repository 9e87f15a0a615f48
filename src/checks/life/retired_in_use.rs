//! `life/retired-in-use`: a document in force refers to one that is retired.

use super::references::references;
use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{DocStatus, Guideline};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "life/retired-in-use",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "A document in force refers to one that is retired.",
    why: "A document in force sends its readers to one that no longer holds.",
    serves: &[("iso9001", "7.5.3"), ("iso27001", "7.5.3")],
    bad: "see: SAL-G-009        # status: retired",
    good: "see: SAL-G-010        # status: approved",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.state() != DocStatus::Approved {
        return;
    }
    let mut said: Vec<&str> = Vec::new();
    for r in references(cx, g) {
        if r.to.state() == DocStatus::Retired && !said.contains(&r.to.id()) {
            said.push(r.to.id());
            let successor = cx
                .handbook
                .guidelines
                .iter()
                .find(|s| s.replaces.iter().any(|old| old.as_str() == r.to.id()));
            let help = match successor {
                Some(s) => format!("refer to its successor {}", s.id()),
                None => "refer to what holds instead, or take the reference out".to_owned(),
            };
            let mut finding = on(
                g,
                RULE.name,
                r.at,
                format!("this document is in force and refers to {}, which is retired", r.to.id()),
            );
            finding.step = r.step.map(str::to_owned);
            out.push(finding.help(help).about(r.to.id()));
        }
    }
}
