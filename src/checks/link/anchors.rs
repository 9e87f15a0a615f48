//! What a link may name after `#`: steps, phases, rules, duties and KPIs of a document, headings of its prose.

use crate::checks::Context;
use crate::checks::near::Near;
use crate::diagnostic::FileId;
use crate::model::Guideline;
use crate::model::path::decode;
use crate::source::markdown::anchor;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

/// What stands in which file.
pub(super) struct Anchors<'a> {
    by_file: HashMap<FileId, HashSet<&'a str>>,
    nothing: HashSet<&'a str>,
}

/// What an anchor is.
pub(super) enum Named<'a> {
    /// It is there.
    There,
    /// It is written otherwise: this is beyond doubt.
    Otherwise(&'a str),
    /// It is nearly this.
    Nearly(&'a str),
    /// Nothing.
    Nothing,
}

impl<'a> Anchors<'a> {
    pub(super) fn of(cx: &Context<'a>) -> Self {
        let h = cx.handbook;
        let documents: Vec<(FileId, Option<&'a Guideline>)> =
            h.guidelines.iter().map(|g| (g.file, Some(g))).collect();
        let others = h.pages.iter().map(|p| p.file).chain(h.translations.iter().map(|t| t.file));
        let files: Vec<_> = documents.into_iter().chain(others.map(|f| (f, None))).collect();
        let by_file = files
            .par_iter()
            .map(|&(file, g)| {
                let headings = cx.index.outline(file).headings.iter().map(|h| h.anchor.as_str());
                (file, headings.chain(g.into_iter().flat_map(ids)).collect())
            })
            .collect();
        Self { by_file, nothing: HashSet::new() }
    }

    /// Looks an anchor up in files that belong together: a document, and the translation that the link stands in.
    pub(super) fn find(&self, files: &[FileId], written: &str, near: &Near) -> Named<'a> {
        // Above such a length nobody is asked what was meant.
        const LONGEST: usize = 100;
        let wanted = decode(written);
        // Headings of the page itself, such as the list of steps, are the pages' own.
        if wanted.is_empty() || wanted == "top" || wanted.starts_with("sec--") {
            return Named::There;
        }
        let sets = || files.iter().map(|f| self.by_file.get(f).unwrap_or(&self.nothing));
        if sets().any(|s| s.contains(wanted.as_str())) {
            return Named::There;
        }
        if wanted.len() > LONGEST || !near.may_compare(sets().map(HashSet::len).sum()) {
            return Named::Nothing;
        }
        let plain = |text: &str| anchor(text).replace(['-', '_'], "");
        let same = plain(&wanted);
        // Sets have no order; the first in order of the alphabet is taken.
        let mut all: Vec<&'a str> = sets().flatten().copied().collect();
        all.sort_unstable();
        if let Some(&right) = all.iter().find(|a| plain(a) == same) {
            return Named::Otherwise(right);
        }
        match near.nearest(&wanted, all.iter().copied()) {
            Some(right) => Named::Nearly(right),
            None => Named::Nothing,
        }
    }
}

/// What of a document's own has an anchor on its page.
fn ids(g: &Guideline) -> impl Iterator<Item = &str> {
    let steps = g.steps.iter().map(|s| s.id.as_ref());
    let phases = g.phases.iter().map(|p| p.id.as_ref());
    let rules = g.rules.iter().map(|r| r.id.as_ref());
    let duties = g.duties.iter().map(|d| d.id.as_ref());
    let kpis = g.kpis.iter().map(|k| k.id.as_ref());
    steps.chain(phases).chain(rules).chain(duties).chain(kpis).flatten().map(crate::model::At::as_str)
}
