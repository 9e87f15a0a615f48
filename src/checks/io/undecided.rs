//! `io/undecided`: what was not looked through of the work products of a guideline, and why. Also the one place from
//! which the ways of a guideline's work products are looked at, so that all that was left out is said in one finding.

use super::callee::{Cut, DEEPEST};
use super::{every_way, reads, written_twice};
use crate::checks::graph::{called, head, on_step, ways_are_whole};
use crate::checks::words::{on, quoted};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::graph::supply::{self, Meetings, Unmet};
use crate::model::{DocStatus, Guideline};
use std::cell::OnceCell;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "io/undecided",
    severity: Some(Severity::Info),
    since: "0.2.0",
    what: "Says, once for a guideline, which of its work products could not be followed on every way, or looked for in \
           branches that run side by side, and what was too much: calls that lie more than 20 deep in one another, \
           very many `parallel` steps within one another, very many steps and work products.",
    why: "Silence reads like a clean bill. Where nobody looked, people have to look themselves.",
    serves: &[],
    bad: "- { id: make-offer, call: SAL-G-011, A: kam, next: send }   # which calls another one, and so on, 21 deep\n\
          - { id: send, do: Send the offer, in: offer, R: kam, next: sent }",
    good: "The same: nothing has to change. Or guidelines that hand over (`hand-over`), where each merely follows the one \
           before.",
    check: Check::Document(check),
};

/// How much is looked at, of one guideline.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Branches that meet.
    pub(super) meetings: supply::Bounds,
    /// Steps and places that read something, together, times lists of 64 work products.
    pub(super) ways: usize,
    /// Places that read something.
    pub(super) reads: usize,
    /// Steps of sub-processes whose work products are followed.
    pub(super) called: usize,
    /// Places that make something, compared in each block.
    pub(super) makers: usize,
    /// Work products of sub-processes that are called in branches.
    pub(super) gathered: usize,
}

impl Limits {
    /// Far beyond what anybody writes, and still quick.
    pub(super) const USUAL: Self = Self {
        meetings: supply::Bounds::USUAL,
        ways: 4_000_000,
        reads: reads::MOST,
        called: 1_000_000,
        makers: 1_000_000,
        gathered: 20_000,
    };
}

/// A guideline, with what is worked out of it at most once.
pub(super) struct Process<'a> {
    pub(super) g: &'a Guideline,
    pub(super) graph: &'a ProcessGraph,
    pub(super) limits: Limits,
    meetings: OnceCell<Result<Meetings, Unmet>>,
}

impl Process<'_> {
    /// Where branches meet, if that can be told. Where it would be too much, that is noted.
    pub(super) fn meetings(&self, what: What, missed: &mut Vec<Missed>) -> Option<&Meetings> {
        match self.meetings.get_or_init(|| Meetings::of(self.graph, self.limits.meetings)) {
            Ok(meetings) => Some(meetings),
            // `graph/runs-twice`, or `graph/undecided` where that could not be decided.
            Err(Unmet::RunTogether) => None,
            Err(Unmet::TooMany) => {
                missed.push(Missed { what, why: Reason::Nested });
                None
            }
        }
    }
}

/// What was not looked through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// Whether these are there on every way; without names, all of them.
    EveryWay(Vec<String>),
    /// Whether two branches make the same.
    Twice,
}

/// Reason it was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// Too many blocks.
    Nested,
    /// Too many steps and work products.
    Many,
    /// A call (index of its step) that was not followed to the end.
    Call(Cut, usize),
}

/// Something that was not looked through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Missed {
    pub(super) what: What,
    pub(super) why: Reason,
}

/// Checks one document: the findings of `io/{not-on-every-way, call-input, written-twice, undecided}`.
fn check(cx: &Context<'_>, g: &Guideline, graph: &ProcessGraph, out: &mut Vec<Finding>) {
    within(cx, g, graph, Limits::USUAL, out);
}

fn within(cx: &Context<'_>, g: &Guideline, graph: &ProcessGraph, limits: Limits, out: &mut Vec<Finding>) {
    if g.broken || g.steps.is_empty() || g.state() == DocStatus::Retired || !graph.lost.is_empty() {
        return;
    }
    let process = Process { g, graph, limits, meetings: OnceCell::new() };
    let mut missed = Vec::new();
    every_way::check(cx, &process, out, &mut missed);
    written_twice::check(cx, &process, out, &mut missed);
    // Where ways are broken, that is the cause.
    if !missed.is_empty() && ways_are_whole(g, graph) {
        out.extend(finding(g, &missed));
    }
}

/// The one finding of a guideline.
fn finding(g: &Guideline, missed: &[Missed]) -> Option<Finding> {
    let mut reasons: Vec<Reason> = Vec::new();
    for m in missed {
        if !reasons.contains(&m.why) {
            reasons.push(m.why);
        }
    }
    let clauses: Vec<String> = reasons
        .iter()
        .map(|why| {
            let of = missed.iter().filter(|m| m.why == *why);
            let mut what: Vec<String> = of.map(|m| told(&m.what)).collect();
            what.dedup();
            format!("whether {}: {}", what.join(", or "), because(g, *why))
        })
        .collect();
    let message = format!("it is not decided {}", clauses.join("; nor "));
    let step = reasons.iter().find_map(|why| match why {
        Reason::Call(_, step) => g.steps.get(*step),
        _ => None,
    });
    let finding = match (reasons.as_slice(), step) {
        ([], _) => return None,
        ([_], Some(step)) => on_step(g, step, RULE.name, head(step), message),
        _ => on(g, RULE.name, g.head(), message),
    };
    let help = match reasons.as_slice() {
        [Reason::Call(Cut::Deep, _)] => {
            "look at that yourselves; or let guidelines that merely follow one another hand over (`hand-over`) instead of calling"
        }
        _ => "look at that yourselves, or divide the guideline: smaller ones are looked through whole",
    };
    Some(finding.help(help))
}

fn told(what: &What) -> String {
    match what {
        What::EveryWay(names) if names.is_empty() => {
            "each work product is there on every way before it is read".to_owned()
        }
        What::EveryWay(names) => {
            let all: Vec<&str> = names.iter().map(String::as_str).collect();
            let (is, read) = if all.len() == 1 { ("is", "it is read") } else { ("are", "they are read") };
            format!("{} {is} there on every way before {read}", quoted(&all, 6))
        }
        What::Twice => "branches that run side by side make the same work product".to_owned(),
    }
}

fn because(g: &Guideline, why: Reason) -> String {
    let at = |step: usize| g.steps.get(step).map(called).unwrap_or_default();
    match why {
        Reason::Nested => {
            "so many `parallel` steps lie within one another that not all of them could be looked \
                        through"
                .to_owned()
        }
        Reason::Many => {
            "there are so many steps and work products that not all of them could be looked through"
                .to_owned()
        }
        Reason::Call(Cut::Deep, step) => format!(
            "{} calls a guideline that calls another in turn, and so on, more than {DEEPEST} deep, and the last of \
             them were not looked at",
            at(step)
        ),
        Reason::Call(Cut::Large, step) => format!(
            "what {} calls is so large, with all that it calls in turn, that it was not looked through to the end",
            at(step)
        ),
    }
}

#[cfg(test)]
mod tests;
