//! The list of our files: path and hash of each, in a file beside them.

use super::{Disk, Error, check_path};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// Name of the list in the output folder. By it `source` knows a site that lies in a handbook, and passes over it.
pub const MANIFEST: &str = ".guidepost-manifest.json";

/// The version of its shape.
const VERSION: u32 = 1;

/// Our files, by path, with the hash of each (BLAKE3, hexadecimal).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the shape.
    version: u32,
    /// For a person who opens it.
    note: String,
    /// Hash by path.
    pub files: BTreeMap<String, String>,
}

impl Default for Manifest {
    fn default() -> Self {
        Self::of(BTreeMap::new())
    }
}

impl Manifest {
    /// The list of these files.
    pub fn of(files: BTreeMap<String, String>) -> Self {
        let note =
            "Written by guidepost: the files of this site and their hashes. Only these are ever replaced \
                    or deleted by a build."
                .to_owned();
        Self { version: VERSION, note, files }
    }

    /// The list in an output folder; an empty one where there is none.
    ///
    /// # Errors
    /// Where it cannot be read, or names a file outside the folder: then nothing in it is believed.
    pub fn load(disk: &dyn Disk, target: &Path) -> Result<Self, Error> {
        let path = target.join(MANIFEST);
        if disk.kind(&path).map_err(Error::io("read", &path))?.is_none() {
            return Ok(Self::default());
        }
        let bytes = disk.read(&path).map_err(Error::io("read", &path))?;
        let damaged = |why: String| Error::Manifest(path.clone(), why);
        let manifest: Self = serde_json::from_slice(&bytes).map_err(|error| damaged(error.to_string()))?;
        if manifest.version != VERSION {
            return Err(damaged(format!(
                "it is of version {}, this program knows {VERSION}",
                manifest.version
            )));
        }
        if let Some(bad) = manifest.files.keys().find(|file| check_path(file).is_err()) {
            return Err(damaged(format!("it names \"{}\", which no build writes", bad.escape_debug())));
        }
        Ok(manifest)
    }

    /// As JSON text.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

/// The hash of a file's bytes.
pub(super) fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}
