//! Clause catalogues: those shipped in the program and the user's own.

use super::get::{list, localized, text};
use crate::diagnostic::FileId;
use crate::model::{Clause, ClauseKind, Localized, Standard};
use crate::source::{Node, SourceFile, yaml};
use std::sync::LazyLock;

/// Numbers and titles are facts; the texts of the standards are not in here.
const SHIPPED: [&str; 3] = [
    include_str!("../catalogues/iso9001-2015.yaml"),
    include_str!("../catalogues/iso27001-2022.yaml"),
    include_str!("../catalogues/nist-csf-2.0.yaml"),
];

/// Read once in a run, however many handbooks it reads. One after the other: a thread that waits for others here
/// might take up work that asks for the catalogues, and would wait for itself.
static CATALOGUES: LazyLock<Vec<Standard>> =
    LazyLock::new(|| SHIPPED.iter().filter_map(|text| shipped(text)).collect());

/// A catalogue of the user's own.
pub(super) fn lower(file: &SourceFile) -> Option<Standard> {
    standard(file.front.as_ref()?, true)
}

/// Adds the catalogues that the user's own do not replace.
pub(super) fn add_shipped(standards: &mut Vec<Standard>) {
    for shipped in CATALOGUES.iter() {
        if !standards.iter().any(|s| s.id == shipped.id) {
            standards.push(shipped.clone());
        }
    }
}

fn shipped(text: &str) -> Option<Standard> {
    // No file of the handbook has this id; nothing ever points into a shipped catalogue.
    standard(&yaml::parse(FileId(u32::MAX), text, 0..text.len()).root?, false)
}

fn standard(root: &Node, own: bool) -> Option<Standard> {
    let id = text(root, "id")?;
    Some(Standard {
        short: text(root, "short").map_or_else(|| id.value.clone(), |t| t.value),
        title: localized(root, "title"),
        items: list(root, "items").iter().filter_map(clause).collect(),
        at: own.then_some(id.at),
        id: id.value,
    })
}

fn clause(node: &Node) -> Option<Clause> {
    let kind = match text(node, "kind").as_ref().map(crate::model::At::as_str) {
        Some("chapter") => ClauseKind::Chapter,
        Some("theme") => ClauseKind::Theme,
        Some("control") => ClauseKind::Control,
        _ => ClauseKind::Clause,
    };
    let mut title = localized(node, "title");
    if title.texts.iter().all(|(_, t)| t.as_str() == "null") {
        // Clauses that the standard numbers but does not name.
        title = Localized::default();
    }
    let parent = text(node, "parent").map(|t| t.value);
    Some(Clause { id: text(node, "id")?.value, title, kind, parent })
}
