//! What a document refers to: other documents, by link, `see`, `call`, hand-over and start.

use crate::checks::Context;
use crate::diagnostic::Span;
use crate::model::{Guideline, StepKind};

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

/// The references of `g` to other documents of the handbook, in the order of the text. `replaces` is none: a
/// document may always name what it replaces. Nor is a link that pins a version (`SAL-G-002@1.0`): it means the
/// old one (`link/stale` speaks of those).
pub(super) fn references<'a>(cx: &Context<'a>, g: &'a Guideline) -> Vec<Reference<'a>> {
    let mut found = Vec::new();
    let mut add = |text: &str, at: Span, step: Option<&'a str>| {
        let id = text.split('#').next().unwrap_or_default();
        if let Some(to) = cx.handbook.guideline(id).filter(|to| to.file != g.file) {
            found.push(Reference { to, at, step });
        }
    };
    for text in g.starts.iter().flat_map(|s| &s.from).chain(g.records.iter().flat_map(|r| &r.see)) {
        add(text, text.at, None);
    }
    for step in &g.steps {
        let id = step.id.as_ref().map(|t| t.as_str());
        for text in &step.see {
            add(text, text.at, id);
        }
        match &step.kind {
            StepKind::Call { document, .. } => add(document, document.at, id),
            StepKind::End { hand_over, .. } => hand_over.iter().for_each(|(to, _)| add(to, to.at, id)),
            _ => {}
        }
    }
    for text in g.rules.iter().flat_map(|r| &r.see) {
        add(text, text.at, None);
    }
    for link in &cx.index.outline(g.file).links {
        add(&link.dest, link.dest_at, None);
    }
    found.sort_by_key(|r| r.at.start);
    found
}
