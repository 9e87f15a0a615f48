//! From byte offsets of the text that was parsed to places in the author's file.

use crate::diagnostic::{FileId, Span};

/// Where a parsed text stands in its file.
#[derive(Debug, Clone)]
pub(super) struct Place {
    file: FileId,
    start: usize,
}

impl Place {
    /// A text that begins at byte `start` of `file`.
    pub(super) fn new(file: FileId, start: usize) -> Self {
        Self { file, start }
    }

    /// The span of `start..end` of the parsed text.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.start + start, self.start + end)
    }

    /// The point at `at` of the parsed text.
    pub(super) fn point(&self, at: usize) -> Span {
        self.span(at, at)
    }
}
