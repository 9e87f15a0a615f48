//! What checks across documents look up again and again, worked out once.

use crate::diagnostic::{FileId, Span};
use crate::graph::ProcessGraph;
use crate::model::Handbook;
use crate::source::markdown::{Outline, outline};
use rayon::prelude::*;
use std::collections::HashMap;

/// Cross-document indexes of a handbook.
#[derive(Debug, Default)]
pub struct Index {
    outlines: HashMap<FileId, Outline>,
    nothing: Outline,
}

impl Index {
    /// Works them out, in time linear in the handbook.
    pub fn build(handbook: &Handbook, _graphs: &[ProcessGraph]) -> Self {
        Self { outlines: outlines(handbook), nothing: Outline::default() }
    }

    /// Headings, links and raw HTML of a file's prose: a guideline's, a page's or a translation's.
    pub fn outline(&self, file: FileId) -> &Outline {
        self.outlines.get(&file).unwrap_or(&self.nothing)
    }
}

fn outlines(handbook: &Handbook) -> HashMap<FileId, Outline> {
    let guidelines = handbook.guidelines.iter().map(|g| g.body);
    let pages = handbook.pages.iter().map(|p| p.body);
    let translations = handbook.translations.iter().map(|t| t.body);
    let bodies: Vec<Span> = guidelines.chain(pages).chain(translations).collect();
    bodies.par_iter().map(|&body| (body.file, outline(&handbook.sources.get(body.file).text, body))).collect()
}
