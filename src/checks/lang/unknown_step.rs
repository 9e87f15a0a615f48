//! `lang/unknown-step`: a translation of something that is not there.

use crate::checks::words::{nearest, of, quoted};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::{At, Guideline, Handbook, Text, Translation};
use std::collections::BTreeSet;

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
    for t in &h.translations {
        let g = h.guideline(&t.translates);
        let put = |f: Finding| of(g, f).key(format!("lang/{}", t.lang));
        out.extend(language(h, t).map(put));
        let Some(g) = g else {
            out.extend(source(h, t).map(put));
            continue;
        };
        let first = h.translation(g.file, &t.lang).filter(|first| first.file != t.file);
        if let Some(first) = first {
            let message =
                format!("{} translates {} into `{}` already", h.sources.path(first.file), g.id(), t.lang);
            let finding = Finding::new(RULE.name, t.translates.at, message).about(h.sources.path(t.file));
            out.push(put(finding.help("keep one of the two files; this one is shown nowhere")));
        }
        if !g.broken {
            out.extend(texts(g, t).into_iter().map(put));
        }
    }
}

/// A language that the handbook does not have, or the one in which everything is written anyway.
fn language(h: &Handbook, t: &Translation) -> Option<Finding> {
    let languages: Vec<&str> = h.settings.languages.iter().map(At::as_str).collect();
    let (message, help) = if t.lang.is_empty() {
        let message = "this translation does not say its language".to_owned();
        (message, "write for example `lang: de`, or name the file NAME.de.md".to_owned())
    } else if h.is_source(&t.lang) {
        let message = format!("`{}` is the language in which this handbook is written", t.lang);
        (
            message,
            "a translation is into another language; text in this one belongs into the document".to_owned(),
        )
    } else if languages.contains(&t.lang.as_str()) {
        return None;
    } else {
        let help = format!(
            "the handbook has {}; add the language under `languages` in handbook.yaml, or take this file away",
            quoted(&languages, 8)
        );
        (format!("`{}` is not a language of this handbook", t.lang), help)
    };
    Some(Finding::new(RULE.name, t.lang_at, message).help(help).about(t.lang.as_str()))
}

/// A document or page that is not there.
fn source(h: &Handbook, t: &Translation) -> Option<Finding> {
    if h.pages.iter().any(|p| p.path == t.translates.value)
        || h.guidelines.iter().any(|g| h.sources.path(g.file) == t.translates.value)
    {
        return None;
    }
    let ids = h.guidelines.iter().map(Guideline::id);
    let help = nearest(&t.translates, ids).map_or_else(
        || "write the id of a document, or the path of a page".to_owned(),
        |right| format!("did you mean `{right}`?"),
    );
    let message = format!("there is no document `{}` to translate", t.translates.value);
    Some(Finding::new(RULE.name, t.translates.at, message).help(help).about(t.translates.as_str()))
}

/// Texts of what is not there.
fn texts(g: &Guideline, t: &Translation) -> Vec<Finding> {
    if t.texts.is_empty() {
        return Vec::new();
    }
    let known: BTreeSet<String> = g.texts().into_iter().map(|text| text.path).collect();
    let unknown = t.texts.iter().filter(|(path, _)| !known.contains(path.as_str()));
    let finding = |(path, _): &(Text, Text)| {
        let help = nearest(path, known.iter().map(String::as_str)).map_or_else(
            || format!("take it out, or write the id of a step of {}; other texts go by path, such as `phase/offer`", g.id()),
            |right| format!("did you mean `{right}`?"),
        );
        let message = match path.as_str() {
            key @ ("title" | "purpose" | "scope") => {
                let help = format!("write `{key}:` at the top of this file, not under `texts`");
                return Finding::new(RULE.name, path.at, format!("`{key}` is a key of its own"))
                    .help(help)
                    .about(key);
            }
            path => format!("{} has no `{path}` to translate", g.id()),
        };
        Finding::new(RULE.name, path.at, message).help(help).about(path.as_str())
    };
    unknown.map(finding).collect()
}
