//! `norm/uncovered`: clauses in scope that no document cites, one finding per standard.

use super::coverage;
use crate::checks::words::list;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "norm/uncovered",
    severity: Some(Severity::Info),
    since: "0.1.0",
    what: "Lists the clauses of each standard in scope that no document cites.",
    why: "Not every clause wants a document. The list shows where you answer an auditor by other means, or not yet.",
    serves: &[("iso9001", "4.4.2")],
    bad: "standards: [iso9001-2015]        # and no document with `norms: [iso9001:8.3]`",
    good: "not-applicable: { iso9001:8.3: We design no products }",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for id in &cx.handbook.settings.standards {
        let Some(standard) = cx.handbook.standards.iter().find(|s| s.id == id.value) else { continue };
        let found = coverage(cx.handbook, standard);
        if found.open.is_empty() {
            continue;
        }
        let open: Vec<&str> = found.open.iter().map(String::as_str).collect();
        let message = format!(
            "{} of {} clauses of {} are cited by no document: {}",
            open.len(),
            found.asked,
            id.value,
            list(&open, 12)
        );
        out.push(
            Finding::new(RULE.name, id.at, message)
                .help("add `norms` to the documents that answer them, or give a reason under `not-applicable`; all are on the page of the standard")
                .about(id.as_str()),
        );
    }
}
