//! The pages that an office and an auditor keep: what is due, what was changed, what is kept, who is kept apart.

pub(crate) mod about;
pub(crate) mod calendar;
pub(crate) mod changes;
pub(crate) mod feed;
pub(crate) mod ics;
mod identity;
pub(crate) mod moved;
pub(crate) mod others;
pub(crate) mod registers;
pub(crate) mod separation;
pub(crate) mod systems;

use super::Book;
use super::Made;
use super::guideline::strip::Fact;
use super::table::{Cell, Column, Sheet, Table, chapter_name, chapter_table};
use crate::model::Guideline;
use crate::render::shelf::{Chapter, Shelf};
use crate::render::templates::Fault;
use crate::render::voice::{Link, Voice};
use crate::render::words::Words;

/// A list whose rows come from one document after the other.
pub(crate) struct ByDocument {
    /// The folder that it lies in: `records/`.
    pub(crate) folder: &'static str,
    /// Its title.
    pub(crate) title: fn(&'static Words) -> &'static str,
    /// In a sentence, what it is.
    pub(crate) lead: fn(&'static Words) -> &'static str,
    /// What would be here, and how to write it.
    pub(crate) empty: fn(&'static Words) -> &'static str,
    /// Its columns.
    pub(crate) columns: fn(&'static Words) -> Vec<Column>,
    /// What holds for all of it.
    pub(crate) facts: for<'a> fn(&Voice<'a>) -> Vec<Fact<'a>>,
    /// Rows of the shared files.
    pub(crate) shared: for<'a> fn(&Voice<'a>, &mut Table<'a>),
    /// Rows of a document.
    pub(crate) rows: for<'a> fn(&Voice<'a>, usize, &'a Guideline, &mut Table<'a>),
    /// How many rows a document has.
    pub(crate) count: fn(&Guideline) -> usize,
}

impl ByDocument {
    /// Makes the list, or a chapter of it.
    pub(crate) fn make<'a>(
        &self,
        book: &'a Book<'a>,
        voice: &Voice<'a>,
        sub: Option<usize>,
    ) -> Result<Made, Fault> {
        let (shelf, w) = (voice.shelf, voice.w);
        let chapter = sub.and_then(|n| shelf.chapters.get(n));
        let mut table = Table::new((self.columns)(w));
        let mut chapters = None;
        if let Some(chapter) = chapter {
            self.documents(voice, &chapter.documents, &mut table);
        } else {
            (self.shared)(voice, &mut table);
            chapters = chapter_table(voice, self.folder, &[w.lists.entries], |chapter| {
                let documents = chapter.documents.iter().filter_map(|&n| shelf.head(n));
                vec![Cell::from(documents.map(self.count).sum::<usize>())]
            });
            if chapters.is_none() {
                self.documents(voice, shelf.by_id(), &mut table);
            }
        }
        let sheet = Sheet {
            title: (self.title)(w),
            lead: if chapter.is_some() { "" } else { (self.lead)(w) },
            facts: if chapter.is_some() { Vec::new() } else { (self.facts)(voice) },
            empty: (self.empty)(w),
            chapters,
            tables: vec![table],
            ..chapter_of(voice, chapter, self.folder, (self.title)(w))
        };
        sheet.make(book, voice)
    }

    fn documents<'a>(&self, voice: &Voice<'a>, documents: &[usize], table: &mut Table<'a>) {
        for &n in documents {
            if let Some(g) = voice.shelf.document(n) {
                (self.rows)(voice, n, g, table);
            }
        }
    }
}

/// What a page of a chapter says beside its rows.
pub(crate) fn chapter_of<'a>(
    voice: &Voice<'a>,
    chapter: Option<&Chapter>,
    folder: &str,
    title: &'static str,
) -> Sheet<'a> {
    let Some(chapter) = chapter else { return Sheet::default() };
    let up = Link::to(voice.word(title), voice.href(&format!("{folder}index.html")));
    let all = &voice.shelf.chapters;
    let here = all.iter().position(|c| c.name == chapter.name);
    let turn = |to: Option<usize>| {
        let to = all.get(to?)?;
        Some(Link::to(chapter_name(voice, to), voice.href(&format!("{folder}{}.html", to.name))))
    };
    Sheet {
        chapter: Some(chapter_name(voice, chapter)),
        crumbs: vec![up],
        before: turn(here.and_then(|n| n.checked_sub(1))).into_iter().collect(),
        after: turn(here.map(|n| n + 1)).into_iter().collect(),
        ..Sheet::default()
    }
}

/// File names of the chapters, for lists that are cut.
pub(crate) fn chapter_files(shelf: &Shelf<'_>) -> Vec<String> {
    shelf.chapters.iter().map(|c| format!("{}.html", c.name)).collect()
}

/// The same for calendars.
pub(crate) fn calendar_files(shelf: &Shelf<'_>) -> Vec<String> {
    shelf.chapters.iter().map(|c| format!("{}.ics", c.name)).collect()
}
