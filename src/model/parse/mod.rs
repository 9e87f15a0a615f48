//! From spanned trees to typed values.
//!
//! Lowering is lenient: what is missing, of the wrong form or unreadable becomes an absence, without a word. The
//! form check (`schema`) walks the same trees and says what is wrong; both read single values through
//! [`super::read`], so that nothing is dropped in silence and nothing is complained of and used nevertheless.
//! Ids are kept as they are written, even misspelt ones: references to them still agree.

mod get;
mod glossary;
mod guideline;
mod landscape;
mod organisation;
mod page;
mod parts;
mod process;
mod rule;
mod settings;
mod soa;
mod standard;
mod step;
mod translation;

use super::schema::{SchemaContext, validate};
use super::{Guideline, Handbook, Page, Translation};
use crate::diagnostic::{FileId, Finding};
use crate::source::{FileKind, SourceFile, Tree};
use rayon::prelude::*;
use std::collections::HashMap;

/// What one file becomes. Boxed where large, so that a list of them stays small.
enum Lowered {
    Guideline(Box<Guideline>),
    Page(Page),
    Translation(Translation),
    Other,
}

/// Lowers everything that was read and holds it against the key tables. The findings are those of reading, then
/// those of form, in the order of files.
///
/// Files are lowered side by side; the result does not depend on how many processors there are.
pub fn parse(tree: Tree) -> (Handbook, Vec<Finding>) {
    let Tree { sources, files, assets, mut findings, .. } = tree;
    let one = |kind: FileKind| files.iter().find(|f| f.kind == kind);

    let settings = settings::lower(one(FileKind::Handbook));
    let context = SchemaContext::of(&settings);
    name_documents(&mut findings, &files);
    findings.par_extend(files.par_iter().flat_map_iter(|file| validate(file, &sources, &context)));

    let lowered: Vec<Lowered> = files
        .par_iter()
        .map(|file| match file.kind {
            FileKind::Guideline => Lowered::Guideline(Box::new(guideline::lower(file))),
            FileKind::Page => Lowered::Page(page::lower(file, &sources)),
            FileKind::Translation => Lowered::Translation(translation::lower(file)),
            _ => Lowered::Other,
        })
        .collect();
    let (mut guidelines, mut pages, mut translations) = (Vec::new(), Vec::new(), Vec::new());
    for item in lowered {
        match item {
            Lowered::Guideline(g) => guidelines.push(*g),
            Lowered::Page(p) => pages.push(p),
            Lowered::Translation(t) => translations.push(t),
            Lowered::Other => {}
        }
    }
    translation::resolve(&mut translations, &guidelines, &pages, &sources);

    let own: Vec<&SourceFile> = files.iter().filter(|f| f.kind == FileKind::Standard).collect();
    let mut handbook = Handbook {
        settings,
        organisation: one(FileKind::Organisation).map(organisation::lower).unwrap_or_default(),
        landscape: one(FileKind::Landscape).map(landscape::lower).unwrap_or_default(),
        glossary: one(FileKind::Glossary).map(glossary::lower).unwrap_or_default(),
        soa: one(FileKind::Soa).map(soa::lower),
        standards: standard::all(&own),
        guidelines,
        pages,
        translations,
        sources,
        assets,
        ..Handbook::default()
    };
    handbook.index();
    (handbook, findings)
}

/// Findings of reading know their file only; those in a document get its id.
fn name_documents(findings: &mut [Finding], files: &[SourceFile]) {
    if findings.is_empty() {
        return;
    }
    let id_of = |file: &SourceFile| {
        let written = file.front.as_ref().and_then(|f| f.get("id")?.text());
        let id = written.or(file.rescued_id.as_ref().map(|(id, _)| id.as_str()))?.trim();
        (!id.is_empty()).then(|| (file.id, id.to_owned()))
    };
    let documents: HashMap<FileId, String> =
        files.iter().filter(|f| f.kind == FileKind::Guideline).filter_map(id_of).collect();
    for finding in findings.iter_mut().filter(|f| f.document.is_none()) {
        finding.document = documents.get(&finding.at.file).cloned();
    }
}

#[cfg(test)]
mod tests;
