//! The folder of a handbook, read: files in sorted order, side by side.

use super::digest::{digest, hasher};
use super::kind::{self, Role};
use super::walk::{self, Skip};
use super::{FileKind, Node, SourceFile, Tree, Unchanged, active, front, text, yaml};
use crate::diagnostic::{FileId, Finding, SourceText, Span};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What [`read`] is told from outside.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The folder the site goes to, absolute: it is no part of the handbook, even where it lies inside.
    pub output: Option<PathBuf>,
    /// What an earlier run has.
    pub unchanged: Unchanged,
}

/// Why nothing could be read at all.
#[derive(Debug)]
pub enum ReadError {
    /// There is nothing at this path.
    Missing(PathBuf),
    /// There is something, but no folder.
    NotAFolder(PathBuf),
    /// The folder cannot be listed; with the reason.
    Unlisted(PathBuf, String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "there is no folder {}", path.display()),
            Self::NotAFolder(path) => write!(f, "{} is no folder", path.display()),
            Self::Unlisted(path, why) => write!(f, "the folder {} cannot be read: {why}", path.display()),
        }
    }
}

impl std::error::Error for ReadError {}

/// Reads a handbook. What is wrong with single files becomes findings of the tree, sorted by place.
///
/// # Errors
/// Only where there is no folder to read.
pub fn read(root: &Path, options: &ReadOptions) -> Result<Tree, ReadError> {
    let meta = std::fs::metadata(root).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => ReadError::Missing(root.to_owned()),
        _ => ReadError::Unlisted(root.to_owned(), e.to_string()),
    })?;
    if !meta.is_dir() {
        return Err(ReadError::NotAFolder(root.to_owned()));
    }
    std::fs::read_dir(root).map_err(|e| ReadError::Unlisted(root.to_owned(), e.to_string()))?;
    let ignore = walk::patterns(ignored(root).iter().map(String::as_str)).0;
    let found = walk::walk(root, &Skip { output: options.output.clone(), ignore });
    let names: HashSet<&str> = found.texts.iter().map(|f| f.path.as_str()).collect();
    let basis = basis(root, found.texts.iter().map(|f| f.path.as_str()));
    let nothing = HashMap::new();
    let unchanged = if options.unchanged.basis == basis { &options.unchanged.files } else { &nothing };
    let read: Vec<(SourceText, SourceFile, Vec<Finding>)> = found
        .texts
        .par_iter()
        .enumerate()
        .map(|(n, file)| {
            let id = FileId(u32::try_from(n).unwrap_or(u32::MAX));
            let (text, unread) = text::load(id, &file.disk, file.size);
            if unread.is_none() && unchanged.get(&file.path).is_some_and(|&known| known == digest(&*text)) {
                return (SourceText::new(file.path.clone(), text), as_before(id), Vec::new());
            }
            let (source, findings) = take_apart(id, &file.path, &text, unread, &names);
            (SourceText::new(file.path.clone(), text), source, findings)
        })
        .collect();
    let mut tree = gather(read);
    root.clone_into(&mut tree.root);
    tree.basis = basis;
    tree.assets = found.assets;
    let pictures = tree.assets.par_iter().filter(|(path, _)| active::may_run(path));
    let active: Vec<(String, &str)> = pictures
        .filter_map(|(path, size)| Some((path.clone(), active::in_file(&root.join(path), *size)?)))
        .collect();
    for (path, what) in active {
        let id = tree.sources.add(SourceText::new(path, Arc::from("")));
        let message = format!("this picture may run something in the browser of who opens it: {what}");
        tree.findings.push(
            Finding::new("source/active-picture", Span::top(id), message)
                .help("save it as plain SVG or as PNG; as it is, it does not come into the site"),
        );
    }
    for problem in found.problems {
        let id = tree.sources.add(SourceText::new(problem.path.clone(), Arc::from("")));
        tree.findings.push(problem.finding(Span::top(id)));
    }
    // A folder without any document is no handbook at all, which the commands tell.
    if !tree.files.is_empty() && tree.of(FileKind::Handbook).next().is_none() {
        let id = tree.sources.add(SourceText::new("handbook.yaml".to_owned(), Arc::from("")));
        tree.findings.push(
            Finding::new(
                "source/no-handbook",
                Span::top(id),
                "there is no handbook.yaml, so defaults are taken",
            )
            .help("write one that begins with `name:` and the name of the handbook"),
        );
    }
    let sources = &tree.sources;
    tree.findings.sort_by(|a, b| (sources.path(a.at.file), a.at).cmp(&(sources.path(b.at.file), b.at)));
    Ok(tree)
}

/// A handbook from texts in memory, path and text each, sorted by path as files of a folder are: for tests, and
/// for whatever has its texts from elsewhere.
pub fn from_texts(texts: &[(&str, &str)]) -> Tree {
    let mut texts = texts.to_vec();
    texts.sort_unstable();
    let names: HashSet<&str> = texts.iter().map(|(path, _)| *path).collect();
    let one = |(n, (path, text)): (usize, &(&str, &str))| {
        let id = FileId(u32::try_from(n).unwrap_or(u32::MAX));
        let text: Arc<str> = Arc::from(*text);
        let (source, findings) = take_apart(id, path, &text, None, &names);
        (SourceText::new((*path).to_owned(), text), source, findings)
    };
    gather(texts.par_iter().enumerate().map(one).collect())
}

/// A tree of files that were taken apart.
fn gather(read: Vec<(SourceText, SourceFile, Vec<Finding>)>) -> Tree {
    let mut tree = Tree::default();
    for (text, file, findings) in read {
        tree.sources.add(text);
        tree.files.push(file);
        tree.findings.extend(findings);
    }
    tree
}

/// Digest of what every file depends on: which others there are, and the settings.
fn basis<'a>(root: &Path, paths: impl Iterator<Item = &'a str>) -> u64 {
    let mut hasher = hasher();
    paths.for_each(|path| path.hash(&mut hasher));
    settings(root).as_deref().hash(&mut hasher);
    hasher.finish()
}

/// A guideline that an earlier run has taken apart.
fn as_before(id: FileId) -> SourceFile {
    let nowhere = Span::top(id);
    SourceFile {
        id,
        kind: FileKind::Guideline,
        lang: None,
        front: None,
        front_span: nowhere,
        body: nowhere,
        broken: false,
        rescued_id: None,
        known: true,
    }
}

/// The text of the `handbook.yaml` in a folder.
fn settings(root: &Path) -> Option<Arc<str>> {
    let file = root.join("handbook.yaml");
    let meta = std::fs::symlink_metadata(&file).ok().filter(std::fs::Metadata::is_file)?;
    Some(text::load(FileId(0), &file, meta.len()).0)
}

/// `ignore:` of the `handbook.yaml` in a folder, looked up before anything else is.
fn ignored(root: &Path) -> Vec<String> {
    let Some(text) = settings(root) else { return Vec::new() };
    let parsed = yaml::parse(FileId(0), &text, 0..text.len());
    let list = parsed.root.as_ref().and_then(|root| root.get("ignore"));
    list.map_or(&[][..], Node::items).iter().filter_map(Node::text).map(str::to_owned).collect()
}

/// Front matter, tree, prose and kind of one file.
fn take_apart(
    id: FileId,
    path: &str,
    text: &str,
    unread: Option<Finding>,
    names: &HashSet<&str>,
) -> (SourceFile, Vec<Finding>) {
    let mut broken = unread.is_some();
    let mut findings: Vec<Finding> = unread.into_iter().collect();
    let (keys, body) = if kind::is_yaml(path) {
        (Some(0..text.len()), text.len()..text.len())
    } else {
        let split = front::split(text);
        if let Some(open) = split.unclosed {
            broken = true;
            let message = "the keys that begin here are not closed";
            findings.push(
                Finding::new("source/syntax", Span::new(id, open.start, open.end), message)
                    .help("write a line `---` after the last key"),
            );
        }
        if let Some(first) = split.unopened {
            let (message, help) = if text.get(first.clone()).is_some_and(|line| line.starts_with('-')) {
                ("the line above the keys has more than three dashes", "write `---`")
            } else {
                (
                    "the keys that begin here are not told from the text",
                    "write a line `---` above the first key, and one below the last",
                )
            };
            let at = Span::new(id, first.start, first.end);
            findings.push(Finding::new("source/syntax", at, message).help(help));
        }
        (split.front, split.body)
    };
    let parsed = keys.clone().map(|range| yaml::parse(id, text, range)).unwrap_or_default();
    broken |= parsed.broken;
    findings.extend(parsed.findings);
    let root = parsed.root;
    let Role { kind, lang } = kind::role(path, root.as_ref(), names);
    let keys = keys.unwrap_or(body.start..body.start);
    let at = Span::new(id, keys.start, keys.end);
    if kind == FileKind::Unknown && !broken {
        findings.extend(kind::unknown(path, at));
    }
    if kind == FileKind::Handbook {
        findings.extend(wrong_patterns(root.as_ref()));
    }
    let rescued_id = rescue(id, text, keys, root.as_ref(), broken);
    if let Some((document, _)) = &rescued_id {
        for finding in &mut findings {
            finding.document = Some(document.clone());
        }
    }
    let body = Span::new(id, body.start, body.end);
    (
        SourceFile { id, kind, lang, front: root, front_span: at, body, broken, rescued_id, known: false },
        findings,
    )
}

/// Patterns of `ignore:` that are none.
fn wrong_patterns(root: Option<&Node>) -> Vec<Finding> {
    let items = root.and_then(|root| root.get("ignore")).map_or(&[][..], Node::items);
    let texts: Vec<&Node> = items.iter().filter(|item| item.text().is_some()).collect();
    let (_, wrong) = walk::patterns(texts.iter().filter_map(|item| item.text()));
    let finding = |(n, why): (usize, String)| {
        let item = texts.get(n)?;
        let finding = Finding::new("doc/value", item.at, format!("this pattern cannot be read: {why}"));
        Some(finding.help("write a name or a path, with `*` for any part of a name: `drafts/*.md`"))
    };
    wrong.into_iter().filter_map(finding).collect()
}

/// The id: from the tree, else from its line.
fn rescue(
    file: FileId,
    text: &str,
    keys: Range<usize>,
    root: Option<&Node>,
    broken: bool,
) -> Option<(String, Span)> {
    if let Some(node) = root.and_then(|root| root.get("id")) {
        return Some((node.text()?.to_owned(), node.at));
    }
    if !broken {
        return None;
    }
    let mut at = keys.start;
    for line in text.get(keys)?.split_inclusive('\n') {
        if let Some(rest) = line.strip_prefix("id:") {
            let rest = rest.split(" #").next().unwrap_or("");
            let value = rest.trim().trim_matches(['"', '\'']);
            if !value.is_empty() {
                let start = at + "id:".len() + rest.find(value).unwrap_or(0);
                return Some((value.to_owned(), Span::new(file, start, start + value.len())));
            }
        }
        at += line.len();
    }
    None
}

impl Tree {
    /// The files of a kind, sorted by path.
    pub fn of(&self, kind: FileKind) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().filter(move |f| f.kind == kind)
    }
}
