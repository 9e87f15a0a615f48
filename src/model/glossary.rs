//! `glossary.yaml`: terms, their meaning, words to avoid.

use super::{Localized, Text};
use crate::diagnostic::FileId;

/// The glossary.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    /// The file, where there is one.
    pub file: Option<FileId>,
    /// Terms in written order.
    pub terms: Vec<Term>,
}

/// A term.
#[derive(Debug, Clone)]
pub struct Term {
    /// Its id (key).
    pub id: Text,
    /// The word to use, per language; the id stands in where it is empty.
    pub name: Localized,
    /// What it means.
    pub meaning: Localized,
    /// Words to avoid: language (empty: the source language) and word.
    pub avoid: Vec<(String, Text)>,
    /// A document or clause that defines it.
    pub see: Vec<Text>,
}
