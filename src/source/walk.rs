//! Which files of a folder belong to the handbook.

use crate::diagnostic::{Finding, Span};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A file to be read.
pub(super) struct Found {
    /// Within the handbook, with forward slashes.
    pub(super) path: String,
    /// Where it lies.
    pub(super) disk: PathBuf,
    /// Bytes.
    pub(super) size: u64,
}

/// A finding that waits for the id of its file.
pub(super) type Problem = (String, Box<dyn FnOnce(Span) -> Finding + Send>);

/// Everything found, sorted by path.
#[derive(Default)]
pub(super) struct Walked {
    /// `.md` and `.yaml`.
    pub(super) texts: Vec<Found>,
    /// Everything else, with its size in bytes.
    pub(super) assets: Vec<(String, u64)>,
    /// What cannot be read or is not followed.
    pub(super) problems: Vec<Problem>,
}

/// Walks the folder.
pub(super) fn walk(root: &Path, output: Option<&Path>) -> Walked {
    let mut walked = Walked::default();
    let entries = WalkDir::new(root).follow_links(false).into_iter().filter_entry(|e| keep(e, output));
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(e) => {
                let path = e.path().map_or_else(String::new, |p| within(root, p));
                let why = e.io_error().map_or_else(|| e.to_string(), ToString::to_string);
                walked.problems.push((
                    path,
                    Box::new(move |at| {
                        Finding::new("source/unreadable", at, format!("this cannot be read: {why}"))
                            .help("give yourself the right to read it")
                    }),
                ));
                continue;
            }
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let path = within(root, entry.path());
        let size = entry.metadata().map_or(0, |m| m.len());
        if Path::new(&path).extension().is_some_and(|e| e == "md" || e == "yaml") {
            walked.texts.push(Found { path, disk: entry.into_path(), size });
        } else {
            walked.assets.push((path, size));
        }
    }
    walked.texts.sort_by(|a, b| a.path.cmp(&b.path));
    walked.assets.sort();
    walked.problems.sort_by(|a, b| a.0.cmp(&b.0));
    walked
}

/// Whether an entry is looked at.
fn keep(entry: &DirEntry, output: Option<&Path>) -> bool {
    if entry.depth() == 0 {
        return true;
    }
    let name = entry.file_name().to_string_lossy();
    let left_alone = entry.depth() == 1 && matches!(&*name, "templates" | "approvals" | "acknowledgements");
    let folder = entry.file_type().is_dir();
    !(name.starts_with('.')
        || (folder && (left_alone || name == "node_modules" || output.is_some_and(|o| o == entry.path()))))
}

/// The path within the handbook, with forward slashes.
fn within(root: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = inner.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
