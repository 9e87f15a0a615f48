//! `doc/template-mark`: places left to fill in by a template.

use crate::checks::words::{count, of};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{FileId, Finding, Severity, Span};
use crate::model::Guideline;
use crate::source::markdown::{Event, events};
use pulldown_cmark::{Tag, TagEnd};
use rayon::prelude::*;
use std::ops::Range;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "doc/template-mark",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A document or its translation holds marks of a template that nobody filled in, such as {{ company }}.",
    why: "An auditor who reads \"{{ company }}\" in a document in force knows that nobody read it before it was \
          approved. Guidepost fills in nothing: the marks stay as text.",
    serves: &[("iso9001", "7.5.2")],
    bad: "This guideline holds for all of {{ company }}.",
    good: "This guideline holds for all of Muster GmbH.",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    let documents = h.guidelines.iter().map(|g| (g.file, Some(g), g.body));
    let translations = h.translations.iter().map(|t| (t.file, h.guideline(&t.translates), t.body));
    let files: Vec<_> = documents.chain(translations).collect();
    out.par_extend(files.par_iter().filter_map(|&(file, g, body)| complaint(cx, file, g, body)));
}

fn complaint(cx: &Context<'_>, file: FileId, g: Option<&Guideline>, body: Span) -> Option<Finding> {
    let text: &str = &cx.handbook.sources.get(file).text;
    if !text.contains("{{") && !text.contains("{%") {
        return None;
    }
    let (front, prose) =
        (text.get(..body.start as usize)?, text.get(body.start as usize..body.end as usize)?);
    let mut marks = in_keys(front);
    marks.extend(in_prose(prose).into_iter().map(|r| r.start + front.len()..r.end + front.len()));
    let first = marks.first()?;
    let word = text.get(first.clone())?;
    let message = match marks.len() {
        1 => format!("`{word}` is a mark of a template that nobody filled in"),
        n => format!(
            "`{word}` and {} of a template were not filled in",
            count(n - 1, "more mark", "more marks")
        ),
    };
    let at = Span::new(file, first.start, first.end);
    Some(of(g, Finding::new(RULE.name, at, message)).help("write the text that belongs here").about(word))
}

/// Marks in the lines of front matter, outside notes.
fn in_keys(front: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in front.split_inclusive('\n') {
        let end = if line.trim_start().starts_with('#') { 0 } else { line.find(" #").unwrap_or(line.len()) };
        found.extend(in_text(&line[..end]).map(|r| at + r.start..at + r.end));
        at += line.len();
    }
    found
}

/// Marks in prose, outside code and comments.
fn in_prose(prose: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = in_text(prose).collect();
    if found.is_empty() {
        return found;
    }
    let mut code: Option<usize> = None;
    let mut passed: Vec<Range<usize>> = Vec::new();
    for (event, range) in events(prose) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = Some(range.start),
            Event::End(TagEnd::CodeBlock) => passed.push(code.take().unwrap_or(range.start)..range.end),
            Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) => passed.push(range),
            _ => {}
        }
    }
    passed.sort_by_key(|p| p.start);
    found.retain(|mark| {
        let before = passed.partition_point(|p| p.start <= mark.start);
        before.checked_sub(1).and_then(|n| passed.get(n)).is_none_or(|p| mark.start >= p.end)
    });
    found
}

/// Longer than this is no mark, in bytes.
const LONGEST: usize = 200;

/// `{{ … }}` and `{% … %}`, each on one line.
fn in_text(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    text.match_indices('{').filter_map(move |(at, _)| {
        let rest = text.as_bytes().get(at..).filter(|_| at >= from)?;
        let close = match rest.get(1)? {
            b'{' => b"}}",
            b'%' => b"%}",
            _ => return None,
        };
        let line = rest.iter().take(LONGEST).take_while(|&&b| b != b'\n').count();
        let end = rest.get(2..line)?.windows(2).position(|w| w == close)?;
        from = at + end + 4;
        Some(at..from)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_code_are_text() {
        let marks = |prose| in_prose(prose).len();
        assert_eq!(marks("For {{ company }} and `{{ this }}`, {% if x %}.\n"), 2);
        assert_eq!(marks("````\n```\n{{ a }}\n```\n{{ b }}\n````\n\n    {{ c }}\n\n<!-- {{ d }} -->\n"), 0);
        assert_eq!(marks("{{ open\n}} and {{ x }}\n"), 1);
    }

    #[test]
    fn marks_in_notes_are_not_shown_and_not_meant() {
        let marks = |front| in_keys(front).len();
        assert_eq!(marks("# {{ a }}\ntitle: \"{{ b }}\"     # {{ c }}\n"), 1);
    }
}
