//! `life/replaced-in-use`: old and new are in force side by side.

use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{DocStatus, Guideline};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "life/replaced-in-use",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A document that another one in force replaces is retired.",
    why: "With the old and the new both in force, everybody takes the one they know. Obsolete documents in use are \
          one of the most frequent nonconformities.",
    serves: &[("iso9001", "7.5.3"), ("iso27001", "7.5.3")],
    bad: "id: SAL-G-010\nstatus: approved\nreplaces: SAL-G-009        # status: approved",
    good: "id: SAL-G-010\nstatus: approved\nreplaces: SAL-G-009        # status: retired",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if !g.in_force(cx.today) {
        return;
    }
    for old in &g.replaces {
        let Some(other) = cx.handbook.guideline(old).filter(|other| other.file != g.file) else { continue };
        if other.state() == DocStatus::Approved {
            let message =
                format!("this document is in force and replaces {}, which is not retired", other.id());
            let finding = on(g, RULE.name, old.at, message)
                .help(format!("set `status: retired` in {}", other.id()))
                .about(other.id());
            // The day from which it is in force has come.
            out.push(if g.effective.is_some() { finding.dated() } else { finding });
        }
    }
}
