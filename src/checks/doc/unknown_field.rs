//! `doc/unknown-field`: a key that the format does not know. Found while the forms of a file are checked; only the
//! names of rules under `checks` are looked at here, since reading does not know the rules.

use crate::checks::words::nearest;
use crate::checks::{Check, Context, Rule, meta};
use crate::diagnostic::{Finding, Severity};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "doc/unknown-field",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "A key that the format does not know, or that belongs elsewhere.",
    why: "A key with a slip in it is silently without effect: the deadline, role or class that the author meant would not exist.",
    serves: &[],
    bad: "acountable: head-of-sales",
    good: "A: head-of-sales",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (name, _) in &cx.handbook.settings.checks {
        if meta::is_known(name) || name.trim().is_empty() {
            continue;
        }
        let help = match nearest(name, meta::names()) {
            Some(right) => format!("did you mean `{right}`?"),
            None => "take it out; `guidepost rules` lists all rules".to_owned(),
        };
        out.push(
            Finding::new(RULE.name, name.at, format!("there is no rule `{}`", name.value))
                .help(help)
                .key(format!("checks/{}", name.value))
                .about(name.as_str()),
        );
    }
}
