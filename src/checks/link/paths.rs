//! Files of the handbook by path.

use crate::diagnostic::FileId;
use crate::model::Handbook;
use std::collections::HashMap;

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// A document (its index).
    Document(usize),
    /// A page or a translation (its file).
    Text(FileId),
    /// Any other file.
    File,
}

/// The files of a handbook.
pub(super) struct Paths<'h> {
    known: HashMap<&'h str, Found>,
    /// The same in small letters, for a slip of the pen.
    small: HashMap<String, &'h str>,
}

impl<'h> Paths<'h> {
    pub(super) fn of(h: &'h Handbook) -> Self {
        let documents =
            h.guidelines.iter().enumerate().map(|(n, g)| (h.sources.path(g.file), Found::Document(n)));
        let pages = h.pages.iter().map(|p| (p.path.as_str(), Found::Text(p.file)));
        let translations = h.translations.iter().map(|t| (h.sources.path(t.file), Found::Text(t.file)));
        let assets = h.assets.iter().map(|(path, _)| (path.as_str(), Found::File));
        let known: HashMap<&str, Found> = documents.chain(pages).chain(translations).chain(assets).collect();
        let small = known.keys().map(|p| (p.to_lowercase(), *p)).collect();
        Self { known, small }
    }

    /// What a path within the handbook leads to; a folder to its README.
    pub(super) fn get(&self, path: &str) -> Option<Found> {
        let own = self.known.get(path).copied();
        own.or_else(|| {
            let folder = path.trim_end_matches('/');
            ["README.md", "index.md", "_index.md"].iter().find_map(|name| {
                let path = if folder.is_empty() { (*name).to_owned() } else { format!("{folder}/{name}") };
                self.known.get(path.as_str()).copied()
            })
        })
    }

    /// The file of a page.
    pub(super) fn page(&self, path: &str) -> Option<FileId> {
        match self.known.get(path)? {
            Found::Text(file) => Some(*file),
            _ => None,
        }
    }

    /// A file that is called nearly so: written with other capitals, or without its ending.
    pub(super) fn nearly(&self, path: &str) -> Option<&'h str> {
        let small = path.to_lowercase();
        ["", ".md", ".yaml"].iter().find_map(|end| self.small.get(&format!("{small}{end}")).copied())
    }
}
