//! What one build leaves for the next, so that only what changed is made anew.
//!
//! It lies in the user's own folder for such things and not in the handbook: who is handed a handbook would
//! otherwise be handed a cache with it, and with that the word that pages of a stranger are up to date. It is a
//! help and nothing else: where it is missing, damaged, of another program or for another folder, everything is
//! made as if it had never been there.

use crate::output::Stamp;
use crate::render::Memory;
use clap::Args;
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
    /// Make every page anew, and remember nothing
    #[arg(long, conflicts_with = "cache")]
    no_cache: bool,
}

/// What is remembered of a build.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Remembered {
    /// The program that wrote it.
    program: Program,
    /// The folder of the handbook and that of the site.
    folders: (PathBuf, PathBuf),
    /// How the files of the site looked when it was done.
    pub(super) stamps: HashMap<String, Stamp>,
    /// What pages were made from.
    pub(super) memory: Memory,
}

/// A program is known by its file: each version has other pages, and so has each state of its source.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Program {
    version: String,
    length: u64,
    changed: u128,
}

/// The cache of one handbook and one site.
#[derive(Debug)]
pub(super) struct Cache {
    file: Option<PathBuf>,
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
        let file = root.filter(|_| named).map(|root| root.join(format!("{}.cache", &name[..32])));
        Cache { file, program: Program::this(), folders }
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
    pub(super) fn load(&self) -> Remembered {
        let read = || {
            let bytes = fs::read(self.file.as_ref()?).ok()?;
            let (sum, payload) = bytes.split_at_checked(32)?;
            (blake3::hash(payload).as_bytes() == sum).then_some(())?;
            let found: Remembered = postcard::from_bytes(payload).ok()?;
            (found.program == self.program && found.folders == self.folders).then_some(found)
        };
        read().unwrap_or_default()
    }

    /// Remembers a build. What cannot be written is made again the next time.
    pub(super) fn save(&self, stamps: HashMap<String, Stamp>, memory: Memory) {
        let Some(file) = &self.file else { return };
        let program = Program { version: self.program.version.clone(), ..self.program };
        let remembered = Remembered { program, folders: self.folders.clone(), stamps, memory };
        let write = || {
            let payload = postcard::to_stdvec(&remembered).ok()?;
            fs::create_dir_all(file.parent()?).ok()?;
            let draft = file.with_extension(format!("draft-{}", std::process::id()));
            let mut bytes = blake3::hash(&payload).as_bytes().to_vec();
            bytes.extend(payload);
            fs::write(&draft, bytes).ok()?;
            fs::rename(&draft, file).ok()
        };
        let _ = write();
    }

    /// Forgets, so that the next build makes everything.
    pub(super) fn forget(&self) {
        if let Some(file) = &self.file {
            let _ = fs::remove_file(file);
        }
    }
}
