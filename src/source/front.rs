//! Front matter: where the keys at the top of a Markdown file begin and end.

use super::CONTROLLED;
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
    /// The first line, where keys of a document begin in it or right below it and nothing opens them as it should.
    pub unopened: Option<Range<usize>>,
}

/// Splits the text of a Markdown file (without a byte-order mark).
///
/// Keys stand between two lines `---` at the top (`...` closes them, too; empty lines may stand above). Keys that
/// begin in the first line and are only closed by `---` count as well. A page that merely begins with a ruler has no
/// keys.
pub fn split(text: &str) -> Split {
    let mut whole = Split { front: None, body: 0..text.len(), unclosed: None, unopened: None };
    let mut lines = Lines { text, at: 0 };
    let Some(first) = lines.by_ref().find(|line| !text[line.clone()].trim().is_empty()) else { return whole };
    let opening = &text[first.clone()];
    let too_long = is_long_ruler(opening) && text[lines.at..].lines().next().is_some_and(names_document);
    let opened = is_fence(opening) || too_long;
    let unopened = too_long.then(|| first.start..first.start + opening.trim_end().len());
    if !opened && !is_key_line(opening) {
        return whole;
    }
    let start = if opened { lines.at } else { first.start };
    // Keys that say what document this is: such a beginning is meant as keys, whatever stands around them.
    let document = names_document(opening);
    if !opened && first_lines(&text[start..]).filter(|line| names_document(line)).count() >= 2 {
        whole.unopened = Some(first.start..first.start + opening.trim_end().len());
    }
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
                let body = lines.at..text.len();
                return Split { front: Some(start..line.start), body, unclosed: None, unopened };
            }
            return whole;
        }
        keys |= is_key_line(content);
        let belongs = prose.line(content);
        if belongs && !prose.begun {
            end_of_keys = lines.at;
        }
        let meant = opened || (document && prose.excess <= 0);
        if !belongs && !meant {
            return whole;
        }
    }
    let first_is_key = text[start..].lines().find(|l| !l.trim().is_empty() && !l.starts_with('#'));
    if opened && first_is_key.is_some_and(is_key_line) {
        return Split {
            front: Some(start..end_of_keys),
            body: end_of_keys..text.len(),
            unclosed: Some(first.start..first.start + 3),
            unopened: None,
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

/// More than three dashes: a ruler in Markdown, and often meant as a fence.
fn is_long_ruler(line: &str) -> bool {
    line.starts_with("----") && line.trim_end().bytes().all(|b| b == b'-')
}

/// A line with one of the keys that make a file a document.
fn names_document(line: &str) -> bool {
    is_key_line(line) && line.split_once(':').is_some_and(|(key, _)| CONTROLLED.contains(&key))
}

/// The lines down to the first empty one.
fn first_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().take_while(|line| !line.trim().is_empty())
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
    fn keys_of_a_document_are_known_by_their_names() {
        // Empty lines among them end nothing.
        let text = "id: x\ntype: guideline\n\nsteps:\n- id: a\n\n# Note\nrules:\n---\nText\n";
        assert_eq!(parts(text).1, "Text\n");
        // Empty lines above them, neither.
        assert_eq!(parts("\n\n---\nid: x\n---\nText"), (Some("id: x\n"), "Text"));
        assert_eq!(parts("----\nid: x\n---\nText"), (Some("id: x\n"), "Text"));
        assert_eq!(split("----\nid: x\n---\nText").unopened, Some(0..4));
        assert_eq!(parts("----\nText: x\n---\nText").0, None);
        // Where nothing closes them it is said that nothing opens them.
        assert_eq!(split("id: x\nowner: y\n\nText\n").unopened, Some(0..5));
        assert_eq!(split("status: fine, as always\n\nText\n---\nmore").front, None);
        assert_eq!(split("status: fine, as always\n\nText\n").unopened, None);
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
