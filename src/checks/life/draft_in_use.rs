//! `life/draft-in-use`: a document in force refers to one that is a draft.

use super::references::references;
use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{DocStatus, Guideline};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "life/draft-in-use",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "A document in force refers to one that is a draft.",
    why: "A document in force sends its readers to one that nobody approved yet.",
    serves: &[("iso9001", "7.5.3"), ("iso27001", "7.5.3")],
    bad: "see: SAL-G-009        # status: draft",
    good: "see: SAL-G-010        # status: approved",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.state() != DocStatus::Approved {
        return;
    }
    let mut said: Vec<&str> = Vec::new();
    for r in references(cx, g) {
        if matches!(r.to.state(), DocStatus::Draft | DocStatus::InReview) && !said.contains(&r.to.id()) {
            said.push(r.to.id());
            let mut finding = on(
                g,
                RULE.name,
                r.at,
                format!("this document is in force and refers to {}, which is a draft", r.to.id()),
            );
            finding.step = r.step.map(str::to_owned);
            out.push(finding.help("approve that document first, or take the reference out").about(r.to.id()));
        }
    }
}
