//! Small helpers that rules share: findings on a document, the nearest right word, lists in sentences.

use crate::diagnostic::{Finding, Span};
use crate::model::Guideline;

/// A finding on a document.
pub(super) fn on(g: &Guideline, rule: &'static str, at: Span, message: impl Into<String>) -> Finding {
    let finding = Finding::new(rule, at, message);
    match &g.id {
        Some(id) => finding.document(id.as_str()),
        None => finding,
    }
}

/// The nearest right word, if one is near enough to be meant.
pub(super) fn nearest<'a>(word: &str, right: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    right
        .map(|r| (strsim::jaro_winkler(&word, &r.to_lowercase()), r))
        .filter(|(score, _)| *score >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, r)| r)
}

/// "a, b and c", at most `most` of them by name: "a, b and 3 more".
pub(super) fn list(words: &[&str], most: usize) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [some @ .., last] if words.len() <= most => format!("{} and {last}", some.join(", ")),
        _ => format!(
            "{} and {} more",
            words[..most.min(words.len())].join(", "),
            words.len() - most.min(words.len())
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_like_sentences() {
        assert_eq!(list(&["a"], 3), "a");
        assert_eq!(list(&["a", "b", "c"], 3), "a, b and c");
        assert_eq!(list(&["a", "b", "c", "d", "e"], 3), "a, b, c and 2 more");
    }

    #[test]
    fn a_far_word_is_not_offered() {
        assert_eq!(
            nearest("head-of-sale", ["head-of-sales", "marketing"].into_iter()),
            Some("head-of-sales")
        );
        assert_eq!(nearest("xyz", ["head-of-sales", "marketing"].into_iter()), None);
    }
}
