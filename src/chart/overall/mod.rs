//! Pictures of the whole: the map of processes, and the overview of one process.
//!
//! Both stand on fixed grids of their own, without graph layout: on the map bands lie below each other, processes of
//! a band side by side, and flows run in the gutters between them (`gutters`); in an overview the parts stand below
//! each other in their order, what comes in to the left, what goes out to the right. Every line and every word has
//! its own place in a gutter before pixels are given out, so nothing can lie on anything else. What cannot be drawn
//! readably loses detail (words become counts, then lines go), never size.

mod gutters;
mod map;
mod overview;
mod picture;

pub use map::{Band, Landscape, MapPart, MapProcess, landscape, landscape_on_paper};
pub use overview::{Overview, Unit, overview, overview_on_paper};
pub use picture::{Picture, PictureBand, PictureBox, PictureBoxKind, PictureLine, picture_svg};

/// Something beside what is drawn: an outside party, another process.
#[derive(Clone, Debug, Default)]
pub struct Neighbour {
    /// Its name.
    pub name: String,
    /// Where a click leads; empty for nowhere.
    pub href: String,
    /// An outside party: drawn with a dashed edge.
    pub outside: bool,
}

/// Where a flow begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// A process of the map, counted through all bands; a part of the overview.
    Unit(usize),
    /// A neighbour.
    Neighbour(usize),
}

/// What goes from one to another.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Who hands over.
    pub from: End,
    /// Who receives.
    pub to: End,
    /// What is handed over.
    pub what: Vec<String>,
    /// How the same flow is known in the table beside the picture.
    pub key: String,
}

/// Words of a flow, of which the last are left out where they are more than four lines; and whether all are there.
fn label(what: &[String], limit: i32) -> (Option<super::geometry::TextBlock>, bool) {
    const MOST: usize = 4;
    let set = |text: &str| super::block::set(text, super::geometry::TextStyle::Quiet, limit, false);
    for count in (1..=what.len()).rev() {
        let mut text = what[..count].join(", ");
        if count < what.len() {
            text = format!("{text} +\u{a0}{}", what.len() - count);
        }
        let block = set(&text);
        if block.as_ref().is_none_or(|b| b.lines.len() <= MOST) {
            return (block, count == what.len());
        }
    }
    // A single name that is longer than four lines is cut at none of them: it is counted.
    (if what.is_empty() { None } else { set(&what.len().to_string()) }, what.is_empty())
}
