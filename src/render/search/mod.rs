//! Search without a server: an inverted index of each language, in script files that the page loads when somebody
//! searches.
//!
//! What can be found (`entry`) is gathered from one document, role or work product at a time (`gather`), side by
//! side; `index` puts it together in order, `files` and `code` write it. The page needs no stemmer: next to a stem
//! stand the words that come to it. Below `search/` of a language lie
//!
//! | file | holds |
//! |---|---|
//! | `index.js` | how many entries there are of which kind, the first word of each shard, weights |
//! | `w0.js` … | stems in order, cut into shards: words, then by field the entries |
//! | `t0.js` …, `s0.js` … | titles and addresses; steps |
//! | `e0.js` … | texts that excerpts are cut from, loaded for hits that are shown |
//! | `v0.js` … | all words, for one that was mistyped |

mod code;
mod entry;
mod files;
mod gather;
mod index;
mod token;

use super::pages;
use super::shelf::Shelf;
use super::voice::Voice;
use entry::{Field, Harvest, Kind};
use files::{Row, has_text, script};
use gather::{Source, harvest, sources, steps};
use index::Index;
use rayon::prelude::*;
use serde_json::{Value, json};
use token::{Language, Stems};

/// How many things are gathered from at a time: bounds what lies in memory.
const AT_A_TIME: usize = 512;

/// Writes the index of a language.
///
/// # Errors
/// The first error of `sink`.
pub(crate) fn write<E>(
    shelf: &Shelf<'_>,
    lang: &str,
    sink: &impl Fn(&str, &[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let folder = format!("{}search/", pages::folder(shelf.handbook(), lang));
    let put = |name: &str, text: &str| sink(&format!("{folder}{name}.js"), text.as_bytes());
    let voice = Voice::new(shelf, lang, "index.html");
    let sources = sources(&voice);
    let stems = Stems::new();
    let mut index = Index::default();
    let mut rows = [Row::new('t'), Row::new('s'), Row::new('e')];
    let mut next = 0;
    let mut next_step = u32::try_from(sources.len()).unwrap_or(u32::MAX);
    for some in sources.chunks(AT_A_TIME) {
        let gathered: Vec<Harvest> = some.par_iter().map(|&source| harvest(&voice, source)).collect();
        for found in gathered {
            let document = next;
            let mut numbers = Vec::with_capacity(found.entries.len());
            for entry in &found.entries {
                let [titles, steps, texts] = &mut rows;
                if entry.kind == Kind::Step {
                    steps.step(next_step, document as usize, entry);
                    numbers.push(next_step);
                    next_step += 1;
                } else {
                    titles.title(next, entry);
                    if has_text(entry.kind) {
                        texts.excerpt(next, &entry.text);
                    }
                    numbers.push(next);
                    next += 1;
                }
                for row in &mut rows {
                    if let Some((name, text)) = row.full() {
                        put(&name, &text)?;
                    }
                }
            }
            index.add(&stems, found, numbers.into_iter());
        }
    }
    for row in &mut rows {
        if let Some((name, text)) = row.done() {
            put(&name, &text)?;
        }
    }
    let vocabulary = files::vocabulary(&index.vocabulary());
    for (n, words) in vocabulary.iter().enumerate() {
        let name = format!("v{n}");
        put(&name, &script(&name, words))?;
    }
    let shards = index.shards();
    for (n, (_, text)) in shards.iter().enumerate() {
        let name = format!("w{n}");
        put(&name, &script(&name, text))?;
    }
    let count = |kind: Kind| -> usize {
        let of = |source: &&Source| gather::kind(**source) == kind;
        match kind {
            Kind::Step => shelf.documents().map(|(_, g)| steps(g)).sum(),
            _ => sources.iter().filter(of).count(),
        }
    };
    let [titles, step_titles, texts] = rows.map(|row| row.first);
    let languages = [lang, shelf.handbook().source_lang()].map(Language::of);
    let mut stops: Vec<String> =
        languages.iter().flat_map(|l| l.stops()).map(|word| token::fold(word).into_owned()).collect();
    stops.sort();
    stops.dedup();
    let folds: serde_json::Map<String, Value> =
        index.folds().iter().map(|(c, plain)| (c.to_string(), json!(plain))).collect();
    let manifest = json!({
        "kinds": Kind::ALL.map(|kind| json!([kind.name(), count(kind), kind.folder()])),
        "weights": Field::ALL.map(Field::weight),
        "words": shards.iter().map(|(first, _)| first).collect::<Vec<_>>(),
        "titles": titles,
        "steps": step_titles,
        "texts": texts,
        "vocabulary": vocabulary.len(),
        "folds": folds,
        "stops": stops,
    });
    put("index", &script("index", &manifest.to_string()))
}
