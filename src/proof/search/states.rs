//! The states seen so far, each known by all of its bits: no two are ever taken for one.

use super::super::net::index;
use super::super::work::NONE;

/// However large the budget, states take no more than this (128 MB).
const MOST_WORDS: usize = 16_000_000;

/// A set of states of one width, numbered in the order in which they came.
#[derive(Debug, Clone)]
pub(super) struct States {
    width: usize,
    words: Vec<u64>,
    /// Open addressing; a power of two, at most half full.
    table: Vec<u32>,
    count: usize,
}

impl States {
    /// An empty set of states of so many words.
    pub(super) fn new(width: usize) -> Self {
        Self { width, words: Vec::new(), table: vec![NONE; 64], count: 0 }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// A state.
    pub(super) fn get(&self, state: u32) -> &[u64] {
        let at = state as usize * self.width;
        &self.words[at..at + self.width]
    }

    /// The number of a state, which is put in if it is new; `None` if it is new and there are `most` already, or they take too much room.
    pub(super) fn intern(&mut self, words: &[u64], most: usize) -> Option<u32> {
        let mask = self.table.len() - 1;
        let mut slot = hash(words) & mask;
        loop {
            match self.table[slot] {
                NONE => break,
                id if self.get(id) == words => return Some(id),
                _ => slot = (slot + 1) & mask,
            }
        }
        if self.count >= most || self.words.len() > MOST_WORDS {
            return None;
        }
        let id = index(self.count);
        self.table[slot] = id;
        self.words.extend_from_slice(words);
        self.count += 1;
        if self.count * 2 > self.table.len() {
            self.grow();
        }
        Some(id)
    }

    fn grow(&mut self) {
        let mask = self.table.len() * 2 - 1;
        let mut table = vec![NONE; mask + 1];
        for id in 0..index(self.count) {
            let mut slot = hash(self.get(id)) & mask;
            while table[slot] != NONE {
                slot = (slot + 1) & mask;
            }
            table[slot] = id;
        }
        self.table = table;
    }
}

/// Where a state is looked for first; which one it is, its bits decide.
#[expect(clippy::cast_possible_truncation, reason = "a hash may lose bits")]
fn hash(words: &[u64]) -> usize {
    let mut h = 0u64;
    for &w in words {
        h = (h.rotate_left(5) ^ w).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    (h ^ (h >> 29)) as usize
}
