//! `lang/unknown-step`: a translation of something that is not there.

use crate::checks::words::{list, nearest};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "lang/unknown-step",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A translation names a document, language, step or other text that is there.",
    why: "The step was renamed or taken out, and its translation is shown nowhere.",
    serves: &[],
    bad: "texts:\n  creat-opportunity: Opportunity anlegen",
    good: "texts:\n  create-opportunity: Opportunity anlegen",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    let languages: Vec<&str> = h.settings.languages.iter().map(|l| l.as_str()).collect();
    for t in &h.translations {
        if !languages.contains(&t.lang.as_str()) {
            let message = if t.lang.is_empty() {
                "this translation does not say its language".to_owned()
            } else {
                format!("`{}` is not a language of this handbook", t.lang)
            };
            out.push(
                Finding::new(RULE.name, t.lang_at, message)
                    .help(format!("the handbook has {}; add the language under `languages` in handbook.yaml, or name the file NAME.de.md", list(&languages, 8)))
                    .about(t.lang.as_str()),
            );
        }
        let Some(g) = h.guideline(&t.translates) else {
            if !h.pages.iter().any(|p| p.path == t.translates.value) {
                let ids = h.guidelines.iter().map(|g| g.id());
                let help = nearest(&t.translates, ids).map_or_else(
                    || "write the id of a document, or the path of a page".to_owned(),
                    |right| format!("did you mean `{right}`?"),
                );
                let message = format!("there is no document `{}` to translate", t.translates.value);
                out.push(
                    Finding::new(RULE.name, t.translates.at, message).help(help).about(t.translates.as_str()),
                );
            }
            continue;
        };
        if g.broken {
            continue;
        }
        let known = crate::checks::texts::all_text_paths(g);
        for (path, _) in &t.texts {
            if known.iter().any(|k| k == path.as_str()) {
                continue;
            }
            let help = nearest(path, known.iter().map(String::as_str)).map_or_else(
                || format!("take it out, or write the id of a step of {}; other texts go by path, such as `phase/offer`", g.id()),
                |right| format!("did you mean `{right}`?"),
            );
            out.push(
                Finding::new(RULE.name, path.at, format!("{} has no `{}`", g.id(), path.value))
                    .help(help)
                    .document(g.id())
                    .key(format!("lang/{}", t.lang))
                    .about(path.as_str()),
            );
        }
    }
}
