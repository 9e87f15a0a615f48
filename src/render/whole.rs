//! A process, a part or the whole handbook from outside: what it consists of, what comes in and from whom, what goes
//! out and to whom. Rolled up from the guidelines, so that a changed guideline changes pictures and tables with no
//! second edit; picture and table are made from the same list.

use super::pages::state::{self, State};
use super::shelf::flows::{Spot, Thing, is_real};
use super::shelf::{Place, Shelf};
use super::voice::{Link, Said, Voice};
use super::words::Noun;
use crate::chart::{self, End};
use crate::model::{DocStatus, Guideline, Process, Text};
use std::collections::{BTreeMap, HashMap};

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    /// The handbook: its processes.
    Handbook,
    /// A process: its parts; where it has none, its documents. A part: its documents.
    Place(Place),
}

/// Something that the whole consists of.
#[derive(Debug)]
pub(crate) struct Unit<'a> {
    /// Its name.
    pub(crate) link: Link<'a>,
    /// Who is accountable.
    pub(crate) who: Vec<Link<'a>>,
    /// What it lacks.
    pub(crate) gap: Option<State>,
    key: String,
}

/// Something beside the whole.
#[derive(Debug)]
pub(crate) struct Beside<'a> {
    /// Its name.
    pub(crate) link: Link<'a>,
    /// An outside party.
    pub(crate) outside: bool,
    key: String,
}

/// What goes from one to another.
#[derive(Debug)]
pub(crate) struct Handed<'a> {
    /// From whom.
    pub(crate) from: End,
    /// To whom.
    pub(crate) to: End,
    /// What; nothing where it is not said.
    pub(crate) what: Vec<Link<'a>>,
    /// The same in picture and table.
    pub(crate) key: String,
}

/// The whole.
#[derive(Debug)]
pub(crate) struct Whole<'a> {
    /// What it consists of, in order.
    pub(crate) units: Vec<Unit<'a>>,
    /// What is beside it.
    pub(crate) beside: Vec<Beside<'a>>,
    /// What goes from one to another, in order of units.
    pub(crate) flows: Vec<Handed<'a>>,
}

/// An end, before neighbours are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Side<'a> {
    Unit(usize),
    Spot(Spot<'a>),
    /// It is not in this edition.
    Hidden,
}

/// The units of a view, and which one a spot lies in.
struct Units {
    view: View,
    /// Documents of the units, where documents are the units.
    documents: Option<Vec<usize>>,
    /// How many units there are, but for the one that stands for the whole.
    count: usize,
}

impl Units {
    fn of(shelf: &Shelf<'_>, view: View) -> Self {
        let map = &shelf.handbook().landscape;
        let parts = |p: usize| map.processes.get(p).map_or(0, |p| p.parts.len());
        match view {
            View::Handbook => Self { view, documents: None, count: map.processes.len() },
            View::Place((p, None)) if parts(p) > 0 => Self { view, documents: None, count: parts(p) },
            View::Place(place) => {
                let real = |n: &usize| shelf.head(*n).is_some_and(is_real);
                let all: Vec<usize> = shelf.places.at(place).iter().copied().filter(real).collect();
                Self { view, count: all.len(), documents: Some(all) }
            }
        }
    }

    fn document<'a>(&self, shelf: &Shelf<'_>, n: usize) -> Side<'a> {
        let known = self.documents.as_ref().and_then(|all| all.iter().position(|d| *d == n));
        match (known, shelf.places.of(n)) {
            (Some(unit), _) => Side::Unit(unit),
            (None, Some(place)) => match self.place(place) {
                // Of this very place, but not one of its documents: withheld, retired or planned.
                Side::Unit(_) if self.documents.is_some() => Side::Hidden,
                side => side,
            },
            (None, None) if shelf.is_shown(n) => Side::Spot(Spot::Document(n)),
            (None, None) => Side::Hidden,
        }
    }

    fn place<'a>(&self, (process, part): Place) -> Side<'a> {
        match self.view {
            View::Handbook => Side::Unit(process),
            View::Place((own, None)) if own == process => match part {
                Some(part) if self.documents.is_none() => Side::Unit(part),
                _ => Side::Unit(self.count),
            },
            View::Place((own, Some(_))) if own == process && part.is_none() => {
                Side::Spot(Spot::Place((process, None)))
            }
            View::Place(own) if own == (process, part) => Side::Unit(self.count),
            View::Place((own, Some(_))) if own == process => Side::Spot(Spot::Place((process, part))),
            View::Place(_) => Side::Spot(Spot::Place((process, None))),
        }
    }

    fn lift<'a>(&self, shelf: &Shelf<'_>, spot: Spot<'a>) -> Side<'a> {
        match spot {
            Spot::Document(n) => self.document(shelf, n),
            Spot::Place(place) => self.place(place),
            other => Side::Spot(other),
        }
    }
}

/// All places of a view: a process with its parts.
fn places(shelf: &Shelf<'_>, view: View) -> Vec<Place> {
    let parts = |p: usize| shelf.handbook().landscape.processes.get(p).map_or(0, |p| p.parts.len());
    let whole = |p: usize| std::iter::once((p, None)).chain((0..parts(p)).map(move |part| (p, Some(part))));
    match view {
        View::Handbook => (0..shelf.handbook().landscape.processes.len()).flat_map(whole).collect(),
        View::Place((p, None)) => whole(p).collect(),
        View::Place(place) => vec![place],
    }
}

/// Gathers what a view shows.
pub(crate) fn whole<'a>(voice: &Voice<'a>, view: View) -> Whole<'a> {
    let shelf = voice.shelf;
    let units = Units::of(shelf, view);
    let mut raw: Vec<(Side<'a>, Side<'a>, Vec<Thing<'a>>)> = Vec::new();
    let mut known: HashMap<(Side<'a>, Side<'a>), usize> = HashMap::new();
    let mut add = |from: Side<'a>, to: Side<'a>, thing: Thing<'a>| {
        let inside = |s: Side<'_>| matches!(s, Side::Unit(_));
        if from == to || !(inside(from) || inside(to)) || from == Side::Hidden || to == Side::Hidden {
            return;
        }
        let n = *known.entry((from, to)).or_insert(raw.len());
        if n == raw.len() {
            raw.push((from, to, Vec::new()));
        }
        if thing != Thing::Unsaid && !raw[n].2.contains(&thing) {
            raw[n].2.push(thing);
        }
    };
    let places = places(shelf, view);
    for fact in shelf.flows().facts_at(&places).into_iter().filter_map(|f| shelf.flows().facts.get(f)) {
        add(units.lift(shelf, fact.from), units.lift(shelf, fact.to), fact.thing);
    }
    for p in shelf.flows().products_at(&places) {
        let (Some(passed), Some(product)) = (shelf.flows().passed.get(p), shelf.product_at(p)) else {
            continue;
        };
        let sides = |list: &mut dyn Iterator<Item = usize>| -> Vec<Side<'a>> {
            let mut found = Vec::new();
            for side in list.map(|n| units.document(shelf, n)) {
                if !found.contains(&side) {
                    found.push(side);
                }
            }
            found
        };
        let have = sides(&mut passed.have.iter().copied());
        let givers = sides(&mut passed.givers.iter().copied());
        let outside = product.entry.is_some_and(|e| e.from_outside) && givers.is_empty();
        for user in sides(&mut passed.users.iter().copied()).into_iter().filter(|u| !have.contains(u)) {
            for giver in &givers {
                add(*giver, user, Thing::Product(product.id));
            }
            if outside {
                add(Side::Spot(Spot::Outside), user, Thing::Product(product.id));
            }
        }
    }
    finish(voice, &units, raw)
}

/// Names for what was found; neighbours in the order in which the units meet them.
fn finish<'a>(
    voice: &Voice<'a>,
    units: &Units,
    mut raw: Vec<(Side<'a>, Side<'a>, Vec<Thing<'a>>)>,
) -> Whole<'a> {
    let rank = |s: Side<'_>| if let Side::Unit(n) = s { n } else { usize::MAX };
    raw.sort_by_key(|(a, b, _)| (rank(*a).min(rank(*b)), rank(*b) == usize::MAX, rank(*a), rank(*b)));
    let rest = raw.iter().any(|(a, b, _)| [*a, *b].contains(&Side::Unit(units.count)));
    // Documents that take part in nothing are not part of the picture; parts and processes always are.
    let mut takes: Vec<bool> = vec![units.documents.is_none(); units.count];
    for n in raw.iter().flat_map(|(a, b, _)| [rank(*a), rank(*b)]) {
        if let Some(takes) = takes.get_mut(n) {
            *takes = true;
        }
    }
    let mut index = BTreeMap::new();
    let mut named = Vec::new();
    for n in (0..units.count).filter(|n| takes[*n]).chain(rest.then_some(units.count)) {
        index.insert(n, named.len());
        named.push(unit(voice, units, n));
    }
    let mut spots: Vec<Spot<'a>> = Vec::new();
    let mut beside: Vec<Beside<'a>> = Vec::new();
    let mut end = |side: Side<'a>| match side {
        Side::Unit(n) => End::Unit(index.get(&n).copied().unwrap_or(0)),
        Side::Spot(spot) => End::Neighbour(spots.iter().position(|s| *s == spot).unwrap_or_else(|| {
            spots.push(spot);
            beside.push(neighbour(voice, spot));
            spots.len() - 1
        })),
        Side::Hidden => End::Neighbour(usize::MAX),
    };
    let ends: Vec<(End, End)> = raw.iter().map(|(a, b, _)| (end(*a), end(*b))).collect();
    let key = |e: End| match e {
        End::Unit(n) => named.get(n).map_or("", |u| u.key.as_str()),
        End::Neighbour(n) => beside.get(n).map_or("", |b| b.key.as_str()),
    };
    let flows = raw
        .into_iter()
        .zip(ends)
        .map(|((_, _, things), (from, to))| Handed {
            from,
            to,
            what: things.into_iter().filter_map(|t| thing(voice, t)).collect(),
            key: format!("{}>{}", key(from), key(to)).replace(' ', "-"),
        })
        .collect();
    Whole { units: named, beside, flows }
}

fn thing<'a>(voice: &Voice<'a>, thing: Thing<'a>) -> Option<Link<'a>> {
    match thing {
        Thing::Product(id) => Some(voice.product(id)),
        Thing::Call(n) => {
            let link = voice.document(n, None);
            Some(Link { text: format!("{}: {}", voice.w.sub_process, link.text).into(), ..link })
        }
        Thing::Unsaid => None,
    }
}

fn unit<'a>(voice: &Voice<'a>, units: &Units, n: usize) -> Unit<'a> {
    let owner =
        |o: Option<&'a Text>| -> Vec<Link<'a>> { o.map(|o| voice.party(o.as_str())).into_iter().collect() };
    let process = |p: usize| voice.handbook().landscape.processes.get(p);
    let id = |p: &Process| p.id.as_str().to_owned();
    let of_document = |d: usize| -> Option<Unit<'a>> {
        let g = voice.shelf.head(d)?;
        let gap = Some(state::state(voice, g)).filter(|_| !g.in_force(voice.shelf.edition.today));
        Some(Unit {
            link: voice.document(d, None),
            who: owner(g.owner.as_ref()),
            gap,
            key: g.id().to_owned(),
        })
    };
    let place = match (units.view, &units.documents) {
        (View::Handbook, _) => (n, None),
        (View::Place(_), Some(all)) if n < units.count => {
            return all.get(n).and_then(|d| of_document(*d)).unwrap_or_else(|| no_unit(voice));
        }
        (View::Place((p, None)), None) if n < units.count => (p, Some(n)),
        (View::Place(place), _) => place,
    };
    let Some(p) = process(place.0) else { return no_unit(voice) };
    let link = voice.place(place);
    match place.1.and_then(|part| p.parts.get(part)) {
        Some(part) => {
            let mut who = owner(part.owner.as_ref());
            if who.is_empty() {
                who = owners(voice, place);
            }
            if who.is_empty() {
                who = owner(p.owner.as_ref());
            }
            Unit { link, who, gap: gap(voice, place), key: part.id.as_str().to_owned() }
        }
        // Documents of the whole area, beside the parts of a process.
        None if units.view != View::Handbook => {
            let name =
                if units.documents.is_none() { voice.w.area_as_a_whole.into() } else { link.text.clone() };
            Unit { link: Link { text: name, ..link }, who: owner(p.owner.as_ref()), gap: None, key: id(p) }
        }
        None => Unit { link, who: owner(p.owner.as_ref()), gap: None, key: id(p) },
    }
}

fn no_unit<'a>(_: &Voice<'a>) -> Unit<'a> {
    Unit { link: Link::default(), who: Vec::new(), gap: None, key: String::new() }
}

/// Who owns the documents of a place.
fn owners<'a>(voice: &Voice<'a>, place: Place) -> Vec<Link<'a>> {
    let mut names: Vec<&'a str> = Vec::new();
    let documents = voice.shelf.places.at(place).iter().filter_map(|&n| voice.shelf.head(n));
    for owner in documents.filter(|g| is_real(g)).filter_map(|g| g.owner.as_ref()) {
        if !names.contains(&owner.as_str()) {
            names.push(owner.as_str());
        }
    }
    names.into_iter().map(|n| voice.party(n)).collect()
}

/// What a part lacks: nothing where one of its documents is in force.
pub(crate) fn gap(voice: &Voice<'_>, place: Place) -> Option<State> {
    let today = voice.shelf.edition.today;
    let documents: Vec<&Guideline> =
        voice.shelf.places.at(place).iter().filter_map(|&n| voice.shelf.head(n)).collect();
    if documents.iter().any(|g| g.in_force(today)) {
        return None;
    }
    match documents.iter().find(|g| g.state() != DocStatus::Retired) {
        Some(g) => Some(state::state(voice, g)),
        None => Some(State { kind: "draft", word: voice.w.gap }),
    }
}

fn neighbour<'a>(voice: &Voice<'a>, spot: Spot<'a>) -> Beside<'a> {
    let h = voice.handbook();
    match spot {
        Spot::Document(n) => Beside {
            link: voice.document(n, None),
            outside: false,
            key: voice.shelf.named(n).map_or_else(String::new, |g| g.id().to_owned()),
        },
        Spot::Place(place) => {
            let process = h.landscape.processes.get(place.0);
            let part = place.1.and_then(|n| process?.parts.get(n)).map(|p| p.id.as_str());
            let key = part.or_else(|| process.map(|p| p.id.as_str())).unwrap_or_default().to_owned();
            Beside { link: voice.place(place), outside: false, key }
        }
        Spot::Role(n) => {
            let role = h.organisation.roles.get(n);
            Beside {
                link: voice.role_at(n),
                outside: role.is_some_and(|r| r.external),
                key: role.map_or_else(String::new, |r| r.id.as_str().to_owned()),
            }
        }
        Spot::Outside => Beside {
            link: Link::text(voice.word(voice.w.external_party)),
            outside: true,
            key: "outside".to_owned(),
        },
        Spot::Name(name) => Beside { link: voice.party(name), outside: true, key: name.to_owned() },
    }
}

/// The name of an end.
pub(crate) fn name<'x, 'a>(whole: &'x Whole<'a>, end: End) -> Option<&'x Link<'a>> {
    match end {
        End::Unit(n) => whole.units.get(n).map(|u| &u.link),
        End::Neighbour(n) => whole.beside.get(n).map(|b| &b.link),
    }
}

/// How many flows a description and a list hold.
pub(crate) const ENOUGH: usize = 120;

/// What a picture says, in sentences.
fn told(whole: &Whole<'_>, lead: &str) -> String {
    let mut text = lead.to_owned();
    for f in whole.flows.iter().take(ENOUGH) {
        let end = |e| name(whole, e).map_or("", |l| l.text.as_ref());
        let what: Vec<&str> = f.what.iter().map(|l| l.text.as_ref()).collect();
        let colon = if what.is_empty() { "" } else { ": " };
        text = format!("{text} {} → {}{colon}{}.", end(f.from), end(f.to), what.join(", "));
    }
    text
}

fn drawn_flows(whole: &Whole<'_>) -> Vec<chart::Flow> {
    let flows = whole.flows.iter().map(|f| chart::Flow {
        from: f.from,
        to: f.to,
        what: f.what.iter().map(|l| l.text.to_string()).collect(),
        key: f.key.clone(),
    });
    flows.collect()
}

fn drawn_neighbours(whole: &Whole<'_>) -> Vec<chart::Neighbour> {
    let neighbours = whole.beside.iter().map(|b| chart::Neighbour {
        name: b.link.text.to_string(),
        href: b.link.href.clone().unwrap_or_default(),
        outside: b.outside,
    });
    neighbours.collect()
}

/// The map of processes as it is drawn; `None` where there are no processes.
pub(crate) fn landscape(voice: &Voice<'_>, whole: &Whole<'_>) -> Option<chart::Landscape> {
    let groups = groups(voice);
    if groups.is_empty() {
        return None;
    }
    let mut order: Vec<usize> = vec![0; whole.units.len()];
    let mut bands = Vec::new();
    let mut at = 0;
    for (name, processes) in groups {
        let mut band = chart::Band { name: name.text.into_owned(), processes: Vec::new() };
        for n in processes {
            let (Some(p), Some(unit)) = (voice.handbook().landscape.processes.get(n), whole.units.get(n))
            else {
                continue;
            };
            order[n] = at;
            at += 1;
            let parts = (0..p.parts.len()).map(|part| {
                let place = (n, Some(part));
                let link = voice.place(place);
                chart::MapPart {
                    name: link.text.into_owned(),
                    href: link.href.unwrap_or_default(),
                    state: gap(voice, place).map_or_else(String::new, |g| g.word.to_owned()),
                }
            });
            band.processes.push(chart::MapProcess {
                name: unit.link.text.to_string(),
                owner: join(&unit.who),
                href: unit.link.href.clone().unwrap_or_default(),
                parts: parts.collect(),
                count: if p.parts.is_empty() {
                    String::new()
                } else {
                    voice.tongue.count(p.parts.len(), Noun::Part)
                },
            });
        }
        bands.push(band);
    }
    // Processes stand by group, not in the order of the file.
    let mut flows = drawn_flows(whole);
    let moved = |end: End| match end {
        End::Unit(n) => End::Unit(order.get(n).copied().unwrap_or(n)),
        other @ End::Neighbour(_) => other,
    };
    for f in &mut flows {
        (f.from, f.to) = (moved(f.from), moved(f.to));
    }
    Some(chart::Landscape {
        title: voice.w.landscape.to_owned(),
        desc: told(whole, voice.w.map_alt),
        bands,
        outside: voice.w.outside_band.to_owned(),
        neighbours: drawn_neighbours(whole),
        flows,
    })
}

fn join(links: &[Link<'_>]) -> String {
    links.iter().map(|l| l.text.as_ref()).collect::<Vec<_>>().join(", ")
}

/// Groups of processes with the processes in them, by index; what is in no group comes last.
pub(crate) fn groups<'a>(voice: &Voice<'a>) -> Vec<(Said<'a>, Vec<usize>)> {
    let map = &voice.handbook().landscape;
    let of = |wanted: Option<&str>| -> Vec<usize> {
        let fits = |p: &Process| match (&p.group, wanted) {
            (Some(group), Some(wanted)) => group.as_str() == wanted,
            (Some(group), None) => !map.groups.iter().any(|g| g.id.as_str() == group.as_str()),
            (None, wanted) => wanted.is_none(),
        };
        map.processes.iter().enumerate().filter(|(_, p)| fits(p)).map(|(n, _)| n).collect()
    };
    let named = map.groups.iter().map(|g| (voice.local(&g.name, g.id.as_str()), of(Some(g.id.as_str()))));
    let rest = (voice.word(voice.w.landscape), of(None));
    named.chain(std::iter::once(rest)).filter(|(_, all)| !all.is_empty()).collect()
}

/// The overview as it is drawn; `None` where there is nothing to see at a glance.
pub(crate) fn overview(voice: &Voice<'_>, place: Place, whole: &Whole<'_>) -> Option<chart::Overview> {
    if whole.units.len() < 2 || whole.flows.is_empty() {
        return None;
    }
    let units = whole.units.iter().map(|u| chart::Unit {
        name: u.link.text.to_string(),
        who: join(&u.who),
        href: u.link.href.clone().unwrap_or_default(),
        state: u.gap.map_or_else(String::new, |g| g.word.to_owned()),
    });
    Some(chart::Overview {
        title: format!("{}: {}", voice.w.overview, voice.place(place).text),
        desc: voice.w.overview_alt.to_owned(),
        units: units.collect(),
        neighbours: drawn_neighbours(whole),
        flows: drawn_flows(whole),
    })
}
