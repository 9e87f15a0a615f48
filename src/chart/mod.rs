//! Swimlane charts: from a plain [`Drawing`] to a [`Geometry`] in whole pixels, and from there to SVG.
//!
//! The engine is layered and of its own. Items stand on a grid of rows and lane columns ([`place`]); lines run on
//! rows, columns and in the channels between them ([`field`]); channels get as many tracks as lines need, in the order
//! that crosses least ([`tracks`]); then everything is pushed together ([`squeeze`]). What must never happen, a line
//! through a box or a word on a line, cannot, because every line has a place of its own before pixels are given out.

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
mod place;
mod squeeze;
mod svg;
pub mod text;
mod tracks;

pub use bare::from_bare_json;
pub use drawing::{Direction, Document, Drawing, Edge, EdgeKind, Lane, LaneKind, Node, NodeKind, Phase};
pub use geometry::{
    DocumentBox, EdgeLine, Geometry, LaneBox, NodeBox, Page, PhaseBand, Point, Rect, TextBlock, TextStyle,
};
pub use layout::layout;
pub use svg::{STYLE, SvgOptions, escape, svg};
