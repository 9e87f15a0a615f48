//! `lang/synonym`: a word that the glossary says to avoid.

use super::tokens::{Token, lower, lowered, separator, tokens};
use crate::checks::words::of;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity, Span};
use crate::model::{DocStatus, Guideline, Handbook, Text};
use crate::source::markdown::{Event, events};
use pulldown_cmark::{Tag, TagEnd};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

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

/// A word to avoid, or several that stand together.
struct Avoided<'a> {
    /// As the glossary writes it.
    written: &'a str,
    /// In small letters, each with what stands before it (nothing before the first).
    words: Vec<(String, String)>,
    /// The word to use.
    right: &'a str,
    /// Its words in small letters.
    right_words: Vec<String>,
}

/// What to avoid in a language, by its first word.
type Table<'a> = HashMap<String, Vec<Avoided<'a>>>;

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    let tables = tables(h);
    if tables.is_empty() {
        return;
    }
    let source = h.source_lang();
    // A document that no longer holds stays as it was; one from outside is not ours to word.
    let ours = |g: &&Guideline| g.state() != DocStatus::Retired && !g.is_external();
    let documents = h.guidelines.iter().filter(ours).map(|g| {
        let texts = g.texts().into_iter().map(|t| t.text.at);
        (source, Some(g), keys([&g.title, &g.purpose, &g.scope]).chain(texts).collect::<Vec<_>>(), g.body)
    });
    let pages = h.pages.iter().map(|p| (source, None, Vec::new(), p.body));
    let translations = h.translations.iter().map(|t| {
        let texts = t.texts.iter().map(|(_, text)| text.at);
        let keys = keys([&t.title, &t.purpose, &t.scope]).chain(texts).collect();
        (t.lang.as_str(), h.guideline(&t.translates), keys, t.body)
    });
    let files: Vec<_> = documents.chain(pages).chain(translations).collect();
    out.par_extend(files.par_iter().flat_map_iter(|(lang, g, keys, body)| {
        let found = tables.get(*lang).map(|table| in_file(h, table, keys, *body)).unwrap_or_default();
        found.into_iter().map(|finding| of(*g, finding))
    }));
}

fn keys(texts: [&Option<Text>; 3]) -> impl Iterator<Item = Span> {
    texts.into_iter().flatten().map(|text| text.at)
}

/// The words to avoid, by language.
fn tables(h: &Handbook) -> HashMap<&str, Table<'_>> {
    let mut tables: HashMap<&str, Table<'_>> = HashMap::new();
    let source = h.source_lang();
    for term in &h.glossary.terms {
        for (lang, avoid) in &term.avoid {
            let lang = if lang.is_empty() { source } else { lang };
            let right = term.name.get(lang, source);
            let right = if right.is_empty() { term.id.as_str() } else { right };
            let words = split(avoid);
            let Some((_, first)) = words.first() else { continue };
            tables.entry(lang).or_default().entry(first.clone()).or_default().push(Avoided {
                written: avoid.as_str(),
                right_words: split(right).into_iter().map(|(_, word)| word).collect(),
                words,
                right,
            });
        }
    }
    tables
}

/// The words of a phrase in small letters, each with what stands before it.
fn split(phrase: &str) -> Vec<(String, String)> {
    let found = tokens(phrase);
    let before = |n: usize| match n.checked_sub(1).and_then(|m| found.get(m)) {
        Some(last) => separator(&phrase[last.end..found[n].start]),
        None => String::new(),
    };
    (0..found.len()).map(|n| (before(n), lower(&phrase[found[n].clone()]))).collect()
}

/// One finding for each word that stands in a file, at its first place.
fn in_file(h: &Handbook, table: &Table<'_>, keys: &[Span], body: Span) -> Vec<Finding> {
    let mut hits: BTreeMap<(&str, &str), Vec<Span>> = BTreeMap::new();
    for &at in keys {
        for (avoided, range) in in_text(h.sources.slice(at), table) {
            hits.entry((avoided.written, avoided.right)).or_default().push(within(at, &range));
        }
    }
    let prose = h.sources.slice(body);
    let mut in_prose = in_text(prose, table);
    if !in_prose.is_empty() {
        let shown = shown(prose);
        in_prose.retain(|(_, hit)| {
            let before = shown.partition_point(|text| text.start <= hit.start);
            before.checked_sub(1).and_then(|n| shown.get(n)).is_some_and(|text| hit.start < text.end)
        });
    }
    for (avoided, range) in in_prose {
        hits.entry((avoided.written, avoided.right)).or_default().push(within(body, &range));
    }
    hits.into_iter()
        .filter_map(|((written, right), mut places)| {
            places.sort_unstable();
            let first = *places.first()?;
            let times =
                if places.len() == 1 { String::new() } else { format!(" ({} times here)", places.len()) };
            let message = format!("the glossary says \"{right}\", not \"{written}\"{times}");
            Some(Finding::new(RULE.name, first, message).help(format!("write \"{right}\"")).about(written))
        })
        .collect()
}

fn within(at: Span, range: &Range<usize>) -> Span {
    let start = at.start as usize;
    Span::new(at.file, start + range.start, start + range.end)
}

/// Where words to avoid stand in a text, as whole words, whatever their case; not within the word to use.
fn in_text<'t, 'a>(text: &str, table: &'t Table<'a>) -> Vec<(&'t Avoided<'a>, Range<usize>)> {
    let found = tokens(text);
    let mut hits = Vec::new();
    let mut word = String::new();
    for n in 0..found.len() {
        lowered(&text[found[n].clone()], &mut word);
        for avoided in table.get(word.as_str()).into_iter().flatten() {
            let last = n + avoided.words.len() - 1;
            if follows(text, &found, n, &avoided.words) && !is_right(text, &found, n, avoided) {
                hits.push((avoided, found[n].start..found[last].end));
            }
        }
    }
    hits
}

/// Whether the words of a phrase stand at a place, with the same between them.
fn follows(text: &str, found: &[Token], at: usize, words: &[(String, String)]) -> bool {
    words.iter().enumerate().all(|(k, (before, word))| {
        let Some(token) = found.get(at + k) else { return false };
        let apart = k == 0 || separator(&text[found[at + k - 1].end..token.start]) == *before;
        apart && lower(&text[token.clone()]) == *word
    })
}

/// Whether the words at a place are part of the word to use: "sales opportunity" holds "opportunity".
fn is_right(text: &str, found: &[Token], at: usize, avoided: &Avoided<'_>) -> bool {
    let right = &avoided.right_words;
    (0..right.len()).filter_map(|k| at.checked_sub(k)).any(|start| {
        right.len() > avoided.words.len()
            && at - start + avoided.words.len() <= right.len()
            && right.iter().enumerate().all(|(k, word)| {
                found.get(start + k).is_some_and(|token| lower(&text[token.clone()]) == *word)
            })
    })
}

/// The parts of prose that readers read: no code, no addresses, no HTML.
fn shown(prose: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut in_code = false;
    for (event, range) in events(prose) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) if !in_code => parts.push(range),
            _ => {}
        }
    }
    parts.sort_by_key(|part| part.start);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found in a text where "opportunity" is the word and these are to be avoided.
    fn found<'t>(text: &'t str, right: &'static str, avoid: &[&'static str]) -> Vec<&'t str> {
        let mut table = Table::new();
        for written in avoid {
            let words = split(written);
            let right_words = split(right).into_iter().map(|(_, w)| w).collect();
            table.entry(words[0].1.clone()).or_default().push(Avoided { written, words, right, right_words });
        }
        in_text(text, &table).into_iter().map(|(_, range)| &text[range]).collect()
    }

    #[test]
    fn whole_words_are_found_whatever_their_case() {
        let text = "Deal or deals? A deal's end, the deal-desk, **DEAL**, _deal_, İdeal.";
        assert_eq!(found(text, "opportunity", &["deal"]), ["Deal", "deal", "DEAL", "deal"]);
        assert_eq!(
            found("Größere Geschäftschancen, die Geschäftschance.", "Opportunity", &["geschäftschance"]),
            ["Geschäftschance"]
        );
        assert_eq!(found("Szansa sprzedaży; szansą.", "okazja", &["szansa"]), ["Szansa"]);
    }

    #[test]
    fn several_words_stand_together() {
        assert_eq!(
            found("A sales\n  chance, a sales. Chance.", "opportunity", &["sales chance"]),
            ["sales\n  chance"]
        );
        assert_eq!(found("R&D, R & D, R-D", "research", &["R&D"]), ["R&D", "R & D"]);
    }

    #[test]
    fn a_word_within_the_right_word_is_right() {
        assert_eq!(found("A work product is a product.", "work product", &["product"]), ["product"]);
        assert_eq!(found("The Deal.", "the deal", &["the deal"]), ["The Deal"]);
    }

    #[test]
    fn code_and_addresses_are_not_read() {
        let prose = "A deal `deal` [deal](deal.md) {#deal}\n\n```\ndeal\n```\n";
        let hits: Vec<_> =
            shown(prose).into_iter().map(|r| &prose[r]).filter(|t| t.contains("deal")).collect();
        assert_eq!(hits, ["A deal ", "deal", " {#deal}"]);
    }
}
