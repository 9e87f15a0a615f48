//! Words of a text: cut at whatever is no letter and no figure, in small letters, without marks for whom it is
//! looked up by, and as the stem under which it is kept.

use deunicode::deunicode_char;
use pagefind_stem::{Algorithm, Stemmer};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Longest word in characters; what is longer is cut, so that no text can blow up the index.
pub(crate) const LONGEST: usize = 40;

/// The language that a word is in, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Language {
    /// One without a stemmer: words are found as they are and by their beginnings.
    Other,
    /// English.
    English,
    /// German.
    German,
    /// Polish.
    Polish,
}

impl Language {
    /// The language of a code (`de-AT` counts as `de`).
    pub(crate) fn of(code: &str) -> Self {
        match code.split(['-', '_']).next() {
            Some("en") => Self::English,
            Some("de") => Self::German,
            Some("pl") => Self::Polish,
            _ => Self::Other,
        }
    }

    /// Words that stand in every text and are no use for finding one.
    pub(crate) fn stops(self) -> &'static [&'static str] {
        match self {
            Self::Other => &[],
            Self::English => ENGLISH,
            Self::German => GERMAN,
            Self::Polish => POLISH,
        }
    }
}

/// Each list sorted by bytes.
const ENGLISH: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "has", "have", "if", "in",
    "into", "is", "it", "its", "of", "on", "or", "so", "such", "that", "the", "their", "then", "there",
    "these", "they", "this", "to", "was", "were", "which", "with",
];
const GERMAN: &[&str] = &[
    "als", "am", "an", "auch", "auf", "aus", "bei", "bis", "das", "dass", "dem", "den", "der", "des", "die",
    "dies", "diese", "dieser", "dieses", "durch", "ein", "eine", "einem", "einen", "einer", "eines", "er",
    "es", "für", "hat", "im", "in", "ist", "mit", "nach", "oder", "sich", "sie", "sind", "so", "um", "und",
    "von", "vor", "war", "werden", "wie", "wird", "zu", "zum", "zur",
];
const POLISH: &[&str] = &[
    "a", "albo", "ale", "być", "był", "była", "było", "czy", "dla", "do", "i", "ich", "jak", "jako", "jego",
    "jej", "jest", "lub", "ma", "na", "nad", "o", "od", "oraz", "po", "pod", "przez", "przy", "się", "są",
    "ta", "tak", "tego", "tej", "ten", "to", "tym", "w", "we", "z", "za", "ze", "że",
];

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c) || c == '\u{ad}'
}

/// An accent that stands after its letter.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Hands each word of a text to `take`, in small letters.
pub(crate) fn words(text: &str, mut take: impl FnMut(&str)) {
    let mut word = String::new();
    for run in text.split(|c| !is_word(c)).filter(|run| !run.is_empty()) {
        word.clear();
        if run.is_ascii() {
            word.push_str(run.get(..LONGEST).unwrap_or(run));
            word.make_ascii_lowercase();
        } else {
            let small = run.chars().filter(|c| *c != '\u{ad}').flat_map(char::to_lowercase);
            word.extend(small.take(LONGEST));
        }
        if !word.is_empty() {
            take(&word);
        }
    }
}

/// A letter without its mark, where it is a Latin one that has any: `ü` is `u`, `ł` is `l`, `ß` is `ss`.
pub(crate) fn bare(c: char) -> Option<&'static str> {
    let latin = matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    match c {
        _ if is_mark(c) => Some(""),
        _ if latin => deunicode_char(c).filter(|s| s.chars().all(|c| c.is_ascii_alphanumeric())),
        _ => None,
    }
}

/// A word in small letters without their marks.
pub(crate) fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match bare(c) {
            Some(plain) => out.push_str(&plain.to_lowercase()),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Finds stems.
pub(crate) struct Stems {
    english: Stemmer,
    german: Stemmer,
    polish: Stemmer,
}

impl Stems {
    /// Stemmers of all languages.
    pub(crate) fn new() -> Self {
        Self {
            english: Stemmer::create(Algorithm::English),
            german: Stemmer::create(Algorithm::German),
            polish: Stemmer::create(Algorithm::Polish),
        }
    }

    /// The stem of a word in small letters, without marks.
    pub(crate) fn stem(&self, language: Language, word: &str) -> String {
        let stemmer = match language {
            Language::Other => None,
            Language::English => Some(&self.english),
            Language::German => Some(&self.german),
            Language::Polish => Some(&self.polish),
        };
        match stemmer.filter(|_| word.chars().all(char::is_alphabetic)) {
            Some(stemmer) => {
                let stem = stemmer.stem(word);
                fold(if stem.is_empty() { word } else { &stem }).into_owned()
            }
            None => fold(word).into_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        words(text, |w| found.push(w.to_owned()));
        found
    }

    #[test]
    fn words_are_runs_of_letters_and_figures() {
        assert_eq!(
            all("SAL-G-002: the cus\u{ad}tomer's Übergabe"),
            ["sal", "g", "002", "the", "customer", "s", "übergabe"]
        );
        assert_eq!(all(&"x".repeat(1_000_000)), ["x".repeat(LONGEST)]);
        assert_eq!(all(&"ü".repeat(1000)), ["ü".repeat(LONGEST)]);
        assert!(all(" – \t…").is_empty());
    }

    #[test]
    fn marks_are_dropped() {
        assert_eq!(fold("übergabe"), "ubergabe");
        assert_eq!(fold("u\u{308}bergabe"), "ubergabe");
        assert_eq!(fold("właściciel"), "wlasciciel");
        assert_eq!(fold("straße"), "strasse");
        assert_eq!(fold("договор"), "договор", "other scripts stay as they are");
    }

    #[test]
    fn three_languages_have_stems() {
        let s = Stems::new();
        for (language, words) in [
            (Language::English, ["offer", "offers", "offering"]),
            (Language::German, ["freigabe", "freigaben", "Freigabe"]),
            (Language::Polish, ["umowa", "umowy", "umowę"]),
        ] {
            let [a, b, c] = words.map(|w| s.stem(language, &w.to_lowercase()));
            assert!(a == b && b == c, "{a} {b} {c}");
        }
        assert_eq!(s.stem(Language::Other, "contratos"), "contratos");
        assert_eq!(s.stem(Language::English, "iso9001"), "iso9001");
    }

    #[test]
    fn no_word_stops_a_stemmer() {
        let letters: Vec<char> = "aeiouyäöüßąęłśżćnstrlgkw'żź".chars().collect();
        let stems = Stems::new();
        let mut seed = 1_usize;
        for n in 0..30_000 {
            let mut word = String::new();
            for _ in 0..n % 13 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                word.push(letters[(seed >> 33) % letters.len()]);
            }
            for language in [Language::English, Language::German, Language::Polish] {
                assert!(word.is_empty() || !stems.stem(language, &word).is_empty(), "{word}");
            }
        }
    }

    #[test]
    fn lists_of_stop_words_are_sorted() {
        for language in [Language::English, Language::German, Language::Polish] {
            assert!(language.stops().is_sorted(), "{language:?}");
        }
    }
}
