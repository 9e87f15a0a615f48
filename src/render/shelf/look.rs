//! What pages look up: each method notes what the page under way has seen ([`super::super::trace`]), so that the page
//! is made anew when that changes.

use super::raci;
use super::{Dates, Fact, Flows, PathOf, ProductShelf, RoleShelf, Shelf, Spot, StepsByClause};
use crate::checks::Coverage;
use crate::diagnostic::Finding;
use crate::graph::ProcessGraph;
use crate::model::{Guideline, Handbook};
use crate::render::trace::{Source, saw};

impl<'a> Shelf<'a> {
    /// The handbook.
    pub(crate) fn handbook(&self) -> &'a Handbook {
        self.edition.handbook
    }

    /// A digest of all source files, paths and texts: two editions of one digest are of the same sources.
    pub(crate) fn digest(&self) -> &str {
        saw(Source::Everything);
        self.digest.get_or_init(|| {
            let mut all: Vec<(&str, &str)> =
                self.handbook().sources.iter().map(|(_, f)| (f.path.as_str(), &*f.text)).collect();
            all.sort_unstable();
            let mut hasher = blake3::Hasher::new();
            for (path, text) in all {
                for piece in [path, text] {
                    hasher.update(&(piece.len() as u64).to_le_bytes());
                    hasher.update(piece.as_bytes());
                }
            }
            hasher.finalize().to_hex().to_string()
        })
    }

    /// A document by index.
    pub(crate) fn document(&self, n: usize) -> Option<&'a Guideline> {
        saw(Source::Document(n));
        self.handbook().guidelines.get(n)
    }

    /// A document by index, for who looks at nothing of its steps.
    pub(crate) fn head(&self, n: usize) -> Option<&'a Guideline> {
        saw(Source::Head(n));
        self.handbook().guidelines.get(n)
    }

    /// A document by index, for who looks at nothing but what it is called.
    pub(crate) fn named(&self, n: usize) -> Option<&'a Guideline> {
        saw(Source::Name(n));
        self.handbook().guidelines.get(n)
    }

    /// The process graph of a document.
    pub(crate) fn graph(&self, n: usize) -> Option<&'a ProcessGraph> {
        saw(Source::Document(n));
        self.edition.graphs.get(n)
    }

    /// The letters of a document, by index.
    pub(crate) fn tally(&self, n: usize) -> Option<&raci::Tally<'a>> {
        saw(Source::Letters(n));
        self.raci.get(n)
    }

    /// What a role does, by index in `Organisation::roles`.
    pub(crate) fn role(&self, n: usize) -> Option<&RoleShelf> {
        saw(Source::Role(n));
        self.roles.get(n)
    }

    /// A work product by id.
    pub(crate) fn product(&self, id: &str) -> Option<&ProductShelf<'a>> {
        self.products.index(id).and_then(|n| self.product_at(n))
    }

    /// A work product by index.
    pub(crate) fn product_at(&self, n: usize) -> Option<&ProductShelf<'a>> {
        saw(Source::Product(n));
        self.products.all.get(n)
    }

    /// All work products: listed ones first, in declared order, then the others by name.
    pub(crate) fn products(&self) -> &[ProductShelf<'a>] {
        saw(Source::Products);
        &self.products.all
    }

    /// What goes from where to where.
    pub(crate) fn flows(&self) -> &Flows<'a> {
        saw(Source::Flows);
        saw(Source::Products);
        &self.flows
    }

    /// Which clause is answered by which documents: index of the standard in scope and its coverage.
    pub(crate) fn coverage(&self) -> &[(usize, Coverage)] {
        saw(Source::Coverage);
        &self.coverage
    }

    /// Steps that answer clauses of a standard, by index.
    pub(crate) fn clause_steps(&self, standard: usize) -> Option<&StepsByClause<'a>> {
        saw(Source::Coverage);
        self.clause_steps.get(&standard)
    }

    /// Steps elsewhere that call a document as a sub-process: document and step.
    pub(crate) fn called_by(&self, n: usize) -> &[(usize, usize)] {
        saw(Source::Ways(n));
        self.called_by.get(&n).map_or(&[], Vec::as_slice)
    }

    /// What comes from a document or role and what goes to it.
    pub(crate) fn facts_of(&self, spot: Spot<'a>) -> &[Fact<'a>] {
        match spot {
            Spot::Document(n) => saw(Source::Ways(n)),
            Spot::Role(n) => saw(Source::Role(n)),
            _ => saw(Source::Flows),
        }
        self.flows.facts_of(spot)
    }

    /// Documents that a document names.
    pub(crate) fn cites(&self, n: usize) -> &[usize] {
        saw(Source::Whole(n));
        self.cites.of(n)
    }

    /// Documents that name a document.
    pub(crate) fn cited_by(&self, n: usize) -> &[usize] {
        saw(Source::Ways(n));
        self.cites.by(n)
    }

    /// Findings of a document that may be shown.
    pub(crate) fn findings_of(&self, n: usize) -> impl Iterator<Item = &'a Finding> {
        saw(Source::Findings(n));
        self.edition_findings_of(n).into_iter()
    }

    /// Findings that may be shown in this edition, in order.
    pub(crate) fn open_findings(&self) -> impl Iterator<Item = &'a Finding> {
        saw(Source::Open);
        self.all_open_findings()
    }

    /// Documents in the order of lists: by id. Which there are is part of the basis of every page.
    pub(crate) fn by_id(&self) -> &[usize] {
        &self.by_id
    }

    /// What falls due when, and what was done when.
    pub(crate) fn dates(&self) -> &Dates {
        saw(Source::Heads);
        &self.dates
    }

    /// Whether a document is in this edition.
    pub(crate) fn is_shown(&self, n: usize) -> bool {
        self.shown.get(n).copied().unwrap_or(false)
    }

    /// Documents of this edition with their index, in order of path.
    pub(crate) fn documents(&self) -> impl Iterator<Item = (usize, &'a Guideline)> {
        saw(Source::All);
        self.handbook().guidelines.iter().enumerate().filter(|(n, _)| self.is_shown(*n))
    }

    /// The same, for who looks at nothing of their steps.
    pub(crate) fn heads(&self) -> impl Iterator<Item = (usize, &'a Guideline)> {
        saw(Source::Heads);
        self.handbook().guidelines.iter().enumerate().filter(|(n, _)| self.is_shown(*n))
    }

    /// The same, for who looks at nothing but what they are called.
    pub(crate) fn names(&self) -> impl Iterator<Item = (usize, &'a Guideline)> {
        saw(Source::Names);
        self.handbook().guidelines.iter().enumerate().filter(|(n, _)| self.is_shown(*n))
    }

    /// What lives at a path of the handbook.
    pub(crate) fn path(&self, path: &str) -> Option<PathOf> {
        self.paths.get(path).copied()
    }

    /// Index of the standard that a short name or id means.
    pub(crate) fn standard(&self, name: &str) -> Option<usize> {
        let found = self.handbook().standard(name)?;
        self.handbook().standards.iter().position(|s| s.id == found.id)
    }

    /// Indices of the standards in scope, in the order of `handbook.yaml`.
    pub(crate) fn in_scope(&self) -> Vec<usize> {
        let handbook = self.handbook();
        let place = |name: &str| handbook.standards.iter().position(|s| s.id == name);
        handbook.settings.standards.iter().filter_map(|s| place(s.as_str())).collect()
    }
}
