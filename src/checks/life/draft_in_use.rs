//! `life/draft-in-use`: an approved document refers to one that is a draft.

use super::references::{Reference, references, shared};
use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::DocStatus;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "life/draft-in-use",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "An approved document, a rule of the house, a work product or a term refers to a draft.",
    why: "A document in force sends its readers to one that nobody approved yet.",
    serves: &[("iso9001", "7.5.3"), ("iso27001", "7.5.3")],
    bad: "see: SAL-G-009        # status: draft",
    good: "see: SAL-G-010        # status: approved",
    check: Check::Handbook(check),
};

const HELP: &str = "approve that document first, or take the reference out";

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let draft = |state| matches!(state, DocStatus::Draft | DocStatus::InReview);
    for g in cx.handbook.guidelines.iter().filter(|g| g.state() == DocStatus::Approved) {
        for r in references(cx, g, draft) {
            let message = format!("this document is approved and refers to {}, which is a draft", r.to.id());
            let finding = on(g, RULE.name, r.at, message).help(HELP).about(r.to.id());
            out.push(Finding { step: r.step.map(str::to_owned), ..finding });
        }
    }
    for Reference { to, at, .. } in shared(cx, draft) {
        let message = format!("this refers readers to {}, which is a draft", to.id());
        out.push(Finding::new(RULE.name, at, message).help(HELP).about(to.id()));
    }
}
