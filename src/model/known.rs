//! Guidelines that an earlier run has read, for the next one to take over while their files stay as they are. Only
//! those of which reading had nothing to tell are kept: findings are always found anew. With each is kept which rules
//! that look at it alone told something; the others need not be asked again.
//!
//! They are kept in shards, so that an edit does not write all of them again.

use super::{Guideline, Handbook};
use crate::source::{Outline, Unchanged, digest};
use foldhash::HashMap;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// How many shards there are.
pub const SHARDS: usize = 64;

/// Guidelines of an earlier run.
#[derive(Debug, Clone, Default)]
pub struct Known {
    basis: u64,
    /// By path: digest of the text, what it says, what its prose holds, and which
    /// rules told something.
    guidelines: HashMap<String, (u64, Guideline, Arc<Outline>, Told)>,
}

/// A shard as it is read.
#[derive(Debug, Default, Deserialize)]
struct Shard {
    basis: u64,
    guidelines: Vec<(String, u64, Guideline, Outline, Told)>,
}

/// A shard as it is written.
#[derive(Debug, Serialize)]
struct Written<'a> {
    basis: u64,
    guidelines: Vec<Row<'a>>,
}

type Row<'a> = (&'a str, u64, &'a Guideline, &'a Outline, Option<&'a Vec<u16>>);

/// Rules that look at a guideline alone and told something of it; `None`: they were not asked.
type Told = Option<Vec<u16>>;

fn shard_of(path: &str) -> usize {
    usize::try_from(digest(path) % SHARDS as u64).unwrap_or(0)
}

impl Known {
    /// Takes what can be known out of a handbook that is no longer needed.
    pub fn take(handbook: Handbook) -> Self {
        let Handbook { sources, guidelines, clean, mut told, basis, outlines, .. } = handbook;
        let keep = |g: Guideline| {
            let file = sources.get(g.file);
            let outline = outlines.get(&g.file).filter(|_| clean.contains(&g.file))?;
            let told = told.remove(&g.file);
            Some((file.path.clone(), (digest(&*file.text), g, Arc::clone(outline), told)))
        };
        Self { basis, guidelines: guidelines.into_iter().filter_map(keep).collect() }
    }

    /// Which files these are of, for reading to pass over.
    pub fn unchanged(&self) -> Unchanged {
        let files = self.guidelines.iter().map(|(path, (digest, ..))| (path.clone(), *digest)).collect();
        Unchanged { basis: self.basis, files }
    }

    /// What is known of the file at a path.
    pub(super) fn take_out(&mut self, path: &str) -> Option<(Guideline, Arc<Outline>, Told)> {
        self.guidelines.remove(path).map(|(_, g, outline, told)| (g, outline, told))
    }

    /// Puts shards together again. One that cannot be read, or is of other settings than the rest, is left out.
    pub fn read(shards: &[&[u8]]) -> Self {
        let parts: Vec<Shard> =
            shards.par_iter().filter_map(|bytes| postcard::from_bytes(bytes).ok()).collect();
        let basis = parts.first().map_or(0, |s| s.basis);
        let all = parts.into_iter().filter(|s| s.basis == basis).flat_map(|s| s.guidelines);
        let guidelines = all
            .map(|(path, digest, g, outline, told)| (path, (digest, g, Arc::new(outline), told)))
            .collect();
        Self { basis, guidelines }
    }

    /// The shards of a handbook that differ from those of an earlier run: number and bytes.
    pub fn shards<'a>(handbook: &'a Handbook, before: &Unchanged) -> Vec<(usize, Vec<u8>)> {
        let row = |g: &'a Guideline| {
            let outline = handbook.outlines.get(&g.file).filter(|_| handbook.clean.contains(&g.file))?;
            let (text, told) = (handbook.sources.get(g.file), handbook.told.get(&g.file));
            let row: Row<'a> = (text.path.as_str(), digest(&*text.text), g, outline, told);
            Some((shard_of(&text.path), row))
        };
        let rows: Vec<(usize, Row<'a>)> = handbook.guidelines.par_iter().filter_map(row).collect();
        let mut parts: Vec<Vec<Row<'a>>> = vec![Vec::new(); SHARDS];
        for (n, row) in rows {
            parts[n].push(row);
        }
        let mut counts = vec![0; SHARDS];
        before.files.keys().for_each(|path| counts[shard_of(path)] += 1);
        let stays = |n: usize, part: &[Row<'_>]| {
            before.basis == handbook.basis
                && counts[n] == part.len()
                && part.iter().all(|(path, digest, ..)| before.files.get(*path) == Some(digest))
        };
        let write = |(n, part): (usize, &Vec<Row<'_>>)| {
            if stays(n, part) {
                return None;
            }
            let shard = Written { basis: handbook.basis, guidelines: part.clone() };
            Some((n, postcard::to_stdvec(&shard).ok()?))
        };
        parts.par_iter().enumerate().filter_map(write).collect()
    }
}
