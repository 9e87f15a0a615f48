//! What was approved and changed in the last twelve months.

use super::chapter_of;
use crate::render::pages::table::{Cell, Column, Kind, Sheet, Table, chapter_table, columns};
use crate::render::pages::{Book, Made};
use crate::render::shelf::dates::{self, Past, PastKind};
use crate::render::templates::Fault;
use crate::render::voice::{Link, Said, Voice};
use crate::render::words::Words;

const FOLDER: &str = "changes/";

/// Of a handbook that is cut, as many changes stand on the first page.
const LATEST: usize = 100;

/// Something that was done, told.
#[derive(Debug)]
pub(crate) struct Told<'a> {
    /// The document.
    pub(crate) document: Link<'a>,
    /// Its number; the Statement of Applicability has none.
    pub(crate) id: &'a str,
    /// Which version.
    pub(crate) version: Option<&'a str>,
    /// Of which kind it is.
    pub(crate) kind: &'static str,
    /// By whom.
    pub(crate) by: Option<Link<'a>>,
    /// Why, or the proof of an approval.
    pub(crate) why: Option<Said<'a>>,
}

/// Tells what was done.
pub(crate) fn tell<'a>(voice: &Voice<'a>, past: &Past) -> Option<Told<'a>> {
    let w = voice.w;
    let text = crate::model::Text::as_str;
    match past.what {
        PastKind::Statement => {
            let soa = voice.handbook().soa.as_ref()?;
            let approved = soa.approved.as_ref()?;
            Some(Told {
                document: Link::to(voice.word(w.soa), voice.href("soa/index.html")),
                id: "",
                version: soa.version.as_ref().map(text),
                kind: w.office.approval,
                by: approved.by.as_ref().map(|by| voice.person(by.as_str())),
                why: voice.own(approved.proof.as_ref()),
            })
        }
        PastKind::Approval(n) => {
            let g = voice.shelf.head(n)?;
            let approved = g.approved.as_ref()?;
            Some(Told {
                document: voice.document(n, None),
                id: g.id(),
                version: g.version.as_ref().map(text),
                kind: w.office.approval,
                by: approved.by.as_ref().map(|by| voice.person(by.as_str())),
                why: voice.own(approved.proof.as_ref()),
            })
        }
        PastKind::Change(n, c) => {
            let g = voice.shelf.head(n)?;
            let change = g.changes.get(c)?;
            Some(Told {
                document: voice.document(n, None),
                id: g.id(),
                version: change.version.as_ref().map(text),
                kind: w.office.change,
                by: change.by.as_ref().map(|by| voice.person(by.as_str())),
                why: voice.own(change.why.as_ref()),
            })
        }
    }
}

fn heads(w: &'static Words) -> Vec<Column> {
    columns(&[
        (w.date, Kind::Day),
        (w.id, Kind::Id),
        (w.document, Kind::Name),
        (w.version, Kind::Text),
        (w.office.what_kind, Kind::Text),
        (w.by, Kind::Text),
        (w.office.why_or_proof, Kind::Text),
    ])
}

fn table<'a>(voice: &Voice<'a>, all: &[Past]) -> Table<'a> {
    let mut table = Table::new(heads(voice.w));
    for past in all {
        let Some(told) = tell(voice, past) else { continue };
        let why = match past.what {
            PastKind::Change(..) => Cell::from(told.why),
            // A proof is no reason, and small beside one.
            _ => Cell::default().small(told.why.map(Link::text)),
        };
        table.row(vec![
            voice.day(past.date).into(),
            told.id.into(),
            told.document.into(),
            told.version.unwrap_or_default().into(),
            told.kind.into(),
            told.by.into(),
            why,
        ]);
    }
    table
}

fn of_documents(voice: &Voice<'_>, documents: &[usize]) -> Vec<Past> {
    let mut all = Vec::new();
    for &n in documents {
        if let Some(g) = voice.shelf.head(n) {
            dates::past(n, g, voice.shelf.edition.today, &mut all);
        }
    }
    dates::sort_past(&mut all);
    all
}

/// Makes the page of changes, or a chapter of it.
pub(crate) fn make<'a>(book: &'a Book<'a>, voice: &Voice<'a>, sub: Option<usize>) -> Result<Made, Fault> {
    let w = voice.w;
    let shelf = voice.shelf;
    let chapter = sub.and_then(|n| shelf.chapters.get(n));
    let mut chapters = None;
    let tables = if let Some(chapter) = chapter {
        vec![table(voice, &of_documents(voice, &chapter.documents))]
    } else {
        let all = &shelf.dates().past;
        chapters = chapter_table(voice, FOLDER, &[w.lists.entries], |chapter| {
            vec![Cell::from(of_documents(voice, &chapter.documents).len())]
        });
        match chapters {
            Some(_) => {
                let latest = &all[..all.len().min(LATEST)];
                vec![table(voice, latest).under(voice.word(w.office.latest))]
            }
            None => vec![table(voice, all)],
        }
    };
    let sheet = Sheet {
        title: w.changes,
        files: vec![Link::to(voice.word(w.office.feed), voice.href("feed.xml"))],
        lead: if chapter.is_some() { "" } else { w.office.changes_lead },
        empty: w.office.changes_empty,
        chapters,
        tables,
        ..chapter_of(voice, chapter, FOLDER, w.changes)
    };
    sheet.make(book, voice)
}
