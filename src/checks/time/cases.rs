//! Times by case: which cases there are, and which time holds in one.

use crate::diagnostic::{FileId, Span};
use crate::graph::longest::Amount;
use crate::model::{Duration, Within};
use std::collections::{HashMap, HashSet};

/// What holds in one case: of each kind of case words (tables that share a word are of one kind) one.
pub(super) type Case<'a> = Vec<&'a str>;

/// More cases are not looked at; [`Cases::cut`] says so.
pub(super) const MOST: usize = 256;

/// The cases that some tables tell apart.
#[derive(Debug)]
pub(super) struct Cases<'a> {
    /// One without words where there are none.
    pub(super) all: Vec<Case<'a>>,
    /// Whether there are more.
    pub(super) cut: bool,
}

/// The cases that some tables tell apart.
pub(super) fn of<'a>(tables: impl Iterator<Item = &'a Within>) -> Cases<'a> {
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
    let mut found = Cases { all: vec![Vec::new()], cut: false };
    for kind in kinds {
        let more = found.all.iter().flat_map(|case| kind.iter().map(|w| [case.as_slice(), &[*w]].concat()));
        let mut more: Vec<Case<'_>> = more.take(MOST + 1).collect();
        found.cut |= more.len() > MOST;
        more.truncate(MOST);
        found.all = more;
    }
    found
}

/// The cases in which what is needed may take longer than what is given: every word where both tables share some, else
/// the shortest that is given in each kind of unit with the longest that is needed.
pub(super) fn worst<'a>(given: &'a Within, needed: &'a Within) -> Vec<Case<'a>> {
    let words = |w: &'a Within| match w {
        Within::ByCase(cases) => cases.as_slice(),
        _ => &[],
    };
    let known: HashSet<&str> = words(needed).iter().map(|(word, _)| word.as_str()).collect();
    if words(given).iter().any(|(word, _)| known.contains(word.as_str())) {
        return words(given).iter().map(|(word, _)| vec![word.as_str()]).collect();
    }
    // Within one kind of unit times can be told apart; there are three.
    let extremes = |w: &'a Within, longest: bool| -> Vec<Option<&'a str>> {
        let mut found: Vec<(&'a str, Amount)> = Vec::new();
        for (word, time) in words(w) {
            let time = Amount::from(time.value);
            let kind = |a: &Amount| (a.working_days > 0, a.months > 0);
            match found.iter_mut().find(|(_, known)| kind(known) == kind(&time)) {
                Some(known) if (time.beyond(known.1) > 0) == longest && time != known.1 => {
                    *known = (word.as_str(), time);
                }
                Some(_) => {}
                None => found.push((word.as_str(), time)),
            }
        }
        if found.is_empty() { vec![None] } else { found.into_iter().map(|(word, _)| Some(word)).collect() }
    };
    let needed = extremes(needed, true);
    let given = extremes(given, false);
    let pairs = given.iter().flat_map(|g| needed.iter().map(move |n| [*g, *n]));
    pairs.map(|pair| pair.into_iter().flatten().collect()).collect()
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
