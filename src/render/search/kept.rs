//! What the index of a language remembers of a build: what each thing was found by, so that only what changed is
//! gathered from again, and where its files of titles, steps and texts begin and end.

use super::entry::{Entry, Field, Harvest, Kind};
use super::token::Language;
use crate::render::memory::digest;
use crate::render::trace;
use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use std::collections::HashMap;
use std::fmt;

/// Everything that is remembered.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// Words, each once.
    pub(crate) words: Vec<(Language, String)>,
    /// Things in their order.
    pub(crate) things: Vec<Thing>,
    /// Files of titles, steps and texts.
    pub(crate) parts: [Vec<Part>; 3],
}

/// What was gathered from one thing.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Thing {
    /// What was looked at.
    pub(crate) seen: Vec<trace::Source>,
    /// Digest of that.
    pub(crate) digest: u64,
    /// Digests of what goes into files of titles, steps and texts.
    pub(crate) texts: [u64; 3],
    /// Of each entry its words, by their index, and the field of each in the lowest bits.
    pub(crate) entries: Vec<Vec<u32>>,
}

/// A file of a row: the thing and the entry of it that it begins with, and those that it ends before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Part {
    pub(crate) from: (u32, u32),
    pub(crate) to: (u32, u32),
}

/// Bits of a field.
const FIELD: u32 = 3;

/// The index of a word, and the number of its field.
pub(crate) fn apart(packed: u32) -> (usize, u8) {
    ((packed >> FIELD) as usize, u8::try_from(packed & ((1 << FIELD) - 1)).unwrap_or_default())
}

/// Words by their index, and the other way round.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub(crate) all: Vec<(Language, String)>,
    known: HashMap<(Language, String), u32>,
}

impl Words {
    /// Those of the last build.
    pub(crate) fn of(all: Vec<(Language, String)>) -> Self {
        Self { all, known: HashMap::new() }
    }

    fn index(&mut self, word: (Language, String)) -> u32 {
        if self.known.is_empty() {
            let index =
                |(n, word): (usize, &(Language, String))| (word.clone(), u32::try_from(n).unwrap_or(0));
            self.known = self.all.iter().enumerate().map(index).collect();
        }
        let next = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let Self { all, known } = self;
        *known.entry(word).or_insert_with_key(|word| {
            all.push(word.clone());
            next
        })
    }
}

impl Thing {
    /// What is remembered of a harvest.
    pub(crate) fn new(
        words: &mut Words,
        harvest: &mut Harvest,
        seen: Vec<trace::Source>,
        digest: u64,
    ) -> Self {
        let index: Vec<u32> =
            std::mem::take(&mut harvest.words).into_iter().map(|word| words.index(word)).collect();
        let pack = |(word, field): &(u32, Field)| {
            let word = index.get(*word as usize).copied().unwrap_or_default();
            word << FIELD | *field as u32
        };
        let entries = harvest.entries.iter_mut();
        let entries = entries.map(|e| std::mem::take(&mut e.found).iter().map(pack).collect()).collect();
        Self { seen, digest, texts: texts(&harvest.entries), entries }
    }
}

fn texts(entries: &[Entry]) -> [u64; 3] {
    fn said(e: &Entry) -> impl std::hash::Hash {
        (&e.address, &e.anchor, &e.label, &e.title, &e.note)
    }
    let is_step = |e: &&Entry| e.kind == Kind::Step;
    let main = || entries.iter().filter(|e| !is_step(e));
    [
        digest(main().map(said).collect::<Vec<_>>()),
        digest(entries.iter().filter(is_step).map(said).collect::<Vec<_>>()),
        digest(main().map(|e| &e.text).collect::<Vec<_>>()),
    ]
}

/// What is remembered, as bytes: it is large, and most builds do not look into it.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Packed(Vec<u8>);

impl Packed {
    pub(crate) fn new(kept: &Kept) -> Self {
        Self(postcard::to_stdvec(kept).unwrap_or_default())
    }

    /// What is in it; `None` where that cannot be read.
    pub(crate) fn open(&self) -> Option<Kept> {
        postcard::from_bytes(&self.0).ok()
    }
}

impl fmt::Debug for Packed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

impl Serialize for Packed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Packed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Packed;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }
            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Packed, E> {
                Ok(Packed(bytes.to_vec()))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}
