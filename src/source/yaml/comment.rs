//! A text cut at ` #`: YAML takes what follows for a note, silently.

use super::explain::{quoted, short};
use super::place::Place;
use crate::diagnostic::Finding;
use crate::source::node::Style;
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
