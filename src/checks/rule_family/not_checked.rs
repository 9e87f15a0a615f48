//! `rule/not-checked`: which rules could not be proved, and why. Also what is wrong with the house rules of handbook.yaml,
//! which belong to no guideline: steps that no guideline has, ids that stand twice.

use super::house::{Words, of_runs, stem};
use super::unmatched::on_rule;
use crate::checks::graph::{Mention, mentions, rule_key};
use crate::checks::near::Near;
use crate::checks::words::{list, quoted};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::{Guideline, Handbook, HouseRule, Text};
use std::collections::HashMap;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "rule/not-checked",
    severity: Some(Severity::Info),
    since: "0.1.0",
    what: "Lists the rules about runs that could not be proved, in a guideline or of the house, each with the reason.",
    why: "A rule on a page looks as if somebody watched over it. Readers and auditors should know where it is still \
          for people to do so.",
    serves: &[],
    bad: "rules:   # in handbook.yaml; check-offer is in SAL-G-002, which hands over to SAL-G-004\n- id: checked-first\n  order: { before: SAL-G-002#check-offer, then: SAL-G-004#confirm }",
    good: "The same: nothing has to change. Or two rules: the check before each end of SAL-G-002 that hands over.",
    check: Check::Handbook(check),
};

/// Why a rule about runs is not proved: a `parallel` that leads past its branches into them, or whose branches leave it
/// otherwise too, or that lies too deep within others.
pub(super) const LEAVES_FORK: &str = "a `parallel` step here is left by `late` or `limit` in a way that is not played, or lies within too many others";
/// Why a rule about runs is not proved: the budget.
pub(super) const TOO_MANY: &str =
    "so many steps run side by side here that not every order of them could be tried";

/// Why a rule about runs is not proved: calls in calls.
pub(super) const TOO_LARGE: &str = "with all that it calls, the process is too large";

/// Rules of a guideline that are not proved, with the reason.
pub(super) fn here(g: &Guideline, rules: &[&HouseRule], why: &str) -> Option<Finding> {
    let first = rules.first()?;
    let names: Vec<&str> =
        rules.iter().map(|r| r.id.as_ref().map_or("(without id)", |t| t.as_str())).collect();
    let message = match names.as_slice() {
        [one] => format!("the rule `{one}` is not proved: {why}"),
        many => format!("the rules {} are not proved: {why}", quoted(many, 6)),
    };
    let help = "watch over it as before, or write the process so that fewer steps depend on one another";
    Some(on_rule(Some(g), first, RULE.name, message).help(help))
}

/// A rule of the house that is not proved, or not everywhere.
pub(super) fn house(rule: &HouseRule, why: &str) -> Finding {
    let name = rule.id.as_ref().map_or("(without id)", |t| t.as_str());
    on_rule(None, rule, RULE.name, format!("the rule `{name}` is not proved everywhere: {why}"))
        .help("watch over it there as before")
}

/// Documents in a sentence.
pub(super) fn documents(ids: &[&str]) -> String {
    list(ids, 6)
}

/// What is found of the rules of the house: their ids and words, and what they say of runs.
fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let rules = &cx.handbook.settings.rules;
    if rules.is_empty() {
        return;
    }
    twice(rules, out);
    let named: Vec<(&HouseRule, Mention<'_>)> =
        rules.iter().flat_map(|rule| mentions(rule).into_iter().map(move |m| (rule, m))).collect();
    let words = named.iter().map(|(_, m)| match m {
        Mention::Step(t) | Mention::Phase(t) | Mention::Outcome(t) => stem(t.as_str()),
    });
    let wanted = words.collect();
    let words = Words::of(cx, &wanted);
    let near = Near::for_handbook();
    for (rule, mention) in &named {
        unknown(cx.handbook, &near, &words, rule, mention, out);
    }
    super::every::of_the_house(cx, |phase| words.knows(phase.as_str()), out);
    if rules.iter().any(of_runs) {
        super::house::check(cx, &words, out);
    }
}

/// Two rules with one id.
fn twice(rules: &[HouseRule], out: &mut Vec<Finding>) {
    let mut seen: HashMap<String, &Text> = HashMap::new();
    for id in rules.iter().filter_map(|r| r.id.as_ref()) {
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
}

/// The word that was meant by one that nobody has.
fn meant(h: &Handbook, near: &Near, text: &Text) -> Option<String> {
    let words = |g: &'_ Guideline| -> Vec<String> {
        let phases = g.phases.iter().filter_map(|p| p.id.as_ref()).map(|id| id.value.clone());
        g.steps.iter().map(|s| s.id().to_owned()).chain(phases).collect()
    };
    let nearest =
        |word: &str, all: &[String]| near.nearest(word, all.iter().map(String::as_str)).map(str::to_owned);
    let found = match text.split_once('#') {
        Some((document, word)) => {
            if let Some(g) = h.guideline(document) {
                nearest(stem(word), &words(g)).map(|right| format!("{document}#{right}"))
            } else {
                let ids: Vec<String> = h.guidelines.iter().map(|g| g.id().to_owned()).collect();
                nearest(document, &ids).map(|right| format!("{right}#{word}"))
            }
        }
        None if near.may_compare(h.guidelines.len()) => {
            let mut all: Vec<String> = h.guidelines.iter().flat_map(words).collect();
            all.sort_unstable();
            all.dedup();
            nearest(stem(text.as_str()), &all)
        }
        None => None,
    };
    // The step is there, and it is the outcome that is not.
    found.filter(|right| right != stem(text.as_str()))
}

/// What only handbook.yaml can get wrong: there, a step counts as known when any guideline has it.
fn unknown(
    h: &Handbook,
    near: &Near,
    words: &Words<'_>,
    rule: &HouseRule,
    mention: &Mention<'_>,
    out: &mut Vec<Finding>,
) {
    let (what, text) = match mention {
        Mention::Step(t) => ("step", *t),
        Mention::Phase(t) => ("phase", *t),
        Mention::Outcome(t) => ("outcome", *t),
    };
    let known = match text.split_once('#') {
        Some((document, word)) => h.guideline(document).is_some_and(|g| has(g, word)),
        None => words.knows(stem(text.as_str())),
    };
    if !known {
        let message = format!("no guideline has a {what} `{}`", text.value);
        let help = match meant(h, near, text) {
            Some(right) => format!("did you mean `{right}`?"),
            None => {
                "write the id that the guidelines use; a rule for one guideline stands in that one".to_owned()
            }
        };
        out.push(
            Finding::new("graph/unknown-step", text.at, message)
                .help(help)
                .key(rule_key(rule))
                .about(text.as_str()),
        );
    }
}

/// Whether a document has a step, a phase or an outcome of a name.
fn has(g: &Guideline, word: &str) -> bool {
    if let Some((step, outcome)) = word.split_once('/') {
        return g.step(step).is_some_and(|s| s.outcomes().iter().any(|o| o.id.as_str() == outcome));
    }
    let phase = |p: &crate::model::Phase| p.id.as_ref().is_some_and(|id| id.as_str() == word);
    g.step(word).is_some() || g.phases.iter().any(phase)
}
