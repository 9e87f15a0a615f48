//! Values with places, texts per language, free facts.

use crate::diagnostic::Span;
use serde::{Deserialize, Serialize};

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub at: Span,
}

/// A text and where it stands.
pub type Text = At<String>;

impl<T> At<T> {
    /// Puts a value at a place.
    pub fn new(value: T, at: Span) -> Self {
        Self { value, at }
    }
}

impl At<String> {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.value
    }
}

impl<T> std::ops::Deref for At<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// A short text, in one language or several (`{ en: …, de: … }`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Localized {
    /// Language and text in written order. A plain text has the source language's entry only, with an empty
    /// language code.
    pub texts: Vec<(String, Text)>,
}

impl Localized {
    /// A text without a language.
    pub fn plain(text: Text) -> Self {
        Self { texts: vec![(String::new(), text)] }
    }

    /// The text for a reader of `lang`, else that of the source language, else the first; and whether it is the
    /// language asked for (a plain text counts as any). `None` where nothing is written.
    pub fn pick(&self, lang: &str, source: &str) -> Option<(&str, bool)> {
        let find = |l: &str| self.texts.iter().find(|(k, _)| k == l).map(|(_, t)| t.as_str());
        if let Some(t) = find(lang) {
            return Some((t, true));
        }
        if let Some(t) = find("") {
            return Some((t, true));
        }
        find(source).or_else(|| self.texts.first().map(|(_, t)| t.as_str())).map(|t| (t, false))
    }

    /// The text for a reader of `lang`, or an empty one.
    pub fn get(&self, lang: &str, source: &str) -> &str {
        self.pick(lang, source).map_or("", |(t, _)| t)
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}

/// Free facts: name and text, in written order.
pub type Facts = Vec<(Text, Text)>;
