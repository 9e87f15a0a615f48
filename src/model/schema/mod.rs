//! What may be written where. One set of key tables feeds the check of forms ([`validate`]), the nearest right
//! word, the JSON Schemas for editors and the format reference (`docs/format.md`).
//!
//! The tables ([`table`]) are data; what a table cannot say, since it takes two keys to see it, stands in
//! `validate/` beside the object it is about.

mod form;
mod json;
mod reference;
pub mod table;
mod validate;

pub use form::{Form, Key, Kinds, Names, Need, Object, Target, Value};
pub use json::{SCHEMAS, json_schema};
pub use reference::reference;
pub use validate::{SchemaContext, validate};
