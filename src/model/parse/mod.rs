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
use super::{
    Glossary, Guideline, Handbook, Known, Landscape, Organisation, Page, Soa, Standard, Translation,
};
use crate::diagnostic::{FileId, Finding, Sources};
use crate::source::markdown::{Outline, outline};
use crate::source::{FileKind, SourceFile, Tree};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What one file becomes. Boxed where large, so that a list of them stays small.
enum Lowered {
    Guideline(Box<Guideline>, Outline),
    /// An earlier run has it.
    Known(FileId),
    Page(Page),
    Translation(Translation),
    Organisation(Organisation),
    Landscape(Landscape),
    Glossary(Glossary),
    Soa(Soa),
    Standard(Standard),
    Nothing,
}

/// Lowers everything that was read and holds it against the key tables. The findings are those of reading, then
/// those of form, in the order of files.
///
/// Files are lowered side by side; the result does not depend on how many processors there are.
pub fn parse(tree: Tree) -> (Handbook, Vec<Finding>) {
    parse_with(tree, Known::default())
}

/// As [`parse`]; guidelines that were not taken apart since an earlier run has them are taken from there.
pub fn parse_with(tree: Tree, mut known: Known) -> (Handbook, Vec<Finding>) {
    let Tree { sources, files, assets, mut findings, basis, .. } = tree;
    let told: HashSet<FileId> = findings.iter().map(|f| f.at.file).collect();
    let settings = settings::lower(files.iter().find(|f| f.kind == FileKind::Handbook));
    let context = SchemaContext::of(&settings);
    let broken = files.iter().filter(|f| f.broken).map(|f| f.id).collect();
    name_documents(&mut findings, &files);
    // Each tree is given up as soon as it is lowered: there are many, and freeing them is work as well.
    let lowered: Vec<(Lowered, Vec<Finding>)> = files
        .into_par_iter()
        .map(|file| {
            if file.known {
                return (Lowered::Known(file.id), Vec::new());
            }
            (lower(&file, &sources), validate(&file, &sources, &context))
        })
        .collect();

    let mut handbook = Handbook { sources, assets, settings, broken, basis, ..Handbook::default() };
    for (item, found) in lowered {
        let silent = found.is_empty();
        findings.extend(found);
        match item {
            Lowered::Known(file) => {
                if let Some((g, outline, told)) = known.take_out(handbook.sources.path(file)) {
                    handbook.clean.insert(file);
                    handbook.told.extend(told.map(|told| (file, told)));
                    handbook.outlines.insert(file, outline);
                    handbook.guidelines.push(g);
                }
            }
            Lowered::Guideline(g, outline) => {
                handbook.outlines.insert(g.file, Arc::new(outline));
                if silent && !g.broken && !told.contains(&g.file) {
                    handbook.clean.insert(g.file);
                }
                handbook.guidelines.push(*g);
            }
            Lowered::Page(p) => handbook.pages.push(p),
            Lowered::Translation(t) => handbook.translations.push(t),
            Lowered::Organisation(o) => handbook.organisation = o,
            Lowered::Landscape(l) => handbook.landscape = l,
            Lowered::Glossary(g) => handbook.glossary = g,
            Lowered::Soa(s) => handbook.soa = Some(s),
            Lowered::Standard(s) => handbook.standards.push(s),
            Lowered::Nothing => {}
        }
    }
    standard::add_shipped(&mut handbook.standards);
    translation::resolve(&mut handbook);
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

fn lower(file: &SourceFile, sources: &Sources) -> Lowered {
    match file.kind {
        FileKind::Guideline => {
            let g = guideline::lower(file);
            let outline = outline(&sources.get(g.file).text, g.body);
            Lowered::Guideline(Box::new(g), outline)
        }
        FileKind::Page => Lowered::Page(page::lower(file, sources)),
        FileKind::Translation => Lowered::Translation(translation::lower(file)),
        FileKind::Organisation => Lowered::Organisation(organisation::lower(file)),
        FileKind::Landscape => Lowered::Landscape(landscape::lower(file)),
        FileKind::Glossary => Lowered::Glossary(glossary::lower(file)),
        FileKind::Soa => Lowered::Soa(soa::lower(file)),
        FileKind::Standard => standard::lower(file).map_or(Lowered::Nothing, Lowered::Standard),
        FileKind::Handbook | FileKind::Baseline | FileKind::Unknown => Lowered::Nothing,
    }
}

#[cfg(test)]
mod tests;
