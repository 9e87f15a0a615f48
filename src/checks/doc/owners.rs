//! Everything of a handbook that has an owner.

use crate::checks::words::of;
use crate::diagnostic::Finding;
use crate::model::{Guideline, Handbook, Kpi, Text};

/// An owner, and of what.
pub(super) struct Owned<'a> {
    /// As written.
    pub(super) owner: &'a Text,
    /// The document, where it is one or a part of one.
    pub(super) document: Option<&'a Guideline>,
    /// Path of the part.
    key: Option<String>,
}

impl Owned<'_> {
    /// Puts a finding where it belongs.
    pub(super) fn put(&self, finding: Finding) -> Finding {
        let finding = of(self.document, finding);
        match &self.key {
            Some(key) => finding.key(key.as_str()),
            None => finding,
        }
    }
}

/// Hands every owner to `take`, in the order of the handbook.
pub(super) fn owners<'a>(h: &'a Handbook, mut take: impl FnMut(Owned<'a>)) {
    let mut give = |owner: Option<&'a Text>, document, key: Option<String>| {
        if let Some(owner) = owner {
            take(Owned { owner, document, key });
        }
    };
    let number = |n: usize, k: &Kpi| k.id.as_ref().map_or_else(|| (n + 1).to_string(), |id| id.value.clone());
    for g in &h.guidelines {
        give(g.owner.as_ref(), Some(g), None);
        for (n, kpi) in g.kpis.iter().enumerate() {
            give(kpi.owner.as_ref(), Some(g), Some(format!("kpi/{}", number(n, kpi))));
        }
    }
    for p in &h.landscape.processes {
        let id = p.id.as_str();
        give(p.owner.as_ref(), None, Some(format!("process/{id}")));
        for part in &p.parts {
            give(part.owner.as_ref(), None, Some(format!("process/{id}/{}", part.id.as_str())));
        }
        for (n, kpi) in p.kpis.iter().enumerate() {
            give(kpi.owner.as_ref(), None, Some(format!("kpi/{}", number(n, kpi))));
        }
    }
    for p in &h.landscape.products {
        give(p.owner.as_ref(), None, Some(format!("product/{}", p.id.as_str())));
    }
}
