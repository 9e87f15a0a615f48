//! What the keys of each file become, with their places; what becomes of mistakes.

mod guideline;
mod languages;
mod lenient;
mod names;
mod shared;
mod tables;

use super::parse;
use crate::diagnostic::Span;
use crate::model::{Guideline, Handbook, ProductRef, Text};
use crate::source::from_texts;

/// The handbook of some files; with a `handbook.yaml`, since without one an `id` alone makes no guideline.
fn handbook(files: &[(&str, &str)]) -> Handbook {
    let mut files = files.to_vec();
    if !files.is_empty() && !files.iter().any(|(path, _)| *path == "handbook.yaml") {
        files.push(("handbook.yaml", ""));
    }
    parse(from_texts(&files)).0
}

/// The one guideline of a front matter.
fn guideline(front: &str) -> (Handbook, Guideline) {
    let h = handbook(&[("a.md", &format!("---\n{front}---\n"))]);
    let g = h.guidelines.first().expect("a guideline").clone();
    (h, g)
}

/// Texts side by side.
fn words(texts: &[Text]) -> String {
    texts.iter().map(Text::as_str).collect::<Vec<_>>().join(" ")
}

/// A text or `-`.
#[expect(clippy::ref_option, reason = "the fields under test are written `&g.title`")]
fn word(text: &Option<Text>) -> &str {
    text.as_ref().map_or("-", Text::as_str)
}

/// Work products side by side, with their marks.
fn products(products: &[ProductRef]) -> String {
    let one = |p: &ProductRef| format!("{}{}", p.id.as_str(), if p.optional { "?" } else { "" });
    products.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// Whether a text stands where it says it does.
fn stands(h: &Handbook, text: &Text) -> bool {
    h.sources.slice(text.at).trim_matches(['"', '\'']) == text.as_str()
}

/// What stands at a place.
fn at(h: &Handbook, span: Span) -> &str {
    h.sources.slice(span)
}
