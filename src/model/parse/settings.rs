//! `handbook.yaml`, over the defaults that hold without it.

use super::get::{facts, key, list, localized, named, scalar, text, texts, value, value_of};
use super::rule;
use crate::diagnostic::{FileId, Span};
use crate::model::{
    Area, At, Class, Cycle, DocType, Localized, PrintWishes, RaciScheme, Settings, Text, read,
};
use crate::source::{Kind, Node, SourceFile};
use std::collections::HashSet;

/// Built-in types of documents and their letters in the numbering.
const TYPES: [(&str, &str); 7] = [
    ("policy", "P"),
    ("process", "PR"),
    ("guideline", "G"),
    ("procedure", "SOP"),
    ("instruction", "I"),
    ("form", "F"),
    ("record", "R"),
];

/// The settings of a handbook; without a file, the defaults.
pub(super) fn lower(file: Option<&SourceFile>) -> Settings {
    let nothing = Node { at: Span::top(FileId(u32::MAX)), kind: Kind::Empty };
    let root = file.and_then(|f| f.front.as_ref()).unwrap_or(&nothing);
    Settings {
        file: file.map(|f| f.id),
        name: localized(root, "name"),
        languages: languages(root),
        site_class: text(root, "site-class"),
        theme: facts(root, "theme"),
        footer: root.get("theme").map(|t| localized(t, "footer")).unwrap_or_default(),
        chart: root.get("chart").map(super::parts::chart).unwrap_or_default(),
        print: root.get("print").map(print).unwrap_or_default(),
        feedback: text(root, "feedback"),
        edit_link: text(root, "edit-link"),
        standards: texts(root, "standards"),
        not_applicable: named(root, "not-applicable")
            .iter()
            .filter_map(|e| Some((key(e), scalar(&e.value)?)))
            .collect(),
        areas: named(root, "areas")
            .iter()
            .filter_map(|e| Some(Area { code: key(e), process: scalar(&e.value)? }))
            .collect(),
        numbering: text(root, "numbering"),
        types: types(root),
        classes: list(root, "classes").iter().filter_map(class).collect(),
        raci: value(root, "raci", read::raci).map_or(RaciScheme::Rasci, |r| r.value),
        review: root.get("review").filter(|n| !n.is_empty()).map(cycle),
        retention: value(root, "retention", read::duration),
        checks: named(root, "checks")
            .iter()
            .filter_map(|e| Some((key(e), value_of(&e.value, read::severity)?)))
            .collect(),
        rules: rule::rules(root),
        accept: rule::accepted(root),
        ignore: texts(root, "ignore"),
    }
}

/// Readable languages, each once; English where there is none.
fn languages(root: &Node) -> Vec<Text> {
    let at = root.entry("languages").map_or(Span { end: root.at.start, ..root.at }, |e| e.key.at);
    let mut seen = HashSet::new();
    let fits = |t: &Text| read::language(t.as_str()).is_ok() && seen.insert(t.value.clone());
    let mut languages: Vec<Text> = texts(root, "languages").into_iter().filter(fits).collect();
    if languages.is_empty() {
        languages.push(At::new("en".to_owned(), at));
    }
    languages
}

/// The built-in types, overlaid with the handbook's, then its own in written order.
fn types(root: &Node) -> Vec<DocType> {
    let built_in = |(id, letter): (&str, &str)| DocType {
        id: id.to_owned(),
        letter: letter.to_owned(),
        name: Localized::default(),
        at: None,
    };
    let mut types: Vec<DocType> = TYPES.into_iter().map(built_in).collect();
    for entry in named(root, "types") {
        let (letter, name) = (text(&entry.value, "letter"), localized(&entry.value, "name"));
        // No key is there twice, so that only a built-in type can be known already.
        match types.iter_mut().take(TYPES.len()).find(|t| t.id == entry.key.text) {
            Some(known) => {
                if let Some(letter) = letter {
                    known.letter = letter.value;
                }
                known.name = name;
                known.at = Some(entry.key.at);
            }
            None => types.push(DocType {
                id: entry.key.text.clone(),
                letter: letter.map(|l| l.value).unwrap_or_default(),
                name,
                at: Some(entry.key.at),
            }),
        }
    }
    types
}

fn class(node: &Node) -> Option<Class> {
    Some(Class {
        id: text(node, "id")?,
        name: localized(node, "name"),
        handling: localized(node, "handling"),
    })
}

fn print(node: &Node) -> PrintWishes {
    PrintWishes { uncontrolled: value(node, "uncontrolled", read::yes_no), note: localized(node, "note") }
}

/// `every` and `warn` of a review.
pub(super) fn cycle(node: &Node) -> Cycle {
    Cycle { every: value(node, "every", read::interval), warn: value(node, "warn", read::duration) }
}
