//! `doc/person-as-owner`: a role owns, a person holds the role.

use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::Guideline;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "doc/person-as-owner",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A document is owned by a role, not by a person.",
    why: "When the person leaves, every document with the name in it is out of date and nobody takes it over.",
    serves: &[("iso9001", "5.3"), ("iso27001", "A.5.2")],
    bad: "owner: erika.mustermann",
    good: "owner: head-of-sales        # organisation.yaml says that Erika Mustermann holds it",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    let Some(owner) = &g.owner else { return };
    let organisation = &cx.handbook.organisation;
    if cx.handbook.party(owner).is_some() || !organisation.people.iter().any(|p| p.id.value == owner.value) {
        return;
    }
    let held = organisation.roles.iter().find(|r| r.holders.iter().any(|h| h.value == owner.value));
    let help = match held {
        Some(role) => format!("write the role: `owner: {}`", role.id.value),
        None => "write the role, and name the person as its holder in organisation.yaml".to_owned(),
    };
    out.push(
        on(g, RULE.name, owner.at, format!("the owner `{}` is a person", owner.value))
            .help(help)
            .about(owner.as_str()),
    );
}
