//! The handbook's own `templates/`, which take the place of ours by name. Only a build asks for them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A file below `templates/`: its path there, with forward slashes, and its bytes.
pub type OwnTemplate = (String, Vec<u8>);

/// The templates of the handbook in `root`, sorted by path; links are not followed. Not more of a file is read than
/// of any other ([`super::MAX_FILE`]).
///
/// # Errors
/// The file that cannot be read, and why.
pub fn own_templates(root: &Path) -> Result<Vec<OwnTemplate>, (PathBuf, io::Error)> {
    let folder = root.join("templates");
    let mut out = Vec::new();
    let entries = WalkDir::new(&folder).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|e| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.'))
    {
        let entry = match entry {
            Ok(entry) => entry,
            // None of its own: the usual case.
            Err(e) if e.depth() == 0 => return Ok(out),
            Err(e) => return Err((e.path().unwrap_or(&folder).to_owned(), e.into())),
        };
        let path = entry.path();
        if !entry.file_type().is_file() {
            continue;
        }
        let failed = |e: io::Error| (path.to_owned(), e);
        let size = entry.metadata().map_err(|e| failed(e.into()))?.len();
        if size > super::MAX_FILE {
            return Err(failed(io::Error::from(io::ErrorKind::FileTooLarge)));
        }
        let within = path.strip_prefix(&folder).unwrap_or(path);
        let parts: Vec<_> = within.components().map(|c| c.as_os_str().to_string_lossy()).collect();
        out.push((parts.join("/"), fs::read(path).map_err(failed)?));
    }
    Ok(out)
}
