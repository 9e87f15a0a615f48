//! Reading keys of a mapping. Whatever does not fit is an absence.

use crate::diagnostic::Span;
use crate::model::read::Misread;
use crate::model::{At, Facts, Localized, ProductRef, Text, read};
use crate::source::{Entry, Kind, Node};

/// The text of a scalar, without the white space around it; `None` where nothing is left.
pub(super) fn scalar(node: &Node) -> Option<Text> {
    let text = node.text()?.trim();
    (!text.is_empty()).then(|| Text::new(text.to_owned(), node.at))
}

/// The text of a key.
pub(super) fn text(node: &Node, key: &str) -> Option<Text> {
    node.get(key).and_then(scalar)
}

/// A text or a list of texts.
pub(super) fn scalars(node: &Node) -> Vec<Text> {
    node.items().iter().filter_map(scalar).collect()
}

/// The text or the list of texts of a key.
pub(super) fn texts(node: &Node, key: &str) -> Vec<Text> {
    node.get(key).map(scalars).unwrap_or_default()
}

/// A scalar read as a value.
pub(super) fn value_of<T>(node: &Node, read: impl Fn(&str) -> Result<T, Misread>) -> Option<At<T>> {
    read(node.text()?).ok().map(|value| At::new(value, node.at))
}

/// The value of a key.
pub(super) fn value<T>(node: &Node, key: &str, read: impl Fn(&str) -> Result<T, Misread>) -> Option<At<T>> {
    value_of(node.get(key)?, read)
}

/// Whether a key says yes.
pub(super) fn flag(node: &Node, key: &str) -> bool {
    value(node, key, read::yes_no).is_some_and(|v| v.value)
}

/// Whether a key has exactly this word.
pub(super) fn says(node: &Node, key: &str, word: &str) -> bool {
    node.get(key).and_then(Node::text).is_some_and(|t| t.trim() == word)
}

/// A short text, or one per language.
pub(super) fn localized_of(node: &Node) -> Localized {
    match scalar(node) {
        Some(text) => Localized::plain(text),
        None => Localized {
            texts: node
                .entries()
                .iter()
                .filter_map(|e| Some((e.key.text.clone(), scalar(&e.value)?)))
                .collect(),
        },
    }
}

/// The short text of a key.
pub(super) fn localized(node: &Node, key: &str) -> Localized {
    node.get(key).map(localized_of).unwrap_or_default()
}

/// The name of an entry that may be written short: `sales: Sales`, `sales: { en: …, de: … }`, or among other keys
/// under `name`. `keys` are those other keys.
pub(super) fn name_of(node: &Node, keys: &[&str]) -> Localized {
    match node.get("name") {
        Some(name) => localized_of(name),
        None if node.entries().iter().any(|e| keys.contains(&e.key.text.as_str())) => Localized::default(),
        None => localized_of(node),
    }
}

/// Free names with texts; a list is joined with commas.
pub(super) fn facts(node: &Node, key: &str) -> Facts {
    node.get(key).map(facts_of).unwrap_or_default()
}

/// The free facts that a mapping holds.
pub(super) fn facts_of(node: &Node) -> Facts {
    node.entries()
        .iter()
        .filter_map(|e| {
            let text = flat(&e.value, 0);
            (!text.is_empty()).then(|| (key(e), Text::new(text, e.value.at)))
        })
        .collect()
}

/// A value as one line of text: `a, b`, `x: a; y: b`.
fn flat(node: &Node, depth: usize) -> String {
    const DEEPEST: usize = 3;
    match &node.kind {
        Kind::Empty => String::new(),
        Kind::Scalar { text, .. } => text.trim().to_owned(),
        _ if depth == DEEPEST => "…".to_owned(),
        Kind::List(items) => items.iter().map(|i| flat(i, depth + 1)).collect::<Vec<_>>().join(", "),
        Kind::Map(entries) => entries
            .iter()
            .map(|e| format!("{}: {}", e.key.text, flat(&e.value, depth + 1)))
            .collect::<Vec<_>>()
            .join("; "),
    }
}

/// A key as a text.
pub(super) fn key(entry: &Entry) -> Text {
    Text::new(entry.key.text.clone(), entry.key.at)
}

/// Entry by entry of a key that holds names the author chose.
pub(super) fn named<'a>(node: &'a Node, key: &str) -> &'a [Entry] {
    node.get(key).map(Node::entries).unwrap_or_default()
}

/// Item by item of a key that holds a list, or one entry without a dash.
pub(super) fn list<'a>(node: &'a Node, key: &str) -> &'a [Node] {
    node.get(key).map(Node::items).unwrap_or_default()
}

/// The items of a list that have keys; one entry may stand without a dash.
pub(super) fn maps(node: Option<&Node>) -> impl Iterator<Item = &Node> {
    node.map(Node::items).unwrap_or_default().iter().filter(|n| matches!(n.kind, Kind::Map(_)))
}

/// Work products of a key: `offer`, `approval?`, or a list of them.
pub(super) fn products(node: &Node, key: &str) -> Vec<ProductRef> {
    node.get(key).map(products_of).unwrap_or_default()
}

/// Work products of a value.
pub(super) fn products_of(node: &Node) -> Vec<ProductRef> {
    scalars(node)
        .into_iter()
        .map(|text| {
            let (bare, optional) = match text.value.strip_suffix('?') {
                Some(bare) => (bare.trim_end().to_owned(), true),
                None => (text.value, false),
            };
            ProductRef { id: Text::new(bare, text.at), optional }
        })
        .collect()
}

/// From the start of a key to the end of its value.
pub(super) fn whole(entry: &Entry) -> Span {
    entry.key.at.to(entry.value.at)
}
