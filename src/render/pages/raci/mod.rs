//! Who does what across documents: for the company, roles down and the parts of its processes across; for a process
//! or part, its documents down and roles across; in each cell how often which letter. The letters of one document
//! stand on its own page.

mod csv;
mod scope;
mod table;

pub(crate) use csv::csv;

use self::scope::{MANY, MOST, Scope, file, is_part, link, name, scopes, within};
use self::table::{Table, by_document, by_role, pieces, total, usual};
use super::frame::About;
use super::guideline::matrix::{self, Sum};
use super::near::crumbs;
use super::{Book, Made};
use crate::render::shelf::Shelf;
use crate::render::shelf::raci::{Column, Tally};
use crate::render::templates::Fault;
use crate::render::voice::{Link, Said, Voice};
use crate::render::words::Noun;
use serde::Serialize;
use std::collections::BTreeSet;

/// Address of the matrix of the company.
pub(crate) const ADDRESS: &str = "raci/index.html";
/// Address of its data.
pub(crate) const CSV: &str = "raci/raci.csv";

/// So many entries of what stands out are listed.
const ENOUGH: usize = 60;

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
