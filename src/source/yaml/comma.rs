//! A comma inside braces: it ends the text before it, and what follows stands there without a value.

use super::explain::{quoted, short};
use super::place::Place;
use crate::diagnostic::Finding;
use crate::source::node::{Entry, Key, Kind, Node, Style};
use std::ops::Range;

/// What stands in braces without a value: probably the rest of a text behind its comma.
#[derive(Debug, Default)]
pub(super) struct Strays {
    /// Finished findings: what the text was cut to, and what it should be.
    cuts: Vec<Comma>,
    /// Those before any `key: value`.
    alone: Vec<(String, Range<usize>)>,
}

/// A text that a comma cut.
#[derive(Debug)]
struct Comma {
    /// The text from its beginning to the last piece.
    whole: Range<usize>,
    /// The first piece behind a comma.
    piece: Range<usize>,
    /// Number of the entry whose value was cut.
    entry: usize,
    /// Whether the value is written without quotes, so that the pieces make one text.
    joined: bool,
    /// The pieces as one text; else the last of them.
    text: String,
    /// The key whose value was cut.
    key: String,
}

impl Strays {
    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.cuts.len() + self.alone.len()
    }

    /// Whether something of them is left out of the tree.
    pub(super) fn lost(&self) -> bool {
        !self.alone.is_empty() || self.cuts.iter().any(|cut| !cut.joined)
    }

    /// Takes one in: joins it to the value before it.
    pub(super) fn take(
        &mut self,
        text: &str,
        place: &Place,
        key: Key,
        at: &Range<usize>,
        entries: &mut [Entry],
    ) {
        let entry = entries.len();
        let Some(last) = entries.last_mut() else {
            return self.alone.push((key.text, at.clone()));
        };
        if let Some(cut) = self.cuts.last_mut().filter(|cut| cut.entry == entry) {
            cut.whole.end = at.end;
        } else {
            let joined = matches!(last.value.kind, Kind::Scalar { style: Style::Plain, .. });
            // The value ends before the comma; its first byte is found from there.
            let before = text.get(..at.start).unwrap_or("");
            let comma = before.rfind(',').unwrap_or(0);
            let start = match &last.value.kind {
                Kind::Scalar { text: value, .. } if joined => {
                    before.get(..comma).and_then(|b| b.rfind(value.as_str())).unwrap_or(at.start)
                }
                _ => at.start,
            };
            let of = last.key.text.clone();
            let piece = at.clone();
            self.cuts.push(Comma { whole: start..at.end, piece, entry, joined, text: key.text, key: of });
        }
        if let Some(cut) = self.cuts.last_mut().filter(|cut| cut.joined) {
            let whole = text.get(cut.whole.clone()).unwrap_or("");
            let words = whole.split_whitespace().collect::<Vec<_>>().join(" ");
            cut.text.clone_from(&words);
            last.value.at = place.span(cut.whole.start, cut.whole.end);
            last.value.kind = Kind::Scalar { text: words, style: Style::Plain };
        }
    }

    /// The findings, and the strays as a list where there was nothing else in the braces at `braces`.
    pub(super) fn finish(
        &mut self,
        place: &Place,
        braces: Range<usize>,
        list_only: bool,
    ) -> (Vec<Finding>, Vec<Node>) {
        let mut findings = Vec::new();
        if let Some((text, at)) = self.alone.first() {
            let message = format!("`{}` stands in braces without a value", short(text));
            let list = self.alone.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join(", ");
            let help = match text.split_once(' ') {
                _ if list_only => {
                    format!("a list stands in brackets: [{}]; in braces write `key: value`", short(&list))
                }
                Some((key, value)) => format!("write `{key}: {}`", short(value)),
                None => format!("write `{}: ` and its value", short(text)),
            };
            let span = place.span(at.start, at.end);
            let also = place.span(braces.start, braces.start + 1);
            findings.push(
                Finding::new("source/syntax", span, message).help(help).about(text).also(also, "the brace"),
            );
        }
        for cut in &self.cuts {
            let span = place.span(cut.piece.start, cut.piece.end);
            // For its author it is a key that nobody knows: that is the rule's name, and it can be mended, while
            // the rest of the file is read as it stands.
            let mut finding = Finding::new(
                "doc/unknown-field",
                span,
                format!("a comma inside braces ends the text of `{}`", cut.key),
            )
            .help("put the text in quotes, or write it on a line of its own")
            .about(&cut.text);
            if cut.joined {
                let whole = place.span(cut.whole.start, cut.whole.end);
                let text = quoted(&cut.text);
                finding.help = format!(
                    "put the text in quotes: `{}: {}`; or write it on a line of its own, without braces",
                    cut.key,
                    short(&text)
                );
                let what = format!("Write {}", short(&text));
                finding = finding.fix(whole, text, what);
            }
            findings.push(finding);
        }
        let nodes = self.alone.iter().map(|(text, at)| Node {
            at: place.span(at.start, at.end),
            kind: Kind::Scalar { text: text.clone(), style: Style::Plain },
        });
        (findings, nodes.collect())
    }
}

/// Whether the colon of a key in braces is written.
pub(super) fn has_colon(text: &str, key_end: usize) -> bool {
    text.get(key_end..).is_some_and(|rest| rest.trim_start().starts_with(':'))
}
