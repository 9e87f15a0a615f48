//! `soa/incomplete`: a control without answer, reason or state.

use crate::checks::words::{list, nearest};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity, Span};
use crate::model::{Applicable, ClauseKind};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "soa/incomplete",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Each control of the catalogue is answered: whether it applies, why, and for those that apply in which state.",
    why: "A Statement of Applicability gives for every control whether it is needed and why, also for those left out.",
    serves: &[("iso27001", "6.1.3")],
    bad: "controls:\n  A.5.1: { applicable: yes }",
    good: "controls:\n  A.5.1: { applicable: yes, why: Basis of the ISMS, state: implemented, evidence: [ISM-P-001] }",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(soa) = &cx.handbook.soa else { return };
    let Some(name) = &soa.standard else { return };
    let Some(standard) = cx.handbook.standard(name) else {
        out.push(
            Finding::new(RULE.name, name.at, format!("there is no catalogue `{}`", name.value))
                .help("write the id of a catalogue, such as `iso27001-2022`")
                .about(name.as_str()),
        );
        return;
    };
    let controls: Vec<&str> =
        standard.items.iter().filter(|c| c.kind == ClauseKind::Control).map(|c| c.id.as_str()).collect();
    for control in &soa.controls {
        let id = control.id.as_str();
        if !controls.contains(&id) {
            let help = nearest(id, controls.iter().copied()).map_or_else(
                || "controls of Annex A are written A.5.1 to A.8.34".to_owned(),
                |right| format!("did you mean `{right}`?"),
            );
            out.push(
                Finding::new(RULE.name, control.id.at, format!("`{}` has no control {id}", standard.id))
                    .help(help)
                    .key(id)
                    .about(id),
            );
            continue;
        }
        let applies = control.applicable.as_ref().map(|a| a.value);
        let missing: Vec<&str> = [
            ("whether it applies (`applicable: yes` or `no`)", applies.is_none()),
            ("why (`why`)", control.why.is_none()),
            ("its state (`state`)", applies == Some(Applicable::Yes) && control.state.is_none()),
        ]
        .into_iter()
        .filter_map(|(key, missing)| missing.then_some(key))
        .collect();
        if !missing.is_empty() {
            out.push(
                Finding::new(RULE.name, control.id.at, format!("the control {id} does not say {}", list(&missing, 3)))
                    .help("answer it, for instance `{ applicable: yes, why: Basis of the ISMS, state: implemented, evidence: [ISM-P-001] }`")
                    .key(id)
                    .about(id),
            );
        }
    }
    let absent: Vec<&str> =
        controls.iter().copied().filter(|c| !soa.controls.iter().any(|a| a.id.as_str() == *c)).collect();
    if !absent.is_empty() {
        let message = match absent.as_slice() {
            [one] => format!("the control {one} is not answered"),
            many => {
                format!("{} of {} controls are not answered: {}", many.len(), controls.len(), list(many, 12))
            }
        };
        let at = Span { end: name.at.end, ..name.at };
        out.push(
            Finding::new(RULE.name, at, message)
                .help("add a line for each under `controls`, also for those that do not apply")
                .about(absent.join(" ")),
        );
    }
}
