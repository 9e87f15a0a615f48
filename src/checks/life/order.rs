//! `life/order`: versions and days of a document follow one another.

use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity, Span};
use crate::graph::ProcessGraph;
use crate::model::{DocStatus, Guideline, Text, read};
use jiff::civil::Date;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "life/order",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "Versions and days follow one another: the newest change first, approved after it was written, in force \
           after it was approved, nothing done on a day to come.",
    why: "An approval that is older than the text approved something else. A slip in a year hides what is overdue.",
    serves: &[("iso9001", "7.5.3"), ("iso27001", "7.5.3")],
    bad: "approved: { by: managing-director, date: 2018-05-02, proof: minutes }\nchanges:\n- { version: \"1.1\", date: 2018-06-01, by: head-of-sales, why: The customer may sign first }",
    good: "approved: { by: managing-director, date: 2018-06-04, proof: minutes }\nchanges:\n- { version: \"1.1\", date: 2018-06-01, by: head-of-sales, why: The customer may sign first }",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.state() == DocStatus::Planned {
        return;
    }
    history(g, out);
    if g.state() == DocStatus::Approved {
        approval(g, out);
    }
    let mut ahead = |at: Span, day: Date, what: &str, key: Option<String>| {
        if day > cx.today {
            let message = format!("{what} {day}, which is later than today ({})", cx.today);
            let finding = on(g, RULE.name, at, message).help("mend the day").about("last").dated();
            out.push(Finding { key, ..finding });
        }
    };
    if let Some(last) = g.review.as_ref().and_then(|r| r.last.as_ref()) {
        ahead(last.at, last.value, "last reviewed on", Some("review".to_owned()));
    }
    for (n, duty) in g.duties.iter().enumerate() {
        let id = duty.id.as_ref().map_or_else(|| (n + 1).to_string(), |id| id.value.clone());
        if let Some(last) = &duty.last {
            ahead(last.at, last.value, "last done on", Some(format!("duty/{id}")));
        }
    }
}

/// Entries of `changes`: newest first, each version once.
fn history(g: &Guideline, out: &mut Vec<Finding>) {
    for pair in g.changes.windows(2) {
        let [newer, older] = pair else { continue };
        let (Some(version), Some(before)) = (&newer.version, &older.version) else { continue };
        let wrong = |at: Span, message: String, help: &str, other: &Text| {
            on(g, RULE.name, at, message)
                .help(help)
                .about(version.as_str())
                .also(other.at, "the entry below it")
        };
        let order = read::version_order(version, before);
        if order.is_eq() {
            let message = format!("version {} stands in `changes` twice", version.value);
            out.push(wrong(version.at, message, "give each change a version of its own", before));
        } else if order.is_lt() {
            // That the newest one stands elsewhere is said already (`life/no-reason`).
            let said = g.version.as_ref().is_some_and(|v| {
                g.changes.first().is_some_and(|first| {
                    first.version.as_ref().is_some_and(|f| !read::version_order(f, v).is_eq())
                })
            });
            if !said || g.state() != DocStatus::Approved {
                let message = format!("version {} stands in `changes` above {}", version.value, before.value);
                out.push(wrong(version.at, message, "put the newest version first", before));
            }
        } else if let (Some(day), Some(earlier)) = (&newer.date, &older.date)
            && day.value < earlier.value
        {
            let message = format!(
                "version {} is of {}, before version {} ({})",
                version.value, day.value, before.value, earlier.value
            );
            out.push(wrong(day.at, message, "mend one of the two days", before));
        }
    }
}

/// Written, then approved, then in force.
fn approval(g: &Guideline, out: &mut Vec<Finding>) {
    let Some(approved) = g.approved.as_ref().and_then(|a| a.date.as_ref()) else { return };
    let effective = g.effective.as_ref();
    if let Some(effective) = effective.filter(|e| e.value < approved.value) {
        let message =
            format!("in force from {}, before it was approved on {}", effective.value, approved.value);
        out.push(
            on(g, RULE.name, effective.at, message)
                .help("mend one of the two days")
                .about("effective")
                .also(approved.at, "the approval"),
        );
    }
    let newest = g.changes.first().filter(|c| match (&c.version, &g.version) {
        (Some(changed), Some(version)) => read::version_order(changed, version).is_eq(),
        _ => false,
    });
    let Some(written) = newest.and_then(|c| c.date.as_ref()) else { return };
    // A version may bear the day from which it is in force.
    let announced = effective.is_some_and(|e| e.value >= written.value);
    if written.value > approved.value && !announced {
        let message =
            format!("this version is of {}, and the approval of {} is older", written.value, approved.value);
        out.push(
            on(g, RULE.name, approved.at, message)
                .help("have this version approved, and write the day and the proof of that; or mend one of the two days")
                .about("approved")
                .also(written.at, "the version"),
        );
    }
}
