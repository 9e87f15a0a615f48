//! `doc/person-as-owner`: a role owns, a person holds the role.

use super::owners::owners;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "doc/person-as-owner",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A document, process, work product or KPI is owned by a role, not by a person.",
    why: "When the person leaves, everything with the name in it is out of date and nobody takes it over.",
    serves: &[("iso9001", "5.3"), ("iso27001", "A.5.2")],
    bad: "owner: erika.mustermann",
    good: "owner: head-of-sales        # organisation.yaml says that Erika Mustermann holds it",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    owners(h, |owned| {
        let owner = owned.owner;
        if h.party(owner).is_some() || h.person(owner).is_none() {
            return;
        }
        let held = h.organisation.roles.iter().find(|r| r.holders.iter().any(|h| h.value == owner.value));
        let help = match held {
            Some(role) => format!("write the role: `owner: {}`", role.id.value),
            None => "write the role, and name the person as its holder in organisation.yaml".to_owned(),
        };
        let finding = Finding::new(RULE.name, owner.at, format!("the owner `{}` is a person", owner.value));
        out.push(owned.put(finding).help(help).about(owner.as_str()));
    });
}
