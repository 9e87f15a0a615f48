//! `raci/no-deputy`: whoever decides alone has a deputy.

use crate::checks::{Check, Context, Rule};
use crate::diagnostic::Finding;
use crate::model::{Letter, StepKind};
use std::collections::HashSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "raci/no-deputy",
    severity: None,
    since: "0.1.0",
    what: "A role that takes decisions and is held by one person has a deputy. Off unless `checks` asks for it.",
    why: "When that person is ill or on leave, cases wait at the decision.",
    serves: &[("iso9001", "5.3")],
    bad: "head-of-sales: { name: Head of Sales, holder: erika.mustermann }",
    good: "head-of-sales: { name: Head of Sales, holder: erika.mustermann, deputy: managing-director }",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut decides: HashSet<&str> = HashSet::new();
    for g in &cx.handbook.guidelines {
        for step in g.steps.iter().filter(|s| matches!(s.kind, StepKind::Ask { of: None, .. })) {
            let who = g.letter(step, Letter::A).into_iter().flat_map(crate::model::Cast::names);
            decides.extend(who.map(crate::model::At::as_str));
        }
    }
    for role in &cx.handbook.organisation.roles {
        let alone = role.holders.len() == 1 && role.deputies.is_empty();
        if alone && decides.contains(role.id.as_str()) {
            let message =
                format!("`{}` takes decisions, is held by one person and has no deputy", role.id.value);
            out.push(
                Finding::new(RULE.name, role.id.at, message)
                    .help("write who stands in: `deputy: a-role` or a person; or a second holder")
                    .key(format!("roles/{}", role.id.value))
                    .about(role.id.as_str()),
            );
        }
    }
}
