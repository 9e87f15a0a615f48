//! Where a site may be built, seen from the handbook: never over it, and inside it only where no source lies.

use super::{Disk, Error, Kind, MANIFEST};
use std::path::{Component, Path, PathBuf};

/// How the output folder lies to the handbook's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Handbook {
    /// Elsewhere.
    Apart,
    /// Inside it, at this path with forward slashes: reading must pass over it.
    Inside(String),
}

/// Whether a site of the handbook in `source` may be built into `target`, and how the two lie.
///
/// # Errors
/// Where `target` is the handbook, holds it, or is a folder of it with anything but a site in it.
pub fn check_folder(disk: &dyn Disk, source: &Path, target: &Path) -> Result<Handbook, Error> {
    let (real_source, real_target) = (real(source), real(target));
    if real_source == real_target {
        return Err(Error::Folder(format!(
            "the site cannot be built into the handbook's own folder {}. Choose another folder with `-o`",
            target.display()
        )));
    }
    if real_source.starts_with(&real_target) {
        return Err(Error::Folder(format!(
            "the folder {} holds the handbook itself. Choose another folder with `-o`",
            target.display()
        )));
    }
    let Ok(within) = real_target.strip_prefix(&real_source) else { return Ok(Handbook::Apart) };
    if holds_something_else(disk, &real_target)? {
        return Err(Error::Folder(format!(
            "{} is a folder of the handbook and holds files that are no site. Choose another folder with `-o`",
            target.display()
        )));
    }
    let parts: Vec<_> = within.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    Ok(Handbook::Inside(parts.join("/")))
}

/// Whether a folder holds visible files but no site of ours.
fn holds_something_else(disk: &dyn Disk, target: &Path) -> Result<bool, Error> {
    let kind = |path: &Path| disk.kind(path).map_err(Error::io("read", path));
    if kind(target)? != Some(Kind::Folder) || kind(&target.join(MANIFEST))?.is_some() {
        return Ok(false);
    }
    let names = disk.list(target).map_err(Error::io("read", target))?;
    Ok(names.iter().any(|name| !name.starts_with('.')))
}

/// A path without links and dots, though its end may not exist yet.
fn real(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut out = PathBuf::new();
    for part in full.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            part => {
                out.push(part);
                if let Ok(found) = out.canonicalize() {
                    out = found;
                }
            }
        }
    }
    out
}
