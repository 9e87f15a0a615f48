//! Times by case: which cases there are, and which time holds in one.

use crate::diagnostic::{FileId, Span};
use crate::model::{Duration, Within};
use std::collections::HashMap;

/// What holds in one case: of each kind of case words (tables that share a word are of one kind) one.
pub(super) type Case<'a> = Vec<&'a str>;

/// More cases are not looked at.
const MOST: usize = 32;

/// The cases that some tables tell apart: one without words where there are none.
pub(super) fn of<'a>(tables: impl Iterator<Item = &'a Within>) -> Vec<Case<'a>> {
    let mut kinds: Vec<Vec<&'a str>> = Vec::new();
    let mut kind_of: HashMap<&'a str, usize> = HashMap::new();
    for table in tables {
        let Within::ByCase(cases) = table else { continue };
        let words = || cases.iter().map(|(word, _)| word.as_str());
        let kind = words().find_map(|w| kind_of.get(w).copied()).unwrap_or_else(|| {
            kinds.push(Vec::new());
            kinds.len() - 1
        });
        for word in words() {
            if let (None, Some(all)) = (kind_of.get(word), kinds.get_mut(kind)) {
                kind_of.insert(word, kind);
                all.push(word);
            }
        }
    }
    let mut all: Vec<Case<'a>> = vec![Vec::new()];
    for kind in kinds {
        all = all.iter().flat_map(|case| kind.iter().map(|w| [case.as_slice(), &[*w]].concat())).collect();
        all.truncate(MOST);
    }
    all
}

/// The time that holds in a case, whatever it is counted from. `None` where a table says nothing of the case.
pub(super) fn time(within: &Within, case: &[&str]) -> Option<Duration> {
    match within {
        Within::Plain(d) | Within::Since(d, _) => Some(d.value),
        Within::ByCase(cases) => cases.iter().find(|(w, _)| case.contains(&w.as_str())).map(|(_, d)| d.value),
    }
}

/// Where the time of a case is written.
pub(super) fn at(within: &Within, case: &[&str]) -> Span {
    match within {
        Within::Plain(d) | Within::Since(d, _) => d.at,
        Within::ByCase(cases) => {
            let own = cases.iter().find(|(w, _)| case.contains(&w.as_str()));
            own.or(cases.first()).map_or_else(|| Span::top(FileId(0)), |(_, d)| d.at)
        }
    }
}
