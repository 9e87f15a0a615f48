//! Text from a handbook made fit to be shown: a terminal obeys control characters, and a bidirectional mark
//! makes a line read differently from what it says. Both become visible here.

use std::borrow::Cow;
use std::fmt::Write;

/// The character shown in place of `c`, where `c` must not be shown as it is. Spaces stand for line breaks and
/// tabs; the control pictures (`␛`) for the old control characters; the replacement character for the rest.
pub(super) fn visible(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\t' => Some(' '),
        '\u{00}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7f}' => Some('\u{2421}'),
        c if hidden(c) => Some('\u{fffd}'),
        _ => None,
    }
}

/// Control characters beyond ASCII, and marks that change the direction of what follows.
fn hidden(c: char) -> bool {
    matches!(
        c,
        '\u{80}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// `text` on one line, with nothing in it that a terminal obeys.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| visible(c).is_some()) {
        Cow::Owned(text.chars().map(|c| visible(c).unwrap_or(c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// JSON text in which the characters that JSON itself allows raw, but a terminal obeys, are written `\u009b`.
/// They can only stand inside its strings, so the meaning stays.
pub(super) fn safe_json(json: String) -> String {
    if !json.chars().any(|c| c == '\u{7f}' || hidden(c)) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if c == '\u{7f}' || hidden(c) {
            // All of them lie in the first plane, so one escape is enough.
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_become_visible() {
        assert_eq!(plain("\u{1b}[31mred\u{9b}0m\u{7f}"), "␛[31mred\u{fffd}0m␡");
        assert_eq!(plain("two\nlines\tand a tab"), "two lines and a tab");
        assert_eq!(plain("abc\u{202e}cba"), "abc\u{fffd}cba");
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        assert!(matches!(plain("Prüfen, freigeben – 👍🏽 ł"), Cow::Borrowed(_)));
    }

    #[test]
    fn json_keeps_its_meaning() {
        let json = safe_json(serde_json::json!({ "a": "\u{9b}31m\u{1b}\u{202e}é" }).to_string());
        assert_eq!(json, "{\"a\":\"\\u009b31m\\u001b\\u202eé\"}");
        let back: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(back["a"], "\u{9b}31m\u{1b}\u{202e}é");
    }
}
