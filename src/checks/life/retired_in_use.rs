//! `life/retired-in-use`: an approved document refers to one that is retired.

use super::references::{Reference, references, shared};
use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::DocStatus;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "life/retired-in-use",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "An approved document, a rule of the house, a work product or a term refers to a retired document.",
    why: "A document in force sends its readers to one that no longer holds.",
    serves: &[("iso9001", "7.5.3"), ("iso27001", "7.5.3")],
    bad: "see: SAL-G-009        # status: retired",
    good: "see: SAL-G-010        # status: approved",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    let retired = |state| state == DocStatus::Retired;
    let help = |old: &str| match cx.index.successor(old).and_then(|n| h.guidelines.get(n)) {
        Some(s) if s.state() != DocStatus::Retired => format!("refer to its successor {}", s.id()),
        _ => "refer to what holds instead, or take the reference out".to_owned(),
    };
    for g in h.guidelines.iter().filter(|g| g.state() == DocStatus::Approved) {
        for r in references(cx, g, retired) {
            let message = format!("this document is approved and refers to {}, which is retired", r.to.id());
            let finding = on(g, RULE.name, r.at, message).help(help(r.to.id())).about(r.to.id());
            out.push(Finding { step: r.step.map(str::to_owned), ..finding });
        }
    }
    for Reference { to, at, .. } in shared(cx, retired) {
        let message = format!("this refers readers to {}, which is retired", to.id());
        out.push(Finding::new(RULE.name, at, message).help(help(to.id())).about(to.id()));
    }
}
