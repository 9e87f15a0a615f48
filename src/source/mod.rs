//! From a folder to text with places: files in sorted order, front matter split from prose, YAML as a tree in
//! which every key and value knows where it stands. The only room that reads the disk.

pub mod active;
mod digest;
pub mod front;
mod kind;
pub mod markdown;
mod node;
mod own;
mod read;
mod text;
mod walk;
pub mod yaml;

pub use digest::{digest, hasher};
pub use kind::CONTROLLED;
pub use markdown::{Heading, Link, LinkKind, Outline};
pub use node::{Entry, Key, Kind, Node, Style};
pub use own::{OwnTemplate, own_templates};
pub use read::{ReadError, ReadOptions, from_texts, read};
pub use text::MAX_FILE;

use crate::diagnostic::{FileId, Finding, Sources, Span};
use std::collections::HashMap;
use std::path::PathBuf;

/// What a file of a handbook is, told by its name, place and content (format reference, section 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// `handbook.yaml` at the root.
    Handbook,
    /// `organisation.yaml` at the root.
    Organisation,
    /// `landscape.yaml` at the root.
    Landscape,
    /// `glossary.yaml` at the root.
    Glossary,
    /// `soa.yaml` at the root.
    Soa,
    /// `baseline.yaml` at the root.
    Baseline,
    /// `standards/*.yaml`.
    Standard,
    /// A guideline: `.md` with front matter that has one of `id, type, owner, status, steps, phases`; or `.yaml`
    /// with `id:`.
    Guideline,
    /// A translation: `NAME.de.md`, `NAME.de.yaml` beside `NAME`, or any file with `translates:`.
    Translation,
    /// A Markdown file without controlled front matter.
    Page,
    /// A `.yaml` that is none of these (`source/unknown-file`).
    Unknown,
}

/// One file, taken apart. Present even where it could not be read, so that every finding has a file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its id in [`Tree::sources`].
    pub id: FileId,
    /// What it is.
    pub kind: FileKind,
    /// Language from the file name (`NAME.de.md` → `de`), where it has one.
    pub lang: Option<String>,
    /// Front matter or whole YAML file as a mapping; `None` where there is none or it could not be read at all.
    /// After a syntax error this holds what stood before it, so far as it is certain.
    pub front: Option<Node>,
    /// Bytes of the front matter (without the fences); the whole file for `.yaml`.
    pub front_span: Span,
    /// Bytes of the prose after the front matter; empty for `.yaml`.
    pub body: Span,
    /// True where reading or syntax failed: rules about what is *missing* keep silent for such a file.
    pub broken: bool,
    /// The id, read from its line even where the front matter is broken.
    pub rescued_id: Option<(String, Span)>,
    /// Whether it was not taken apart, since an earlier run has what it says ([`Unchanged`]).
    pub known: bool,
}

/// What an earlier run has of the files of this handbook: those that have not changed need not be taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unchanged {
    /// Digest of which files there were, and of `handbook.yaml`: what a file says depends on these too.
    pub basis: u64,
    /// Digest of the text by path: guidelines of which nothing had to be told.
    pub files: HashMap<String, u64>,
}

/// Everything that was found in a handbook's folder.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// The folder.
    pub root: PathBuf,
    /// Texts, by file id.
    pub sources: Sources,
    /// Files that mean something, sorted by path.
    pub files: Vec<SourceFile>,
    /// Other files beside them (pictures, forms): path within the handbook with forward slashes, and size in
    /// bytes. Sorted. Only these may be linked to and copied into the site.
    pub assets: Vec<(String, u64)>,
    /// What was wrong while reading: `source/*`.
    pub findings: Vec<Finding>,
    /// Digest of which files there are, and of `handbook.yaml`.
    pub basis: u64,
}
