//! Processes and their parts: owner, documents, what goes in and out, KPIs and risks, rolled up from the guidelines.

mod turtle;

use super::frame::About;
use super::guideline::parts::{self, KpiRow, MatterRow};
use super::guideline::strip::{Fact, owner_and_holder};
use super::moves;
use super::near::{self, Near};
use super::state::{self, State};
use super::whole::{Drawn, UnitRows, unit_rows};
use super::{Book, Made, print, raci};
use crate::chart;
use crate::model::{Guideline, Process};
use crate::render::shelf::Place;
use crate::render::templates::Fault;
use crate::render::voice::{Link, Said, Voice};
use crate::render::whole::{self, View, gap};
use serde::Serialize;

/// How many documents a page lists with their purpose; the others follow by title.
const ENOUGH: usize = 60;

/// What the page of a process or part shows.
#[derive(Debug, Serialize)]
struct Page<'a> {
    title: Said<'a>,
    purpose: Option<Said<'a>>,
    strip: Vec<Fact<'a>>,
    /// Other pages about the same place.
    also: Vec<Link<'a>>,
    parts: Vec<PartRow<'a>>,
    documents: Vec<DocumentRow<'a>>,
    more: Vec<Link<'a>>,
    /// Documents of the whole area, on the page of a part.
    whole_area: Vec<Link<'a>>,
    /// What to write where a part has no document.
    empty: Option<String>,
    overview: Option<Drawn>,
    flows: Vec<UnitRows<'a>>,
    turtle: Vec<turtle::Leg<'a>>,
    interfaces: Vec<turtle::InterfaceRow<'a>>,
    moves: Vec<moves::MovesRow<'a>>,
    kpis: Vec<KpiRow<'a>>,
    risks: Vec<MatterRow<'a>>,
    near: Near<'a>,
}

/// A part of a process.
#[derive(Debug, Serialize)]
struct PartRow<'a> {
    link: Link<'a>,
    owner: Option<Link<'a>>,
    documents: Vec<Link<'a>>,
    gap: Option<State>,
}

/// A document of a place.
#[derive(Debug, Serialize)]
struct DocumentRow<'a> {
    id: &'a str,
    link: Link<'a>,
    state: State,
    purpose: Option<Said<'a>>,
}

/// Makes the page of a process or part.
pub(crate) fn make<'a>(book: &'a Book<'a>, voice: &Voice<'a>, place: Place) -> Result<Made, Fault> {
    let (process, part) = place;
    let Some(p) = voice.handbook().landscape.processes.get(process) else { return Ok(Made::default()) };
    let documents = voice.shelf.places.at(place);
    let within = within(voice, place);
    let title = Said { text: voice.place(place).text, lang: voice.place(place).lang };
    let all = whole::whole(voice, View::Place(place));
    let overview = whole::overview(voice, place, &all);
    let overview =
        overview.map(|o| Drawn::new(&chart::overview(&o), chart::overview_on_paper(&o).as_ref(), "overview"));
    let interfaces = turtle::interfaces(&all);
    let kpis = kpis(voice, p, part, &within);
    let page = Page {
        purpose: purpose(voice, p, place),
        turtle: turtle::turtle(voice, &within, &interfaces, &kpis, part.is_none() && !p.parts.is_empty()),
        interfaces,
        moves: moves::rows(voice, &within),
        strip: strip(voice, p, place),
        also: also(book, voice, place),
        parts: if part.is_none() { part_rows(voice, process, p) } else { Vec::new() },
        documents: documents.iter().take(ENOUGH).filter_map(|&n| document(voice, n)).collect(),
        more: documents.iter().skip(ENOUGH).map(|&n| voice.document(n, None)).collect(),
        whole_area: match part {
            Some(_) => {
                let all = voice.shelf.places.at((process, None));
                all.iter().take(ENOUGH).map(|&n| voice.document(n, None)).collect()
            }
            None => Vec::new(),
        },
        empty: empty(voice, p, place),
        overview,
        flows: unit_rows(&all),
        kpis,
        risks: risks(voice, p, part, &within),
        near: near::at(voice, place, None),
        title: title.clone(),
    };
    let crumbs = if part.is_some() { vec![voice.place((process, None))] } else { Vec::new() };
    let about = About { title: title.text.into_owned(), crumbs, ..About::default() };
    Ok(Made { text: book.fill(voice, "pages/area.html", about, &page)?, ..Made::default() })
}

/// All documents of a place: for a process, those of its parts too.
fn within<'a>(voice: &Voice<'a>, place: Place) -> Vec<(usize, &'a Guideline)> {
    let parts = match place {
        (process, None) => {
            let count = voice.handbook().landscape.processes.get(process).map_or(0, |p| p.parts.len());
            (0..count).map(|part| (process, Some(part))).collect()
        }
        _ => Vec::new(),
    };
    let all = std::iter::once(place).chain(parts);
    let all = all.flat_map(|place| voice.shelf.places.at(place).iter().copied());
    all.filter_map(|n| Some((n, voice.shelf.document(n)?))).collect()
}

/// What a place is there for: as the landscape says; else as a document of the type process says that describes it.
fn purpose<'a>(voice: &Voice<'a>, p: &'a Process, place: Place) -> Option<Said<'a>> {
    let written = match place.1.and_then(|n| p.parts.get(n)) {
        Some(part) => &part.purpose,
        None => &p.purpose,
    };
    if !written.is_empty() {
        return Some(voice.local(written, ""));
    }
    let documents = voice.shelf.places.at(place).iter().filter_map(|&n| voice.shelf.document(n));
    let mut described = documents.filter(|g| g.doc_type.as_ref().is_some_and(|t| t.as_str() == "process"));
    voice.tell_some(voice.handbook().purpose(described.next()?, voice.lang))
}

fn strip<'a>(voice: &Voice<'a>, p: &'a Process, (_, part): Place) -> Vec<Fact<'a>> {
    let own = part.and_then(|n| p.parts.get(n)).and_then(|part| part.owner.as_ref());
    let mut facts = Vec::new();
    if let Some(owner) = own.or(p.owner.as_ref()) {
        facts.push(Fact::new(voice.w.owner, owner_and_holder(voice, owner.as_str())));
    }
    if let Some(group) = &p.group {
        let name = voice.tell(voice.handbook().group_name(group.as_str(), voice.lang));
        facts.push(Fact::new(voice.w.process_group, vec![Link::text(name)]));
    }
    facts
}

/// Other pages about the same place: its matrix (a part stands in that of its process, unless it has its own), its print.
fn also<'a>(book: &Book<'a>, voice: &Voice<'a>, place: Place) -> Vec<Link<'a>> {
    let matrix = book.sub_of_place(raci::ADDRESS, place);
    let matrix = matrix.or_else(|| book.sub_of_place(raci::ADDRESS, (place.0, None)));
    let print = book.sub_of_place(print::ADDRESS, place);
    let also = [(matrix, voice.w.raci.matrix), (print, voice.w.print.this)].into_iter();
    also.filter_map(|(to, name)| Some(Link::to(voice.word(name), voice.href(&to?)))).collect()
}

fn part_rows<'a>(voice: &Voice<'a>, process: usize, p: &'a Process) -> Vec<PartRow<'a>> {
    p.parts
        .iter()
        .enumerate()
        .map(|(n, part)| {
            let place = (process, Some(n));
            let documents = voice.shelf.places.at(place);
            PartRow {
                link: voice.place(place),
                owner: part.owner.as_ref().map(|o| voice.party(o.as_str())),
                documents: documents.iter().take(ENOUGH).map(|&n| voice.document(n, None)).collect(),
                gap: gap(voice, place),
            }
        })
        .collect()
}

fn document<'a>(voice: &Voice<'a>, n: usize) -> Option<DocumentRow<'a>> {
    let g = voice.shelf.document(n)?;
    Some(DocumentRow {
        id: g.id(),
        link: voice.document(n, None),
        state: state::state(voice, g),
        purpose: voice.tell_some(voice.handbook().purpose(g, voice.lang)),
    })
}

fn empty(voice: &Voice<'_>, p: &Process, place: Place) -> Option<String> {
    let part = place.1.and_then(|n| p.parts.get(n))?;
    let path = format!("{}/{}", p.id.as_str(), part.id.as_str());
    voice.shelf.places.at(place).is_empty().then(|| voice.w.no_documents_part.replace("%s", &path))
}

fn kpis<'a>(
    voice: &Voice<'a>,
    p: &'a Process,
    part: Option<usize>,
    within: &[(usize, &'a Guideline)],
) -> Vec<KpiRow<'a>> {
    let own =
        p.kpis.iter().enumerate().filter(|_| part.is_none()).map(|(n, k)| parts::kpi(voice, None, n, k));
    let theirs = within.iter().flat_map(|(d, g)| {
        g.kpis
            .iter()
            .enumerate()
            .map(move |(n, k)| parts::kpi(voice, Some(g), n, k).of(g, voice.document(*d, None)))
    });
    own.chain(theirs).collect()
}

fn risks<'a>(
    voice: &Voice<'a>,
    p: &'a Process,
    part: Option<usize>,
    within: &[(usize, &'a Guideline)],
) -> Vec<MatterRow<'a>> {
    let own = p.risks.iter().enumerate().filter(|_| part.is_none());
    let own = own.map(|(n, r)| parts::matter(voice, None, "risk", n, r));
    let theirs = within.iter().flat_map(|(d, g)| {
        g.risks
            .iter()
            .enumerate()
            .map(move |(n, r)| parts::matter(voice, Some(g), "risk", n, r).of(g, voice.document(*d, None)))
    });
    own.chain(theirs).collect()
}
