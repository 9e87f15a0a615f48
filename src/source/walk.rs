//! Which files of a folder belong to the handbook.

use crate::diagnostic::{Finding, Span};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::fs::FileType;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A file to be read.
pub(super) struct Found {
    /// Within the handbook, with forward slashes.
    pub(super) path: String,
    /// Where it lies.
    pub(super) disk: PathBuf,
    /// Bytes.
    pub(super) size: u64,
}

/// What is wrong with something that is not read.
pub(super) struct Problem {
    /// Within the handbook, with forward slashes.
    pub(super) path: String,
    rule: &'static str,
    message: String,
    help: &'static str,
}

impl Problem {
    /// The finding, now that the file has an id.
    pub(super) fn finding(self, at: Span) -> Finding {
        Finding::new(self.rule, at, self.message).help(self.help)
    }
}

/// Everything found, sorted by path.
#[derive(Default)]
pub(super) struct Walked {
    /// `.md` and `.yaml`.
    pub(super) texts: Vec<Found>,
    /// Everything else, with its size in bytes.
    pub(super) assets: Vec<(String, u64)>,
    /// What cannot be read or is not followed.
    pub(super) problems: Vec<Problem>,
}

/// What is passed over without a word.
#[derive(Default)]
pub(super) struct Skip {
    /// The folder the site goes to.
    pub(super) output: Option<PathBuf>,
    /// `ignore:` of `handbook.yaml`.
    pub(super) ignore: GlobSet,
}

/// The patterns of `ignore:`; each that is none is given back with the reason.
///
/// A pattern without a slash means a name in any folder, one with a slash a path from the handbook's root. What
/// fits a folder leaves out all that is in it.
pub(super) fn patterns<'a>(list: impl Iterator<Item = &'a str>) -> (GlobSet, Vec<(usize, String)>) {
    let mut set = GlobSetBuilder::new();
    let mut wrong = Vec::new();
    for (n, pattern) in list.enumerate() {
        let trimmed = pattern.trim_end_matches('/').trim_start_matches("./").trim_start_matches('/');
        if matches!(trimmed, "" | ".") {
            wrong.push((n, "nothing would be left of the handbook".to_owned()));
            continue;
        }
        let anywhere = if pattern.trim_end_matches('/').contains('/') { "" } else { "**/" };
        match GlobBuilder::new(&format!("{anywhere}{trimmed}")).literal_separator(true).build() {
            Ok(glob) => _ = set.add(glob),
            Err(e) => wrong.push((n, e.kind().to_string())),
        }
    }
    let set = set.build().unwrap_or_else(|e| {
        // Each pattern is fine by itself; together they are too much.
        wrong.push((0, e.kind().to_string()));
        GlobSet::empty()
    });
    (set, wrong)
}

/// The file by which a site of ours is known; `output` writes it.
const SITE: &str = ".guidepost-manifest.json";

/// Walks the folder.
pub(super) fn walk(root: &Path, skip: &Skip) -> Walked {
    let mut walked = Walked::default();
    let home = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let output = skip.output.as_ref().map(|o| o.canonicalize().unwrap_or_else(|_| o.clone()));
    let keep = |entry: &DirEntry| keep(entry, root, &home, output.as_deref(), &skip.ignore);
    for entry in WalkDir::new(root).follow_links(false).sort_by_file_name().into_iter().filter_entry(keep) {
        match entry {
            Ok(entry) => walked.take(root, &home, entry),
            Err(e) => {
                let why = e.io_error().map_or_else(|| e.to_string(), ToString::to_string);
                walked.problems.push(Problem {
                    path: e.path().and_then(|p| within(root, p)).unwrap_or_default(),
                    rule: "source/unreadable",
                    message: format!("this cannot be read: {why}"),
                    help: "give the one who builds the handbook the right to read it",
                });
            }
        }
    }
    walked.texts.sort_by(|a, b| a.path.cmp(&b.path));
    walked.assets.sort();
    walked.problems.sort_by(|a, b| a.path.cmp(&b.path));
    walked
}

/// Whether an entry is looked at.
fn keep(entry: &DirEntry, root: &Path, home: &Path, output: Option<&Path>, ignore: &GlobSet) -> bool {
    if entry.depth() == 0 {
        return true;
    }
    let name = entry.file_name().to_string_lossy();
    // Hidden names, and the lock files of office programs.
    if name.starts_with('.') || name.starts_with("~$") {
        return false;
    }
    let path = within(root, entry.path());
    // It cannot leave itself out: it is what says `ignore`.
    if path.as_deref() == Some("handbook.yaml") {
        return true;
    }
    if path.as_ref().is_some_and(|path| ignore.is_match(path)) {
        return false;
    }
    if !entry.file_type().is_dir() {
        return true;
    }
    let left_alone = entry.depth() == 1 && matches!(&*name, "templates" | "approvals" | "acknowledgements");
    // A site that an earlier build left in the handbook, wherever this one goes.
    let site = output.zip(path).is_some_and(|(output, path)| output == home.join(path))
        || entry.path().join(SITE).exists();
    !left_alone && !site && name != "node_modules"
}

impl Walked {
    fn take(&mut self, root: &Path, home: &Path, entry: DirEntry) {
        if entry.file_type().is_dir() {
            return;
        }
        let Some(path) = within(root, entry.path()) else {
            let path = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy().into_owned();
            return self.unknown(path, "the name of this file is not UTF-8, so it is left out", "rename it");
        };
        if entry.file_type().is_symlink() {
            return self.link(home, path, entry.path());
        }
        let size = entry.metadata().map_or(0, |meta| meta.len());
        if !entry.file_type().is_file() {
            if is_text(&path) {
                self.unknown(
                    path,
                    &format!("this is {}, and is not read", what(entry.file_type())),
                    "delete it",
                );
            }
        } else if is_text(&path) {
            self.texts.push(Found { path, disk: entry.into_path(), size });
        } else if ends(&path, "yml") {
            let help = "rename it so that it ends in `.yaml`";
            self.unknown(path, "a file that ends in `.yml` is not read", help);
        } else if ends(&path, "markdown") {
            let help = "rename it so that it ends in `.md`";
            self.unknown(path, "a file that ends in `.markdown` is not read", help);
        } else {
            self.assets.push((path, size));
        }
    }

    /// A link is never followed; what it leads to inside the handbook is read there.
    fn link(&mut self, home: &Path, path: String, link: &Path) {
        let help = "put the file itself here, or delete the link";
        match link.canonicalize() {
            Ok(target) if !target.starts_with(home) => {
                self.unknown(path, "this link leads out of the handbook, and is not followed", help);
            }
            Ok(target) => match target.metadata() {
                Ok(meta) if meta.is_file() && !is_text(&path) => self.assets.push((path, meta.len())),
                _ => {
                    let message = "this link is not followed; what it leads to is read where it lies";
                    self.unknown(path, message, "delete the link, and refer to the document by its id");
                }
            },
            Err(_) => self.unknown(path, "this link leads nowhere, or to itself", help),
        }
    }

    fn unknown(&mut self, path: String, message: &str, help: &'static str) {
        let message = message.to_owned();
        self.problems.push(Problem { path, rule: "source/unknown-file", message, help });
    }
}

fn ends(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case(extension))
}

fn is_text(path: &str) -> bool {
    ends(path, "md") || ends(path, "yaml")
}

fn what(kind: FileType) -> &'static str {
    // Pipes, sockets and devices would block or never end.
    if kind.is_symlink() { "a link" } else { "no ordinary file" }
}

/// The path within the handbook, with forward slashes; `None` where it is not UTF-8.
fn within(root: &Path, path: &Path) -> Option<String> {
    let inner = path.strip_prefix(root).unwrap_or(path);
    let parts: Option<Vec<&str>> = inner.components().map(|c| c.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/"))
}
