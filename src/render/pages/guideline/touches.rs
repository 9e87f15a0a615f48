//! Which rules touch a step: those shown at it, delegations of its decision, duties that are kept apart.

use crate::model::{Cast, Guideline, HouseRule, Letter, RuleForm, Selector, Separate, Step, StepKind, Text};
use crate::render::voice::{Link, Said, Voice};
use serde::Serialize;

/// A rule at a step.
#[derive(Debug, Serialize)]
pub(crate) struct Touch<'a> {
    text: Said<'a>,
    href: String,
    see: Vec<Link<'a>>,
}

/// The rules that touch a step, the guideline's own first.
pub(crate) fn at<'a>(voice: &Voice<'a>, g: &'a Guideline, _n: usize, step: &'a Step) -> Vec<Touch<'a>> {
    all(voice, g)
        .filter(|(_, _, rule)| touches(g, step, rule))
        .filter_map(|(path, house, rule)| {
            let text = sentence(voice, g, &path, house, rule)?;
            let see = rule.see.iter().map(|s| voice.refer(s.as_str())).collect();
            Some(Touch { text, href: format!("#{}", anchor(&path)), see })
        })
        .collect()
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
        RuleForm::Applies(selector) => matches(g, step, selector),
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
        _ => false,
    }
}

/// Whether a step fits a selector: every key by one of its words.
fn matches(g: &Guideline, step: &Step, selector: &Selector) -> bool {
    let any = |words: &[Text], has: &dyn Fn(&str) -> bool| words.iter().any(|w| has(w.as_str()));
    selector.matches.iter().all(|(key, words)| match key.as_str() {
        "kind" => any(words, &|w| step.kind.word() == w),
        "letter" => any(words, &|w| g.letters(step).iter().any(|l| l.letter.word() == w)),
        "role" => {
            any(words, &|w| g.letters(step).iter().any(|l| l.cast.names().any(|name| name.as_str() == w)))
        }
        "contact" => any(words, &|w| step.contact.iter().any(|c| c.as_str() == w)),
        "phase" => any(words, &|w| {
            let phase = step.phase.and_then(|p| g.phases.get(p)).and_then(|p| p.id.as_ref());
            phase.is_some_and(|id| id.as_str() == w)
        }),
        "class" => any(words, &|w| g.class.as_ref().is_some_and(|c| c.as_str() == w)),
        "type" => any(words, &|w| g.doc_type.as_ref().is_some_and(|t| t.as_str() == w)),
        _ => false,
    })
}
