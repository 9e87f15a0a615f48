//! What is gathered, against an oracle that walks every call again and again.

use super::*;
use crate::graph::build;
use crate::model::parse;
use crate::source::from_texts;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A guideline: what its steps make and call, one after the other. Odd numbers have two starts, of which the second
/// leads to the second half of the steps.
type Plan = Vec<Step>;

#[derive(Debug, Clone, Copy)]
enum Step {
    Make(u8),
    /// A guideline (modulo how many there are), and which of its starts, where it has two.
    Call(usize, bool),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => (0..6_u8).prop_map(Step::Make),
        3 => (0..50_usize, any::<bool>()).prop_map(|(n, second)| Step::Call(n, second)),
    ]
}

/// A guideline called at a start: its number, and whether at the second one.
type At = (usize, bool);

fn called(plans: &[Plan], step: Step) -> Option<At> {
    match step {
        Step::Call(n, second) => Some((n % plans.len(), second && (n % plans.len()) % 2 == 1)),
        Step::Make(_) => None,
    }
}

/// The first guideline calls nothing that is looked at here: it has the branches in which all the others are called.
fn handbook(plans: &[Plan]) -> Handbook {
    let mut root = "id: ROOT\nstart: { event: Go, next: p }\nsteps:\n- { id: p, parallel: [".to_owned();
    let targets = || (0..plans.len()).flat_map(|n| [(n, false), (n, true)]).filter(|(n, b)| !b || n % 2 == 1);
    let name = |(n, second): At| match (n % 2, second) {
        (0, _) => format!("G-{n}"),
        (_, false) => format!("G-{n}#one"),
        (_, true) => format!("G-{n}#two"),
    };
    let ids: Vec<String> = (0..targets().count()).map(|n| format!("c{n}")).collect();
    let _ = writeln!(root, "{}], join: e }}", ids.join(", "));
    for (id, at) in ids.iter().zip(targets()) {
        let _ = writeln!(root, "- {{ id: {id}, call: {}, next: e }}", name(at));
    }
    root += "- { id: e, end: E }\n";
    let mut texts = vec![("root.yaml".to_owned(), root)];
    for (n, plan) in plans.iter().enumerate() {
        let mut text = format!("id: G-{n}\nstart:\n- {{ id: one, event: Go, next: s0 }}\n");
        if n % 2 == 1 {
            let _ = writeln!(text, "- {{ id: two, event: Go, next: s{} }}", plan.len() / 2);
        }
        text += "steps:\n";
        for (s, step) in plan.iter().enumerate() {
            let next = s + 1;
            let what = match (*step, called(plans, *step)) {
                (_, Some(at)) => format!("call: {}", name(at)),
                (Step::Make(p), _) => format!("do: D, out: w{p}"),
                (Step::Call(..), None) => continue,
            };
            let _ = writeln!(text, "- {{ id: s{s}, {what}, next: s{next} }}");
        }
        let _ = writeln!(text, "- {{ id: s{}, end: E }}", plan.len());
        texts.push((format!("g{n}.yaml"), text));
    }
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    parse(from_texts(&texts)).0
}

fn steps(plans: &[Plan], (n, second): At) -> &[Step] {
    let plan = &plans[n];
    if second { &plan[plan.len() / 2..] } else { plan }
}

/// Whether a call may come back to where it began.
fn in_ring(plans: &[Plan], home: At) -> bool {
    let mut seen = BTreeSet::new();
    let mut todo = vec![home];
    while let Some(at) = todo.pop() {
        for to in steps(plans, at).iter().filter_map(|s| called(plans, *s)) {
            if to == home {
                return true;
            }
            if seen.insert(to) {
                todo.push(to);
            }
        }
    }
    false
}

fn naive(plans: &[Plan], at: At) -> BTreeSet<String> {
    let mut made = BTreeSet::new();
    if !in_ring(plans, at) {
        for step in steps(plans, at) {
            match (step, called(plans, *step)) {
                (_, Some(to)) => made.extend(naive(plans, to)),
                (Step::Make(p), _) => _ = made.insert(format!("w{p}")),
                _ => {}
            }
        }
    }
    made
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_call_makes_is_what_all_that_it_calls_makes(plans in vec(vec(step(), 0..5), 1..7)) {
        let h = handbook(&plans);
        let graphs: Vec<ProcessGraph> = h.guidelines.iter().map(build).collect();
        let gathered = Gathered::of(&h, &graphs);
        let root = h.guideline("ROOT").expect("it is there");
        for (_, target) in calls(&h, &graphs, root) {
            let n: usize = target.g.id()[2..].parse().expect("a number");
            let second = target.start == Some(1);
            let made: BTreeSet<String> = match gathered.makes(&target) {
                Makes::All(all) => all.iter().map(|&p| gathered.name(p).to_owned()).collect(),
                Makes::Nothing => BTreeSet::new(),
                Makes::TooMuch => panic!("too much"),
            };
            prop_assert_eq!(&made, &naive(&plans, (n, second)), "{} {}", target.g.id(), second);
            for name in &made {
                let way = gathered.way(&target, name);
                let (last, before) = way.split_last().expect("a way");
                let at = |(g, s): (usize, usize)| &h.guidelines[g].steps[s];
                prop_assert!(at(*last).output.iter().any(|p| &p.id.value == name));
                let calls = before.iter().all(|&p| matches!(at(p).kind, StepKind::Call { .. }));
                prop_assert!(calls, "each step before the last calls on");
            }
        }
    }
}

#[test]
fn what_is_too_much_is_said_of_all_that_call_it() {
    let plans = vec![vec![Step::Call(1, false)], vec![Step::Make(1), Step::Make(2)], vec![]];
    let h = handbook(&plans);
    let graphs: Vec<ProcessGraph> = h.guidelines.iter().map(build).collect();
    let root = h.guideline("ROOT").expect("it is there");
    let makes = |most| {
        let gathered = Gathered::within(&h, &graphs, most);
        let all = calls(&h, &graphs, root).map(|(_, t)| match gathered.makes(&t) {
            Makes::All(all) => all.len(),
            Makes::Nothing => 0,
            Makes::TooMuch => 99,
        });
        all.collect::<Vec<_>>()
    };
    // G-0, G-1 at its first and its second start, G-2.
    assert_eq!(makes(5), [2, 2, 1, 0]);
    assert!(makes(1).contains(&99));
}
