//! The state of a document on a day, as a word with a shape.

use crate::model::{DocStatus, Guideline};
use crate::render::shelf::dates;
use crate::render::voice::Voice;
use jiff::civil::Date;
use serde::Serialize;

/// A state.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct State {
    /// `ok`, `attention`, `stop` or `draft`: colour and shape.
    pub(crate) kind: &'static str,
    /// The word.
    pub(crate) word: &'static str,
}

/// When a review is due.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Due {
    /// The day.
    pub(crate) date: Date,
    /// Whether it has passed.
    pub(crate) overdue: bool,
    /// Whether it is near enough to warn.
    pub(crate) soon: bool,
}

/// The state of a document on the day of the edition.
pub(crate) fn state(voice: &Voice<'_>, g: &Guideline) -> State {
    let w = voice.w;
    let (kind, word) = match g.state() {
        DocStatus::Planned => ("draft", w.planned),
        DocStatus::Draft => ("draft", w.draft),
        DocStatus::InReview => ("draft", w.in_review),
        DocStatus::Retired => ("stop", w.retired),
        DocStatus::Approved if !g.in_force(voice.shelf.edition.today) => ("attention", w.in_force_from),
        DocStatus::Approved if review(voice, g).is_some_and(|d| d.overdue) => ("attention", w.review_overdue),
        DocStatus::Approved => ("ok", w.in_force),
    };
    State { kind, word }
}

/// When the review of a document in force is due.
pub(crate) fn review(voice: &Voice<'_>, g: &Guideline) -> Option<Due> {
    let date = dates::review(voice.handbook(), g)?;
    let today = voice.shelf.edition.today;
    let overdue = date < today;
    let warn = voice.handbook().review_warn(g);
    let soon = !overdue && date <= warn.after(today);
    Some(Due { date, overdue, soon })
}
