//! `cls/contact`: contact with an outside party needs a handling rule.

use crate::checks::words::{on, quoted};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{DocStatus, Guideline, HouseRule, RuleForm, Selector, Step};
use std::collections::BTreeMap;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "cls/contact",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "Steps in contact with an outside party are covered by a rule that says how information is handled there.",
    why: "Talks with customers and suppliers are where information leaves the company; who talks must know what may \
          be said.",
    serves: &[("iso27001", "A.5.14")],
    bad: "- id: send-offer\n  do: Send the offer to the customer\n  contact: customer",
    good: "rules:\n- id: classification\n  text: Follow the classification of information when talking to the customer.\n  applies: { contact: customer }\n  see: ISM-G-003",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken || g.state() == DocStatus::Retired {
        return;
    }
    let mut open: BTreeMap<&str, Vec<&Step>> = BTreeMap::new();
    for step in &g.steps {
        for party in step.contact.iter().filter(|party| cx.handbook.expand(party).iter().any(|r| r.external))
        {
            let mut rules = g.rules.iter().chain(&cx.handbook.settings.rules);
            if !rules.any(|rule| covers(cx, rule, g, step, party)) {
                open.entry(party.as_str()).or_default().push(step);
            }
        }
    }
    for (party, steps) in open {
        let Some(first) = steps.first() else { continue };
        let at = first.contact.iter().find(|c| c.as_str() == party).map_or(first.at, |c| c.at);
        let ids: Vec<&str> = steps.iter().map(|s| s.id()).collect();
        let subject = match ids.as_slice() {
            [one] => format!("the step `{one}` is"),
            many => format!("the steps {} are", quoted(many, 5)),
        };
        let message =
            format!("{subject} in contact with `{party}`, and no rule says how information is handled there");
        out.push(
            on(g, RULE.name, at, message)
                .help(format!(
                    "add a rule with a text and `applies: {{ contact: {party} }}` to this document or to handbook.yaml"
                ))
                .about(party),
        );
    }
}

/// Whether a rule speaks of the contact of a step with a party, by its name or that of a group with it.
fn covers(cx: &Context<'_>, rule: &HouseRule, g: &Guideline, step: &Step, party: &str) -> bool {
    let (RuleForm::Applies(of) | RuleForm::Every { of, .. }) = &rule.form else { return false };
    let holds = |word: &str| word == party || cx.handbook.expand(word).iter().any(|r| r.id.as_str() == party);
    let named = of.matches.iter().find(|(key, _)| key.as_str() == "contact");
    let Some((_, words)) = named.filter(|(_, words)| words.iter().any(|w| holds(w))) else { return false };
    // A group names its members; to the step itself the word of the group may be strange.
    let others = Selector {
        matches: of.matches.iter().filter(|(key, _)| key.as_str() != "contact").cloned().collect(),
    };
    !words.is_empty() && others.takes(g, step)
}
