//! Which document names which: in a field or in its prose. Calls, hand-overs and replacements are not counted, since
//! pages show them by themselves.

use super::Shelf;
use crate::model::{Guideline, RuleForm, Text};
use crate::render::reference::{self, Target};
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
    for dest in links(shelf.handbook().sources.slice(g.body)) {
        add(reference::link(shelf, dest, path));
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

/// Where the links of a text lead, as written. All of the prose is looked through at every build, so this reads
/// line by line what a Markdown reader would read far more slowly; what stands in code is passed over.
fn links(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let bare = line.trim_start();
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark)) {
            match fence {
                None => fence = Some(mark),
                Some(open) if open == mark => fence = None,
                Some(_) => {}
            }
            continue;
        }
        if fence.is_some() {
            continue;
        }
        // Every second piece between back-quotes is code.
        for piece in line.split('`').step_by(2) {
            found.extend(between(piece, "](", ')').map(|dest| dest.split(' ').next().unwrap_or(dest)));
            found.extend(between(piece, "[[", ']').map(|dest| dest.split('|').next().unwrap_or(dest)));
        }
        // `[label]: SAL-G-002`
        if let Some((label, dest)) = bare.split_once("]: ")
            && label.starts_with('[')
        {
            found.extend(dest.split_whitespace().next());
        }
    }
    found
}

/// The pieces of a line that stand between two marks.
fn between<'t>(line: &'t str, open: &'static str, close: char) -> impl Iterator<Item = &'t str> {
    line.split(open).skip(1).filter_map(move |rest| Some(rest.split_once(close)?.0.trim()))
}

#[cfg(test)]
mod tests {
    use super::links;

    #[test]
    fn links_of_every_kind_are_seen_and_code_is_not() {
        let text = "See [the *offer*](SAL-G-002#qualify \"t\"), [[SAL-G-003]] and [a][b], `[[no]]` `[n](o)`.\n\n\
            ```\n[[code]]\n```\n\n[b]: ../x.md 'title'\n- [[SAL-G-004|the fourth]]\n";
        assert_eq!(links(text), ["SAL-G-002#qualify", "SAL-G-003", "../x.md", "SAL-G-004"]);
    }
}
