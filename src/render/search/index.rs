//! The index of one language: harvests go in, in order, and out come stems with where they stand.

use super::code;
use super::entry::Field;
use super::kept::{Thing, apart};
use super::token::{Language, Stems, bare, fold};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Most different words of an index; of a handbook that has more, the rest is not found.
const MOST_WORDS: usize = 400_000;
/// Bytes of a shard, so that a file stays below 50 kB with what is added to it last.
pub(crate) const SHARD: usize = 44_000;

/// The index.
#[derive(Default)]
pub(crate) struct Index<'w> {
    /// Words that occur, each with its stem.
    words: Vec<(&'w str, usize)>,
    stems: Vec<Stem>,
    /// Entry and field in one number, by stem, then by entry.
    postings: Vec<u64>,
    folds: BTreeMap<char, &'static str>,
}

/// A stem, the words that come to it, without marks, and where its postings end.
#[derive(Debug, Default)]
struct Stem {
    key: String,
    forms: BTreeSet<String>,
    end: usize,
}

/// A part of a shard: a stem, or a word whose stem stands in another shard.
struct Record<'a> {
    key: &'a str,
    forms: Vec<&'a str>,
    /// Where it stands, or the stem.
    rest: String,
    /// Whether it goes on where the record before it of the same stem ends.
    goes_on: bool,
}

impl Record<'_> {
    fn size(&self) -> usize {
        self.key.len() + self.rest.len() + 4 + self.forms.iter().map(|f| f.len().min(6) + 2).sum::<usize>()
    }

    fn write(&self, out: &mut String, before: &str) {
        if !out.is_empty() {
            out.push(' ');
        }
        code::front(out, before, self.key);
        for form in &self.forms {
            out.push('!');
            code::front(out, self.key, form);
        }
        out.push('!');
        out.push_str(&self.rest);
    }
}

impl<'w> Index<'w> {
    /// The index of things. An entry that is no step has the number of its thing; `steps`: the number that the first
    /// step of each thing has.
    pub(crate) fn new(words: &'w [(Language, String)], things: &[Thing], steps: &[u32]) -> Self {
        const NONE: usize = usize::MAX;
        let mut index = Self::default();
        let mut stem_of = vec![NONE; words.len()];
        let mut order: Vec<usize> = Vec::new();
        for (word, _) in things.iter().flat_map(|t| t.entries.iter().flatten()).map(|&packed| apart(packed)) {
            if let Some(known) = stem_of.get_mut(word).filter(|known| **known == NONE)
                && order.len() < MOST_WORDS
            {
                *known = 0;
                order.push(word);
            }
        }
        index.stem(words, &order, &mut stem_of);

        // Sorted by counting: entries come in their order anyway, those of steps after all others.
        let of = |packed: u32| {
            let (word, field) = apart(packed);
            stem_of.get(word).filter(|stem| **stem != NONE).map(|&stem| (stem, field))
        };
        for (stem, _) in things.iter().flat_map(|t| t.entries.iter().flatten()).filter_map(|&p| of(p)) {
            if let Some(stem) = index.stems.get_mut(stem) {
                stem.end += 1;
            }
        }
        let mut begin = 0;
        for stem in &mut index.stems {
            begin += std::mem::replace(&mut stem.end, begin);
        }
        index.postings = vec![0; begin];
        let Self { stems, postings, .. } = &mut index;
        let mut put = |number: u64, entry: &[u32]| {
            for (stem, field) in entry.iter().filter_map(|&p| of(p)) {
                let Some(stem) = stems.get_mut(stem) else { continue };
                if let Some(place) = postings.get_mut(stem.end) {
                    *place = number << 8 | u64::from(field);
                }
                stem.end += 1;
            }
        };
        for (n, thing) in things.iter().enumerate() {
            thing.entries.first().into_iter().for_each(|entry| put(n as u64, entry));
        }
        for (thing, first) in things.iter().zip(steps) {
            let numbers = u64::from(*first)..;
            thing.entries.iter().skip(1).zip(numbers).for_each(|(entry, n)| put(n, entry));
        }
        index
    }

    /// Finds the stems of words, and which words come to each.
    fn stem(&mut self, words: &'w [(Language, String)], order: &[usize], stem_of: &mut [usize]) {
        let stem = |stems: &mut Stems, word: &usize| {
            let (language, word) = words.get(*word)?;
            Some((word.as_str(), stems.stem(*language, word), fold(word)))
        };
        let found: Vec<_> = order.par_iter().map_init(Stems::new, stem).collect();
        let mut known: HashMap<String, usize> = HashMap::new();
        for (found, n) in found.into_iter().zip(order) {
            let Some((word, stem, form)) = found else { continue };
            self.folds.extend(word.chars().filter_map(|c| Some((c, bare(c)?))));
            let next = self.stems.len();
            let at = *known.entry(stem).or_insert_with_key(|stem| {
                self.stems.push(Stem { key: stem.clone(), ..Stem::default() });
                next
            });
            if let Some(known) = self.stems.get_mut(at)
                && form != known.key.as_str()
            {
                known.forms.insert(form.into_owned());
            }
            self.words.push((word, at));
            if let Some(place) = stem_of.get_mut(*n) {
                *place = at;
            }
        }
    }

    /// How many words it has.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// Letters with marks that occur, and what they are without.
    pub(crate) fn folds(&self) -> &BTreeMap<char, &'static str> {
        &self.folds
    }

    /// All words worth a guess when somebody mistypes one: of letters, four and more, without marks.
    pub(crate) fn vocabulary(&self) -> Vec<&str> {
        const MOST: usize = 100_000;
        let forms = self.stems.iter().flat_map(|s| s.forms.iter().map(String::as_str));
        // A stem that is a word itself is among its forms only where it differs from them.
        let whole = self.words.iter().filter_map(|(word, n)| {
            let stem = self.stems.get(*n)?;
            (fold(word) == stem.key.as_str()).then_some(stem.key.as_str())
        });
        let guess = |w: &&str| w.chars().count() >= 4 && w.chars().all(char::is_alphabetic);
        let all: BTreeSet<&str> = forms.chain(whole).filter(guess).collect();
        all.into_iter().take(MOST).collect()
    }

    /// The shards: the first key of each, and its content.
    pub(crate) fn shards(&self) -> Vec<(String, String)> {
        let mut order: Vec<(&Stem, &[u64])> = Vec::with_capacity(self.stems.len());
        let mut begin = 0;
        for stem in &self.stems {
            order.extend(self.postings.get(begin..stem.end).map(|of| (stem, of)));
            begin = stem.end;
        }
        order.sort_unstable_by_key(|(stem, _)| stem.key.as_str());
        let written: Vec<Vec<String>> = order.par_iter().map(|(_, of)| places(of)).collect();
        let mut shards: Vec<Vec<Record<'_>>> = Vec::new();
        let mut full = usize::MAX;
        for ((stem, _), pieces) in order.iter().zip(written) {
            let key = stem.key.as_str();
            let mut forms: Vec<&str> = stem.forms.iter().map(String::as_str).collect();
            let many = pieces.len() > 1;
            for (n, rest) in pieces.into_iter().enumerate() {
                let record = Record { key, forms: std::mem::take(&mut forms), rest, goes_on: n > 0 };
                let size = record.size();
                if full.saturating_add(size) > SHARD || (many && n == 0) {
                    shards.push(Vec::new());
                    full = 0;
                }
                full += size;
                if let Some(last) = shards.last_mut() {
                    last.push(record);
                }
            }
        }
        lead(&mut shards);
        shards
            .par_iter()
            .map(|records| {
                let first = records.first().map_or(String::new(), |r| r.key.to_owned());
                let mut text = String::with_capacity(SHARD + SHARD / 8);
                let mut before = "";
                for record in records {
                    record.write(&mut text, before);
                    before = record.key;
                }
                (first, text)
            })
            .collect()
    }
}

/// Words whose stem stands in a shard where nobody looks for them get a record that leads there.
fn lead(shards: &mut [Vec<Record<'_>>]) {
    let firsts: Vec<&str> = shards.iter().map(|s| s.first().map_or("", |r| r.key)).collect();
    let home = |word: &str| firsts.partition_point(|first| *first <= word).saturating_sub(1);
    let mut leads: Vec<(usize, Record<'_>)> = Vec::new();
    for (n, shard) in shards.iter().enumerate() {
        for record in shard.iter().filter(|r| !r.goes_on) {
            for form in record.forms.iter().filter(|form| home(form) != n) {
                let rest = format!("={}", record.key);
                leads.push((home(form), Record { key: form, forms: Vec::new(), rest, goes_on: false }));
            }
        }
    }
    for (n, record) in leads {
        if let Some(shard) = shards.get_mut(n) {
            shard.push(record);
        }
    }
    for shard in shards {
        shard.sort_by_key(|r| r.key);
    }
}

/// Where a stem stands: for each field its letter, how many entries, and the gaps between them; cut where it is
/// long. Of the places at which it stands in one entry the best counts.
fn places(of: &[u64]) -> Vec<String> {
    let mut by_field: [Vec<u32>; Field::ALL.len()] = Default::default();
    for posting in of.chunk_by(|a, b| a >> 8 == b >> 8).filter_map(|same| same.iter().min()) {
        let field = usize::try_from(posting & 0xff).unwrap_or_default();
        if let Some(list) = by_field.get_mut(field) {
            list.push(u32::try_from(posting >> 8).unwrap_or_default());
        }
    }
    let mut pieces = vec![String::new()];
    for (field, entries) in by_field.iter().enumerate() {
        // A gap takes two characters or so at most, where there are many.
        for part in entries.chunks(SHARD / 2) {
            let mut text = String::with_capacity(part.len() + 8);
            code::number(&mut text, field);
            code::number(&mut text, part.len());
            let mut before = 0;
            for &entry in part {
                code::number(&mut text, (entry - before) as usize);
                before = entry;
            }
            match pieces.last_mut() {
                Some(last) if last.len() + text.len() <= SHARD => last.push_str(&text),
                _ => pieces.push(text),
            }
        }
    }
    pieces.retain(|p| !p.is_empty());
    pieces
}
