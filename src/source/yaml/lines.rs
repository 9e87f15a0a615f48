//! The anatomy of one line: indentation, dashes, key, value. Used only to explain a mistake, never to read.

use std::ops::Range;

/// A line of YAML, taken apart as a person would. All offsets are bytes of the whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The line without its end.
    pub(super) at: Range<usize>,
    /// How far it is indented, in bytes.
    pub(super) indent: usize,
    /// Columns (from 0) of its leading dashes.
    pub(super) dashes: Vec<usize>,
    /// Column (from 0) of what follows the dashes.
    pub(super) content: usize,
    /// The key, where the line has one.
    pub(super) key: Option<Range<usize>>,
    /// What follows the key, or the dashes; without a comment and without spaces around it.
    pub(super) value: Range<usize>,
}

impl Line {
    /// The line in which the offset `at` lies.
    pub(super) fn around(text: &str, at: usize) -> Self {
        let at = at.min(text.len());
        let before = text.get(..at).unwrap_or("");
        Self::new(text, before.rfind('\n').map_or(0, |n| n + 1))
    }

    /// The line that begins at `start`.
    pub(super) fn new(text: &str, start: usize) -> Self {
        let rest = text.get(start..).unwrap_or("");
        let line = rest.split('\n').next().unwrap_or("");
        let line = line.strip_suffix('\r').unwrap_or(line);
        let bytes = line.as_bytes();
        let spaces =
            |from: usize| from + bytes[from..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let indent = spaces(0);
        let mut content = indent;
        let mut dashes = Vec::new();
        while bytes.get(content) == Some(&b'-') && matches!(bytes.get(content + 1), None | Some(b' ' | b'\t'))
        {
            dashes.push(content);
            content = spaces(content + 1);
        }
        let key = key_end(&line[content..]).map(|end| content..content + end);
        let from = key.as_ref().map_or(content, |k| spaces((k.end + 1).min(bytes.len())));
        let until = from + value_end(&line[from..]);
        let shift = |r: Range<usize>| start + r.start..start + r.end;
        Self {
            at: start..start + line.len(),
            indent,
            dashes,
            content,
            key: key.map(shift),
            value: shift(from..until),
        }
    }

    /// Where the next line begins; the end of the text after the last.
    pub(super) fn next_start(&self, text: &str) -> usize {
        text.get(self.at.end..).and_then(|rest| rest.find('\n')).map_or(text.len(), |n| self.at.end + n + 1)
    }

    /// The next line; `None` after the last.
    pub(super) fn next(&self, text: &str) -> Option<Self> {
        let start = self.next_start(text);
        (start < text.len()).then(|| Self::new(text, start))
    }

    /// The line before; `None` before the first.
    pub(super) fn previous(&self, text: &str) -> Option<Self> {
        (self.at.start > 0).then(|| Self::around(text, self.at.start - 1))
    }

    /// The last line before this one that says something.
    pub(super) fn above(&self, text: &str) -> Option<Self> {
        std::iter::successors(self.previous(text), |line| line.previous(text))
            .find(|line| !line.is_idle(text))
    }

    /// Whether the line is empty or a comment.
    pub(super) fn is_idle(&self, text: &str) -> bool {
        let rest = self.rest(text);
        rest.is_empty() && self.dashes.is_empty() || rest.starts_with('#')
    }

    /// What follows indentation and dashes.
    pub(super) fn rest<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.at.start + self.content..self.at.end).unwrap_or("")
    }

    /// Where its first sign stands.
    pub(super) fn first(&self) -> usize {
        self.at.start + self.indent
    }

    /// Whether it is built like a key or a list entry.
    pub(super) fn is_structure(&self) -> bool {
        self.key.is_some() || !self.dashes.is_empty()
    }
}

/// Length of the key at the start of `text`, up to its colon; `None` where there is none.
fn key_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let ends =
        |at: usize| bytes.get(at) == Some(&b':') && matches!(bytes.get(at + 1), None | Some(b' ' | b'\t'));
    match bytes.first()? {
        b'#' | b'[' | b'{' | b'|' | b'>' => None,
        quote @ (b'"' | b'\'') => {
            let close = 1 + bytes[1..].iter().position(|b| b == quote)?;
            ends(close + 1).then_some(close + 1)
        }
        _ => {
            let at = (0..bytes.len()).find(|&at| ends(at) || (bytes[at] == b'#' && bytes[at - 1] == b' '))?;
            (at > 0 && ends(at)).then_some(at)
        }
    }
}

/// Length of the value at the start of `text`, without a comment behind it.
fn value_end(text: &str) -> usize {
    // A hash in quotes is none: look behind the last quote.
    let from = match text.chars().next() {
        Some(quote @ ('"' | '\'')) => text.rfind(quote).unwrap_or(0),
        _ => 0,
    };
    let comment = if text.starts_with('#') { Some(0) } else { text[from..].find(" #").map(|n| from + n) };
    text[..comment.unwrap_or(text.len())].trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (usize, usize, Option<&str>, &str) {
        let line = Line::new(text, 0);
        (line.indent, line.content, line.key.map(|k| &text[k]), &text[line.value])
    }

    #[test]
    fn a_line_comes_apart() {
        assert_eq!(parts("  - id: a b  # note"), (2, 4, Some("id"), "a b"));
        assert_eq!(parts("do: x: y\r"), (0, 0, Some("do"), "x: y"));
        assert_eq!(parts("- Angebot"), (0, 2, None, "Angebot"));
        assert_eq!(parts("a: \"x # y\" # z"), (0, 0, Some("a"), "\"x # y\""));
        assert_eq!(parts("a:x"), (0, 0, None, "a:x"));
        assert_eq!(parts("a:"), (0, 0, Some("a"), ""));
        assert_eq!(parts("-"), (0, 1, None, ""));
        assert_eq!(parts(""), (0, 0, None, ""));
    }
}
