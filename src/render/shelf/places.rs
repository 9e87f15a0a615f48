//! Documents by their place in the landscape.

use super::natural;
use crate::model::{Guideline, Handbook, ProcessPath};

/// A place: index of the process, and of the part where it is one.
pub(crate) type Place = (usize, Option<usize>);

/// Documents by place.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// By process: documents of the whole area.
    pub(crate) areas: Vec<Vec<usize>>,
    /// By process, then part: documents of the part.
    pub(crate) parts: Vec<Vec<Vec<usize>>>,
    /// Documents without a place that the landscape knows.
    pub(crate) nowhere: Vec<usize>,
    of: Vec<Option<Place>>,
}

impl Places {
    /// Sorts the documents that are shown, each list by id.
    pub(crate) fn new(handbook: &Handbook, shown: &[bool]) -> Self {
        let processes = &handbook.landscape.processes;
        let mut places = Self {
            areas: vec![Vec::new(); processes.len()],
            parts: processes.iter().map(|p| vec![Vec::new(); p.parts.len()]).collect(),
            nowhere: Vec::new(),
            of: handbook
                .guidelines
                .iter()
                .map(|g| g.process.as_ref().and_then(|p| find(handbook, &p.value)))
                .collect(),
        };
        let mut order: Vec<usize> = (0..handbook.guidelines.len()).filter(|&n| shown[n]).collect();
        let id = |n: usize| handbook.guidelines.get(n).map_or("", Guideline::id);
        order.sort_by(|&a, &b| natural(id(a), id(b)));
        for n in order {
            match places.of[n] {
                Some((p, Some(part))) => places.parts[p][part].push(n),
                Some((p, None)) => places.areas[p].push(n),
                None => places.nowhere.push(n),
            }
        }
        places
    }

    /// The place of a document.
    pub(crate) fn of(&self, document: usize) -> Option<Place> {
        self.of.get(document).copied().flatten()
    }

    /// Documents of a place: of a part, or of the area as a whole.
    pub(crate) fn at(&self, (process, part): Place) -> &[usize] {
        let found = match part {
            Some(part) => self.parts.get(process).and_then(|p| p.get(part)),
            None => self.areas.get(process),
        };
        found.map_or(&[], Vec::as_slice)
    }
}

/// The place that a path means. A part that is not there counts as its process.
pub(crate) fn find(handbook: &Handbook, path: &ProcessPath) -> Option<Place> {
    let process = handbook.landscape.processes.iter().position(|p| p.id.as_str() == path.process)?;
    let part = path.part.as_ref().and_then(|part| {
        handbook.landscape.processes[process].parts.iter().position(|p| p.id.as_str() == part)
    });
    Some((process, part))
}

/// The place that a name means: `sales/opportunity-management`, `sales`, or the part alone.
pub(crate) fn named(handbook: &Handbook, name: &str) -> Option<Place> {
    if let Some((process, part)) = name.split_once('/') {
        let path = ProcessPath { process: process.to_owned(), part: Some(part.to_owned()) };
        return find(handbook, &path).filter(|(_, part)| part.is_some());
    }
    let processes = &handbook.landscape.processes;
    if let Some(n) = processes.iter().position(|p| p.id.as_str() == name) {
        return Some((n, None));
    }
    processes.iter().enumerate().find_map(|(n, p)| {
        p.parts.iter().position(|part| part.id.as_str() == name).map(|part| (n, Some(part)))
    })
}
