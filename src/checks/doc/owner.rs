//! `doc/owner`: the owner of a document, process, product or KPI is a role that there is.

use crate::checks::words::{nearest, on};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::{Handbook, RoleOrGroup, Text};

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
    let h = cx.handbook;
    for g in &h.guidelines {
        if let Some(f) = g.owner.as_ref().and_then(|owner| complaint(h, owner)) {
            out.push(match &g.id {
                Some(id) => f.document(id.as_str()),
                None => f,
            });
        }
        for (n, kpi) in g.kpis.iter().enumerate() {
            if let Some(f) = kpi.owner.as_ref().and_then(|owner| complaint(h, owner)) {
                let key = kpi.id.as_ref().map_or_else(|| (n + 1).to_string(), |id| id.value.clone());
                out.push(
                    Finding { document: on(g, RULE.name, kpi.at, "").document, ..f }
                        .key(format!("kpi/{key}")),
                );
            }
        }
    }
    for p in &h.landscape.processes {
        let owners = p.owner.iter().chain(p.parts.iter().filter_map(|part| part.owner.as_ref()));
        out.extend(
            owners.chain(p.kpis.iter().filter_map(|k| k.owner.as_ref())).filter_map(|o| complaint(h, o)),
        );
    }
    out.extend(h.landscape.products.iter().filter_map(|p| p.owner.as_ref()).filter_map(|o| complaint(h, o)));
}

/// What is wrong with an owner. A person is `doc/person-as-owner`.
fn complaint(h: &Handbook, owner: &Text) -> Option<Finding> {
    let (message, help) = match h.party(owner) {
        Some(RoleOrGroup::Role(_)) => return None,
        Some(RoleOrGroup::Group(_) | RoleOrGroup::All) => (
            format!("the owner `{}` is a group of roles", owner.value),
            "name one role: with several owners nobody answers for it".to_owned(),
        ),
        None if h.organisation.people.iter().any(|p| p.id.value == owner.value) => return None,
        None => {
            let known = h.organisation.roles.iter().map(|r| r.id.as_str());
            let help = match nearest(owner, known) {
                Some(right) => format!("did you mean `{right}`?"),
                None => "write a role of organisation.yaml, or add this one there".to_owned(),
            };
            (format!("there is no role `{}`", owner.value), help)
        }
    };
    Some(Finding::new(RULE.name, owner.at, message).help(help).about(owner.as_str()))
}
