//! Keys that may not stand where they stand: the nearest right word, or the place where they belong.

use super::{KindOf, Walk, listed};
use crate::diagnostic::Finding;
use crate::model::read;
use crate::model::schema::form::{Key, Object};
use crate::source::{Entry, Node};

/// A file with more unknown keys than this is no handbook file with slips in it; comparing each with every word
/// would only take time.
const MOST_GUESSES: usize = 200;

impl Walk<'_> {
    /// A key that is not in the table; gives the key that was meant, where that is plain.
    pub(super) fn unknown(
        &mut self,
        entry: &Entry,
        node: &Node,
        table: &'static Object,
        kind: &KindOf,
    ) -> Option<&'static str> {
        let name = entry.key.text.as_str();
        let message = format!("`{}` is not a key of {}", read::shown(name).trim_matches('`'), table.what);
        let finding = Finding::new("doc/unknown-field", entry.key.at, message).about(name);
        let keys = || table.keys.iter().filter(|k| kind.allows(k));
        let known_as = keys().find(|k| k.aka.iter().any(|a| same(a, name)));
        self.unknown += 1;
        let near = if self.unknown <= MOST_GUESSES { near(name, keys) } else { None };
        let elsewhere = self.elsewhere(name, table);
        let (finding, meant) = match (known_as, near, elsewhere) {
            (Some(key), ..) | (None, Some((key, _)), None) => {
                (word_for(finding, entry, node, key), Some(key.name))
            }
            (None, Some((key, word)), Some(_)) if slip(name, word) => {
                (word_for(finding, entry, node, key), Some(key.name))
            }
            (None, _, Some(other)) => (self.belongs(finding, entry, node, table, other), None),
            (None, None, None) => (finding.help(self.not_known(entry, node, table, kind)), None),
        };
        self.report(finding);
        meant
    }

    /// What to do with a key that resembles nothing.
    fn not_known(&self, entry: &Entry, node: &Node, table: &'static Object, kind: &KindOf) -> String {
        let name = &entry.key.text;
        if let [only] = table.keys {
            return format!("write it under `{}`, indented", only.name);
        }
        if self.sources.slice(node.at).starts_with('{') {
            return "take it out; or, if it belongs to the text before it, put that text in quotes"
                .to_owned();
        }
        if table.key("facts").is_some() {
            let value = entry.value.text().unwrap_or("…");
            return format!("take it out, or write it as a fact of your own: `facts: {{ {name}: {value} }}`");
        }
        let keys = table.keys.iter().filter(|k| kind.allows(k)).map(|k| k.name);
        format!("take it out; the keys here are {}", listed(keys, "and"))
    }
}

pub(super) fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.trim().to_lowercase().replace(['_', ' '], "-")
}

/// Whether a word is another with a slip of the pen: a letter too many, too few, or swapped.
pub(super) fn slip(wrong: &str, right: &str) -> bool {
    wrong.chars().count() > 3 && strsim::osa_distance(&wrong.to_lowercase(), right) <= 1
}

/// The key whose name, or whose other words, are nearest to a word; and that name.
fn near<I: Iterator<Item = &'static Key>>(
    name: &str,
    keys: impl Fn() -> I,
) -> Option<(&'static Key, &'static str)> {
    let names = keys().map(|k| (k, k.name));
    let others = keys().flat_map(|k| k.aka.iter().map(move |a| (k, *a)));
    let words: Vec<(&'static Key, &'static str)> = names.chain(others).collect();
    let right = read::nearest(name, words.iter().map(|(_, word)| *word))?;
    words.into_iter().find(|(_, word)| *word == right)
}

/// Points to the right key.
fn word_for(finding: Finding, entry: &Entry, node: &Node, key: &'static Key) -> Finding {
    let (name, right) = (&entry.key.text, key.name);
    if node.get(right).is_some() {
        return finding
            .help(format!("the right word is `{right}`, which is here already; keep one of the two"));
    }
    let finding = finding.explains(key.rules());
    if slip(name, right) || same(right, name) {
        let finding = finding.help(format!("did you mean `{right}`?"));
        return finding.fix(entry.key.at, right, format!("Write `{right}`"));
    }
    // Best is the author's own line, put right.
    if let Some(text) = entry.value.text().filter(|t| t.len() <= 40 && !t.contains('\n'))
        && super::shape::fits(&key.form, &entry.value)
    {
        return finding.help(format!("write `{right}: {text}`"));
    }
    let one_line = !key.example.is_empty() && !key.example.contains('\n');
    finding.help(if one_line {
        format!("write `{right}`, as in `{}`", key.example)
    } else {
        format!("write `{right}`")
    })
}
