//! `due/overdue`: a recurring duty whose day has passed.

use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::Guideline;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "due/overdue",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A recurring duty of a document in force was last done longer ago than its period.",
    why: "A quarterly review that was held twice a year is a nonconformity. A duty without `last` is not looked at: \
          nothing tells when it is due.",
    serves: &[("iso9001", "9.1"), ("iso9001", "9.2")],
    bad: "duties:\n- { id: clearing, what: Clear closed deals, who: sales-support, every: quarter, last: 2018-01-10 }     # and today is 2018-06-15",
    good: "duties:\n- { id: clearing, what: Clear closed deals, who: sales-support, every: quarter, last: 2018-04-10 }",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if !g.in_force(cx.today) {
        return;
    }
    for (n, duty) in g.duties.iter().enumerate() {
        let (Some(every), Some(last)) = (&duty.every, &duty.last) else { continue };
        let due = every.value.after(last.value);
        if due >= cx.today {
            continue;
        }
        let id = duty.id.as_ref().map_or_else(|| (n + 1).to_string(), |id| id.value.clone());
        let what = duty.what.as_ref().map_or(id.as_str(), |w| w.as_str());
        out.push(
            on(g, RULE.name, last.at, format!("\"{what}\" was due on {due}"))
                .help("do it, and write the day as `last`")
                .key(format!("duty/{id}"))
                .dated(),
        );
    }
}
