//! `lang/stale`: a translation of an older version.

use crate::checks::words::written_at_top;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::{DocStatus, Translation, read};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "lang/stale",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A translation is of the version that is in force.",
    why: "Who reads the translation works by the old rules and does not know it.",
    serves: &[("iso9001", "7.5.3")],
    bad: "translates: SAL-G-002        # which is at version \"1.1\"\nversion: \"1.0\"",
    good: "translates: SAL-G-002\nversion: \"1.1\"",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for t in cx.handbook.translations.iter().filter(|t| !t.broken) {
        let Some(g) = cx.handbook.guideline(&t.translates) else { continue };
        if g.broken || matches!(g.state(), DocStatus::Planned | DocStatus::Retired) {
            continue;
        }
        let Some(current) = &g.version else { continue };
        let (at, message) = match &t.version {
            Some(v) if read::version_order(v, current).is_eq() => continue,
            Some(v) => (
                v.at,
                format!(
                    "this translates version {}, and {} is at version {}",
                    v.value,
                    g.id(),
                    current.value
                ),
            ),
            None if written_at_top(front(cx, t), "version") => continue,
            None => (t.translates.at, "this translation does not say which version it translates".to_owned()),
        };
        // The version is no part of its identity: a translation that stays behind is the same finding.
        out.push(
            Finding::new(RULE.name, at, message)
                .help(format!("bring the text up to date, then write `version: \"{}\"`", current.value))
                .document(g.id())
                .key(format!("lang/{}", t.lang)),
        );
    }
}

fn front<'a>(cx: &Context<'a>, t: &Translation) -> &'a str {
    let text: &str = &cx.handbook.sources.get(t.file).text;
    text.get(..t.body.start as usize).unwrap_or_default()
}
