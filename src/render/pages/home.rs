//! The home page: the landscape, the ways in, what is due, how complete it is.

use super::frame::About;
use super::guideline::parts;
use super::guideline::strip::Fact;
use super::state::{self, State};
use super::whole::{Drawn, FlowRow, flow_rows};
use super::{Book, Made, findings, plain};
use crate::chart;
use crate::model::{DocStatus, Process};
use crate::render::shelf::Place;
use crate::render::templates::Fault;
use crate::render::voice::{Link, Said, Voice, short_title};
use crate::render::when::Day;
use crate::render::whole::{self, View, gap};
use crate::render::words::Noun;
use jiff::civil::Date;
use serde::Serialize;

/// How many dates and changes the home page shows.
const ENOUGH: usize = 8;

/// What the home page shows.
#[derive(Debug, Serialize)]
struct Page<'a> {
    name: Said<'a>,
    groups: Vec<Group<'a>>,
    map: Option<Drawn>,
    flows: Vec<FlowRow<'a>>,
    /// How many flows more there are.
    more_flows: usize,
    /// Documents that belong to no process.
    nowhere: Vec<Link<'a>>,
    units: Vec<Unit<'a>>,
    due: Vec<DueRow<'a>>,
    lately: Vec<ChangeRow<'a>>,
    complete: Vec<Fact<'a>>,
    folders: Vec<plain::Folder<'a>>,
    documents: Option<String>,
    withheld: Option<String>,
    empty: bool,
    register: String,
}

/// A group of processes: management, core, support.
#[derive(Debug, Serialize)]
struct Group<'a> {
    name: Said<'a>,
    processes: Vec<ProcessView<'a>>,
}

/// A process on the map.
#[derive(Debug, Serialize)]
struct ProcessView<'a> {
    link: Link<'a>,
    owner: Option<Link<'a>>,
    parts: Vec<PartView<'a>>,
}

/// A part on the map.
#[derive(Debug, Serialize)]
struct PartView<'a> {
    link: Link<'a>,
    /// What is missing; none where a document is in force.
    gap: Option<State>,
}

/// The roles of a unit.
#[derive(Debug, Serialize)]
struct Unit<'a> {
    name: Said<'a>,
    roles: Vec<Link<'a>>,
}

/// Something that is due.
#[derive(Debug, Serialize)]
struct DueRow<'a> {
    day: Day,
    overdue: bool,
    what: Said<'a>,
    document: Link<'a>,
    who: Vec<Link<'a>>,
}

/// A change.
#[derive(Debug, Serialize)]
struct ChangeRow<'a> {
    day: Day,
    document: Link<'a>,
    version: Option<&'a str>,
    why: Option<Said<'a>>,
}

/// Makes the home page.
pub(crate) fn make<'a>(book: &'a Book<'a>, voice: &Voice<'a>) -> Result<Made, Fault> {
    let shelf = voice.shelf;
    let h = voice.handbook();
    let count = shelf.by_id().len();
    let all = whole::whole(voice, View::Handbook);
    let map = whole::landscape(voice, &all);
    let map = map.map(|m| Drawn::new(&chart::landscape(&m), chart::landscape_on_paper(&m).as_ref(), "map"));
    let page = Page {
        map,
        flows: flow_rows(&all),
        more_flows: all.flows.len().saturating_sub(whole::ENOUGH),
        name: voice.local(&h.settings.name, voice.w.handbook),
        groups: groups(voice),
        nowhere: shelf.places.nowhere.iter().take(200).map(|&n| voice.document(n, None)).collect(),
        units: units(voice),
        due: due(voice),
        lately: lately(voice),
        complete: complete(voice),
        folders: plain::folders(voice),
        documents: (count > 0).then(|| voice.tongue.count(count, Noun::Document)),
        withheld: (shelf.withheld > 0).then(|| {
            format!("{} {}", voice.tongue.count(shelf.withheld, Noun::Document), voice.w.withheld_by_class)
        }),
        empty: count == 0 && h.pages.is_empty() && h.landscape.processes.is_empty(),
        register: voice.href("register/index.html"),
    };
    Ok(Made { text: book.fill(voice, "pages/home.html", About::default(), &page)?, ..Made::default() })
}

fn groups<'a>(voice: &Voice<'a>) -> Vec<Group<'a>> {
    let all = whole::groups(voice).into_iter();
    let processes = &voice.handbook().landscape.processes;
    let views = |all: Vec<usize>| {
        all.into_iter().filter_map(|n| Some(process(voice, n, processes.get(n)?))).collect()
    };
    all.map(|(name, all)| Group { name, processes: views(all) }).collect()
}

fn process<'a>(voice: &Voice<'a>, n: usize, p: &'a Process) -> ProcessView<'a> {
    ProcessView {
        link: voice.place((n, None)),
        owner: p.owner.as_ref().map(|o| voice.party(o.as_str())),
        parts: (0..p.parts.len())
            .map(|part| {
                let place = (n, Some(part));
                PartView { link: voice.place(place), gap: gap(voice, place) }
            })
            .collect(),
    }
}

fn units<'a>(voice: &Voice<'a>) -> Vec<Unit<'a>> {
    let o = &voice.handbook().organisation;
    let of = |unit: Option<&str>| -> Vec<Link<'a>> {
        let known = |id: &str| o.units.iter().any(|u| u.id.as_str() == id);
        let roles = o.roles.iter().enumerate().filter(|(_, r)| {
            let own = r.unit.as_ref().map(crate::model::Text::as_str).filter(|u| known(u));
            !r.external && own == unit
        });
        roles.map(|(n, _)| voice.role_at(n)).collect()
    };
    let mut units: Vec<Unit<'a>> = o
        .units
        .iter()
        .map(|u| Unit { name: voice.local(&u.name, u.id.as_str()), roles: of(Some(u.id.as_str())) })
        .collect();
    let rest =
        Unit { name: voice.word(if units.is_empty() { "" } else { voice.w.further }), roles: of(None) };
    units.push(rest);
    units.retain(|u| !u.roles.is_empty());
    units
}

fn due<'a>(voice: &Voice<'a>) -> Vec<DueRow<'a>> {
    let today = voice.shelf.edition.today;
    let mut found: Vec<(Date, DueRow<'a>)> = Vec::new();
    for (n, g) in voice.shelf.documents() {
        if let Some(review) = state::review(voice, g).filter(|d| d.overdue || d.soon) {
            let row = DueRow {
                day: voice.day(review.date),
                overdue: review.overdue,
                what: voice.word(voice.w.review),
                document: voice.document(n, None),
                who: voice.parties(&g.owner),
            };
            found.push((review.date, row));
        }
        if g.state() == DocStatus::Retired {
            continue;
        }
        for (d, duty) in g.duties.iter().enumerate() {
            let (Some(last), Some(every)) = (&duty.last, &duty.every) else { continue };
            let date = every.value.after(last.value);
            let near = crate::model::Duration { count: 30, unit: crate::model::TimeUnit::Day };
            if date > near.after(today) {
                continue;
            }
            let row = parts::duty(voice, g, d, duty);
            let row = DueRow {
                day: voice.day(date),
                overdue: date < today,
                what: row.what,
                document: voice.document(n, None),
                who: voice.parties(&duty.who),
            };
            found.push((date, row));
        }
    }
    found.sort_by_key(|(date, _)| *date);
    found.into_iter().take(ENOUGH).map(|(_, row)| row).collect()
}

fn lately<'a>(voice: &Voice<'a>) -> Vec<ChangeRow<'a>> {
    let mut found: Vec<(Date, usize, &'a crate::model::Change)> = Vec::new();
    for (n, g) in voice.shelf.documents() {
        let changes = g.changes.iter().filter_map(|c| Some((c.date.as_ref()?.value, n, c)));
        found.extend(changes.filter(|(date, ..)| *date <= voice.shelf.edition.today));
    }
    found.sort_by_key(|(date, n, _)| (std::cmp::Reverse(*date), *n));
    let rows = found.into_iter().take(ENOUGH).map(|(date, n, change)| ChangeRow {
        day: voice.day(date),
        document: voice.document(n, None),
        version: change.version.as_ref().map(crate::model::Text::as_str),
        why: voice.own(change.why.as_ref()),
    });
    rows.collect()
}

fn complete<'a>(voice: &Voice<'a>) -> Vec<Fact<'a>> {
    let (h, w) = (voice.handbook(), voice.w);
    let share = |have: usize, all: usize| format!("{have} {} {all}", w.of);
    let mut facts = Vec::new();
    let parts: Vec<Place> = h
        .landscape
        .processes
        .iter()
        .enumerate()
        .flat_map(|(n, p)| (0..p.parts.len()).map(move |part| (n, Some(part))))
        .collect();
    if !parts.is_empty() {
        let covered = parts.iter().filter(|p| gap(voice, **p).is_none()).count();
        facts.push(Fact::new(w.parts_covered, vec![Link::text(voice.word(share(covered, parts.len())))]));
    }
    for (n, coverage) in voice.shelf.coverage() {
        let Some(standard) = h.standards.get(*n) else { continue };
        let said = share(coverage.asked - coverage.open.len(), coverage.asked);
        let label = format!("{}: {}", short_title(standard), w.covered_share);
        let link = Link::to(voice.word(said), voice.href(&voice.shelf.address.standards[*n]));
        facts.push(Fact { label: voice.word(label), ..Fact::new("", vec![link]) });
    }
    let roles: Vec<&crate::model::Role> =
        h.organisation.roles.iter().filter(|r| !r.external && r.per.is_none()).collect();
    if !roles.is_empty() {
        let held = roles.iter().filter(|r| !r.holders.is_empty()).count();
        let link = Link::to(voice.word(share(held, roles.len())), voice.href("r/index.html"));
        facts.push(Fact::new(w.roles_held, vec![link]));
    }
    let said = findings::summary(voice).unwrap_or_else(|| w.none.to_owned());
    facts.push(Fact::new(
        w.open_findings,
        vec![Link::to(voice.word(said), voice.href("findings/index.html"))],
    ));
    facts
}
