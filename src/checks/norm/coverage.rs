//! Which clause is cited by which document: for `norm/uncovered` and the pages.

use crate::model::{Applicable, Clause, ClauseKind, Handbook, NormRef, Standard};
use std::collections::{BTreeMap, HashSet};

/// What a handbook says of one standard.
#[derive(Debug, Clone, Default, Hash)]
pub struct Coverage {
    /// Clause → documents (index in `Handbook::guidelines`) that cite it, in order, each once.
    pub cited: BTreeMap<String, Vec<usize>>,
    /// Documents that cite the standard as a whole.
    pub whole: Vec<usize>,
    /// Clauses that are asked for and neither cited, nor above a cited one, nor left out with a reason: in the
    /// order of the catalogue.
    pub open: Vec<String>,
    /// Clauses that are asked for and answered, in the order of the catalogue.
    pub answered: Vec<String>,
    /// How many clauses are asked for.
    pub asked: usize,
}

/// Works out the coverage of a standard. A clause counts as covered when it or one below it is cited; chapters and
/// themes are not asked for. Evidence named in the Statement of Applicability cites its control, and a control that
/// it leaves out with a reason is not asked for. Planned and retired documents cover nothing.
pub fn coverage(h: &Handbook, standard: &Standard) -> Coverage {
    use crate::model::DocStatus::{Planned, Retired};
    let mut c = Coverage::default();
    let means = |name: &&str| h.standard(name).is_some_and(|s| s.id == standard.id);
    let names: HashSet<&str> =
        [standard.id.as_str(), standard.short.as_str()].into_iter().filter(means).collect();
    for (n, g) in h.guidelines.iter().enumerate().filter(|(_, g)| !matches!(g.state(), Planned | Retired)) {
        let products = g.steps.iter().flat_map(|s| &s.output).filter_map(|p| h.product(&p.id));
        let steps = g.steps.iter().flat_map(|s| &s.see);
        for norm in g.norms.iter().chain(steps).chain(products.flat_map(|p| &p.norms)) {
            let (name, clause) =
                norm.split_once(':').map_or((norm.trim(), None), |(s, c)| (s.trim(), Some(c)));
            if !names.contains(name) {
                continue;
            }
            let list = match clause {
                Some(clause) => c.cited.entry(clause.trim().to_owned()).or_default(),
                None => &mut c.whole,
            };
            if list.last() != Some(&n) {
                list.push(n);
            }
        }
    }
    let soa = h.soa.iter().filter(|soa| {
        soa.standard.as_ref().and_then(|name| h.standard(name)).is_some_and(|s| s.id == standard.id)
    });
    for control in soa.clone().flat_map(|soa| &soa.controls) {
        for document in control.evidence.iter().filter_map(|e| h.guideline_index(e.split('#').next()?)) {
            let list = c.cited.entry(control.id.value.clone()).or_default();
            if !list.contains(&document) {
                list.push(document);
                list.sort_unstable();
            }
        }
    }
    let parents: BTreeMap<&str, &str> =
        standard.items.iter().filter_map(|i| i.parent.as_deref().map(|p| (i.id.as_str(), p))).collect();
    let mut covered: HashSet<&str> = HashSet::new();
    for clause in c.cited.keys() {
        let mut at = clause.as_str();
        while covered.insert(at) {
            match parents.get(at) {
                Some(parent) => at = parent,
                None => break,
            }
        }
    }
    let mut left_out = left_out(h, standard, &parents);
    let not_needed = soa
        .flat_map(|soa| &soa.controls)
        .filter(|c| c.applicable.as_ref().is_some_and(|a| a.value == Applicable::No) && c.why.is_some());
    for control in not_needed {
        left_out.extend(standard.clause(&control.id).map(|c| c.id.as_str()));
    }
    for clause in standard.items.iter().filter(|c| asked(c)) {
        if left_out.contains(clause.id.as_str()) {
            continue;
        }
        c.asked += 1;
        let list = if covered.contains(clause.id.as_str()) { &mut c.answered } else { &mut c.open };
        list.push(clause.id.clone());
    }
    c
}

fn asked(clause: &Clause) -> bool {
    matches!(clause.kind, ClauseKind::Clause | ClauseKind::Control)
}

/// Clauses that `not-applicable` names, and all below them.
fn left_out<'a>(h: &Handbook, standard: &'a Standard, parents: &BTreeMap<&str, &str>) -> HashSet<&'a str> {
    let named: HashSet<String> = h
        .settings
        .not_applicable
        .iter()
        .map(|(norm, _)| NormRef::read(norm))
        .filter(|n| h.standard(&n.standard).is_some_and(|s| s.id == standard.id))
        .filter_map(|n| n.clause)
        .collect();
    let below = |id: &str| {
        let mut at = id;
        // Catalogues are shallow; the bound only guards against a ring in a catalogue of the user's own.
        for _ in 0..32 {
            if named.contains(at) {
                return true;
            }
            match parents.get(at) {
                Some(parent) => at = parent,
                None => return false,
            }
        }
        false
    };
    standard.items.iter().map(|c| c.id.as_str()).filter(|id| below(id)).collect()
}
