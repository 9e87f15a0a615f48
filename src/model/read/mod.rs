//! Small readers: one written value → one typed value, or what is wrong with it and what to write instead.
//!
//! Lowering (`parse`) and the form check (`schema`) call the same readers, so that what one accepts the other
//! never complains about. A reader knows nothing of places and files; whoever calls it has the place.

mod date;
mod figure;
mod name;
mod theme;
mod time;
mod when;
mod word;

pub use date::date;
pub use figure::{rounds, share};
pub use name::{call_target, id, language, norm, process, product, version, version_order};
pub use theme::{Typeface, colours, picture, typeface};
pub use time::{duration, interval};
pub use when::{same_unit, when};
pub use word::{applicable, letter, nearest, one_of, origin, raci, severity, status, way, yes_no};

/// Why a value cannot be read, in words for its author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// What is wrong: a sentence without full stop.
    pub why: String,
    /// What to write: a sentence without full stop.
    pub write: String,
    /// The value to write in its place, where what was meant is beyond doubt: good for a fix.
    pub instead: Option<String>,
}

impl Misread {
    /// What is wrong and what to write.
    pub(crate) fn new(why: impl Into<String>, write: impl Into<String>) -> Self {
        Self { why: why.into(), write: write.into(), instead: None }
    }

    /// The same with a value that can be put in its place.
    pub(crate) fn instead(why: impl Into<String>, value: impl Into<String>) -> Self {
        let value = value.into();
        Self { why: why.into(), write: format!("Write `{value}`"), instead: Some(value) }
    }
}

/// A value as it is quoted in a message: shortened, on one line.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return format!("`{line}`");
    }
    let cut: String = line.chars().take(LONGEST - 1).collect();
    format!("`{cut}…`")
}
