//! `doc/template-mark`: places left to fill in by a template.

use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity, Span};
use crate::graph::ProcessGraph;
use crate::model::Guideline;
use std::ops::Range;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "doc/template-mark",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A document holds marks of a template that nobody filled in, such as {{ company }}.",
    why: "An auditor who reads \"{{ company }}\" in a document in force knows that nobody read it before it was \
          approved. Guidepost fills in nothing: the marks stay as text.",
    serves: &[("iso9001", "7.5.2")],
    bad: "This guideline holds for all of {{ company }}.",
    good: "This guideline holds for all of Muster GmbH.",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    let text = &cx.handbook.sources.get(g.file).text;
    let marks: Vec<Span> = [g.front, g.body].into_iter().flat_map(|part| marks(text, part)).collect();
    let Some(&first) = marks.first() else { return };
    let word = cx.handbook.sources.slice(first).to_owned();
    let message = match marks.len() {
        1 => format!("`{word}` is a mark of a template that nobody filled in"),
        n => format!("`{word}` and {} more marks of a template were not filled in", n - 1),
    };
    out.push(on(g, RULE.name, first, message).help("write the text that belongs here").about(word));
}

/// `{{ … }}` and `{% … %}` on one line, outside code.
fn marks(text: &str, part: Span) -> Vec<Span> {
    let (start, end) = (part.start as usize, part.end as usize);
    let Some(slice) = text.get(start..end) else { return Vec::new() };
    if !slice.contains("{{") && !slice.contains("{%") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    let mut fenced = false;
    for line in slice.split_inclusive('\n') {
        let bare = line.trim_start();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            fenced = !fenced;
        } else if !fenced {
            found.extend(
                in_line(line).map(|r| Span::new(part.file, start + at + r.start, start + at + r.end)),
            );
        }
        at += line.len();
    }
    found
}

fn in_line(line: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = line.get(from..)?;
            let open = rest.find("{{").into_iter().chain(rest.find("{%")).min()?;
            let close = if rest[open..].starts_with("{{") { "}}" } else { "%}" };
            let Some(end) = rest[open..].find(close) else {
                from += open + 2;
                continue;
            };
            let range = from + open..from + open + end + 2;
            from = range.end;
            // An even count of backticks before it: not inside `code`.
            if line[..range.start].matches('`').count().is_multiple_of(2) {
                return Some(range);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::in_line;

    #[test]
    fn marks_in_code_are_text() {
        assert_eq!(in_line("For {{ company }} and `{{ this }}`.").count(), 1);
        assert_eq!(in_line("{% if x %} {{ open").count(), 1);
    }
}
