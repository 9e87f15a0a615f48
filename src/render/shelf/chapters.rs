//! How lists that grow with the documents are cut, the same way for all of them: by process, a large process by
//! part, and what is still too long into runs. A handbook that fits on one page has no chapters.

use super::{Place, Places};
use crate::model::Handbook;
use crate::render::address::Namer;

/// As many documents as a list shows on one page.
pub(crate) const ENOUGH: usize = 500;

/// A chapter of every long list.
#[derive(Debug)]
pub(crate) struct Chapter {
    /// Name of its file, without folder and ending: `sales`.
    pub(crate) name: String,
    /// Its place; `None`: documents that belong nowhere.
    pub(crate) place: Option<Place>,
    /// Whether it is the whole process with its parts.
    pub(crate) whole: bool,
    /// Which run of its place it is, from 1, where there are several.
    pub(crate) run: Option<usize>,
    /// Its documents, by id.
    pub(crate) documents: Vec<usize>,
}

/// The chapters of a handbook; none where all documents fit on one page.
pub(crate) fn chapters(h: &Handbook, places: &Places, documents: usize) -> Vec<Chapter> {
    if documents <= ENOUGH {
        return Vec::new();
    }
    let mut made = Vec::new();
    let mut names = Namer::default();
    // The list itself has this name.
    names.name("index");
    for (n, p) in h.landscape.processes.iter().enumerate() {
        let mut all = places.at((n, None)).to_vec();
        all.extend((0..p.parts.len()).flat_map(|part| places.at((n, Some(part)))));
        if all.len() <= ENOUGH {
            runs(&mut made, &mut names, p.id.as_str(), Some((n, None)), true, &all);
            continue;
        }
        runs(&mut made, &mut names, p.id.as_str(), Some((n, None)), false, places.at((n, None)));
        for (m, part) in p.parts.iter().enumerate() {
            let place = (n, Some(m));
            let name = format!("{}-{}", p.id.as_str(), part.id.as_str());
            runs(&mut made, &mut names, &name, Some(place), false, places.at(place));
        }
    }
    runs(&mut made, &mut names, "elsewhere", None, false, &places.nowhere);
    made
}

fn runs(
    made: &mut Vec<Chapter>,
    names: &mut Namer,
    name: &str,
    place: Option<Place>,
    whole: bool,
    all: &[usize],
) {
    let several = all.len() > ENOUGH;
    for (n, documents) in all.chunks(ENOUGH).enumerate() {
        let run = several.then_some(n + 1);
        let name = run.map_or_else(|| name.to_owned(), |run| format!("{name}-{run}"));
        made.push(Chapter { name: names.name(&name), place, whole, run, documents: documents.to_vec() });
    }
}
