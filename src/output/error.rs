//! What can keep a site from being written, in words for the person who asked for it.

use crate::render::Fault;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A file in the way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// Path within the output folder.
    pub path: String,
    /// What is wrong with it.
    pub why: Why,
}

/// Why a file is in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// We did not write it.
    Foreign,
    /// We wrote it, and somebody changed it since.
    Edited,
    /// A folder where a file should be.
    Folder,
    /// A file where a folder should be.
    NoFolder,
    /// A link or a device, through which we do not write.
    Link,
}

impl Why {
    fn words(self) -> &'static str {
        match self {
            Self::Foreign => "was not written by guidepost",
            Self::Edited => "was changed by somebody after guidepost wrote it",
            Self::Folder => "is a folder, and a page should be there",
            Self::NoFolder => "is a file, and a folder should be there",
            Self::Link => "is a link or a special file; guidepost does not write through it",
        }
    }
}

/// Why the site was not written. The old site is untouched in every case but [`Error::HalfMoved`].
#[derive(Debug)]
pub enum Error {
    /// Another build holds the lock.
    Busy(PathBuf),
    /// The output folder is not fit for it; the sentence says why.
    Folder(String),
    /// Files in the way, sorted.
    Conflicts(PathBuf, Vec<Conflict>),
    /// A page's path that not every system can hold; the sentence says why.
    Path(String),
    /// A page could not be made; the sentence says why.
    Page(String),
    /// The list of our files cannot be trusted.
    Manifest(PathBuf, String),
    /// The disk refused.
    Io {
        /// What was tried: "write".
        what: &'static str,
        /// On which file.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// Moving failed, and so did the way back. The next build finishes.
    HalfMoved(Box<Error>),
    /// Somebody pressed Ctrl-C.
    Interrupted,
}

impl Error {
    /// Wraps an error of the system.
    pub(super) fn io(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { what, path: path.to_owned(), source }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Page(format!("a page could not be made: {}:{}: {}", fault.name, fault.line, fault.message))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy(target) => write!(
                f,
                "another build is writing to {}. Wait until it has finished, then build again",
                target.display()
            ),
            Self::Folder(why) | Self::Path(why) | Self::Page(why) => f.write_str(why),
            Self::Conflicts(target, conflicts) => {
                const NAMED: usize = 10;
                writeln!(f, "files in {} are in the way; nothing was changed:", target.display())?;
                for conflict in conflicts.iter().take(NAMED) {
                    writeln!(f, "  {} {}", conflict.path, conflict.why.words())?;
                }
                if conflicts.len() > NAMED {
                    writeln!(f, "  and {} more", conflicts.len() - NAMED)?;
                }
                f.write_str("Move them away or delete them, or build into another folder with `-o`")
            }
            Self::Manifest(path, why) => write!(
                f,
                "{} is damaged ({why}), so guidepost cannot tell its own files from others. Delete it \
                 together with the old site, or build into another folder with `-o`",
                path.display()
            ),
            Self::Io { what, path, source } => {
                write!(f, "cannot {what} {}: {}", path.display(), reason(source))
            }
            Self::HalfMoved(why) => {
                write!(f, "{why}. Some pages were already moved; build again and guidepost finishes")
            }
            Self::Interrupted => f.write_str("stopped; the old site is untouched"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::HalfMoved(inner) => Some(inner),
            _ => None,
        }
    }
}

/// The system's answer in plain words, where we know them.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "no permission".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::QuotaExceeded => "the disk quota is used up".to_owned(),
        io::ErrorKind::FileTooLarge => "the file is larger than the system allows".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        io::ErrorKind::NotADirectory => "part of the path is a file, not a folder".to_owned(),
        io::ErrorKind::InvalidFilename => "the name is too long or not allowed here".to_owned(),
        _ => error.to_string(),
    }
}
