//! The calendar: what falls due, overdue first, then month by month.

use super::chapter_of;
use super::registers::rule_says;
use crate::model::{Duty, Guideline};
use crate::render::pages::state::State;
use crate::render::pages::table::{Cell, Column, Kind, Sheet, Table, chapter_table, columns};
use crate::render::pages::{Book, Made};
use crate::render::shelf::dates::{self, Due, DueKind};
use crate::render::templates::Fault;
use crate::render::voice::{Link, Said, Voice};
use crate::render::when;
use crate::render::words::Words;

const FOLDER: &str = "calendar/";

/// Of a handbook that is cut, as many dates stand on the first page.
const NEXT: usize = 100;

/// A date, told.
#[derive(Debug)]
pub(crate) struct Told<'a> {
    /// What is to be done.
    pub(crate) what: Said<'a>,
    /// Of which kind it is.
    pub(crate) kind: &'static str,
    /// The document it stands in.
    pub(crate) document: Option<usize>,
    /// The part of that document's page.
    pub(crate) anchor: Option<String>,
    /// Who does it.
    pub(crate) who: Vec<Link<'a>>,
    /// How often.
    pub(crate) every: Option<String>,
    /// What is said to it.
    pub(crate) more: Option<Said<'a>>,
}

/// Tells a date.
pub(crate) fn tell<'a>(voice: &Voice<'a>, due: &Due) -> Option<Told<'a>> {
    let (h, w) = (voice.handbook(), voice.w);
    let document = due.what.document();
    let g = document.and_then(|n| voice.shelf.head(n));
    let told = Told {
        what: Said::default(),
        kind: "",
        document,
        anchor: None,
        who: g.map_or(Vec::new(), |g| voice.parties(&g.owner)),
        every: None,
        more: None,
    };
    Some(match due.what {
        DueKind::Review(_) => Told { what: voice.title(g?), kind: w.review, ..told },
        DueKind::Effective(_) => Told { what: voice.title(g?), kind: w.office.comes_into_force, ..told },
        DueKind::Duty(_, d) => {
            let duty: &'a Duty = g?.duties.get(d)?;
            let (what, id) = duty_text(voice, g?, d, duty);
            Told {
                what,
                kind: w.duty,
                anchor: Some(format!("duty--{id}")),
                who: voice.parties(&duty.who),
                every: voice.often(duty.every.as_ref()),
                ..told
            }
        }
        DueKind::Acceptance(document, a) => {
            let entry = match document {
                Some(_) => g?.accept.get(a)?,
                None => h.settings.accept.get(a)?,
            };
            let rule = entry.rule.as_ref().map_or("", |r| r.as_str());
            Told {
                what: rule_says(voice, rule).unwrap_or_else(|| voice.word(rule)),
                kind: w.office.acceptance_ends,
                who: entry.by.iter().map(|by| voice.person(by.as_str())).collect(),
                more: voice.own(entry.why.as_ref()),
                ..told
            }
        }
    })
}

fn duty_text<'a>(voice: &Voice<'a>, g: &'a Guideline, n: usize, duty: &'a Duty) -> (Said<'a>, String) {
    let id = duty.id.as_ref().map_or_else(|| (n + 1).to_string(), |id| id.value.clone());
    (voice.said(g, &format!("duty/{id}"), duty.what.as_ref()).unwrap_or_default(), id)
}

fn heads(w: &'static Words) -> Vec<Column> {
    columns(&[
        (w.office.due, Kind::Day),
        (w.what, Kind::Name),
        (w.office.what_kind, Kind::Text),
        (w.document, Kind::Id),
        (w.who, Kind::Text),
        (w.how_often, Kind::Text),
    ])
}

fn add<'a>(voice: &Voice<'a>, table: &mut Table<'a>, due: &Due) {
    let Some(told) = tell(voice, due) else { return };
    let overdue = due.date < voice.shelf.edition.today;
    let state = overdue.then_some(State { kind: "attention", word: voice.w.overdue });
    let document = told.document.map(|n| voice.document_id(n, told.anchor.as_deref()));
    let what = match told.document {
        // A review and a document that comes into force are called as the document.
        Some(n)
            if told.anchor.is_none() && matches!(due.what, DueKind::Review(_) | DueKind::Effective(_)) =>
        {
            voice.document(n, None)
        }
        _ => Link::text(told.what),
    };
    let day = Cell::from(voice.day(due.date));
    table.row(vec![
        day.state(state),
        Cell::from(what).small(told.more.map(Link::text)),
        told.kind.into(),
        document.into(),
        told.who.into(),
        told.every.unwrap_or_default().into(),
    ]);
}

/// Dates in order, overdue first, then under the month they fall into.
fn tables<'a>(voice: &Voice<'a>, all: &[Due]) -> Vec<Table<'a>> {
    let w = voice.w;
    let today = voice.shelf.edition.today;
    let mut tables: Vec<Table<'a>> = Vec::new();
    let mut last = None;
    for due in all {
        let under = (due.date >= today).then(|| dates::month(due.date));
        if last != Some(under) {
            let head = match under {
                None => voice.word(w.office.overdue_head),
                Some(_) => voice.word(when::month(voice.tongue, due.date)),
            };
            tables.push(Table::new(heads(w)).under(head));
            last = Some(under);
        }
        if let Some(table) = tables.last_mut() {
            add(voice, table, due);
        }
    }
    tables
}

/// What falls due in some documents, in order.
pub(crate) fn of_documents(voice: &Voice<'_>, documents: &[usize]) -> Vec<Due> {
    let mut all = Vec::new();
    for &n in documents {
        if let Some(g) = voice.shelf.head(n) {
            dates::due(voice.handbook(), n, g, voice.shelf.edition.today, &mut all);
        }
    }
    all.sort_by_key(|d| (d.date, d.what));
    all
}

/// Makes the calendar, or a chapter of it.
pub(crate) fn make<'a>(book: &'a Book<'a>, voice: &Voice<'a>, sub: Option<usize>) -> Result<Made, Fault> {
    let w = voice.w;
    let shelf = voice.shelf;
    let chapter = sub.and_then(|n| shelf.chapters.get(n));
    let today = shelf.edition.today;
    let late = |all: &[Due]| all.iter().filter(|d| d.date < today).count();
    let (tables, notes, chapters) = if let Some(chapter) = chapter {
        (tables(voice, &of_documents(voice, &chapter.documents)), Vec::new(), None)
    } else {
        let chapters =
            chapter_table(voice, FOLDER, &[w.office.due_count, w.office.overdue_head], |chapter| {
                let all = of_documents(voice, &chapter.documents);
                vec![Cell::from(all.len()), Cell::from(late(&all))]
            });
        let all = &shelf.dates().due;
        let shown = if chapters.is_some() { &all[..all.len().min(NEXT)] } else { all };
        let notes = vec![format!("{} {}", late(all), w.overdue)];
        (tables(voice, shown), if late(all) > 0 { notes } else { Vec::new() }, chapters)
    };
    let name = chapter.map_or("calendar", |c| c.name.as_str());
    let file = Link::to(voice.word(w.office.calendar_file), voice.href(&format!("{FOLDER}{name}.ics")));
    let sheet = Sheet {
        title: w.office.calendar,
        files: vec![file],
        lead: if chapter.is_some() { "" } else { w.office.calendar_lead },
        notes,
        empty: w.office.calendar_empty,
        chapters,
        tables,
        ..chapter_of(voice, chapter, FOLDER, w.office.calendar)
    };
    sheet.make(book, voice)
}
