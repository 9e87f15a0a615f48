//! The rows of files of titles, steps and texts: each is filled with one thing after the other, and a file that the
//! last build left is kept where everything in it stayed.

use super::entry::{Entry, Kind};
use super::files::{Row, script};
use super::kept::{Kept, Part, Thing};
use std::collections::HashMap;

/// Letters that the files of each row are called by.
const LETTERS: [char; 3] = ['t', 's', 'e'];

/// How many entries each thing has, and the number of its first step.
#[derive(Debug)]
pub(crate) struct Counts {
    /// Of titles, steps and texts.
    pub(crate) of: Vec<[usize; 3]>,
    /// Number of the first step.
    pub(crate) steps: Vec<u32>,
}

/// Where files go, and whether those of the last build are there.
pub(crate) trait Shelf<E> {
    /// Takes a file.
    fn put(&self, name: &str, text: &str) -> Result<(), E>;
    /// Keeps that of the last build, or takes it under another name; whether it was there.
    fn keep(&self, old: &str, name: &str) -> Result<bool, E>;
}

/// A row under way.
pub(crate) struct Filling<'a> {
    row: usize,
    file: Row<'a>,
    counts: &'a Counts,
    before: Option<&'a Kept>,
    /// Files of the last build, by what they begin with.
    known: HashMap<(u32, u32), usize>,
    /// Where the file under way begins, or, where it is empty, would begin.
    from: (usize, usize),
    /// Files so far.
    pub(crate) parts: Vec<Part>,
}

impl<'a> Filling<'a> {
    /// All three rows.
    pub(crate) fn all(
        counts: &'a Counts,
        documents: &'a HashMap<&'a str, usize>,
        before: Option<&'a Kept>,
    ) -> [Self; 3] {
        [0, 1, 2].map(|row| {
            let parts = before.map_or(&[][..], |kept| &kept.parts[row]);
            Self {
                row,
                file: Row::new(documents),
                counts,
                before,
                known: parts.iter().enumerate().map(|(n, part)| (part.from, n)).collect(),
                from: (0, 0),
                parts: Vec::new(),
            }
        })
    }

    /// Number of the entry that each file begins with.
    pub(crate) fn first(&self) -> Vec<u32> {
        let number = |part: &Part| match self.row {
            1 => self.counts.steps.get(part.from.0 as usize).map_or(0, |first| first + part.from.1),
            _ => part.from.0,
        };
        self.parts.iter().map(number).collect()
    }

    /// Whether the entries of a thing must be had: not where it has none in this row, and not where the file of the
    /// last build that it stands in is kept.
    pub(crate) fn wants<E>(&mut self, n: usize, now: &[Thing], shelf: &impl Shelf<E>) -> Result<bool, E> {
        if self.count(n) == 0 || n < self.from.0 {
            return Ok(false);
        }
        if self.file.is_empty() {
            if n > self.from.0 {
                self.from = (n, 0);
            }
            self.take_over(now, shelf)?;
        }
        Ok(n >= self.from.0)
    }

    /// Whether a thing is passed over for sure.
    pub(crate) fn passes(&self, n: usize) -> bool {
        n < self.from.0 || self.count(n) == 0
    }

    /// Adds the entries of a thing that is wanted.
    pub(crate) fn add<E>(
        &mut self,
        n: usize,
        entries: &[Entry],
        now: &[Thing],
        shelf: &impl Shelf<E>,
    ) -> Result<(), E> {
        let row = self.row;
        let own = entries.iter().filter(|e| (e.kind == Kind::Step) == (row == 1));
        let begin = if self.from.0 == n { self.from.1 } else { 0 };
        for (unit, entry) in own.enumerate().skip(begin) {
            let first = if unit == 0 { entries.first() } else { None };
            if !self.file.is_empty() && self.file.ends_before(first) {
                self.end((n, unit), shelf)?;
                self.take_over(now, shelf)?;
            }
            if (n, unit) < self.from {
                continue;
            }
            match row {
                0 => self.file.title(entry),
                1 => self.file.step(n, entry),
                _ => self.file.excerpt(&entry.text),
            }
        }
        Ok(())
    }

    /// Ends the last file.
    pub(crate) fn done<E>(&mut self, shelf: &impl Shelf<E>) -> Result<(), E> {
        if self.file.is_empty() { Ok(()) } else { self.end((self.counts.of.len(), 0), shelf) }
    }

    fn count(&self, n: usize) -> usize {
        self.counts.of.get(n).map_or(0, |of| of[self.row])
    }

    fn end<E>(&mut self, to: (usize, usize), shelf: &impl Shelf<E>) -> Result<(), E> {
        let name = format!("{}{}", LETTERS[self.row], self.parts.len());
        shelf.put(&name, &script(&name, &self.file.take()))?;
        self.parts.push(Part { from: small(self.from), to: small(to) });
        self.from = to;
        Ok(())
    }

    /// Keeps files of the last build from here on, as long as what is in them stayed.
    fn take_over<E>(&mut self, now: &[Thing], shelf: &impl Shelf<E>) -> Result<(), E> {
        let Some(before) = self.before else { return Ok(()) };
        let more = now.len().wrapping_sub(before.things.len());
        while self.from.0 < now.len() {
            // Things may have come or gone before these.
            let found = [0, more].into_iter().find_map(|shift| self.old(before, now, shift));
            let Some((old, part)) = found else { return Ok(()) };
            let name = |n: usize| format!("{}{n}", LETTERS[self.row]);
            if !shelf.keep(&name(old), &name(self.parts.len()))? {
                return Ok(());
            }
            self.parts.push(part);
            self.from = (part.to.0 as usize, part.to.1 as usize);
            // The next thing that has any entries here is what the next file begins with.
            while self.from.0 < now.len() && self.count(self.from.0) == 0 {
                self.from = (self.from.0 + 1, 0);
            }
        }
        Ok(())
    }

    /// The file of the last build that begins here and has the same in it; things are `shift` further on now.
    fn old(&self, before: &Kept, now: &[Thing], shift: usize) -> Option<(usize, Part)> {
        let then = |n: usize| n.wrapping_sub(shift);
        let from = (u32::try_from(then(self.from.0)).ok()?, u32::try_from(self.from.1).ok()?);
        let old = *self.known.get(&from)?;
        let to = before.parts[self.row].get(old)?.to;
        let end = (to.0 as usize).wrapping_add(shift);
        // It ends before a thing that is as it was, or with the last of all.
        let last = to.0 as usize >= before.things.len();
        if last != (end >= now.len()) {
            return None;
        }
        let same =
            |n: usize, what: usize| Some(now.get(n)?.texts[what] == before.things.get(then(n))?.texts[what]);
        let all = (self.from.0..end).all(|n| same(n, self.row) == Some(true));
        let next = last || (same(end, 0) == Some(true) && (to.1 == 0 || same(end, self.row) == Some(true)));
        let to = (u32::try_from(end).ok()?, to.1);
        (all && next).then_some((old, Part { from: small(self.from), to }))
    }
}

fn small((thing, entry): (usize, usize)) -> (u32, u32) {
    (u32::try_from(thing).unwrap_or(u32::MAX), u32::try_from(entry).unwrap_or(u32::MAX))
}
