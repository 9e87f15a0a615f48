//! From a checked handbook to the files of its site, handed to the writer one by one.

use super::cache::Remembered;
use super::pipeline::Checked;
use super::progress::Progress;
use crate::output::{Error, Sink, Stage, Stamp};
use crate::render::{Edition, Memory, Pages, Prints, Report, Site};
use crate::source::active;
use rayon::prelude::*;
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// The writer, and what the last build left there.
struct Onto<'a> {
    stage: &'a Stage<'a>,
    stamps: &'a HashMap<String, Stamp>,
    progress: &'a Progress,
    /// What was kept.
    kept: Mutex<Vec<String>>,
}

impl Pages<Error> for Onto<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        self.progress.step();
        self.stage.put(path, bytes)
    }

    fn has(&self, path: &str) -> bool {
        self.stamps.get(path).is_some_and(|&stamp| self.stage.has(path, stamp))
    }

    fn text(&self, path: &str) -> Option<String> {
        if self.has(path) { self.stage.text(path) } else { None }
    }

    fn keep(&self, path: &str) -> Result<(), Error> {
        self.progress.step();
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_owned());
        self.stage.keep(path)
    }
}

/// Renders everything into `stage`, but for what lies there already. `dir` is the handbook's folder, where its
/// pictures and forms lie. Gives what is wrong with its own templates (the pages were made without those), and what
/// the next build should know, and which files were kept.
pub(super) fn write(
    checked: &Checked,
    dir: &Path,
    (draft, prints): (bool, Prints),
    stage: &Stage<'_>,
    before: &Remembered,
) -> Result<(Report, Memory, Vec<String>), Error> {
    let edition = Edition {
        handbook: &checked.handbook,
        graphs: &checked.graphs,
        findings: &checked.verdict.findings,
        today: checked.today,
        draft,
        prints,
    };
    let site = Site::new(edition, &checked.templates);
    let progress = Progress::new("Writing pages", site.len());
    let onto = Onto { stage, stamps: &before.stamps, progress: &progress, kept: Mutex::default() };
    let (report, memory) = site.write(Some(&before.memory), &onto)?;
    // The process is about to end, and the site of a large handbook takes a while to take apart.
    std::mem::forget(site);
    report.copies.par_iter().try_for_each(|(from, to)| {
        let path = dir.join(from);
        let bytes = fs::read(&path).map_err(|source| Error::Io { what: "read", path, source })?;
        // Told by `source/active-picture`; a draft is built nevertheless.
        if active::may_run(from) && active::runs(&bytes).is_some() {
            return Ok(());
        }
        stage.put(to, &bytes)
    })?;
    Ok((report, memory, onto.kept.into_inner().unwrap_or_else(PoisonError::into_inner)))
}
