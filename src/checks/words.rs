//! Small helpers that rules share: findings on a document, the nearest right word, lists in sentences.

use crate::diagnostic::{Finding, Sources, Span};
use crate::model::Guideline;

/// A finding on a document.
pub(super) fn on(g: &Guideline, rule: &'static str, at: Span, message: impl Into<String>) -> Finding {
    of(Some(g), Finding::new(rule, at, message))
}

/// A finding with the document it belongs to, where it belongs to one that has an id.
pub(super) fn of(g: Option<&Guideline>, finding: Finding) -> Finding {
    match g.and_then(|g| g.id.as_ref()) {
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

/// The same with each word in backticks.
pub(super) fn quoted(words: &[&str], most: usize) -> String {
    let words: Vec<String> = words.iter().map(|w| format!("`{w}`")).collect();
    list(&words.iter().map(String::as_str).collect::<Vec<_>>(), most)
}

/// "1 text", "3 texts".
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Whether a key is written in an entry and something stands behind it. The typed value is missing then because it
/// is of the wrong form, and that was said already (`doc/value`): a rule about what is missing keeps silent.
///
/// `entry` is the place of a mapping without deeper mappings under keys of this name.
pub(super) fn written(sources: &Sources, entry: Span, key: &str) -> bool {
    let text: &str = &sources.get(entry.file).text;
    let (start, end) = (entry.start as usize, entry.end as usize);
    text.get(start..end)
        .is_some_and(|part| part.match_indices(key).any(|(at, _)| is_written(text, start, start + at, key)))
}

/// Whether a key at a place of a text is one, with something behind it; its mapping begins at `start`.
fn is_written(text: &str, start: usize, at: usize, key: &str) -> bool {
    let (before, after) = (&text[..at], &text[at + key.len()..]);
    let outer = before.trim_end_matches(' ');
    let begins = at == start || before.ends_with([' ', '\n', '{', ',']);
    let is_key = at == start || outer.is_empty() || outer.ends_with(['\n', '{', ',', '-']);
    begins && is_key && after.strip_prefix(':').is_some_and(|value| says(value, before))
}

/// Whether a text stands where an entry has keys: `letter: archive`. That was said already, too.
pub(super) fn is_bare(sources: &Sources, entry: Span) -> bool {
    let text = sources.slice(entry);
    let value = text.split_once(':').map_or("", |(_, value)| value.trim());
    !value.is_empty() && !value.starts_with(['{', '#']) && !value.contains(':')
}

/// Whether a key at the top is written, and something stands behind it of a front matter.
pub(super) fn written_at_top(front: &str, key: &str) -> bool {
    front.match_indices(key).any(|(at, _)| {
        let before = &front[..at];
        let value = front[at + key.len()..].strip_prefix(':');
        (before.is_empty() || before.ends_with('\n')) && value.is_some_and(|value| says(value, before))
    })
}

/// Whether something stands behind a colon: on its line, or deeper in those below.
fn says(value: &str, before: &str) -> bool {
    let (line, below) = value.split_once('\n').unwrap_or((value, ""));
    let line = line.trim();
    if !line.is_empty() && !line.starts_with('#') {
        return !line.starts_with([',', '}']) && !line.starts_with("\"\"") && !line.starts_with("''");
    }
    let key_line = before.rsplit('\n').next().unwrap_or_default();
    let depth = key_line.len();
    let first = below.lines().find(|l| !l.trim().is_empty() && !l.trim_start().starts_with('#'));
    first.is_some_and(|l| {
        let indent = l.len() - l.trim_start().len();
        indent > depth || (indent == depth && l.trim_start().starts_with("- "))
    })
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

    #[test]
    fn a_key_is_written_where_something_stands_behind_it() {
        let written = |text: &str, key| {
            let mut sources = Sources::default();
            let start = text.find("by").unwrap_or(0);
            let file = sources.add(crate::diagnostic::SourceText::new("a.yaml".into(), text.into()));
            written(&sources, Span::new(file, start, text.len()), key)
        };
        assert!(written("x: { by: manager, date: 2 May }", "date"));
        assert!(written("  by: manager\n  date: 2 May\n", "date"));
        assert!(written("- by: manager\n  date:\n  - 2 May", "date"));
        assert!(written("  by:\n    a: b\n  date: 2 May", "by"));
        assert!(!written("  by:\n  date: 2 May", "by"));
        assert!(!written("{ by: manager, date: , proof: x }", "date"));
        assert!(!written("{ by: manager, date: \"\" }", "date"));
        assert!(!written("by: manager\n  date:      # still to come\n  proof: x", "date"));
        assert!(!written("{ by: x, update: 2 May, why: the date is open }", "date"));
        assert!(written_at_top("id: x\napproved:\n- by: manager\n", "approved"));
        assert!(!written_at_top("id: x\napproved:\nscope: all\n", "approved"));
        assert!(!written_at_top("id: x\nfacts:\n  approved: yes\n", "approved"));
    }
}
