//! Swimlane charts: from a plain [`Drawing`] to a [`Geometry`] in whole pixels, and from there to SVG.
//!
//! The engine is layered and of its own:
//!
//! 1. `net` reads the drawing: loops broken as the author wrote them, phases, the main path;
//! 2. `block` measures every node, `text` its words;
//! 3. `place` puts items on a grid of rows and lane columns (`field`), `search` lays their lines by `price`, and
//!    `improve` moves what can be had cheaper;
//! 4. `tracks` orders the lines that run side by side in each channel of the grid;
//! 5. `labels` and `documents` hang on what they belong to;
//! 6. `squeeze` gives pixels to lanes, rows and tracks, and `layout` puts the [`Geometry`] together;
//! 7. [`sheets()`] cuts it for paper;
//! 8. [`svg()`] draws it.
//!
//! [`landscape()`] and [`overview()`] draw pictures of the whole on grids of their own (`overall`).
//!
//! What must never happen, a line through a box or a word on a line, cannot: every line has a place of its own on the
//! grid before pixels are given out, and everything that takes room is part of what is pushed apart. Ties are broken
//! by the order of declaration, and all numbers are whole: the same drawing gives the same bytes.

mod bare;
mod block;
mod documents;
mod drawing;
mod field;
mod geometry;
mod heads;
mod improve;
mod labels;
mod layout;
mod net;
mod overall;
mod place;
mod price;
mod route;
mod search;
mod sheets;
mod squeeze;
mod svg;
pub mod text;
mod tracks;
mod ways;

pub use bare::from_bare_json;
pub use drawing::{
    Detail, Direction, Document, Drawing, Edge, EdgeKind, Lane, LaneKind, Node, NodeKind, Notation, Phase,
    Timer,
};
pub use geometry::{
    DocumentBox, EdgeLine, Geometry, LaneBox, NodeBox, PhaseBand, Point, Rect, TextBlock, TextStyle,
};
pub use layout::{layout, layouts};
pub use overall::{
    Band, End, Flow, Landscape, MapPart, MapProcess, Neighbour, Overview, Picture, PictureBand, PictureBox,
    PictureBoxKind, PictureLine, Unit, landscape, landscape_on_paper, overview, overview_on_paper,
    picture_svg,
};
pub use sheets::{Connector, Paper, SMALLEST, Sheet, one_sheet, sheets};
pub use svg::{STYLE, SvgOptions, escape, sheet_svg, svg};
pub use ways::{Fonts, bpmn, dot, mermaid, png};
