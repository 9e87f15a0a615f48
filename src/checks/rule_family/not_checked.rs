//! `rule/not-checked`: which rules are shown, but not yet proved. Also what is wrong with the house rules of
//! handbook.yaml, which belong to no guideline: steps that no guideline has, ids that stand twice.

use crate::checks::graph::{Mention, mentions, rule_key};
use crate::checks::words::list;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity, Span};
use crate::model::{Guideline, Handbook, HouseRule, RuleForm, Text};
use std::collections::{HashMap, HashSet};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "rule/not-checked",
    severity: Some(Severity::Info),
    since: "0.1.0",
    what: "Lists the rules of the handbook that this version shows but does not prove, once per handbook.",
    why: "A rule on a page looks as if somebody watched over it. Readers and auditors should know where it is still \
          for people to do so.",
    serves: &[],
    bad: "rules:\n- id: customer-informed\n  path: { to: [ended], through: [inform-customer] }",
    good: "The same: nothing has to change.",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    let own = h.settings.rules.iter().map(|r| (None, r));
    let theirs = h.guidelines.iter().flat_map(|g| g.rules.iter().map(move |r| (Some(g), r)));
    let waiting: Vec<(Option<&Guideline>, &HouseRule)> =
        own.chain(theirs).filter(|(_, r)| is_proved_later(&r.form)).collect();
    if let Some(finding) = not_checked(&waiting) {
        out.push(finding);
    }
    if !h.settings.rules.is_empty() {
        house_rules(h, out);
    }
}

/// Whether a rule says something that can be proved. `applies` and a text alone are only shown.
fn is_proved_later(form: &RuleForm) -> bool {
    !matches!(form, RuleForm::Applies(_) | RuleForm::Shown | RuleForm::Delegate { .. })
}

fn not_checked(waiting: &[(Option<&Guideline>, &HouseRule)]) -> Option<Finding> {
    let (_, first) = waiting.first()?;
    let names: Vec<String> = waiting
        .iter()
        .map(|(g, r)| {
            let id = r.id.as_ref().map_or("(without id)", |t| t.as_str());
            match g.map(Guideline::id).filter(|id| !id.is_empty()) {
                Some(document) => format!("{document} {id}"),
                None => id.to_owned(),
            }
        })
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let message = match names.len() {
        1 => format!("one rule is shown, but not proved by this version: {}", list(&names, 10)),
        n => format!("{n} rules are shown, but not proved by this version: {}", list(&names, 10)),
    };
    let at = first.id.as_ref().map_or(Span { end: first.at.start, ..first.at }, |t| t.at);
    Some(Finding::new(RULE.name, at, message).help("nothing has to change; watch over them as before"))
}

/// What only handbook.yaml can get wrong: there, a step counts as known when any guideline has it.
fn house_rules(h: &Handbook, out: &mut Vec<Finding>) {
    let mut seen: HashMap<String, &Text> = HashMap::new();
    for id in h.settings.rules.iter().filter_map(|r| r.id.as_ref()) {
        if let Some(first) = seen.get(&id.to_lowercase()) {
            let message = format!("two rules have the id `{}`", id.value);
            out.push(
                Finding::new("graph/duplicate-id", id.at, message)
                    .help("give one of them another id")
                    .about(id.as_str())
                    .also(first.at, "the first"),
            );
        } else {
            seen.insert(id.to_lowercase(), id);
        }
    }
    let steps: HashSet<&str> =
        h.guidelines.iter().flat_map(|g| &g.steps).map(crate::model::Step::id).collect();
    let phases: HashSet<&str> = h
        .guidelines
        .iter()
        .flat_map(|g| &g.phases)
        .filter_map(|p| p.id.as_ref())
        .map(crate::model::At::as_str)
        .collect();
    for rule in &h.settings.rules {
        for mention in mentions(rule) {
            let (known, what, name) = match mention {
                Mention::Step(t) => (named(h, &steps, t) || phases.contains(t.as_str()), "step", t),
                Mention::Phase(t) => (phases.contains(t.as_str()), "phase", t),
                Mention::Outcome(t) => {
                    let step = t.split_once('/').map_or(t.as_str(), |(step, _)| step);
                    (steps.contains(step), "outcome", t)
                }
            };
            if !known {
                let message = format!("no guideline has a {what} `{}`", name.value);
                out.push(
                    Finding::new("graph/unknown-step", name.at, message)
                        .help("write the id that the guidelines use; a rule for one guideline stands in that one")
                        .key(rule_key(rule))
                        .about(name.as_str()),
                );
            }
        }
    }
}

/// A step, alone or with its document: `SAL-G-002#check-offer`.
fn named(h: &Handbook, steps: &HashSet<&str>, text: &Text) -> bool {
    match text.split_once('#') {
        Some((document, step)) => h.guideline(document).is_some_and(|g| g.step(step).is_some()),
        None => steps.contains(text.as_str()),
    }
}
