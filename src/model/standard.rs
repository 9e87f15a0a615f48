//! Clause catalogues: numbers and titles, shipped or the user's own (format reference, section 9).

use super::Localized;
use crate::diagnostic::Span;

/// A catalogue.
#[derive(Debug, Clone)]
pub struct Standard {
    /// `iso9001-2015`.
    pub id: String,
    /// `iso9001`.
    pub short: String,
    /// Full title.
    pub title: Localized,
    /// Clauses in order.
    pub items: Vec<Clause>,
    /// Where a user's own catalogue is written; `None` for a shipped one.
    pub at: Option<Span>,
}

/// What an entry of a catalogue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClauseKind {
    /// A chapter: never asked for.
    Chapter,
    /// A theme of Annex A: never asked for.
    Theme,
    /// A clause.
    Clause,
    /// A control.
    Control,
}

/// One entry.
#[derive(Debug, Clone)]
pub struct Clause {
    /// `8.2.1`, `A.5.12`.
    pub id: String,
    /// Title; may be empty.
    pub title: Localized,
    /// Its kind.
    pub kind: ClauseKind,
    /// The entry above it.
    pub parent: Option<String>,
}

impl Standard {
    /// The clause of a number.
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.items.iter().find(|c| c.id == id)
    }
}
