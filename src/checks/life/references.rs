//! What a document refers to: other documents, by link, `see`, `call`, hand-over and start.

use crate::checks::link::references::{of_guideline, of_shared_files};
use crate::checks::{Context, links};
use crate::diagnostic::Span;
use crate::model::{DocStatus, Guideline};

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
    let replaced = |at: Span| g.replaces.iter().any(|old| old.at == at);
    let mut found: Vec<Reference<'a>> = of_guideline(cx, g)
        .into_iter()
        .filter_map(|r| {
            let (to, pinned) = links::document(cx, g.file, r.text)?;
            let meant = to.file != g.file && to.id.is_some() && wanted(to.state());
            (meant && !pinned && !replaced(r.at)).then_some(Reference { to, at: r.at, step: r.step })
        })
        .collect();
    found.sort_by_key(|r| (r.to.file, r.at.start));
    found.dedup_by_key(|r| r.to.file);
    found.sort_by_key(|r| r.at.start);
    found
}

/// The documents in a state that the shared files refer to for readers: rules of the house, templates of work
/// products, terms of the glossary. Evidence of controls is a matter of its own (`soa/no-evidence`).
pub(super) fn shared<'a>(cx: &Context<'a>, wanted: impl Fn(DocStatus) -> bool) -> Vec<Reference<'a>> {
    let soa = cx.handbook.soa.as_ref().map(|soa| soa.file);
    of_shared_files(cx.handbook)
        .into_iter()
        .filter(|r| Some(r.at.file) != soa)
        .filter_map(|r| {
            let (to, pinned) = links::document(cx, r.at.file, r.text)?;
            let meant = to.id.is_some() && wanted(to.state()) && !pinned;
            meant.then_some(Reference { to, at: r.at, step: None })
        })
        .collect()
}
