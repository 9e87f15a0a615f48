//! `life/no-reason`: every new version says why.

use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{DocStatus, Guideline};

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

fn check(_: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken {
        return;
    }
    for change in g.changes.iter().filter(|c| c.why.is_none()) {
        let version = change.version.as_ref().map_or("?", |v| v.as_str());
        out.push(
            on(g, RULE.name, change.at, format!("version {version} does not say why it was made"))
                .help("add `why: …` to this entry")
                .about(version),
        );
    }
    let (Some(version), DocStatus::Approved) = (&g.version, g.state()) else { return };
    match g.changes.first().and_then(|c| c.version.as_ref()) {
        Some(newest) if newest.value == version.value => {}
        Some(newest) => {
            let listed =
                g.changes.iter().any(|c| c.version.as_ref().is_some_and(|v| v.value == version.value));
            let help = if listed {
                "put the newest entry of `changes` first".to_owned()
            } else {
                format!(
                    "add an entry for {} at the top of `changes` with its date, by whom and why",
                    version.value
                )
            };
            let message = format!(
                "the version is {}, but the newest entry of `changes` is {}",
                version.value, newest.value
            );
            out.push(
                on(g, RULE.name, version.at, message)
                    .help(help)
                    .about(version.as_str())
                    .also(newest.at, "the newest entry"),
            );
        }
        None if first_version(version) => {}
        None => out.push(
            on(g, RULE.name, version.at, format!("version {} has no `changes`", version.value))
                .help("write what changed, newest first: `changes:` with version, date, by and why")
                .about(version.as_str()),
        ),
    }
}

/// `1`, `1.0`, `0.1`: nothing was changed before it.
fn first_version(version: &str) -> bool {
    matches!(version.trim_start_matches('v'), "1" | "1.0" | "1.0.0" | "0.1" | "0.1.0")
}
