//! Pages as strings: the handbook as people read it. Never touches the disk; what a page needs beside it (pictures,
//! forms) is named in the [`Report`], for `output` to copy.
//!
//! Two rules hold for every page. What the site's class keeps out is not there: not as a page, a title in a list,
//! a box of a chart or a line of data; a link to it shows its id. And what people wrote is text: templates escape
//! it, prose becomes HTML by our own writer only, so that nothing in a handbook can run in a reader's browser.

mod address;
mod data;
mod detail;
mod drawing;
mod filters;
mod memory;
mod pages;
mod prose;
mod reference;
mod run;
mod search;
mod shelf;
mod site;
mod templates;
mod theme;
mod trace;
mod unite;
mod voice;
mod when;
mod whole;
mod words;

pub use data::schema as data_schema;
pub use memory::Memory;
pub use shelf::{Edition, Prints};
pub use site::{Pages, Report, Site};
pub use templates::{Fault, Override, faults};
