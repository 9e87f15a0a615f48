//! `soa/no-evidence`: an implemented control without a document.

use crate::checks::words::{list, written};
use crate::checks::{Check, Context, Rule, links};
use crate::diagnostic::{Finding, Severity};
use crate::model::{Applicable, Control, DocStatus};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "soa/no-evidence",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A control that is called implemented names the document or step that shows it, and that is in force.",
    why: "\"Show me\" is what the auditor says next.",
    serves: &[("iso27001", "6.1.3")],
    bad: "A.5.1: { applicable: yes, why: Basis of the ISMS, state: implemented }",
    good: "A.5.1: { applicable: yes, why: Basis of the ISMS, state: implemented, evidence: [ISM-P-001] }",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(soa) = &cx.handbook.soa else { return };
    for control in &soa.controls {
        let applies = control.applicable.as_ref().is_some_and(|a| a.value == Applicable::Yes);
        let implemented = control.state.as_ref().is_some_and(|s| s.as_str() == "implemented");
        if !applies || !implemented {
            continue;
        }
        let id = control.id.as_str();
        let entry = control.at;
        let message = if control.evidence.is_empty() {
            let nothing = cx.handbook.sources.slice(entry).contains("evidence: []");
            if written(&cx.handbook.sources, entry, "evidence") && !nothing {
                continue;
            }
            format!("the control {id} is implemented and names no evidence")
        } else {
            let Some(weak) = weak(cx, control) else { continue };
            format!("the control {id} is implemented, and what shows it is not in force: {weak}")
        };
        out.push(
            Finding::new(RULE.name, control.id.at, message)
                .help(
                    "name a document or step in force under `evidence`: `[ISM-P-001, SAL-G-002#check-offer]`",
                )
                .key(format!("control/{id}")),
        );
    }
}

/// The evidence in words, where all of it is documents that are not approved. What leads nowhere is `link/broken`,
/// and may be something outside the handbook.
fn weak(cx: &Context<'_>, control: &Control) -> Option<String> {
    let mut words = Vec::new();
    for evidence in &control.evidence {
        let (document, _) = links::document(cx, evidence.at.file, evidence)?;
        if document.state() == DocStatus::Approved {
            return None;
        }
        words.push(format!("{} ({})", document.id(), document.state().word()));
    }
    Some(list(&words.iter().map(String::as_str).collect::<Vec<_>>(), 4))
}
