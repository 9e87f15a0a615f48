//! `norm/unknown-clause`: a clause or standard that no catalogue has.

use crate::checks::words::nearest;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::{Handbook, NormRef, Text};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "norm/unknown-clause",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Each clause that is cited is in its catalogue, and its standard is in scope.",
    why: "A clause that does not exist proves nothing, and an auditor who meets one trusts the whole list less.",
    serves: &[],
    bad: "norms: [iso9001:8.9.1]",
    good: "norms: [iso9001:8.2.1]",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    for id in &h.settings.standards {
        if !h.standards.iter().any(|s| s.id == id.value) {
            let help = nearest(id, h.standards.iter().map(|s| s.id.as_str())).map_or_else(
                || {
                    "write the id of a catalogue that Guidepost knows, or add your own under standards/"
                        .to_owned()
                },
                |right| format!("did you mean `{right}`?"),
            );
            out.push(
                Finding::new(RULE.name, id.at, format!("there is no catalogue `{}`", id.value))
                    .help(help)
                    .about(id.as_str()),
            );
        }
    }
    out.extend(h.settings.not_applicable.iter().filter_map(|(norm, _)| complaint(h, norm)));
    out.extend(h.landscape.products.iter().flat_map(|p| &p.norms).filter_map(|n| complaint(h, n)));
    for g in &h.guidelines {
        out.extend(g.norms.iter().filter_map(|n| complaint(h, n)).map(|f| match &g.id {
            Some(id) => f.document(id.as_str()),
            None => f,
        }));
    }
}

fn complaint(h: &Handbook, norm: &Text) -> Option<Finding> {
    let read = NormRef::read(norm);
    let put = |message: String, help: String| {
        Some(Finding::new(RULE.name, norm.at, message).help(help).about(norm.as_str()))
    };
    let in_scope = |id: &str| h.settings.standards.iter().any(|s| s.value == id);
    let editions: Vec<&str> = h
        .standards
        .iter()
        .filter(|s| s.short == read.standard && in_scope(&s.id))
        .map(|s| s.id.as_str())
        .collect();
    if editions.len() > 1 {
        let help =
            format!("say which: `{}:{}`", editions.join("` or `"), read.clause.as_deref().unwrap_or("…"));
        return put(format!("`{}` is in scope in several editions", read.standard), help);
    }
    let Some(standard) = h.standard(&read.standard) else {
        let names = h.standards.iter().map(|s| s.short.as_str());
        let help = nearest(&read.standard, names).map_or_else(
            || "write the short name of a standard and the clause, such as `iso9001:8.2.1`".to_owned(),
            |right| format!("did you mean `{right}`?"),
        );
        return put(format!("there is no standard `{}`", read.standard), help);
    };
    if !h.settings.standards.is_empty() && !in_scope(&standard.id) {
        let help = format!("add `{}` to `standards` in handbook.yaml, or take the clause out", standard.id);
        return put(format!("`{}` is not in scope of this handbook", read.standard), help);
    }
    let clause = read.clause?;
    if standard.clause(&clause).is_some() {
        return None;
    }
    let annexed = format!("A.{clause}");
    let help = if standard.clause(&annexed).is_some() {
        format!("controls of Annex A are written with their letter: `{}:{annexed}`", read.standard)
    } else {
        nearest(&clause, standard.items.iter().map(|c| c.id.as_str())).map_or_else(
            || "look the number up in the list of clauses".to_owned(),
            |right| format!("did you mean `{}:{right}`?", read.standard),
        )
    };
    put(format!("`{}` has no clause {clause}", standard.id), help)
}
