//! The whole site: which pages there are, and making them side by side.

use super::drawing::drawing;
use super::memory::{self, Digests, Index, Memory, Page};
use super::pages::{self, Book, Made};
use super::search;
use super::shelf::{Edition, Place, Shelf, places};
use super::templates::{Fault, Override, Templates, assets};
use super::trace::{self, Source};
use super::voice::Voice;
use super::whole::{self, View};
use crate::chart::{self, Drawing, Picture};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The style sheet of the handbook's own colours.
const THEME: &str = "assets/theme.css";

/// A site that can be made.
#[derive(Debug)]
pub struct Site<'a> {
    book: Book<'a>,
    files: Vec<(String, Vec<u8>)>,
    overrides: u64,
    /// Files of the handbook that every page needs, by index.
    needed: Vec<usize>,
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
    Home,
    Area(Place),
    Document(usize),
    Plain(usize),
    Role(usize),
    Product(usize),
    Standard(usize),
    /// A number that was replaced.
    Moved(usize),
    /// A list, by index in `Book::lists`, or a sub-page of it.
    List(usize, Option<usize>),
}

/// Takes the pages of a site, from several threads at once.
pub trait Pages<E>: Sync {
    /// Takes a file.
    ///
    /// # Errors
    /// Where it cannot be taken.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), E>;

    /// Whether the file that the last build put there still lies there, untouched.
    fn has(&self, path: &str) -> bool;

    /// The text of the file that the last build put there; `None` where it cannot be had.
    fn text(&self, path: &str) -> Option<String>;

    /// Keeps the file that the last build put there; asked only where [`Pages::has`] said yes.
    ///
    /// # Errors
    /// Where it cannot be kept.
    fn keep(&self, path: &str) -> Result<(), E>;
}

/// Who only takes files has none of the last build.
impl<E, F: Fn(&str, &[u8]) -> Result<(), E> + Sync> Pages<E> for F {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), E> {
        self(path, bytes)
    }

    fn has(&self, _: &str) -> bool {
        false
    }

    fn text(&self, _: &str) -> Option<String> {
        None
    }

    fn keep(&self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

impl Kind {
    /// Whether its data cost little beside its template: pages over many documents, without prose and flowchart.
    fn gathers(self) -> bool {
        !matches!(self, Self::Document(_) | Self::Plain(_) | Self::Product(_))
    }

    /// Whether it gets longer with the handbook.
    fn grows(self) -> bool {
        matches!(self, Self::Home | Self::Area(_) | Self::Role(_) | Self::Standard(_) | Self::List(..))
    }

    /// What it is the page of, as a whole.
    fn whole(self) -> Option<Source> {
        match self {
            Self::Document(n) => Some(Source::Whole(n)),
            Self::Plain(n) => Some(Source::Page(n)),
            _ => None,
        }
    }
}

impl<'a> Site<'a> {
    /// Sorts the handbook and reads the templates.
    pub fn new(edition: Edition<'a>, overrides: &[Override]) -> Self {
        let shelf = Shelf::new(edition);
        let mut made = vec![("assets/chart.css".to_owned(), crate::chart::STYLE.as_bytes().to_vec())];
        let theme = super::theme::theme(&shelf);
        made.extend(theme.style.map(|style| (THEME.to_owned(), style.into_bytes())));
        let files = assets(made, overrides);
        let themed = files.iter().any(|(name, _)| name == THEME);
        let mut book = Book::new(shelf, Templates::new(overrides), themed);
        book.logo = theme.logo;
        Self { book, needed: theme.assets, files, overrides: memory::of_overrides(overrides) }
    }

    /// How many files the site has, copies not counted.
    pub fn len(&self) -> usize {
        let languages = self.book.shelf.handbook().settings.languages.iter();
        self.files.len() + languages.map(|lang| self.jobs(lang.as_str()).len()).sum::<usize>()
    }

    /// Whether the site has no files; it never has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Makes every file and hands it to `sink`, several at a time, in no order. The same site gives the same
    /// files with the same bytes, whatever is remembered: with the memory of an earlier build, pages whose sources
    /// have not changed are kept where the sink still has them.
    ///
    /// # Errors
    /// The first error of `sink`; or a fault of our own templates, which a test keeps from happening.
    pub fn write<E: Send + From<Fault>>(
        &'a self,
        memory: Option<&Memory>,
        sink: &impl Pages<E>,
    ) -> Result<(Report, Memory), E> {
        let shelf = &self.book.shelf;
        for (path, bytes) in &self.files {
            sink.put(path, bytes)?;
        }
        let digests = Digests::new(&self.book, self.overrides);
        let nothing = Memory::default();
        let memory = memory.unwrap_or(&nothing);
        let make = || -> Result<Vec<(String, Page)>, E> {
            let mut all = Vec::new();
            for lang in &shelf.handbook().settings.languages {
                // Prints come last: they take over pages that were made before.
                let (prints, pages): (Vec<Job<'_>>, Vec<Job<'_>>) =
                    self.jobs(lang.as_str()).into_iter().partition(|job| self.is_print(job.kind));
                for jobs in [pages, prints] {
                    all.extend(spread(&jobs, |job| self.page(job, memory, &digests, sink))?);
                }
                self.book.finished.clear();
            }
            Ok(all)
        };
        let indexes = || -> Result<BTreeMap<String, Index>, E> {
            let languages = shelf.handbook().settings.languages.iter();
            languages
                .map(|lang| {
                    Ok((lang.as_str().to_owned(), self.index(lang.as_str(), memory, &digests, sink)?))
                })
                .collect()
        };
        let (pages, indexes) = rayon::join(make, indexes);
        let (pages, indexes) = (pages?, indexes?);
        let needed: BTreeSet<usize> =
            pages.iter().flat_map(|(_, p)| &p.assets).chain(&self.needed).copied().collect();
        let copied = |n: usize| {
            let (from, _) = shelf.handbook().assets.get(n)?;
            Some((from.clone(), shelf.address.assets.get(n)?.clone()))
        };
        let report = Report {
            copies: needed.into_iter().filter_map(copied).collect(),
            faults: self.book.templates.faults(),
        };
        Ok((report, Memory::new(digests.basis, pages.into_iter().collect(), indexes)))
    }

    /// Makes a page, or keeps it.
    fn page<E: Send + From<Fault>>(
        &'a self,
        job: Job<'a>,
        memory: &Memory,
        digests: &Digests,
        sink: &impl Pages<E>,
    ) -> Result<(String, Page), E> {
        let shelf = &self.book.shelf;
        let here = self.here(job);
        let path = format!("{}{here}", pages::folder(shelf.handbook(), job.lang));
        let before = memory.page(digests.basis, &path).filter(|_| sink.has(&path));
        if let Some(known) = before
            && digests.of(shelf, &known.seen) == known.digest
        {
            sink.keep(&path)?;
            return Ok((path, known.clone()));
        }
        if let Kind::List(_, Some(sub)) = job.kind
            && self.is_print(job.kind)
        {
            self.take_over(job.lang, sub, memory, digests, sink);
        }
        let known = before.and_then(|b| b.data);
        let (made, noted) = trace::noted(job.kind.gathers(), known, || self.make(job, &here));
        let made = made?;
        if noted.same {
            sink.keep(&path)?;
        } else {
            sink.put(&path, made.text.as_bytes())?;
        }
        let mut seen = noted.seen;
        seen.extend(job.kind.whole());
        let digest = digests.of(shelf, &seen);
        // A page that is the same still says which files it needs: gathering its data finds them.
        let assets: Vec<usize> = made.assets.into_iter().collect();
        if let Kind::Document(n) = job.kind
            && self.book.has_prints()
        {
            let page = pages::Finished { text: made.text, assets: assets.clone(), seen: seen.clone() };
            self.book.finished.put(job.lang, n, page);
        }
        Ok((path, Page { seen, digest, data: noted.data, assets }))
    }

    /// Puts by the pages of documents that were kept, for a print that is made anew.
    fn take_over<E>(&self, lang: &str, sub: usize, memory: &Memory, digests: &Digests, sink: &impl Pages<E>) {
        let shelf = &self.book.shelf;
        let folder = pages::folder(shelf.handbook(), lang);
        pages::print::documents_of(shelf, sub).into_par_iter().for_each(|n| {
            let Some(address) = shelf.address.documents.get(n) else { return };
            let path = format!("{folder}{address}");
            if self.book.finished.get(lang, n).is_none()
                && let Some(known) = memory.page(digests.basis, &path)
                // One that was made anew and not put by, as in a large handbook, still has its old text there.
                && digests.of(shelf, &known.seen) == known.digest
                && let Some(text) = sink.text(&path)
            {
                let (assets, seen) = (known.assets.clone(), known.seen.clone());
                self.book.finished.put(lang, n, pages::Finished { text, assets, seen });
            }
        });
    }

    /// Whether it is a print of several documents.
    fn is_print(&self, kind: Kind) -> bool {
        match kind {
            Kind::List(n, Some(_)) => {
                self.book.lists.get(n).is_some_and(|l| l.list.address == pages::print::ADDRESS)
            }
            _ => false,
        }
    }

    /// Makes the search index of a language, or keeps it.
    fn index<E: Send>(
        &self,
        lang: &str,
        memory: &Memory,
        digests: &Digests,
        sink: &impl Pages<E>,
    ) -> Result<Index, E> {
        let shelf = &self.book.shelf;
        let digest = digests.of(shelf, &[Source::Everything]);
        if let Some(known) = memory.index(digests.basis, lang)
            && known.digest == digest
            && known.files.iter().all(|path| sink.has(path))
        {
            known.files.iter().try_for_each(|path| sink.keep(path))?;
            return Ok(known.clone());
        }
        let before = memory.index(digests.basis, lang).map(|known| &known.kept);
        let (files, kept) = search::write(shelf, lang, digests, before, sink)?;

        Ok(Index { digest, files, kept })
    }

    /// What the flowchart of a document (by index) shows, in a language of the handbook, with all that other tools may
    /// want to know of it; `None` where it has no steps.
    pub fn drawing(&self, document: usize, lang: &str) -> Option<Drawing> {
        let sorted = &self.book.shelf;
        let here = sorted.address.documents.get(document)?;
        let g = sorted.handbook().guidelines.get(document)?;
        let voice = Voice::new(sorted, lang, here);
        let mut drawn = drawing(&voice, document, g)?;
        super::detail::fill(&mut drawn, &voice, g, sorted.edition.graphs.get(document)?);
        Some(drawn)
    }

    /// The map of processes as the home page shows it, in a language of the handbook; `None` where there are none.
    pub fn map(&self, lang: &str) -> Option<Picture> {
        let voice = Voice::new(&self.book.shelf, lang, "index.html");
        let all = whole::whole(&voice, View::Handbook);
        Some(chart::landscape(&whole::landscape(&voice, &all)?))
    }

    /// The overview of a process (`sales`) or a part (`sales/opportunity-management`, or the part alone) as its page
    /// shows it; `None` where there is no such place, or nothing goes from one of its parts to another.
    pub fn overview(&self, process: &str, lang: &str) -> Option<Picture> {
        let shelf = &self.book.shelf;
        let place = places::named(shelf.handbook(), process)?;
        let voice = Voice::new(
            shelf,
            lang,
            &self.here(Job { lang: shelf.handbook().source_lang(), kind: Kind::Area(place) }),
        );
        let all = whole::whole(&voice, View::Place(place));
        Some(chart::overview(&whole::overview(&voice, place, &all)?))
    }

    /// The pages of a language.
    fn jobs(&self, lang: &'a str) -> Vec<Job<'a>> {
        let h = self.book.shelf.handbook();
        let sorted = &self.book.shelf;
        let mut kinds = vec![Kind::Home];
        for (n, p) in h.landscape.processes.iter().enumerate() {
            kinds.push(Kind::Area((n, None)));
            kinds.extend((0..p.parts.len()).map(|part| Kind::Area((n, Some(part)))));
        }
        kinds.extend(sorted.documents().map(|(n, _)| Kind::Document(n)));
        kinds.extend((0..h.pages.len()).map(Kind::Plain));
        kinds.extend((0..h.organisation.roles.len()).map(Kind::Role));
        let own = sorted.products().iter().enumerate().filter(|(_, p)| p.home.row.is_none());
        kinds.extend(own.map(|(n, _)| Kind::Product(n)));
        kinds.extend((0..h.standards.len()).filter(|&n| sorted.standards[n]).map(Kind::Standard));
        kinds.extend((0..sorted.moved.len()).map(Kind::Moved));
        for (n, list) in self.book.lists.iter().enumerate() {
            kinds.push(Kind::List(n, None));
            kinds.extend((0..list.subs.len()).map(|sub| Kind::List(n, Some(sub))));
        }
        let once = |kind: &Kind| matches!(kind, Kind::List(n, _) if self.book.lists.get(*n).is_some_and(|l| l.list.once));
        let ours = kinds.into_iter().filter(|kind| lang == h.source_lang() || !once(kind));
        let mut jobs: Vec<Job<'_>> = ours.map(|kind| Job { lang, kind }).collect();
        // What is large in a large handbook comes first, so that nobody waits for it in the end.
        jobs.sort_by_key(|job| !job.kind.grows());
        jobs
    }

    /// Address of a page within its language.
    fn here(&self, job: Job<'a>) -> String {
        let at = &self.book.shelf.address;
        let of = |list: &[String], n: usize| list.get(n).cloned().unwrap_or_default();
        match job.kind {
            Kind::Home => "index.html".to_owned(),
            Kind::Area((process, None)) => of(&at.processes, process),
            Kind::Area((process, Some(part))) => at.parts.get(process).map_or(String::new(), |p| of(p, part)),
            Kind::Document(n) => of(&at.documents, n),
            Kind::Plain(n) => of(&at.pages, n),
            Kind::Role(n) => of(&at.roles, n),
            Kind::Product(n) => {
                self.book.shelf.product_at(n).map_or(String::new(), |p| p.home.address.clone())
            }
            Kind::Standard(n) => of(&at.standards, n),
            Kind::Moved(n) => self.book.shelf.moved.get(n).map_or(String::new(), |m| m.address.clone()),
            Kind::List(n, sub) => self.book.lists.get(n).map_or(String::new(), |l| l.address(sub)),
        }
    }

    fn make(&'a self, job: Job<'a>, here: &str) -> Result<Made, Fault> {
        let book = &self.book;
        let voice = Voice::new(&book.shelf, job.lang, here);
        match job.kind {
            Kind::Home => pages::home::make(book, &voice),
            Kind::Area(place) => pages::area::make(book, &voice, place),
            Kind::Document(n) => pages::guideline::make(book, &voice, n),
            Kind::Plain(n) => pages::plain::make(book, &voice, n),
            Kind::Role(n) => pages::roles::make(book, &voice, n),
            Kind::Product(n) => pages::products::make(book, &voice, n),
            Kind::Standard(n) => pages::standards::make(book, &voice, n),
            Kind::Moved(n) => pages::office::moved::make(book, &voice, n),
            Kind::List(n, sub) => match book.lists.get(n) {
                Some(shown) => shown.list.make(book, &voice, sub),
                None => Ok(Made::default()),
            },
        }
    }
}

/// Does jobs on all threads, each taking the next one when it is done with one; the results come in no order.
fn spread<J: Copy + Sync, T: Send, E: Send>(
    jobs: &[J],
    each: impl Fn(J) -> Result<T, E> + Sync,
) -> Result<Vec<T>, E> {
    let next = AtomicUsize::new(0);
    let work = |_| {
        let mut made = Vec::new();
        while let Some(&job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            match each(job) {
                Ok(one) => made.push(one),
                Err(error) => {
                    // The others need not go on.
                    next.store(jobs.len(), Ordering::Relaxed);
                    return Err(error);
                }
            }
        }
        Ok(made)
    };
    let all = (0..rayon::current_num_threads()).into_par_iter().with_max_len(1).map(work);
    Ok(all.collect::<Result<Vec<_>, E>>()?.into_iter().flatten().collect())
}
