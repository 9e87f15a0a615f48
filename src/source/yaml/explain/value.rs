//! A value that cannot stand without quotes: a colon in it, or a first sign with a meaning of its own.

use super::super::lines::Line;
use super::super::scan;
use super::{Mistake, quoted, short};
use std::ops::Range;

/// Explains an error within the value of a line or of an entry in braces.
pub(super) fn explain(text: &str, at: usize) -> Option<Mistake> {
    let line = Line::around(text, at);
    let open = scan::open_at(text, at);
    let range = match open.brackets.last() {
        Some(&(sign, start)) => entry(text, &line, sign == b'[', start + 1, at),
        None => line.value.clone(),
    };
    let value = text.get(range.clone())?;
    if at < range.start || at > range.end || value.is_empty() {
        return None;
    }
    let first = value.chars().next()?;
    let alone = value.chars().nth(1).is_none_or(char::is_whitespace);
    let special = match first {
        '%' | '@' | '`' | '*' | '&' | '>' | '|' | '[' | '{' | ']' | '}' | ',' | '!' => true,
        '-' | '?' | ':' => alone,
        _ => false,
    };
    if matches!(first, '[' | '{')
        && let Some(n) = one_too_many(value)
    {
        let at = range.start + n;
        let sign = &value[n..=n];
        return Some(
            Mistake::new(at..at + 1, format!("this `{sign}` closes nothing"), "leave it away")
                .edit(at..at + 1, ""),
        );
    }
    // A list entry in braces is written rightly; then it is wrong that an entry stands here.
    if matches!(first, '[' | '{') && open.brackets.is_empty() && !line.dashes.is_empty() && closes(value) {
        return None;
    }
    if special {
        let bare = open.brackets.is_empty() && line.key.is_none() && line.dashes.is_empty();
        let sign = if first == '`' { "a backtick".to_owned() } else { format!("`{first}`") };
        let message = format!("text cannot begin with {sign} unless it stands in quotes");
        let help = format!("put it in quotes: {}", short(&quoted(value)));
        let at = range.start..range.start + first.len_utf8();
        if bare {
            let message = format!("a line cannot begin with {sign}");
            let help = "write a key, a colon and a space before it, or leave the line away";
            return Some(Mistake::new(at, message, help).without(text, &line));
        }
        return Some(Mistake::new(at, message, help).quote_and_fix(range, value));
    }
    (text.get(at..)?.starts_with(':')).then(|| colon(at, range, value))
}

/// A colon with a space behind it, in the middle of a text.
fn colon(at: usize, range: Range<usize>, value: &str) -> Mistake {
    let help = format!("put the text in quotes: {}", short(&quoted(value)));
    Mistake::new(at..at + 1, "a colon in the text is read as the end of a key", help)
        .quote_and_fix(range, value)
}

/// Whether brackets that open are closed at the end of the value, and not before.
fn closes(value: &str) -> bool {
    let mut depth = 0_usize;
    for c in value.trim_end().chars().rev() {
        match c {
            ']' | '}' => depth += 1,
            '[' | '{' => depth = depth.saturating_sub(1),
            _ if depth == 0 => return false,
            _ => {}
        }
    }
    depth == 0
}

/// A closing bracket behind the one that already closed the value: its offset.
fn one_too_many(value: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (n, c) in value.char_indices() {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' if depth == 0 => return Some(n),
            ']' | '}' => depth -= 1,
            c if depth == 0 && !c.is_whitespace() => return None,
            _ => {}
        }
    }
    None
}

/// The value of the entry in braces (the whole entry in brackets) around `at`: from behind the last comma on the
/// level of `from` up to the next comma or closing sign.
fn entry(text: &str, line: &Line, list: bool, from: usize, at: usize) -> Range<usize> {
    let mut depth = 0_usize;
    let mut start = from;
    let mut colon = None;
    let bytes = text.as_bytes();
    for n in from..at.min(bytes.len()) {
        match bytes[n] {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => (start, colon) = (n + 1, None),
            b':' if depth == 0
                && colon.is_none()
                && bytes.get(n + 1).is_some_and(u8::is_ascii_whitespace) =>
            {
                colon = Some(n + 1);
            }
            _ => {}
        }
    }
    let start = if list { start } else { colon.unwrap_or(start) };
    let rest = text.get(at..line.at.end).unwrap_or("");
    let end = at + rest.find([',', ']', '}']).unwrap_or(rest.len());
    let inner = text.get(start..end.max(start)).unwrap_or("");
    let start = start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}
