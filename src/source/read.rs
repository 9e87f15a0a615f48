//! The folder of a handbook, read: files in sorted order, side by side.

use super::{FileKind, Node, SourceFile, Tree, front, kind, walk, yaml};
use crate::diagnostic::{FileId, Finding, SourceText, Span};
use rayon::prelude::*;
use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Largest file that is read, in bytes.
pub const MAX_FILE: u64 = 16 << 20;

/// What [`read`] is told from outside.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The folder the site goes to, absolute: it is no part of the handbook, even where it lies inside.
    pub output: Option<PathBuf>,
}

/// Why nothing could be read at all.
#[derive(Debug)]
pub enum ReadError {
    /// There is nothing at this path.
    Missing(PathBuf),
    /// There is something, but no folder.
    NotAFolder(PathBuf),
    /// The folder cannot be listed.
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

/// Reads a handbook. What is wrong with single files becomes findings of the tree.
///
/// # Errors
/// Only where there is no folder to read.
pub fn read(root: &Path, options: &ReadOptions) -> Result<Tree, ReadError> {
    let meta = std::fs::metadata(root).map_err(|_| ReadError::Missing(root.to_owned()))?;
    if !meta.is_dir() {
        return Err(ReadError::NotAFolder(root.to_owned()));
    }
    std::fs::read_dir(root).map_err(|e| ReadError::Unlisted(root.to_owned(), e.to_string()))?;
    let found = walk::walk(root, options.output.as_deref());
    let names: HashSet<&str> = found.texts.iter().map(|f| f.path.as_str()).collect();
    let read: Vec<(SourceText, SourceFile, Vec<Finding>)> = found
        .texts
        .par_iter()
        .enumerate()
        .map(|(n, file)| {
            let id = FileId(u32::try_from(n).unwrap_or(u32::MAX));
            let (text, findings) = load(id, &file.disk, file.size);
            let (source, more) = take_apart(id, &file.path, &text, !findings.is_empty(), &names);
            (SourceText::new(file.path.clone(), text), source, [findings, more].concat())
        })
        .collect();
    let mut tree = gather(read);
    tree.root = root.to_owned();
    tree.assets = found.assets;
    for (path, finding) in found.problems {
        let id = tree.sources.add(SourceText::new(path, Arc::from("")));
        tree.findings.push(finding(Span::top(id)));
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
        let (source, findings) = take_apart(id, path, &text, false, &names);
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

/// The text of a file; empty with a finding where it cannot be read.
fn load(id: FileId, disk: &Path, size: u64) -> (Arc<str>, Vec<Finding>) {
    let top = Span::top(id);
    let unreadable = |message: String, help: &str| {
        (Arc::from(""), vec![Finding::new("source/unreadable", top, message).help(help)])
    };
    if size > MAX_FILE {
        return unreadable(
            format!("the file has {} MB; at most {} MB are read", size >> 20, MAX_FILE >> 20),
            "split it, or keep it outside the handbook",
        );
    }
    let bytes = match std::fs::read(disk) {
        Ok(bytes) => bytes,
        Err(e) => {
            return unreadable(format!("the file cannot be read: {e}"), "give yourself the right to read it");
        }
    };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => (Arc::from(text), Vec::new()),
        Err(e) => {
            let text = String::from_utf8_lossy(bytes);
            let at = Span::new(id, e.valid_up_to(), e.valid_up_to() + '\u{fffd}'.len_utf8());
            let finding = Finding::new("source/encoding", at, "the file is not UTF-8 from here on")
                .help("save it again with the encoding UTF-8");
            (Arc::from(text), vec![finding])
        }
    }
}

/// Front matter, tree, prose and kind of one file.
fn take_apart(
    id: FileId,
    path: &str,
    text: &str,
    broken: bool,
    names: &HashSet<&str>,
) -> (SourceFile, Vec<Finding>) {
    let mut findings = Vec::new();
    let is_yaml = kind::is_yaml(path);
    let (keys, body) = if is_yaml {
        (Some(0..text.len()), text.len()..text.len())
    } else {
        let split = front::split(text);
        if let Some(open) = split.unclosed {
            findings.push(
                Finding::new(
                    "source/syntax",
                    Span::new(id, open.start, open.end),
                    "the keys that begin here are not closed",
                )
                .help("write a line `---` after the last key"),
            );
        }
        (split.front, split.body)
    };
    let broken = broken || !findings.is_empty();
    let parsed = keys.clone().map(|range| yaml::parse(id, text, range)).unwrap_or_default();
    findings.extend(parsed.findings);
    let front = parsed.root;
    let translated = kind::language(path);
    let beside = translated.is_some_and(|(name, _)| {
        names.contains(format!("{name}.md").as_str()) || names.contains(format!("{name}.yaml").as_str())
    });
    let lang = translated.map(|(_, lang)| lang);
    let kind = kind::by_name(path).unwrap_or_else(|| kind::by_content(path, front.as_ref(), lang, beside));
    let rescued_id = rescue(front.as_ref());
    let keys = keys.unwrap_or(body.start..body.start);
    let file = SourceFile {
        id,
        kind,
        lang: (kind == FileKind::Translation).then(|| lang.map(str::to_owned)).flatten(),
        front,
        front_span: Span::new(id, keys.start, keys.end),
        body: Span::new(id, body.start, body.end),
        broken: broken || parsed.broken,
        rescued_id,
    };
    (file, findings)
}

/// The id in the tree.
fn rescue(front: Option<&Node>) -> Option<(String, Span)> {
    let id = front?.get("id")?;
    Some((id.text()?.to_owned(), id.at))
}

impl Tree {
    /// The files of a kind, sorted by path.
    pub fn of(&self, kind: FileKind) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().filter(move |f| f.kind == kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn files_come_sorted_and_with_their_kind() {
        let dir = tempfile::tempdir().unwrap();
        let put = |path: &str, text: &str| {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        put("handbook.yaml", "name: x\n");
        put("b/offer.md", "\u{feff}---\r\nid: B\r\n---\r\nText");
        put("b/offer.de.md", "---\ntitle: Angebot\n---\n");
        put("a.md", "# Page\n");
        put("logo.png", "png");
        put("templates/page.md", "no");
        put(".git/x.md", "no");
        let tree = read(dir.path(), &ReadOptions::default()).unwrap();
        let seen: Vec<_> = tree.files.iter().map(|f| (tree.sources.path(f.id), f.kind)).collect();
        assert_eq!(
            seen,
            [
                ("a.md", FileKind::Page),
                ("b/offer.de.md", FileKind::Translation),
                ("b/offer.md", FileKind::Guideline),
                ("handbook.yaml", FileKind::Handbook),
            ]
        );
        assert_eq!(tree.assets, [("logo.png".to_owned(), 3)]);
        assert!(tree.findings.is_empty());
        let offer = &tree.files[2];
        assert_eq!(tree.sources.slice(offer.body), "Text");
        assert_eq!(offer.rescued_id.as_ref().unwrap().0, "B");
    }
}
