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
mod kept;
mod rows;
mod token;

pub(crate) use kept::Packed;

use super::memory::Digests;
use super::pages;
use super::shelf::Shelf;
use super::site::Pages;
use super::trace::{self, Source as Seen};
use super::voice::Voice;
use entry::{Field, Harvest, Kind};
use files::{has_text, script};
use gather::{Source, harvest, sources, steps};
use index::Index;
use kept::{Kept, Part, Thing, Words};
use rayon::prelude::*;
use rows::{Counts, Filling};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use token::Language;

/// How many things are gathered from at a time: bounds what lies in memory.
const AT_A_TIME: usize = 512;
/// The same where most files stay.
const FEW: usize = 64;

/// The index of a language in the making.
struct Making<'a, S> {
    voice: Voice<'a>,
    digests: &'a Digests,
    sources: Vec<Source>,
    folder: String,
    sink: &'a S,
    files: Mutex<Vec<String>>,
}

/// Something that was gathered from just now, with what was looked at and the digest of that.
type Gathered = (Harvest, Vec<Seen>, u64);

/// Writes the index of a language. `before`: what an earlier build remembered, made on the same basis. Gives the
/// files that it has, sorted, and what the next build is to remember.
///
/// # Errors
/// The first error of `sink`.
pub(crate) fn write<E: Send>(
    shelf: &Shelf<'_>,
    lang: &str,
    digests: &Digests,
    before: Option<&Packed>,
    sink: &impl Pages<E>,
) -> Result<(Vec<String>, Packed), E> {
    let voice = Voice::new(shelf, lang, "index.html");
    let folder = format!("{}search/", pages::folder(shelf.handbook(), lang));
    let sources = sources(&voice);
    let making = Making { voice, digests, sources, folder, sink, files: Mutex::default() };
    let (counts, documents) = making.count();
    let (before, words, things, fresh) = making.known(before.and_then(Packed::open));
    let filled = making.fill(&counts, &documents, before.as_ref(), words, things, fresh)?;
    let (words, things, parts, first) = filled;
    let index = Index::new(&words.all, &things, &counts.steps);
    making.index(&index, first)?;
    let mut files = making.files.into_inner().unwrap_or_else(PoisonError::into_inner);
    files.sort_unstable();
    // Words that nothing has any more are thrown out in the end, by gathering all of them anew.
    let kept = if words.all.len() > 2 * index.len() + 1000 {
        Packed::default()
    } else {
        Packed::new(&Kept { words: words.all, things, parts })
    };
    Ok((files, kept))
}

impl<'a, S> Making<'a, S> {
    fn path(&self, name: &str) -> String {
        format!("{}{name}.js", self.folder)
    }

    fn note(&self, path: String) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).push(path);
    }

    /// How many entries each thing has; and documents by their address.
    fn count(&self) -> (Counts, HashMap<&'a str, usize>) {
        let shelf = self.voice.shelf;
        let mut counts = Counts { of: Vec::new(), steps: Vec::new() };
        let mut documents = HashMap::new();
        let mut next = u32::try_from(self.sources.len()).unwrap_or(u32::MAX);
        for (n, &source) in self.sources.iter().enumerate() {
            let mut count = 0;
            if let Source::Document(d) = source {
                count = shelf.handbook().guidelines.get(d).map_or(0, steps);
                documents.extend(shelf.address.documents.get(d).map(|address| (address.as_str(), n)));
            }
            counts.of.push([1, count, usize::from(has_text(gather::kind(source)))]);
            counts.steps.push(next);
            next = next.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        }
        (counts, documents)
    }

    /// What a thing looks at first of all.
    fn own(source: Source) -> Option<Seen> {
        match source {
            Source::Document(n) => Some(Seen::Whole(n)),
            Source::Page(n) => Some(Seen::Page(n)),
            Source::Product(n) => Some(Seen::Product(n)),
            Source::Place(_) | Source::Role(_) | Source::Term(_) => None,
        }
    }

    fn gather(&self, source: Source, words: bool) -> Gathered {
        let (found, noted) = trace::noted(false, None, || harvest(&self.voice, source, words));
        let mut seen = noted.seen;
        seen.extend(Self::own(source));
        // A work product may stand elsewhere in the list of them next time; its digest knows it again.
        let alone =
            matches!(source, Source::Product(_)) && seen.iter().all(|s| Some(*s) == Self::own(source));
        seen.dedup();
        let digest = self.digests.of(self.voice.shelf, &seen);
        if alone {
            seen.clear();
        }
        (found, seen, digest)
    }

    /// What can be taken over, and what was gathered from things that changed; nothing where too much did.
    fn known(
        &self,
        before: Option<Kept>,
    ) -> (Option<Kept>, Words, Vec<Option<Thing>>, HashMap<usize, Gathered>)
    where
        S: Sync,
    {
        let nothing = || (None, Words::default(), vec![None; self.sources.len()], HashMap::new());
        let Some(mut before) = before else { return nothing() };
        let is_product = |n: &usize| matches!(self.sources.get(*n), Some(Source::Product(_)));
        let shelf = self.voice.shelf;
        let begin = (0..self.sources.len()).find(is_product).unwrap_or(self.sources.len());
        let products: HashMap<u64, usize> =
            before.things.iter().enumerate().skip(begin).map(|(n, t)| (t.digest, n)).collect();
        let find = |(n, &source): (usize, &Source)| {
            if n < begin {
                let thing = before.things.get(n)?;
                return (self.digests.of(shelf, &thing.seen) == thing.digest).then(|| thing.clone());
            }
            let digest = self.digests.of(shelf, &[Self::own(source)?]);
            products.get(&digest).and_then(|&n| before.things.get(n)).filter(|t| t.seen.is_empty()).cloned()
        };
        let things: Vec<Option<Thing>> = self.sources.par_iter().enumerate().map(find).collect();
        let fresh: Vec<usize> =
            (0..things.len()).filter(|&n| things.get(n).is_some_and(Option::is_none)).collect();
        if fresh.len() > AT_A_TIME {
            return nothing();
        }
        let gathered = fresh
            .into_par_iter()
            .filter_map(|n| Some((n, self.gather(*self.sources.get(n)?, true))))
            .collect();
        let words = Words::of(std::mem::take(&mut before.words));
        (Some(before), words, things, gathered)
    }

    /// Fills the files of titles, steps and texts.
    #[expect(clippy::type_complexity, reason = "handed on to the next stage as it is")]
    fn fill<E: Send>(
        &self,
        counts: &Counts,
        documents: &HashMap<&str, usize>,
        before: Option<&Kept>,
        mut words: Words,
        things: Vec<Option<Thing>>,
        mut fresh: HashMap<usize, Gathered>,
    ) -> Result<(Words, Vec<Thing>, [Vec<Part>; 3], [Vec<u32>; 3]), E>
    where
        S: Pages<E>,
    {
        let mut rows = Filling::all(counts, documents, before);
        let mut known: Vec<Thing> = Vec::with_capacity(things.len());
        let whole = before.is_some();
        // With something to take over, everything is known before the first file.
        for (n, thing) in things.into_iter().enumerate() {
            let thing = thing.or_else(|| {
                let (harvest, seen, digest) = fresh.get_mut(&n)?;
                Some(Thing::new(&mut words, harvest, std::mem::take(seen), *digest))
            });
            known.push(thing.unwrap_or_default());
        }
        for n in 0..self.sources.len() {
            let mut wanted = [false; 3];
            for (row, wanted) in rows.iter_mut().zip(&mut wanted) {
                *wanted = row.wants(n, &known, self)?;
            }
            if !whole || wanted.contains(&true) {
                if !fresh.contains_key(&n) {
                    let ahead = n..self.sources.len().min(n + if whole { FEW } else { AT_A_TIME });
                    let all = ahead.into_par_iter();
                    let asked = all.filter(|&m| !whole || rows.iter().any(|row| !row.passes(m)));
                    let asked = asked.filter(|m| !fresh.contains_key(m));
                    let more: Vec<(usize, Gathered)> =
                        asked.filter_map(|m| Some((m, self.gather(*self.sources.get(m)?, !whole)))).collect();
                    fresh.extend(more);
                }
                if let Some((mut harvest, seen, digest)) = fresh.remove(&n) {
                    for (row, _) in rows.iter_mut().zip(wanted).filter(|(_, wanted)| *wanted) {
                        row.add(n, &harvest.entries, &known, self)?;
                    }
                    if let Some(place) = known.get_mut(n).filter(|_| !whole) {
                        *place = Thing::new(&mut words, &mut harvest, seen, digest);
                    }
                }
            }
        }
        for row in &mut rows {
            row.done(self)?;
        }
        let first = [0, 1, 2].map(|n: usize| rows[n].first());
        Ok((words, known, rows.map(|row| row.parts), first))
    }

    /// Writes the words and what the script must know first.
    fn index<E: Send>(&self, index: &Index<'_>, first: [Vec<u32>; 3]) -> Result<(), E>
    where
        S: Pages<E>,
    {
        let shelf = self.voice.shelf;
        let put = |name: &str, text: &str| rows::Shelf::put(self, name, text);
        let vocabulary = files::vocabulary(&index.vocabulary());
        for (n, words) in vocabulary.iter().enumerate() {
            let name = format!("v{n}");
            put(&name, &script(&name, words))?;
        }
        let shards = index.shards();
        shards.par_iter().enumerate().try_for_each(|(n, (_, text))| {
            let name = format!("w{n}");
            put(&name, &script(&name, text))
        })?;
        let count = |kind: Kind| -> usize {
            let of = |source: &&Source| gather::kind(**source) == kind;
            match kind {
                Kind::Step => shelf.documents().map(|(_, g)| steps(g)).sum(),
                _ => self.sources.iter().filter(of).count(),
            }
        };
        let [titles, step_titles, texts] = first;
        let languages = [self.voice.lang, shelf.handbook().source_lang()].map(Language::of);
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
}

impl<E, S: Pages<E>> rows::Shelf<E> for Making<'_, S> {
    fn put(&self, name: &str, text: &str) -> Result<(), E> {
        let path = self.path(name);
        self.sink.put(&path, text.as_bytes())?;
        self.note(path);
        Ok(())
    }

    fn keep(&self, old: &str, name: &str) -> Result<bool, E> {
        let (from, path) = (self.path(old), self.path(name));
        if !self.sink.has(&from) {
            return Ok(false);
        }
        if old == name {
            self.sink.keep(&path)?;
            self.note(path);
            return Ok(true);
        }
        // A file tells its name.
        let text = self.sink.text(&from);
        let renamed = text.as_deref().and_then(|text| files::renamed(text, old, name));
        renamed.map_or(Ok(false), |text| rows::Shelf::put(self, name, &text).map(|()| true))
    }
}
