//! `lang/stale`: a translation of an older version.

use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};

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
        let Some(current) = &g.version else { continue };
        let put = |at, message: String| {
            Finding::new(RULE.name, at, message)
                .help(format!("bring the text up to date, then write `version: \"{}\"`", current.value))
                .document(g.id())
                .key(format!("lang/{}", t.lang))
                .about(current.as_str())
        };
        match &t.version {
            Some(v) if v.value == current.value => {}
            Some(v) => out.push(put(
                v.at,
                format!(
                    "this translates version {}, and {} is at version {}",
                    v.value,
                    g.id(),
                    current.value
                ),
            )),
            None => out.push(put(
                t.translates.at,
                "this translation does not say which version it translates".to_owned(),
            )),
        }
    }
}
