//! `soa/incomplete`: a control without answer, reason or state.

use crate::checks::words::{count, list, nearest, quoted, written};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::{Applicable, ClauseKind, Control, Soa, Standard, Text};
use std::collections::HashSet;

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
    approval(cx, soa, out);
    let Some(name) = &soa.standard else { return };
    let Some(standard) = cx.handbook.standard(name) else {
        out.push(
            Finding::new(RULE.name, name.at, format!("there is no catalogue `{}`", name.value))
                .help(
                    "write the id of a catalogue, such as `iso27001-2022`, or add your own under standards/",
                )
                .about(name.as_str()),
        );
        return;
    };
    let controls: Vec<&str> =
        standard.items.iter().filter(|c| c.kind == ClauseKind::Control).map(|c| c.id.as_str()).collect();
    if controls.is_empty() {
        let message = format!("the catalogue `{}` has no controls to answer", standard.id);
        let help = "write the id of a catalogue with controls, such as `iso27001-2022`";
        out.push(Finding::new(RULE.name, name.at, message).help(help).about(name.as_str()));
        return;
    }
    let known: HashSet<&str> = controls.iter().copied().collect();
    let mut answered: HashSet<String> = HashSet::new();
    for control in &soa.controls {
        let id = control.id.as_str();
        if known.contains(id) {
            answered.insert(id.to_owned());
            out.extend(unanswered(cx, control));
        } else {
            let (finding, meant) = unknown(standard, &controls, &control.id);
            out.push(finding);
            answered.extend(meant);
        }
    }
    if !cx.handbook.is_broken(soa.file) {
        out.extend(absent(cx, soa, name, &controls, &answered));
    }
}

/// Where the Statement is approved, the approval says by whom, when, and what proves it.
fn approval(cx: &Context<'_>, soa: &Soa, out: &mut Vec<Finding>) {
    let Some(approved) = &soa.approved else { return };
    let entry = approved.at;
    let missing: Vec<&str> = [
        ("by", approved.by.is_none()),
        ("date", approved.date.is_none()),
        ("proof", approved.proof.is_none()),
    ]
    .into_iter()
    .filter(|(key, missing)| *missing && !written(&cx.handbook.sources, entry, key))
    .map(|(key, _)| key)
    .collect();
    if !missing.is_empty() {
        let message =
            format!("the approval of the Statement of Applicability does not say {}", quoted(&missing, 3));
        out.push(
            Finding::new(RULE.name, approved.at, message)
                .help(
                    "write who approved it, the day, and what proves it (minutes, a ticket, a merge request)",
                )
                .key("approved"),
        );
    }
}

/// What the answer to a control lacks. What is missing is no part of its identity: somebody who adds one thing of
/// three makes nothing new.
fn unanswered(cx: &Context<'_>, control: &Control) -> Option<Finding> {
    let id = control.id.as_str();
    let applies = control.applicable.as_ref().map(|a| a.value);
    let entry = control.at;
    let missing: Vec<&str> = [
        ("whether it applies (`applicable: yes` or `no`)", "applicable", applies.is_none()),
        ("why (`why`)", "why", control.why.is_none()),
        ("its state (`state`)", "state", applies == Some(Applicable::Yes) && control.state.is_none()),
    ]
    .into_iter()
    .filter(|(_, key, missing)| *missing && !written(&cx.handbook.sources, entry, key))
    .map(|(words, _, _)| words)
    .collect();
    if missing.is_empty() {
        return None;
    }
    let message = format!("the control {id} does not say {}", list(&missing, 3));
    Some(
        Finding::new(RULE.name, control.id.at, message)
            .help("answer it, for instance `{ applicable: yes, why: Basis of the ISMS, state: implemented, evidence: [ISM-P-001] }`")
            .key(format!("control/{id}")),
    )
}

/// A control that the catalogue does not have, and the one that is certainly meant.
fn unknown(standard: &Standard, controls: &[&str], id: &Text) -> (Finding, Option<String>) {
    let annexed = format!("A.{}", id.value);
    let meant = controls.iter().find(|c| c.eq_ignore_ascii_case(id) || c.eq_ignore_ascii_case(&annexed));
    let help = match meant.copied().or_else(|| nearest(id, controls.iter().copied())) {
        Some(right) => format!("did you mean `{right}`?"),
        None => format!(
            "its controls are written {} to {}",
            controls.first().unwrap_or(&""),
            controls.last().unwrap_or(&"")
        ),
    };
    let finding =
        Finding::new(RULE.name, id.at, format!("`{}` has no control {}", standard.id, id.value)).help(help);
    (finding.key(format!("control/{}", id.value)).about(id.as_str()), meant.map(|m| (*m).to_owned()))
}

/// The controls that nobody speaks of, in one finding.
fn absent(
    cx: &Context<'_>,
    soa: &Soa,
    name: &Text,
    controls: &[&str],
    answered: &HashSet<String>,
) -> Option<Finding> {
    let absent: Vec<&str> = controls.iter().copied().filter(|c| !answered.contains(*c)).collect();
    // Without the key, or with one of the wrong form, that was found while reading.
    let text = &cx.handbook.sources.get(soa.file).text;
    if absent.is_empty() || (soa.controls.is_empty() && text.lines().all(|l| l.trim_end() != "controls:")) {
        return None;
    }
    let message = match absent.as_slice() {
        [one] => format!("the control {one} is not answered"),
        many => format!(
            "{} of {} are not answered: {}",
            many.len(),
            count(controls.len(), "control", "controls"),
            list(many, 12)
        ),
    };
    Some(
        Finding::new(RULE.name, name.at, message)
            .help("add a line for each under `controls`, also for those that do not apply")
            .key("controls"),
    )
}
