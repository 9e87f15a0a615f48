//! The index of one language: harvests go in, in order, and out come stems with where they stand.

use super::code;
use super::entry::{Field, Harvest};
use super::token::{Language, Stems, bare, fold};
use rayon::slice::ParallelSliceMut;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Most different words of an index; of a handbook that has more, the rest is not found.
const MOST_WORDS: usize = 400_000;
/// Bytes of a shard, so that a file stays below 50 kB with what is added to it last.
pub(crate) const SHARD: usize = 44_000;

/// The index.
#[derive(Default)]
pub(crate) struct Index {
    words: HashMap<(Language, String), u32>,
    by_stem: HashMap<String, u32>,
    stems: Vec<Stem>,
    /// Stem, entry and field in one number, so that sorting them is quick.
    postings: Vec<u64>,
    folds: BTreeMap<char, &'static str>,
}

/// A stem and the words that come to it, without marks.
#[derive(Debug, Default)]
struct Stem {
    stem: String,
    forms: BTreeSet<String>,
}

fn pack(stem: u32, entry: u32, field: Field) -> u64 {
    u64::from(stem) << 40 | u64::from(entry) << 8 | u64::from(field as u8)
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

impl Index {
    /// Adds a harvest; `numbers` are those of its entries.
    pub(crate) fn add(&mut self, stems: &Stems, harvest: Harvest, numbers: impl Iterator<Item = u32>) {
        let known: Vec<Option<u32>> =
            harvest.words.into_iter().map(|(language, word)| self.word(stems, language, word)).collect();
        for (entry, n) in harvest.entries.iter().zip(numbers) {
            let found = entry.found.iter().filter_map(|(word, field)| {
                let stem = known.get(*word as usize).copied().flatten()?;
                Some(pack(stem, n, *field))
            });
            self.postings.extend(found);
        }
    }

    fn word(&mut self, stems: &Stems, language: Language, word: String) -> Option<u32> {
        let key = (language, word);
        if let Some(&stem) = self.words.get(&key) {
            return Some(stem);
        }
        if self.words.len() >= MOST_WORDS {
            return None;
        }
        let stem = stems.stem(language, &key.1);
        let form = fold(&key.1).into_owned();
        self.folds.extend(key.1.chars().filter_map(|c| Some((c, bare(c)?))));
        let next = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
        let n = *self.by_stem.entry(stem.clone()).or_insert(next);
        if n == next {
            self.stems.push(Stem { stem, forms: BTreeSet::new() });
        }
        if let Some(known) = self.stems.get_mut(n as usize)
            && form != known.stem
        {
            known.forms.insert(form);
        }
        self.words.insert(key, n);
        Some(n)
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
        let whole = self.words.iter().filter_map(|((_, word), n)| {
            let stem = self.stems.get(*n as usize)?;
            (fold(word) == stem.stem.as_str()).then_some(stem.stem.as_str())
        });
        let guess = |w: &&str| w.chars().count() >= 4 && w.chars().all(char::is_alphabetic);
        let all: BTreeSet<&str> = forms.chain(whole).filter(guess).collect();
        all.into_iter().take(MOST).collect()
    }

    /// The shards: the first key of each, and its content.
    pub(crate) fn shards(&mut self) -> Vec<(String, String)> {
        let mut postings = std::mem::take(&mut self.postings);
        postings.par_sort_unstable();
        // Of the places at which a stem stands in one entry the best comes first.
        postings.dedup_by_key(|p| *p >> 8);
        let mut order: Vec<(&str, &[u64], &Stem)> = postings
            .chunk_by(|a, b| a >> 40 == b >> 40)
            .filter_map(|of| {
                let stem = self.stems.get(usize::try_from(*of.first()? >> 40).ok()?)?;
                Some((stem.stem.as_str(), of, stem))
            })
            .collect();
        order.sort_unstable_by_key(|(stem, ..)| *stem);
        let mut shards: Vec<Vec<Record<'_>>> = Vec::new();
        let mut full = usize::MAX;
        for (key, of, stem) in order {
            let mut forms: Vec<&str> = stem.forms.iter().map(String::as_str).collect();
            let pieces = places(of);
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
            .iter()
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
/// long.
fn places(of: &[u64]) -> Vec<String> {
    let mut by_field: [Vec<u32>; Field::ALL.len()] = Default::default();
    for posting in of {
        let field = usize::try_from(posting & 0xff).unwrap_or_default();
        if let Some(list) = by_field.get_mut(field) {
            list.push(u32::try_from(posting >> 8 & 0xffff_ffff).unwrap_or_default());
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
