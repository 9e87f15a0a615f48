//! Front matter: where the keys at the top of a Markdown file begin and end.

use std::ops::Range;

/// A Markdown file, split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// Bytes of the keys, without the fences; `None` where the file has none.
    pub front: Option<Range<usize>>,
    /// Bytes of the prose.
    pub body: Range<usize>,
    /// The line that opens the keys, where no line closes them.
    pub unclosed: Option<Range<usize>>,
}

/// Splits the text of a Markdown file (without a byte-order mark).
///
/// Keys stand between two lines `---` at the very top (`...` closes them, too). Keys that begin in the first line
/// and are only closed by `---` count as well. A page that merely begins with a ruler has no keys.
pub fn split(text: &str) -> Split {
    let whole = Split { front: None, body: 0..text.len(), unclosed: None };
    let mut lines = Lines { text, at: 0 };
    let Some(first) = lines.next() else { return whole };
    let opened = is_fence(&text[first.clone()]);
    if !opened && !is_key_line(&text[first.clone()]) {
        return whole;
    }
    let start = if opened { lines.at } else { 0 };
    let mut keys = !opened;
    let mut prose = Prose::default();
    // Where the keys end, should no line close them.
    let mut end_of_keys = start;
    while let Some(line) = lines.next() {
        let content = &text[line.clone()];
        if is_fence(content) || (opened && content.trim_end() == "...") {
            if prose.seen && prose.excess > 0 && opened {
                // A ruler in the prose below keys that nobody closed.
                break;
            }
            let inner = &text[start..line.start];
            // Between two rulers there may also be prose.
            if keys || inner.lines().all(|l| l.trim().is_empty() || l.starts_with('#')) {
                return Split { front: Some(start..line.start), body: lines.at..text.len(), unclosed: None };
            }
            return whole;
        }
        keys |= is_key_line(content);
        let belongs = prose.line(content);
        if belongs && !prose.begun {
            end_of_keys = lines.at;
        }
        if !belongs && !opened {
            return whole;
        }
    }
    let first_is_key = text[start..].lines().find(|l| !l.trim().is_empty() && !l.starts_with('#'));
    if opened && first_is_key.is_some_and(is_key_line) {
        return Split {
            front: Some(start..end_of_keys),
            body: end_of_keys..text.len(),
            unclosed: Some(first.start..first.start + 3),
        };
    }
    whole
}

/// Tells where keys end and prose begins.
#[derive(Default)]
struct Prose {
    /// A line was seen that does not belong to keys.
    begun: bool,
    /// It was prose for all one can tell: a paragraph of its own, or a heading.
    seen: bool,
    /// Since then: lines of prose, less lines that look like keys.
    excess: i32,
    /// What the line before was.
    before: Before,
}

/// The line before.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Keys or text.
    #[default]
    Line,
    /// Empty.
    Blank,
    /// `# …` after an empty one: a comment if a key stands right below it, else a heading.
    Hash,
}

impl Prose {
    /// Takes a line; whether it may belong to keys.
    fn line(&mut self, content: &str) -> bool {
        if content.trim().is_empty() {
            let heading = self.before == Before::Hash;
            self.begun |= heading;
            self.seen |= heading;
            self.before = Before::Blank;
            return false;
        }
        if content.starts_with('#') {
            if self.before == Before::Blank {
                self.before = Before::Hash;
            }
            return self.before == Before::Line;
        }
        let key = is_key_line(content);
        let inner = content.starts_with([' ', '\t', '-']) && !is_fence(content);
        let belongs = key || (inner && self.before != Before::Hash);
        if !belongs {
            self.begun = true;
            self.seen |= self.before != Before::Line;
            self.excess += 1;
        } else if self.begun && is_key_line(content.trim_start_matches(['-', ' '])) {
            self.excess -= 1;
        }
        self.before = Before::Line;
        belongs
    }
}

/// `---`, with nothing but spaces behind it.
fn is_fence(line: &str) -> bool {
    line.strip_prefix("---").is_some_and(|rest| rest.trim().is_empty())
}

/// `key:` at the start of the line, the key being one word or two.
fn is_key_line(line: &str) -> bool {
    let Some((key, rest)) = line.split_once(':') else { return false };
    key.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '"')
        && key.chars().all(|c| c.is_alphanumeric() || "-_. /\"".contains(c))
        && key.split(' ').count() <= 3
        && (rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
}

/// Lines with their ends, and where the next begins.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        if self.at >= self.text.len() {
            return None;
        }
        let start = self.at;
        let end = self.text[start..].find('\n').map_or(self.text.len(), |n| start + n + 1);
        self.at = end;
        Some(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys and the prose of a text.
    fn parts(text: &str) -> (Option<&str>, &str) {
        let split = split(text);
        (split.front.map(|r| &text[r]), &text[split.body])
    }

    #[test]
    fn between_two_fences() {
        assert_eq!(parts("---\nid: x\n---\nText\n"), (Some("id: x\n"), "Text\n"));
        assert_eq!(parts("---\r\nid: x\r\n---\r\nText"), (Some("id: x\r\n"), "Text"));
        assert_eq!(parts("---\nid: x\n...\nText"), (Some("id: x\n"), "Text"));
        assert_eq!(parts("---\nid: x\n---"), (Some("id: x\n"), ""));
    }

    #[test]
    fn empty_keys_are_keys() {
        assert_eq!(parts("---\n---\nText"), (Some(""), "Text"));
        assert_eq!(parts("---\n# nothing yet\n---\nText"), (Some("# nothing yet\n"), "Text"));
    }

    #[test]
    fn closed_only() {
        let text = "name: Access Policy\nsatisfies:\n  TSC:\n    - CC6.1\n---\n# Purpose\n";
        assert_eq!(parts(text).1, "# Purpose\n");
        assert_eq!(
            parts("Note: a sentence\ngoes on here\n---\nmore"),
            (None, "Note: a sentence\ngoes on here\n---\nmore")
        );
    }

    #[test]
    fn a_ruler_is_no_front_matter() {
        assert_eq!(parts("---\n\nJust text\n\n---\nmore\n").0, None);
        assert_eq!(parts("---\n\nJust text\n").0, None);
        assert_eq!(parts("").0, None);
    }

    #[test]
    fn unclosed_keys_end_where_prose_begins() {
        let text = "---\nid: x\nsteps:\n- id: a\n\n# Title\n\nText\n";
        let split_at = split(text);
        assert_eq!(split_at.unclosed, Some(0..3));
        assert_eq!(&text[split_at.front.unwrap()], "id: x\nsteps:\n- id: a\n");
        assert_eq!(&text[split_at.body], "\n# Title\n\nText\n");
        // A ruler further down closes nothing; a comment between keys begins no prose.
        let text = "---\nid: x\n\n# Steps\nsteps:\n\n# Title\n\nText\n\n---\nmore\n";
        let split_at = split(text);
        assert_eq!(split_at.unclosed, Some(0..3));
        assert_eq!(&text[split_at.front.unwrap()], "id: x\n\n# Steps\nsteps:\n");
    }

    #[test]
    fn a_slip_in_the_keys_does_not_end_them() {
        assert_eq!(parts("---\nid: x\nslip\n\n# c\nb: y\n---\nText").0, Some("id: x\nslip\n\n# c\nb: y\n"));
    }
}
