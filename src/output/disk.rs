//! The few things the writer asks of a disk, behind a trait: so that a test can let the disk run full, or the
//! process die, at every single one of them.

use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// What lies at a path; links are not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A link or a special file.
    Other,
}

/// How a file looks from outside: while this stays, its bytes are taken to have stayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Length in bytes.
    pub length: u64,
    /// Last change, in nanoseconds since 1970; 0 where the system does not say.
    pub changed: u64,
}

/// What the writer asks of a disk. Each method answers as the function of `std::fs` does.
#[expect(clippy::missing_errors_doc, reason = "all of them pass on the system's answer")]
pub trait Disk: Sync {
    /// What lies there, `None` for nothing (also where a parent is a file).
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>>;
    /// How a file looks from outside; `None` for anything but a file. Links are not followed.
    fn stamp(&self, path: &Path) -> io::Result<Option<Stamp>>;
    /// The bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Names in a folder, sorted.
    fn list(&self, path: &Path) -> io::Result<Vec<String>>;
    /// A new file; an existing one is an error. `safe`: do not return before it is on the disk.
    fn write(&self, path: &Path, bytes: &[u8], safe: bool) -> io::Result<()>;
    /// A folder with its parents; one that is there is fine.
    fn create_folders(&self, path: &Path) -> io::Result<()>;
    /// Moves a file, replacing the one that is there in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// A second name for a file.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Deletes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Deletes an empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// Deletes a folder with all that is in it.
    fn remove_all(&self, path: &Path) -> io::Result<()>;
}

/// The disk of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        match fs::symlink_metadata(path) {
            Ok(data) if data.is_file() => Ok(Some(Kind::File)),
            Ok(data) if data.is_dir() => Ok(Some(Kind::Folder)),
            Ok(_) => Ok(Some(Kind::Other)),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    fn stamp(&self, path: &Path) -> io::Result<Option<Stamp>> {
        let data = match fs::symlink_metadata(path) {
            Ok(data) if data.is_file() => data,
            Ok(_) => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let since = data.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok());
        let changed = since.and_then(|s| u64::try_from(s.as_nanos()).ok()).unwrap_or(0);
        Ok(Some(Stamp { length: data.len(), changed }))
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        let mut names = fs::read_dir(path)?
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect::<io::Result<Vec<_>>>()?;
        names.sort();
        Ok(names)
    }

    fn write(&self, path: &Path, bytes: &[u8], safe: bool) -> io::Result<()> {
        let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        if safe { file.sync_all() } else { Ok(()) }
    }

    fn create_folders(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn remove_all(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir_all(path)
    }
}
