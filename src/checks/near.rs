//! The nearest right word, with a bound on the work: comparing a wrong word with all right ones takes time, and a
//! file of ten thousand wrong words must not take an hour. Where the bound is reached nobody is asked any more what
//! was meant; the findings stay.

use crate::model::read;
use std::cell::Cell;

/// How many words may still be compared.
#[derive(Debug)]
pub(super) struct Near {
    left: Cell<usize>,
}

impl Near {
    /// For one document.
    pub(super) fn for_document() -> Self {
        Self { left: Cell::new(100_000) }
    }

    /// For all findings of a rule about the handbook.
    pub(super) fn for_handbook() -> Self {
        Self { left: Cell::new(500_000) }
    }

    /// Takes the work of comparing so many words from what is left; false where nothing is.
    pub(super) fn may_compare(&self, words: usize) -> bool {
        let left = self.left.get();
        let may = words <= left;
        self.left.set(if may { left - words } else { 0 });
        may
    }

    /// The nearest right word, if one is near enough to be meant.
    pub(super) fn nearest<'a>(
        &self,
        word: &str,
        right: impl IntoIterator<Item = &'a str, IntoIter: Clone>,
    ) -> Option<&'a str> {
        let right = right.into_iter();
        // Counting stops where it no longer matters.
        let count = right.clone().take(self.left.get().saturating_add(1)).count();
        if self.may_compare(count) { read::nearest(word, right) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_bounded() {
        let near = Near { left: Cell::new(3) };
        assert_eq!(near.nearest("clrk", ["clerk", "manager"]), Some("clerk"));
        assert_eq!(near.nearest("clrk", ["clerk", "manager"]), None);
    }
}
