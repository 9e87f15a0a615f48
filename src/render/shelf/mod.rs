//! The handbook sorted by what readers ask: who does what, what comes from where, which document answers which
//! clause. Made once per build, in one pass over the documents; a page then only looks up what is its own, so
//! that no page costs more because there are many.

pub(crate) mod chapters;
mod cites;
pub(crate) mod dates;
pub(crate) mod flows;
mod look;
pub(crate) mod places;
mod products;
pub(crate) mod raci;
mod roles;

pub(crate) use chapters::Chapter;
pub(crate) use cites::Cites;
pub(crate) use dates::Dates;
pub(crate) use flows::{Fact, Flows, Spot};
pub(crate) use places::{Place, Places};
pub(crate) use products::{Home, ProductShelf, Products};
pub(crate) use roles::RoleShelf;

use super::address::{self, Addresses};
use crate::checks::{Coverage, coverage};
use crate::diagnostic::Finding;
use crate::graph::ProcessGraph;
use crate::model::{Handbook, StepKind};
use aho_corasick::AhoCorasick;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;
use std::sync::OnceLock;

/// Everything that goes into one edition of the site.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// The handbook.
    pub handbook: &'a Handbook,
    /// The process graph of each guideline, in the order of `Handbook::guidelines`.
    pub graphs: &'a [ProcessGraph],
    /// Findings that count, judged: neither accepted nor in the baseline.
    pub findings: &'a [Finding],
    /// The day the edition is of.
    pub today: Date,
    /// Whether every page is marked as a draft.
    pub draft: bool,
    /// Which prints of several documents it has.
    pub prints: Prints,
}

/// Which prints of several documents an edition has: each holds the pages of its documents once more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Prints {
    /// Those of a handbook that is not large.
    #[default]
    Auto,
    /// Whatever fits into one print, however large the handbook is.
    All,
    /// None.
    None,
}

/// The sorted handbook. What it gathers over documents is private: the methods that give it note that the page under
/// way has seen it, so that the page is made anew when it changes. What is open to all is part of the basis of every
/// page (see [`super::memory`]).
#[derive(Debug)]
pub(crate) struct Shelf<'a> {
    /// What it was made from.
    pub(crate) edition: Edition<'a>,
    /// Where things live.
    pub(crate) address: Addresses,
    /// Which documents are in this edition, by index.
    pub(crate) shown: Vec<bool>,
    /// How many are not, for their class.
    pub(crate) withheld: usize,
    /// Documents by place in the landscape.
    pub(crate) places: Places,
    /// What each role does, by index in `Organisation::roles`.
    roles: Vec<RoleShelf>,
    /// Work products.
    products: Products<'a>,
    /// What goes from where to where.
    flows: Flows<'a>,
    /// Letters by document, by index.
    raci: Vec<raci::Tally<'a>>,
    /// Which clause is answered by which documents: index of the standard in scope and its coverage.
    coverage: Vec<(usize, Coverage)>,
    /// Which standards have a page: those in scope, and those that something cites; by index.
    pub(crate) standards: Vec<bool>,
    /// Steps that answer a clause: standard → clause → document and step.
    clause_steps: BTreeMap<usize, StepsByClause<'a>>,
    /// Findings by document: index of the document, indices of findings.
    findings: HashMap<usize, Vec<usize>>,
    /// Findings that may be shown in this edition, in order.
    open_findings: Vec<usize>,
    /// Steps elsewhere that hand over to a document or call it: document → (document, step).
    handed_by: HashMap<usize, Vec<(usize, usize)>>,
    /// See [`Shelf::handed_by`]; steps that call it as a sub-process.
    called_by: HashMap<usize, Vec<(usize, usize)>>,
    /// Which document names which.
    cites: Cites,
    /// Who replaces a document, by id.
    pub(crate) replaced_by: HashMap<&'a str, usize>,
    /// Documents in the order of lists: by id.
    by_id: Vec<usize>,
    /// How long lists are cut; empty where they are not.
    pub(crate) chapters: Vec<Chapter>,
    /// What falls due when, and what was done when.
    dates: Dates,
    /// Numbers that only `replaces` still names, each with the page that says so.
    pub(crate) moved: Vec<Moved<'a>>,
    digest: OnceLock<String>,
    paths: HashMap<&'a str, PathOf>,
}

/// What lives at a path of the handbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PathOf {
    /// Index in `Handbook::guidelines`.
    Document(usize),
    /// Index in `Handbook::pages`.
    Page(usize),
    /// Index in `Handbook::assets`.
    Asset(usize),
}

/// Document and step by clause.
pub(crate) type StepsByClause<'a> = HashMap<&'a str, Vec<(usize, usize)>>;

/// A number that only `replaces` still names.
#[derive(Debug)]
pub(crate) struct Moved<'a> {
    /// The number.
    pub(crate) id: &'a str,
    /// Address of its page.
    pub(crate) address: String,
    /// Documents that replace it.
    pub(crate) heirs: Vec<usize>,
}

impl<'a> Shelf<'a> {
    /// Sorts a handbook.
    pub(crate) fn new(edition: Edition<'a>) -> Self {
        let handbook = edition.handbook;
        let address = Addresses::new(handbook);
        let withheld: Vec<bool> = handbook.guidelines.iter().map(|g| handbook.withheld(g)).collect();
        let shown: Vec<bool> =
            withheld.iter().zip(&address.documents).map(|(w, a)| !w && !a.is_empty()).collect();
        // None of these needs another.
        let (products, ((places, paths), (roles, raci))) = rayon::join(
            || Products::new(handbook, &shown, &address.documents),
            || {
                rayon::join(
                    || rayon::join(|| Places::new(handbook, &shown), || paths(handbook)),
                    || rayon::join(|| roles::sort(handbook, &shown), || raci::tally(handbook, &shown)),
                )
            },
        );
        let mut shelf = Self {
            edition,
            places,
            roles,
            products,
            flows: Flows::default(),
            raci,
            coverage: Vec::new(),
            standards: vec![false; handbook.standards.len()],
            clause_steps: BTreeMap::new(),
            findings: HashMap::new(),
            open_findings: Vec::new(),
            handed_by: HashMap::new(),
            called_by: HashMap::new(),
            cites: Cites::default(),
            replaced_by: HashMap::new(),
            by_id: Vec::new(),
            chapters: Vec::new(),
            dates: Dates::default(),
            moved: Vec::new(),
            digest: OnceLock::new(),
            withheld: withheld.iter().filter(|w| **w).count(),
            paths,
            address,
            shown,
        };
        let in_scope = shelf.in_scope();
        let (flows, ((coverage, dates), cites)) = rayon::join(
            || Flows::new(handbook, &shelf.shown, &shelf.places, &shelf.products),
            || {
                let cover = |n: usize| (n, coverage(handbook, &handbook.standards[n]));
                rayon::join(
                    || {
                        let coverage = in_scope.into_iter().map(cover).collect();
                        (coverage, Dates::new(handbook, &shelf.shown, edition.today))
                    },
                    || Cites::new(&shelf),
                )
            },
        );
        (shelf.flows, shelf.coverage, shelf.dates, shelf.cites) = (flows, coverage, dates, cites);
        shelf.sort_standards();
        shelf.sort_clauses();
        shelf.sort_ways();
        shelf.sort_findings();
        shelf.by_id = (0..handbook.guidelines.len()).filter(|&n| shelf.shown[n]).collect();
        shelf.by_id.sort_by(|&a, &b| natural(handbook.guidelines[a].id(), handbook.guidelines[b].id()));
        shelf.chapters = chapters::chapters(handbook, &shelf.places, shelf.by_id.len());
        shelf.sort_moved();
        shelf
    }

    /// A number that a document replaces, and that has no page of its own, gets one that leads on. One of a document
    /// that is kept out of the edition has none: that it was replaced is for those who may read it.
    fn sort_moved(&mut self) {
        let handbook = self.handbook();
        let mut heirs: BTreeMap<&'a str, Vec<usize>> = BTreeMap::new();
        for &n in &self.by_id {
            for old in handbook.guidelines.get(n).into_iter().flat_map(|g| &g.replaces) {
                if handbook.guideline_index(old.as_str()).is_none() {
                    heirs.entry(old.as_str()).or_default().push(n);
                }
            }
        }
        let taken = self.address.documents.iter().filter_map(|a| a.split('/').nth(1)).map(str::to_lowercase);
        let mut taken: std::collections::HashSet<String> = taken.collect();
        for (id, heirs) in heirs {
            let folder = address::safe(id);
            if taken.insert(folder.to_lowercase()) {
                self.moved.push(Moved { id, address: format!("d/{folder}/index.html"), heirs });
            }
        }
    }

    // For digests: the same without notes.

    pub(super) fn edition_findings_of(&self, n: usize) -> Vec<&'a Finding> {
        let all = self.findings.get(&n).into_iter().flatten();
        all.filter_map(|&f| self.edition.findings.get(f)).collect()
    }

    pub(super) fn all_open_findings(&self) -> impl Iterator<Item = &'a Finding> {
        self.open_findings.iter().filter_map(|&n| self.edition.findings.get(n))
    }

    pub(super) fn all_letters(&self, n: usize) -> impl Hash {
        self.raci.get(n)
    }

    pub(super) fn all_products(&self) -> &[ProductShelf<'a>] {
        &self.products.all
    }

    pub(super) fn all_flows(&self) -> &Flows<'a> {
        &self.flows
    }

    pub(super) fn all_coverage(&self) -> &[(usize, Coverage)] {
        &self.coverage
    }

    pub(super) fn all_ways(&self, n: usize) -> impl Hash {
        let ways = [&self.handed_by, &self.called_by].map(|ways| ways.get(&n).map_or(&[][..], Vec::as_slice));
        (ways, self.flows.facts_of(Spot::Document(n)), self.cites.by(n))
    }

    pub(super) fn all_of_role(&self, n: usize) -> impl Hash {
        (self.roles.get(n), self.flows.facts_of(Spot::Role(n)))
    }

    fn sort_standards(&mut self) {
        let handbook = self.handbook();
        let norms = self.documents().flat_map(|(_, g)| &g.norms);
        let see = self.documents().flat_map(|(_, g)| g.steps.iter().flat_map(|s| &s.see));
        let products = handbook.landscape.products.iter().flat_map(|p| &p.norms);
        let soa = handbook.soa.iter().filter_map(|s| s.standard.as_ref());
        let names = norms.chain(see).chain(products).chain(soa);
        let name = |text: &'a crate::model::Text| text.as_str().split(':').next().unwrap_or_default().trim();
        let names: BTreeSet<&str> = names.map(name).collect();
        let cited = names.into_iter().filter_map(|name| self.standard(name));
        let shown: Vec<usize> = self.in_scope().into_iter().chain(cited).collect();
        for n in shown {
            self.standards[n] = true;
        }
    }

    /// Which step cites a clause, makes what answers one, or is named as evidence.
    fn sort_clauses(&mut self) {
        let h = self.handbook();
        let mut names: HashMap<&'a str, Option<usize>> = HashMap::new();
        let mut found: Vec<(usize, &'a str, (usize, usize))> = Vec::new();
        for (n, g) in self.documents().filter(|(_, g)| flows::is_real(g)) {
            for (s, step) in g.steps.iter().enumerate() {
                let made = step.output.iter().filter_map(|p| h.product(p.id.as_str()));
                for norm in step.see.iter().chain(made.flat_map(|p| &p.norms)) {
                    let Some((name, clause)) = norm.as_str().split_once(':') else { continue };
                    let standard = *names.entry(name.trim()).or_insert_with(|| self.standard(name.trim()));
                    found.extend(standard.map(|standard| (standard, clause.trim(), (n, s))));
                }
            }
        }
        let soa = h.soa.as_ref().and_then(|s| Some((self.standard(s.standard.as_ref()?.as_str())?, s)));
        if let Some((standard, soa)) = soa {
            for control in &soa.controls {
                for evidence in &control.evidence {
                    let Some((id, step)) = evidence.as_str().split_once('#') else { continue };
                    let at = h.guideline_index(id).filter(|&n| self.is_shown(n));
                    let step = at.and_then(|n| Some((n, h.guidelines.get(n)?.step_index(step)?)));
                    found.extend(step.map(|at| (standard, control.id.as_str(), at)));
                }
            }
        }
        for (standard, clause, at) in found {
            let steps = self.clause_steps.entry(standard).or_default().entry(clause).or_default();
            if !steps.contains(&at) {
                steps.push(at);
            }
        }
    }

    fn sort_ways(&mut self) {
        let handbook = self.handbook();
        for (n, g) in handbook.guidelines.iter().enumerate().filter(|(n, _)| self.shown[*n]) {
            for old in &g.replaces {
                self.replaced_by.entry(old.as_str()).or_insert(n);
            }
            for (s, step) in g.steps.iter().enumerate() {
                match &step.kind {
                    StepKind::End { hand_over, .. } => {
                        for (to, _) in hand_over {
                            if let Some(to) = handbook.guideline_index(to.as_str()) {
                                self.handed_by.entry(to).or_default().push((n, s));
                            }
                        }
                    }
                    StepKind::Call { document, .. } => {
                        if let Some(to) = handbook.guideline_index(document.as_str()) {
                            self.called_by.entry(to).or_default().push((n, s));
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    /// A finding about a withheld document would tell what is in it, so it is left out; so is one about a shared
    /// file that repeats the title of such a document.
    fn sort_findings(&mut self) {
        let handbook = self.handbook();
        let mut file_of = HashMap::new();
        let mut secrets: Vec<&str> = Vec::new();
        for (n, g) in handbook.guidelines.iter().enumerate() {
            file_of.insert(g.file, n);
            if handbook.withheld(g) {
                secrets.extend(g.title.as_ref().map(crate::model::Text::as_str).filter(|t| !t.is_empty()));
            }
        }
        for t in &handbook.translations {
            if let Some(n) = handbook.guideline_index(t.translates.as_str()) {
                file_of.insert(t.file, n);
            }
        }
        // One pass over a message, however many titles are kept back. Without the search, nothing may be told.
        let Ok(secret) = AhoCorasick::new(&secrets) else { return };
        for (n, f) in self.edition.findings.iter().enumerate() {
            let named = f.document.as_deref().and_then(|id| handbook.guideline_index(id));
            let document = named.or_else(|| file_of.get(&f.at.file).copied());
            let hidden = |d: usize| handbook.guidelines.get(d).is_some_and(|g| handbook.withheld(g));
            let places = f.related.iter().map(|(at, _)| at.file).chain([f.at.file]);
            let tells = |f: &Finding| secret.is_match(&f.message) || secret.is_match(&f.help);
            if document.is_some_and(hidden)
                || places.filter_map(|file| file_of.get(&file)).any(|&d| hidden(d))
                || tells(f)
                || f.follows.iter().any(tells)
            {
                continue;
            }
            self.open_findings.push(n);
            if let Some(d) = document {
                self.findings.entry(d).or_default().push(n);
            }
        }
    }
}

fn paths(handbook: &Handbook) -> HashMap<&str, PathOf> {
    let translations = handbook.translations.iter().filter_map(|t| {
        let source = match handbook.guideline_index(t.translates.as_str()) {
            Some(n) => PathOf::Document(n),
            None => PathOf::Page(handbook.pages.iter().position(|p| p.path == t.translates.as_str())?),
        };
        Some((handbook.sources.path(t.file), source))
    });
    let documents = handbook.guidelines.iter().enumerate();
    let documents = documents.map(|(n, g)| (handbook.sources.path(g.file), PathOf::Document(n)));
    let pages = handbook.pages.iter().enumerate().map(|(n, p)| (p.path.as_str(), PathOf::Page(n)));
    let assets = handbook.assets.iter().enumerate().map(|(n, (p, _))| (p.as_str(), PathOf::Asset(n)));
    assets.chain(translations).chain(pages).chain(documents).collect()
}

/// Order of ids as people count: `A.5.9` before `A.5.10`.
pub(crate) fn natural(a: &str, b: &str) -> std::cmp::Ordering {
    /// Runs of figures as numbers, and what stands between them.
    fn runs(mut rest: &str) -> impl Iterator<Item = (u8, u64, &str)> {
        let figure = |c: char| c.is_ascii_digit();
        std::iter::from_fn(move || {
            let number = rest.starts_with(figure);
            let end = rest.find(|c| figure(c) != number).unwrap_or(rest.len());
            let (run, after) = rest.split_at_checked(end).filter(|_| end > 0)?;
            rest = after;
            let digit = |n: u64, b: u8| n.saturating_mul(10).saturating_add(u64::from(b - b'0'));
            Some(if number { (0, run.bytes().fold(0, digit), "") } else { (1, 0, run) })
        })
    }
    runs(a).cmp(runs(b)).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn numbers_are_ordered_as_numbers() {
        let mut ids = vec!["A.5.10", "A.5.9", "SAL-G-010", "SAL-G-002", "4", "4.1"];
        ids.sort_by(|a, b| natural(a, b));
        assert_eq!(ids, ["4", "4.1", "A.5.9", "A.5.10", "SAL-G-002", "SAL-G-010"]);
        let mut odd = vec!["ü2", "", "a", "99999999999999999999999", "7", "007", "a1b", "a1"];
        odd.sort_by(|a, b| natural(a, b));
        assert_eq!(odd, ["", "007", "7", "99999999999999999999999", "a", "a1", "a1b", "ü2"]);
    }
}
