//! Findings written in the forms that people and other programs read. One form, one file.
//!
//! What a form may rely on: findings come judged (each has its severity) and sorted. Text from a handbook is
//! never trusted: no form passes on a control character.

mod concise;
mod fingerprint;
mod full;
mod github;
mod gitlab;
mod json;
mod junit;
mod path;
mod plain;
mod sarif;
mod window;

pub use fingerprint::fingerprints;
pub use plain::plain;

use super::{Finding, RuleInfo, Severity, SourceText, Sources, Span};
use std::time::Duration;

/// An output form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With the source line, the help and what follows; for people.
    Full,
    /// One line a finding.
    Concise,
    /// Our own JSON (`docs/output-forms.md`).
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit XML, for test reports.
    Junit,
    /// Workflow commands of GitHub Actions.
    Github,
    /// Code Quality of GitLab.
    Gitlab,
}

/// What the last line says, beyond what can be counted from the findings.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// How many documents were checked.
    pub documents: usize,
    /// Findings that were accepted with a reason.
    pub accepted: usize,
    /// Findings that the baseline holds.
    pub baseline: usize,
    /// Whether warnings count (`--deny warnings`).
    pub deny_warnings: bool,
    /// How long it took; only the commands know, and only the form for people says it.
    pub elapsed: Option<Duration>,
}

impl Summary {
    /// Whether a finding makes the run fail.
    pub fn counts(&self, finding: &Finding) -> bool {
        match weight(finding) {
            Severity::Error => true,
            Severity::Warning => self.deny_warnings,
            Severity::Info => false,
        }
    }
}

/// Everything a form needs.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// Judged and sorted.
    pub findings: &'a [Finding],
    /// The files they point into.
    pub sources: &'a Sources,
    /// The words of the rules.
    pub rules: &'a dyn RuleInfo,
    /// Counts and time.
    pub summary: &'a Summary,
    /// The handbook's folder as the reader would write it (`policies`); put before each file's path, so that
    /// it can be opened from where the command ran. Empty or `.` for none.
    pub folder: &'a str,
    /// How many characters the reader's screen has in a line, where it is one: the form for people heeds it, so that
    /// marks stand under what they mark.
    pub screen: Option<usize>,
}

/// The findings in a form. `colour` is heeded by the forms for people.
pub fn render(format: Format, report: &Report<'_>, colour: bool) -> String {
    match format {
        Format::Full => full::render(report, colour),
        Format::Concise => concise::render(report, colour),
        Format::Json => json::render(report),
        Format::Sarif => sarif::render(report),
        Format::Junit => junit::render(report),
        Format::Github => github::render(report),
        Format::Gitlab => gitlab::render(report),
    }
}

/// The last line of the form for people: "2 errors, 1 warning in 19 documents; 1.2 s".
pub fn summary_line(report: &Report<'_>) -> String {
    full::summary_line(report)
}

/// The line at which `at` starts, fit to be shown: what stands before the mark, what is marked, what stands after it.
pub fn excerpt(file: &SourceText, at: Span) -> [String; 3] {
    let window = window::Window::of(file, at, window::WIDTH);
    let piece = |range: std::ops::Range<usize>| window.text.get(range).unwrap_or_default().to_owned();
    let (start, end) = (window.mark.start, window.mark.end);
    [piece(0..start), piece(start..end), piece(end..window.text.len())]
}

/// The severity of a finding; one that nobody judged weighs as an error.
fn weight(finding: &Finding) -> Severity {
    finding.severity.unwrap_or(Severity::Error)
}

/// `1 error`, `2 errors`.
fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests;
