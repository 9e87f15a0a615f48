//! The register: every document of the edition with version, status, owner, class and dates; also as CSV.

use super::frame::About;
use super::guideline::strip::type_name;
use super::state::{self, State};
use super::{Book, Made};
use crate::model::Guideline;
use crate::render::templates::Fault;
use crate::render::voice::{Link, Said, Voice};
use crate::render::when::Day;
use crate::render::words::Noun;
use serde::Serialize;
use std::fmt::Write as _;

/// What the register shows.
#[derive(Debug, Serialize)]
struct Page<'a> {
    rows: Vec<Row<'a>>,
    count: String,
    withheld: Option<String>,
    csv: String,
}

/// A document.
#[derive(Debug, Serialize)]
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
    overdue: bool,
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
        overdue: review.is_some_and(|d| d.overdue),
    }
}

fn rows<'a>(voice: &Voice<'a>) -> Vec<Row<'a>> {
    let shelf = voice.shelf;
    shelf.by_id().iter().filter_map(|&n| Some(row(voice, n, shelf.document(n)?))).collect()
}

/// Makes the register.
pub(crate) fn make<'a>(book: &'a Book<'a>, voice: &Voice<'a>) -> Result<Made, Fault> {
    let withheld = voice.shelf.withheld;
    let page = Page {
        rows: rows(voice),
        count: voice.tongue.count(voice.shelf.by_id().len(), Noun::Document),
        withheld: (withheld > 0).then(|| {
            format!("{} {}", voice.tongue.count(withheld, Noun::Document), voice.w.withheld_by_class)
        }),
        csv: voice.href("register/register.csv"),
    };
    let about = About { title: voice.w.register.to_owned(), ..About::default() };
    Ok(Made { text: book.fill(voice, "pages/register.html", about, &page)?, ..Made::default() })
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
    for r in rows(voice) {
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
