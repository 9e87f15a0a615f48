//! The files of the index: script files that each hand one string to `guidepostSearch`, so that they load from a
//! folder without a server under the strictest policy.

use super::code;
use super::entry::{Entry, Kind};
use std::collections::HashMap;
use std::fmt::Write as _;

/// Bytes of a file of titles or texts.
const FULL: usize = 40_000;
/// Of so many things one may end a file that is half full. So files after a change soon begin where they did before,
/// and what is in them stays.
const LANDMARK: u32 = 8;

/// What the anchor of a work product begins with, where it has no page but a row on that of a document.
const ROW: &str = "product--";

/// A file as it is loaded: `name`, and a string.
pub(crate) fn script(name: &str, data: &str) -> String {
    let mut out = String::with_capacity(data.len() + data.len() / 16 + 32);
    let _ = write!(out, "guidepostSearch(\"{name}\",\"");
    for c in data.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            _ => out.push(c),
        }
    }
    out.push_str("\")\n");
    out
}

/// The same file under another name.
pub(crate) fn renamed(script: &str, old: &str, name: &str) -> Option<String> {
    let rest = script.strip_prefix(&format!("guidepostSearch(\"{old}\","))?;
    Some(format!("guidepostSearch(\"{name}\",{rest}"))
}

/// A file of a row of such that fill one after the other.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    text: String,
    rows: Rows,
    /// Numbers of documents by their address.
    documents: &'a HashMap<&'a str, usize>,
}

/// Strings of a file of titles, each once, and the numbers that lead to them.
#[derive(Debug, Default)]
struct Rows {
    codes: String,
    known: HashMap<String, usize>,
    /// The last document and number of a step.
    last: usize,
}

impl<'a> Row<'a> {
    /// Nothing in it yet.
    pub(crate) fn new(documents: &'a HashMap<&'a str, usize>) -> Self {
        Self { text: String::new(), rows: Rows::default(), documents }
    }

    /// Whether nothing is in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.codes.is_empty() && self.text.is_empty()
    }

    /// Whether it ends before an entry. `first`: the entry of a thing that it would begin with.
    pub(crate) fn ends_before(&self, first: Option<&Entry>) -> bool {
        let size = self.rows.codes.len() + self.text.len();
        size >= FULL || (size >= FULL / 2 && first.is_some_and(is_landmark))
    }

    /// The file; the next entry begins another.
    pub(crate) fn take(&mut self) -> String {
        let Rows { codes, .. } = std::mem::take(&mut self.rows);
        let text = std::mem::take(&mut self.text);
        if codes.is_empty() { text } else { codes + &text }
    }

    /// Adds the title of an entry that is no step: its label, title, note, address and anchor. The address is left
    /// out where it follows from the label, and is `=` and a number where it is that of a document.
    pub(crate) fn title(&mut self, entry: &Entry) {
        let follows = format!("{}{}/index.html", entry.kind.folder(), entry.label);
        let home = self.documents.get(entry.address.as_str()).filter(|_| entry.kind != Kind::Document);
        let address = match home {
            Some(document) => format!("={document}"),
            None if entry.address == follows => String::new(),
            None => entry.address.clone(),
        };
        let row = home.is_some() && entry.anchor.strip_prefix(ROW) == Some(entry.label.as_str());
        let anchor = if row { "" } else { entry.anchor.as_str() };
        let title = if entry.title == entry.label { "" } else { &entry.title };
        for text in [&entry.label, title, &entry.note, &address, anchor] {
            self.string(text);
        }
    }

    /// Adds a step of a document: which, its number, id, sentence and who.
    pub(crate) fn step(&mut self, document: usize, entry: &Entry) {
        let first = self.rows.codes.is_empty();
        let gap = if first { document } else { document.saturating_sub(self.rows.last) };
        self.rows.last = document;
        code::number(&mut self.rows.codes, gap);
        code::number(&mut self.rows.codes, entry.label.parse().unwrap_or(0));
        for text in [&entry.anchor, &entry.title, &entry.note] {
            self.string(text);
        }
    }

    /// Nothing is 0, a new string 1, one that was there so many strings ago the rest.
    fn string(&mut self, text: &str) {
        if text.is_empty() {
            return code::number(&mut self.rows.codes, 0);
        }
        let next = self.rows.known.len();
        if let Some(n) = self.rows.known.get(text) {
            code::number(&mut self.rows.codes, next - n + 1);
        } else {
            code::number(&mut self.rows.codes, 1);
            self.rows.known.insert(text.to_owned(), next);
            self.text.push('\t');
            self.text.push_str(text);
        }
    }

    /// Adds the text that excerpts of an entry are cut from.
    pub(crate) fn excerpt(&mut self, text: &str) {
        self.text.push('\t');
        self.text.push_str(text);
    }
}

/// Whether a file may end before a thing. Told by its address alone, and the same for ever.
fn is_landmark(entry: &Entry) -> bool {
    let fnv = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let bytes = entry.address.bytes().chain(entry.label.bytes());
    (bytes.fold(0x811c_9dc5, fnv) >> 16).is_multiple_of(LANDMARK)
}

/// Sorted words as files of which each is found by its number.
pub(crate) fn vocabulary(words: &[&str]) -> Vec<String> {
    let mut files = Vec::new();
    let mut text = String::new();
    let mut before = "";
    for word in words {
        if text.len() > FULL {
            files.push(std::mem::take(&mut text));
            before = "";
        }
        if !text.is_empty() {
            text.push(' ');
        }
        code::front(&mut text, before, word);
        before = word;
    }
    if !text.is_empty() {
        files.push(text);
    }
    files
}

/// Whether an entry has a text of its own file.
pub(crate) fn has_text(kind: Kind) -> bool {
    kind < Kind::Product
}
