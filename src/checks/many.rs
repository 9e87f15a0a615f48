//! Endless lists: a file that is broken throughout can give hundreds of thousands of findings, which nobody reads and
//! which would fill the memory of whatever shows them.

use crate::diagnostic::{FileId, Finding, Severity};
use std::collections::HashMap;

/// Findings of one rule in one file that are listed; also, findings that are listed under one cause.
const MOST: usize = 1_000;

/// Keeps the first thousand findings of each rule in each file, in the order given, and puts one finding in the place
/// of the rest. It weighs as much as the heaviest of them and says how many there are, so that nothing counts less.
/// To be used on what is shown only: a baseline is written from everything.
pub fn shorten(findings: &mut Vec<Finding>) {
    if findings.len() > MOST || findings.iter().any(|f| f.follows.len() > MOST) {
        *findings = shortened(std::mem::take(findings));
    }
}

fn shortened(findings: Vec<Finding>) -> Vec<Finding> {
    let mut seen: HashMap<(FileId, &'static str), Rest> = HashMap::new();
    let mut kept: Vec<Finding> = Vec::new();
    for mut finding in findings {
        finding.follows.truncate(MOST);
        let rest = seen.entry((finding.at.file, finding.rule)).or_default();
        rest.count += 1;
        if rest.count <= MOST {
            kept.push(finding);
        } else if let Some(at) = rest.at {
            rest.severity = rest.severity.max(finding.severity);
            if let Some(first) = kept.get_mut(at) {
                first.dated &= finding.dated;
            }
        } else {
            rest.at = Some(kept.len());
            rest.severity = finding.severity;
            kept.push(finding);
        }
    }
    for rest in seen.into_values() {
        if let Some(first) = rest.at.and_then(|at| kept.get_mut(at)) {
            *first = rest.instead_of(first);
        }
    }
    kept
}

/// What is not listed of a rule in a file.
#[derive(Default)]
struct Rest {
    /// All of them, listed or not.
    count: usize,
    /// Where the finding stands that takes their place.
    at: Option<usize>,
    /// Of the heaviest of them.
    severity: Option<Severity>,
}

impl Rest {
    fn instead_of(&self, first: &Finding) -> Finding {
        let more = self.count - MOST;
        let message = match more {
            1 => "1 more finding of this rule in this file is not listed".to_owned(),
            _ => format!("{more} more findings of this rule in this file are not listed; this is the first"),
        };
        Finding {
            severity: self.severity,
            document: first.document.clone(),
            dated: first.dated,
            ..Finding::new(first.rule, first.at, message)
                .help("mend those above, then check again; often one cause is behind all of them")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Span;

    fn finding(rule: &'static str, file: u32, at: u32, severity: Severity) -> Finding {
        let at = Span { file: FileId(file), start: at, end: at };
        Finding::new(rule, at, format!("number {}", at.start)).severity(severity).dated()
    }

    #[test]
    fn the_rest_of_an_endless_list_is_counted_and_weighs_as_much() {
        let mut all: Vec<Finding> = (0..2_500).map(|n| finding("doc/value", 0, n, Severity::Info)).collect();
        all[2_000].severity = Some(Severity::Error);
        all[2_100].dated = false;
        all.push(finding("doc/value", 1, 0, Severity::Info));
        all.push(finding("doc/id", 0, 0, Severity::Info));
        shorten(&mut all);
        assert_eq!(all.len(), 1_003);
        assert_eq!(all[999].message, "number 999");
        let rest = &all[1_000];
        assert!(rest.message.starts_with("1500 more findings"), "{}", rest.message);
        assert_eq!((rest.at.start, rest.severity, rest.dated), (1_000, Some(Severity::Error), false));
    }

    #[test]
    fn a_list_with_an_end_stays_as_it_is() {
        let all: Vec<Finding> =
            (0..1_500).map(|n| finding("doc/value", n / 1_000, n, Severity::Error)).collect();
        let mut short = all.clone();
        shorten(&mut short);
        assert_eq!(short, all);
    }
}
