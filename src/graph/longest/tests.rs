//! Longest ways: cases by hand, and a property against a naive oracle that walks every way.

use super::*;
use crate::graph::build;
use crate::graph::testing::guideline;
use crate::model::{Duration, TimeUnit};
use proptest::prelude::*;
use std::collections::HashMap;
use std::fmt::Write as _;

fn days(n: u32) -> Amount {
    Duration { count: n, unit: TimeUnit::Day }.into()
}

/// Tasks take as many days as the figure behind their name says (`a3`), waits any time, all else none.
fn takes(g: &Guideline, graph: &ProcessGraph) -> Vec<Takes> {
    (0..graph.nodes.len())
        .map(|n| match graph.step_of(n).and_then(|s| g.steps.get(s)).map(|s| &s.kind) {
            Some(StepKind::Wait { .. }) => Takes::Unknown,
            Some(StepKind::Do) => {
                let name = graph.name(g, n);
                Takes::Known(days(name[name.len() - 1..].parse().unwrap_or(0)))
            }
            _ => Takes::Nothing,
        })
        .collect()
}

/// The way and its days; behind `?` what is not known, behind `@` loops without a limit.
fn found(lines: &str) -> String {
    let g = guideline(lines);
    let graph = build(&g);
    let l = longest(&g, &graph, &takes(&g, &graph), Amount::ZERO);
    let names = |nodes: &[NodeId]| {
        let steps = nodes.iter().filter(|&&n| graph.step_of(n).is_some());
        steps.map(|&n| graph.name(&g, n)).collect::<Vec<_>>().join(" ")
    };
    let mut out = format!("{} = {}", names(&l.way), l.total.days());
    if !l.unknown.is_empty() {
        let _ = write!(out, " ? {}", names(&l.unknown));
    }
    if !l.open.is_empty() {
        let _ = write!(out, " @ {}", names(&l.open));
    }
    out
}

#[test]
fn of_ways_and_branches_the_longest_counts() {
    assert_eq!(found("start: q\nq: ask -> a1 b3\na1: do -> e\nb3: do -> e\ne: end"), "q b3 e = 3");
    let lines = "start: p\np: parallel a1 b3 -> x2\na1: do -> x2\nb3: do -> x2\nx2: do -> e\ne: end";
    assert_eq!(found(lines), "p b3 x2 e = 5");
}

#[test]
fn a_limit_counts_rounds() {
    let lines = "start: a2\na2: do -> q\nq: ask -> b1 e limit\nb1: do -> a2\ne: end";
    assert_eq!(found(lines), "a2 q b1 a2 q b1 a2 q e = 8");
}

#[test]
fn a_loop_without_a_limit_is_named_and_gone_through_once() {
    let lines = "start: a2\na2: do -> q\nq: ask -> b1 e\nb1: do -> a2\ne: end";
    assert_eq!(found(lines), "a2 q e = 2 @ q");
}

#[test]
fn what_takes_any_time_is_named_where_it_leads_to_an_end() {
    let lines = "start: a2\na2: do -> w\nw: wait -> e late x1\nx1: do -> e\ne: end\nv: wait -> e";
    assert_eq!(found(lines), "a2 w x1 e = 3 ? w");
}

#[test]
fn an_event_comes_once_and_at_the_worst_moment() {
    let lines = "start: a2\nanytime: c4\na2: do -> b3\nb3: do -> e\ne: end\nc4: do -> f\nf: end";
    assert_eq!(found(lines), "a2 b3 c4 f = 9");
}

#[test]
fn since_the_start_covers_what_lies_before() {
    let g = guideline("start: w\nw: wait -> a2\na2: do -> b3\nb3: do -> c1\nc1: do -> e\ne: end");
    let graph = build(&g);
    let mut t = takes(&g, &graph);
    t[graph.of_step(2)] = Takes::SinceStart(days(10));
    let l = longest(&g, &graph, &t, Amount::ZERO);
    assert_eq!((l.total, l.is_certain()), (days(11), true));
    t[graph.of_step(2)] = Takes::SinceStep(graph.of_step(1), days(4));
    let l = longest(&g, &graph, &t, Amount::ZERO);
    assert_eq!((l.total, l.unknown), (days(5), vec![graph.of_step(0)]));
}

#[test]
fn a_way_for_used_up_rounds_is_taken_only_then() {
    let mut g = guideline("start: a2\na2: do -> q\nq: ask -> a2 e limit\ne: end\nf9: do -> e");
    let then = g.steps[1].outcomes()[1].id.clone();
    let then = crate::model::Text::new("f9".to_owned(), then.at);
    if let Some(limit) = &mut g.steps[1].limit {
        limit.then = Some(then);
    }
    let graph = build(&g);
    let l = longest(&g, &graph, &takes(&g, &graph), Amount::ZERO);
    assert_eq!(l.total, days(2 + 2 + 2 + 9));
}

#[test]
fn endless_rounds_stop_at_a_bound() {
    let mut lines = String::from("start: a0\n");
    for n in 0..40 {
        let _ = writeln!(lines, "a{n}: ask -> a{} a{} limit", n / 2, n + 1);
    }
    lines.push_str("a40: end");
    let g = guideline(&lines);
    let graph = build(&g);
    let l = longest(&g, &graph, &takes(&g, &graph), Amount::ZERO);
    assert!(l.cut_short && !l.is_certain());
}

#[test]
fn from_one_start_only_what_it_leads_to_counts() {
    let g = guideline("start: a3\nstart: b1\na3: do -> w\nw: wait -> b1\nb1: do -> e\ne: end");
    let graph = build(&g);
    let of = |start| {
        let l = longest_from(&g, &graph, &takes(&g, &graph), Amount::ZERO, start);
        (l.total.days(), l.is_certain())
    };
    assert_eq!(of(None), (4, false));
    assert_eq!(of(Some(0)), (4, false));
    assert_eq!(of(Some(1)), (1, true));
}

#[test]
fn more_events_than_are_looked_at_are_said() {
    let certain = |events: usize| {
        let g = guideline(&format!(
            "start: a1\n{}a1: do -> e\nb2: do -> e\ne: end",
            "anytime: b2\n".repeat(events)
        ));
        let graph = build(&g);
        longest(&g, &graph, &takes(&g, &graph), Amount::ZERO).is_certain()
    };
    assert!(certain(8));
    assert!(!certain(9));
}

#[test]
fn more_sums_than_are_kept_are_said() {
    // At each of the decisions a case takes hours or a working day, so that no way is plainly the longest.
    let certain = |decisions: u64| {
        let mut lines = "start: q0\n".to_owned();
        for n in 0..decisions {
            let _ = writeln!(lines, "q{n}: ask -> h{n} w{n}\nh{n}: do -> q{0}\nw{n}: do -> q{0}", n + 1);
        }
        let g = guideline(&format!("{lines}q{decisions}: do -> e\ne: end"));
        let graph = build(&g);
        let takes: Vec<Takes> = (0..graph.nodes.len())
            .map(|n| match graph.name(&g, n).split_at(graph.name(&g, n).len().min(1)) {
                ("h", _) => Takes::Known(Amount { minutes: 30 * 60, ..Amount::ZERO }),
                ("w", _) => Takes::Known(Amount { working_days: 1, ..Amount::ZERO }),
                _ => Takes::Nothing,
            })
            .collect();
        longest(&g, &graph, &takes, Amount::ZERO).is_certain()
    };
    assert!(certain(15));
    assert!(!certain(16));
}

/// The most days of any walk from a node to an end, with rounds counted; plain recursion.
fn walk(
    g: &Guideline,
    graph: &ProcessGraph,
    t: &[Takes],
    node: NodeId,
    seen: &mut HashMap<NodeId, u32>,
) -> Option<u64> {
    let step = graph.step_of(node).and_then(|s| g.steps.get(s));
    if let Some(limit) = step.and_then(|s| s.limit.as_ref())
        && seen.get(&node).copied().unwrap_or(0) >= limit.rounds
    {
        return None;
    }
    *seen.entry(node).or_insert(0) += 1;
    let own = match t[node] {
        Takes::Known(a) => a.minutes / 1440,
        _ => 0,
    };
    let ends = step.is_some_and(|s| matches!(s.kind, StepKind::End { .. }));
    let rest = if ends {
        Some(0)
    } else {
        let next: Vec<NodeId> = graph.successors(node).collect();
        next.into_iter().filter_map(|n| walk(g, graph, t, n, seen)).max()
    };
    *seen.entry(node).or_insert(1) -= 1;
    rest.map(|r| r + own)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Steps in a row, each with a way on and perhaps one to anywhere; what leads back has a limit.
    #[test]
    fn no_walk_takes_longer(steps in prop::collection::vec((0_usize..8, any::<bool>(), 0_u32..9), 1..6)) {
        let count = steps.len();
        let mut lines = String::from("start: q0\n");
        for (n, &(to, extra, days)) in steps.iter().enumerate() {
            let to = to % (count + 1);
            let name = |n: usize| if n == count { "e".to_owned() } else { format!("q{n}") };
            let other = if extra { format!(" {}", name(to)) } else { String::new() };
            let limit = if extra && to <= n { " limit" } else { "" };
            let _ = writeln!(lines, "q{n}: ask -> t{n}x{days}{other}{limit}\nt{n}x{days}: do -> {}", name(n + 1));
        }
        lines.push_str("e: end");
        let g = guideline(&lines);
        let graph = build(&g);
        let t = takes(&g, &graph);
        let l = longest(&g, &graph, &t, Amount::ZERO);
        prop_assert!(l.is_certain(), "{}", lines);
        let most = walk(&g, &graph, &t, 0, &mut HashMap::new());
        prop_assert_eq!(Some(l.total.minutes / 1440), most, "{}", lines);
        let along: u64 = l.way.iter().map(|&n| match t[n] { Takes::Known(a) => a.minutes / 1440, _ => 0 }).sum();
        prop_assert_eq!(Some(along), most);
    }
}
