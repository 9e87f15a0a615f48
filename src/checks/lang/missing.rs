//! `lang/missing`: what is not translated, one finding per file and language.

use crate::checks::words::{count, list, of};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity, Span};
use crate::model::{At, DocStatus, Guideline, Handbook, Localized, Translation};
use std::collections::HashSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "lang/missing",
    severity: Some(Severity::Info),
    since: "0.1.0",
    what: "Lists, per file and language of the handbook, what is not translated yet.",
    why: "Readers of that language see the source text, marked as such.",
    serves: &[],
    bad: "languages: [en, de]        # and no opportunity-management.de.md",
    good: "A file opportunity-management.de.md with `translates: SAL-G-002`, its title, texts and prose.",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    for lang in h.settings.languages.iter().skip(1).map(At::as_str).filter(|l| !h.is_source(l)) {
        shared(h, lang, out);
        for g in h.guidelines.iter().filter(|g| is_translated(g)) {
            let (at, message) = match h.translation(g.file, lang) {
                None => (g.head(), format!("{} is not translated ({lang})", named(g))),
                Some(t) if t.broken => continue,
                Some(t) => {
                    let missing = untranslated(g, t, h);
                    if missing.is_empty() {
                        continue;
                    }
                    let words: Vec<&str> = missing.iter().map(String::as_str).collect();
                    let texts = count(words.len(), "text is", "texts are");
                    (t.translates.at, format!("{texts} not translated ({lang}): {}", list(&words, 8)))
                }
            };
            let finding = Finding::new(RULE.name, at, message)
                .help("readers of that language see the source text, marked as such")
                .key(format!("lang/{lang}"));
            out.push(of(Some(g), finding));
        }
    }
}

/// Whether readers of another language need a document: not what is only planned, no longer holds, or comes from
/// outside in the language that it has.
fn is_translated(g: &Guideline) -> bool {
    !g.broken && !matches!(g.state(), DocStatus::Planned | DocStatus::Retired) && !g.is_external()
}

fn named(g: &Guideline) -> &str {
    g.id.as_ref().map_or("this document", |id| id.as_str())
}

/// Names in the shared files that lack a language: one finding per file.
fn shared(h: &Handbook, lang: &str, out: &mut Vec<Finding>) {
    let (s, o, l) = (&h.settings, &h.organisation, &h.landscape);
    let classes = s.classes.iter().flat_map(|c| [(c.id.as_str(), &c.name), (c.id.as_str(), &c.handling)]);
    let types = s.types.iter().map(|t| (t.id.as_str(), &t.name));
    let settings = std::iter::once(("name", &s.name)).chain(types).chain(classes);

    let units = o.units.iter().map(|u| (u.id.as_str(), &u.name));
    let roles = o.roles.iter().map(|r| (r.id.as_str(), &r.name));
    let organisation = units.chain(roles).chain(o.groups.iter().map(|g| (g.id.as_str(), &g.name)));

    let processes = l.processes.iter().flat_map(|p| {
        std::iter::once((p.id.as_str(), &p.name))
            .chain(p.parts.iter().map(|part| (part.id.as_str(), &part.name)))
    });
    let groups = l.groups.iter().map(|g| (g.id.as_str(), &g.name));
    let landscape = groups.chain(processes).chain(l.products.iter().map(|p| (p.id.as_str(), &p.name)));

    let terms = h.glossary.terms.iter();
    let glossary = terms.flat_map(|t| [(t.id.as_str(), &t.name), (t.id.as_str(), &t.meaning)]);

    let files: [Vec<(&str, Span)>; 4] = [
        lacking(settings, lang),
        lacking(organisation, lang),
        lacking(landscape, lang),
        lacking(glossary, lang),
    ];
    for lacking in files {
        let Some(&(_, at)) = lacking.first() else { continue };
        if h.is_broken(at.file) {
            continue;
        }
        let words: Vec<&str> = lacking.iter().map(|(id, _)| *id).collect();
        let names = count(words.len(), "name is", "names are");
        out.push(
            Finding::new(RULE.name, at, format!("{names} not translated ({lang}): {}", list(&words, 8)))
                .help(format!("write the text per language: `name: {{ en: …, {lang}: … }}`"))
                .key(format!("lang/{lang}")),
        );
    }
}

/// Names that are written per language, without this one; each id once, with the place of its first text. A name
/// in one language only stands for all.
fn lacking<'a>(names: impl Iterator<Item = (&'a str, &'a Localized)>, lang: &str) -> Vec<(&'a str, Span)> {
    let lacks = |name: &Localized| name.texts.iter().all(|(l, _)| l != lang && !l.is_empty());
    let mut found: Vec<(&str, Span)> = names
        .filter(|(_, name)| lacks(name))
        .filter_map(|(id, name)| Some((id, name.texts.first()?.1.at)))
        .collect();
    found.dedup_by_key(|(id, _)| *id);
    found
}

/// Paths of a guideline's texts that a translation lacks.
fn untranslated(g: &Guideline, t: &Translation, h: &Handbook) -> Vec<String> {
    let mut missing: Vec<String> = Vec::new();
    for (name, source, here) in
        [("title", &g.title, &t.title), ("purpose", &g.purpose, &t.purpose), ("scope", &g.scope, &t.scope)]
    {
        if source.is_some() && here.is_none() {
            missing.push(name.to_owned());
        }
    }
    let there: HashSet<&str> = t.texts.iter().map(|(path, _)| path.as_str()).collect();
    missing.extend(g.texts().into_iter().map(|text| text.path).filter(|path| !there.contains(path.as_str())));
    let prose = |at| !h.sources.slice(at).trim().is_empty();
    if prose(g.body) && !prose(t.body) {
        missing.push("the prose".to_owned());
    }
    missing
}
