//! From a folder to a judged report: the stages in their order, for every command that needs them.

use super::Failure;
use crate::checks::{self, Selection};
use crate::diagnostic::render::Summary;
use crate::diagnostic::{Finding, Severity, Sources};
use crate::source::{self, FileKind, ReadOptions};
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A handbook that was read and checked.
pub(super) struct Checked {
    /// Counts and time.
    pub(super) summary: Summary,
    /// The folder as it is put before paths.
    pub(super) folder: String,
    tree: source::Tree,
    findings: Vec<Finding>,
}

/// Reads and checks the handbook in `dir`. `output` is the folder a site of it goes to, where one is built.
pub(super) fn check(
    dir: &Path,
    selection: &Selection,
    _today: Date,
    output: Option<PathBuf>,
) -> Result<Checked, Failure> {
    let started = Instant::now();
    let tree = source::read(dir, &ReadOptions { output })?;
    if tree.files.is_empty() && tree.findings.is_empty() {
        return Err(Failure(format!(
            "{} holds no document (.md or .yaml), so there is nothing to check. `guidepost init {}` starts a \
             handbook there",
            dir.display(),
            dir.display()
        )));
    }
    let mut findings: Vec<Finding> =
        tree.findings.iter().filter(|f| selection.takes(f.rule)).cloned().collect();
    for finding in &mut findings {
        let default = || checks::rule(finding.rule).and_then(|rule| rule.severity);
        finding.severity = finding.severity.or_else(default).or(Some(Severity::Error));
    }
    let documents = tree
        .files
        .iter()
        .filter(|f| matches!(f.kind, FileKind::Guideline | FileKind::Page | FileKind::Translation))
        .count();
    let summary = Summary { documents, elapsed: Some(started.elapsed()), ..Summary::default() };
    Ok(Checked { summary, folder: shown(dir), tree, findings })
}

impl Checked {
    /// What is shown, judged and sorted.
    pub(super) fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The files they point into.
    pub(super) fn sources(&self) -> &Sources {
        &self.tree.sources
    }
}

/// The folder as it is put before paths: as the user wrote it, and from here where that is possible, since code
/// hosts want paths from the top of the repository.
fn shown(dir: &Path) -> String {
    let here = std::env::current_dir().ok();
    let within = here.as_deref().and_then(|here| dir.strip_prefix(here).ok());
    within.unwrap_or(dir).to_string_lossy().into_owned()
}
