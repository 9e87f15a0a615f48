//! `cls/unknown`: a class that the handbook's scheme does not have.

use crate::checks::words::{list, nearest};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::{Guideline, Handbook, Text};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "cls/unknown",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Every class that is named is one of `classes` in handbook.yaml.",
    why: "Nobody knows how to handle a class that is not in the scheme, and Guidepost cannot tell whether it may be \
          published. Such a document is kept out of the site to be on the safe side.",
    serves: &[("iso27001", "A.5.12")],
    bad: "class: intern",
    good: "class: internal",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    if h.settings.classes.is_empty() {
        if let Some(limit) = &h.settings.site_class {
            out.push(
                Finding::new(RULE.name, limit.at, "`site-class` is set and the handbook has no `classes`")
                    .help("list the classes in order, lowest first: `classes:` with `- { id: internal, handling: … }`")
                    .about(limit.as_str()),
            );
        }
        return;
    }
    out.extend(h.settings.site_class.iter().filter_map(|c| complaint(h, c, None)));
    for g in &h.guidelines {
        out.extend(g.class.iter().filter_map(|c| complaint(h, c, Some(g))));
        for r in &g.records {
            let finding = r.class.as_ref().and_then(|c| complaint(h, c, Some(g)));
            out.extend(finding.map(|f| f.key(format!("record/{}", r.name.value))));
        }
    }
    for p in &h.landscape.products {
        out.extend(p.class.iter().filter_map(|c| complaint(h, c, None)));
    }
}

fn complaint(h: &Handbook, class: &Text, g: Option<&Guideline>) -> Option<Finding> {
    if h.class_rank(class).is_some() {
        return None;
    }
    let known: Vec<&str> = h.settings.classes.iter().map(|c| c.id.as_str()).collect();
    let help = match nearest(class, known.iter().copied()) {
        Some(right) => format!("did you mean `{right}`?"),
        None => format!("write one of {}", list(&known, 8)),
    };
    let finding = Finding::new(RULE.name, class.at, format!("there is no class `{}`", class.value))
        .help(help)
        .about(class.as_str());
    Some(match g.and_then(|g| g.id.as_ref()) {
        Some(id) => finding.document(id.as_str()),
        None => finding,
    })
}
