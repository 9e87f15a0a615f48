//! `lang/synonym`: a word that the glossary says to avoid.

use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{FileId, Finding, Severity, Span};
use crate::model::Term;
use rayon::prelude::*;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "lang/synonym",
    severity: Some(Severity::Info),
    since: "0.1.0",
    what: "Texts use the word of the glossary, not one that it says to avoid.",
    why: "Two words for one thing make readers look for the difference.",
    serves: &[],
    bad: "title: Handling a sales chance        # glossary: opportunity, avoid \"sales chance\"",
    good: "title: Handling an opportunity",
    check: Check::Handbook(check),
};

struct Avoided<'a> {
    lang: &'a str,
    word: String,
    term: &'a Term,
}

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    let source = h.source_lang();
    let avoided: Vec<Avoided<'_>> = h
        .glossary
        .terms
        .iter()
        .flat_map(|term| {
            term.avoid.iter().map(move |(lang, word)| Avoided {
                lang: if lang.is_empty() { source } else { lang },
                word: word.to_lowercase(),
                term,
            })
        })
        .filter(|a| !a.word.trim().is_empty())
        .collect();
    if avoided.is_empty() {
        return;
    }
    let documents = h.guidelines.iter().map(|g| (g.file, source, Some(g.id()), [g.front, g.body]));
    let pages = h.pages.iter().map(|p| (p.file, source, None, [p.body, Span::top(p.file)]));
    let translations = h.translations.iter().map(|t| {
        let text = &h.sources.get(t.file).text;
        let front = Span::new(t.file, 0, text.len().min(t.body.start as usize));
        (t.file, t.lang.as_str(), Some(t.translates.as_str()), [front, t.body])
    });
    let files: Vec<_> = documents.chain(pages).chain(translations).collect();
    out.par_extend(files.par_iter().flat_map_iter(|(file, lang, document, parts)| {
        avoided
            .iter()
            .filter(|a| a.lang == *lang)
            .filter_map(|a| {
                let hits = hits(&h.sources.get(*file).text, *file, parts, &a.word);
                let first = *hits.first()?;
                let right = a.term.name.get(lang, source);
                let right = if right.is_empty() { a.term.id.as_str() } else { right };
                let times =
                    if hits.len() == 1 { String::new() } else { format!(" ({} times here)", hits.len()) };
                let finding = Finding::new(
                    RULE.name,
                    first,
                    format!("the glossary says \"{right}\", not \"{}\"{times}", a.word),
                )
                .help(format!("write \"{right}\""))
                .about(a.word.as_str());
                Some(match document {
                    Some(id) if !id.is_empty() => finding.document(*id),
                    _ => finding,
                })
            })
            .collect::<Vec<_>>()
    }));
}

/// Where a word (or several) stands as a whole, whatever its case.
fn hits(text: &str, file: FileId, parts: &[Span], word: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for part in parts {
        let Some(slice) = text.get(part.start as usize..part.end as usize) else { continue };
        let lower = slice.to_lowercase();
        if lower.len() != slice.len() {
            // A few letters change length with case; then places would be off by bytes, so such a text is passed.
            continue;
        }
        let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-' || c == '_');
        for (at, _) in lower.match_indices(word) {
            let (before, after) = (lower[..at].chars().next_back(), lower[at + word.len()..].chars().next());
            if !inside(before) && !inside(after) {
                let start = part.start as usize + at;
                found.push(Span::new(file, start, start + word.len()));
            }
        }
    }
    found
}
