//! Work products: what makes each, what needs it, where it is kept.

use crate::model::{Cast, Guideline, Handbook, Product, StepKind, Text};
use crate::render::address::Namer;
use foldhash::HashMap;
use rayon::prelude::*;
use std::hash::{Hash, Hasher};

/// Everything that names one work product, in order of document and step.
#[derive(Debug, Clone, Default)]
pub(crate) struct ProductShelf<'a> {
    /// Its id.
    pub(crate) id: &'a str,
    /// Its entry in `landscape.yaml`, where it has one.
    pub(crate) entry: Option<&'a Product>,
    /// Steps that make it: document and step.
    pub(crate) made: Vec<(usize, usize)>,
    /// Starts that bring it in: document and start.
    pub(crate) brought: Vec<(usize, usize)>,
    /// Steps that read it.
    pub(crate) used: Vec<(usize, usize)>,
    /// Roles and groups that make it, and those that need it, each once.
    pub(crate) makers: Vec<&'a str>,
    /// Where starts that bring it in say it comes from; a name may stand there more than once.
    pub(crate) bringers: Vec<&'a str>,
    pub(crate) readers: Vec<&'a str>,
    /// Ends that hand it over.
    pub(crate) handed: Vec<(usize, usize)>,
    /// Documents that keep it as a record: document and record.
    pub(crate) records: Vec<(usize, usize)>,
    /// Where it is shown: a page, and for those that only one document names and nobody lists, the row there.
    pub(crate) home: Home,
}

/// Where a work product is shown. What only one document names would have a page with one line, so its link leads to
/// the row of that document instead, where the same is said beside the steps.
#[derive(Debug, Clone, Default, Hash)]
pub(crate) struct Home {
    /// Address of the page.
    pub(crate) address: String,
    /// The row in it; `None`: the page is its own.
    pub(crate) row: Option<String>,
}

impl Hash for ProductShelf<'_> {
    /// Its entry is part of `landscape.yaml`, on which every page depends anyway.
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.id, &self.made, &self.brought, &self.used, &self.handed, &self.records, &self.home).hash(state);
        (&self.makers, &self.bringers, &self.readers).hash(state);
    }
}

impl Home {
    /// Anchor of its row on the page of any document that names it.
    pub(crate) fn anchor(&self) -> String {
        let own = |a: &str| Some(a.strip_prefix("p/")?.strip_suffix("/index.html")?.to_owned());
        self.row.clone().unwrap_or_else(|| format!("product--{}", own(&self.address).unwrap_or_default()))
    }
}

impl ProductShelf<'_> {
    /// The document that alone names it, in a step.
    fn only_document(&self) -> Option<usize> {
        let steps = || self.made.iter().chain(&self.brought).chain(&self.used).chain(&self.handed);
        let first = steps().next()?.0;
        steps().chain(&self.records).all(|(d, _)| *d == first).then_some(first)
    }
}

/// All work products that the landscape lists or a document of the edition names.
#[derive(Debug, Default)]
pub(crate) struct Products<'a> {
    /// Listed ones first, in declared order, then the others by name.
    pub(crate) all: Vec<ProductShelf<'a>>,
    by_id: HashMap<&'a str, usize>,
}

impl<'a> Products<'a> {
    /// Sorts the documents that are shown.
    pub(crate) fn new(handbook: &'a Handbook, shown: &[bool], documents: &[String]) -> Self {
        // First which there are, so that each has its place from the beginning.
        let mut products = Self::default();
        let mut ids: Vec<&'a str> = Vec::new();
        for entry in &handbook.landscape.products {
            products.by_id.entry(entry.id.as_str()).or_insert_with(|| {
                ids.push(entry.id.as_str());
                0
            });
        }
        let listed = ids.len();
        for (_, g) in handbook.guidelines.iter().enumerate().filter(|(n, _)| shown[*n]) {
            each(g, &mut |id| {
                products.by_id.entry(id).or_insert_with(|| {
                    ids.push(id);
                    0
                });
            });
        }
        ids[listed..].par_sort_by(|a, b| super::natural(a, b));
        products.all = Vec::with_capacity(ids.len());
        for (n, id) in ids.into_iter().enumerate() {
            products.by_id.insert(id, n);
            products.all.push(ProductShelf { id, ..ProductShelf::default() });
        }
        for entry in &handbook.landscape.products {
            if let Some(product) = products.get(entry.id.as_str()) {
                product.entry = Some(entry);
            }
        }
        for (n, g) in handbook.guidelines.iter().enumerate().filter(|(n, _)| shown[*n]) {
            products.document(n, g);
        }
        for (n, g) in handbook.guidelines.iter().enumerate().filter(|(n, _)| shown[*n]) {
            products.records(n, g);
        }
        let mut names = Namer::default();
        for p in &mut products.all {
            let name = names.name(p.id);
            p.home = match p.only_document().and_then(|d| documents.get(d)) {
                Some(document) if p.entry.is_none() => {
                    Home { address: document.clone(), row: Some(format!("product--{name}")) }
                }
                _ => Home { address: format!("p/{name}/index.html"), row: None },
            };
        }
        products
    }

    /// Index of a product by id.
    pub(crate) fn index(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    fn get(&mut self, id: &str) -> Option<&mut ProductShelf<'a>> {
        self.by_id.get(id).and_then(|&n| self.all.get_mut(n))
    }

    fn document(&mut self, n: usize, g: &'a Guideline) {
        for (s, start) in g.starts.iter().enumerate() {
            for p in &start.out {
                let Some(product) = self.get(p.id.as_str()) else { continue };
                product.brought.push((n, s));
                product.bringers.extend(start.from.iter().map(Text::as_str));
            }
        }
        for (s, step) in g.steps.iter().enumerate() {
            let party = match &step.kind {
                StepKind::Wait { party, .. } => party.as_ref(),
                _ => None,
            };
            let doers = g.doers(step).into_iter().flat_map(Cast::names).chain(party).map(Text::as_str);
            let doers: Vec<&'a str> = doers.collect();
            for p in &step.input {
                let Some(product) = self.get(p.id.as_str()) else { continue };
                product.used.push((n, s));
                add(&mut product.readers, &doers);
            }
            for p in &step.output {
                let Some(product) = self.get(p.id.as_str()) else { continue };
                product.made.push((n, s));
                add(&mut product.makers, &doers);
            }
            if let StepKind::End { hand_over, .. } = &step.kind {
                for p in hand_over.iter().flat_map(|(_, what)| what) {
                    if let Some(product) = self.get(p.id.as_str()) {
                        product.handed.push((n, s));
                    }
                }
            }
        }
    }

    /// A record's name may be free; it is a work product only where something else says so.
    fn records(&mut self, n: usize, g: &Guideline) {
        for (r, record) in g.records.iter().enumerate() {
            if let Some(&p) = self.by_id.get(record.name.as_str()) {
                self.all[p].records.push((n, r));
            }
        }
    }
}

/// Every work product that a document names at a start, a step or an end.
fn each<'a>(g: &'a Guideline, take: &mut impl FnMut(&'a str)) {
    for p in g.starts.iter().flat_map(|s| &s.out) {
        take(p.id.as_str());
    }
    for step in &g.steps {
        for p in step.input.iter().chain(&step.output) {
            take(p.id.as_str());
        }
        if let StepKind::End { hand_over, .. } = &step.kind {
            for p in hand_over.iter().flat_map(|(_, what)| what) {
                take(p.id.as_str());
            }
        }
    }
}

/// Adds the names that are not there yet.
fn add<'a>(known: &mut Vec<&'a str>, names: &[&'a str]) {
    for name in names {
        if !known.contains(name) {
            known.push(name);
        }
    }
}
