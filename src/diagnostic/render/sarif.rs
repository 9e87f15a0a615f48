//! SARIF 2.1.0, the form that code scanning reads. Only what such readers use: rules with their words, places,
//! related places, fixes, and a fingerprint that stays when lines move.

use super::path::uri;
use super::plain::safe_json;
use super::{Report, fingerprints, weight};
use crate::diagnostic::{Finding, Fix, RuleText, Severity, Span};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Where the schema of the form lives: a name for readers, nothing is fetched from it.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The report as SARIF text with a final newline.
pub(super) fn render(report: &Report<'_>) -> String {
    let names: BTreeSet<&str> = report.findings.iter().map(|f| f.rule).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let results: Vec<Value> = report
        .findings
        .iter()
        .zip(fingerprints(report))
        .map(|(finding, fingerprint)| {
            let index = names.binary_search(&finding.rule).unwrap_or_default();
            result(report, finding, index, &fingerprint)
        })
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "guidepost",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": names.iter().map(|name| rule(report, name)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    safe_json(serde_json::to_string_pretty(&log).unwrap_or_default()) + "\n"
}

/// The words of a rule.
fn rule(report: &Report<'_>, name: &str) -> Value {
    let words = report.rules.rule(name).unwrap_or(RuleText { title: name, ..RuleText::default() });
    let mut out = Map::new();
    out.insert("id".into(), name.into());
    out.insert("shortDescription".into(), text(words.title));
    if !words.why.is_empty() {
        out.insert("fullDescription".into(), text(words.why));
    }
    let help = if words.help.is_empty() { words.title } else { words.help };
    out.insert("help".into(), text(help));
    if let Some(severity) = words.severity {
        out.insert("defaultConfiguration".into(), json!({ "level": level(severity) }));
    }
    if !words.serves.is_empty() {
        out.insert("properties".into(), json!({ "tags": words.serves }));
    }
    Value::Object(out)
}

/// One finding.
fn result(report: &Report<'_>, finding: &Finding, index: usize, fingerprint: &str) -> Value {
    let mut message = finding.message.clone();
    if !finding.help.is_empty() {
        message = format!("{}. {}", message.trim_end_matches('.'), finding.help);
    }
    let mut out = Map::new();
    out.insert("ruleId".into(), finding.rule.into());
    out.insert("ruleIndex".into(), index.into());
    out.insert("level".into(), level(weight(finding)).into());
    out.insert("message".into(), text(&message));
    let mut location = json!({ "physicalLocation": place(report, finding.at) });
    let logical: Vec<Value> =
        [(&finding.document, "document"), (&finding.step, "step"), (&finding.key, "key")]
            .into_iter()
            .filter_map(|(name, kind)| name.as_ref().map(|name| json!({ "name": name, "kind": kind })))
            .collect();
    if !logical.is_empty() {
        location["logicalLocations"] = logical.into();
    }
    out.insert("locations".into(), json!([location]));
    let notes = finding.related.iter().map(|(span, note)| (*span, note.as_str()));
    let follows = finding.follows.iter().map(|follow| (follow.at, follow.message.as_str()));
    let related: Vec<Value> = notes
        .chain(follows)
        .enumerate()
        .map(|(n, (span, note))| {
            json!({ "id": n + 1, "physicalLocation": place(report, span), "message": text(note) })
        })
        .collect();
    if !related.is_empty() {
        out.insert("relatedLocations".into(), related.into());
    }
    if let Some(fix) = &finding.fix {
        out.insert("fixes".into(), json!([edit(report, fix)]));
    }
    out.insert("partialFingerprints".into(), json!({ "guidepost/v1": fingerprint }));
    Value::Object(out)
}

/// A safe edit.
fn edit(report: &Report<'_>, fix: &Fix) -> Value {
    json!({
        "description": text(&fix.what),
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(&report.path(fix.at.file)) },
            "replacements": [{
                "deletedRegion": region(report, fix.at),
                "insertedContent": { "text": fix.text },
            }],
        }],
    })
}

/// A file and a region in it.
fn place(report: &Report<'_>, span: Span) -> Value {
    json!({
        "artifactLocation": { "uri": uri(&report.path(span.file)) },
        "region": region(report, span),
    })
}

/// Lines and columns; the end is one past the last character.
fn region(report: &Report<'_>, span: Span) -> Value {
    let (start, end) = (report.sources.locate(span), report.sources.locate_end(span));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

fn text(words: &str) -> Value {
    // The form asks for words; a rule without any would make the file invalid.
    json!({ "text": if words.is_empty() { "–" } else { words } })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}
