//! One line a finding, as compilers write it, so that editors and `grep` can follow it:
//! `policies/a.md:12:5: error[graph/dead-end] Step "x" leads nowhere (and 5 that follow)`.

use super::{Report, plain, weight};
use crate::diagnostic::Severity;
use std::fmt::Write;

/// The findings, a line each.
pub(super) fn render(report: &Report<'_>, colour: bool) -> String {
    let mut out = String::with_capacity(report.findings.len() * 120);
    for finding in report.findings {
        let at = report.sources.locate(finding.at);
        let path = report.path(finding.at.file);
        let style = if colour { style(weight(finding)) } else { anstyle::Style::new() };
        let _ = write!(
            out,
            "{}:{}:{}: {style}{}{style:#}[{}] {}",
            plain(&path),
            at.line,
            at.column,
            weight(finding).word(),
            finding.rule,
            plain(&finding.message),
        );
        if !finding.follows.is_empty() {
            let _ = write!(out, " (and {} that follow)", finding.follows.len());
        }
        out.push('\n');
    }
    out
}

/// The colour of a severity, the same as in the full form.
pub(super) fn style(severity: Severity) -> anstyle::Style {
    use annotate_snippets::renderer::{DEFAULT_ERROR_STYLE, DEFAULT_INFO_STYLE, DEFAULT_WARNING_STYLE};
    match severity {
        Severity::Error => DEFAULT_ERROR_STYLE,
        Severity::Warning => DEFAULT_WARNING_STYLE,
        Severity::Info => DEFAULT_INFO_STYLE,
    }
}
