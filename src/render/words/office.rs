//! Words of the pages that an office keeps: registers, calendar, changes, retention.

use super::words;
use serde::Serialize;

words! {
    /// Words of registers across documents.
    Office {}

    every_document: "All documents", "Alle Dokumente", "Wszystkie dokumenty";
}
