//! Which document names which: in a field or in its prose. Calls, hand-overs and replacements are not counted, since
//! pages show them by themselves.

use super::Shelf;
use crate::model::{Guideline, RuleForm, Text};
use crate::render::reference::{self, Target};
use crate::source::LinkKind;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Who names whom, by index of the document; each list in order of index.
#[derive(Debug, Default)]
pub(crate) struct Cites {
    of: Vec<Vec<usize>>,
    by: Vec<Vec<usize>>,
}

impl Cites {
    /// Reads the fields and the prose of all documents shown, several at a time.
    pub(crate) fn new(shelf: &Shelf<'_>) -> Self {
        let guidelines = &shelf.handbook().guidelines;
        let of: Vec<Vec<usize>> = guidelines
            .par_iter()
            .enumerate()
            .map(|(n, g)| if shelf.is_shown(n) { named(shelf, n, g) } else { Vec::new() })
            .collect();
        let mut by = vec![Vec::new(); guidelines.len()];
        for (from, all) in of.iter().enumerate() {
            for &to in all {
                by[to].push(from);
            }
        }
        Self { of, by }
    }

    /// Documents that a document names.
    pub(crate) fn of(&self, n: usize) -> &[usize] {
        self.of.get(n).map_or(&[], Vec::as_slice)
    }

    /// Documents that name a document.
    pub(crate) fn by(&self, n: usize) -> &[usize] {
        self.by.get(n).map_or(&[], Vec::as_slice)
    }
}

fn named(shelf: &Shelf<'_>, n: usize, g: &Guideline) -> Vec<usize> {
    let mut found: BTreeSet<usize> = BTreeSet::new();
    let mut add = |target: Target| {
        if let Target::Document(to, _) = target
            && to != n
            && shelf.is_shown(to)
        {
            found.insert(to);
        }
    };
    let steps = g.steps.iter().flat_map(|s| &s.see);
    let records = g.records.iter().flat_map(|r| &r.see);
    let rules = g.rules.iter().flat_map(|r| r.see.iter().chain(asked(&r.form)));
    let kpis = g.kpis.iter().flat_map(|k| &k.discussed_in);
    for text in steps.chain(records).chain(rules).chain(kpis) {
        add(reference::name(shelf, text.as_str()));
    }
    let path = shelf.handbook().sources.path(g.file);
    let links = shelf.handbook().outlines.get(&g.file).into_iter().flat_map(|outline| &outline.links);
    for link in links.filter(|link| link.kind != LinkKind::Image) {
        add(reference::link(shelf, &link.dest, path));
    }
    found.into_iter().collect()
}

/// What a rule asks steps to cite.
fn asked(form: &RuleForm) -> Option<&Text> {
    match form {
        RuleForm::Every { cites, .. } => cites.as_ref(),
        _ => None,
    }
}
