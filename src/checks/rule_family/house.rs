//! What rules of the house say of runs: in every document in which their steps, phases and ends stand, with what it
//! calls.
//!
//! - A word means every document that has it; `SAL-G-002#check-offer` means one.
//! - A process is looked at where the rule's steps meet: in the document that has them, or in the one that calls those
//!   that have them. What lies within one sub-process is decided there.
//! - A sub-process that has not what is asked for, where one that calls it does, is looked at within that one only.
//! - A run is not followed across a hand-over: a rule that needs it is not proved, and that is said.

use super::claim::{Claim, Form, Named, named};
use super::links::{Calls, HandOvers};
use super::proof::{Meanings, Meant, Outcome, See};
use super::{not_checked, unmatched};
use crate::checks::Context;
use crate::checks::graph::ways_are_whole;
use crate::diagnostic::Finding;
use crate::model::{DocStatus, Guideline, HouseRule, RuleForm, Step};
use crate::proof::calls::{Closed, Sources, Whole};
use rayon::prelude::*;
use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

/// Which documents have the steps and phases that rules of the house name.
pub(super) struct Words<'h> {
    /// By word, the documents that are not retired.
    documents: HashMap<&'h str, Vec<usize>>,
    /// Words that some document has, retired or not.
    known: HashSet<&'h str>,
}

impl<'h> Words<'h> {
    /// Looks all of them up at once. Linear in the steps of the handbook.
    pub(super) fn of(cx: &Context<'h>, wanted: &HashSet<&'h str>) -> Self {
        let hits: Vec<(usize, Vec<&str>)> = cx
            .handbook
            .guidelines
            .par_iter()
            .enumerate()
            .map(|(n, g)| {
                let phases = g.phases.iter().filter_map(|p| p.id.as_ref()).map(crate::model::At::as_str);
                let words = g.steps.iter().map(Step::id).chain(phases);
                let mut hits: Vec<&str> = words.filter_map(|w| wanted.get(w).copied()).collect();
                hits.sort_unstable();
                hits.dedup();
                (n, hits)
            })
            .filter(|(_, hits)| !hits.is_empty())
            .collect();
        let mut words = Self { documents: HashMap::new(), known: HashSet::new() };
        for (n, hits) in hits {
            let alive = cx.handbook.guidelines.get(n).is_some_and(|g| g.state() != DocStatus::Retired);
            for word in hits {
                words.known.insert(word);
                if alive {
                    words.documents.entry(word).or_default().push(n);
                }
            }
        }
        words
    }

    /// Whether any document has a step or phase of this name.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.known.contains(word)
    }

    /// What a word means: `DOC#step` in one document, else in all that have it.
    fn meaning(&self, cx: &Context<'_>, word: &str) -> Meanings {
        let in_document = |n: usize, word: &str| {
            let g = cx.handbook.guidelines.get(n).filter(|g| g.state() != DocStatus::Retired)?;
            Some((n, named(g, cx.graphs.get(n)?, word)?))
        };
        if let Some((document, word)) = word.split_once('#') {
            let n = cx.handbook.guideline_index(document);
            return n.and_then(|n| in_document(n, word)).into_iter().collect();
        }
        let documents = self.documents.get(stem(word)).map_or(&[][..], Vec::as_slice);
        documents.iter().filter_map(|&n| in_document(n, word)).collect()
    }
}

/// The step of an outcome; other words as they are.
pub(super) fn stem(word: &str) -> &str {
    word.split_once('/').map_or(word, |(step, _)| step)
}

/// One rule in one process.
struct Job {
    /// Index of the rule.
    rule: usize,
    /// The document whose runs are looked at.
    root: usize,
    /// Sub-processes that are put in.
    opened: Vec<usize>,
}

/// The findings of all rules of the house that speak of runs.
pub(super) fn check<'h>(cx: &Context<'h>, words: &Words<'h>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    let meant = |claim| Meant::new(claim, |word| words.meaning(cx, word));
    let claims = h.settings.rules.iter().filter_map(Claim::of);
    // A word that nobody has is told (`graph/unknown-step`).
    let known = |c: &Claim<'_>| {
        c.names().all(|w| {
            if w.contains('#') { !words.meaning(cx, w).is_empty() } else { words.knows(stem(w.as_str())) }
        })
    };
    let rules: Vec<Meant<'h>> = claims.filter(known).map(meant).collect();
    if rules.is_empty() {
        return;
    }
    let calls = Calls::of(h);
    let hand_overs = LazyCell::new(|| HandOvers::of(h));
    let mut jobs: Vec<Job> = Vec::new();
    for (n, rule) in rules.iter().enumerate() {
        let scope = Scope::of(rule, &calls);
        let mut apart = Vec::new();
        let before = jobs.len();
        for &root in &scope.candidates {
            match scope.look(root, &calls) {
                Look::Skip => {}
                Look::Here => jobs.push(Job { rule: n, root, opened: scope.opened(root, &calls) }),
                Look::Lacks => {
                    let around = hand_overs.beyond(&calls, root, rule.claim.form == Form::After);
                    let has = |d: &usize| calls.below(*d).iter().any(|d| scope.counterparts.contains(d));
                    if around.iter().any(has) {
                        apart.push(root);
                    } else {
                        jobs.push(Job { rule: n, root, opened: scope.opened(root, &calls) });
                    }
                }
            }
        }
        let id = |n: &usize| h.guidelines.get(*n).map_or("", |g| g.id());
        if !apart.is_empty() {
            let other = scope.counterparts.iter().copied().min();
            let why = format!(
                "some of its steps are in {}, others in {}, and a run is not followed across a hand-over",
                not_checked::documents(&apart.iter().map(id).collect::<Vec<_>>()),
                other.as_ref().map_or("other documents", id)
            );
            out.push(not_checked::house(rule.claim.rule, &why));
        } else if jobs.len() == before {
            out.push(unmatched::idle(None, &rule.claim));
        }
    }
    jobs.sort_by_key(|j| (j.root, j.rule));
    let outcomes: Vec<(&Job, Result<Outcome, Closed>)> = jobs
        .chunk_by(|a, b| a.root == b.root)
        .collect::<Vec<_>>()
        .into_par_iter()
        .flat_map_iter(|jobs| prove(cx, &rules, jobs))
        .collect();
    tell(cx, &rules, outcomes, out);
}

/// Proves the rules of one process; it is lowered once for all that open the same sub-processes.
fn prove<'j>(
    cx: &Context<'_>,
    rules: &[Meant<'_>],
    jobs: &'j [Job],
) -> Vec<(&'j Job, Result<Outcome, Closed>)> {
    let h = cx.handbook;
    let see = See { guidelines: &h.guidelines, graphs: cx.graphs, house: true };
    let mut known: Vec<(&[usize], Result<Whole, Closed>)> = Vec::new();
    let mut found = Vec::new();
    for job in jobs {
        let at = known.iter().position(|(opened, _)| *opened == job.opened).unwrap_or_else(|| {
            let watched = |document: usize| {
                let mut ways = HashSet::new();
                if let Some(graph) = cx.graphs.get(document) {
                    jobs.iter()
                        .filter_map(|j| rules.get(j.rule))
                        .for_each(|r| r.ways(document, graph, &mut ways));
                }
                ways
            };
            let sources = Sources {
                guidelines: &h.guidelines,
                graphs: cx.graphs,
                find: &|id| h.guideline_index(id),
                is_whole: &|n| {
                    h.guidelines
                        .get(n)
                        .zip(cx.graphs.get(n))
                        .is_some_and(|(g, graph)| !g.broken && ways_are_whole(g, graph))
                },
                opened: &|n| job.opened.contains(&n),
                watched: &watched,
            };
            known.push((&job.opened, Whole::of(&sources, job.root)));
            known.len() - 1
        });
        let Some(rule) = rules.get(job.rule) else { continue };
        let outcome = match &known[at].1 {
            Ok(whole) => Ok(rule.prove(&see, whole, job.root)),
            Err(why) => Err(*why),
        };
        found.push((job, outcome));
    }
    found
}

/// Says what came of it: a breach once, where it lies; what is not proved once for each rule and reason.
fn tell(
    cx: &Context<'_>,
    rules: &[Meant<'_>],
    outcomes: Vec<(&Job, Result<Outcome, Closed>)>,
    out: &mut Vec<Finding>,
) {
    let broken: HashSet<(usize, usize)> = outcomes
        .iter()
        .filter(|(_, o)| matches!(o, Ok(Outcome::Broken(..))))
        .map(|(job, _)| (job.rule, job.root))
        .collect();
    let mut idle: HashMap<usize, bool> = HashMap::new();
    let mut left: Vec<(usize, &str, usize)> = Vec::new();
    for (job, outcome) in outcomes {
        let is_idle = matches!(outcome, Ok(Outcome::Idle));
        *idle.entry(job.rule).or_insert(true) &= is_idle;
        match outcome {
            Ok(Outcome::Holds | Outcome::Idle) | Err(Closed::Broken(_) | Closed::Ring(_)) => {}
            Ok(Outcome::Broken(it)) => {
                // What lies in a sub-process, and is told there, is not told again of those that call it.
                if it.within == job.root || !broken.contains(&(job.rule, it.within)) {
                    out.push(it.finding);
                }
            }
            Ok(Outcome::Undecided) => left.push((job.rule, not_checked::TOO_MANY, job.root)),
            Err(Closed::Unsupported(d)) => left.push((job.rule, not_checked::LEAVES_FORK, d)),
            Err(Closed::TooLarge) => left.push((job.rule, not_checked::TOO_LARGE, job.root)),
        }
    }
    left.sort_unstable();
    left.dedup();
    for group in left.chunk_by(|a, b| a.0 == b.0 && a.1 == b.1) {
        let Some(rule) = group.first().and_then(|(n, _, _)| rules.get(*n)) else { continue };
        let ids: Vec<&str> =
            group.iter().filter_map(|(_, _, d)| cx.handbook.guidelines.get(*d)).map(Guideline::id).collect();
        let why = format!("{} ({})", group[0].1, not_checked::documents(&ids));
        out.push(not_checked::house(rule.claim.rule, &why));
    }
    let mut idle: Vec<usize> = idle.into_iter().filter(|(_, idle)| *idle).map(|(n, _)| n).collect();
    idle.sort_unstable();
    out.extend(idle.into_iter().filter_map(|n| rules.get(n)).map(|r| unmatched::idle(None, &r.claim)));
}

/// Where a rule has something to look at.
struct Scope {
    /// Documents that have one of its steps, and all that call these; sorted.
    candidates: Vec<usize>,
    /// Documents that have one of its steps.
    having: HashSet<usize>,
    /// Documents that must be in a process for the rule to say anything: one of each list.
    triggers: Vec<HashSet<usize>>,
    /// Documents that have what is asked for. Empty for `never`, which asks for nothing.
    counterparts: HashSet<usize>,
    asks: bool,
}

/// What is to be done with a rule in a process.
enum Look {
    /// It has nothing to say there, or it is decided elsewhere.
    Skip,
    /// It is decided there.
    Here,
    /// What it asks for is not there.
    Lacks,
}

impl Scope {
    fn of(rule: &Meant<'_>, calls: &Calls) -> Self {
        let documents =
            |words: &[Meanings]| -> HashSet<usize> { words.iter().flatten().map(|(d, _)| *d).collect() };
        let having: HashSet<usize> = rule.all().map(|(d, _): &(usize, Named)| *d).collect();
        let (to, from, between) = (documents(&rule.to), documents(&rule.from), documents(&rule.between));
        let (triggers, counterparts) = match rule.claim.form {
            Form::After => (vec![from], to),
            Form::Never => (vec![to, from, between], HashSet::new()),
            _ if rule.claim.from.is_empty() => (vec![to], between),
            _ => (vec![to, from], between),
        };
        let candidates = calls.above(having.iter().copied());
        let asks = rule.claim.form != Form::Never;
        Self { candidates, having, triggers, counterparts, asks }
    }

    /// The sub-processes that are put into a process, directly or deeper; sorted.
    fn opened(&self, root: usize, calls: &Calls) -> Vec<usize> {
        let below = calls.below(root).into_iter().filter(|&d| d != root);
        below.filter(|d| self.candidates.binary_search(d).is_ok()).collect()
    }

    fn look(&self, root: usize, calls: &Calls) -> Look {
        let entered = calls.callees(root).iter().filter(|d| self.candidates.binary_search(d).is_ok()).count();
        if !self.having.contains(&root) && entered < 2 {
            return Look::Skip;
        }
        let below = calls.below(root);
        let has = |set: &HashSet<usize>| below.iter().any(|d| set.contains(d));
        if !self.triggers.iter().all(has) {
            return Look::Skip;
        }
        if !self.asks || has(&self.counterparts) {
            return Look::Here;
        }
        let above = calls.above([root]);
        let there = above.iter().any(|&d| calls.below(d).iter().any(|d| self.counterparts.contains(d)));
        if there { Look::Skip } else { Look::Lacks }
    }
}

/// Whether a rule of the house speaks of runs.
pub(super) fn of_runs(rule: &HouseRule) -> bool {
    matches!(rule.form, RuleForm::Path(_) | RuleForm::Order { .. } | RuleForm::After { .. })
}
