//! What a page was made from. While a page is made, the shelf notes here what the page looks at; the next build
//! makes only those pages anew of which something noted has changed (see [`super::memory`]).
//!
//! A page is made on one thread from begin to end, so the notes live with the thread. Where a page splits its work
//! over threads all the same (`pages/print.rs`, which shows the pages of many documents), each piece takes notes of
//! its own by [`noted`], and the page takes these over.

use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Something that a page may be made from, beside what every page depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum Source {
    /// Every text.
    Everything,
    /// The front matter of every document, and every finding.
    All,
    /// Every finding that may be shown.
    Open,
    /// The front matter of every document but for its steps.
    Heads,
    /// What every document is called.
    Names,
    /// Every work product.
    Products,
    /// What goes from where to where.
    Flows,
    /// Which document answers which clause.
    Coverage,
    /// The front matter of a document and of its translations, by index.
    Document(usize),
    /// The front matter of a document, but for its steps, and of its translations, by index.
    Head(usize),
    /// What a document is called, by index.
    Name(usize),
    /// The letters of a document, by index.
    Letters(usize),
    /// The whole of a document with its translations, by index.
    Whole(usize),
    /// A plain page with its translations, by index.
    Page(usize),
    /// What names a role, by index.
    Role(usize),
    /// What names a work product, by index.
    Product(usize),
    /// Steps elsewhere that lead to a document, by index.
    Ways(usize),
    /// Findings of a document, by index.
    Findings(usize),
}

/// The notes of the page under way.
#[derive(Debug, Default)]
struct Notes {
    seen: BTreeSet<Source>,
    /// Whether its data are worth a digest: they cost little beside the template.
    gathers: bool,
    /// Digest of the data of the last build, where the page still lies there.
    known: Option<u64>,
    /// Digest of the data that the template was given.
    data: Option<u64>,
    /// Whether the template need not be filled.
    same: bool,
}

thread_local! {
    static NOTES: RefCell<Option<Notes>> = const { RefCell::new(None) };
}

/// What was noted of a page.
#[derive(Debug)]
pub(crate) struct Noted {
    /// What it looked at, sorted.
    pub(crate) seen: Vec<Source>,
    /// Digest of its data, where it was asked for.
    pub(crate) data: Option<u64>,
    /// Whether the data are those of the last build, so that there is no text.
    pub(crate) same: bool,
}

/// Makes a page and gives what it looked at. `gathers`: whether a digest of its data is taken, since gathering them
/// costs little beside the template. `known`: that digest in the last build, where the page that was made of them
/// still lies there.
pub(crate) fn noted<T>(gathers: bool, known: Option<u64>, make: impl FnOnce() -> T) -> (T, Noted) {
    let notes = Notes { gathers, known, ..Notes::default() };
    let before = NOTES.with(|n| n.borrow_mut().replace(notes));
    let made = make();
    let notes = NOTES.with(|n| std::mem::replace(&mut *n.borrow_mut(), before)).unwrap_or_default();
    let mut seen = notes.seen;
    if seen.contains(&Source::All) {
        seen.retain(|s| {
            !matches!(s, Source::Document(_) | Source::Findings(_) | Source::Open | Source::Heads)
        });
    }
    if seen.contains(&Source::All) || seen.contains(&Source::Heads) {
        seen.retain(|s| !matches!(s, Source::Head(_) | Source::Name(_) | Source::Names));
    }
    (made, Noted { seen: seen.into_iter().collect(), data: notes.data, same: notes.same })
}

/// Notes that the page under way looks at something.
pub(crate) fn saw(source: Source) {
    NOTES.with(|n| {
        if let Some(notes) = n.borrow_mut().as_mut() {
            notes.seen.insert(source);
        }
    });
}

/// Notes what a template is about to be given; true where that is what it was given last time, so that filling it
/// would give the page that is there.
pub(crate) fn same(data: impl FnOnce() -> Option<u64>) -> bool {
    NOTES.with(|n| {
        let mut notes = n.borrow_mut();
        let Some(notes) = notes.as_mut() else { return false };
        if !notes.gathers {
            return false;
        }
        notes.data = data();
        notes.same = notes.data.is_some() && notes.data == notes.known;
        notes.same
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_is_noted_once_and_all_takes_in_each() {
        let ((), noted) = noted(true, None, || {
            saw(Source::Role(1));
            saw(Source::Document(3));
            saw(Source::Document(3));
        });
        assert_eq!(noted.seen, [Source::Document(3), Source::Role(1)]);
        let ((), noted) = super::noted(true, None, || {
            saw(Source::Document(3));
            saw(Source::All);
        });
        assert_eq!(noted.seen, [Source::All]);
    }

    #[test]
    fn the_same_data_need_no_template() {
        assert!(!noted(true, Some(1), || same(|| Some(2))).0);
        assert!(noted(true, Some(2), || same(|| Some(2))).0);
        assert!(!noted(true, None, || same(|| None)).0);
        assert!(!noted(false, Some(2), || same(|| Some(2))).0);
        assert!(!same(|| Some(2)), "outside of a page nothing is known");
    }
}
