//! Words of the pages that people work by: home, process, guideline, role, work product, matrices.

use super::words;
use serde::Serialize;

words! {
    /// Words of pages to work by.
    Reader {}

    my_role: "My role", "Meine Rolle", "Moja rola";
}
