//! What is still open at a place of the text: brackets, braces, quotes. A light walk over the text, far simpler
//! than the parser's; it only runs after a syntax error, to find where the mistake began.

use super::lines::Line;
use std::ops::Range;

/// What a walk to some place found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Open {
    /// Brackets and braces that are open there, outermost first, each with its place.
    pub(super) brackets: Vec<(u8, usize)>,
    /// The last quoted text that began before it: where it begins, and where it ends (one past its closing quote;
    /// the end of the text where none closes it).
    pub(super) quoted: Option<Range<usize>>,
    /// A closing bracket before or at the place that does not fit the one that is open.
    pub(super) misfit: Option<usize>,
}

/// Walks from the beginning of the text to `until`.
pub(super) fn open_at(text: &str, until: usize) -> Open {
    let mut walk = Walk { text, bytes: text.as_bytes(), at: 0, open: Open::default() };
    while walk.at < until.min(text.len()) {
        walk.line(until);
    }
    walk.open
}

struct Walk<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    open: Open,
}

impl Walk<'_> {
    /// One line of block style, with whatever flow style or quotes it opens, until these are closed.
    fn line(&mut self, until: usize) {
        let line = Line::new(self.text, self.at);
        let next = line.next_start(self.text).max(self.at + 1);
        if line.is_idle(self.text) {
            self.at = next;
            return;
        }
        match self.bytes.get(line.value.start) {
            Some(b'|' | b'>') => {
                self.at = next;
                self.block(line.key.as_ref().map_or(line.indent, |_| line.content));
            }
            Some(b'"' | b'\'') => {
                self.at = line.value.start;
                self.quoted();
                self.at =
                    self.at.max(Line::around(self.text, self.at.saturating_sub(1)).next_start(self.text));
            }
            Some(b'[' | b'{') => {
                self.at = line.value.start;
                self.flow(until);
                if self.open.brackets.is_empty() {
                    self.at =
                        Line::around(self.text, self.at.saturating_sub(1)).next_start(self.text).max(self.at);
                }
            }
            _ => self.at = next,
        }
    }

    /// The lines of a block text: those deeper than its key.
    fn block(&mut self, column: usize) {
        while self.at < self.bytes.len() {
            let line = Line::new(self.text, self.at);
            let blank = line.at.len() == line.indent;
            if !blank && line.indent <= column {
                return;
            }
            self.at = line.next_start(self.text).max(self.at + 1);
        }
    }

    /// Quoted text from its opening quote on.
    fn quoted(&mut self) {
        let start = self.at;
        let quote = self.bytes[start];
        let mut at = start + 1;
        while let Some(&byte) = self.bytes.get(at) {
            at += 1;
            if byte == b'\\' && quote == b'"' {
                at += 1;
            } else if byte == quote {
                if quote == b'\'' && self.bytes.get(at) == Some(&b'\'') {
                    at += 1;
                } else {
                    break;
                }
            }
        }
        self.at = at.min(self.bytes.len());
        self.open.quoted = Some(start..self.at);
    }

    /// Flow style from its opening bracket until all are closed, or until `until`.
    fn flow(&mut self, until: usize) {
        // Whether a quote here would begin a text.
        let mut fresh = true;
        while self.at < until.min(self.bytes.len()) {
            let byte = self.bytes[self.at];
            match byte {
                b'[' | b'{' => self.open.brackets.push((byte, self.at)),
                b']' | b'}' => {
                    let fits = self.open.brackets.last().is_some_and(|&(open, _)| open + 2 == byte);
                    if !fits {
                        self.open.misfit = Some(self.at);
                        return self.at = self.bytes.len();
                    }
                    self.open.brackets.pop();
                    if self.open.brackets.is_empty() {
                        self.at += 1;
                        return;
                    }
                }
                b'"' | b'\'' if fresh => {
                    self.quoted();
                    fresh = false;
                    continue;
                }
                b'#' if self.at > 0 && self.bytes[self.at - 1].is_ascii_whitespace() => {
                    self.at = Line::around(self.text, self.at).at.end;
                    continue;
                }
                _ => {}
            }
            fresh = matches!(byte, b'[' | b'{' | b',')
                || (fresh && byte.is_ascii_whitespace())
                || (byte == b':' && self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_whitespace));
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_stay_open() {
        let text = "a: it's [no\nb: { c: [d, 'x]'\ne: f\n";
        let open = open_at(text, text.len());
        assert_eq!(open.brackets, [(b'{', 15), (b'[', 20)]);
    }

    #[test]
    fn quotes_have_an_end() {
        let text = "a: \"x\nb: \"y\"\n";
        assert_eq!(open_at(text, text.len()).quoted, Some(3..10));
        assert_eq!(open_at("a: |\n  \"x\nb: 'c'\n", 17).quoted, Some(13..16));
    }

    #[test]
    fn a_misfit_is_seen() {
        assert_eq!(open_at("a: [x}\n", 7).misfit, Some(5));
    }
}
