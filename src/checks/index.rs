//! What checks across documents look up again and again, worked out once.

use super::io::gathered::Gathered;
use crate::diagnostic::{FileId, Span};
use crate::graph::ProcessGraph;
use crate::model::{DocStatus, Handbook};
use crate::source::markdown::{Outline, outline};
use foldhash::HashMap;
use rayon::prelude::*;
use std::sync::Arc;

/// Cross-document indexes of a handbook.
#[derive(Debug, Default)]
pub struct Index {
    outlines: HashMap<FileId, Arc<Outline>>,
    nothing: Outline,
    by_path: HashMap<String, usize>,
    successors: HashMap<String, usize>,
    products: HashMap<String, Source>,
    gathered: Gathered,
}

/// Where a work product comes from.
#[derive(Debug, Clone, Copy, Default)]
struct Source {
    /// A document that makes it or brings it in.
    by: Option<FileId>,
    /// Whether others do, too.
    others: bool,
    /// From outside, or along a written flow.
    outside: bool,
}

impl Index {
    /// Works them out, in time linear in the handbook.
    pub fn build(handbook: &Handbook, graphs: &[ProcessGraph]) -> Self {
        let ((outlines, by_path), (successors, products, gathered)) = rayon::join(
            || (outlines(handbook), by_path(handbook)),
            || (successors(handbook), products(handbook), Gathered::of(handbook, graphs)),
        );
        Self { outlines, nothing: Outline::default(), by_path, successors, products, gathered }
    }

    /// Headings, links and raw HTML of a file's prose: a guideline's, a page's or a translation's.
    pub fn outline(&self, file: FileId) -> &Outline {
        self.outlines.get(&file).map_or(&self.nothing, |outline| outline)
    }

    /// The document that a path within the handbook is the file of, or a translation of: its index.
    pub fn by_path(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    /// The document that says to replace another: its index. Of several the first in order of path that is not
    /// retired itself.
    pub fn successor(&self, id: &str) -> Option<usize> {
        self.successors.get(id).copied()
    }

    /// Whether somebody in the handbook makes a work product, or brings it in.
    pub fn is_made(&self, product: &str) -> bool {
        self.products.get(product).is_some_and(|p| p.by.is_some() || p.outside)
    }

    /// Whether a document other than that of a file makes a work product, or brings it in.
    pub fn is_made_elsewhere(&self, product: &str, file: FileId) -> bool {
        self.products.get(product).is_some_and(|p| p.others || p.by.is_some_and(|by| by != file))
    }

    /// What sub-processes make that are called where branches run side by side.
    pub(super) fn gathered(&self) -> &Gathered {
        &self.gathered
    }

    /// Whether a work product comes from outside, or along a written flow from a part without a guideline.
    pub fn comes_from_outside(&self, product: &str) -> bool {
        self.products.get(product).is_some_and(|p| p.outside)
    }
}

/// Those of guidelines were found when they were read.
fn outlines(handbook: &Handbook) -> HashMap<FileId, Arc<Outline>> {
    let pages = handbook.pages.iter().map(|p| p.body);
    let translations = handbook.translations.iter().map(|t| t.body);
    let bodies: Vec<Span> = pages.chain(translations).collect();
    let read = |&body: &Span| (body.file, Arc::new(outline(&handbook.sources.get(body.file).text, body)));
    let mut all = handbook.outlines.clone();
    all.par_extend(bodies.par_iter().map(read));
    all
}

fn by_path(handbook: &Handbook) -> HashMap<String, usize> {
    let path = |file| handbook.sources.path(file).to_owned();
    let own = handbook.guidelines.iter().enumerate().map(|(n, g)| (path(g.file), n));
    let translated = handbook
        .translations
        .iter()
        .filter_map(|t| Some((path(t.file), handbook.guideline_index(&t.translates)?)));
    own.chain(translated).collect()
}

fn successors(handbook: &Handbook) -> HashMap<String, usize> {
    let mut found = HashMap::default();
    let in_use = |n: &usize| handbook.guidelines.get(*n).is_some_and(|g| g.state() != DocStatus::Retired);
    for (n, g) in handbook.guidelines.iter().enumerate() {
        for old in &g.replaces {
            let known = found.entry(old.value.clone()).or_insert(n);
            if !in_use(known) && in_use(&n) {
                *known = n;
            }
        }
    }
    found
}

fn products(handbook: &Handbook) -> HashMap<String, Source> {
    let mut found: HashMap<String, Source> = HashMap::default();
    let mut known = |id: &str, tell: &dyn Fn(&mut Source)| match found.get_mut(id) {
        Some(source) => tell(source),
        None => tell(found.entry(id.to_owned()).or_default()),
    };
    for g in handbook.guidelines.iter().filter(|g| g.state() != DocStatus::Retired) {
        let steps = g.steps.iter().flat_map(|s| &s.output);
        for product in steps.chain(g.starts.iter().flat_map(|s| &s.out)) {
            known(&product.id, &|source| match source.by {
                Some(by) => source.others |= by != g.file,
                None => source.by = Some(g.file),
            });
        }
    }
    let outside = handbook.landscape.products.iter().filter(|p| p.from_outside).map(|p| &p.id);
    let flows = handbook.landscape.flows.iter().flat_map(|f| &f.what);
    outside.chain(flows).for_each(|id| known(id, &|source| source.outside = true));
    found
}
