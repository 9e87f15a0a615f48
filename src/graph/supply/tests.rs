//! What is surely there: cases by hand, and a property against a naive oracle that plays every run of small
//! processes made of sequences, decisions, loops and parallel branches.

use super::*;
use crate::graph::build;
use crate::graph::testing::guideline;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Steps whose name begins so make the product.
const MAKER: char = 'm';

fn makes(g: &Guideline, graph: &ProcessGraph) -> Makes {
    let by_node =
        (0..graph.nodes.len()).map(|n| Products::from(graph.name(g, n).starts_with(MAKER))).collect();
    Makes { by_node, by_way: HashMap::new() }
}

/// Steps that are reached and before which the product is not surely there, and the way to the first of them.
fn lacking(lines: &str) -> (BTreeSet<String>, String) {
    let g = guideline(lines);
    let graph = build(&g);
    let meetings = Meetings::of(&graph, Bounds::USUAL).expect("no step begins twice");
    let makes = makes(&g, &graph);
    let supply = Supply::new(&g, &graph, &meetings, &makes, None);
    let lacks: Vec<NodeId> =
        (0..g.steps.len()).map(|s| graph.of_step(s)).filter(|&n| supply.readable(n) & 1 == 0).collect();
    let name = |n: &NodeId| match graph.nodes[*n].kind {
        NodeKind::Start(s) => format!("start{s}"),
        NodeKind::Anytime(_) => "event".to_owned(),
        _ => graph.name(&g, *n).to_owned(),
    };
    let way = lacks.last().map(|&n| supply.way_without(n, 1)).unwrap_or_default();
    (lacks.iter().map(name).collect(), way.iter().map(name).collect::<Vec<_>>().join(" "))
}

fn lacks(lines: &str) -> String {
    lacking(lines).0.into_iter().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_one_way_misses_is_not_surely_there() {
    let lines = "start: a\na: ask -> m b\nm: do -> b\nb: do -> e\ne: end";
    assert_eq!(lacks(lines), "a b e m");
    assert_eq!(lacking(lines).1, "start0 a b e");
}

#[test]
fn a_loop_does_not_take_away_what_was_there_before_it() {
    assert_eq!(lacks("start: m\nm: do -> a\na: do -> b\nb: ask -> a e\ne: end"), "m");
    assert_eq!(lacks("start: a\na: do -> m\nm: do -> b\nb: ask -> a e\ne: end"), "a m");
}

#[test]
fn every_start_counts() {
    assert_eq!(lacks("start: m\nstart: a\nm: do -> a\na: do -> e\ne: end"), "a e m");
}

#[test]
fn a_branch_brings_what_it_makes_to_the_join_and_not_to_other_branches() {
    let lines = "start: p\np: parallel m b -> x\nm: do -> x\nb: do -> x\nx: do -> e\ne: end";
    assert_eq!(lacks(lines), "b m p");
}

#[test]
fn an_optional_branch_brings_nothing_for_certain() {
    let lines = "start: p\np: parallel b ? m -> x\nm: do -> x\nb: do -> x\nx: do -> e\ne: end";
    assert_eq!(lacks(lines), "b e m p x");
    assert_eq!(lacks("start: p\np: parallel ? m -> x\nm: do -> x\nx: do -> e\ne: end"), "e m p x");
}

#[test]
fn what_one_way_of_a_branch_misses_is_shown_through_that_branch() {
    let lines = "start: p\np: parallel b c -> x\nb: do -> x\nc: ask -> m x\nm: do -> x\nx: end";
    let (lacks, way) = lacking(lines);
    assert_eq!(lacks.len(), 5);
    assert_eq!(way, "start0 p c x");
}

#[test]
fn blocks_with_one_join_meet_one_after_the_other() {
    let lines =
        "start: p\np: parallel b q -> x\nb: do -> x\nq: parallel c m -> x\nc: do -> x\nm: do -> x\nx: end";
    assert_eq!(lacks(lines), "b c m p q");
}

#[test]
fn a_way_back_to_the_join_goes_straight_there() {
    let lines = "start: p\np: parallel b m -> x\nb: do -> x\nm: do -> x\nx: ask -> y e\ny: do -> x\ne: end";
    assert_eq!(lacks(lines), "b m p");
}

#[test]
fn who_is_late_has_made_nothing() {
    let lines = "start: m\nm: wait -> b late c\nb: do -> e\nc: do -> e\ne: end";
    assert_eq!(lacks(lines), "c e m");
    assert_eq!(lacking(lines).1, "start0 m c e");
}

#[test]
fn steps_in_any_order_count_for_each_other() {
    let lines = "start: a\n== one\na: do -> two\n== two any -> b\nm: do\nc: do\n== three\nb: do -> e\ne: end";
    assert_eq!(lacks(lines), "a");
}

#[test]
fn an_event_finds_what_was_there_before_every_step() {
    let lines = "start: a\nanytime: s\na: do -> m\nm: do -> e\ne: end\ns: do -> f\nf: end";
    let (lacks, way) = lacking(lines);
    assert_eq!(lacks.into_iter().collect::<Vec<_>>().join(" "), "a f m s");
    assert_eq!(way, "start0 a event s f");
}

#[test]
fn branches_that_run_together_are_left_to_the_proof() {
    let lines = "start: p\np: parallel a b -> x\na: do -> c\nb: do -> c\nc: do -> x\nx: end";
    let g = guideline(lines);
    assert_eq!(Meetings::of(&build(&g), Bounds::USUAL).err(), Some(Unmet::RunTogether));
}

#[test]
fn too_many_blocks_are_not_taken_for_branches_that_run_together() {
    let lines =
        "start: p\np: parallel a q -> x\na: do -> x\nq: parallel b c -> x\nb: do -> x\nc: do -> x\nx: end";
    let graph = build(&guideline(lines));
    let found = |nodes, alike| Meetings::of(&graph, Bounds { nodes, alike }).err();
    assert_eq!(found(6, 2), None);
    assert_eq!(found(5, 2), Some(Unmet::TooMany));
    assert_eq!(found(6, 1), Some(Unmet::TooMany));
}

/// A small process.
#[derive(Debug, Clone)]
enum Part {
    /// A task; whether it makes the product.
    Do(bool),
    Seq(Vec<Part>),
    Choice(Vec<Part>),
    /// Goes round at least once.
    Loop(Box<Part>),
    /// Branches, the last of which is optional where the flag says so.
    Both(Vec<Part>, bool),
}

fn part() -> impl Strategy<Value = Part> {
    let leaf = any::<bool>().prop_map(Part::Do);
    leaf.prop_recursive(3, 8, 3, |inner| {
        let some = || prop::collection::vec(inner.clone(), 1..3);
        prop_oneof![
            some().prop_map(Part::Seq),
            some().prop_map(Part::Choice),
            inner.clone().prop_map(|p| Part::Loop(Box::new(p))),
            (some(), any::<bool>()).prop_map(|(parts, optional)| Part::Both(parts, optional)),
        ]
    })
}

/// Writes a part that goes on at `next`; gives its first step. Tasks are named by the count of
/// what is written.
fn write(part: &Part, next: &str, lines: &mut String, count: &mut usize) -> String {
    *count += 1;
    let n = *count;
    match part {
        Part::Do(makes) => {
            let name = format!("{}{n}", if *makes { MAKER } else { 'd' });
            let _ = writeln!(lines, "{name}: do -> {next}");
            name
        }
        Part::Seq(parts) => {
            // Written from the front so that names are counted in the order of the runs.
            let gates: Vec<String> = (1..parts.len()).map(|i| format!("g{n}x{i}")).collect();
            let mut first = String::new();
            for (i, p) in parts.iter().enumerate() {
                let to = gates.get(i).map_or(next, String::as_str);
                let head = write(p, to, lines, count);
                match i.checked_sub(1).and_then(|i| gates.get(i)) {
                    Some(gate) => _ = writeln!(lines, "{gate}: do -> {head}"),
                    None => first = head,
                }
            }
            first
        }
        Part::Choice(parts) => {
            let heads: Vec<String> = parts.iter().map(|p| write(p, next, lines, count)).collect();
            let _ = writeln!(lines, "c{n}: ask -> {} {next}", heads.join(" "));
            format!("c{n}")
        }
        Part::Loop(body) => {
            let head = write(body, &format!("l{n}"), lines, count);
            let _ = writeln!(lines, "l{n}: ask -> {head} {next}");
            head
        }
        Part::Both(parts, optional) => {
            // Half of them meet at a step that other ways, or the block around, lead to as well.
            let join = if n.is_multiple_of(2) { next.to_owned() } else { format!("j{n}") };
            let heads: Vec<String> = parts.iter().map(|p| write(p, &join, lines, count)).collect();
            if join != next {
                let _ = writeln!(lines, "{join}: do -> {next}");
            }
            let always = heads.len() - usize::from(*optional);
            let (first, last) = heads.split_at(always);
            let _ = writeln!(lines, "p{n}: parallel {} ? {} -> {join}", first.join(" "), last.join(" "));
            format!("p{n}")
        }
    }
}

/// Every run of a part as the tasks that happen, in order; each with its number.
fn runs(part: &Part, count: &mut usize) -> BTreeSet<Vec<(usize, bool)>> {
    *count += 1;
    let n = *count;
    let one = || BTreeSet::from([Vec::new()]);
    let then = |a: &BTreeSet<Vec<(usize, bool)>>, b: &BTreeSet<Vec<(usize, bool)>>| {
        a.iter().flat_map(|x| b.iter().map(move |y| [x.clone(), y.clone()].concat())).collect()
    };
    match part {
        Part::Do(makes) => BTreeSet::from([vec![(n, *makes)]]),
        Part::Seq(parts) => parts.iter().fold(one(), |all, p| then(&all, &runs(p, count))),
        Part::Choice(parts) => {
            let mut all = one();
            for p in parts {
                all.extend(runs(p, count));
            }
            all
        }
        Part::Loop(body) => {
            let once = runs(body, count);
            let twice = then(&once, &once);
            once.into_iter().chain(twice).collect()
        }
        Part::Both(parts, optional) => {
            let mut all = one();
            for (i, p) in parts.iter().enumerate() {
                let mut branch = runs(p, count);
                if *optional && i + 1 == parts.len() {
                    branch.insert(Vec::new());
                }
                all = all.iter().flat_map(|x| branch.iter().flat_map(|y| shuffled(x, y))).collect();
            }
            all
        }
    }
}

/// Every way to put two sequences into one.
fn shuffled(a: &[(usize, bool)], b: &[(usize, bool)]) -> Vec<Vec<(usize, bool)>> {
    let (Some(x), Some(y)) = (a.first(), b.first()) else { return vec![[a, b].concat()] };
    let led = |first: &(usize, bool), rest: Vec<Vec<(usize, bool)>>| {
        rest.into_iter().map(|r| [vec![*first], r].concat()).collect::<Vec<_>>()
    };
    let mut all = led(x, shuffled(&a[1..], b));
    all.extend(led(y, shuffled(a, &b[1..])));
    all
}

fn leaves(part: &Part) -> usize {
    match part {
        Part::Do(_) => 1,
        // Twice round.
        Part::Loop(body) => 2 * leaves(body),
        Part::Seq(p) | Part::Choice(p) | Part::Both(p, _) => p.iter().map(leaves).sum(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_task_lacks_the_product_where_some_run_comes_there_without(p in part()) {
        prop_assume!(leaves(&p) <= 7);
        let mut expected = BTreeSet::new();
        for run in runs(&p, &mut 0) {
            for (at, (n, makes)) in run.iter().enumerate() {
                if !run[..at].iter().any(|(_, m)| *m) {
                    expected.insert(format!("{}{n}", if *makes { MAKER } else { 'd' }));
                }
            }
        }
        let mut lines = String::new();
        let head = write(&p, "end", &mut lines, &mut 0);
        let (mut found, way) = lacking(&format!("start: {head}\n{lines}end: end"));
        let ends = runs(&p, &mut 0).iter().any(|run| run.iter().all(|(_, makes)| !makes));
        prop_assert_eq!(found.contains("end"), ends, "{}", lines);
        // A shortest way passes no task that makes the product.
        prop_assert!(!way.split(' ').rev().skip(1).any(|s| s.starts_with(MAKER)), "{}", way);
        found.retain(|name| name.starts_with([MAKER, 'd']));
        prop_assert_eq!(found, expected, "{}", lines);
    }
}
