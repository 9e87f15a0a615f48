//! Words of the search and of everything that only a script can do.

use super::words;
use serde::Serialize;

words! {
    /// Words of the search.
    Search {}

    search: "Search", "Suche", "Szukaj";
}
