//! Workflow commands of GitHub Actions: each finding becomes a note beside its line in a pull request.

use super::{Report, plain, weight};
use crate::diagnostic::Severity;
use std::fmt::Write;

/// A command a line.
pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    for finding in report.findings {
        let command = match weight(finding) {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let (start, end) = (report.sources.locate(finding.at), report.sources.locate_end(finding.at));
        let _ = write!(
            out,
            "::{command} title={},file={},line={},endLine={},col={}",
            property(finding.rule),
            property(&report.path(finding.at.file)),
            start.line,
            end.line,
            start.column,
        );
        // An end column is only understood on the same line, and counts the last character.
        if start.line == end.line {
            let _ = write!(out, ",endColumn={}", end.column.saturating_sub(1).max(start.column));
        }
        let mut message = plain(&finding.message).into_owned();
        if !finding.help.is_empty() {
            let _ = write!(message, "\n{}", plain(&finding.help));
        }
        if !finding.follows.is_empty() {
            let _ = write!(message, "\n(and {} that follow)", finding.follows.len());
        }
        let _ = writeln!(out, "::{}", data(&message));
    }
    out
}

/// Text after the `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text of a property, which also ends at a comma or colon.
fn property(text: &str) -> String {
    data(&plain(text)).replace(':', "%3A").replace(',', "%2C")
}
