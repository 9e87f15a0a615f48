//! `rule/every`: each step that a rule speaks of has what the rule asks for.

use super::broken::{head, note};
use super::unmatched;
use crate::checks::graph::{called, head as step_head};
use crate::checks::words::{list, on, written};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{
    DocStatus, Guideline, Handbook, HouseRule, Letter, RuleForm, Selector, Step, StepKind, Text,
};
use rayon::prelude::*;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "rule/every",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Every step that an `every` rule speaks of has what it asks for: it cites a document under `see` (`cites`), \
           has a key (`has`), or carries a letter (`letter`).",
    why: "Such a rule is easily kept on the day it is written, and forgotten with the next step that is added. \
          Letters from `defaults` count, and so does calling the document that is to be cited.",
    serves: &[],
    bad: "rules:\n- id: no-endless-waiting\n  every: { kind: wait }\n  has: within\n…\n- id: signed\n  wait: The customer signs\n  for: customer",
    good: "rules:\n- id: no-endless-waiting\n  every: { kind: wait }\n  has: within\n…\n- id: signed\n  wait: The customer signs\n  for: customer\n  within: 4 weeks",
    check: Check::Document(check),
};

/// As many steps are shown of one rule in one document.
const MOST: usize = 20;

/// Rules of a guideline.
fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken {
        return;
    }
    for rule in &g.rules {
        let (RuleForm::Every { of, .. } | RuleForm::Applies(of)) = &rule.form else { continue };
        if let Some(finding) = lacking(cx.handbook, g, rule, false) {
            out.push(finding);
        }
        let phase =
            |t: &Text| g.phases.iter().any(|p| p.id.as_ref().is_some_and(|id| id.as_str() == t.as_str()));
        if is_known(cx.handbook, of, phase) && !g.steps.iter().any(|s| of.takes(g, s)) {
            out.push(unmatched::empty(Some(g), rule));
        }
    }
}

/// Rules of the house: every document that is not retired.
pub(super) fn of_the_house(cx: &Context<'_>, phase: impl Fn(&Text) -> bool, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    for rule in &h.settings.rules {
        let (RuleForm::Every { of, .. } | RuleForm::Applies(of)) = &rule.form else { continue };
        let alive = h.guidelines.par_iter().filter(|g| g.state() != DocStatus::Retired);
        if matches!(rule.form, RuleForm::Every { .. }) {
            let found = alive.clone().filter(|g| !g.broken);
            let found: Vec<Finding> = found.filter_map(|g| lacking(h, g, rule, true)).collect();
            out.extend(found);
        }
        let taken = |g: &Guideline| g.steps.iter().any(|s| of.takes(g, s));
        if is_known(h, of, &phase) && h.broken.is_empty() && !alive.clone().any(taken) {
            out.push(unmatched::empty(None, rule));
        }
    }
}

/// Whether everything that a selection names is there; what is not is told elsewhere.
fn is_known(h: &Handbook, of: &Selector, phase: impl Fn(&Text) -> bool) -> bool {
    of.matches.iter().all(|(key, words)| {
        words.iter().all(|word| match key.as_str() {
            "role" | "contact" => h.party(word.as_str()).is_some(),
            "class" => h.class(word.as_str()).is_some(),
            "phase" => phase(word),
            "kind" | "letter" | "type" => true,
            _ => false,
        })
    })
}

/// The steps of a document that lack what a rule asks for, as one finding.
fn lacking(h: &Handbook, g: &Guideline, rule: &HouseRule, house: bool) -> Option<Finding> {
    let RuleForm::Every { of, cites, has, letter } = &rule.form else { return None };
    let letter = letter.as_ref().and_then(|t| Letter::ALL.into_iter().find(|l| l.word() == t.as_str()));
    let cites_it = |s: &Step| cites.as_ref().is_none_or(|c| is_cited(s, c.as_str()));
    let has_it = |s: &Step| has.as_ref().is_none_or(|key| has_key(h, g, s, key.as_str()));
    let carries_it = |s: &Step| letter.is_none_or(|l| g.letter(s, l).is_some());
    let steps: Vec<&Step> =
        g.steps.iter().filter(|s| of.takes(g, s) && !(cites_it(s) && has_it(s) && carries_it(s))).collect();
    let first = *steps.first()?;
    let names: Vec<String> = steps.iter().map(|s| called(s)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let all = |lacks: &dyn Fn(&Step) -> bool| steps.iter().any(|s| !lacks(s));
    let mut lack = Vec::new();
    let mut write = Vec::new();
    if let Some(cites) = cites.as_ref().filter(|_| all(&cites_it)) {
        lack.push(format!("cite {}", cites.value));
        write.push(format!("`see: {}`", cites.value));
    }
    if let Some(key) = has.as_ref().filter(|_| all(&has_it)) {
        lack.push(format!("have `{}`", key.value));
        write.push(format!("`{}: …`", key.value));
    }
    if let Some(letter) = letter.filter(|_| all(&carries_it)) {
        lack.push(format!("say who has the letter {}", letter.word()));
        write.push(format!("`{}: …`", letter.word()));
    }
    let lack: Vec<&str> = lack.iter().map(String::as_str).collect();
    let write: Vec<&str> = write.iter().map(String::as_str).collect();
    let (lack, write) = (list(&lack, 3), list(&write, 3));
    let id = rule.id.as_ref().map_or("", |id| id.as_str());
    let against = if house { "the rule of the house" } else { "the rule" };
    let message = match names.len() {
        1 => format!("{} does not {lack}, against {against} `{id}`", names[0]),
        n => format!("{n} steps do not {lack}, against {against} `{id}`: {}", list(&names, 10)),
    };
    let about = names.iter().map(|n| n.trim_matches('`')).collect::<Vec<_>>().join(" ");
    let mut finding = on(g, RULE.name, step_head(first), message)
        .help(format!("write {write} at {}", if names.len() == 1 { "it" } else { "each of them" }))
        .about(format!("{id}: {about}"))
        .also(head(rule), note(rule, house));
    if let ([_], Some(step)) = (names.as_slice(), &first.id) {
        finding = finding.step(step.as_str());
    }
    for (step, name) in steps.iter().zip(&names).skip(1).take(MOST) {
        finding = finding.also(step_head(step), format!("{name}, too"));
    }
    Some(finding)
}

/// Whether a step looks at a document, or part of it, or at a clause or one below it; or calls the document.
fn is_cited(step: &Step, wanted: &str) -> bool {
    let is = |text: &str| {
        let rest = text.strip_prefix(wanted);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['#', '@']))
            || (wanted.contains(':') && rest.is_some_and(|rest| rest.starts_with('.')))
    };
    step.see.iter().any(|t| is(t.as_str()))
        || matches!(&step.kind, StepKind::Call { document, .. } if document.as_str() == wanted)
}

/// Whether a key stands at a step. A letter may come from `defaults`; what is of a wrong form was told of.
fn has_key(h: &Handbook, g: &Guideline, step: &Step, key: &str) -> bool {
    let typed = match key {
        "within" => step.within.is_some(),
        "until" => step.until.is_some(),
        "late" => step.late.is_some(),
        "in" => !step.input.is_empty(),
        "out" => !step.output.is_empty(),
        "escalate" => !step.escalate.is_empty(),
        "contact" => !step.contact.is_empty(),
        "see" => !step.see.is_empty(),
        "tools" => !step.tools.is_empty(),
        _ => Letter::ALL.into_iter().any(|l| l.word() == key && g.letter(step, l).is_some()),
    };
    typed || written(&h.sources, step.at, key)
}
