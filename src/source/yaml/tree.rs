//! Grows the tree out of parser events, with its own stack: depth costs no call stack.

use super::MAX_DEPTH;
use super::comma::{self, Strays};
use super::comment::{Cut, Last};
use super::place::Place;
use super::traps;
use crate::diagnostic::{Finding, Span};
use crate::source::node::{Entry, Key, Kind, Node, Style};
use granit_parser::{Event, Parser, ScalarStyle, ScanError, StructureStyle};
use std::collections::HashMap;
use std::ops::Range;

/// What grew.
pub(super) struct Grown {
    /// The tree; what stood before a syntax error.
    pub(super) root: Option<Node>,
    /// Findings that do not stop the parser.
    pub(super) findings: Vec<Finding>,
    /// Whether something is not in the tree as it was written.
    pub(super) broken: bool,
    /// The syntax error that stopped the parser.
    pub(super) error: Option<ScanError>,
}

/// Parses `text` until its end or its first syntax error.
pub(super) fn grow(text: &str, place: &Place) -> Grown {
    let options = granit_parser::options! {
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        disallow_directives: true,
        // A bound on the size of the whole text stands above us, so that comments need none of their own.
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
        last: Last::default(),
        cut: None,
        shorthand: None,
    };
    let mut error = None;
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, span)) => {
                let range = span.byte_range().unwrap_or(0..0);
                let tag = span.tag_span().and_then(|tag| tag.byte_range());
                builder.event(event, range, tag);
            }
            Err(e) => {
                error = Some(e);
                break;
            }
        }
    }
    while !builder.stack.is_empty() {
        builder.close(text.len());
    }
    builder.findings.extend(builder.shorthand.take());
    Grown { root: builder.root, findings: builder.findings, broken: builder.broken, error }
}

/// A list or mapping that is still open.
enum Frame {
    List { open: Option<usize>, items: Vec<Node> },
    Map(Box<Map>),
}

/// A mapping that is still open.
#[derive(Default)]
struct Map {
    /// Where its brace stands; `None` in block style.
    open: Option<usize>,
    entries: Vec<Entry>,
    /// Places of keys in `entries`, once there are many.
    keys: HashMap<String, usize>,
    /// The key whose value comes next.
    key: Option<Key>,
    /// Bytes of that key in the parsed text.
    key_at: Range<usize>,
    /// What stands in braces without a value.
    strays: Strays,
    /// Entries finished before a key that begins a new list entry without its dash.
    earlier: Vec<Node>,
    /// Whether it is an entry of a block list.
    item: bool,
    /// Which finding tells of the first key that is there twice.
    twice: Option<usize>,
    /// Of `{{ … }}`, which is text: how many findings there were before it.
    template: Option<usize>,
}

struct Builder<'a> {
    text: &'a str,
    place: &'a Place,
    stack: Vec<Frame>,
    root: Option<Node>,
    findings: Vec<Finding>,
    broken: bool,
    documents: usize,
    last: Last,
    /// A finding that holds if nothing but a comment follows a colon.
    cut: Option<Finding>,
    /// The one finding about anchors and what refers to them.
    shorthand: Option<Finding>,
}

/// Mappings up to this size look their keys up one by one.
const SMALL: usize = 12;

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, at: Range<usize>, tag: Option<Range<usize>>) {
        let starts = matches!(event, Event::SequenceStart(..) | Event::MappingStart(..));
        let cut = if starts { None } else { self.cut.take() };
        if let Some(tag) = tag {
            self.report(traps::tag(self.place.span(tag.start, tag.end)));
            if matches!(event, Event::Scalar(..)) {
                return self.raw(tag.start..at.end.max(tag.end));
            }
        }
        match event {
            Event::Scalar(_, ScalarStyle::Plain, ..) if at.is_empty() => {
                self.findings.extend(cut);
                self.last = Last::empty();
                self.node(Node { at: self.place.point(at.start), kind: Kind::Empty }, at);
            }
            Event::Scalar(text, style, ..) => self.scalar(&text, style, at),
            Event::SequenceStart(style, ..) => {
                let open = (style == StructureStyle::Flow).then_some(at.start);
                self.stack.push(Frame::List { open, items: Vec::new() });
            }
            Event::MappingStart(style, ..) => {
                let item = matches!(self.stack.last(), Some(Frame::List { open: None, .. }));
                let open = (style == StructureStyle::Flow).then_some(at.start);
                let template = self.text.get(at.start..).is_some_and(|rest| rest.starts_with("{{"));
                let template = (template && open.is_some()).then_some(self.findings.len());
                let map = Map { open, item, template, ..Map::default() };
                self.stack.push(Frame::Map(Box::new(map)));
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.last = Last::default();
                self.close(at.end);
            }
            Event::Anchor(..) => self.refuse_shorthand(&at),
            Event::Alias(_) => {
                self.refuse_shorthand(&at);
                self.raw(at);
            }
            Event::UnresolvedAlias(_) => {
                let raw = self.text.get(at.clone()).unwrap_or("");
                self.report(traps::alias(self.place.span(at.start, at.end), raw));
                self.raw(at);
            }
            Event::Comment(text, _) => match self.last.cut_by_comment(self.text, self.place, &at, &text) {
                Some(Cut::Text(finding)) => self.findings.push(finding),
                Some(Cut::Whole(finding)) => self.cut = Some(finding),
                None => {}
            },
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents == 2 {
                    self.report(traps::second_document(self.place.span(at.start, at.end)));
                }
            }
            _ => {}
        }
    }

    /// A finding about something that is not in the tree as it was written.
    fn report(&mut self, finding: Finding) {
        self.broken = true;
        self.findings.push(finding);
    }

    /// Anchors and what refers to them: one finding, however many there are.
    fn refuse_shorthand(&mut self, at: &Range<usize>) {
        self.broken = true;
        let span = self.place.span(at.start, at.end);
        match &mut self.shorthand {
            None => self.shorthand = Some(traps::shorthand(span)),
            Some(finding) if finding.related.len() < 3 => {
                finding.related.push((span, "and here".to_owned()));
            }
            Some(_) => {}
        }
    }

    /// What is refused, as the text that was perhaps meant.
    fn raw(&mut self, at: Range<usize>) {
        let text = self.text.get(at.clone()).unwrap_or("").to_owned();
        let kind = Kind::Scalar { text, style: Style::Plain };
        self.node(Node { at: self.place.span(at.start, at.end), kind }, at);
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, at: Range<usize>) {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        };
        let written = self.text.get(at.clone()).unwrap_or("");

        let mut range = at.clone();
        if style == Style::Block {
            range.end = at.start + written.trim_end().len();
            if text.is_empty()
                && let Some((sign, finding)) = traps::empty_block(self.text, self.place, at.start)
            {
                range = sign;
                self.report(finding);
            }
        } else if style == Style::Plain
            && let Some(dash) = traps::swallowed_entry(written)
            && !self.in_flow()
        {
            let dash = at.start + dash;
            self.report(traps::swallowed(self.place.span(dash, dash + 1)));
        }
        self.last = Last::scalar(style, at.clone());
        let kind = Kind::Scalar { text: text.to_owned(), style };
        self.node(Node { at: self.place.span(range.start, range.end), kind }, at);
    }

    fn in_flow(&self) -> bool {
        match self.stack.last() {
            Some(Frame::List { open, .. }) => open.is_some(),
            Some(Frame::Map(map)) => map.open.is_some(),
            None => false,
        }
    }

    /// Closes the innermost list or mapping; `end` is where its closing sign ends, where it has one.
    fn close(&mut self, end: usize) {
        let (node, earlier, start) = match self.stack.pop() {
            None => return,
            Some(Frame::List { open, items }) => {
                let inner = items.first().zip(items.last()).map(|(first, last)| first.at.to(last.at));
                let node = Node { at: self.extent(open, end, inner), kind: Kind::List(items) };
                (node, Vec::new(), open.unwrap_or(end))
            }
            Some(Frame::Map(mut map)) => {
                if let (Some(findings), Some(start)) = (map.template, map.open) {
                    self.findings.truncate(findings);
                    self.report(traps::template(self.place.span(start, start + 2)));
                    return self.raw(start..end);
                }
                let start = map.open.unwrap_or(end);
                let all_stray = map.entries.is_empty() && map.strays.count() > 0;
                self.broken |= map.strays.lost();
                let (found, items) = map.strays.finish(self.place, start..end, all_stray);
                self.findings.extend(found);
                let inner = map.entries.first().zip(map.entries.last());
                let inner = inner.map(|(first, last)| first.key.at.to(last.value.at));
                let kind = if all_stray { Kind::List(items) } else { Kind::Map(map.entries) };
                (Node { at: self.extent(map.open, end, inner), kind }, map.earlier, start)
            }
        };
        for node in earlier {
            self.node(node, start..end);
        }
        self.node(node, start..end);
    }

    fn extent(&self, open: Option<usize>, end: usize, inner: Option<Span>) -> Span {
        match (open, inner) {
            (Some(open), _) => self.place.span(open, end),
            (None, Some(inner)) => inner,
            (None, None) => self.place.point(end),
        }
    }

    /// A finished node goes to where it belongs; `at` are its bytes in the parsed text.
    fn node(&mut self, node: Node, at: Range<usize>) {
        match self.stack.last_mut() {
            None => {
                if self.root.is_none() && self.documents <= 1 && !node.is_empty() {
                    self.root = Some(node);
                }
            }
            Some(Frame::List { items, .. }) => items.push(node),
            Some(Frame::Map(map)) if map.key.is_none() => {
                let (text, finding) = traps::key(self.text, self.place, node, &at, map.open.is_some());
                let (key, span) = text;
                map.key = Some(Key { text: key, at: span });
                self.last.key();
                map.key_at = at;
                if let Some(finding) = finding {
                    self.report(finding);
                }
            }
            Some(Frame::Map(map)) => {
                let Some(finding) = map.value(self.text, self.place, node) else { return };
                // In a list entry, the second key that is there twice follows from the same slip as the first.
                if let Some(first) = map.twice.and_then(|first| self.findings.get_mut(first)) {
                    first.follows.push(finding);
                } else {
                    map.twice = map.item.then_some(self.findings.len());
                    self.report(finding);
                }
            }
        }
    }
}

impl Map {
    /// Takes the value of the pending key in; gives the finding where the key was there before.
    fn value(&mut self, text: &str, place: &Place, mut node: Node) -> Option<Finding> {
        let key = self.key.take()?;
        if node.is_empty() {
            if self.open.is_some() && !comma::has_colon(text, self.key_at.end) {
                self.strays.take(text, place, key, &self.key_at, &mut self.entries);
                return None;
            }
            // Right behind the colon is where the value is missing.
            let after = self.key_at.end + usize::from(text[self.key_at.end..].starts_with(':'));
            node.at = place.point(after);
        }
        let known = if self.entries.len() < SMALL {
            self.entries.iter().position(|e| e.key.text == key.text)
        } else {
            if self.keys.is_empty() {
                self.keys.extend(self.entries.iter().enumerate().map(|(n, e)| (e.key.text.clone(), n)));
            }
            self.keys.get(&key.text).copied()
        };
        let mut finding = None;
        if let Some(first) = known {
            finding = Some(traps::twice(&self.entries, first, &key, self.item));
            if !(self.item && first == 0) {
                return finding;
            }
            // The first key again: a new list entry whose dash was forgotten.
            let entries = std::mem::take(&mut self.entries);
            self.keys.clear();
            let end = entries.last().map_or(key.at, |last| last.value.at);
            let at = entries.first().map_or(end, |first| first.key.at.to(end));
            self.earlier.push(Node { at, kind: Kind::Map(entries) });
        } else if !self.keys.is_empty() {
            self.keys.insert(key.text.clone(), self.entries.len());
        }
        self.entries.push(Entry { key, value: node });
        finding
    }
}
