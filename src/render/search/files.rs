//! The files of the index: script files that each hand one string to `guidepostSearch`, so that they load from a
//! folder without a server under the strictest policy.

use super::code;
use super::entry::{Entry, Kind};
use std::collections::HashMap;
use std::fmt::Write as _;

/// Bytes of a file of titles or texts.
const FULL: usize = 40_000;

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

/// A row of files that fill one after the other: each begins with an entry, by its number.
#[derive(Debug)]
pub(crate) struct Row {
    /// What its files are called, before their number.
    letter: char,
    /// Number of the first entry of each file.
    pub(crate) first: Vec<u32>,
    text: String,
    rows: Rows,
    /// Numbers of documents by their address.
    documents: HashMap<String, u32>,
}

/// Strings of a file of titles, each once, and the numbers that lead to them.
#[derive(Debug, Default)]
struct Rows {
    codes: String,
    known: HashMap<String, usize>,
    /// The last document and number of a step.
    last: usize,
}

impl Row {
    /// No file yet.
    pub(crate) fn new(letter: char) -> Self {
        Self {
            letter,
            first: Vec::new(),
            text: String::new(),
            rows: Rows::default(),
            documents: HashMap::new(),
        }
    }

    fn open(&mut self, number: u32) {
        if self.rows.codes.is_empty() && self.text.is_empty() {
            self.first.push(number);
        }
    }

    /// The file under way, once it is full; the next entry opens another.
    pub(crate) fn full(&mut self) -> Option<(String, String)> {
        if self.rows.codes.len() + self.text.len() < FULL { None } else { self.done() }
    }

    /// The last file.
    pub(crate) fn done(&mut self) -> Option<(String, String)> {
        if self.text.is_empty() && self.rows.codes.is_empty() {
            return None;
        }
        let n = self.first.len().checked_sub(1)?;
        let name = format!("{}{n}", self.letter);
        let rows = std::mem::take(&mut self.rows);
        let text = std::mem::take(&mut self.text);
        let data = if rows.codes.is_empty() { text } else { format!("{}{text}", rows.codes) };
        Some((name.clone(), script(&name, &data)))
    }

    /// Adds the title of an entry that is no step: its label, title, note, address and anchor. The address is left
    /// out where it follows from the label, and is `=` and a number where it is that of a document.
    pub(crate) fn title(&mut self, number: u32, entry: &Entry) {
        self.open(number);
        if entry.kind == Kind::Document {
            self.documents.insert(entry.address.clone(), number);
        }
        let follows = format!("{}{}/index.html", entry.kind.folder(), entry.label);
        let home = self.documents.get(&entry.address).filter(|_| entry.kind != Kind::Document);
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
    pub(crate) fn step(&mut self, number: u32, document: usize, entry: &Entry) {
        self.open(number);
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
    pub(crate) fn excerpt(&mut self, number: u32, text: &str) {
        self.open(number);
        self.text.push('\t');
        self.text.push_str(text);
    }
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
