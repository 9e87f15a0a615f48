//! Prose as HTML by our own writer: what it does not know does not get into a page. Raw HTML is shown as text,
//! links go by identity, pictures come from the handbook, and the sections that belong to a step are handed out
//! with it.

mod anchors;
pub(crate) mod html;
mod links;
mod text;
mod writer;

pub(crate) use anchors::Heading;
pub(crate) use html::plain;
pub(crate) use links::offered;
pub(crate) use text::{Plain, text};

use super::voice::Voice;
use std::collections::{BTreeMap, BTreeSet};

/// What is being written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manuscript<'a> {
    /// The prose.
    pub(crate) text: &'a str,
    /// Path of the file it stands in: relative links count from there.
    pub(crate) path: &'a str,
    /// Ids of steps: a section whose heading carries one goes to that step.
    pub(crate) steps: &'a [&'a str],
    /// The page's title: a first heading that says the same is left out, since it stands above already.
    pub(crate) title: Option<&'a str>,
    /// The level that its highest heading gets on the page.
    pub(crate) top_level: u8,
}

/// Prose, written.
#[derive(Debug, Default)]
pub(crate) struct Prose {
    /// What belongs to no step.
    pub(crate) html: String,
    /// Sections of steps, by step id.
    pub(crate) steps: BTreeMap<String, Section>,
    /// Headings of what belongs to no step, for a list of contents.
    pub(crate) headings: Vec<Heading>,
    /// Files of the handbook that the page needs beside it: indices in `Handbook::assets`.
    pub(crate) assets: BTreeSet<usize>,
}

/// The prose of a step.
#[derive(Debug, Default)]
pub(crate) struct Section {
    /// Text of its heading.
    pub(crate) heading: String,
    /// What stands below it.
    pub(crate) html: String,
}

/// Whether what belongs to no step opens with a heading of its own, so that it needs none above it.
pub(crate) fn opens_with_heading(manuscript: &Manuscript<'_>) -> bool {
    anchors::opens_with_heading(manuscript.text, manuscript.steps, manuscript.title)
}

/// Writes a text for a page.
pub(crate) fn write(voice: &Voice<'_>, manuscript: &Manuscript<'_>) -> Prose {
    writer::Writer::new(voice, manuscript).write()
}
