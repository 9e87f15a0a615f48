//! Translations: texts by path, no structure (format reference, section 8).

use super::Text;
use crate::diagnostic::{FileId, Span};

/// A translation of a guideline or page.
#[derive(Debug, Clone)]
pub struct Translation {
    /// Its file.
    pub file: FileId,
    /// The language; empty where neither file name nor `lang` says it.
    pub lang: String,
    /// Where the language is said (top of the file for a name).
    pub lang_at: Span,
    /// What it translates: an id, or a path for a plain page. Filled from the file name where not written.
    pub translates: Text,
    /// Version translated.
    pub version: Option<Text>,
    /// Title.
    pub title: Option<Text>,
    /// Purpose.
    pub purpose: Option<Text>,
    /// Scope.
    pub scope: Option<Text>,
    /// Texts by path: `qualified/not-qualified`.
    pub texts: Vec<(Text, Text)>,
    /// Its prose.
    pub body: Span,
    /// True where the front matter could not be read.
    pub broken: bool,
}

impl Translation {
    /// The text of a path.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.texts.iter().find(|(p, _)| p.as_str() == path).map(|(_, t)| t.as_str())
    }
}
