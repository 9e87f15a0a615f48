//! The handbook as a whole, with its indexes.

use super::{
    Glossary, Group, Guideline, Landscape, Organisation, Role, Settings, Soa, Standard, Text, Translation,
};
use crate::diagnostic::{FileId, Sources, Span};
use crate::source::Outline;
use foldhash::{HashMap, HashSet};
use std::sync::Arc;

/// Everything a handbook says.
#[derive(Debug, Default)]
pub struct Handbook {
    /// Texts, by file id.
    pub sources: Sources,
    /// Files that may be linked to: path and size, sorted.
    pub assets: Vec<(String, u64)>,
    /// `handbook.yaml`, or the defaults.
    pub settings: Settings,
    /// `organisation.yaml`.
    pub organisation: Organisation,
    /// `landscape.yaml`.
    pub landscape: Landscape,
    /// `glossary.yaml`.
    pub glossary: Glossary,
    /// `soa.yaml`.
    pub soa: Option<Soa>,
    /// Catalogues: those shipped and the user's own, whether in scope or not.
    pub standards: Vec<Standard>,
    /// Controlled documents, in order of path.
    pub guidelines: Vec<Guideline>,
    /// Plain pages, in order of path.
    pub pages: Vec<Page>,
    /// Translations, in order of path.
    pub translations: Vec<Translation>,
    /// Files of which not everything could be read: what is missing there may well be written.
    pub broken: HashSet<FileId>,
    /// Headings and links of the prose of guidelines.
    pub outlines: HashMap<FileId, Arc<Outline>>,
    /// Guidelines of which reading and the form check told nothing: what [`super::Known`] is made from.
    pub(super) clean: HashSet<FileId>,
    /// Of guidelines that an earlier run has read, the rules that look at nothing else and told something there, by a
    /// number of theirs: the others need not be asked again.
    pub told: HashMap<FileId, Vec<u16>>,
    /// Digest of which files there are, and of the settings.
    pub(super) basis: u64,
    /// Indexes, filled by [`Handbook::index`].
    pub(super) by_id: HashMap<String, usize>,
    pub(super) by_role: HashMap<String, RoleOrGroup>,
    pub(super) by_product: HashMap<String, usize>,
    pub(super) by_person: HashMap<String, usize>,
    /// Processes by id: index, and the parts of each by id.
    pub(super) by_process: HashMap<String, (usize, HashMap<String, usize>)>,
    /// Translations of a file: language and index.
    pub(super) by_translation: HashMap<FileId, Vec<(String, usize)>>,
}

/// What an id among roles and groups is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleOrGroup {
    /// Index in `Organisation::roles`.
    Role(usize),
    /// Index in `Organisation::groups`.
    Group(usize),
    /// The built-in `all`: every internal role.
    All,
}

/// A plain page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its file.
    pub file: FileId,
    /// Path within the handbook.
    pub path: String,
    /// Title: `title:` of foreign front matter, else the first heading, else the file name.
    pub title: String,
    /// Where the title stands.
    pub title_at: Span,
    /// Foreign front matter: key and text, where there is any.
    pub facts: Vec<(Text, Text)>,
    /// Whether it has front matter at all.
    pub has_front: bool,
    /// The prose.
    pub body: Span,
}

impl Handbook {
    /// Fills the indexes; called once by the parser. Of two documents with one id the first in order of path is
    /// found (the other was reported as `doc/id`).
    pub(super) fn index(&mut self) {
        for (n, g) in self.guidelines.iter().enumerate() {
            if let Some(id) = &g.id {
                self.by_id.entry(id.value.clone()).or_insert(n);
            }
        }
        for (n, r) in self.organisation.roles.iter().enumerate() {
            self.by_role.entry(r.id.value.clone()).or_insert(RoleOrGroup::Role(n));
        }
        for (n, g) in self.organisation.groups.iter().enumerate() {
            self.by_role.entry(g.id.value.clone()).or_insert(RoleOrGroup::Group(n));
        }
        self.by_role.entry("all".to_owned()).or_insert(RoleOrGroup::All);
        for (n, p) in self.landscape.products.iter().enumerate() {
            self.by_product.entry(p.id.value.clone()).or_insert(n);
        }
        for (n, p) in self.organisation.people.iter().enumerate() {
            self.by_person.entry(p.id.value.clone()).or_insert(n);
        }
        for (n, p) in self.landscape.processes.iter().enumerate() {
            self.by_process.entry(p.id.value.clone()).or_insert_with(|| {
                let mut parts = HashMap::default();
                for (m, part) in p.parts.iter().enumerate() {
                    parts.entry(part.id.value.clone()).or_insert(m);
                }
                (n, parts)
            });
        }
        if self.translations.is_empty() {
            return;
        }
        let by_path: HashMap<&str, FileId> = self
            .guidelines
            .iter()
            .map(|g| (self.sources.path(g.file), g.file))
            .chain(self.pages.iter().map(|p| (p.path.as_str(), p.file)))
            .collect();
        for (n, t) in self.translations.iter().enumerate() {
            let by_id = self.by_id.get(t.translates.as_str()).and_then(|&g| self.guidelines.get(g));
            let file = by_id.map(|g| g.file).or_else(|| by_path.get(t.translates.as_str()).copied());
            if let Some(file) = file {
                let known = self.by_translation.entry(file).or_default();
                if known.iter().all(|(lang, _)| *lang != t.lang) {
                    known.push((t.lang.clone(), n));
                }
            }
        }
    }

    /// Whether not everything of a file could be read. A file that is not there has nothing unread.
    pub fn is_broken(&self, file: impl Into<Option<FileId>>) -> bool {
        file.into().is_some_and(|file| self.broken.contains(&file))
    }

    /// The source language.
    pub fn source_lang(&self) -> &str {
        self.settings.languages.first().map_or("en", |l| l.as_str())
    }

    /// A document by id.
    pub fn guideline(&self, id: &str) -> Option<&Guideline> {
        self.by_id.get(id).and_then(|&n| self.guidelines.get(n))
    }

    /// Index of a document by id, in [`Handbook::guidelines`].
    pub fn guideline_index(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// What an id among roles and groups is.
    pub fn party(&self, id: &str) -> Option<RoleOrGroup> {
        self.by_role.get(id).copied()
    }

    /// A role by id.
    pub fn role(&self, id: &str) -> Option<&Role> {
        match self.party(id) {
            Some(RoleOrGroup::Role(n)) => self.organisation.roles.get(n),
            _ => None,
        }
    }

    /// A group by id.
    pub fn group(&self, id: &str) -> Option<&Group> {
        match self.party(id) {
            Some(RoleOrGroup::Group(n)) => self.organisation.groups.get(n),
            _ => None,
        }
    }

    /// The roles an id stands for: itself, or those of a group (`all`: every internal role), in organisation
    /// order for `all`, in written order for a group. Unknown ids give none.
    pub fn expand<'a>(&'a self, id: &str) -> Vec<&'a Role> {
        match self.party(id) {
            Some(RoleOrGroup::Role(n)) => self.organisation.roles.get(n).into_iter().collect(),
            Some(RoleOrGroup::Group(n)) => self
                .organisation
                .groups
                .get(n)
                .map(|g| g.roles.iter().filter_map(|r| self.role(r)).collect())
                .unwrap_or_default(),
            Some(RoleOrGroup::All) => self.organisation.roles.iter().filter(|r| !r.external).collect(),
            None => Vec::new(),
        }
    }

    /// The translation of a file into a language.
    pub fn translation(&self, file: FileId, lang: &str) -> Option<&Translation> {
        let known = self.by_translation.get(&file)?;
        known.iter().find(|(l, _)| l == lang).and_then(|&(_, n)| self.translations.get(n))
    }

    /// Rank of a class in the scheme, 0 is the lowest.
    pub fn class_rank(&self, id: &str) -> Option<usize> {
        self.settings.classes.iter().position(|c| c.id.as_str() == id)
    }

    /// Whether a document's class is above what the site may hold. A document without a class, or with one that
    /// the scheme does not know, counts as above as soon as the handbook sets `site-class`: nothing leaks by a
    /// spelling mistake.
    pub fn withheld(&self, g: &Guideline) -> bool {
        let Some(limit) = self.settings.site_class.as_ref() else { return false };
        let Some(limit) = self.class_rank(limit) else { return true };
        match g.class.as_ref().map(|c| self.class_rank(c)) {
            Some(Some(rank)) => rank > limit,
            Some(None) => true,
            None => g.state() != super::DocStatus::Planned,
        }
    }

    /// The catalogue that a short name or id means: one in scope first.
    pub fn standard(&self, name: &str) -> Option<&Standard> {
        let in_scope = |s: &&Standard| self.settings.standards.iter().any(|x| x.as_str() == s.id);
        self.standards
            .iter()
            .find(|s| s.id == name)
            .or_else(|| self.standards.iter().filter(in_scope).find(|s| s.short == name))
            .or_else(|| self.standards.iter().find(|s| s.short == name))
    }
}
