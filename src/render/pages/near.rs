//! What stands beside a page: its siblings in the landscape, never more than a screen of them.

use crate::model::Handbook;
use crate::render::shelf::Place;
use crate::render::voice::{Link, Voice};
use serde::Serialize;

/// How many siblings are listed; beyond that those around the present one, and a link to all.
const ENOUGH: usize = 24;

/// The list beside a page.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Near<'a> {
    /// Its heading: the process.
    head: Option<Link<'a>>,
    /// Its parts, with the documents of the present one.
    entries: Vec<Entry<'a>>,
    /// Where all are, if not all are listed.
    all: Option<String>,
}

/// An entry.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    link: Link<'a>,
    /// `page`: the page itself; `true`: the place it belongs to.
    current: &'static str,
    /// Whether it stands below the entry before it.
    below: bool,
    /// A document's number before its title.
    id: Option<&'a str>,
}

/// The way from the home page to a place.
pub(crate) fn crumbs<'a>(voice: &Voice<'a>, place: Option<Place>) -> Vec<Link<'a>> {
    match place {
        Some((process, Some(part))) => vec![voice.place((process, None)), voice.place((process, Some(part)))],
        Some((process, None)) => vec![voice.place((process, None))],
        None => Vec::new(),
    }
}

/// What stands beside a document.
pub(crate) fn beside<'a>(voice: &Voice<'a>, document: usize) -> Near<'a> {
    match voice.shelf.places.of(document) {
        Some(place) => at(voice, place, Some(document)),
        None => Near::default(),
    }
}

/// What stands beside a process or part, with the documents of the place.
pub(crate) fn at<'a>(voice: &Voice<'a>, place: Place, document: Option<usize>) -> Near<'a> {
    let (process, part) = place;
    let mut near = Near { head: Some(voice.place((process, None))), ..Near::default() };
    if part.is_none() {
        documents(voice, &mut near, place, document, false);
    }
    for (n, _) in parts_of(voice.handbook(), process) {
        let here = part == Some(n);
        let current = match (here, document) {
            (true, None) => "page",
            (true, Some(_)) => "true",
            _ => "",
        };
        near.entries.push(Entry { link: voice.place((process, Some(n))), current, below: false, id: None });
        if here {
            documents(voice, &mut near, place, document, true);
        }
    }
    near
}

fn parts_of(h: &Handbook, process: usize) -> impl Iterator<Item = (usize, &crate::model::Part)> {
    h.landscape.processes.get(process).into_iter().flat_map(|p| p.parts.iter().enumerate())
}

fn documents<'a>(voice: &Voice<'a>, near: &mut Near<'a>, place: Place, document: Option<usize>, below: bool) {
    let all = voice.shelf.places.at(place);
    let here = document.and_then(|d| all.iter().position(|&n| n == d)).unwrap_or(0);
    let from = here.saturating_sub(ENOUGH / 2).min(all.len().saturating_sub(ENOUGH));
    for &n in all.iter().skip(from).take(ENOUGH) {
        let current = if Some(n) == document { "page" } else { "" };
        let id = voice.shelf.document(n).map(crate::model::Guideline::id);
        near.entries.push(Entry { link: voice.document(n, None), current, below, id });
    }
    if all.len() > ENOUGH {
        near.all = voice.place(place).href;
    }
}
