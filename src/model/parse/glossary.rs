//! `glossary.yaml`: under `terms` each term by its id, with its name, its meaning, and the words to avoid.

use super::get::{key, localized, named, scalars, texts};
use crate::model::{Glossary, Term, Text};
use crate::source::{Entry, Kind, SourceFile};

pub(super) fn lower(file: &SourceFile) -> Glossary {
    let terms = file.front.as_ref().map(|root| named(root, "terms").iter().map(term).collect());
    Glossary { file: Some(file.id), terms: terms.unwrap_or_default() }
}

fn term(entry: &Entry) -> Term {
    let node = &entry.value;
    Term {
        id: key(entry),
        name: localized(node, "name"),
        meaning: localized(node, "meaning"),
        avoid: avoid(entry),
        see: texts(node, "see"),
    }
}

/// Words of the source language, or lists of words per language.
fn avoid(entry: &Entry) -> Vec<(String, Text)> {
    let Some(node) = entry.value.get("avoid") else { return Vec::new() };
    match &node.kind {
        Kind::Map(languages) => languages
            .iter()
            .flat_map(|e| scalars(&e.value).into_iter().map(|word| (e.key.text.clone(), word)))
            .collect(),
        _ => scalars(node).into_iter().map(|word| (String::new(), word)).collect(),
    }
}
