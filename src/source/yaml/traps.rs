//! What YAML reads without complaint, but not as the author meant it: a text cut at `#`, a comma inside braces,
//! a key written twice, a sign that is a command of YAML.

use super::explain::{quoted, short};
use super::place::Place;
use crate::diagnostic::{Finding, Span};
use crate::source::node::{Entry, Key, Kind, Node, Style};
use std::ops::Range;

/// The scalar before a comment.
#[derive(Debug, Clone, Default)]
pub(super) struct Last {
    /// Its bytes, where it is a plain one.
    plain: Option<Range<usize>>,
    /// Whether it is a key.
    is_key: bool,
    /// Whether it is a value that is missing.
    empty: bool,
}

impl Last {
    /// A scalar was read.
    pub(super) fn scalar(style: Style, at: Range<usize>) -> Self {
        Self { plain: (style == Style::Plain).then_some(at), is_key: false, empty: false }
    }

    /// A value is missing.
    pub(super) fn empty() -> Self {
        Self { plain: None, is_key: false, empty: true }
    }

    /// It turned out to be a key.
    pub(super) fn key(&mut self) {
        self.is_key = true;
    }

    /// Whether the comment at `at` cuts a text off: it follows on the same line, is not set off, and no space
    /// stands behind its `#`.
    pub(super) fn cut_by_comment(
        &self,
        text: &str,
        place: &Place,
        at: &Range<usize>,
        comment: &str,
    ) -> Option<Cut> {
        let first = comment.chars().next()?;
        if !(first.is_alphanumeric() || "\"'(&@$§€".contains(first)) {
            return None;
        }
        let comment = text.get(at.clone())?.trim_end();
        let finding = |message: String, help: String| {
            Finding::new("source/comment-cut", place.span(at.start, at.end), message).help(help)
        };
        let before = text.get(..at.start)?.trim_end_matches([' ', '\t']);
        let entry = before.ends_with('-');
        if self.empty && before.ends_with(':') || entry {
            let message = "text that begins with `#` is read as a note, so nothing is left of it";
            let help = format!("put it in quotes: {}", quoted(comment));
            let finding = finding(message.to_owned(), help);
            return Some(if entry { Cut::Whole(finding) } else { Cut::Text(finding) });
        }
        let plain = self.plain.as_ref().filter(|plain| !self.is_key && plain.end + 1 == at.start)?;
        let value = text.get(plain.clone())?;
        let message = format!("from `#` on this is read as a note; the text is only `{}`", short(value));
        let help = format!(
            "put the text in quotes: {}; if it is a note, write a space behind the #",
            quoted(&short(&format!("{value} {comment}")))
        );
        Some(Cut::Text(finding(message, help)))
    }
}

/// A text and a comment that belongs to it.
pub(super) enum Cut {
    /// The text is cut.
    Text(Finding),
    /// It is, should no value follow below.
    Whole(Finding),
}

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
