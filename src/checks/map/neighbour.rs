//! Whom a start comes from and an end hands over to: a document, a part of a process, an outside party.

use crate::model::{DocStatus, Guideline, Handbook, ProcessPath, RoleOrGroup, StepKind};
use std::collections::HashMap;

/// What a name between processes means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::checks) enum Neighbour<'a> {
    /// A document (its index).
    Document(usize),
    /// A process as a whole, or one of its parts; several where parts of two processes have one name.
    Parts(Vec<(&'a str, Option<&'a str>)>),
    /// An outside party.
    External,
    /// A role or group of the company.
    Internal,
    /// Nothing.
    Unknown,
}

/// What every check of this family looks up.
pub(in crate::checks) struct Map<'a> {
    pub(in crate::checks) h: &'a Handbook,
    parts: HashMap<&'a str, Vec<(&'a str, Option<&'a str>)>>,
    /// Documents in force or being written, by process and part; by process alone, all of it.
    by_part: HashMap<(&'a str, Option<&'a str>), Vec<usize>>,
}

impl<'a> Map<'a> {
    pub(in crate::checks) fn of(h: &'a Handbook) -> Self {
        let mut parts: HashMap<&str, Vec<_>> = HashMap::new();
        for process in &h.landscape.processes {
            for part in &process.parts {
                let names = parts.entry(part.id.as_str()).or_default();
                names.push((process.id.as_str(), Some(part.id.as_str())));
            }
        }
        let mut by_part: HashMap<_, Vec<usize>> = HashMap::new();
        for (n, g) in h.guidelines.iter().enumerate().filter(|(_, g)| is_real(g)) {
            let Some(path) = &g.process else { continue };
            let process = path.value.process.as_str();
            by_part.entry((process, None)).or_default().push(n);
            if let Some(part) = path.value.part.as_deref() {
                by_part.entry((process, Some(part))).or_default().push(n);
            }
        }
        Self { h, parts, by_part }
    }

    /// What a name means.
    pub(in crate::checks) fn resolve(&self, name: &'a str) -> Neighbour<'a> {
        if let Some(n) = self.h.guideline_index(name) {
            return Neighbour::Document(n);
        }
        if let Some((process, part)) = name.split_once('/') {
            return match self.h.part(process, part) {
                Some(_) => Neighbour::Parts(vec![(process, Some(part))]),
                None => Neighbour::Unknown,
            };
        }
        if self.h.process(name).is_some() {
            return Neighbour::Parts(vec![(name, None)]);
        }
        if let Some(parts) = self.parts.get(name) {
            return Neighbour::Parts(parts.clone());
        }
        match self.h.party(name) {
            Some(RoleOrGroup::Role(_)) if self.h.role(name).is_some_and(|r| r.external) => {
                Neighbour::External
            }
            Some(_) => Neighbour::Internal,
            None => Neighbour::Unknown,
        }
    }

    /// Whether a neighbour means, or holds, a document.
    pub(in crate::checks) fn covers(&self, neighbour: &Neighbour<'_>, document: usize) -> bool {
        match neighbour {
            Neighbour::Document(n) => *n == document,
            Neighbour::Parts(parts) => {
                let path = self.h.guidelines.get(document).and_then(|g| g.process.as_ref());
                path.is_some_and(|path| parts.iter().any(|part| within(&path.value, *part)))
            }
            _ => false,
        }
    }

    /// The documents that a neighbour means, but for planned and retired ones.
    pub(in crate::checks) fn documents(&self, neighbour: &Neighbour<'_>) -> Vec<usize> {
        match neighbour {
            Neighbour::Document(n) if self.h.guidelines.get(*n).is_some_and(is_real) => vec![*n],
            Neighbour::Parts(parts) => {
                let all = parts.iter().filter_map(|part| self.by_part.get(part)).flatten();
                let mut found: Vec<usize> = all.copied().collect();
                found.sort_unstable();
                found.dedup();
                found
            }
            _ => Vec::new(),
        }
    }
}

fn within(path: &ProcessPath, (process, part): (&str, Option<&str>)) -> bool {
    path.process == process && (part.is_none() || path.part.as_deref() == part)
}

/// Whether a document is written and not withdrawn.
pub(in crate::checks) fn is_real(g: &Guideline) -> bool {
    !matches!(g.state(), DocStatus::Planned | DocStatus::Retired)
}

/// The documents that `g` calls.
pub(in crate::checks) fn calls<'g>(
    h: &'g Handbook,
    g: &'g Guideline,
) -> impl Iterator<Item = usize> + use<'g> {
    g.steps.iter().filter_map(|s| match &s.kind {
        StepKind::Call { document, .. } => h.guideline_index(document),
        _ => None,
    })
}
