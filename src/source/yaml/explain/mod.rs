//! A syntax error in plain words: where the author's mistake is, what to write instead, and how to read on.
//!
//! The parser tells where it gave up, which is often far below the mistake. From there the text itself is looked
//! at: tabs, open quotes and brackets, signs with a meaning of their own, indentation.

mod bracket;
mod indent;
mod plain;
mod quote;
mod value;

use super::MAX_DEPTH;
use super::lines::Line;
use super::place::Edit;
use granit_parser::{ErrorKind, ScanError};
use std::ops::Range;

/// An explained error. Offsets are bytes of the text that was parsed.
#[derive(Debug)]
pub(super) struct Mistake {
    /// Where the author went wrong.
    pub(super) at: Range<usize>,
    /// What is wrong.
    pub(super) message: String,
    /// What to write instead.
    pub(super) help: String,
    /// Whether it is about where the line begins.
    pub(super) layout: bool,
    /// Another place that belongs to it.
    pub(super) also: Option<(usize, String)>,
    /// How to read on; empty where that makes no sense.
    pub(super) edits: Vec<Edit>,
    /// A replacement that is safe to write into the file: the bytes, the text.
    pub(super) fix: Option<(Range<usize>, String)>,
}

impl Mistake {
    fn new(at: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            at,
            message: message.into(),
            help: help.into(),
            layout: false,
            also: None,
            edits: Vec::new(),
            fix: None,
        }
    }

    fn edit(mut self, at: Range<usize>, with: impl Into<String>) -> Self {
        self.edits.push(Edit { at, with: with.into() });
        self
    }

    /// Reads on as if `at` were written as quoted `text`.
    fn quote(self, at: Range<usize>, text: &str) -> Self {
        let with = quoted(text);
        self.edit(at, with)
    }

    /// As [`Mistake::quote`], and offers to write it so.
    fn quote_and_fix(mut self, at: Range<usize>, text: &str) -> Self {
        self.fix = Some((at.clone(), quoted(text)));
        self.quote(at, text)
    }

    /// Reads on without the line and all that is indented deeper below it.
    fn without(mut self, text: &str, line: &Line) -> Self {
        self.edits.extend(blank(text, line));
        self
    }
}

/// Explains an error of the parser over `text`.
pub(super) fn explain(text: &str, error: &ScanError) -> Mistake {
    let at = error.marker().byte_offset().unwrap_or(0).min(text.len());
    let at = text.floor_char_boundary(at);
    let kind = error.kind();
    if *kind == ErrorKind::RecursionLimitExceeded {
        let message = format!("this is nested more than {MAX_DEPTH} levels deep, and is not read");
        let help = "a guideline needs about eight levels: write it flatter";
        return Mistake::new(at..at, message, help).without(text, &Line::around(text, at));
    }
    // A text that ends at a comment, and a line below that would go on with it: that line is too deep.
    let at = if *kind == ErrorKind::CommentInterceptedScalar {
        let below = std::iter::successors(Line::around(text, at).next(text), |line| line.next(text));
        below.skip_while(|line| line.is_idle(text)).map(|line| line.first()).next().unwrap_or(at)
    } else {
        at
    };
    tab(text, at, kind)
        .or_else(|| control(text, at, kind))
        .or_else(|| quote::explain(text, at))
        .or_else(|| bracket::explain(text, at, kind))
        .or_else(|| value::explain(text, at))
        .or_else(|| indent::explain(text, at))
        .unwrap_or_else(|| otherwise(text, at))
}

/// Edits that leave a line out, with all that is indented deeper below it.
pub(super) fn blank(text: &str, line: &Line) -> Vec<Edit> {
    let nothing = |line: &Line| Edit { at: line.first()..line.at.end, with: String::new() };
    let deeper = std::iter::successors(line.next(text), |below| below.next(text))
        .take_while(|below| below.is_idle(text) || below.indent > line.indent);
    std::iter::once(nothing(line)).chain(deeper.filter(|l| !l.is_idle(text)).map(|l| nothing(&l))).collect()
}

/// A tab where indentation is counted.
fn tab(text: &str, at: usize, kind: &ErrorKind) -> Option<Mistake> {
    let tab_of = |line: &Line| {
        let before = text.get(line.at.start..line.at.start + line.content)?;
        before.find('\t').map(|n| line.at.start + n)
    };
    let here = Line::around(text, at);
    let told = matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
            | ErrorKind::TabAtBlockScalarStart
    );
    let found = tab_of(&here).or_else(|| tab_of(&here.next(text)?)).or_else(|| {
        let rest = text.get(at..).filter(|_| told)?;
        rest.find('\t').map(|n| at + n)
    })?;
    let lines = std::iter::successors(Some(Line::new(text, 0)), |line| line.next(text));
    let tabbed: Vec<_> = lines.filter(|line| tab_of(line).is_some()).collect();
    let message = match tabbed.len() {
        0 | 1 => "a tab stands here; lines are indented with spaces only".to_owned(),
        n => format!("a tab stands here, and in {} more lines; lines are indented with spaces only", n - 1),
    };
    let help = "put two spaces in place of the tab; most editors do so by themselves when told to";
    let mut mistake = Mistake::new(found..found + 1, message, help);
    for line in tabbed {
        let range = line.at.start..line.at.start + line.content;
        let with = text.get(range.clone()).unwrap_or("").replace('\t', "  ");
        mistake = mistake.edit(range, with);
    }
    Some(if mistake.edits.is_empty() { mistake.edit(found..found + 1, " ") } else { mistake })
}

/// A sign that cannot be seen.
fn control(text: &str, at: usize, kind: &ErrorKind) -> Option<Mistake> {
    let told = matches!(kind, ErrorKind::UnexpectedCharacter { .. } | ErrorKind::BomInsideDocument);
    let from = Line::around(text, at).at.start;
    let invisible = |c: char| c == '\u{feff}' || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    let rest = text.get(from..).filter(|_| told)?;
    let (n, c) = rest.char_indices().find(|&(n, c)| invisible(c) && from + n >= at)?;
    // Further below it is another finding.
    let range = from + n..from + n + c.len_utf8();
    (Line::around(text, at).at.end >= range.end).then(|| {
        let message = format!("an invisible sign stands here (U+{:04X})", u32::from(c));
        Mistake::new(range.clone(), message, "delete it, and write the line again by hand").edit(range, "")
    })
}

/// Nothing more is known than the line.
fn otherwise(text: &str, at: usize) -> Mistake {
    let here = Line::around(text, at);
    let line = if here.is_idle(text) { here.above(text).unwrap_or(here) } else { here };
    let mut mistake = Mistake::new(
        line.first()..line.at.end,
        "this line can be read neither as `key: value` nor as a list entry `- …`",
        "put text with special signs in quotes, and indent the line like those it belongs to",
    );
    mistake.layout = true;
    mistake.without(text, &line)
}

/// A text in quotes, so that it is read as it stands.
pub(super) fn quoted(text: &str) -> String {
    if text.contains(['"', '\\', '\n']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}

/// The beginning of a text, short enough for a message.
pub(super) fn short(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= 40 { text } else { text.chars().take(39).collect::<String>() + "…" }
}
