//! Which matrices there are, what each is called and where it lies.

use crate::render::shelf::{Place, Shelf};
use crate::render::voice::{Link, Said, Voice};

/// Page of the documents without a place.
pub(super) const ELSEWHERE: &str = "elsewhere.html";
/// A process of more documents than this shows its parts, and each of them has a page.
pub(super) const MANY: usize = 150;
/// No page lists more documents than this.
pub(super) const MOST: usize = 600;

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Company,
    Place(Place),
    Elsewhere,
}

/// What has a matrix of its own, in order.
pub(super) fn scopes(shelf: &Shelf<'_>) -> Vec<Scope> {
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
pub(super) fn within<'s>(shelf: &'s Shelf<'_>, (process, part): Place) -> impl Iterator<Item = usize> + 's {
    units(shelf, (process, part)).into_iter().flat_map(|place| shelf.places.at(place)).copied()
}

/// A place and the parts of it.
pub(super) fn units(shelf: &Shelf<'_>, (process, part): Place) -> Vec<Place> {
    let parts = match (part, shelf.handbook().landscape.processes.get(process)) {
        (None, Some(p)) => p.parts.len(),
        _ => 0,
    };
    std::iter::once((process, part)).chain((0..parts).map(|n| (process, Some(n)))).collect()
}

/// Within the folder of the list.
pub(super) fn file(shelf: &Shelf<'_>, scope: Scope) -> String {
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
pub(super) fn link<'a>(
    voice: &Voice<'a>,
    scopes: &[Scope],
    (process, part): Place,
    said: Said<'a>,
) -> Link<'a> {
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

pub(super) fn anchor(part: usize) -> String {
    format!("part--{}", part + 1)
}

pub(super) fn name<'a>(voice: &Voice<'a>, scope: Scope) -> Said<'a> {
    match scope {
        Scope::Company => voice.word(voice.w.raci.matrix),
        Scope::Place(place) => {
            let link = voice.place(place);
            Said { text: link.text, lang: link.lang }
        }
        Scope::Elsewhere => voice.word(voice.w.raci.elsewhere),
    }
}

pub(super) fn is_part(scope: Scope, of: Scope) -> bool {
    matches!((scope, of), (Scope::Place((p, Some(_))), Scope::Place((q, None))) if p == q)
}
