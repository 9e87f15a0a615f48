//! What can be found, and by which words: plain data, made from one document, role or work product at a time and
//! knowing nothing of the others, so that it can be made side by side and kept from one build to the next.

use super::token::{Language, words};
use crate::render::voice::Said;
use std::collections::HashMap;

/// Most words that one thing is found by; the rest of an endless text is not indexed.
const MOST_WORDS: usize = 20_000;
/// Most characters of a title or note, and of a text that excerpts are cut from.
const TITLE: usize = 300;
const TEXT: usize = 4_000;
/// How often a word stands in prose before it counts as what the prose is about.
const OFTEN: usize = 3;

/// Kinds of things, in the order in which they are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Document,
    Page,
    Place,
    Role,
    Term,
    Product,
    Step,
}

impl Kind {
    /// All kinds.
    pub(crate) const ALL: [Self; 7] =
        [Self::Document, Self::Page, Self::Place, Self::Role, Self::Term, Self::Product, Self::Step];

    /// Its name in the files.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Page => "page",
            Self::Place => "place",
            Self::Role => "role",
            Self::Term => "term",
            Self::Product => "product",
            Self::Step => "step",
        }
    }

    /// What stands before the label in an address that follows from it: `d/` of `d/SAL-G-002/index.html`.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::Document => "d/",
            Self::Role => "r/",
            Self::Product => "p/",
            _ => "",
        }
    }
}

/// Where a word stands, the place that counts most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Field {
    Id,
    Title,
    Step,
    Heading,
    Product,
    Role,
    Often,
    Prose,
}

impl Field {
    /// All fields.
    pub(crate) const ALL: [Self; 8] = [
        Self::Id,
        Self::Title,
        Self::Step,
        Self::Heading,
        Self::Product,
        Self::Role,
        Self::Often,
        Self::Prose,
    ];

    /// How much a word there counts.
    pub(crate) fn weight(self) -> f32 {
        match self {
            Self::Id => 12.0,
            Self::Title => 10.0,
            Self::Step => 4.0,
            Self::Heading => 3.5,
            Self::Product => 3.0,
            Self::Role => 2.5,
            Self::Often => 1.6,
            Self::Prose => 1.0,
        }
    }
}

/// One thing that can be found.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) kind: Kind,
    /// Address of its page within the language.
    pub(crate) address: String,
    /// The place on the page; of a step its id.
    pub(crate) anchor: String,
    /// Its id; of a step its number.
    pub(crate) label: String,
    /// What it is called.
    pub(crate) title: String,
    /// What stands beside it: where it belongs, who does it.
    pub(crate) note: String,
    /// What excerpts are cut from.
    pub(crate) text: String,
    /// Words by their index in [`Harvest::words`], each once, with the best place it stands at; sorted.
    pub(crate) found: Vec<(u32, Field)>,
}

/// What one document, role, work product … gives: itself, then its steps.
#[derive(Debug, Clone, Default)]
pub(crate) struct Harvest {
    /// Its words, each once: the language and the word in small letters.
    pub(crate) words: Vec<(Language, String)>,
    /// A document comes before its steps.
    pub(crate) entries: Vec<Entry>,
}

/// Gathers a harvest.
#[derive(Debug)]
pub(crate) struct Gatherer {
    /// Language of the page.
    language: Language,
    harvest: Harvest,
    known: HashMap<(Language, String), u32>,
    found: Vec<(u32, Field)>,
    /// Whether words are left out.
    mute: bool,
}

impl Gatherer {
    /// A gatherer for pages of a language. `words`: whether they are asked for, or only what is shown.
    pub(crate) fn new(lang: &str, words: bool) -> Self {
        Self {
            mute: !words,
            language: Language::of(lang),
            harvest: Harvest::default(),
            known: HashMap::new(),
            found: Vec::new(),
        }
    }

    /// Adds a text, in the language it is really in, to the entry that comes next.
    pub(crate) fn say(&mut self, field: Field, said: &Said<'_>) {
        self.add(field, said.lang, &said.text);
    }

    /// Adds a text in a language that differs from the page's where it is given.
    pub(crate) fn add(&mut self, field: Field, lang: Option<&str>, text: &str) {
        if self.mute {
            return;
        }
        let language = lang.map_or(self.language, Language::of);
        let stops = language.stops();
        let named = matches!(field, Field::Id | Field::Title);
        let (harvest, known, found) = (&mut self.harvest, &mut self.known, &mut self.found);
        let mut key = (language, String::new());
        words(text, |word| {
            let short = word.len() == 1 && !named;
            if short || (field != Field::Id && stops.binary_search(&word).is_ok()) {
                return;
            }
            key.1.clear();
            key.1.push_str(word);
            let n = match known.get(&key) {
                Some(n) => *n,
                None if harvest.words.len() >= MOST_WORDS => return,
                None => {
                    let n = u32::try_from(harvest.words.len()).unwrap_or(u32::MAX);
                    harvest.words.push(key.clone());
                    known.insert(key.clone(), n);
                    n
                }
            };
            found.push((n, field));
            // `SAL-G-002` is asked for as 2, too.
            let bare = word.trim_start_matches('0');
            if field == Field::Id && bare.len() < word.len() && !bare.is_empty() {
                let next = u32::try_from(harvest.words.len()).unwrap_or(u32::MAX);
                let n = *known.entry((language, bare.to_owned())).or_insert(next);
                if n == next {
                    harvest.words.push((language, bare.to_owned()));
                }
                found.push((n, field));
            }
        });
    }

    /// Ends an entry: everything said since the last one is its.
    pub(crate) fn entry(&mut self, entry: Entry) {
        let mut all = std::mem::take(&mut self.found);
        all.sort_unstable();
        let mut found: Vec<(u32, Field)> = Vec::with_capacity(all.len() / 2);
        for same in all.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(word, best)) = same.first() else { continue };
            let often = best == Field::Prose && same.len() >= OFTEN;
            found.push((word, if often { Field::Often } else { best }));
        }
        let entry = Entry {
            title: tidy(&entry.title, TITLE),
            note: tidy(&entry.note, TITLE),
            text: tidy(&entry.text, TEXT),
            found,
            ..entry
        };
        self.harvest.entries.push(entry);
    }

    /// What was gathered.
    pub(crate) fn done(self) -> Harvest {
        self.harvest
    }
}

/// A text on one line and no longer than it may be.
fn tidy(text: &str, most: usize) -> String {
    let mut out = String::with_capacity(text.len().min(most * 2));
    let mut room = most;
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        let before = out.len();
        out.extend(word.chars().take(room));
        room = room.saturating_sub(out.len() - before + 1);
        if room == 0 {
            break;
        }
    }
    out
}
