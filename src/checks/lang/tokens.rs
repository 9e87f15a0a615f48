//! Words of a text.

use std::ops::Range;

/// Bytes of a word.
pub(super) type Token = Range<usize>;

/// The words of a text: letters and figures, with dashes inside.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut start = None;
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    for (at, c) in text.char_indices() {
        match (inside(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.extend(bare(text, from..at));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        found.extend(bare(text, from..text.len()));
    }
    found
}

/// A word without marks at its ends: `_deal_`.
fn bare(text: &str, word: Token) -> Option<Token> {
    let mark = ['-', '_'];
    let whole = &text[word.clone()];
    let left = whole.len() - whole.trim_start_matches(mark).len();
    let right = whole.trim_end_matches(mark).len();
    (left < right).then(|| word.start + left..word.start + right)
}

/// A word in small letters, in place of what `into` held.
pub(super) fn lowered(word: &str, into: &mut String) {
    into.clear();
    into.extend(word.chars().flat_map(char::to_lowercase));
}

/// A word in small letters.
pub(super) fn lower(word: &str) -> String {
    let mut lower = String::with_capacity(word.len());
    lowered(word, &mut lower);
    lower
}

/// What stands between two words; white space of any length counts as one blank.
pub(super) fn separator(between: &str) -> String {
    if between.trim().is_empty() {
        " ".to_owned()
    } else {
        between.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_hold_dashes_and_no_marks() {
        let words = |text: &'static str| tokens(text).into_iter().map(|t| &text[t]).collect::<Vec<_>>();
        assert_eq!(words("_Sign-off_ (über alles) -- 2.1"), ["Sign-off", "über", "alles", "2", "1"]);
        assert!(words("— _ -").is_empty());
    }
}
