//! From a folder to a judged report: the stages in their order, for every command that needs them.

use super::options::Overrides;
use super::progress::Waiting;
use super::{Failure, templates};
use crate::checks::{self, Baseline, Context, Index, Selection, Verdict};
use crate::diagnostic::render::{Report, Summary};
use crate::graph::{self, ProcessGraph};
use crate::model::{Handbook, Known, parse_with};
use crate::render::{self, Override};
use crate::source::{self, FileKind, ReadError, ReadOptions};
use jiff::civil::Date;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A handbook that was read.
pub(super) struct Loaded {
    /// Everything it says.
    pub(super) handbook: Handbook,
    /// What reading and parsing found.
    found: Vec<crate::diagnostic::Finding>,
    /// Its baseline, where it has one.
    baseline: Option<Baseline>,
    started: Instant,
}

/// A handbook that was read and checked.
pub(super) struct Checked {
    /// Everything it says.
    pub(super) handbook: Handbook,
    /// The process graph of each guideline, in their order.
    pub(super) graphs: Vec<ProcessGraph>,
    /// What is shown and what was set aside.
    pub(super) verdict: Verdict,
    /// The handbook's own templates, good and bad.
    pub(super) templates: Vec<Override>,
    /// Today, as given.
    pub(super) today: Date,
    /// Counts and time.
    pub(super) summary: Summary,
    /// The folder as it is put before paths.
    folder: String,
}

/// Reads the handbook in `dir`. `output` is the folder that a site of it goes to, where one is built.
pub(super) fn load(dir: &Path, output: Option<PathBuf>) -> Result<Loaded, Failure> {
    load_with(dir, output, Known::default())
}

/// As [`load`], with what an earlier run has of it.
fn load_with(dir: &Path, output: Option<PathBuf>, known: Known) -> Result<Loaded, Failure> {
    let started = Instant::now();
    let options = ReadOptions { output, unchanged: known.unchanged() };
    let tree = source::read(dir, &options).map_err(|error| unread(&error, dir))?;
    if tree.files.is_empty() && tree.findings.is_empty() {
        return Err(Failure(format!(
            "{} holds no document (.md or .yaml), so there is nothing to do. `guidepost init` starts a handbook",
            dir.display(),
        )));
    }
    let baseline =
        tree.of(FileKind::Baseline).next().and_then(|file| file.front.as_ref()).map(Baseline::read);
    let (handbook, found) = parse_with(tree, known);
    Ok(Loaded { handbook, found, baseline, started })
}

/// Reads and checks the handbook in `dir`.
pub(super) fn check(
    dir: &Path,
    overrides: Overrides,
    selection: &Selection,
    today: Date,
    output: Option<PathBuf>,
    known: Known,
) -> Result<Checked, Failure> {
    let _waiting = Waiting::new("Checking");
    let own = if overrides.no_overrides { Vec::new() } else { templates::own(dir)? };
    Ok(load_with(dir, output, known)?.check(dir, own, selection, today))
}

impl Loaded {
    /// Checks it.
    fn check(self, dir: &Path, own: Vec<Override>, selection: &Selection, today: Date) -> Checked {
        let Self { mut handbook, mut found, baseline, started } = self;
        found.extend(templates::findings(&render::faults(&own), &own, &mut handbook.sources));
        let graphs: Vec<ProcessGraph> = handbook.guidelines.par_iter().map(graph::build).collect();
        let index = Index::build(&handbook, &graphs);
        let cx = Context { handbook: &handbook, graphs: &graphs, index: &index, today };
        let told = checks::tell(&cx);
        found.extend(told.findings);
        let verdict = checks::judge(&cx, found, baseline.as_ref(), selection);
        let summary = Summary {
            documents: handbook.guidelines.len() + handbook.pages.len(),
            accepted: verdict.accepted.len(),
            baseline: verdict.baselined.len(),
            deny_warnings: false,
            elapsed: Some(started.elapsed()),
        };
        handbook.told = told.alone;
        Checked { handbook, graphs, verdict, templates: own, today, summary, folder: shown(dir) }
    }
}

impl Checked {
    /// What an output form is made from.
    pub(super) fn report(&self) -> Report<'_> {
        Report {
            findings: &self.verdict.findings,
            sources: &self.handbook.sources,
            rules: &super::words::Words,
            summary: &self.summary,
            folder: &self.folder,
            screen: None,
        }
    }
}

/// Why a folder could not be read, with what to do about it.
fn unread(error: &ReadError, dir: &Path) -> Failure {
    Failure(match error {
        ReadError::Missing(_) if dir == Path::new("policies") => {
            "there is no folder policies here. Name the handbook's folder, or start one with `guidepost init policies`"
                .to_owned()
        }
        error => error.to_string(),
    })
}

/// The folder as it is put before paths: as the user wrote it, and from here where that is possible, since code
/// hosts want paths from the top of the repository.
fn shown(dir: &Path) -> String {
    let here = std::env::current_dir().ok();
    let within = here.as_deref().and_then(|here| dir.strip_prefix(here).ok());
    within.unwrap_or(dir).to_string_lossy().into_owned()
}
