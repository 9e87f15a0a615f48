//! `life/no-reason`: every new version says why.

use crate::checks::words::{on, written, written_at_top};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{DocStatus, Guideline, Text, read};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "life/no-reason",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "The newest entry of `changes` is the version in force, and each entry says why.",
    why: "Who comes later must see why a rule is as it is, or the old reasons come back as new ideas. Changes are \
          to be planned, with their purpose.",
    serves: &[("iso9001", "6.3"), ("iso27001", "6.3")],
    bad: "version: \"1.1\"\nchanges:\n- { version: \"1.0\", date: 2018-05-02, by: head-of-sales, why: First version }",
    good: "version: \"1.1\"\nchanges:\n- { version: \"1.1\", date: 2018-06-01, by: head-of-sales, why: The customer may sign first }\n\
           - { version: \"1.0\", date: 2018-05-02, by: head-of-sales, why: First version }",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken {
        return;
    }
    for change in g.changes.iter().filter(|c| c.why.is_none()) {
        if written(&cx.handbook.sources, change.at, "why") {
            continue;
        }
        let which = match &change.version {
            Some(version) => format!("version {}", version.value),
            None => "this version".to_owned(),
        };
        out.push(
            on(g, RULE.name, change.at, format!("{which} does not say why it was made"))
                .help("add `why: …` to this entry")
                .about(change.version.as_ref().map_or("", |v| v.as_str())),
        );
    }
    if let (Some(version), DocStatus::Approved) = (&g.version, g.state()) {
        out.extend(unlisted(cx, g, version));
    }
}

/// What is wrong where the newest entry of `changes` is not the version in force.
fn unlisted(cx: &Context<'_>, g: &Guideline, version: &Text) -> Option<Finding> {
    let Some(newest) = g.changes.first() else {
        let said = written_at_top(cx.handbook.sources.slice(g.front), "changes");
        return (!said && !first_version(version) && !g.is_generated() && !g.is_external()).then(|| {
            on(g, RULE.name, version.at, format!("version {} has no `changes`", version.value))
                .help("write what changed, newest first: `changes:` with version, date, by and why")
                .about("changes")
        });
    };
    // An entry without a version was found while reading.
    let newest = newest.version.as_ref().filter(|newest| !read::version_order(newest, version).is_eq())?;
    let listed = g.changes.iter().filter_map(|c| c.version.as_ref());
    let help = if listed.into_iter().any(|v| read::version_order(v, version).is_eq()) {
        "put the newest entry of `changes` first".to_owned()
    } else {
        format!("add an entry for {} at the top of `changes` with its date, by whom and why", version.value)
    };
    let message =
        format!("the version is {}, but the newest entry of `changes` is {}", version.value, newest.value);
    let finding = on(g, RULE.name, version.at, message).help(help).about("changes");
    Some(finding.also(newest.at, "the newest entry"))
}

/// `1`, `1.0`, `0.1`, `A`: nothing was changed before it.
fn first_version(version: &str) -> bool {
    let first = |known| read::version_order(version.trim_start_matches('v'), known).is_eq();
    first("1") || first("0.1") || version.eq_ignore_ascii_case("a")
}

#[cfg(test)]
mod tests {
    use super::first_version;

    #[test]
    fn the_first_version_needs_no_history() {
        for first in ["1", "1.0", "01", "v1.0", "0.1", "1.0.0", "A"] {
            assert!(first_version(first), "{first}");
        }
        for later in ["1.1", "2", "10", "0.2", "2018-05", "B"] {
            assert!(!first_version(later), "{later}");
        }
    }
}
