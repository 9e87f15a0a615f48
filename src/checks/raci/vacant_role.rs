//! `raci/vacant-role`: somebody holds every role.

use super::unknown_role;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "raci/vacant-role",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "Every role has a holder, unless it is external or named case by case (`per`). A role that another one \
           includes is held by whoever holds that.",
    why: "What belongs to a role that nobody holds is not done, and nobody notices until an auditor asks.",
    serves: &[("iso9001", "5.3"), ("iso27001", "A.5.2")],
    bad: "roles:\n  bid-manager: { name: Bid Manager }",
    good: "roles:\n  bid-manager: { name: Bid Manager, holder: erika.mustermann }",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    unknown_role::shared_files(h, out);
    let roles = &h.organisation.roles;
    let included: std::collections::HashSet<&str> = roles
        .iter()
        .filter(|r| !r.holders.is_empty())
        .flat_map(|r| &r.includes)
        .map(crate::model::At::as_str)
        .collect();
    for role in roles {
        let filled = !role.holders.is_empty() || included.contains(role.id.as_str());
        if filled || role.external || role.per.is_some() {
            continue;
        }
        let message = format!("nobody holds the role `{}`", role.id.value);
        let help = "write who: `holder: a-person`; for somebody from outside `external: true`; for one named case by case `per: opportunity`";
        out.push(
            Finding::new(RULE.name, role.id.at, message)
                .help(help)
                .key(format!("roles/{}", role.id.value))
                .about(role.id.as_str()),
        );
    }
}
