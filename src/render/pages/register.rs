//! The register: every document of the edition with version, status, owner, class and dates; also as CSV.

use super::guideline::strip::type_name;
use super::office::chapter_of;
use super::state::{self, State};
use super::table::{Cell, Kind, Sheet, Table, chapter_table, columns};
use super::{Book, Made};
use crate::model::Guideline;
use crate::render::templates::Fault;
use crate::render::voice::{Link, Said, Voice};
use crate::render::when::Day;
use crate::render::words::Noun;
use std::fmt::Write as _;

const FOLDER: &str = "register/";

/// A document.
#[derive(Debug)]
struct Row<'a> {
    id: &'a str,
    link: Link<'a>,
    doc_type: Option<Said<'a>>,
    place: Option<Link<'a>>,
    version: Option<&'a str>,
    state: State,
    owner: Option<Link<'a>>,
    class: Option<Said<'a>>,
    approved: Option<Day>,
    review: Option<Day>,
}

fn row<'a>(voice: &Voice<'a>, n: usize, g: &'a Guideline) -> Row<'a> {
    let review = state::review(voice, g);
    let place = voice.shelf.places.of(n);
    Row {
        id: g.id(),
        link: voice.document(n, None),
        doc_type: g.doc_type.as_ref().map(|t| type_name(voice, t.as_str())),
        place: place.map(|p| voice.place(p)),
        version: g.version.as_ref().map(crate::model::Text::as_str),
        state: state::state(voice, g),
        owner: g.owner.as_ref().map(|o| voice.party(o.as_str())),
        class: g.class.as_ref().map(|c| voice.tell(voice.handbook().class_name(c.as_str(), voice.lang))),
        approved: g.approved.as_ref().and_then(|a| voice.date(a.date.as_ref())),
        review: review.map(|d| voice.day(d.date)),
    }
}

fn rows<'a>(voice: &Voice<'a>, documents: &[usize]) -> Vec<Row<'a>> {
    documents.iter().filter_map(|&n| Some(row(voice, n, voice.shelf.head(n)?))).collect()
}

/// Makes the register, or a chapter of it.
pub(crate) fn make<'a>(book: &'a Book<'a>, voice: &Voice<'a>, sub: Option<usize>) -> Result<Made, Fault> {
    let w = voice.w;
    let shelf = voice.shelf;
    let chapter = sub.and_then(|n| shelf.chapters.get(n));
    let chapters = if chapter.is_none() { chapter_table(voice, FOLDER, &[], |_| Vec::new()) } else { None };
    let withheld = Some(shelf.withheld).filter(|n| *n > 0 && chapter.is_none());
    let mut notes = Vec::new();
    if chapters.is_some() {
        notes.push(voice.tongue.count(shelf.by_id().len(), Noun::Document));
    }
    notes.extend(
        withheld.map(|n| format!("{} {}", voice.tongue.count(n, Noun::Document), w.withheld_by_class)),
    );
    let listed = match chapter {
        Some(chapter) => &chapter.documents[..],
        None if chapters.is_some() => &[],
        None => shelf.by_id(),
    };
    let sheet = Sheet {
        title: w.register,
        noun: Some(Noun::Document),
        notes,
        files: vec![Link::to(voice.word(w.download_csv), voice.href("register/register.csv"))],
        chapters,
        tables: vec![table(voice, listed)],
        empty: w.no_documents,
        ..chapter_of(voice, chapter, FOLDER, w.register)
    };
    sheet.make(book, voice)
}

fn table<'a>(voice: &Voice<'a>, documents: &[usize]) -> Table<'a> {
    let w = voice.w;
    let mut table = Table::new(columns(&[
        (w.id, Kind::Id),
        (w.title, Kind::Name),
        (w.status, Kind::Text),
        (w.version, Kind::Text),
        (w.owner, Kind::Text),
        (w.class, Kind::Minor),
        (w.place, Kind::Minor),
        (w.approved, Kind::Minor),
        (w.next_review, Kind::Text),
    ]));
    for r in rows(voice, documents) {
        table.row(vec![
            r.id.into(),
            Cell::from(r.link).small(r.doc_type.map(Link::text)),
            r.state.into(),
            r.version.unwrap_or_default().into(),
            r.owner.into(),
            r.class.into(),
            r.place.into(),
            r.approved.into(),
            r.review.into(),
        ]);
    }
    table
}

/// Makes the register as CSV: with a byte-order mark, so that Excel reads it as UTF-8, dates as data.
pub(crate) fn csv(voice: &Voice<'_>) -> Made {
    let w = voice.w;
    let mut text = String::from("\u{feff}");
    let heads = [
        w.id,
        w.title,
        w.doc_type,
        w.place,
        w.version,
        w.status,
        w.owner,
        w.class,
        w.approved,
        w.next_review,
    ];
    line(&mut text, &heads);
    for r in rows(voice, voice.shelf.by_id()) {
        let said = |s: &Option<Said<'_>>| s.as_ref().map_or(String::new(), |s| s.text.to_string());
        let link = |l: &Option<Link<'_>>| l.as_ref().map_or(String::new(), |l| l.text.to_string());
        let day = |d: &Option<Day>| d.as_ref().map_or(String::new(), |d| d.iso.clone());
        let cells = [
            r.id.to_owned(),
            r.link.text.to_string(),
            said(&r.doc_type),
            link(&r.place),
            r.version.unwrap_or_default().to_owned(),
            r.state.word.to_owned(),
            link(&r.owner),
            said(&r.class),
            day(&r.approved),
            day(&r.review),
        ];
        line(&mut text, &cells.each_ref().map(String::as_str));
    }
    Made { text, ..Made::default() }
}

/// A line of CSV. A cell that a spreadsheet would run as a formula gets an apostrophe before it.
pub(crate) fn line(out: &mut String, cells: &[&str]) {
    for (n, cell) in cells.iter().enumerate() {
        let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let cell = if formula { format!("'{cell}") } else { (*cell).to_owned() };
        let comma = if n == 0 { "" } else { "," };
        let quoted = cell.contains(['"', ',', '\n', '\r', ';']);
        let cell = if quoted { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell };
        let _ = write!(out, "{comma}{cell}");
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn csv_cells_are_quoted_and_never_formulas() {
        let mut out = String::new();
        line(&mut out, &["a", "b, \"c\"", "=1+1", ""]);
        assert_eq!(out, "a,\"b, \"\"c\"\"\",'=1+1,\r\n");
    }
}
