//! `doc/value`: a value of the wrong form. Found while the forms of a file are checked; only the rules that
//! nobody can switch off are looked at here, since reading does not know the rules.

use crate::checks::{Check, Context, Rule, judge};
use crate::diagnostic::{Finding, Severity};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "doc/value",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "A value that is not of the form its key needs: a date, a duration, one of several words.",
    why: "What cannot be read cannot be checked, counted or shown; the author's meaning would be lost without a word.",
    serves: &[],
    bad: "within: two days",
    good: "within: 2 working days",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (name, severity) in &cx.handbook.settings.checks {
        if !judge::fixed(name) || severity.value == Some(Severity::Error) {
            continue;
        }
        let message =
            format!("`{}` is always an error: it can be neither switched off nor softened", name.value);
        out.push(
            Finding::new(RULE.name, severity.at, message)
                .help("take the line out, and mend what the rule finds")
                .key(format!("checks/{}", name.value))
                .about(name.as_str()),
        );
    }
}
