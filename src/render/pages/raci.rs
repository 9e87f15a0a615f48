//! Who does what across documents: for the company, roles down and the parts of its processes across; for a process
//! or part, its documents down and roles across; in each cell how often which letter. The letters of one document
//! stand on its own page.

use super::frame::About;
use super::guideline::matrix::{self, Sum};
use super::near::crumbs;
use super::register::line;
use super::{Book, Made};
use crate::model::Letter;
use crate::render::shelf::raci::{Column, Counts, Tally};
use crate::render::shelf::{Place, Shelf};
use crate::render::templates::Fault;
use crate::render::voice::{Link, Said, Voice};
use crate::render::words::Noun;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Address of the matrix of the company.
pub(crate) const ADDRESS: &str = "raci/index.html";
/// Address of its data.
pub(crate) const CSV: &str = "raci/raci.csv";
/// Page of the documents without a place.
const ELSEWHERE: &str = "elsewhere.html";

/// A process of more documents than this shows its parts, and each of them has a page.
const MANY: usize = 150;
/// No page lists more documents than this.
const MOST: usize = 600;
/// More places than this across are too many: then processes stand for their parts.
const WIDE: usize = 40;
/// So many columns fit on a sheet that lies on its side.
const SHEET: usize = 14;
/// So many entries of what stands out are listed.
const ENOUGH: usize = 60;
/// A role stands out that has this many times as much as three of four roles have at most, and not just a handful.
const FAR_MORE: usize = 2;
const HANDFUL: usize = 10;

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Company,
    Place(Place),
    Elsewhere,
}

/// What a page shows.
#[derive(Debug, Default, Serialize)]
struct Page<'a> {
    title: Said<'a>,
    /// Whether it is about a place and not the company.
    place: bool,
    count: String,
    csv: String,
    top: String,
    table: Option<Table<'a>>,
    /// Columns from and to, by sheet of paper; empty where one sheet holds all.
    pieces: Vec<(usize, usize)>,
    more: Option<String>,
    legend: Vec<(&'static str, &'static str)>,
    heavy_lead: String,
    heavy: Vec<(Link<'a>, Vec<Sum>)>,
    lacks: Vec<LackRow<'a>>,
    lacks_more: Option<String>,
    silent: Vec<Link<'a>>,
    silent_more: Option<String>,
    idle: Vec<Link<'a>>,
    idle_more: Option<String>,
    near: Vec<Entry<'a>>,
}

/// A matrix of counts.
#[derive(Debug, Default, Serialize)]
struct Table<'a> {
    corner: &'a str,
    /// What stands over several columns.
    bands: Vec<Band<'a>>,
    columns: Vec<Head<'a>>,
    rows: Vec<Row<'a>>,
    all: Vec<Sum>,
    /// Whether a column counts steps that lack a letter.
    lacking: bool,
}

#[derive(Debug, Serialize)]
struct Band<'a> {
    link: Link<'a>,
    span: usize,
}

#[derive(Debug, Serialize)]
struct Head<'a> {
    link: Link<'a>,
    sums: Vec<Sum>,
    heavy: bool,
    /// How many steps lack a letter.
    lacks: usize,
}

#[derive(Debug, Default, Serialize)]
struct Row<'a> {
    /// A heading over the rows that follow.
    band: bool,
    anchor: Option<String>,
    id: Option<&'a str>,
    link: Link<'a>,
    cells: Vec<Vec<Sum>>,
    sums: Vec<Sum>,
    heavy: bool,
    lacks: Vec<String>,
}

/// A step that lacks a letter.
#[derive(Debug, Serialize)]
struct LackRow<'a> {
    document: Link<'a>,
    number: usize,
    step: Link<'a>,
    lack: String,
}

/// Another matrix.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    link: Link<'a>,
    current: bool,
    below: bool,
}

/// Whether any step has a letter or lacks one.
pub(crate) fn there(shelf: &Shelf<'_>) -> bool {
    shelf.documents().any(|(n, _)| shelf.tally(n).is_some_and(|t| t.steps > 0))
}

/// File names of the matrices of places.
pub(crate) fn subs(shelf: &Shelf<'_>) -> Vec<String> {
    scopes(shelf).into_iter().map(|s| file(shelf, s)).collect()
}

/// What has a matrix of its own, in order.
fn scopes(shelf: &Shelf<'_>) -> Vec<Scope> {
    let mut scopes = Vec::new();
    for (p, process) in shelf.handbook().landscape.processes.iter().enumerate() {
        let count = within(shelf, (p, None)).count();
        if count > 0 {
            scopes.push(Scope::Place((p, None)));
        }
        if count > MANY {
            let parts = (0..process.parts.len()).map(|part| (p, Some(part)));
            scopes.extend(parts.filter(|&place| !shelf.places.at(place).is_empty()).map(Scope::Place));
        }
    }
    if !scopes.is_empty() && !shelf.places.nowhere.is_empty() {
        scopes.push(Scope::Elsewhere);
    }
    scopes
}

/// Documents of a place; of a process, those of its parts too.
fn within<'s>(shelf: &'s Shelf<'_>, (process, part): Place) -> impl Iterator<Item = usize> + 's {
    units(shelf, (process, part)).into_iter().flat_map(|place| shelf.places.at(place)).copied()
}

/// A place and the parts of it.
fn units(shelf: &Shelf<'_>, (process, part): Place) -> Vec<Place> {
    let parts = match (part, shelf.handbook().landscape.processes.get(process)) {
        (None, Some(p)) => p.parts.len(),
        _ => 0,
    };
    std::iter::once((process, part)).chain((0..parts).map(|n| (process, Some(n)))).collect()
}

/// Within the folder of the list.
fn file(shelf: &Shelf<'_>, scope: Scope) -> String {
    let at = &shelf.address;
    let address = match scope {
        Scope::Place((p, None)) => at.processes.get(p),
        Scope::Place((p, Some(part))) => at.parts.get(p).and_then(|parts| parts.get(part)),
        Scope::Elsewhere => return ELSEWHERE.to_owned(),
        Scope::Company => return "index.html".to_owned(),
    };
    address.map_or(String::new(), |a| a.strip_prefix("a/").unwrap_or(a).to_owned())
}

/// The matrix that shows a place: its own, or that of its process.
fn link<'a>(voice: &Voice<'a>, scopes: &[Scope], (process, part): Place, said: Said<'a>) -> Link<'a> {
    let own = Scope::Place((process, part));
    let (scope, anchor) = match part {
        // A part has rows there only where a document of it has steps and is among those shown.
        Some(part) if !scopes.contains(&own) => {
            let shelf = voice.shelf;
            let row = |n| {
                shelf.places.of(n) == Some((process, Some(part)))
                    && shelf.tally(n).is_some_and(|t| t.steps > 0)
            };
            let rows = within(shelf, (process, None)).take(MOST).any(row);
            (Scope::Place((process, None)), rows.then(|| anchor(part)))
        }
        _ => (own, None),
    };
    if !scopes.contains(&scope) {
        return Link::text(said);
    }
    let address = format!("raci/{}", file(voice.shelf, scope));
    Link::to(said, voice.href_at(&address, anchor.as_deref()))
}

fn anchor(part: usize) -> String {
    format!("part--{}", part + 1)
}

fn name<'a>(voice: &Voice<'a>, scope: Scope) -> Said<'a> {
    match scope {
        Scope::Company => voice.word(voice.w.raci.matrix),
        Scope::Place(place) => {
            let link = voice.place(place);
            Said { text: link.text, lang: link.lang }
        }
        Scope::Elsewhere => voice.word(voice.w.raci.elsewhere),
    }
}

/// Makes the matrix of the company, or of a place.
pub(crate) fn make<'a>(book: &'a Book<'a>, voice: &Voice<'a>, sub: Option<usize>) -> Result<Made, Fault> {
    let shelf = voice.shelf;
    let scopes = scopes(shelf);
    let scope = sub.and_then(|n| scopes.get(n).copied()).unwrap_or(Scope::Company);
    let documents: Vec<usize> = match scope {
        Scope::Company => shelf.by_id().to_vec(),
        Scope::Place(place) => within(shelf, place).collect(),
        Scope::Elsewhere => shelf.places.nowhere.clone(),
    };
    let all = total(shelf, documents.iter().copied());
    let by_place = match scope {
        Scope::Company => !scopes.is_empty(),
        Scope::Place((_, None)) => documents.len() > MANY && scopes.iter().any(|s| is_part(*s, scope)),
        _ => false,
    };
    let table = if by_place {
        by_role(voice, scope, &scopes, &all)
    } else {
        by_document(voice, scope, &documents, &all)
    };
    let title = name(voice, scope);
    let mut page = Page {
        title: title.clone(),
        place: scope != Scope::Company,
        count: format!(
            "{}, {}",
            voice.tongue.count(all.steps, Noun::Step),
            voice.tongue.count(documents.len(), Noun::Document)
        ),
        csv: voice.href(CSV),
        top: voice.href(ADDRESS),
        pieces: pieces(&table),
        more: documents.len().checked_sub(MOST).filter(|&n| n > 0 && !by_place).map(|n| more(voice, n)),
        legend: matrix::legend(voice, |l| all.counts.values().any(|c| c.each().any(|(known, _)| known == l))),
        near: near(voice, &scopes, scope),
        table: (all.steps > 0).then_some(table),
        ..Page::default()
    };
    stands_out(voice, scope, &documents, &all, &mut page);
    let mut up = Vec::new();
    if let Scope::Place(place) = scope {
        let above = crumbs(voice, Some(place));
        up.push(Link::to(voice.word(voice.w.raci.matrix), voice.href(ADDRESS)));
        if above.len() > 1 {
            up.push(link(voice, &scopes, (place.0, None), name(voice, Scope::Place((place.0, None)))));
        }
    } else if scope == Scope::Elsewhere {
        up.push(Link::to(voice.word(voice.w.raci.matrix), voice.href(ADDRESS)));
    }
    let text = if page.place {
        format!("{} – {}", title.text, voice.w.raci.matrix)
    } else {
        title.text.into_owned()
    };
    let about = About { title: text, crumbs: up, ..About::default() };
    Ok(Made { text: book.fill(voice, "pages/raci.html", about, &page)?, ..Made::default() })
}

fn is_part(scope: Scope, of: Scope) -> bool {
    matches!((scope, of), (Scope::Place((p, Some(_))), Scope::Place((q, None))) if p == q)
}

/// The letters of several documents together; of what is lacking only how much.
fn total<'a>(shelf: &Shelf<'a>, documents: impl Iterator<Item = usize>) -> Tally<'a> {
    let mut all = Tally::default();
    for tally in documents.filter_map(|n| shelf.tally(n)) {
        for (column, counts) in &tally.counts {
            all.counts.entry(*column).or_default().extend(*counts);
        }
        all.steps += tally.steps;
        all.lacks.extend(&tally.lacks);
    }
    all
}

fn sum(counts: impl Iterator<Item = Counts>) -> Counts {
    counts.fold(Counts::default(), |mut all, c| {
        all.extend(c);
        all
    })
}

/// What three of four roles have to do and to answer for at most, and from where on a role has far more.
fn usual(all: &Tally<'_>) -> (usize, usize) {
    let mut loads: Vec<usize> = all.counts.values().map(|c| c.load()).filter(|n| *n > 0).collect();
    loads.sort_unstable();
    let usual = loads.get(loads.len() * 3 / 4).copied().unwrap_or(0);
    (usual, (usual * FAR_MORE).max(HANDFUL))
}

/// Places across, roles down.
fn by_role<'a>(voice: &Voice<'a>, scope: Scope, scopes: &[Scope], all: &Tally<'a>) -> Table<'a> {
    let shelf = voice.shelf;
    let processes: Vec<usize> = match scope {
        Scope::Place((p, _)) => vec![p],
        _ => (0..shelf.handbook().landscape.processes.len()).collect(),
    };
    let filled = |place: &Place| place.1.is_some() || !shelf.places.at(*place).is_empty();
    let mut places: Vec<Place> = processes.iter().flat_map(|&p| units(shelf, (p, None))).collect();
    // A process as a whole has a column where documents hold in all of it, or where it has no parts.
    let single = |place: &Place| units(shelf, (place.0, None)).len() == 1;
    places.retain(|place| filled(place) || single(place));
    let parts = scope != Scope::Company || places.len() <= WIDE;
    if !parts {
        places = processes.iter().map(|&p| (p, None)).collect();
    }
    let mut heads: Vec<(Link<'a>, Tally<'a>)> = Vec::new();
    let mut bands: Vec<Band<'a>> = Vec::new();
    for &place in &places {
        let process = voice.place((place.0, None));
        let process = Said { text: process.text, lang: process.lang };
        let said = match place.1 {
            None if parts && !single(&place) => voice.word(voice.w.raci.whole),
            _ => name(voice, Scope::Place(place)),
        };
        let of = if parts {
            total(shelf, shelf.places.at(place).iter().copied())
        } else {
            total(shelf, within(shelf, place))
        };
        heads.push((link(voice, scopes, place, said), of));
        let above = link(voice, scopes, (place.0, None), process);
        match bands.last_mut() {
            Some(band) if band.link.text == above.text => band.span += 1,
            _ => bands.push(Band { link: above, span: 1 }),
        }
    }
    if scope == Scope::Company && !shelf.places.nowhere.is_empty() {
        let of = total(shelf, shelf.places.nowhere.iter().copied());
        let to = voice.href(&format!("raci/{}", file(shelf, Scope::Elsewhere)));
        heads.push((Link::to(voice.word(voice.w.raci.elsewhere), to), of));
        bands.push(Band { link: Link::default(), span: 1 });
    }
    let (_, far) = usual(all);
    let rows = all.counts.iter().map(|(column, counts)| Row {
        link: matrix::head(voice, *column),
        cells: heads
            .iter()
            .map(|(_, t)| matrix::sums(t.counts.get(column).copied().unwrap_or_default()))
            .collect(),
        sums: matrix::sums(*counts),
        heavy: counts.load() >= far,
        ..Row::default()
    });
    Table {
        corner: voice.w.role,
        rows: rows.collect(),
        lacking: !all.lacks.is_empty(),
        columns: heads
            .into_iter()
            .map(|(link, tally)| Head {
                link,
                sums: matrix::sums(sum(tally.counts.values().copied())),
                heavy: false,
                lacks: tally.lacks.len(),
            })
            .collect(),
        bands: if parts && scope == Scope::Company { bands } else { Vec::new() },
        all: matrix::sums(sum(all.counts.values().copied())),
    }
}

/// Roles across, documents down.
fn by_document<'a>(voice: &Voice<'a>, scope: Scope, documents: &[usize], all: &Tally<'a>) -> Table<'a> {
    let shelf = voice.shelf;
    let (_, far) = usual(all);
    let mut rows: Vec<Row<'a>> = Vec::new();
    let mut part = None;
    for &n in documents.iter().take(MOST) {
        let (Some(tally), Some(g)) = (shelf.tally(n), shelf.named(n)) else { continue };
        if tally.steps == 0 {
            continue;
        }
        let place = shelf.places.of(n).filter(|(_, part)| part.is_some());
        if let (Scope::Place((_, None)), Some(at)) = (scope, place)
            && part != place
        {
            part = place;
            let anchor = at.1.map(anchor);
            rows.push(Row { band: true, anchor, link: voice.place(at), ..Row::default() });
        }
        let anchor = if tally.counts.is_empty() { None } else { Some("sec--matrix") };
        rows.push(Row {
            id: Some(g.id()),
            link: voice.document(n, anchor),
            cells: all
                .counts
                .keys()
                .map(|c| matrix::sums(tally.counts.get(c).copied().unwrap_or_default()))
                .collect(),
            sums: matrix::sums(sum(tally.counts.values().copied())),
            lacks: lacks(voice, tally),
            ..Row::default()
        });
    }
    let columns = all.counts.iter().map(|(column, counts)| Head {
        link: matrix::head(voice, *column),
        sums: matrix::sums(*counts),
        heavy: counts.load() >= far,
        lacks: 0,
    });
    Table {
        corner: voice.w.document,
        columns: columns.collect(),
        rows,
        all: matrix::sums(sum(all.counts.values().copied())),
        ..Table::default()
    }
}

/// What steps of a document lack: `no A: 2`.
fn lacks(voice: &Voice<'_>, tally: &Tally<'_>) -> Vec<String> {
    let mut counts: BTreeMap<Letter, usize> = BTreeMap::new();
    for (_, letter) in &tally.lacks {
        *counts.entry(*letter).or_default() += 1;
    }
    counts.into_iter().map(|(l, n)| format!("{}: {n}", matrix::lack(voice, l))).collect()
}

/// Roles with far more than others, steps that lack a letter, documents and roles without any.
fn stands_out<'a>(
    voice: &Voice<'a>,
    scope: Scope,
    documents: &[usize],
    all: &Tally<'a>,
    page: &mut Page<'a>,
) {
    let shelf = voice.shelf;
    let (usual, far) = usual(all);
    page.heavy_lead = voice.w.raci.heavy_lead.replace("%s", &usual.to_string());
    let heavy = all.counts.iter().filter(|(_, c)| c.load() >= far);
    page.heavy = heavy.map(|(column, c)| (matrix::head(voice, *column), matrix::sums(*c))).collect();
    let beyond = |count: usize| count.checked_sub(ENOUGH).filter(|&n| n > 0).map(|n| more(voice, n));
    page.lacks_more = beyond(all.lacks.len());
    let steps = documents.iter().flat_map(|&n| {
        shelf.tally(n).into_iter().flat_map(move |t| t.lacks.iter().map(move |(step, l)| (n, *step, *l)))
    });
    for (n, step, letter) in steps.take(ENOUGH) {
        let Some(g) = shelf.document(n) else { continue };
        let id = g.steps.get(step).map(crate::model::Step::id).filter(|id| !id.is_empty());
        let said = voice.step(g, step);
        let to = voice.document(n, id).href;
        page.lacks.push(LackRow {
            document: voice.document_id(n, None),
            number: step + 1,
            step: Link { href: to, ..Link::text(said) },
            lack: matrix::lack(voice, letter),
        });
    }
    let silent = |n: &&usize| shelf.tally(**n).is_some_and(|t| t.steps > 0 && t.counts.is_empty());
    let silent: Vec<usize> = documents.iter().filter(silent).copied().collect();
    page.silent_more = beyond(silent.len());
    page.silent = silent.into_iter().take(ENOUGH).map(|n| voice.document(n, None)).collect();
    if scope == Scope::Company {
        let held: BTreeSet<Column<'a>> = all.counts.keys().copied().collect();
        let roles = shelf.handbook().organisation.roles.iter().enumerate();
        let idle = roles.filter(|(n, role)| {
            let grouped = shelf.role(*n).is_some_and(|r| !r.steps.is_empty());
            !role.external && !grouped && !held.contains(&Column::Role(*n))
        });
        let idle: Vec<usize> = idle.map(|(n, _)| n).collect();
        page.idle_more = beyond(idle.len());
        page.idle = idle.into_iter().take(ENOUGH).map(|n| voice.role_at(n)).collect();
    }
}

fn more(voice: &Voice<'_>, count: usize) -> String {
    voice.w.raci.more.replace("%s", &count.to_string())
}

/// A table that is wider than paper, cut into pieces of about the same width.
fn pieces(table: &Table<'_>) -> Vec<(usize, usize)> {
    let count = table.columns.len();
    if count <= SHEET {
        return Vec::new();
    }
    let width = count.div_ceil(count.div_ceil(SHEET));
    (0..count).step_by(width).map(|from| (from, (from + width).min(count))).collect()
}

/// The other matrices.
fn near<'a>(voice: &Voice<'a>, scopes: &[Scope], here: Scope) -> Vec<Entry<'a>> {
    let process = match here {
        Scope::Place((p, _)) => Some(p),
        _ => None,
    };
    let shown = scopes.iter().filter(|s| match s {
        Scope::Place((p, Some(_))) => Some(*p) == process,
        _ => true,
    });
    let entry = |scope: &Scope| {
        let address = format!("raci/{}", file(voice.shelf, *scope));
        Entry {
            link: Link::to(name(voice, *scope), voice.href(&address)),
            current: *scope == here,
            below: matches!(scope, Scope::Place((_, Some(_)))),
        }
    };
    shown.map(entry).collect()
}

/// How often each role has which letter in each document, as CSV.
pub(crate) fn csv(voice: &Voice<'_>) -> Made {
    let shelf = voice.shelf;
    let w = voice.w;
    let mut text = String::from("\u{feff}");
    let letters = Letter::ALL.map(Letter::word);
    let heads: Vec<&str> = [w.id, w.title, w.place, w.role].into_iter().chain(letters).collect();
    line(&mut text, &heads);
    for &n in shelf.by_id() {
        let (Some(tally), Some(g)) = (shelf.tally(n), shelf.named(n)) else { continue };
        let title = voice.title(g).text;
        let place = shelf.places.of(n).map_or(String::new(), |p| voice.place(p).text.into_owned());
        for (column, counts) in &tally.counts {
            let role = matrix::head(voice, *column).text;
            let counts: Vec<String> = Letter::ALL
                .into_iter()
                .map(|l| {
                    counts.each().find(|(known, _)| *known == l).map_or(String::new(), |(_, n)| n.to_string())
                })
                .collect();
            let cells = [g.id(), &title, &place, &role];
            let cells: Vec<&str> = cells.into_iter().chain(counts.iter().map(String::as_str)).collect();
            line(&mut text, &cells);
        }
    }
    Made { text, ..Made::default() }
}
