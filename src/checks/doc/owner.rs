//! `doc/owner`: the owner of a document, process, product or KPI is a role that there is.

use super::owners::{Owned, owners};
use crate::checks::near::Near;
use crate::checks::raci::places::Kind;
use crate::checks::raci::unknown_role::{instead, names_no_role};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::{Handbook, RoleOrGroup};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "doc/owner",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "The owner of a document, process, work product or KPI is a role of organisation.yaml.",
    why: "An auditor asks first whose document this is. A role stays when people change; a role that nobody \
          knows answers for nothing.",
    serves: &[("iso9001", "5.3"), ("iso27001", "A.5.2")],
    bad: "owner: head-of-sale",
    good: "owner: head-of-sales",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    // Where no role is known at all, that is said once (`raci/unknown-role`).
    if names_no_role(cx.handbook) {
        return;
    }
    let near = Near::for_handbook();
    owners(cx.handbook, |owned| out.extend(complaint(cx.handbook, &owned, &near)));
}

/// What is wrong with an owner. A person is `doc/person-as-owner`.
fn complaint(h: &Handbook, owned: &Owned<'_>, near: &Near) -> Option<Finding> {
    let owner = owned.owner;
    let (message, help) = match h.party(owner) {
        Some(RoleOrGroup::Role(_)) => return None,
        Some(RoleOrGroup::Group(_) | RoleOrGroup::All) => (
            format!("the owner `{}` is a group of roles", owner.value),
            "name one role: with several owners nobody answers for it".to_owned(),
        ),
        None if h.person(owner).is_some() => return None,
        None => {
            let help = instead(h, owner, Kind::Role, near);
            (format!("there is no role `{}`", owner.value), help)
        }
    };
    Some(owned.put(Finding::new(RULE.name, owner.at, message)).help(help).about(owner.as_str()))
}
