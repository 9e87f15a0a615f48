//! `graph/unknown-step`: a step or phase that is named is there.

use super::steps::{on_node, on_step};
use crate::checks::words::on;
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::{EdgeKind, Lost, ProcessGraph};
use crate::model::read::nearest;
use crate::model::{Guideline, HouseRule, RuleForm, Selector, Separate, Step, Text, Within};
use std::collections::HashSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/unknown-step",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Every step, phase and outcome that is named is there: in `next`, `outcomes`, `parallel`, `join`, `late`, \
           `limit`, `since`, in risks and in rules.",
    why: "A way to a step that is not there leads nowhere; a rule about it holds for nothing.",
    serves: &[("iso9001", "4.4.1")],
    bad: "next: send-ofer",
    good: "next: send-offer",
    check: Check::Alone(check),
};

/// Ways to unknown steps are found with the dead ends (`flow`), since steps may be cut off by them. Here is the
/// rest.
fn check(g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken {
        return;
    }
    let names = Names::of(g);
    // `made-by` of a record is `rec/never-made`: it may name a duty as well.
    let steps = g.risks.iter().chain(&g.resources).filter_map(|m| m.step.as_ref());
    for text in steps.filter(|t| !names.steps.contains(t.as_str())) {
        let message = format!("there is no step `{}`", text.value);
        out.push(on(g, RULE.name, text.at, message).help(names.instead(text)).about(text.as_str()));
    }
    since(&names, out);
    for phase in g.anytime.iter().flat_map(|e| &e.within_phases) {
        if !names.phases.contains(&phase.as_str()) {
            out.push(no_phase(&names, phase));
        }
    }
    for rule in &g.rules {
        // A phase is entered with the first of its steps: a rule about runs may name it.
        let runs = matches!(rule.form, RuleForm::Path(_) | RuleForm::Order { .. } | RuleForm::After { .. });
        for what in mentions(rule) {
            if matches!(what, Mention::Step(s) if runs && names.phases.contains(&s.as_str())) {
                continue;
            }
            if let Some(finding) = mention(&names, &what) {
                out.push(finding.key(rule_key(rule)));
            }
        }
    }
}

/// `rule/classification`, for a finding about a rule.
pub(in crate::checks) fn rule_key(rule: &HouseRule) -> String {
    format!("rule/{}", rule.id.as_ref().map_or("", |t| t.as_str()))
}

/// What can be named in a guideline.
struct Names<'g> {
    g: &'g Guideline,
    steps: HashSet<&'g str>,
    phases: Vec<&'g str>,
}

impl<'g> Names<'g> {
    fn of(g: &'g Guideline) -> Self {
        Self {
            g,
            steps: g.steps.iter().filter_map(|s| s.id.as_ref()).map(crate::model::At::as_str).collect(),
            phases: g.phases.iter().filter_map(|p| p.id.as_ref()).map(crate::model::At::as_str).collect(),
        }
    }

    /// The step that was most likely meant.
    fn nearest(&self, word: &str) -> Option<&'g str> {
        nearest_step(self.g, word)
    }

    /// What to write in place of a step that is not there.
    fn instead(&self, target: &str) -> String {
        instead(self.g, target)
    }
}

/// Above so many steps nobody is asked what was meant: comparing takes time, and the answer is a guess.
const COMPARED: usize = 1_000;

fn nearest_step<'g>(g: &'g Guideline, word: &str) -> Option<&'g str> {
    if g.steps.len() > COMPARED {
        return None;
    }
    nearest(word, g.steps.iter().filter_map(|s| s.id.as_ref()).map(crate::model::At::as_str))
}

/// A way that leads to a step that is not there.
pub(super) fn lost(g: &Guideline, graph: &ProcessGraph, lost: &Lost) -> Finding {
    let target = lost.target.as_str();
    let what = match lost.kind {
        EdgeKind::Late => "`late` leads to",
        EdgeKind::NoBranch => "the branches are to meet at",
        EdgeKind::Branch(_) | EdgeKind::Optional(_) => "a branch begins with",
        EdgeKind::RoundsUsedUp => "`then` leads to",
        EdgeKind::Outcome(_) => "the outcome leads to",
        _ => "`next` leads to",
    };
    let message = format!("{what} `{target}`, but there is no such step");
    let mut finding = on_node(g, graph, lost.from, RULE.name, message);
    finding.at = lost.at;
    finding.help(instead(g, target)).about(target)
}

/// What to write in place of a step that is not there.
fn instead(g: &Guideline, target: &str) -> String {
    if let Some(n) = g.phases.iter().position(|p| p.id.as_ref().is_some_and(|t| t.as_str() == target)) {
        let first = g.steps.iter().find(|s| s.phase == Some(n)).map_or("", |s| s.id());
        return format!("`{target}` is a phase; name the step it begins with: `{first}`");
    }
    if let Some(event) = g.anytime.iter().find(|a| a.id.as_ref().is_some_and(|t| t.as_str() == target)) {
        let next = event.next.as_ref().map_or("", |t| t.as_str());
        return format!("`{target}` is an event; name the step it leads to: `{next}`");
    }
    let outcome = target.split_once('/').and_then(|(step, outcome)| {
        let step = g.steps.get(g.step_index(step)?)?;
        step.outcomes().iter().find(|o| o.id.as_str() == outcome)?.to.as_ref()
    });
    if let Some(to) = outcome {
        return format!(
            "that is an outcome, which only `unless` of a rule may name; name the step it leads to: `{}`",
            to.value
        );
    }
    if target.contains('#') || g.id() == target {
        return "name a step of this document by its id alone; another document is entered with `call`"
            .to_owned();
    }
    if let Some(step) = g.steps.iter().find(|s| !s.id().is_empty() && says(s, target)) {
        return format!("that is what a step says; name it by its id: `{}`", step.id());
    }
    match nearest_step(g, target) {
        Some(right) => format!("did you mean `{right}`?"),
        None if target.contains(char::is_whitespace) => {
            "name a step by its id: letters, digits and `-`, without spaces".to_owned()
        }
        None => format!("add a step with `id: {target}`, or name one that there is"),
    }
}

/// Whether a step has these words as its sentence.
fn says(step: &Step, words: &str) -> bool {
    let plain = |text: &str| text.trim_end_matches(['?', '.', '!', ' ']).to_lowercase();
    step.text.as_ref().is_some_and(|text| plain(text) == plain(words))
}

fn since(names: &Names<'_>, out: &mut Vec<Finding>) {
    let g = names.g;
    let known = |text: &Text| {
        let id = text.as_str();
        let starts = || g.starts.iter().filter_map(|s| s.id.as_ref()).any(|t| t.as_str() == id);
        id == "start" || names.steps.contains(id) || names.phases.contains(&id) || starts()
    };
    let complaint =
        |since: &Text| format!("the time runs since `{}`, but there is no such step", since.value);
    let help = |since: &Text| match names.nearest(since) {
        Some(right) => format!("did you mean `{right}`?"),
        None => "write `start`, or the id of a step".to_owned(),
    };
    for step in &g.steps {
        if let Some(Within::Since(_, since)) = &step.within
            && !known(since)
        {
            let finding = on_step(g, step, RULE.name, since.at, complaint(since));
            out.push(finding.help(help(since)).about(since.as_str()));
        }
    }
    if let Some(Within::Since(_, since)) = &g.within
        && !known(since)
    {
        out.push(on(g, RULE.name, since.at, complaint(since)).help(help(since)).about(since.as_str()));
    }
}

fn no_phase(names: &Names<'_>, phase: &Text) -> Finding {
    let help = match nearest(phase, names.phases.iter().copied()) {
        Some(right) => format!("did you mean `{right}`?"),
        None if names.phases.is_empty() => {
            "this guideline has no phases: leave `in` out for any step".to_owned()
        }
        None => "write the id of a phase".to_owned(),
    };
    let message = format!("there is no phase `{}`", phase.value);
    on(names.g, RULE.name, phase.at, message).help(help).about(phase.as_str())
}

/// What a rule names.
pub(in crate::checks) enum Mention<'r> {
    /// A step.
    Step(&'r Text),
    /// An outcome: `how-much/up-to-500`.
    Outcome(&'r Text),
    /// A phase.
    Phase(&'r Text),
}

/// The steps, outcomes and phases that a rule names, in written order.
pub(in crate::checks) fn mentions(rule: &HouseRule) -> Vec<Mention<'_>> {
    let steps: Vec<&Text> = match &rule.form {
        RuleForm::Path(p) => p.from.iter().chain(&p.to).chain(&p.through).chain(&p.never).collect(),
        RuleForm::Order { before: a, then: b } | RuleForm::After { step: a, then: b } => {
            a.iter().chain(b).collect()
        }
        RuleForm::Separate(Separate::Steps(all)) => all.iter().collect(),
        RuleForm::Separate(Separate::Letters { step, .. }) => step.iter().collect(),
        RuleForm::Delegate { except, .. } => except.iter().collect(),
        RuleForm::Every { of, .. } | RuleForm::Applies(of) => {
            return phases(of).map(Mention::Phase).collect();
        }
        RuleForm::Shown => Vec::new(),
    };
    let mut found: Vec<Mention<'_>> = steps.into_iter().map(Mention::Step).collect();
    if let RuleForm::Path(p) = &rule.form {
        found.extend(p.unless.iter().map(Mention::Outcome));
    }
    found
}

fn phases(of: &Selector) -> impl Iterator<Item = &Text> {
    of.matches.iter().filter(|(key, _)| key.as_str() == "phase").flat_map(|(_, words)| words)
}

fn mention(names: &Names<'_>, what: &Mention<'_>) -> Option<Finding> {
    let g = names.g;
    match what {
        Mention::Phase(p) => (!names.phases.contains(&p.as_str())).then(|| no_phase(names, p)),
        Mention::Step(s) if names.steps.contains(s.as_str()) => None,
        Mention::Step(s) if g.phases.iter().any(|p| p.any_order && p.id.as_ref() == Some(s)) => None,
        Mention::Step(s) => {
            let message = format!("the rule names `{}`, but there is no such step", s.value);
            Some(on(g, RULE.name, s.at, message).help(names.instead(s)).about(s.as_str()))
        }
        Mention::Outcome(text) => outcome(names, text),
    }
}

fn outcome(names: &Names<'_>, text: &Text) -> Option<Finding> {
    let g = names.g;
    let Some((step, outcome)) = text.split_once('/') else {
        let message = format!("`{}` does not say whose outcome it is", text.value);
        let help = "write the step and its outcome: `how-much/up-to-500`";
        return Some(on(g, RULE.name, text.at, message).help(help).about(text.as_str()));
    };
    let Some(found) = g.step(step) else {
        let message = format!("the rule names the outcome `{}`, but there is no step `{step}`", text.value);
        return Some(on(g, RULE.name, text.at, message).help(names.instead(step)).about(text.as_str()));
    };
    if found.outcomes().iter().any(|o| o.id.value == outcome) {
        return None;
    }
    let help = match nearest(outcome, found.outcomes().iter().map(|o| o.id.as_str())) {
        Some(right) => format!("did you mean `{step}/{right}`?"),
        None => format!("write one of the outcomes of `{step}`"),
    };
    let message = format!("`{step}` has no outcome `{outcome}`");
    Some(on(g, RULE.name, text.at, message).help(help).about(text.as_str()))
}
