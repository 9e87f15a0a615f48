//! From a checked handbook to the files of its site, handed to the writer one by one.

use super::pipeline::Checked;
use super::progress::Progress;
use crate::output::{Error, Sink};
use crate::render::{Edition, Fault, Override, Site};
use rayon::prelude::*;
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// Largest template that is read, in bytes.
const MAX_TEMPLATE: u64 = 16 << 20;

/// Renders everything into `sink`. `dir` is the handbook's folder, where its own templates, pictures and forms lie.
/// Gives what is wrong with its templates; the pages were made without those.
pub(super) fn write(
    checked: &Checked,
    dir: &Path,
    draft: bool,
    sink: &dyn Sink,
) -> Result<Vec<Fault>, Error> {
    let overrides = overrides(&dir.join("templates"))?;
    let edition = Edition {
        handbook: &checked.handbook,
        graphs: &checked.graphs,
        findings: &checked.verdict.findings,
        today: checked.today,
        draft,
    };
    let site = Site::new(edition, &overrides);
    let progress = Progress::new("Writing pages", site.len());
    let put = |path: &str, bytes: &[u8]| {
        progress.step();
        sink.put(path, bytes)
    };
    let report = site.write(put)?;
    report.copies.par_iter().try_for_each(|(from, to)| {
        let path = dir.join(from);
        let bytes = fs::read(&path).map_err(|source| Error::Io { what: "read", path, source })?;
        sink.put(to, &bytes)
    })?;
    Ok(report.faults)
}

/// The handbook's own templates, sorted by name.
fn overrides(folder: &Path) -> Result<Vec<Override>, Error> {
    let mut out = Vec::new();
    let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !hidden(entry.file_name())) {
        let entry = match entry {
            Ok(entry) => entry,
            // No templates of its own: the usual case.
            Err(error) if error.depth() == 0 => return Ok(out),
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_owned();
                return Err(Error::Io { what: "read", path, source: error.into() });
            }
        };
        let path = entry.path();
        if !entry.file_type().is_file() {
            continue;
        }
        if entry.metadata().is_ok_and(|data| data.len() > MAX_TEMPLATE) {
            return Err(Error::Page(format!("{} is too large for a template", path.display())));
        }
        let within = path.strip_prefix(folder).unwrap_or(path);
        let parts: Vec<_> = within.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let bytes =
            fs::read(path).map_err(|source| Error::Io { what: "read", path: path.to_owned(), source })?;
        out.push(Override { name: parts.join("/"), bytes });
    }
    Ok(out)
}
