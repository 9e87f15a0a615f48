//! The matrices themselves: places across and roles down, or roles across and documents down.

use super::scope::{MOST, Scope, anchor, file, link, name, units, within};
use crate::model::Letter;
use crate::render::pages::guideline::matrix::{self, Sum};
use crate::render::shelf::raci::{Counts, Tally};
use crate::render::shelf::{Place, Shelf};
use crate::render::voice::{Link, Said, Voice};
use serde::Serialize;
use std::collections::BTreeMap;

/// More places than this across are too many: then processes stand for their parts.
const WIDE: usize = 40;
/// So many columns fit on a sheet that lies on its side.
const SHEET: usize = 14;
/// A role stands out that has this many times as much as three of four roles have at most, and not just a handful.
const FAR_MORE: usize = 2;
const HANDFUL: usize = 10;

/// A matrix of counts.
#[derive(Debug, Default, Serialize)]
pub(super) struct Table<'a> {
    pub(super) corner: &'a str,
    /// What stands over several columns.
    pub(super) bands: Vec<Band<'a>>,
    pub(super) columns: Vec<Head<'a>>,
    pub(super) rows: Vec<Row<'a>>,
    pub(super) all: Vec<Sum>,
    /// Whether a column counts steps that lack a letter.
    pub(super) lacking: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct Band<'a> {
    pub(super) link: Link<'a>,
    pub(super) span: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct Head<'a> {
    pub(super) link: Link<'a>,
    pub(super) sums: Vec<Sum>,
    pub(super) heavy: bool,
    /// How many steps lack a letter.
    pub(super) lacks: usize,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct Row<'a> {
    /// A heading over the rows that follow.
    pub(super) band: bool,
    pub(super) anchor: Option<String>,
    pub(super) id: Option<&'a str>,
    pub(super) link: Link<'a>,
    pub(super) cells: Vec<Vec<Sum>>,
    pub(super) sums: Vec<Sum>,
    pub(super) heavy: bool,
    pub(super) lacks: Vec<String>,
}

/// The letters of several documents together; of what is lacking only how much.
pub(super) fn total<'a>(shelf: &Shelf<'a>, documents: impl Iterator<Item = usize>) -> Tally<'a> {
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

pub(super) fn sum(counts: impl Iterator<Item = Counts>) -> Counts {
    counts.fold(Counts::default(), |mut all, c| {
        all.extend(c);
        all
    })
}

/// What three of four roles have to do and to answer for at most, and from where on a role has far more.
pub(super) fn usual(all: &Tally<'_>) -> (usize, usize) {
    let mut loads: Vec<usize> = all.counts.values().map(|c| c.load()).filter(|n| *n > 0).collect();
    loads.sort_unstable();
    let usual = loads.get(loads.len() * 3 / 4).copied().unwrap_or(0);
    (usual, (usual * FAR_MORE).max(HANDFUL))
}

/// Places across, roles down.
pub(super) fn by_role<'a>(voice: &Voice<'a>, scope: Scope, scopes: &[Scope], all: &Tally<'a>) -> Table<'a> {
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
pub(super) fn by_document<'a>(
    voice: &Voice<'a>,
    scope: Scope,
    documents: &[usize],
    all: &Tally<'a>,
) -> Table<'a> {
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
pub(super) fn lacks(voice: &Voice<'_>, tally: &Tally<'_>) -> Vec<String> {
    let mut counts: BTreeMap<Letter, usize> = BTreeMap::new();
    for (_, letter) in &tally.lacks {
        *counts.entry(*letter).or_default() += 1;
    }
    counts.into_iter().map(|(l, n)| format!("{}: {n}", matrix::lack(voice, l))).collect()
}

/// A table that is wider than paper, cut into pieces of about the same width.
pub(super) fn pieces(table: &Table<'_>) -> Vec<(usize, usize)> {
    let count = table.columns.len();
    if count <= SHEET {
        return Vec::new();
    }
    let width = count.div_ceil(count.div_ceil(SHEET));
    (0..count).step_by(width).map(|from| (from, (from + width).min(count))).collect()
}
