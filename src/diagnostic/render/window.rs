//! The part of a file that is shown with a finding: one line, and of a long line only the part around the mark.
//! The drawing library goes through all text it is given, so it is given no more than this; ten thousand
//! findings in files of any length then cost ten thousand short lines.

use super::plain::visible;
use crate::diagnostic::{SourceText, Span};
use std::ops::Range;

/// Characters of a line that are shown at most, where nobody knows how wide the reader's screen is.
pub(super) const WIDTH: usize = 100;
/// Fewer than these are never shown, however narrow the screen.
const LEAST: usize = 30;

/// A line, or part of one, ready to be drawn.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// From 1.
    pub(super) line: u32,
    /// From 1, in the file's own line.
    pub(super) column: u32,
    /// What is shown: no control characters, `…` where it was cut.
    pub(super) text: String,
    /// Bytes of [`Window::text`] that are marked; never empty unless the text ends there.
    pub(super) mark: Range<usize>,
    /// Whether the beginning of the line is missing.
    pub(super) cut: bool,
}

impl Window {
    /// The line on which `span` starts. A span over several lines is marked to the end of the first: the place
    /// is what is wanted, not the whole block. At most `width` characters are shown.
    pub(super) fn of(file: &SourceText, span: Span, width: usize) -> Self {
        let width = width.clamp(LEAST, WIDTH);
        let at = file.locate(span.start);
        let text: &str = &file.text;
        let line_start = (file.line_start(at.line) as usize).min(text.len());
        let line = text.get(line_start..).unwrap_or("");
        let line = line.find('\n').map_or(line, |end| line.get(..end).unwrap_or(line));
        let line = line.strip_suffix('\r').unwrap_or(line);
        let from = floor(line, (span.start as usize).saturating_sub(line_start));
        let to = floor(line, (span.end as usize).saturating_sub(line_start)).max(from);
        let (before, rest) = line.split_at(from);
        let (marked, after) = rest.split_at(to - from);

        // Short lines are shown whole. Counting stops at the limit, however long the line is.
        let whole = line.chars().nth(width).is_none();
        let keep_before = if whole { width } else { width * 2 / 5 };
        let kept = tail(before, keep_before);
        let cut = kept.len() < before.len();

        let mut out = String::with_capacity(width * 2);
        if cut {
            out.push('…');
        }
        let mut room = width.saturating_sub(push(&mut out, kept, width).0);
        let start = out.len();
        let (used, marked_whole) = push(&mut out, marked, room);
        room -= used;
        let end = out.len();
        let (_, after_whole) = push(&mut out, after, room);
        if !(marked_whole && after_whole) {
            out.push('…');
        }
        // A point is drawn as a mark under the next character, if there is one.
        let end =
            if start == end { out[end..].chars().next().map_or(end, |c| end + c.len_utf8()) } else { end };
        Self { line: at.line, column: at.column, text: out, mark: start..end, cut }
    }
}

/// The nearest character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The last `count` characters of `text`.
fn tail(text: &str, count: usize) -> &str {
    match text.char_indices().rev().nth(count.saturating_sub(1)) {
        Some((start, _)) => text.get(start..).unwrap_or(text),
        None => text,
    }
}

/// Appends at most `room` characters of `text`, made visible; gives how many, and whether that was all.
fn push(out: &mut String, text: &str, room: usize) -> (usize, bool) {
    let mut chars = text.chars();
    let mut used = 0;
    while used < room {
        let Some(c) = chars.next() else { return (used, true) };
        out.push(visible(c).unwrap_or(c));
        used += 1;
    }
    (used, chars.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FileId;
    use std::sync::Arc;

    fn window(text: &str, start: usize, end: usize) -> Window {
        Window::of(&SourceText::new("a.md".into(), Arc::from(text)), Span::new(FileId(0), start, end), WIDTH)
    }

    fn marked(window: &Window) -> &str {
        &window.text[window.mark.clone()]
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let w = window("a: 1\nowner: jö\r\nc: 3\n", 12, 15);
        assert_eq!((w.line, w.column, w.text.as_str(), marked(&w)), (2, 8, "owner: jö", "jö"));
        assert!(!w.cut);
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let text = format!("{}HERE{}", "ä".repeat(5_000), "b".repeat(5_000));
        let w = window(&text, 10_000, 10_004);
        assert_eq!((w.line, w.column, marked(&w)), (1, 5_001, "HERE"));
        assert!(w.cut && w.text.starts_with("…ä") && w.text.ends_with("b…"));
        assert_eq!(w.text.chars().count(), WIDTH + 2);
    }

    #[test]
    fn on_a_narrow_screen_less_is_shown() {
        let text = format!("{}HERE{}", "a".repeat(60), "b".repeat(60));
        let file = SourceText::new("a.md".into(), Arc::from(text.as_str()));
        let w = Window::of(&file, Span::new(FileId(0), 60, 64), 50);
        assert_eq!((w.text.chars().count(), marked(&w)), (52, "HERE"));
        assert_eq!(Window::of(&file, Span::new(FileId(0), 60, 64), 3).text.chars().count(), LEAST + 2);
    }

    #[test]
    fn a_long_mark_is_cut_too() {
        let text = "x".repeat(10_000);
        let w = window(&text, 0, 10_000);
        assert_eq!(w.text.chars().count(), WIDTH + 1);
        assert!(!w.cut && w.text.ends_with("x…"));
    }

    #[test]
    fn a_mark_over_lines_ends_with_its_first() {
        let w = window("first line\nsecond\n", 6, 17);
        assert_eq!(marked(&w), "line");
    }

    #[test]
    fn points_and_ends_do_not_fall_off() {
        assert_eq!(marked(&window("abc", 1, 1)), "b");
        assert_eq!(marked(&window("abc", 3, 3)), "");
        assert_eq!(window("abc\n", 99, 120).line, 2);
        assert_eq!(window("", 0, 0).text, "");
        assert_eq!(marked(&window("äöü", 1, 3)), "ä", "offsets inside a character go to its start");
    }

    #[test]
    fn control_characters_are_shown_not_sent() {
        let w = window("x: \u{1b}[2J\u{9b}m\ty", 3, 7);
        assert_eq!((w.text.as_str(), marked(&w)), ("x: ␛[2J\u{fffd}m y", "␛[2J"));
    }
}
