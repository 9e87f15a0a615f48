//! What a guideline's own rules say of its runs (`rule/{path, order, after}`), with what of it has no say
//! (`rule/unmatched`) or is not proved (`rule/not-checked`). The process is lowered once for all its rules.
//!
//! Where the ways of the guideline are broken, or a rule names a step that is not there, that is told, and nothing is
//! proved before it is mended.

use super::claim::Claim;
use super::proof::{Meant, Outcome, See, own};
use super::{not_checked, unmatched};
use crate::checks::graph::{led, ways_are_whole};
use crate::diagnostic::{Finding, Span};
use crate::graph::ProcessGraph;
use crate::model::{Guideline, HouseRule};
use crate::proof::calls::{Closed, Sources, Whole};
use crate::proof::lower::proved;
use crate::proof::verdict::{Answer, BUDGET};
use std::collections::HashSet;
use std::slice::from_ref;

/// After so many rules that could not be decided, no more are tried, and for so many that are broken is an edit.
const TRIES: usize = 3;

/// The findings. Where one edit keeps what is broken, breaks nothing else, and every case comes to a good end with it, it
/// is offered.
pub(super) fn check(g: &Guideline, graph: &ProcessGraph, out: &mut Vec<Finding>) {
    let mut found = Vec::new();
    prove(g, graph, &mut found);
    let before = found.len();
    let kept = |g: &Guideline, graph: &ProcessGraph| {
        let mut again = Vec::new();
        prove(g, graph, &mut again);
        again.len() < before
    };
    let mut tries = TRIES;
    for (finding, edit) in found {
        let edit = edit.filter(|_| tries > 0);
        tries -= usize::from(edit.is_some());
        out.push(match edit {
            Some((at, to)) => led(finding, g, (at, &to), kept),
            None => finding,
        });
    }
}

/// The findings, each with an edit that may mend it.
fn prove(g: &Guideline, graph: &ProcessGraph, out: &mut Vec<(Finding, Option<(Span, String)>)>) {
    if g.rules.is_empty() {
        return;
    }
    let known =
        |m: &Meant<'_>| [&m.to, &m.between, &m.from, &m.unless].into_iter().flatten().all(|w| !w.is_empty());
    let rules: Vec<Meant<'_>> = g
        .rules
        .iter()
        .filter_map(Claim::of)
        .map(|claim| Meant::new(claim, |word| own(g, graph, 0, word)))
        .filter(known)
        .collect();
    if rules.is_empty() || g.broken || !ways_are_whole(g, graph) {
        return;
    }
    let watched = |_: usize| {
        let mut ways = HashSet::new();
        for rule in &rules {
            rule.ways(0, graph, &mut ways);
        }
        ways
    };
    let sources = Sources {
        guidelines: from_ref(g),
        graphs: from_ref(graph),
        find: &|_| None,
        is_whole: &|_| true,
        opened: &|_| false,
        watched: &watched,
    };
    let all = || rules.iter().map(|r| r.claim.rule);
    let whole = match Whole::of(&sources, 0) {
        Ok(whole) => whole,
        Err(Closed::Unsupported(_)) => {
            let rules: Vec<&HouseRule> = all().collect();
            out.extend(not_checked::here(g, &rules, not_checked::LEAVES_FORK).map(|f| (f, None)));
            return;
        }
        Err(_) => return,
    };
    let see = See { guidelines: from_ref(g), graphs: from_ref(graph), house: false };
    let mut undecided: Vec<&HouseRule> = Vec::new();
    for rule in &rules {
        if undecided.len() >= TRIES {
            undecided.push(rule.claim.rule);
            continue;
        }
        match rule.prove(&see, &whole, 0) {
            Outcome::Holds => {}
            Outcome::Idle => out.push((unmatched::idle(Some(g), &rule.claim), None)),
            Outcome::Broken(broken) => out.push((broken.finding, broken.edit)),
            Outcome::Undecided => undecided.push(rule.claim.rule),
        }
    }
    // Where a step runs twice, what comes after it is not played any further; that is `graph/runs-twice`.
    if !undecided.is_empty() && proved(g, graph, BUDGET).1.safe != Answer::No {
        out.extend(not_checked::here(g, &undecided, not_checked::TOO_MANY).map(|f| (f, None)));
    }
}
