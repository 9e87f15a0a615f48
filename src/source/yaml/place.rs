//! From byte offsets of the text that was parsed to places in the author's file.
//!
//! After a syntax error the text is parsed again as the author probably meant it: with quotes, a bracket or some
//! spaces put in. [`Place`] keeps those edits, so that every offset still leads to what the author wrote.

use crate::diagnostic::{FileId, Span};
use std::borrow::Cow;
use std::ops::Range;

/// A replacement in the author's text: `at` becomes `with`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// Bytes of the author's text.
    pub(super) at: Range<usize>,
    /// What is parsed instead.
    pub(super) with: String,
}

/// Where a parsed text stands in its file.
#[derive(Debug, Clone)]
pub(super) struct Place {
    file: FileId,
    start: usize,
    /// Sorted, without overlaps.
    edits: Vec<Edit>,
    /// For each edit, the bytes it takes in the parsed text.
    taken: Vec<Range<usize>>,
}

impl Place {
    /// A text that begins at byte `start` of `file`.
    pub(super) fn new(file: FileId, start: usize) -> Self {
        Self { file, start, edits: Vec::new(), taken: Vec::new() }
    }

    /// The span of `start..end` of the parsed text.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.start + self.written(start), self.start + self.written(end))
    }

    /// The point at `at` of the parsed text.
    pub(super) fn point(&self, at: usize) -> Span {
        self.span(at, at)
    }

    /// The offset in the author's text of an offset in the parsed text; inside an edit, its nearer edge.
    pub(super) fn written(&self, at: usize) -> usize {
        let after = self.taken.partition_point(|taken| taken.start <= at);
        let Some(n) = after.checked_sub(1) else { return at };
        let (edit, taken) = (&self.edits[n], &self.taken[n]);
        if at >= taken.end {
            at - taken.end + edit.at.end
        } else if at == taken.start {
            edit.at.start
        } else {
            edit.at.end
        }
    }

    /// Takes further edits in; false, and nothing taken, where one of them touches an earlier one.
    pub(super) fn add(&mut self, more: Vec<Edit>) -> bool {
        let overlaps = |a: &Edit, b: &Edit| {
            a.at.start < b.at.end && b.at.start < a.at.end || (a.at == b.at && a.at.is_empty())
        };
        if more.is_empty() || more.iter().any(|m| self.edits.iter().any(|e| overlaps(e, m))) {
            return false;
        }
        self.edits.extend(more);
        self.edits.sort_by_key(|e| (e.at.start, e.at.end));
        self.edits.dedup();
        true
    }

    /// Takes edits in that leave lines out, in place of all edits they touch; false where they change nothing.
    pub(super) fn force(&mut self, more: Vec<Edit>) -> bool {
        let before = self.edits.clone();
        for new in more {
            self.edits.retain(|e| e.at.end < new.at.start || e.at.start > new.at.end);
            self.edits.push(new);
        }
        self.edits.sort_by_key(|e| (e.at.start, e.at.end));
        self.edits != before
    }

    /// Whether something was edited in these bytes of the author's text.
    pub(super) fn touches(&self, range: &Range<usize>) -> bool {
        self.edits
            .iter()
            .any(|e| e.at.start < range.end && range.start < e.at.end || e.at.start == range.start)
    }

    /// The text to be parsed.
    pub(super) fn apply<'a>(&mut self, text: &'a str) -> Cow<'a, str> {
        self.taken.clear();
        if self.edits.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut new = String::with_capacity(text.len() + 64);
        let mut at = 0;
        for edit in &self.edits {
            new.push_str(text.get(at..edit.at.start).unwrap_or(""));
            let start = new.len();
            new.push_str(&edit.with);
            self.taken.push(start..new.len());
            at = edit.at.end;
        }
        new.push_str(text.get(at..).unwrap_or(""));
        Cow::Owned(new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_lead_back() {
        let text = "a: x: y\nb: [1\nc: 2\n";
        let mut place = Place::new(FileId(0), 0);
        assert!(place.add(vec![Edit { at: 13..13, with: "]".into() }]));
        assert!(place.add(vec![Edit { at: 3..7, with: "'x: y'".into() }]));
        assert!(!place.add(vec![Edit { at: 5..8, with: String::new() }]));
        let parsed = place.apply(text);
        assert_eq!(parsed, "a: 'x: y'\nb: [1]\nc: 2\n");
        assert_eq!((place.written(3), place.written(9)), (3, 7));
        assert_eq!(place.written(parsed.find(']').unwrap()), 13);
        assert_eq!(place.written(parsed.find("c:").unwrap()), 14);
    }
}
