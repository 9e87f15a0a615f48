//! Writes the site whole or not at all.
//!
//! Pages are rendered into a staging folder inside the output folder, so that they lie on the same disk. Only
//! when all are there are those that changed moved to their places, under a lock and a journal: what a crash
//! leaves half done, the next run finishes. A manifest lists our files with their hashes; only those are ever
//! replaced or deleted, and anything else in the way stops the build before the first file moves.
//!
//! ```text
//! site/
//!   index.html …                 the site
//!   .guidepost-manifest.json     our files and their hashes
//!   .guidepost-lock              held while a build runs
//!   .guidepost-staging/          only while a build runs, or after a crash
//!     new/0, new/1 …             pages to be moved
//!     old/0, old/1 …             what they replace, for the way back
//!     manifest.json              the next manifest
//!     journal.json               there from the moment the moving begins
//! ```

mod disk;
mod error;
mod folder;
mod journal;
mod manifest;
mod path;
mod stage;

pub use disk::{Disk, Kind, RealDisk, Stamp};
pub use error::{Conflict, Error};
pub use folder::{Handbook, check_folder};
pub use manifest::{MANIFEST, Manifest};
pub use path::check_path;
pub use stage::{Done, Stage};

/// Takes the files of a site, from several threads if need be.
pub trait Sink: Sync {
    /// Takes one file. `path` is relative, with forward slashes.
    ///
    /// # Errors
    /// Where the path cannot be written on every system, or the disk refuses.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Error>;
}

#[cfg(test)]
mod tests;
