//! Code Quality of GitLab: a list of issues with a fingerprint that stays when lines move.

use super::plain::safe_json;
use super::{Report, fingerprints, weight};
use crate::diagnostic::Severity;
use serde_json::{Value, json};

/// The list as JSON text with a final newline.
pub(super) fn render(report: &Report<'_>) -> String {
    let issues: Vec<Value> = report
        .findings
        .iter()
        .zip(fingerprints(report))
        .map(|(finding, fingerprint)| {
            let description = if finding.help.is_empty() {
                sentence(&finding.message)
            } else {
                format!("{}. {}", sentence(finding.message.trim_end_matches('.')), sentence(&finding.help))
            };
            json!({
                "description": description,
                "check_name": finding.rule,
                "fingerprint": fingerprint,
                "severity": match weight(finding) {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                    Severity::Info => "info",
                },
                "location": {
                    "path": report.path(finding.at.file),
                    "lines": {
                        "begin": report.sources.locate(finding.at).line,
                        "end": report.sources.locate_end(finding.at).line,
                    },
                },
            })
        })
        .collect();
    safe_json(serde_json::to_string_pretty(&issues).unwrap_or_default()) + "\n"
}

/// With a capital, since here sentences follow one another.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
