//! The home page: the landscape, the ways in, what is due, how complete it is.

use super::frame::About;
use super::guideline::parts;
use super::guideline::strip::Fact;
use super::state::State;
use super::whole::{Drawn, FlowRow, flow_rows};
use super::{Book, Made, findings, plain};
use crate::chart;
use crate::model::{Accepted, Change, DocStatus, Duration, Guideline, Process, Text, TimeUnit};
use crate::render::shelf::Place;
use crate::render::shelf::dates::{DueKind, PastKind};
use crate::render::templates::Fault;
use crate::render::voice::{Link, Said, Voice, short_title};
use crate::render::when::Day;
use crate::render::whole::{self, View, gap};
use crate::render::words::Noun;
use serde::Serialize;

/// How many dates and changes the home page shows.
const ENOUGH: usize = 6;

/// From how many roles on they are folded by unit.
const MANY_ROLES: usize = 40;

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
    /// Whether there are too many roles to show them all at once.
    folded: bool,
    roles: Option<String>,
    due: Vec<DueRow<'a>>,
    calendar: Option<String>,
    lately: Vec<ChangeRow<'a>>,
    changes: Option<String>,
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
    about: Link<'a>,
    who: Vec<Link<'a>>,
}

/// A change.
#[derive(Debug, Serialize)]
struct ChangeRow<'a> {
    day: Day,
    document: Link<'a>,
    version: Option<&'a str>,
    approved: bool,
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
        folded: h.organisation.roles.len() > MANY_ROLES,
        roles: book.list_href(voice, "r/index.html"),
        due: due(voice),
        calendar: book.list_href(voice, "calendar/index.html"),
        lately: lately(voice),
        changes: book.list_href(voice, "changes/index.html"),
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
            let own = r.unit.as_ref().map(Text::as_str).filter(|u| known(u));
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

/// What falls due in the next weeks, the overdue first.
fn due<'a>(voice: &Voice<'a>) -> Vec<DueRow<'a>> {
    let today = voice.shelf.edition.today;
    let last = Duration { count: 30, unit: TimeUnit::Day }.after(today);
    let near = voice.shelf.dates().due.iter().take_while(|d| d.date <= last).take(ENOUGH);
    let rows = near.filter_map(|d| {
        let (what, about, who) = thing_due(voice, d.what)?;
        Some(DueRow { day: voice.day(d.date), overdue: d.date < today, what, about, who })
    });
    rows.collect()
}

fn thing_due<'a>(voice: &Voice<'a>, what: DueKind) -> Option<(Said<'a>, Link<'a>, Vec<Link<'a>>)> {
    let (w, shelf) = (voice.w, voice.shelf);
    let by = |entry: &'a Accepted| entry.by.iter().map(|by| voice.person(by.as_str())).collect();
    match what {
        DueKind::Review(n) => {
            let owner = &shelf.head(n)?.owner;
            Some((voice.word(w.review), voice.document(n, None), voice.parties(owner)))
        }
        DueKind::Effective(n) => {
            let owner = &shelf.head(n)?.owner;
            Some((voice.word(w.effective_from), voice.document(n, None), voice.parties(owner)))
        }
        DueKind::Duty(n, d) => {
            let g = shelf.head(n)?;
            let duty = g.duties.get(d)?;
            let row = parts::duty(voice, g, d, duty);
            Some((row.what, voice.document(n, Some(&row.id)), voice.parties(&duty.who)))
        }
        DueKind::Acceptance(Some(n), a) => {
            let entry = shelf.head(n)?.accept.get(a)?;
            Some((voice.word(w.reader.acceptance_ends), voice.document(n, None), by(entry)))
        }
        DueKind::Acceptance(None, a) => {
            let entry = voice.handbook().settings.accept.get(a)?;
            let document = entry.document.as_ref().and_then(|d| voice.handbook().guideline_index(d.as_str()));
            let rule = || Link::text(voice.word(entry.rule.as_ref().map_or("", |r| r.as_str())));
            let about = document.map_or_else(rule, |n| voice.document(n, None));
            Some((voice.word(w.reader.acceptance_ends), about, by(entry)))
        }
    }
}

/// The last changes; one that is approved stands once, under the day of its approval.
fn lately<'a>(voice: &Voice<'a>) -> Vec<ChangeRow<'a>> {
    let rows = voice.shelf.dates().past.iter().filter_map(|past| {
        let (n, change, approved) = match past.what {
            PastKind::Approval(n) => {
                let g = voice.shelf.head(n)?;
                (n, g.changes.iter().find(|c| is_now(g, c)), true)
            }
            PastKind::Change(n, c) => {
                let g = voice.shelf.head(n)?;
                let change = g.changes.get(c)?;
                let dated = g.approved.as_ref().is_some_and(|a| a.date.is_some());
                if dated && is_now(g, change) {
                    return None;
                }
                (n, Some(change), false)
            }
            PastKind::Statement => return None,
        };
        let version = change.and_then(|c| c.version.as_ref());
        let version = version.or_else(|| voice.shelf.head(n)?.version.as_ref());
        Some(ChangeRow {
            day: voice.day(past.date),
            document: voice.document(n, None),
            version: version.map(Text::as_str),
            approved,
            why: change.and_then(|c| voice.own(c.why.as_ref())),
        })
    });
    rows.take(ENOUGH).collect()
}

/// Whether a change made the present version.
fn is_now(g: &Guideline, change: &Change) -> bool {
    let (made, now) = (change.version.as_ref(), g.version.as_ref());
    made.is_some() && made.map(Text::as_str) == now.map(Text::as_str)
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
    let live = voice.shelf.heads().filter(|(_, g)| g.state() != DocStatus::Retired);
    let today = voice.shelf.edition.today;
    let (force, all) = live.fold((0, 0), |(n, all), (_, g)| (n + usize::from(g.in_force(today)), all + 1));
    let link = Link::to(voice.word(share(force, all)), voice.href("register/index.html"));
    facts.push(Fact::new(w.reader.documents_in_force, vec![link]));
    for (n, coverage) in voice.shelf.coverage() {
        let Some(standard) = h.standards.get(*n) else { continue };
        let said = share(coverage.asked - coverage.open.len(), coverage.asked);
        let label = format!("{}: {}", short_title(standard), w.covered);
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
