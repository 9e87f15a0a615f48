//! From a checked handbook to the files of its site, handed to the writer one by one.

use super::pipeline::Checked;
use super::progress::Progress;
use crate::output::{Error, Sink};
use crate::render::{Edition, Fault, Site};
use crate::source::active;
use rayon::prelude::*;
use std::fs;
use std::path::Path;

/// Renders everything into `sink`. `dir` is the handbook's folder, where its pictures and forms lie. Gives what is
/// wrong with its own templates; the pages were made without those.
pub(super) fn write(
    checked: &Checked,
    dir: &Path,
    draft: bool,
    sink: &dyn Sink,
) -> Result<Vec<Fault>, Error> {
    let edition = Edition {
        handbook: &checked.handbook,
        graphs: &checked.graphs,
        findings: &checked.verdict.findings,
        today: checked.today,
        draft,
    };
    let site = Site::new(edition, &checked.templates);
    let progress = Progress::new("Writing pages", site.len());
    let put = |path: &str, bytes: &[u8]| {
        progress.step();
        sink.put(path, bytes)
    };
    let report = site.write(put)?;
    report.copies.par_iter().try_for_each(|(from, to)| {
        let path = dir.join(from);
        let bytes = fs::read(&path).map_err(|source| Error::Io { what: "read", path, source })?;
        // Told by `source/active-picture`; a draft is built nevertheless.
        if active::may_run(from) && active::runs(&bytes).is_some() {
            return Ok(());
        }
        sink.put(to, &bytes)
    })?;
    Ok(report.faults)
}
