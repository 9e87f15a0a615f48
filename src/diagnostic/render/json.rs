//! Our own JSON: one object with the findings and the summary. The shape is public and described in
//! `docs/output-forms.md`; a change that breaks a reader raises `version`.

use super::plain::safe_json;
use super::{Report, weight};
use crate::diagnostic::{Finding, Severity, Span};
use serde_json::{Map, Value, json};

/// The version of the shape.
const VERSION: u32 = 1;

/// The report as JSON text with a final newline.
pub(super) fn render(report: &Report<'_>) -> String {
    let of = |severity| report.findings.iter().filter(|f| weight(f) == severity).count();
    let top = json!({
        "version": VERSION,
        "findings": report.findings.iter().map(|f| finding(report, f)).collect::<Vec<_>>(),
        "summary": {
            "errors": of(Severity::Error),
            "warnings": of(Severity::Warning),
            "infos": of(Severity::Info),
            "accepted": report.summary.accepted,
            "baseline": report.summary.baseline,
            "documents": report.summary.documents,
        },
    });
    // Serialising a `Value` cannot fail: it has text keys and no foreign types.
    let text = serde_json::to_string_pretty(&top).unwrap_or_default();
    safe_json(text) + "\n"
}

/// One finding; the keys of a place first.
fn finding(report: &Report<'_>, finding: &Finding) -> Value {
    let mut out = Map::new();
    out.insert("rule".into(), finding.rule.into());
    out.insert("severity".into(), weight(finding).word().into());
    place(&mut out, report, finding.at);
    out.insert("message".into(), finding.message.as_str().into());
    out.insert("help".into(), finding.help.as_str().into());
    for (key, value) in [("document", &finding.document), ("step", &finding.step), ("key", &finding.key)] {
        if let Some(value) = value {
            out.insert(key.into(), value.as_str().into());
        }
    }
    if finding.dated {
        out.insert("dated".into(), true.into());
    }
    if !finding.related.is_empty() {
        let related = finding.related.iter().map(|(span, note)| {
            let mut out = Map::new();
            place(&mut out, report, *span);
            out.insert("message".into(), note.as_str().into());
            Value::Object(out)
        });
        out.insert("related".into(), related.collect());
    }
    if let Some(fix) = &finding.fix {
        let mut edit = Map::new();
        edit.insert("message".into(), fix.what.as_str().into());
        place(&mut edit, report, fix.at);
        edit.insert("text".into(), fix.text.as_str().into());
        edit.insert("safe".into(), fix.safe.into());
        out.insert("fix".into(), Value::Object(edit));
    }
    let follows: Vec<_> = finding.follows.iter().map(|f| self::finding(report, f)).collect();
    out.insert("follows".into(), follows.into());
    Value::Object(out)
}

/// File, line and column of the start and of the end (one past the last character).
fn place(out: &mut Map<String, Value>, report: &Report<'_>, span: Span) {
    let (start, end) = (report.sources.locate(span), report.sources.locate_end(span));
    out.insert("file".into(), report.path(span.file).into());
    out.insert("line".into(), start.line.into());
    out.insert("column".into(), start.column.into());
    out.insert("end_line".into(), end.line.into());
    out.insert("end_column".into(), end.column.into());
}
