//! XML written element by element, and names that XML takes.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// XML being written. Writing into memory does not fail, so that nothing here returns an error.
pub(super) struct Xml {
    out: Writer<Vec<u8>>,
    open: Vec<&'static str>,
}

impl Xml {
    pub(super) fn begin() -> Self {
        let mut out = Writer::new_with_indent(Vec::with_capacity(65_536), b' ', 2);
        let _ = out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        Self { out, open: Vec::new() }
    }

    /// Opens an element; [`Xml::close`] closes it.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        let _ = self.out.write_event(Event::Start(element(name, attributes)));
        self.open.push(name);
    }

    /// Closes the element opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            let _ = self.out.write_event(Event::End(BytesEnd::new(name)));
        }
    }

    /// An element without content.
    pub(super) fn leaf(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        let _ = self.out.write_event(Event::Empty(element(name, attributes)));
    }

    /// An element with text.
    pub(super) fn text(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        let _ = self.out.write_event(Event::Start(element(name, attributes)));
        let _ = self.out.write_event(Event::Text(BytesText::new(&allowed(text))));
        let _ = self.out.write_event(Event::End(BytesEnd::new(name)));
    }

    /// What is written of an element for people; nothing where there is nothing to say.
    pub(super) fn documentation(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.text("bpmn:documentation", &[], text.trim());
        }
    }

    /// The finished text.
    pub(super) fn end(self) -> String {
        let mut text = String::from_utf8(self.out.into_inner()).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// An element; attributes without a value are left out.
fn element<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (key, value) in attributes {
        let value = allowed(value);
        // A line break in an attribute is read as a space anyway.
        let value = value.replace(['\n', '\t'], " ");
        if !value.trim().is_empty() {
            element.push_attribute((*key, value.trim()));
        }
    }
    element
}

/// The characters that XML knows.
fn allowed(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter(|c| matches!(c, '\t' | '\n') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')))
        .collect()
}

/// Names given so far: each is one of its kind in the file, and the same drawing gives the same.
#[derive(Default)]
pub(super) struct Ids {
    given: BTreeSet<String>,
    /// How often a name was wished for.
    again: BTreeMap<String, usize>,
}

impl Ids {
    /// A new name that begins with `kind` and is like `wish`: letters, digits, `-`, `_` and `.` stay, other
    /// characters go by their number.
    pub(super) fn give(&mut self, kind: &str, wish: &str) -> String {
        let mut name = kind.to_owned();
        for c in wish.chars().take(120) {
            match c {
                c if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') => name.push(c),
                ' ' => name.push('-'),
                c => {
                    let _ = write!(name, "_{:x}", u32::from(c));
                }
            }
        }
        if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
            name.insert(0, '_');
        }
        let mut found = name.clone();
        while self.given.contains(&found) {
            let n = self.again.entry(name.clone()).or_insert(1);
            *n += 1;
            found = format!("{name}-{n}");
        }
        self.given.insert(found.clone());
        found
    }
}

/// The name under which another file knows its process: what [`Ids::give`] makes of a document's id.
pub(super) fn process_name(document: &str) -> String {
    Ids::default().give("", document)
}
