//! `norm/unknown-clause`: a clause or standard that no catalogue has.

use crate::checks::words::{nearest, of, quoted};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::{Handbook, NormRef, Text, read};
use std::collections::{HashMap, HashSet};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "norm/unknown-clause",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Each clause that is cited under `norms` or `not-applicable` is in its catalogue, and its standard is in scope.",
    why: "A clause that does not exist proves nothing, and an auditor who meets one trusts the whole list less.",
    serves: &[],
    bad: "norms: [iso9001:8.9.1]",
    good: "norms: [iso9001:8.2.1]",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    for id in &h.settings.standards {
        out.extend(no_catalogue(h, id));
    }
    let names = Names::of(h);
    let mut shared = |norm: &Text, key: String| out.extend(names.complaint(norm).map(|f| f.key(key)));
    for (norm, _) in &h.settings.not_applicable {
        shared(norm, format!("not-applicable/{}", norm.value));
    }
    for p in &h.landscape.products {
        p.norms.iter().for_each(|norm| shared(norm, format!("product/{}", p.id.value)));
    }
    for g in &h.guidelines {
        out.extend(g.norms.iter().filter_map(|n| names.complaint(n)).map(|f| of(Some(g), f)));
    }
}

/// A catalogue in scope that nobody knows.
fn no_catalogue(h: &Handbook, id: &Text) -> Option<Finding> {
    if h.standards.iter().any(|s| s.id == id.value) {
        return None;
    }
    let editions: Vec<&str> =
        h.standards.iter().filter(|s| s.short == id.value).map(|s| s.id.as_str()).collect();
    let help = match (editions.as_slice(), nearest(id, h.standards.iter().map(|s| s.id.as_str()))) {
        ([], None) => {
            "write the id of a catalogue that Guidepost knows, or add your own under standards/".to_owned()
        }
        ([], Some(right)) => format!("did you mean `{right}`?"),
        (editions, _) => format!("name the edition: {}", quoted(editions, 4)),
    };
    let finding = Finding::new(RULE.name, id.at, format!("there is no catalogue `{}`", id.value)).help(help);
    Some(finding.key("standards").about(id.as_str()))
}

/// The standards and their clauses by name.
struct Names<'a> {
    h: &'a Handbook,
    clauses: HashMap<&'a str, HashSet<&'a str>>,
}

impl<'a> Names<'a> {
    fn of(h: &'a Handbook) -> Self {
        let clauses =
            h.standards.iter().map(|s| (s.id.as_str(), s.items.iter().map(|c| c.id.as_str()).collect()));
        Self { h, clauses: clauses.collect() }
    }

    fn complaint(&self, norm: &Text) -> Option<Finding> {
        if read::norm(norm).is_err() {
            // Its form was found wrong while reading.
            return None;
        }
        let h = self.h;
        let read = NormRef::read(norm);
        let put = |message: String, help: String| {
            Some(Finding::new(RULE.name, norm.at, message).help(help).about(norm.as_str()))
        };
        let mut editions: Vec<&str> = h
            .standards
            .iter()
            .filter(|s| s.short == read.standard && h.in_scope(s))
            .map(|s| s.id.as_str())
            .collect();
        if editions.len() > 1 {
            if let Some(clause) = &read.clause {
                let has = |id: &&str| self.clauses.get(id).is_some_and(|c| c.contains(clause.as_str()));
                if editions.iter().any(has) {
                    editions.retain(has);
                }
            }
            let clause = read.clause.map(|c| format!(":{c}")).unwrap_or_default();
            let help = format!("say which: `{}{clause}`", editions.join(&format!("{clause}` or `")));
            return put(format!("`{}` is in scope in several editions", read.standard), help);
        }
        let Some(standard) = h.standard(&read.standard) else {
            let names = h.standards.iter().flat_map(|s| [s.short.as_str(), s.id.as_str()]);
            let help = nearest(&read.standard, names).map_or_else(
                || "write the short name of a standard and the clause, such as `iso9001:8.2.1`".to_owned(),
                |right| format!("did you mean `{right}`?"),
            );
            return put(format!("there is no standard `{}`", read.standard), help);
        };
        if !h.settings.standards.is_empty() && !h.in_scope(standard) {
            let help =
                format!("add `{}` to `standards` in handbook.yaml, or take the clause out", standard.id);
            return put(format!("`{}` is not in scope of this handbook", read.standard), help);
        }
        let clause = read.clause?;
        let known = self.clauses.get(standard.id.as_str())?;
        if known.contains(clause.as_str()) {
            return None;
        }
        let annexed = format!("A.{clause}");
        let help = if known.contains(annexed.as_str()) {
            format!("controls of Annex A are written with their letter: `{}:{annexed}`", read.standard)
        } else {
            nearest(&clause, standard.items.iter().map(|c| c.id.as_str())).map_or_else(
                || "look the number up in the list of clauses".to_owned(),
                |right| format!("did you mean `{}:{right}`?", read.standard),
            )
        };
        put(format!("`{}` has no clause {clause}", standard.id), help)
    }
}
