//! Moving, with a way back. The journal is written when everything that will be moved lies ready; from then on
//! each step can be told done or not done by looking at the disk, so that whoever comes next can go on.
//!
//! Forward, a file is moved in one step over the one it replaces, which keeps a second name in `old/` until the
//! end. Back, the new file returns to `new/` first, so that a crash on the way back can still be finished
//! forward.

use super::error::Why;
use super::manifest::{MANIFEST, hash};
use super::{Conflict, Disk, Error, Kind, check_path};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Name of the folder inside the output folder where a build prepares.
pub(super) const STAGING: &str = ".guidepost-staging";

/// What is moved.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Journal {
    /// Files that are no longer part of the site.
    pub(super) delete: Vec<Delete>,
    /// Files that are new or changed.
    pub(super) put: Vec<Put>,
}

/// A file of ours that goes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Delete {
    pub(super) path: String,
    pub(super) old: String,
}

/// A file that comes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Put {
    pub(super) path: String,
    /// Its name in `new/`.
    pub(super) staged: usize,
    /// Hash of the file it replaces.
    pub(super) old: Option<String>,
}

/// The folders at work.
#[derive(Clone, Copy)]
pub(super) struct Mover<'a> {
    pub(super) disk: &'a dyn Disk,
    pub(super) target: &'a Path,
}

impl Mover<'_> {
    /// A path in the staging folder.
    pub(super) fn staging(&self, path: &str) -> PathBuf {
        self.target.join(STAGING).join(path)
    }

    pub(super) fn kind(&self, path: &Path) -> Result<Option<Kind>, Error> {
        self.disk.kind(path).map_err(Error::io("read", path))
    }

    /// What lies at a path of the site; whatever lies behind a link on the way counts as a link, since it is
    /// outside.
    pub(super) fn kind_within(&self, path: &str) -> Result<Option<Kind>, Error> {
        let found = self.kind(&self.target.join(path))?;
        if found.is_some() && self.behind_link(path)? { Ok(Some(Kind::Other)) } else { Ok(found) }
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), Error> {
        self.disk.rename(from, to).map_err(Error::io("write", to))
    }

    fn folders_of(&self, path: &Path) -> Result<(), Error> {
        let folder = path.parent().unwrap_or(self.target);
        self.disk.create_folders(folder).map_err(Error::io("create the folder", folder))
    }

    /// Writes the journal: the moment from which a crash is finished rather than forgotten.
    pub(super) fn begin(&self, journal: &Journal) -> Result<(), Error> {
        let (draft, real) = (self.staging("journal.draft"), self.staging("journal.json"));
        let bytes = serde_json::to_vec(journal).unwrap_or_default();
        self.disk.write(&draft, &bytes, true).map_err(Error::io("write", &draft))?;
        self.rename(&draft, &real)
    }

    /// Finishes what a crash left, if there is anything. Afterwards there is no staging folder.
    pub(super) fn recover(&self) -> Result<(), Error> {
        let staging = self.target.join(STAGING);
        match self.kind(&staging)? {
            None => return Ok(()),
            Some(Kind::Folder) => {}
            Some(Kind::File | Kind::Other) => {
                let conflict = Conflict { path: STAGING.to_owned(), why: Why::Foreign };
                return Err(Error::Conflicts(self.target.to_owned(), vec![conflict]));
            }
        }
        self.only_ours()?;
        let path = self.staging("journal.json");
        if self.kind(&path)?.is_some() {
            let bytes = self.disk.read(&path).map_err(Error::io("read", &path))?;
            // One that cannot be read was never finished: it appears in one step. Nor is one of ours if it
            // names what we would not write.
            let journal: Journal = serde_json::from_slice(&bytes).unwrap_or_default();
            if journal.paths().all(|path| check_path(path).is_ok()) {
                self.unchanged_since(&journal)?;
                self.forward(&journal)?;
                self.disk.remove_file(&path).map_err(Error::io("delete", &path))?;
            }
        }
        self.disk.remove_all(&staging).map_err(Error::io("delete", &staging))
    }

    /// Whether a folder on the way to a path is a link.
    fn behind_link(&self, path: &str) -> Result<bool, Error> {
        for (end, _) in path.match_indices('/') {
            if self.kind(&self.target.join(&path[..end]))? == Some(Kind::Other) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The staging folder is deleted in the end, so nothing may lie in it that a build did not put there.
    fn only_ours(&self) -> Result<(), Error> {
        let figures = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit());
        let list = |folder: &Path| self.disk.list(folder).map_err(Error::io("read", folder));
        let mut foreign = Vec::new();
        for name in list(&self.target.join(STAGING))? {
            let at = self.staging(&name);
            match (name.as_str(), self.kind(&at)?) {
                ("new" | "old", Some(Kind::Folder)) => {
                    for inner in list(&at)? {
                        let ours = figures(inner.strip_prefix('d').unwrap_or(&inner));
                        if !ours || self.kind(&at.join(&inner))? != Some(Kind::File) {
                            foreign.push(format!("{STAGING}/{name}/{inner}"));
                        }
                    }
                }
                ("journal.json" | "journal.draft" | "manifest.json", Some(Kind::File)) => {}
                _ => foreign.push(format!("{STAGING}/{name}")),
            }
        }
        if foreign.is_empty() {
            return Ok(());
        }
        let conflicts = foreign.into_iter().map(|path| Conflict { path, why: Why::Foreign }).collect();
        Err(Error::Conflicts(self.target.to_owned(), conflicts))
    }

    /// After a crash somebody may have put something of their own where files are still to be moved.
    fn unchanged_since(&self, journal: &Journal) -> Result<(), Error> {
        let mut conflicts = Vec::new();
        let mut look = |path: &str, old: Option<&String>| -> Result<(), Error> {
            let at = self.target.join(path);
            let why = match self.kind_within(path)? {
                None if self.behind_link(path)? => Why::Link,
                None => return Ok(()),
                Some(Kind::Folder) => Why::Folder,
                Some(Kind::Other) => Why::Link,
                Some(Kind::File) => {
                    let now = hash(&self.disk.read(&at).map_err(Error::io("read", &at))?);
                    if old == Some(&now) {
                        return Ok(());
                    }
                    if old.is_some() { Why::Edited } else { Why::Foreign }
                }
            };
            conflicts.push(Conflict { path: path.to_owned(), why });
            Ok(())
        };
        for (number, gone) in journal.delete.iter().enumerate() {
            if self.kind(&self.staging(&format!("old/d{number}")))?.is_none() {
                look(&gone.path, Some(&gone.old))?;
            }
        }
        for put in &journal.put {
            let waiting = self.kind(&self.staging(&format!("new/{}", put.staged)))?.is_some();
            // A folder that is in the way goes with the deletions.
            if waiting && self.kind(&self.target.join(&put.path))? != Some(Kind::Folder) {
                look(&put.path, put.old.as_ref())?;
            }
        }
        if conflicts.is_empty() { Ok(()) } else { Err(Error::Conflicts(self.target.to_owned(), conflicts)) }
    }

    /// Moves everything that is not moved yet, then the manifest.
    pub(super) fn forward(&self, journal: &Journal) -> Result<(), Error> {
        for (number, gone) in journal.delete.iter().enumerate() {
            let (at, old) = (self.target.join(&gone.path), self.staging(&format!("old/d{number}")));
            if self.kind(&old)?.is_none() && self.kind(&at)? == Some(Kind::File) {
                self.rename(&at, &old)?;
            }
        }
        self.prune(journal);
        // Each file can be told done or not done by itself, so they may be moved side by side.
        let folders: BTreeSet<&str> =
            journal.put.iter().filter_map(|put| Some(put.path.rsplit_once('/')?.0)).collect();
        folders.par_iter().try_for_each(|folder| self.folders_of(&self.target.join(folder).join("x")))?;
        journal.put.par_iter().try_for_each(|put| self.forward_one(put))?;
        let manifest = self.staging("manifest.json");
        if self.kind(&manifest)?.is_some() {
            self.rename(&manifest, &self.target.join(MANIFEST))?;
        }
        Ok(())
    }

    /// Moves one file to its place, where it is not yet there.
    fn forward_one(&self, put: &Put) -> Result<(), Error> {
        let at = self.target.join(&put.path);
        let new = self.staging(&format!("new/{}", put.staged));
        if self.kind(&new)?.is_none() {
            return Ok(());
        }
        let old = self.staging(&format!("old/{}", put.staged));
        if put.old.is_some()
            && self.kind(&old)?.is_none()
            && self.kind(&at)?.is_some()
            // Where the disk knows no second names the file is moved away; it is missing for a moment.
            && self.disk.link(&at, &old).is_err()
        {
            self.rename(&at, &old)?;
        }
        self.rename(&new, &at)
    }

    /// Takes back what was moved.
    pub(super) fn back(&self, journal: &Journal) -> Result<(), Error> {
        for put in journal.put.iter().rev() {
            let at = self.target.join(&put.path);
            let new = self.staging(&format!("new/{}", put.staged));
            let old = self.staging(&format!("old/{}", put.staged));
            let moved = self.kind(&new)?.is_none();
            if moved {
                self.rename(&at, &new)?;
            }
            // Where the backup is a second name of what lies there, this does nothing.
            if self.kind(&old)?.is_some() {
                self.rename(&old, &at)?;
            }
        }
        for put in &journal.put {
            self.remove_empty_folders(&put.path);
        }
        for (number, gone) in journal.delete.iter().enumerate().rev() {
            let (at, old) = (self.target.join(&gone.path), self.staging(&format!("old/d{number}")));
            if self.kind(&old)?.is_some() {
                self.folders_of(&at)?;
                self.rename(&old, &at)?;
            }
        }
        let path = self.staging("journal.json");
        self.disk.remove_file(&path).map_err(Error::io("delete", &path))
    }

    /// Removes folders that held our files and are empty now.
    fn prune(&self, journal: &Journal) {
        let folders: BTreeSet<&str> =
            journal.delete.iter().filter_map(|gone| Some(gone.path.rsplit_once('/')?.0)).collect();
        for folder in folders.iter().rev() {
            self.remove_empty_folders(&format!("{folder}/x"));
        }
    }

    /// Removes the folders above `path` as far as they are empty; a folder with anything in it refuses.
    pub(super) fn remove_empty_folders(&self, path: &str) {
        let mut rest = path;
        while let Some((folder, _)) = rest.rsplit_once('/') {
            if self.disk.remove_folder(&self.target.join(folder)).is_err() {
                return;
            }
            rest = folder;
        }
    }
}

impl Journal {
    /// Whether nothing is to be moved.
    pub(super) fn is_empty(&self) -> bool {
        self.delete.is_empty() && self.put.is_empty()
    }

    fn paths(&self) -> impl Iterator<Item = &str> {
        self.delete.iter().map(|gone| gone.path.as_str()).chain(self.put.iter().map(|put| put.path.as_str()))
    }
}
