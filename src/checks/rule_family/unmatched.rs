//! `rule/unmatched`: a rule that has nothing to say.

use super::broken::head;
use super::claim::{Claim, Form};
use crate::checks::graph::rule_key;
use crate::checks::words::of;
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::{Guideline, HouseRule};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "rule/unmatched",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "Every rule has something to hold for: `every` and `applies` match a step, and no `path` counts from a step \
           after which its `to` never comes.",
    why: "A rule that nothing falls under looks kept and protects nothing. Mostly a step was renamed or a selection \
          is too narrow.",
    serves: &[],
    bad: "rules:\n- id: no-endless-waiting\n  every: { kind: wait, phase: draft }   # nobody waits there\n  has: within",
    good: "rules:\n- id: no-endless-waiting\n  every: { kind: wait }\n  has: within",
    check: Check::Elsewhere,
};

/// A finding on a rule as a whole: at its id.
pub(super) fn on_rule(
    g: Option<&Guideline>,
    rule: &HouseRule,
    name: &'static str,
    message: String,
) -> Finding {
    let about = rule.id.as_ref().map_or("", |id| id.as_str());
    of(g, Finding::new(name, head(rule), message)).key(rule_key(rule)).about(about)
}

/// A rule that speaks of what comes after a step that it never comes after.
pub(super) fn idle(g: Option<&Guideline>, claim: &Claim<'_>) -> Finding {
    let names = |words: &[&crate::model::Text]| {
        let all: Vec<&str> = words.iter().map(|w| w.as_str()).collect();
        crate::checks::words::quoted(&all, 6)
    };
    let (to, from) = (names(&claim.to), names(&claim.from));
    let message = match (from.is_empty(), claim.form) {
        (true, _) => format!("no document in force has {to}, so that this rule never applies"),
        (false, Form::After) => format!("no document in force has {from}, so that this rule never applies"),
        (false, _) => format!("no case comes to {to} after {from}, so that this rule never applies"),
    };
    on_rule(g, claim.rule, RULE.name, message)
        .help("name steps of which one comes after the other, or take the rule out")
}

/// A selection under which no step falls.
pub(super) fn empty(g: Option<&Guideline>, rule: &HouseRule) -> Finding {
    let here = if g.is_some() { "no step of this document" } else { "no step of any document" };
    on_rule(g, rule, RULE.name, format!("{here} falls under this rule"))
        .help("widen the selection, or take the rule out; all keys of a selection must fit at once")
}
