//! The glossary, and everything from A to Z.

use super::frame::About;
use super::{Book, Made, plain};
use crate::render::templates::Fault;
use crate::render::voice::{Link, Said, Voice};
use deunicode::deunicode;
use serde::Serialize;
use std::collections::BTreeMap;

/// The glossary.
#[derive(Debug, Serialize)]
struct Glossary<'a> {
    terms: Vec<TermRow<'a>>,
}

/// A term.
#[derive(Debug, Serialize)]
struct TermRow<'a> {
    id: String,
    name: Said<'a>,
    meaning: Said<'a>,
    avoid: Vec<&'a str>,
    see: Vec<Link<'a>>,
}

/// Everything from A to Z.
#[derive(Debug, Serialize)]
struct Index<'a> {
    letters: Vec<Letter<'a>>,
}

/// A letter.
#[derive(Debug, Serialize)]
struct Letter<'a> {
    letter: String,
    entries: Vec<Entry<'a>>,
}

/// An entry.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    link: Link<'a>,
    kind: Said<'a>,
}

/// A text as it is sorted: `Übergabe` stands with `U`.
fn key(text: &str) -> String {
    deunicode(text).to_lowercase()
}

/// Makes the glossary.
pub(crate) fn glossary<'a>(book: &'a Book<'a>, voice: &Voice<'a>) -> Result<Made, Fault> {
    let terms = &voice.handbook().glossary.terms;
    let source = voice.source();
    let mut rows: Vec<TermRow<'a>> = terms
        .iter()
        .map(|t| TermRow {
            id: format!("term--{}", t.id.as_str()),
            name: voice.local(&t.name, t.id.as_str()),
            meaning: voice.local(&t.meaning, ""),
            avoid: t
                .avoid
                .iter()
                .filter(|(lang, _)| lang == voice.lang || (lang.is_empty() && voice.lang == source))
                .map(|(_, word)| word.as_str())
                .collect(),
            see: t.see.iter().map(|s| voice.refer(s.as_str())).collect(),
        })
        .collect();
    rows.sort_by_key(|r| key(&r.name.text));
    let page = Glossary { terms: rows };
    let about = About { title: voice.w.glossary.to_owned(), ..About::default() };
    Ok(Made { text: book.fill(voice, "pages/glossary.html", about, &page)?, ..Made::default() })
}

/// Makes the page from A to Z.
pub(crate) fn index<'a>(book: &'a Book<'a>, voice: &Voice<'a>) -> Result<Made, Fault> {
    let w = voice.w;
    let h = voice.handbook();
    let mut entries: Vec<Entry<'a>> = Vec::new();
    for (n, g) in voice.shelf.names() {
        entries.push(Entry { link: voice.document(n, None), kind: voice.word(g.id()) });
    }
    entries.extend((0..h.pages.len()).map(|n| Entry { link: plain::link(voice, n), kind: voice.word("") }));
    entries.extend(
        (0..h.organisation.roles.len()).map(|n| Entry { link: voice.role_at(n), kind: voice.word(w.role) }),
    );
    for p in voice.shelf.products() {
        entries.push(Entry { link: voice.product(p.id), kind: voice.word(w.product) });
    }
    for (n, p) in h.landscape.processes.iter().enumerate() {
        entries.push(Entry { link: voice.place((n, None)), kind: voice.word(w.process) });
        let parts = (0..p.parts.len())
            .map(|part| Entry { link: voice.place((n, Some(part))), kind: voice.word(w.part) });
        entries.extend(parts);
    }
    for t in &h.glossary.terms {
        let said = voice.local(&t.name, t.id.as_str());
        let href = voice.href_at("glossary/index.html", Some(&format!("term--{}", t.id.as_str())));
        entries.push(Entry { link: Link::to(said, href), kind: voice.word(w.term) });
    }
    let mut letters: BTreeMap<String, Vec<(String, Entry<'a>)>> = BTreeMap::new();
    for entry in entries {
        let key = key(&entry.link.text);
        let first = key.chars().find(|c| c.is_alphanumeric());
        let letter = first
            .filter(|c| c.is_alphabetic())
            .map_or_else(|| "#".to_owned(), |c| c.to_uppercase().to_string());
        letters.entry(letter).or_default().push((key, entry));
    }
    let letters = letters.into_iter().map(|(letter, mut entries)| {
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        Letter { letter, entries: entries.into_iter().map(|(_, e)| e).collect() }
    });
    let page = Index { letters: letters.collect() };
    let about = About { title: w.a_to_z.to_owned(), ..About::default() };
    Ok(Made { text: book.fill(voice, "pages/a-to-z.html", about, &page)?, ..Made::default() })
}
