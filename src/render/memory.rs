//! What a build remembers for the next: of each page what it was made from, as digests. A page whose sources have
//! not changed is not made again.
//!
//! What every page depends on (the program, the day, the shared files, the templates, which documents there are and
//! where they stand in the landscape) is one digest, the basis: where it changes, every page is made anew.

use super::Override;
use super::pages::Book;
use super::search::Packed;
use super::shelf::Shelf;
use super::trace::Source;
use crate::diagnostic::{FileId, Finding};
use crate::model::Guideline;
pub(crate) use crate::source::digest;
use crate::source::hasher;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::io;

/// What a build remembers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// Digest of what every page depends on.
    basis: u64,
    /// Pages by path in the site.
    pages: BTreeMap<String, Page>,
    /// Search indexes by language.
    indexes: BTreeMap<String, Index>,
}

/// The search index of a language: it is made from every text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Index {
    pub(crate) digest: u64,
    /// Its files, sorted.
    pub(crate) files: Vec<String>,
    /// What it was made from.
    pub(crate) kept: Packed,
}

/// What one page was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Page {
    /// What it looked at.
    pub(crate) seen: Vec<Source>,
    /// Digest of all that.
    pub(crate) digest: u64,
    /// Digest of the data its template was given.
    pub(crate) data: Option<u64>,
    /// Files of the handbook that it needs beside it, by index.
    pub(crate) assets: Vec<usize>,
}

impl Memory {
    /// Puts it together.
    pub(crate) fn new(basis: u64, pages: BTreeMap<String, Page>, indexes: BTreeMap<String, Index>) -> Self {
        Self { basis, pages, indexes }
    }

    /// Paths of all pages, and of the files of search indexes.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let indexes = self.indexes.values().flat_map(|i| &i.files);
        self.pages.keys().chain(indexes).map(String::as_str)
    }

    /// The index of a language in the last build, if it was made on the same basis.
    pub(crate) fn index(&self, basis: u64, lang: &str) -> Option<&Index> {
        if self.basis == basis { self.indexes.get(lang) } else { None }
    }

    /// A page of the last build, if it was made on the same basis.
    pub(crate) fn page(&self, basis: u64, path: &str) -> Option<&Page> {
        if self.basis == basis { self.pages.get(path) } else { None }
    }
}

/// Digests of everything that pages look at.
#[derive(Debug)]
pub(crate) struct Digests {
    pub(crate) basis: u64,
    all: u64,
    products: u64,
    flows: u64,
    coverage: u64,
    /// By index in `Organisation::roles`.
    roles: Vec<u64>,
    /// By index, of work products.
    each_product: Vec<u64>,
    open: u64,
    heads: Vec<u64>,
    names: Vec<u64>,
    letters: Vec<u64>,
    documents: Vec<u64>,
    wholes: Vec<u64>,
    pages: Vec<u64>,
    findings: Vec<u64>,
}

/// Digest of data as a template gets them; `None` where they cannot be written down.
pub(crate) fn of_data(value: &impl Serialize) -> Option<u64> {
    struct Into<H>(H);
    impl<H: Hasher> io::Write for Into<H> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.write(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut into = Into(hasher());
    serde_json::to_writer(io::BufWriter::new(&mut into), value).ok()?;
    Some(into.0.finish())
}

impl Digests {
    /// Works out all that is not looked up by one page only.
    pub(crate) fn new(book: &Book<'_>, overrides: u64) -> Self {
        let shelf = &book.shelf;
        let h = shelf.handbook();
        let text = |file: FileId| h.sources.get(file).text.as_ref();
        let mut translations: Vec<Vec<FileId>> = vec![Vec::new(); h.guidelines.len()];
        let mut of_pages: BTreeMap<&str, Vec<FileId>> = BTreeMap::new();
        for t in &h.translations {
            match h.guideline_index(t.translates.as_str()) {
                Some(n) => translations[n].push(t.file),
                None => of_pages.entry(t.translates.as_str()).or_default().push(t.file),
            }
        }
        let title_of: HashMap<FileId, &str> =
            h.translations.iter().filter_map(|t| Some((t.file, t.title.as_ref()?.as_str()))).collect();
        let by_document: Vec<[u64; 4]> = h
            .guidelines
            .par_iter()
            .zip(&translations)
            .map(|(g, translations)| {
                let others: Vec<&str> = translations.iter().map(|&t| text(t)).collect();
                let whole = text(g.file);
                // Whatever stands before the prose: the front matter, and where it ends.
                let front = whole.get(..g.body.start as usize).unwrap_or(whole);
                let called = translations.iter().map(|&t| title_of.get(&t));
                let called: Vec<Option<&&str>> = called.collect();
                [
                    digest((front, &others)),
                    digest((whole, &others)),
                    digest((head(front, g), &others)),
                    digest((g.title(), called)),
                ]
            })
            .collect();
        let [documents, wholes, heads, names] =
            [0, 1, 2, 3].map(|n: usize| by_document.iter().map(|of| of[n]).collect::<Vec<u64>>());
        let letters = (0..h.guidelines.len()).into_par_iter().map(|n| digest(shelf.all_letters(n))).collect();
        let pages = h.pages.iter().map(|p| {
            let others: Vec<&str> =
                of_pages.get(p.path.as_str()).into_iter().flatten().map(|&t| text(t)).collect();
            digest((text(p.file), others))
        });
        let pages = pages.collect();
        let of_findings = |n: usize| {
            let found = shelf.edition_findings_of(n);
            if found.is_empty() {
                return 0;
            }
            digest(found.iter().map(|f| of_finding(shelf, f)).collect::<Vec<_>>())
        };
        let findings = (0..h.guidelines.len()).into_par_iter().map(of_findings).collect();
        let roles: Vec<u64> =
            (0..h.organisation.roles.len()).into_par_iter().map(|n| digest(shelf.all_of_role(n))).collect();
        let each_product: Vec<u64> = shelf.all_products().par_iter().map(digest).collect();
        let open: Vec<&Finding> = shelf.all_open_findings().collect();
        let open = digest(open.into_par_iter().map(|f| of_finding(shelf, f)).collect::<Vec<u64>>());
        Self {
            basis: basis(book, overrides),
            all: digest((&documents, open)),
            open,
            products: digest(&each_product),
            flows: digest(shelf.all_flows()),
            coverage: digest(shelf.all_coverage()),
            heads,
            names,
            letters,
            roles,
            each_product,
            documents,
            wholes,
            pages,
            findings,
        }
    }

    /// Digest of what a page looked at.
    pub(crate) fn of(&self, shelf: &Shelf<'_>, seen: &[Source]) -> u64 {
        let get = |list: &[u64], n: usize| list.get(n).copied().unwrap_or(0);
        let one = |source: &Source| match *source {
            Source::Everything => digest((&self.wholes, &self.pages)),
            Source::All => self.all,
            Source::Open => self.open,
            Source::Heads => digest(&self.heads),
            Source::Names => digest(&self.names),
            Source::Products => self.products,
            Source::Flows => self.flows,
            Source::Coverage => self.coverage,
            Source::Document(n) => get(&self.documents, n),
            Source::Head(n) => get(&self.heads, n),
            Source::Name(n) => get(&self.names, n),
            Source::Letters(n) => get(&self.letters, n),
            Source::Whole(n) => get(&self.wholes, n),
            Source::Page(n) => get(&self.pages, n),
            Source::Role(n) => get(&self.roles, n),
            Source::Product(n) => get(&self.each_product, n),
            Source::Ways(n) => digest(shelf.all_ways(n)),
            Source::Findings(n) => get(&self.findings, n),
        };
        digest(seen.iter().map(one).collect::<Vec<u64>>())
    }
}

/// The front matter of a document without its steps: what stands around them.
fn head<'t>(front: &'t str, g: &Guideline) -> Vec<&'t str> {
    let mut steps: Vec<(usize, usize)> =
        g.steps.iter().map(|s| (s.at.start as usize, s.at.end as usize)).collect();
    steps.sort_unstable();
    let mut pieces = Vec::with_capacity(steps.len() + 1);
    let mut from = 0;
    for (start, end) in steps {
        pieces.extend(front.get(from..start));
        from = from.max(end);
    }
    pieces.extend(front.get(from..));
    pieces
}

/// All of a finding that a page may show.
fn of_finding(shelf: &Shelf<'_>, f: &Finding) -> u64 {
    let sources = &shelf.handbook().sources;
    let place = sources.locate(f.at);
    let follows: Vec<u64> = f.follows.iter().map(|f| of_finding(shelf, f)).collect();
    let severity = f.severity.map(|s| format!("{s:?}"));
    let named = (f.rule, severity, &f.message, &f.help, &f.document, &f.step, &f.key, &f.about, &f.run);
    digest((named, sources.path(f.at.file), place.line, place.column, follows, f.dated))
}

/// Digest of the handbook's own templates.
pub(crate) fn of_overrides(overrides: &[Override]) -> u64 {
    digest(overrides.iter().map(|o| (&o.name, &o.bytes)).collect::<Vec<_>>())
}

/// What every page depends on.
fn basis(book: &Book<'_>, overrides: u64) -> u64 {
    let shelf = &book.shelf;
    let h = shelf.handbook();
    let mut hasher = hasher();
    // The program: its version, and the templates inside it.
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    super::templates::fingerprint().hash(&mut hasher);
    shelf.edition.today.hash(&mut hasher);
    (shelf.edition.draft, shelf.edition.prints).hash(&mut hasher);
    overrides.hash(&mut hasher);
    for shown in &book.lists {
        (shown.list.address, &shown.subs).hash(&mut hasher);
    }
    // Files that are neither documents nor pages nor translations of such.
    let guidelines = h.guidelines.iter().map(|g| g.file);
    let own: HashSet<FileId> = guidelines
        .chain(h.translations.iter().map(|t| t.file))
        .chain(h.pages.iter().map(|p| p.file))
        .collect();
    for (id, file) in h.sources.iter() {
        file.path.hash(&mut hasher);
        if !own.contains(&id) {
            file.text.hash(&mut hasher);
        }
    }
    h.assets.hash(&mut hasher);
    // Which documents there are, what they are called in addresses, and where they stand.
    for (n, g) in h.guidelines.iter().enumerate() {
        (g.id(), shelf.is_shown(n), shelf.places.of(n), replaced(g)).hash(&mut hasher);
    }
    for p in &h.pages {
        (&p.path, &p.title).hash(&mut hasher);
    }
    for t in &h.translations {
        let title = t.title.as_ref().map(crate::model::Text::as_str);
        (t.translates.as_str(), &t.lang, title).hash(&mut hasher);
    }
    shelf.standards.hash(&mut hasher);
    hasher.finish()
}

fn replaced(g: &Guideline) -> Vec<&str> {
    g.replaces.iter().map(crate::model::Text::as_str).collect()
}
