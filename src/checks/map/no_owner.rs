//! `map/no-owner`: every process has an owner.

use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "map/no-owner",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Every process of the landscape has an `owner`. Its parts may have one of their own.",
    why: "Somebody has to answer for the process as a whole: its measures, its risks, its improvement.",
    serves: &[("iso9001", "4.4.1"), ("iso9001", "5.3")],
    bad: "processes:\n  sales: { name: Sales, group: core }",
    good: "processes:\n  sales: { name: Sales, group: core, owner: head-of-sales }",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for process in cx.handbook.landscape.processes.iter().filter(|p| p.owner.is_none()) {
        let message = format!("the process `{}` has no owner", process.id.value);
        out.push(
            Finding::new(RULE.name, process.id.at, message)
                .help("write the role that answers for it: `owner: a-role`")
                .key(format!("processes/{}", process.id.value))
                .about(process.id.as_str()),
        );
    }
}
