//! Places: a file, a byte range in it, and the line and column that people count.

use serde::{Deserialize, Serialize};
use std::sync::{Arc, OnceLock};

/// A file of the handbook: its index in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FileId(pub u32);

/// A byte range `start..end` of one file, counted from the first byte of [`SourceText::text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte; equal to `start` for a point.
    pub end: u32,
}

impl Span {
    /// The range `start..end` of `file`. Files are bounded far below 4 GiB (see `source`), so offsets saturate
    /// only on input that was refused before.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The very beginning of `file`: for findings about a file as a whole.
    pub fn top(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }

    /// From the start of `self` to the end of `other` (same file).
    #[must_use]
    pub fn to(self, other: Span) -> Self {
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A place as people count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// From 1.
    pub line: u32,
    /// From 1, in Unicode characters.
    pub column: u32,
}

/// One file as read: its path within the handbook and its text without a byte-order mark.
#[derive(Debug, Clone)]
pub struct SourceText {
    /// Path from the handbook's root, with forward slashes on every system.
    pub path: String,
    /// The text; empty where the file could not be read.
    pub text: Arc<str>,
    /// Byte offset of the start of each line, once somebody asks: of most files nobody does.
    lines: OnceLock<Vec<u32>>,
}

impl SourceText {
    /// A file.
    pub fn new(path: String, text: Arc<str>) -> Self {
        Self { path, text, lines: OnceLock::new() }
    }

    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let ends = self.text.match_indices('\n');
            let starts = ends.map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX));
            std::iter::once(0).chain(starts).collect()
        })
    }

    /// Line and column of a byte offset; an offset past the end gives the end.
    pub fn locate(&self, offset: u32) -> Location {
        let offset = (offset as usize).min(self.text.len());
        let line = self.lines().partition_point(|&start| start as usize <= offset).max(1);
        let start = self.lines().get(line - 1).map_or(0, |&s| s as usize);
        let mut end = offset;
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let column = self.text.get(start..end).map_or(0, |s| s.chars().count());
        Location {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column + 1).unwrap_or(u32::MAX),
        }
    }

    /// Byte offset at which a line (from 1) starts; past the last line, the end of the text.
    pub fn line_start(&self, line: u32) -> u32 {
        let past = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.lines().get((line.max(1) - 1) as usize).copied().unwrap_or(past)
    }

    /// How many lines the text has (a final newline opens none).
    pub fn line_count(&self) -> usize {
        if self.text.ends_with('\n') { self.lines().len() - 1 } else { self.lines().len() }
    }
}

/// All files of a handbook, by [`FileId`].
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<SourceText>,
}

impl Sources {
    /// Adds a file and gives its id.
    pub fn add(&mut self, file: SourceText) -> FileId {
        self.files.push(file);
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The file of an id. Ids come from [`Sources::add`], so a missing one is answered with an empty file
    /// rather than a panic.
    pub fn get(&self, id: FileId) -> &SourceText {
        static NONE: std::sync::OnceLock<SourceText> = std::sync::OnceLock::new();
        self.files
            .get(id.0 as usize)
            .unwrap_or_else(|| NONE.get_or_init(|| SourceText::new(String::new(), Arc::from(""))))
    }

    /// Path of a file within the handbook.
    pub fn path(&self, id: FileId) -> &str {
        &self.get(id).path
    }

    /// The text a span covers; empty where it does not fit the file.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Line and column where a span starts.
    pub fn locate(&self, span: Span) -> Location {
        self.get(span.file).locate(span.start)
    }

    /// Line and column where a span ends.
    pub fn locate_end(&self, span: Span) -> Location {
        self.get(span.file).locate(span.end)
    }

    /// All files with their ids, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceText)> {
        self.files.iter().enumerate().map(|(n, f)| (FileId(u32::try_from(n).unwrap_or(u32::MAX)), f))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let file = SourceText::new("a".into(), Arc::from("ä: ö\nx\n"));
        assert_eq!(file.locate(4), Location { line: 1, column: 4 });
        assert_eq!(file.locate(7), Location { line: 2, column: 1 });
        assert_eq!(file.line_count(), 2);
    }
}
