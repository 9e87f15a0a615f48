//! What one build leaves for the next, so that only what changed is made anew.
//!
//! It lies in the user's own folder for such things and not in the handbook: who is handed a handbook would
//! otherwise be handed a cache with it, and with that the word that pages of a stranger are up to date. It is a
//! help and nothing else: where it is missing, damaged, of another program or for another folder, everything is
//! made as if it had never been there.

use crate::model::{Handbook, Known, SHARDS};
use crate::output::Stamp;
use crate::render::Memory;
use crate::source::Unchanged;
use clap::Args;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Where it lies, as options.
#[derive(Debug, Args)]
pub(super) struct CacheOptions {
    /// Keep what the next build needs in DIR [default: the user's own cache folder]
    #[arg(long, value_name = "DIR", env = "GUIDEPOST_CACHE", hide_env = true)]
    cache: Option<PathBuf>,
    /// Make every page anew, and remember nothing; it wins over a folder that is named
    #[arg(long)]
    no_cache: bool,
}

/// What is remembered of a build.
#[derive(Debug, Default)]
pub(super) struct Remembered {
    /// How the files of the site looked when it was done.
    pub(super) stamps: HashMap<String, Stamp>,
    /// What pages were made from.
    pub(super) memory: Memory,
}

/// The file that is written last, without which the others mean nothing.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    /// The program that wrote it.
    program: Program,
    /// The folder of the handbook and that of the site.
    folders: (PathBuf, PathBuf),
    /// Sum of the file of what pages were made from.
    memory: [u8; SUM],
    stamps: HashMap<String, Stamp>,
}

/// What the next build needs to know, ready to be written once the site is in its place.
#[derive(Debug, Default)]
pub(super) struct Ready {
    /// Shards of guidelines that changed: number and file.
    shards: Vec<(usize, Vec<u8>)>,
    /// What pages were made from, as a file.
    memory: Vec<u8>,
    /// Whether nothing differs from what is remembered.
    same: bool,
}

/// A program is known by its file: each version has other pages, and so has each state of its source.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Program {
    version: String,
    length: u64,
    changed: u128,
}

/// The cache of one handbook and one site: a folder.
#[derive(Debug)]
pub(super) struct Cache {
    folder: Option<PathBuf>,
    program: Program,
    folders: (PathBuf, PathBuf),
}

impl CacheOptions {
    /// The cache for a handbook and a site.
    pub(super) fn open(&self, handbook: &Path, site: &Path) -> Cache {
        let real = |path: &Path| fs::canonicalize(path).or_else(|_| std::path::absolute(path));
        let folders = (real(handbook).unwrap_or_default(), real(site).unwrap_or_default());
        let named = !folders.0.as_os_str().is_empty() && !folders.1.as_os_str().is_empty();
        let root = if self.no_cache {
            None
        } else {
            self.cache.clone().or_else(|| Some(dirs::cache_dir()?.join("guidepost")))
        };
        let name = blake3::hash(format!("{folders:?}").as_bytes()).to_hex();
        let folder = root.filter(|_| named).map(|root| root.join(&name[..32]));
        Cache { folder, program: Program::this(), folders }
    }
}

impl Program {
    fn this() -> Self {
        let data = std::env::current_exe().and_then(fs::metadata).ok();
        let changed = data.as_ref().and_then(|d| d.modified().ok()?.duration_since(UNIX_EPOCH).ok());
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            length: data.map_or(0, |d| d.len()),
            changed: changed.map_or(0, |c| c.as_nanos()),
        }
    }
}

impl Cache {
    /// What is remembered; nothing where there is anything odd about it.
    pub(super) fn load(&self) -> (Remembered, Known) {
        let site = || {
            let head: Head = postcard::from_bytes(payload(&read(&self.file(HEAD)?)?)?).ok()?;
            if head.program != self.program || head.folders != self.folders {
                return None;
            }
            let bytes = read(&self.file(MEMORY)?).filter(|bytes| bytes.starts_with(&head.memory))?;
            Some(Remembered { stamps: head.stamps, memory: postcard::from_bytes(payload(&bytes)?).ok()? })
        };
        let guidelines = || {
            let files: Vec<Vec<u8>> =
                (0..SHARDS).into_par_iter().filter_map(|n| read(&self.file(&shard(n))?)).collect();
            Known::read(&files.iter().filter_map(|file| payload(file)).collect::<Vec<_>>())
        };
        match rayon::join(site, guidelines) {
            (Some(found), known) => (found, known),
            (None, _) => (Remembered::default(), Known::default()),
        }
    }

    /// Writes down what is to be remembered of a build; the files themselves come later ([`Cache::save`]).
    pub(super) fn pack(
        &self,
        memory: &Memory,
        handbook: &Handbook,
        before: (&Remembered, &Unchanged),
    ) -> Ready {
        if self.folder.is_none() {
            return Ready::default();
        }
        let (before, unchanged) = before;
        let shards = Known::shards(handbook, unchanged);
        let same = shards.is_empty() && *memory == before.memory;
        let shards = shards.into_par_iter().map(|(n, bytes)| (n, summed(&bytes))).collect();
        let memory = if same { None } else { postcard::to_stdvec(memory).ok() };
        Ready { shards, memory: memory.map(|bytes| summed(&bytes)).unwrap_or_default(), same }
    }

    /// Remembers a build. What cannot be written is made again the next time.
    pub(super) fn save(&self, ready: &Ready, stamps: HashMap<String, Stamp>, before: &Remembered) {
        let Some(folder) = &self.folder else { return };
        if ready.same && stamps == before.stamps {
            return;
        }
        let save = || {
            fs::create_dir_all(folder).ok()?;
            let guidelines = || {
                let write = |(n, bytes): &(usize, Vec<u8>)| write(&self.file(&shard(*n))?, bytes);
                ready.shards.par_iter().map(write).collect::<Option<()>>()
            };
            let memory = || if ready.same { Some(()) } else { write(&self.file(MEMORY)?, &ready.memory) };
            let (one, other) = rayon::join(guidelines, memory);
            one.and(other)?;
            let sum = if ready.same { read(&self.file(MEMORY)?)? } else { ready.memory.get(..SUM)?.to_vec() };
            let program = Program { version: self.program.version.clone(), ..self.program };
            let memory = sum.get(..SUM)?.try_into().ok()?;
            let head = Head { program, folders: self.folders.clone(), memory, stamps };
            write(&self.file(HEAD)?, &summed(&postcard::to_stdvec(&head).ok()?))
        };
        if save().is_none() {
            self.forget();
        }
    }

    /// Forgets, so that the next build makes everything.
    pub(super) fn forget(&self) {
        if let Some(file) = self.file(HEAD) {
            let _ = fs::remove_file(file);
        }
    }

    fn file(&self, name: &str) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join(name))
    }
}

/// The file that says what the rest is of.
const HEAD: &str = "site.cache";
/// What pages were made from.
const MEMORY: &str = "memory.cache";

fn shard(n: usize) -> String {
    format!("guidelines-{n:02}.cache")
}

/// The bytes of a file, with the sum before them that they have.
fn read(file: &Path) -> Option<Vec<u8>> {
    let bytes = fs::read(file).ok()?;
    let (sum, payload) = bytes.split_at_checked(SUM)?;
    (blake3::hash(payload).as_bytes() == sum).then_some(bytes)
}

/// What stands behind the sum.
fn payload(bytes: &[u8]) -> Option<&[u8]> {
    bytes.get(SUM..)
}

/// Bytes with their sum before them.
fn summed(payload: &[u8]) -> Vec<u8> {
    [blake3::hash(payload).as_bytes(), payload].concat()
}

/// Writes a file in one step.
fn write(file: &Path, bytes: &[u8]) -> Option<()> {
    let draft = file.with_extension(format!("draft-{}", std::process::id()));
    fs::write(&draft, bytes).ok()?;
    fs::rename(&draft, file).ok()
}

/// Bytes of a sum.
const SUM: usize = 32;
