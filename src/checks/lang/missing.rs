//! `lang/missing`: what is not translated, one finding per file and language.

use crate::checks::words::list;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::{DocStatus, Guideline, Handbook, Localized, Translation};

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
    for lang in h.settings.languages.iter().skip(1).map(|l| l.as_str()) {
        shared(h, lang, out);
        for g in h.guidelines.iter().filter(|g| !g.broken && g.state() != DocStatus::Planned) {
            let finding = match h.translation(g.file, lang) {
                None => Finding::new(RULE.name, g.head(), format!("{} is not translated ({lang})", g.id())),
                Some(t) if t.broken => continue,
                Some(t) => {
                    let missing = untranslated(g, t, h);
                    if missing.is_empty() {
                        continue;
                    }
                    let words: Vec<&str> = missing.iter().map(String::as_str).collect();
                    Finding::new(
                        RULE.name,
                        t.translates.at,
                        format!("{} texts are not translated ({lang}): {}", words.len(), list(&words, 8)),
                    )
                }
            };
            out.push(
                finding
                    .help("readers of that language see the source text, marked as such")
                    .document(g.id())
                    .key(format!("lang/{lang}")),
            );
        }
    }
}

/// Names in the shared files that lack a language: one finding per file.
fn shared(h: &Handbook, lang: &str, out: &mut Vec<Finding>) {
    let lacks =
        |name: &Localized| !name.is_empty() && name.texts.iter().all(|(l, _)| l != lang && !l.is_empty());
    let o = &h.organisation;
    let roles = o.roles.iter().map(|r| (&r.id, &r.name));
    let units = o.units.iter().map(|u| (&u.id, &u.name));
    let groups = o.groups.iter().map(|g| (&g.id, &g.name));
    let organisation: Vec<_> =
        roles.chain(units).chain(groups).filter(|(_, name)| lacks(name)).map(|(id, _)| id).collect();
    let l = &h.landscape;
    let processes = l.processes.iter().flat_map(|p| {
        std::iter::once((&p.id, &p.name)).chain(p.parts.iter().map(|part| (&part.id, &part.name)))
    });
    let products = l.products.iter().map(|p| (&p.id, &p.name));
    let landscape: Vec<_> = l
        .groups
        .iter()
        .map(|g| (&g.id, &g.name))
        .chain(processes)
        .chain(products)
        .filter(|(_, name)| lacks(name))
        .map(|(id, _)| id)
        .collect();
    for ids in [organisation, landscape] {
        let Some(first) = ids.first() else { continue };
        let words: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
        let message = format!("{} names are not translated ({lang}): {}", words.len(), list(&words, 8));
        out.push(
            Finding::new(RULE.name, first.at, message)
                .help(format!("write the names per language: `name: {{ en: …, {lang}: … }}`"))
                .key(format!("lang/{lang}")),
        );
    }
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
    missing.extend(crate::checks::texts::text_paths(g).into_iter().filter(|path| t.text(path).is_none()));
    let prose = |at| !h.sources.slice(at).trim().is_empty();
    if prose(g.body) && !prose(t.body) {
        missing.push("the prose".to_owned());
    }
    missing
}
