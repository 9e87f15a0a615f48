//! Digests by which one run knows what an earlier one of the same program has seen: quick, the same in every run, and
//! no seal against somebody who wants two texts to have the same one.

use foldhash::SharedSeed;
use foldhash::quality::FoldHasher;
use std::hash::{Hash, Hasher};

/// What digests are made with.
pub fn hasher() -> impl Hasher {
    FoldHasher::with_seed(0, SharedSeed::global_fixed())
}

/// The digest of a value.
pub fn digest(value: impl Hash) -> u64 {
    let mut hasher = hasher();
    value.hash(&mut hasher);
    hasher.finish()
}
