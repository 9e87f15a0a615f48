//! One build's turn at an output folder: takes the pages, compares each with what lies there, and in the end
//! moves what changed.

use super::error::Why;
use super::journal::{Delete, Journal, Mover, Put, STAGING};
use super::manifest::hash;
use super::path::collisions;
use super::{Conflict, Disk, Error, Kind, MANIFEST, Manifest, Sink, Stamp, check_path};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Name of the file that is locked while a build runs.
const LOCK: &str = ".guidepost-lock";

/// A build under way. Dropped without [`Stage::finish`], it leaves the old site as it was.
pub struct Stage<'a> {
    disk: &'a dyn Disk,
    target: PathBuf,
    /// Set when the build should stop (Ctrl-C).
    stop: &'a AtomicBool,
    manifest: Manifest,
    pages: Mutex<BTreeMap<String, Page>>,
    next: AtomicUsize,
    /// Whether the staging folder is to be left for the next run.
    keep: AtomicBool,
    /// Held for as long as this lives; the system lets go of it even after a crash.
    _lock: File,
}

/// A page that was put.
#[derive(Debug, Clone)]
struct Page {
    hash: String,
    found: Found,
    /// Its name in `new/`, where it must be moved.
    staged: Option<usize>,
}

/// What lay where a page goes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Found {
    Nothing,
    Same,
    /// An older page of ours, with its hash.
    Ours(String),
    /// A folder, which may be about to go.
    Folder,
    InTheWay(Why),
}

/// What a build changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// Files that are new or have changed.
    pub written: usize,
    /// Files that were right already.
    pub unchanged: usize,
    /// Files that are no longer part of the site.
    pub deleted: usize,
}

impl<'a> Stage<'a> {
    /// Opens an output folder: creates it, takes the lock, finishes what a crash left.
    ///
    /// # Errors
    /// Where it cannot be written, another build holds it, or files of others are in the way.
    pub fn open(disk: &'a dyn Disk, target: &Path, stop: &'a AtomicBool) -> Result<Self, Error> {
        if target.is_symlink() && !target.exists() {
            return Err(Error::Folder(format!(
                "{} is a link that leads nowhere. Choose a folder for the site with `-o`",
                target.display()
            )));
        }
        if target.exists() && !target.is_dir() {
            return Err(Error::Folder(format!(
                "{} is a file. Choose a folder for the site with `-o`",
                target.display()
            )));
        }
        disk.create_folders(target).map_err(Error::io("create the folder", target))?;
        let mover = Mover { disk, target };
        // Opening a pipe would wait for ever, and a link leads to a file of somebody else.
        for name in [LOCK, MANIFEST] {
            if !matches!(mover.kind(&target.join(name))?, None | Some(Kind::File)) {
                let conflict = Conflict { path: name.to_owned(), why: Why::Foreign };
                return Err(Error::Conflicts(target.to_owned(), vec![conflict]));
            }
        }
        let lock = lock(target)?;
        mover.recover()?;
        let manifest = Manifest::load(disk, target)?;
        let stage = Self {
            disk,
            target: target.to_owned(),
            stop,
            manifest,
            pages: Mutex::default(),
            next: AtomicUsize::new(0),
            keep: AtomicBool::new(false),
            _lock: lock,
        };
        for folder in ["new", "old"] {
            let folder = mover.staging(folder);
            disk.create_folders(&folder).map_err(Error::io("create the folder", &folder))?;
        }
        Ok(stage)
    }

    /// Whether the file of the last build still lies at `path` as it was left: listed in the manifest, and looking
    /// as it did then.
    pub fn has(&self, path: &str, stamp: Stamp) -> bool {
        // Without a time, bytes of the same length could have changed.
        let sure = stamp.changed != 0 && self.manifest.files.contains_key(path);
        sure && self.disk.stamp(&self.target.join(path)).is_ok_and(|found| found == Some(stamp))
    }

    /// The text of a file that [`Stage::has`].
    pub fn text(&self, path: &str) -> Option<String> {
        String::from_utf8(self.disk.read(&self.target.join(path)).ok()?).ok()
    }

    /// Takes over a file of the last build unchanged; one that is not in the manifest cannot be.
    ///
    /// # Errors
    /// Where it is not in the manifest, or was put before.
    pub fn keep(&self, path: &str) -> Result<(), Error> {
        self.go_on()?;
        let Some(hash) = self.manifest.files.get(path) else {
            return Err(Error::Path(format!("\"{path}\" was not there to be kept")));
        };
        self.insert(path, Page { hash: hash.clone(), found: Found::Same, staged: None })
    }

    fn insert(&self, path: &str, page: Page) -> Result<(), Error> {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        match pages.insert(path.to_owned(), page) {
            None => Ok(()),
            Some(_) => Err(Error::Path(format!("two pages of the site would be written to \"{path}\""))),
        }
    }

    /// Moves what changed. From here on the site is either the old one or the new one.
    ///
    /// # Errors
    /// Before anything moves: files in the way, paths that collide, a full disk. While moving: the system's
    /// answer, after everything was moved back.
    pub fn finish(self) -> Result<Done, Error> {
        let pages = std::mem::take(&mut *self.pages.lock().unwrap_or_else(PoisonError::into_inner));
        collisions(&pages)?;
        let mut conflicts: Vec<Conflict> = Vec::new();
        let delete = self.deletions(&pages, &mut conflicts)?;
        self.in_the_way(&pages, &delete, &mut conflicts)?;
        if !conflicts.is_empty() {
            conflicts.sort();
            conflicts.dedup();
            return Err(Error::Conflicts(self.target.clone(), conflicts));
        }

        let mut journal = Journal { delete, put: Vec::new() };
        for (path, page) in &pages {
            if let Some(staged) = page.staged {
                let old = if let Found::Ours(old) = &page.found { Some(old.clone()) } else { None };
                journal.put.push(Put { path: path.clone(), staged, old });
            }
        }
        let done = Done {
            written: journal.put.len(),
            unchanged: pages.len() - journal.put.len(),
            deleted: journal.delete.len(),
        };
        let manifest = Manifest::of(pages.into_iter().map(|(path, page)| (path, page.hash)).collect());
        if journal.is_empty() && manifest == self.manifest {
            return Ok(done);
        }
        self.go_on()?;
        self.move_all(&journal, &manifest)?;
        Ok(done)
    }

    /// From the journal to the last file moved.
    fn move_all(&self, journal: &Journal, manifest: &Manifest) -> Result<(), Error> {
        let mover = self.mover();
        let path = mover.staging("manifest.json");
        self.disk.write(&path, &manifest.to_bytes(), true).map_err(Error::io("write", &path))?;
        mover.begin(journal)?;
        if let Err(error) = mover.forward(journal) {
            if mover.back(journal).is_ok() {
                return Err(error);
            }
            self.keep.store(true, Ordering::Relaxed);
            return Err(Error::HalfMoved(Box::new(error)));
        }
        // The site is whole. What is left is litter, and the next run clears it: the journal first, since
        // without it nothing in the staging folder means anything.
        if self.disk.remove_file(&mover.staging("journal.json")).is_err() {
            self.keep.store(true, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Our files that are no longer part of the site.
    fn deletions(
        &self,
        pages: &BTreeMap<String, Page>,
        conflicts: &mut Vec<Conflict>,
    ) -> Result<Vec<Delete>, Error> {
        let mut out = Vec::new();
        for (path, old) in &self.manifest.files {
            if pages.contains_key(path) {
                continue;
            }
            let at = self.target.join(path);
            let why = match self.mover().kind_within(path)? {
                None => continue,
                Some(Kind::Folder) => Why::Folder,
                Some(Kind::Other) => Why::Link,
                Some(Kind::File) if hash(&self.read(&at)?) == *old => {
                    out.push(Delete { path: path.clone(), old: old.clone() });
                    continue;
                }
                Some(Kind::File) => Why::Edited,
            };
            conflicts.push(Conflict { path: path.clone(), why });
        }
        Ok(out)
    }

    /// Everything that lies where a page or its folder goes and is not ours to move.
    fn in_the_way(
        &self,
        pages: &BTreeMap<String, Page>,
        delete: &[Delete],
        conflicts: &mut Vec<Conflict>,
    ) -> Result<(), Error> {
        let going: BTreeSet<&str> = delete.iter().map(|gone| gone.path.as_str()).collect();
        let mut folders = BTreeSet::new();
        for (path, page) in pages {
            match page.found {
                Found::InTheWay(why) => conflicts.push(Conflict { path: path.clone(), why }),
                Found::Folder if !self.will_be_empty(path, &going)? => {
                    conflicts.push(Conflict { path: path.clone(), why: Why::Folder });
                }
                _ => {}
            }
            let mut rest = path.as_str();
            while let Some((folder, _)) = rest.rsplit_once('/') {
                if !folders.insert(folder) {
                    break;
                }
                rest = folder;
            }
        }
        let look = |folder: &str| -> Result<Option<Conflict>, Error> {
            let why = match self.kind(&self.target.join(folder))? {
                None | Some(Kind::Folder) => return Ok(None),
                Some(Kind::File) if going.contains(folder) => return Ok(None),
                Some(Kind::File) => Why::NoFolder,
                Some(Kind::Other) => Why::Link,
            };
            Ok(Some(Conflict { path: folder.to_owned(), why }))
        };
        let found: Vec<Option<Conflict>> =
            folders.into_par_iter().map(look).collect::<Result<Vec<_>, Error>>()?;
        conflicts.extend(found.into_iter().flatten());
        Ok(())
    }

    /// Whether a folder holds nothing but files that go.
    fn will_be_empty(&self, folder: &str, going: &BTreeSet<&str>) -> Result<bool, Error> {
        let at = self.target.join(folder);
        for name in self.disk.list(&at).map_err(Error::io("read", &at))? {
            let inner = format!("{folder}/{name}");
            let fine = match self.kind(&self.target.join(&inner))? {
                Some(Kind::Folder) => self.will_be_empty(&inner, going)?,
                _ => going.contains(inner.as_str()),
            };
            if !fine {
                return Ok(false);
            }
        }
        // An empty folder of somebody else's is theirs all the same.
        Ok(going.iter().any(|path| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))))
    }

    fn look(&self, path: &str, bytes: &[u8]) -> Result<Found, Error> {
        let at = self.target.join(path);
        Ok(match self.mover().kind_within(path)? {
            None => Found::Nothing,
            Some(Kind::Folder) => Found::Folder,
            Some(Kind::Other) => Found::InTheWay(Why::Link),
            Some(Kind::File) => {
                let there = self.read(&at)?;
                if there == bytes {
                    return Ok(Found::Same);
                }
                let there = hash(&there);
                match self.manifest.files.get(path) {
                    Some(ours) if *ours == there => Found::Ours(there),
                    Some(_) => Found::InTheWay(Why::Edited),
                    None => Found::InTheWay(Why::Foreign),
                }
            }
        })
    }

    fn kind(&self, path: &Path) -> Result<Option<Kind>, Error> {
        self.disk.kind(path).map_err(Error::io("read", path))
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, Error> {
        self.disk.read(path).map_err(Error::io("read", path))
    }

    fn mover(&self) -> Mover<'_> {
        Mover { disk: self.disk, target: &self.target }
    }

    /// Whether somebody asked to stop.
    fn go_on(&self) -> Result<(), Error> {
        if self.stop.load(Ordering::Relaxed) { Err(Error::Interrupted) } else { Ok(()) }
    }
}

impl Sink for Stage<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        self.go_on()?;
        check_path(path)?;
        let found = self.look(path, bytes)?;
        let staged = if matches!(found, Found::Nothing | Found::Ours(_) | Found::Folder) {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let at = self.mover().staging(&format!("new/{number}"));
            self.disk.write(&at, bytes, false).map_err(Error::io("write", &at))?;
            Some(number)
        } else {
            None
        };
        self.insert(path, Page { hash: hash(bytes), found, staged })
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        if !self.keep.load(Ordering::Relaxed) {
            // Nothing can be done about a failure here, and the next run clears what is left.
            let _ = self.disk.remove_all(&self.target.join(STAGING));
        }
    }
}

/// Takes the lock of an output folder.
fn lock(target: &Path) -> Result<File, Error> {
    let path = target.join(LOCK);
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(Error::io("write", &path))?;
    // A program that this one is just starting holds its files too for a blink; a build that runs holds it longer.
    let mut tries = 0;
    let held = loop {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) if tries < 15 => {
                tries += 1;
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            held => break held,
        }
    };
    match held {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::Busy(target.to_owned())),
        Err(TryLockError::Error(source)) => Err(Error::Io { what: "lock", path, source }),
    }
}
