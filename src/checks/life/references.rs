//! What a document refers to: other documents, by link, `see`, `call`, hand-over and start.

use crate::checks::{Context, links};
use crate::diagnostic::Span;
use crate::model::{DocStatus, Guideline, HouseRule, RuleForm, StepKind, Text};

/// A reference to another document.
#[derive(Debug, Clone)]
pub(super) struct Reference<'a> {
    /// The document.
    pub(super) to: &'a Guideline,
    /// Where the reference stands.
    pub(super) at: Span,
    /// The step it belongs to.
    pub(super) step: Option<&'a str>,
}

/// The documents in a state that `g` refers to, in the order of the text, each at the first place. `replaces` is no
/// reference: a document may always name what it replaces. Nor is a link that pins a version (`SAL-G-002@1.0`): it
/// means the old one (`link/stale` speaks of those).
pub(super) fn references<'a>(
    cx: &Context<'a>,
    g: &'a Guideline,
    wanted: impl Fn(DocStatus) -> bool,
) -> Vec<Reference<'a>> {
    let mut found = Vec::new();
    let mut add = |text: &str, at: Span, step: Option<&'a str>| {
        let target = links::document(cx, g.file, text);
        if let Some((to, false)) =
            target.filter(|(to, _)| to.file != g.file && to.id.is_some() && wanted(to.state()))
        {
            found.push(Reference { to, at, step });
        }
    };
    for text in g.starts.iter().flat_map(|s| &s.from).chain(g.records.iter().flat_map(|r| &r.see)) {
        add(text, text.at, None);
    }
    for step in &g.steps {
        let id = step.id.as_ref().map(Text::as_str);
        for text in &step.see {
            add(text, text.at, id);
        }
        match &step.kind {
            StepKind::Call { document, .. } => add(document, document.at, id),
            StepKind::End { hand_over, .. } => hand_over.iter().for_each(|(to, _)| add(to, to.at, id)),
            _ => {}
        }
    }
    g.rules.iter().flat_map(of_rule).for_each(|text| add(text, text.at, None));
    for link in &cx.index.outline(g.file).links {
        add(&link.dest, link.dest_at, None);
    }
    found.sort_by_key(|r| (r.to.file, r.at.start));
    found.dedup_by_key(|r| r.to.file);
    found.sort_by_key(|r| r.at.start);
    found
}

/// The documents in a state that the shared files refer to for readers: rules of the house, templates of work
/// products, terms of the glossary.
pub(super) fn shared<'a>(
    cx: &Context<'a>,
    wanted: impl Fn(DocStatus) -> bool,
) -> Vec<(&'a Guideline, &'a Text)> {
    let h = cx.handbook;
    let rules = h.settings.rules.iter().flat_map(of_rule);
    let templates = h.landscape.products.iter().flat_map(|p| &p.template);
    let terms = h.glossary.terms.iter().flat_map(|t| &t.see);
    rules
        .chain(templates)
        .chain(terms)
        .filter_map(|text| match links::document(cx, text.at.file, text)? {
            (to, false) if to.id.is_some() && wanted(to.state()) => Some((to, text)),
            _ => None,
        })
        .collect()
}

fn of_rule(rule: &HouseRule) -> impl Iterator<Item = &Text> {
    let cited = match &rule.form {
        RuleForm::Every { cites, .. } => cites.as_ref(),
        _ => None,
    };
    rule.see.iter().chain(cited)
}
