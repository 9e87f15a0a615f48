//! `time/undecided`: whether the longest way keeps to its time can be told.

use super::cases::{Case, MOST as MOST_CASES};
use super::{shown, steps};
use crate::checks::words::{on, quoted};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity, Span};
use crate::graph::longest::{Amount, Longest};
use crate::graph::{NodeId, ProcessGraph};
use crate::model::{Guideline, Step, StepKind, Within};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "time/undecided",
    severity: Some(Severity::Info),
    since: "0.2.0",
    what: "Says, once for a guideline that gives itself a time (`within`), what keeps it from being compared with its \
           steps: steps without a time, steps that last until a date, sub-processes that give no time, loops without \
           a limit.",
    why: "A time that nobody added up is a hope. Which steps are missing in the sum is worth knowing before somebody \
          promises it.",
    serves: &[("iso9001", "8.2.1")],
    bad: "within: 5 working days\nsteps:\n\
          - { id: write, do: Write the offer, R: kam, next: sent }",
    good: "within: 5 working days\nsteps:\n\
           - { id: write, do: Write the offer, R: kam, within: 4 working days, next: sent }",
    // Found together with `time/too-long`.
    check: Check::Elsewhere,
};

/// As many of each kind are named.
const MOST: usize = 6;

/// What keeps the longest way from being told.
pub(super) struct Doubt<'a> {
    /// What is known of it.
    pub(super) found: &'a Longest,
    /// In which case.
    pub(super) case: &'a Case<'a>,
    /// Whether there are more cases than were looked at.
    pub(super) cases_left: bool,
}

/// The one finding of a guideline; none where all that is missing is told elsewhere.
pub(super) fn finding(
    cx: &Context<'_>,
    g: &Guideline,
    graph: &ProcessGraph,
    doubt: &Doubt<'_>,
    at: Span,
) -> Option<Finding> {
    let Doubt { found, case, cases_left } = *doubt;
    let step = |n: &NodeId| -> Option<&Step> { g.steps.get(graph.step_of(*n)?) };
    let unknown: Vec<&Step> = found.unknown.iter().filter_map(step).collect();
    let names = |of: &dyn Fn(&Step) -> bool| -> Vec<&str> {
        unknown.iter().filter(|s| of(s)).map(|s| s.id()).filter(|id| !id.is_empty()).collect()
    };
    // What a table of the step itself leaves out is told (`raci/case-missing`).
    let told = |s: &Step| matches!(s.within, Some(Within::ByCase(_)));
    let since = |s: &Step| matches!(s.within, Some(Within::Since(..)));
    let call = |s: &Step| s.within.is_none() && matches!(s.kind, StepKind::Call { .. });
    let by_case = |s: &Step| call(s) && steps::within(cx, s).is_some();
    let calls = |s: &Step| call(s) && !by_case(s);
    let until = |s: &Step| !call(s) && s.within.is_none() && s.until.is_some();
    let plain = |s: &Step| !call(s) && s.within.is_none() && s.until.is_none();
    let mut why: Vec<String> = Vec::new();
    let mut say = |names: Vec<&str>, one: &str, many: &str| {
        if !names.is_empty() {
            why.push(format!("{} {}", quoted(&names, MOST), if names.len() == 1 { one } else { many }));
        }
    };
    say(names(&plain), "has no time", "have no time");
    say(names(&until), "lasts until a date or event", "last until a date or event");
    say(names(&calls), "calls a sub-process that gives no time", "call sub-processes that give no time");
    say(
        names(&by_case),
        "calls a sub-process that gives no time for this case",
        "call sub-processes that give no time for this case",
    );
    say(
        names(&since),
        "has a time that is not counted from a step",
        "have times that are not counted from a step",
    );
    let unnamed = |s: &&Step| s.id().is_empty() && !told(s);
    if unknown.iter().any(unnamed) {
        why.push("steps without an id have no time".to_owned());
    }
    let open: Vec<&str> = found.open.iter().map(|&n| graph.name(g, n)).filter(|id| !id.is_empty()).collect();
    if !open.is_empty() {
        let loops = if open.len() == 1 { "the loop at" } else { "the loops at" };
        let has = if open.len() == 1 { "has no limit" } else { "have no limit" };
        why.push(format!("{loops} {} {has}", quoted(&open, MOST)));
    }
    if found.cut_short {
        why.push(
            "there are too many ways to go through them all (rounds, events that may come at any time, times in \
             different units)"
                .to_owned(),
        );
    }
    if cases_left {
        why.push(format!("the times by case make more than {MOST_CASES} cases, and not all were looked at"));
    }
    if why.is_empty() {
        return None;
    }
    let in_case =
        if case.is_empty() { String::new() } else { format!(" in the case `{}`", case.join("`, `")) };
    let given = cx.handbook.sources.slice(at).trim();
    let message =
        format!("whether every case ends within {given}{in_case} cannot be told: {}", why.join("; "));
    let missing = match (unknown.is_empty(), open.is_empty()) {
        (true, false) => "write `limit` at these loops",
        (false, false) => "write `within` at these steps, and `limit` at these loops",
        (true, true) => "look at those yourselves",
        _ => "write `within` at these steps",
    };
    let known = match found.total {
        Amount::ZERO => String::new(),
        total => format!("; what is known comes to {} on the longest way", shown::amount(total)),
    };
    let help = format!("{missing}{known}");
    Some(on(g, RULE.name, at, message).help(help))
}
