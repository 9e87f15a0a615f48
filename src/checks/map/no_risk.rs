//! `map/no-risk`: somebody has thought of what can go wrong.

use super::no_measure::lacking;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "map/no-risk",
    severity: Some(Severity::Info),
    since: "0.1.0",
    what: "Every process of the landscape names a risk, itself or in one of its guidelines.",
    why: "\"What if it goes wrong?\" has an answer only where somebody asked.",
    serves: &[("iso9001", "4.4.1"), ("iso9001", "6.1")],
    bad: "processes:\n  sales: { name: Sales, owner: head-of-sales }      # and no guideline of it has `risks`",
    good: "risks:\n- { what: The offer leaves too late, measure: A limit of two days, step: send-offer }",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for process in lacking(cx.handbook, |g| !g.risks.is_empty(), |p| !p.risks.is_empty()) {
        let message = format!("no risk is named for the process `{}`", process.id.value);
        out.push(
            Finding::new(RULE.name, process.id.at, message)
                .help("write `risks` at the process or in one of its guidelines")
                .key(format!("processes/{}", process.id.value))
                .about(process.id.as_str()),
        );
    }
}
