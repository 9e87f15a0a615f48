//! `cls/contact`: contact with an outside party needs a handling rule.

use crate::checks::words::{list, on};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{Guideline, HouseRule, RuleForm};
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
    let mut open: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let rules = || g.rules.iter().chain(&cx.handbook.settings.rules);
    for (n, step) in g.steps.iter().enumerate() {
        for party in &step.contact {
            let external = cx.handbook.expand(party).iter().any(|r| r.external);
            if external && !rules().any(|r| covers(r, party)) {
                open.entry(party.as_str()).or_default().push(n);
            }
        }
    }
    for (party, steps) in open {
        let ids: Vec<&str> = steps.iter().filter_map(|&n| g.steps.get(n)).map(|s| s.id()).collect();
        let Some(first) = steps.first().and_then(|&n| g.steps.get(n)) else { continue };
        let at = first.contact.iter().find(|c| c.as_str() == party).map_or(first.at, |c| c.at);
        let subject = match ids.as_slice() {
            [one] => format!("the step {one} is"),
            _ => format!("the steps {} are", list(&ids, 5)),
        };
        let message =
            format!("{subject} in contact with `{party}`, and no rule says how information is handled there");
        out.push(
            on(g, RULE.name, at, message)
                .help(format!(
                    "add a rule with `applies: {{ contact: {party} }}` to this document or to handbook.yaml"
                ))
                .about(party),
        );
    }
}

fn covers(rule: &HouseRule, party: &str) -> bool {
    let of = match &rule.form {
        RuleForm::Applies(of) | RuleForm::Every { of, .. } => of,
        _ => return false,
    };
    of.matches
        .iter()
        .any(|(key, words)| key.as_str() == "contact" && words.iter().any(|w| w.as_str() == party))
}
