//! The whole site: which pages there are, and making them side by side.

use super::pages::{self, Book, Made};
use super::shelf::{Edition, Shelf};
use super::templates::{Fault, Override, Templates, assets};
use super::voice::Voice;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Mutex;

/// A site that can be made.
#[derive(Debug)]
pub struct Site<'a> {
    book: Book<'a>,
    files: Vec<(String, Vec<u8>)>,
}

/// What a build of the site leaves to do and to say.
#[derive(Debug, Default)]
pub struct Report {
    /// Files of the handbook to be copied beside the pages: path in the handbook, path in the site. Sorted.
    pub copies: Vec<(String, String)>,
    /// What is wrong with overridden templates, by name. The pages were made without them.
    pub faults: Vec<Fault>,
}

/// A page to be made.
#[derive(Debug, Clone, Copy)]
struct Job<'a> {
    lang: &'a str,
    kind: Kind,
}

/// Kinds of pages.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Document(usize),
    Findings,
}

impl<'a> Site<'a> {
    /// Sorts the handbook and reads the templates.
    pub fn new(edition: Edition<'a>, overrides: &[Override]) -> Self {
        let shelf = Shelf::new(edition);
        let mut files = assets(overrides);
        files.push(("assets/chart.css".to_owned(), Vec::new()));
        Self { book: Book::new(shelf, Templates::new(overrides), false), files }
    }

    /// How many files the site has, copies not counted.
    pub fn len(&self) -> usize {
        self.files.len() + self.jobs().len()
    }

    /// Whether the site has no files; it never has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Makes every file and hands it to `sink`, several at a time, in no order. The same site gives the same
    /// files with the same bytes.
    ///
    /// # Errors
    /// The first error of `sink`; or a fault of our own templates, which a test keeps from happening.
    pub fn write<E: Send + From<Fault>>(
        &'a self,
        sink: impl Fn(&str, &[u8]) -> Result<(), E> + Sync,
    ) -> Result<Report, E> {
        let needed: Mutex<BTreeSet<usize>> = Mutex::new(BTreeSet::new());
        for (path, bytes) in &self.files {
            sink(path, bytes)?;
        }
        self.jobs().into_par_iter().try_for_each(|job| {
            let here = self.here(job);
            let made = self.make(job, &here)?;
            if !made.assets.is_empty()
                && let Ok(mut needed) = needed.lock()
            {
                needed.extend(&made.assets);
            }
            let folder = pages::folder(self.book.shelf.handbook(), job.lang);
            sink(&format!("{folder}{here}"), made.text.as_bytes())
        })?;
        let needed = needed.into_inner().unwrap_or_default();
        let shelf = &self.book.shelf;
        let copy = |n: usize| {
            let (from, _) = shelf.handbook().assets.get(n)?;
            Some((from.clone(), shelf.address.assets.get(n)?.clone()))
        };
        Ok(Report {
            copies: needed.into_iter().filter_map(copy).collect(),
            faults: self.book.templates.faults(),
        })
    }

    fn jobs(&self) -> Vec<Job<'a>> {
        let h = self.book.shelf.handbook();
        let mut kinds = vec![Kind::Findings];
        kinds.extend(self.book.shelf.documents().map(|(n, _)| Kind::Document(n)));
        let each = |lang: &'a str| kinds.iter().map(move |&kind| Job { lang, kind }).collect::<Vec<_>>();
        h.settings.languages.iter().flat_map(|l| each(l.as_str())).collect()
    }

    /// Address of a page within its language.
    fn here(&self, job: Job<'a>) -> String {
        let at = &self.book.shelf.address;
        let of = |list: &[String], n: usize| list.get(n).cloned().unwrap_or_default();
        match job.kind {
            Kind::Document(n) => of(&at.documents, n),
            Kind::Findings => "findings/index.html".to_owned(),
        }
    }

    fn make(&'a self, job: Job<'a>, here: &str) -> Result<Made, Fault> {
        let book = &self.book;
        let voice = Voice::new(&book.shelf, job.lang, here);
        match job.kind {
            Kind::Document(n) => pages::guideline::make(book, &voice, n),
            Kind::Findings => pages::findings::make(book, &voice),
        }
    }
}
