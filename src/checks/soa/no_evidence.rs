//! `soa/no-evidence`: an implemented control without a document.

use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::Applicable;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "soa/no-evidence",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A control that is called implemented names the document or step that shows it.",
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
        if applies && implemented && control.evidence.is_empty() {
            let id = control.id.as_str();
            out.push(
                Finding::new(
                    RULE.name,
                    control.id.at,
                    format!("the control {id} is implemented and names no evidence"),
                )
                .help("name a document or step under `evidence`: `[ISM-P-001, SAL-G-002#check-offer]`")
                .key(id)
                .about(id),
            );
        }
    }
}
