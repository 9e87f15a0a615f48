//! `soa/missing`: a standard with controls is in scope and there is no soa.yaml.

use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::ClauseKind;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "soa/missing",
    severity: Some(Severity::Info),
    since: "0.1.0",
    what: "A standard with a catalogue of controls is in scope, and the handbook has no soa.yaml.",
    why: "The Statement of Applicability is the first document that an ISO/IEC 27001 auditor asks for. It may live \
          elsewhere; then switch this off.",
    serves: &[("iso27001", "6.1.3")],
    bad: "standards: [iso27001-2022]        # and no soa.yaml",
    good: "# soa.yaml\nstandard: iso27001-2022\ncontrols:\n  A.5.1: { applicable: yes, why: Basis of the ISMS, state: implemented, evidence: [ISM-P-001] }",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    if cx.handbook.soa.is_some() {
        return;
    }
    // Only ISO/IEC 27001 asks for one; other catalogues have controls too.
    let asks = cx.handbook.settings.standards.iter().find(|id| {
        cx.handbook.standards.iter().any(|s| {
            s.id == id.value && s.short == "iso27001" && s.items.iter().any(|c| c.kind == ClauseKind::Control)
        })
    });
    if let Some(id) = asks {
        out.push(
            Finding::new(RULE.name, id.at, format!("`{}` is in scope and there is no soa.yaml", id.value))
                .help("write soa.yaml beside handbook.yaml, a line for each control")
                .about(id.as_str()),
        );
    }
}
