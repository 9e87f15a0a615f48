//! The table that all lists of the office share, so that they look, sort and print the same: columns with a kind,
//! cells with links, a state and small print. Rows are written here and not by a template, since lists are what grows
//! with the handbook; what stands around them is in `table.html`.

use super::frame::About;
use super::guideline::strip::Fact;
use super::state::State;
use super::{Book, Made};
use crate::render::prose::html::escape;
use crate::render::shelf::chapters::Chapter;
use crate::render::templates::Fault;
use crate::render::voice::{Link, Said, Voice};
use crate::render::when::Day;
use crate::render::words::Noun;
use serde::Serialize;
use std::fmt::Write as _;
use tera::Value;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// What the row is about: its head, and on a phone its first line.
    Name,
    /// A number that is never broken.
    Id,
    /// A day.
    Day,
    /// Anything.
    Text,
    /// Left out where no row has anything in it.
    Optional,
    /// Left out on a phone.
    Minor,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    name: &'static str,
    kind: Kind,
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell<'a> {
    state: Option<State>,
    items: Vec<Link<'a>>,
    /// Whether each of them stands on a line of its own.
    lines: bool,
    small: Vec<Link<'a>>,
    /// What it is sorted by, where that is not its text.
    key: Option<String>,
}

/// A row.
#[derive(Debug)]
struct Row<'a> {
    anchor: String,
    cells: Vec<Cell<'a>>,
}

/// A table.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    head: Option<Said<'a>>,
    columns: Vec<Column>,
    rows: Vec<Row<'a>>,
}

/// A list as a page.
#[derive(Debug, Default)]
pub(crate) struct Sheet<'a> {
    /// Its title.
    pub(crate) title: &'static str,
    /// What follows the title on a page of a chapter.
    pub(crate) chapter: Option<Said<'a>>,
    /// In one or two sentences, what it is.
    pub(crate) lead: &'static str,
    /// Facts about all of it.
    pub(crate) facts: Vec<Fact<'a>>,
    /// What it counts besides its rows.
    pub(crate) notes: Vec<String>,
    /// Other forms of it: CSV, calendar, feed.
    pub(crate) files: Vec<Link<'a>>,
    /// A digest, with its name.
    pub(crate) digest: Option<(&'static str, &'a str)>,
    /// Whether its rows are counts themselves.
    pub(crate) uncounted: bool,
    /// What a row is, where it is more than an entry.
    pub(crate) noun: Option<Noun>,
    /// Its pages, where it is cut.
    pub(crate) chapters: Option<Table<'a>>,
    /// Its tables; more than one have heads.
    pub(crate) tables: Vec<Table<'a>>,
    /// What stands there where no table has a row: what would be here, and how to write it.
    pub(crate) empty: &'static str,
    /// Where one is, above it.
    pub(crate) crumbs: Vec<Link<'a>>,
    /// The chapter before this one.
    pub(crate) before: Vec<Link<'a>>,
    /// The chapter after it.
    pub(crate) after: Vec<Link<'a>>,
}

/// As the template sees it.
#[derive(Debug, Serialize)]
struct Page<'a> {
    title: &'a str,
    chapter: Option<Said<'a>>,
    lead: &'a str,
    facts: Vec<Fact<'a>>,
    notes: Vec<String>,
    files: Vec<Link<'a>>,
    digest: Option<(&'a str, &'a str)>,
    chapters: Option<Value>,
    tables: Vec<Part<'a>>,
    empty: Option<&'a str>,
    before: Vec<Link<'a>>,
    after: Vec<Link<'a>>,
}

/// A table with what stands around it.
#[derive(Debug, Serialize)]
struct Part<'a> {
    id: String,
    head: Option<Said<'a>>,
    label: String,
    count: Option<String>,
    filter: bool,
    html: Value,
}

/// With fewer rows nobody needs a filter.
const FEW: usize = 8;

/// Columns by name and kind.
pub(crate) fn columns(of: &[(&'static str, Kind)]) -> Vec<Column> {
    of.iter().map(|&(name, kind)| Column { name, kind }).collect()
}

impl<'a> Cell<'a> {
    /// Each of several on a line of its own.
    pub(crate) fn lines(items: Vec<Link<'a>>) -> Self {
        Self { lines: items.len() > 1, items, ..Self::default() }
    }

    /// With small print below.
    pub(crate) fn small(mut self, small: impl IntoIterator<Item = Link<'a>>) -> Self {
        self.small.extend(small);
        self
    }

    /// With a state before.
    pub(crate) fn state(mut self, state: impl Into<Option<State>>) -> Self {
        self.state = state.into().or(self.state);
        self
    }

    fn is_empty(&self) -> bool {
        self.state.is_none() && self.items.is_empty() && self.small.is_empty()
    }
}

impl<'a> From<Link<'a>> for Cell<'a> {
    fn from(link: Link<'a>) -> Self {
        Self { key: link.iso.clone(), items: vec![link], ..Self::default() }
    }
}

impl<'a> From<Option<Link<'a>>> for Cell<'a> {
    fn from(link: Option<Link<'a>>) -> Self {
        link.map_or_else(Self::default, Self::from)
    }
}

impl<'a> From<Vec<Link<'a>>> for Cell<'a> {
    fn from(items: Vec<Link<'a>>) -> Self {
        Self { items, ..Self::default() }
    }
}

impl<'a> From<Said<'a>> for Cell<'a> {
    fn from(said: Said<'a>) -> Self {
        if said.text.is_empty() { Self::default() } else { Link::text(said).into() }
    }
}

impl<'a> From<Option<Said<'a>>> for Cell<'a> {
    fn from(said: Option<Said<'a>>) -> Self {
        said.map_or_else(Self::default, Self::from)
    }
}

impl From<Day> for Cell<'_> {
    fn from(day: Day) -> Self {
        Link::day(day).into()
    }
}

impl From<Option<Day>> for Cell<'_> {
    fn from(day: Option<Day>) -> Self {
        day.map_or_else(Self::default, Self::from)
    }
}

impl From<State> for Cell<'_> {
    fn from(state: State) -> Self {
        Self { state: Some(state), ..Self::default() }
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Said { text: text.into(), lang: None }.into()
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Said { text: text.into(), lang: None }.into()
    }
}

impl From<usize> for Cell<'_> {
    fn from(count: usize) -> Self {
        count.to_string().into()
    }
}

impl<'a> Table<'a> {
    /// An empty table.
    pub(crate) fn new(columns: Vec<Column>) -> Self {
        Self { head: None, columns, rows: Vec::new() }
    }

    /// Under a head.
    pub(crate) fn under(self, head: Said<'a>) -> Self {
        Self { head: Some(head), ..self }
    }

    /// Adds a row, a cell for each column.
    pub(crate) fn row(&mut self, cells: Vec<Cell<'a>>) {
        self.row_at(String::new(), cells);
    }

    /// Adds a row that can be linked to.
    pub(crate) fn row_at(&mut self, anchor: String, cells: Vec<Cell<'a>>) {
        debug_assert_eq!(cells.len(), self.columns.len(), "a cell for each column");
        self.rows.push(Row { anchor, cells });
    }

    /// How many rows it has.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Its markup.
    fn html(&self, id: &str, narrow: bool) -> String {
        let narrow = if narrow { " narrow" } else { "" };
        let used = |n: usize| {
            self.columns[n].kind != Kind::Optional
                || self.rows.iter().any(|r| r.cells.get(n).is_some_and(|c| !c.is_empty()))
        };
        let columns: Vec<(usize, Column)> =
            self.columns.iter().copied().enumerate().filter(|(n, _)| used(*n)).collect();
        let mut out = String::with_capacity(256 + self.rows.len() * 96 * columns.len());
        let _ = write!(out, "<table class=\"register office{narrow}\" id=\"{id}\" data-sort>\n<thead><tr>");
        for (_, column) in &columns {
            let class = match column.kind {
                Kind::Name => " class=\"what\"",
                Kind::Day => " class=\"when\"",
                _ => "",
            };
            let _ = write!(out, "<th scope=\"col\"{class}>");
            escape(&mut out, column.name);
            out.push_str("</th>");
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for row in &self.rows {
            out.push_str("<tr");
            attribute(&mut out, "id", &row.anchor);
            out.push('>');
            for (n, column) in &columns {
                if let Some(cell) = row.cells.get(*n) {
                    write_cell(&mut out, column, cell);
                }
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table>");
        out
    }
}

fn attribute(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        let _ = write!(out, " {name}=\"");
        escape(out, value);
        out.push('"');
    }
}

fn write_cell(out: &mut String, column: &Column, cell: &Cell<'_>) {
    let tag = if column.kind == Kind::Name { "th" } else { "td" };
    out.push('<');
    out.push_str(tag);
    match column.kind {
        Kind::Name => out.push_str(" scope=\"row\""),
        Kind::Id => out.push_str(" class=\"id\""),
        Kind::Minor => out.push_str(" class=\"minor\""),
        Kind::Text | Kind::Day | Kind::Optional => {}
    }
    if column.kind != Kind::Name {
        attribute(out, "data-label", column.name);
    }
    attribute(out, "data-key", cell.key.as_deref().unwrap_or_default());
    out.push('>');
    if let Some(state) = cell.state {
        let _ = write!(out, "<span class=\"state {}\">", state.kind);
        escape(out, state.word);
        out.push_str("</span>");
        if !cell.items.is_empty() {
            out.push(' ');
        }
    }
    if cell.lines {
        out.push_str("<ul>");
        for item in &cell.items {
            out.push_str("<li>");
            write_link(out, item);
            out.push_str("</li>");
        }
        out.push_str("</ul>");
    } else {
        write_links(out, &cell.items);
    }
    if !cell.small.is_empty() {
        if cell.state.is_some() || !(cell.items.is_empty() || cell.lines) {
            out.push_str("<br>");
        }
        out.push_str("<small>");
        write_links(out, &cell.small);
        out.push_str("</small>");
    }
    let _ = write!(out, "</{tag}>");
}

fn write_links(out: &mut String, items: &[Link<'_>]) {
    for (n, item) in items.iter().enumerate() {
        if n > 0 {
            out.push_str(", ");
        }
        write_link(out, item);
    }
}

/// As the component `link` of the templates writes it.
fn write_link(out: &mut String, link: &Link<'_>) {
    let lang = link.lang.unwrap_or_default();
    if let Some(iso) = &link.iso {
        out.push_str("<time");
        attribute(out, "datetime", iso);
        out.push('>');
        escape(out, &link.text);
        out.push_str("</time>");
    } else if let Some(href) = &link.href {
        out.push_str("<a");
        attribute(out, "href", href);
        attribute(out, "lang", lang);
        if link.out {
            out.push_str(" class=\"out\" rel=\"noopener noreferrer\"");
        } else if link.id {
            out.push_str(" class=\"id\"");
        } else {
            attribute(out, "data-id", link.of.unwrap_or_default());
        }
        out.push('>');
        escape(out, &link.text);
        out.push_str("</a>");
    } else if lang.is_empty() {
        escape(out, &link.text);
    } else {
        out.push_str("<span");
        attribute(out, "lang", lang);
        out.push('>');
        escape(out, &link.text);
        out.push_str("</span>");
    }
    if let Some(note) = link.note {
        out.push_str(" <small>(");
        escape(out, note);
        out.push_str(")</small>");
    }
}

impl<'a> Sheet<'a> {
    /// Makes the page.
    pub(crate) fn make(self, book: &'a Book<'a>, voice: &Voice<'a>) -> Result<Made, Fault> {
        let rows: usize = self.tables.iter().map(Table::len).sum();
        let several = !self.uncounted && self.tables.iter().filter(|t| t.len() > 0).count() > 1;
        let mut notes = self.notes;
        if self.chapters.is_none() && rows > 0 && !self.uncounted {
            notes.insert(0, voice.tongue.count(rows, self.noun.unwrap_or(Noun::Entry)));
        }
        let tables = self.tables.into_iter().filter(|t| t.len() > 0).enumerate();
        let tables = tables.map(|(n, t)| {
            let id = format!("list--{}", n + 1);
            Part {
                label: t.head.as_ref().map_or(self.title, |h| &h.text).to_owned(),
                count: several.then(|| voice.tongue.count(t.len(), Noun::Entry)),
                filter: t.len() > FEW,
                html: Value::safe_string(&t.html(&id, self.uncounted)),
                head: t.head,
                id,
            }
        });
        let page = Page {
            title: self.title,
            lead: self.lead,
            facts: self.facts,
            notes,
            files: self.files,
            digest: self.digest,
            empty: (rows == 0 && self.chapters.is_none() && !self.empty.is_empty()).then_some(self.empty),
            chapters: self.chapters.map(|t| Value::safe_string(&t.html("chapters--list", true))),
            tables: tables.collect(),
            chapter: self.chapter,
            before: self.before,
            after: self.after,
        };
        let title = match &page.chapter {
            Some(chapter) => format!("{}: {}", page.title, chapter.text),
            None => page.title.to_owned(),
        };
        let about = About { title, crumbs: self.crumbs, ..About::default() };
        Ok(Made { text: book.fill(voice, "pages/table.html", about, &page)?, ..Made::default() })
    }
}

/// What a chapter is called.
pub(crate) fn chapter_name<'a>(voice: &Voice<'a>, chapter: &Chapter) -> Said<'a> {
    let said = match chapter.place {
        Some((process, Some(part))) => {
            let whole = voice.place((process, None)).text;
            let part = voice.place((process, Some(part)));
            Said { text: format!("{whole} › {}", part.text).into(), lang: part.lang }
        }
        Some(place) => {
            let name = voice.place(place);
            if chapter.whole {
                Said { text: name.text, lang: name.lang }
            } else {
                voice.word(format!("{} › {}", name.text, voice.w.area_as_a_whole))
            }
        }
        None => voice.word(voice.w.lists.elsewhere),
    };
    match chapter.run {
        Some(run) => Said { text: format!("{} ({run})", said.text).into(), lang: said.lang },
        None => said,
    }
}

/// The chapters of a list as a table: each with its documents, and with figures of its own.
pub(crate) fn chapter_table<'a>(
    voice: &Voice<'a>,
    folder: &str,
    figures: &[&'static str],
    of: impl Fn(&Chapter) -> Vec<Cell<'a>>,
) -> Option<Table<'a>> {
    let chapters = &voice.shelf.chapters;
    if chapters.is_empty() {
        return None;
    }
    let mut heads = vec![(voice.w.place, Kind::Name), (voice.w.documents, Kind::Text)];
    heads.extend(figures.iter().map(|&name| (name, Kind::Text)));
    let mut table = Table::new(columns(&heads));
    for chapter in chapters {
        let name = chapter_name(voice, chapter);
        let link = Link::to(name, voice.href(&format!("{folder}{}.html", chapter.name)));
        let mut cells = vec![link.into(), chapter.documents.len().into()];
        cells.extend(of(chapter));
        table.row(cells);
    }
    Some(table)
}
