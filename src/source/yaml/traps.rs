//! What YAML reads without complaint, but not as the author meant it: a key written twice, a sign that is a
//! command of YAML, a list taken for text.

use super::explain::{quoted, short};
use super::place::Place;
use crate::diagnostic::{Finding, Span};
use crate::source::node::{Entry, Key, Kind, Node};
use std::ops::Range;

/// Text and place of a key, and a finding where it is none that a person would write.
pub(super) fn key(
    text: &str,
    place: &Place,
    node: Node,
    at: &Range<usize>,
    flow: bool,
) -> ((String, Span), Option<Finding>) {
    let before = text.get(..at.start).unwrap_or("").trim_end();
    let line = before.rsplit('\n').next().unwrap_or("");
    let asked = line.strip_suffix('?').is_some_and(|front| {
        let front = front.trim_end();
        front.ends_with(['{', ',', '[']) || front.trim_start_matches(['-', ' ']).is_empty()
    });
    match node.kind {
        Kind::Scalar { text: key, .. } => {
            let finding = asked.then(|| {
                let question = place.span(before.len() - 1, before.len());
                Finding::new(
                    "source/syntax",
                    question,
                    "a question mark with a space begins a key of YAML's own kind",
                )
                .help("write `key: value`; if it is text, put it in quotes")
            });
            ((key, node.at), finding)
        }
        Kind::Empty => {
            let finding = Finding::new("source/syntax", node.at, "a key is missing before the colon")
                .help("write a key before it; if it is text, put it in quotes");
            ((String::new(), node.at), Some(finding))
        }
        Kind::List(_) | Kind::Map(_) => {
            let raw = text.get(at.clone()).unwrap_or("").to_owned();
            let message = if flow && raw.starts_with('{') {
                "braces in braces are read as a key"
            } else {
                "a list or braces cannot be a key"
            };
            let finding = Finding::new("source/syntax", node.at, message)
                .help("if it is text, put all of it in quotes; else write a single word before the colon");
            ((raw, node.at), Some(finding))
        }
    }
}

/// A key that was there before: `first` of `entries`.
pub(super) fn twice(entries: &[Entry], first: usize, key: &Key, item: bool) -> Finding {
    let id = entries.iter().find(|e| e.key.text == "id").and_then(|e| e.value.text());
    let of = id.map_or_else(String::new, |id| format!(" in `{}`", short(id)));
    let name = short(&key.text);
    let (message, help) = if item && first == 0 {
        (
            format!("`{name}` is written twice{of}"),
            format!("if a new list entry begins here, write `- {name}`; otherwise keep one of the two"),
        )
    } else if item {
        (
            format!("`{name}` is written twice{of}; only the first is read"),
            "keep one of the two; if this line belongs to another entry, mind where it begins".to_owned(),
        )
    } else {
        (format!("`{name}` is written twice{of}; only the first is read"), "keep one of the two".to_owned())
    };
    let finding = Finding::new("source/duplicate-key", key.at, message).help(help).about(&key.text);
    match entries.get(first) {
        Some(entry) => finding.also(entry.key.at, "the first is here"),
        None => finding,
    }
}

/// A block `>` or `|` without any text: its sign and the finding.
pub(super) fn empty_block(text: &str, place: &Place, at: usize) -> Option<(Range<usize>, Finding)> {
    let before = text.get(..at)?;
    let line = before.trim_end().rsplit('\n').next()?;
    let sign = line.rfind(['>', '|'])?;
    let start = before.trim_end().len() - line.len() + sign;
    let range = start..before.trim_end().len();
    let raw = text.get(range.clone())?;
    let finding = Finding::new(
        "source/syntax",
        place.span(range.start, range.end),
        format!("`{}` announces a text below it, and there is none", short(raw)),
    )
    .help(format!(
        "if it is the text itself, put it in quotes: {}; else indent the text below it",
        quoted(raw)
    ));
    Some((range, finding))
}

/// A list entry in the second or a later line of a plain text: its offset in `written`.
pub(super) fn swallowed_entry(written: &str) -> Option<usize> {
    let mut at = 0;
    for (n, line) in written.split_inclusive('\n').enumerate() {
        let text = line.trim_start();
        if n > 0 && (text.starts_with("- ") || text.trim_end() == "-") {
            return Some(at + line.len() - text.len());
        }
        at += line.len();
    }
    None
}

/// The finding for [`swallowed_entry`].
pub(super) fn swallowed(at: Span) -> Finding {
    Finding::new("source/syntax", at, "this list entry is read as part of the text above it")
        .help("put the list under a key without a value; if it is text, begin it with `|` behind the key")
}

/// `{{ … }}`.
pub(super) fn template(at: Span) -> Finding {
    Finding::new("source/syntax", at, "text cannot begin with `{` unless it stands in quotes")
        .help("put the whole text in quotes")
}

/// `!tag`.
pub(super) fn tag(at: Span) -> Finding {
    Finding::new("source/syntax", at, "text cannot begin with `!` unless it stands in quotes")
        .help("put the whole text in quotes")
}

/// `*name` without `&name`.
pub(super) fn alias(at: Span, raw: &str) -> Finding {
    Finding::new("source/syntax", at, "text cannot begin with `*` unless it stands in quotes")
        .help(format!("put it in quotes: {}", short(&quoted(raw))))
}

/// `&name … *name`.
pub(super) fn shorthand(at: Span) -> Finding {
    Finding::new("source/syntax", at, "names for values (`&name`, `*name`) are not used in a handbook")
        .help("write the value out; if it is text, put it in quotes")
}

/// `---` in the middle.
pub(super) fn second_document(at: Span) -> Finding {
    Finding::new("source/syntax", at, "a second document begins here, and is not read; a file holds one")
        .help("put it into a file of its own, or leave the line `---` away")
}
