//! Which rules touch a step: those shown at it, those that name it or speak of steps like it, delegations of its
//! decision, duties that are kept apart.

use super::parts::RuleRow;
use crate::model::{Cast, Guideline, HouseRule, Letter, RuleForm, Separate, Step, StepKind};
use crate::render::address::encode;
use crate::render::voice::{Link, Said, Voice};
use serde::Serialize;

/// A rule at a step.
#[derive(Debug, Serialize)]
pub(crate) struct Touch<'a> {
    text: Said<'a>,
    /// Its number on the page.
    number: usize,
    href: String,
    told: bool,
    see: Vec<Link<'a>>,
}

/// The rules that touch a step, in the order of the page; those whose text stands at the step first.
pub(crate) fn at<'a>(rules: &[RuleRow<'a>], n: usize) -> Vec<Touch<'a>> {
    let touch = |(number, rule): (usize, &RuleRow<'a>)| Touch {
        text: rule.text.clone(),
        number: number + 1,
        href: format!("#{}", encode(&rule.id)),
        told: rule.told,
        see: if rule.told { rule.see.clone() } else { Vec::new() },
    };
    let here = rules.iter().enumerate().filter(|(_, rule)| rule.at.contains(&n));
    let mut found: Vec<Touch<'a>> = here.map(touch).collect();
    found.sort_by_key(|t| !t.told);
    found
}

/// Whether the text of a rule stands at each step that it touches. A rule on the order of steps is one number
/// there, since it says little about the step alone.
pub(crate) fn is_told(form: &RuleForm) -> bool {
    matches!(form, RuleForm::Applies(_) | RuleForm::Delegate { .. } | RuleForm::Separate(_))
}

/// All rules that hold in a document, each with its path and whether it is a rule of the house.
pub(crate) fn all<'a>(
    voice: &Voice<'a>,
    g: &'a Guideline,
) -> impl Iterator<Item = (String, bool, &'a HouseRule)> {
    let path = |house: bool, n: usize, rule: &HouseRule| {
        let id = rule.id.as_ref().map_or_else(|| (n + 1).to_string(), |id| id.value.clone());
        if house { format!("house-rule/{id}") } else { format!("rule/{id}") }
    };
    let own = g.rules.iter().enumerate().map(move |(n, r)| (path(false, n, r), false, r));
    let house = voice.handbook().settings.rules.iter().enumerate();
    own.chain(house.map(move |(n, r)| (path(true, n, r), true, r)))
}

/// The sentence of a rule; its id where it has none.
pub(crate) fn sentence<'a>(
    voice: &Voice<'a>,
    g: &'a Guideline,
    path: &str,
    house: bool,
    rule: &'a HouseRule,
) -> Option<Said<'a>> {
    let own = rule.text.as_ref().or(rule.id.as_ref());
    if house { voice.own(own) } else { voice.said(g, path, own) }
}

/// Anchor of a rule on the page.
pub(crate) fn anchor(path: &str) -> String {
    path.replacen('/', "--", 1)
}

/// Whether a rule is shown at a step.
pub(crate) fn touches(g: &Guideline, step: &Step, rule: &HouseRule) -> bool {
    match &rule.form {
        RuleForm::Applies(selector) => selector.takes(g, step),
        RuleForm::Delegate { from, what, except, .. } => {
            let kind = what.as_ref().map_or("ask", |w| w.as_str());
            let by = |letter| g.letter(step, letter).into_iter().flat_map(Cast::names);
            let mut leads = by(if matches!(step.kind, StepKind::Ask { .. }) { Letter::A } else { Letter::R });
            step.kind.word() == kind
                && !except.iter().any(|e| e.as_str() == step.id())
                && from.as_ref().is_some_and(|from| leads.any(|name| name.as_str() == from.as_str()))
        }
        RuleForm::Separate(Separate::Steps(steps)) => steps.iter().any(|s| s.as_str() == step.id()),
        RuleForm::Separate(Separate::Letters { step: at, .. }) => {
            at.as_ref().is_some_and(|at| at.as_str() == step.id())
        }
        RuleForm::Path(path) => {
            let from = path.from.iter();
            from.chain(&path.to).chain(&path.through).chain(&path.never).any(|s| s.as_str() == step.id())
        }
        RuleForm::Order { before: one, then: other } | RuleForm::After { step: one, then: other } => {
            one.iter().chain(other).any(|s| s.as_str() == step.id())
        }
        RuleForm::Every { of, .. } => of.takes(g, step),
        RuleForm::Shown => false,
    }
}
