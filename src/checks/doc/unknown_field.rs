//! `doc/unknown-field`: a key that the format does not know. Found while the forms of a file are checked; only the
//! names of rules under `checks:` are looked at here, where the rules are known.

use crate::checks::{Check, Context, Rule, rules};
use crate::diagnostic::{Finding, Severity};
use crate::model::read;

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
        let text = name.as_str();
        let family = |rule: &str| rule.strip_prefix(text).is_some_and(|rest| rest.starts_with('/'));
        if rules().iter().any(|r| r.name == text || family(r.name)) {
            continue;
        }
        let families = rules().iter().filter_map(|r| Some(r.name.split_once('/')?.0));
        let help = match read::nearest(text, rules().iter().map(|r| r.name).chain(families)) {
            Some(right) => format!("did you mean `{right}`?"),
            None => "take it out; `guidepost rules` lists all rules".to_owned(),
        };
        let finding = Finding::new(RULE.name, name.at, format!("there is no rule `{text}`"));
        out.push(finding.help(help).about(text));
    }
}
