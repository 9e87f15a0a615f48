//! Grows the tree out of parser events, with its own stack: depth costs no call stack.

use super::MAX_DEPTH;
use super::place::Place;
use crate::diagnostic::{Finding, Span};
use crate::source::node::{Entry, Key, Kind, Node, Style};
use granit_parser::{Event, Parser, ScalarStyle, ScanError, StructureStyle};
use std::collections::HashMap;

/// What grew.
pub(super) struct Grown {
    /// The tree; what stood before a syntax error.
    pub(super) root: Option<Node>,
    /// Findings that do not stop the parser.
    pub(super) findings: Vec<Finding>,
    /// Whether something was left out of the tree.
    pub(super) broken: bool,
    /// The syntax error that stopped the parser.
    pub(super) error: Option<ScanError>,
}

/// Parses `text` until its end or its first syntax error.
pub(super) fn grow(text: &str, place: &Place) -> Grown {
    let options = granit_parser::options! {
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        // A size bound on the whole text stands above us, so that comments need no bound of their own.
        max_buffered_comment_events: usize::MAX,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut builder = Builder {
        text,
        place,
        stack: Vec::new(),
        root: None,
        findings: Vec::new(),
        broken: false,
        documents: 0,
    };
    let mut error = None;
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, span)) => {
                let range = span.byte_range().unwrap_or(0..0);
                builder.event(event, range.start, range.end);
            }
            Err(e) => {
                error = Some(e);
                break;
            }
        }
    }
    builder.close_all();
    Grown { root: builder.root, findings: builder.findings, broken: builder.broken, error }
}

/// A list or mapping that is still open.
enum Frame {
    List { at: Option<Span>, items: Vec<Node> },
    Map { at: Option<Span>, entries: Vec<Entry>, keys: HashMap<String, usize>, key: Option<Key> },
}

struct Builder<'a> {
    text: &'a str,
    place: &'a Place,
    stack: Vec<Frame>,
    root: Option<Node>,
    findings: Vec<Finding>,
    broken: bool,
    documents: usize,
}

/// Mappings up to this size look their keys up one by one.
const SMALL: usize = 12;

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, start: usize, end: usize) {
        match event {
            Event::Scalar(text, style, _, tag) => {
                if tag.is_some() {
                    self.refuse(start, end, "tags of YAML (`!`) are not used here");
                }
                self.scalar(&text, style, start, end);
            }
            Event::SequenceStart(style, ..) => {
                let at = (style == StructureStyle::Flow).then(|| self.place.span(start, end));
                self.stack.push(Frame::List { at, items: Vec::new() });
            }
            Event::MappingStart(style, ..) => {
                let at = (style == StructureStyle::Flow).then(|| self.place.span(start, end));
                self.stack.push(Frame::Map { at, entries: Vec::new(), keys: HashMap::new(), key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(start, end),
            Event::Anchor(..) => self.refuse(start, end, "anchors of YAML (`&`) are not used here"),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse(start, end, "references of YAML (`*`) are not used here");
                let text = self.text.get(start..end).unwrap_or("").to_owned();
                self.node(Node {
                    at: self.place.span(start, end),
                    kind: Kind::Scalar { text, style: Style::Plain },
                });
            }
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents == 2 {
                    self.broken = true;
                    self.findings.push(
                        Finding::new(
                            "source/syntax",
                            self.place.span(start, end),
                            "a second document begins here; a file holds one",
                        )
                        .help("put it into a file of its own"),
                    );
                }
            }
            _ => {}
        }
    }

    fn refuse(&mut self, start: usize, end: usize, message: &str) {
        self.broken = true;
        self.findings.push(
            Finding::new("source/syntax", self.place.span(start, end), message)
                .help("if it is text, put it in quotes; otherwise write the value out"),
        );
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, start: usize, end: usize) {
        let style = match style {
            ScalarStyle::Plain if start == end => {
                let at = self.place.point(start);
                return self.node(Node { at, kind: Kind::Empty });
            }
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        };
        let written = self.text.get(start..end).unwrap_or("");
        let end = if style == Style::Block { start + written.trim_end().len() } else { end };
        let at = self.place.span(start, end);
        self.node(Node { at, kind: Kind::Scalar { text: text.to_owned(), style } });
    }

    fn close(&mut self, _start: usize, end: usize) {
        let Some(frame) = self.stack.pop() else { return };
        let past = self.place.point(end);
        let node = match frame {
            Frame::List { at, items } => {
                let at = match (at, items.first(), items.last()) {
                    (Some(open), ..) => open.to(past),
                    (None, Some(first), Some(last)) => first.at.to(last.at),
                    _ => past,
                };
                Node { at, kind: Kind::List(items) }
            }
            Frame::Map { at, entries, .. } => {
                let at = match (at, entries.first(), entries.last()) {
                    (Some(open), ..) => open.to(past),
                    (None, Some(first), Some(last)) => first.key.at.to(last.value.at),
                    _ => past,
                };
                Node { at, kind: Kind::Map(entries) }
            }
        };
        self.node(node);
    }

    /// Closes what a syntax error left open.
    fn close_all(&mut self) {
        while !self.stack.is_empty() {
            self.close(self.text.len(), self.text.len());
        }
    }

    /// A finished node goes to where it belongs.
    fn node(&mut self, mut node: Node) {
        let place = self.place;
        match self.stack.last_mut() {
            None => {
                if self.root.is_none() && self.documents <= 1 && !node.is_empty() {
                    self.root = Some(node);
                }
            }
            Some(Frame::List { items, .. }) => items.push(node),
            Some(Frame::Map { entries, keys, key, .. }) => {
                let Some(name) = key.take() else {
                    let text = match node.kind {
                        Kind::Scalar { text, .. } => text,
                        Kind::Empty => String::new(),
                        Kind::List(_) | Kind::Map(_) => {
                            self.broken = true;
                            self.findings.push(
                                Finding::new("source/syntax", node.at, "a list or braces cannot be a key")
                                    .help("put the text before the colon in quotes"),
                            );
                            String::new()
                        }
                    };
                    if let Some(Frame::Map { key, .. }) = self.stack.last_mut() {
                        *key = Some(Key { text, at: node.at });
                    }
                    return;
                };
                if node.is_empty() {
                    // Right behind the colon is where the value is missing.
                    let after = place.point(0);
                    node.at = Span { start: name.at.end, end: name.at.end, ..after };
                }
                let known = if entries.len() < SMALL {
                    entries.iter().position(|e| e.key.text == name.text)
                } else {
                    if keys.is_empty() {
                        keys.extend(entries.iter().enumerate().map(|(n, e)| (e.key.text.clone(), n)));
                    }
                    keys.get(&name.text).copied()
                };
                if let Some(first) = known {
                    let first = entries[first].key.at;
                    self.broken = true;
                    self.findings.push(
                        Finding::new(
                            "source/duplicate-key",
                            name.at,
                            format!("`{}` is written twice here; this second one is not read", name.text),
                        )
                        .help("keep one of the two")
                        .about(name.text)
                        .also(first, "the first is here"),
                    );
                    return;
                }
                if entries.len() >= SMALL {
                    keys.insert(name.text.clone(), entries.len());
                }
                entries.push(Entry { key: name, value: node });
            }
        }
    }
}
