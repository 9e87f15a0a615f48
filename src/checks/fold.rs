//! Folds what merely follows from a wrong form under it: who writes `nxt` for `next` has one thing to mend, not a
//! dead end beside it.

use crate::diagnostic::{FileId, Finding, Span};
use std::collections::HashMap;

/// What two findings must share: file, step, part; where the cause is not of the form of a file, also the very words.
type Place = (FileId, Option<String>, Option<String>, Option<Span>);

fn place(f: &Finding, words: bool) -> Place {
    (f.at.file, f.step.clone(), f.key.clone(), words.then_some(f.at))
}

/// Whether a cause is about the words that it stands at only, and not about the whole step or part.
fn is_narrow(cause: &Finding) -> bool {
    !cause.rule.starts_with("doc/") && !cause.rule.starts_with("source/")
}

/// Puts findings of rules that another finding of the same place explains under that one. Linear in the findings.
pub(super) fn fold(found: Vec<Finding>) -> Vec<Finding> {
    let mut causes: HashMap<(Place, &'static str), usize> = HashMap::new();
    for (n, cause) in found.iter().enumerate() {
        for rule in &cause.explains {
            causes.entry((place(cause, is_narrow(cause)), rule)).or_insert(n);
        }
    }
    if causes.is_empty() {
        return found;
    }
    let cause_of = |n: usize, f: &Finding| {
        let cause =
            [false, true].into_iter().find_map(|words| causes.get(&(place(f, words), f.rule)).copied())?;
        (f.explains.is_empty() && cause != n).then_some(cause)
    };
    let under: Vec<Option<usize>> = found.iter().enumerate().map(|(n, f)| cause_of(n, f)).collect();
    let mut kept: Vec<Option<Finding>> = Vec::with_capacity(found.len());
    let mut folded = Vec::new();
    for (finding, cause) in found.into_iter().zip(under) {
        match cause {
            Some(cause) => {
                folded.push((cause, finding));
                kept.push(None);
            }
            None => kept.push(Some(finding)),
        }
    }
    for (cause, mut finding) in folded {
        let below = std::mem::take(&mut finding.follows);
        if let Some(Some(cause)) = kept.get_mut(cause) {
            cause.follows.push(finding);
            cause.follows.extend(below);
        }
    }
    kept.into_iter().flatten().collect()
}
