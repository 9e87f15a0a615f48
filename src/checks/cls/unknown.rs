//! `cls/unknown`: a class that the handbook's scheme does not have.

use crate::checks::words::{nearest, of, quoted};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::{Handbook, Text};

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
    out.extend(h.settings.site_class.iter().filter_map(|c| complaint(h, c)));
    for g in &h.guidelines {
        out.extend(g.class.iter().filter_map(|c| complaint(h, c)).map(|f| of(Some(g), f)));
        for r in &g.records {
            let finding = r.class.as_ref().and_then(|c| complaint(h, c));
            out.extend(finding.map(|f| of(Some(g), f).key(format!("record/{}", r.name.value))));
        }
    }
    for p in &h.landscape.products {
        let finding = p.class.as_ref().and_then(|c| complaint(h, c));
        out.extend(finding.map(|f| f.key(format!("product/{}", p.id.value))));
    }
}

fn complaint(h: &Handbook, class: &Text) -> Option<Finding> {
    if h.class_rank(class).is_some() {
        return None;
    }
    let classes = &h.settings.classes;
    let known: Vec<&str> = classes.iter().map(|c| c.id.as_str()).collect();
    // Readers know a class by its name: "Confidential", "Vertraulich".
    let named = classes.iter().find(|c| {
        let names = std::iter::once(c.id.as_str()).chain(c.name.texts.iter().map(|(_, name)| name.as_str()));
        names.into_iter().any(|name| name.to_lowercase() == class.to_lowercase())
    });
    let help = match named.map(|c| c.id.as_str()).or_else(|| nearest(class, known.iter().copied())) {
        Some(right) => format!("did you mean `{right}`?"),
        None => format!("write one of {}", quoted(&known, 8)),
    };
    let finding = Finding::new(RULE.name, class.at, format!("there is no class `{}`", class.value));
    Some(finding.help(help).about(class.as_str()))
}
