//! Rules about runs, against the definition read out over every run of a small net.

use crate::made::{Dice, Kit, mutated, structured};
use crate::oracle::{State, Step, first, replay, steps};
use guidepost::proof::builder::Builder;
use guidepost::proof::net::{Ends, Guard, In, Net, NodeId, Out, ROOT, Role, SILENT};
use guidepost::proof::runs::{Rule, check};
use guidepost::proof::verdict::Answer;
use proptest::prelude::*;

/// What the rule says of a run, read from its definition: is it broken? `over`: the run has come to its end.
fn breaks(rule: &Rule, run: &[NodeId], over: bool) -> bool {
    let without = |unless: &[NodeId]| unless.is_empty() || (over && !run.iter().any(|n| unless.contains(n)));
    match rule {
        Rule::Path { to, through, from, unless } => {
            let broken = |at: usize| {
                let since = run[..at].iter().rposition(|n| from.contains(n));
                let speaks = from.is_empty() || since.is_some();
                let done = run[since.map_or(0, |s| s)..at].iter().any(|n| through.contains(n));
                to.contains(&run[at]) && speaks && !done
            };
            without(unless) && (0..run.len()).any(broken)
        }
        Rule::Never { from, to, never, unless } => {
            let broken = |a: usize| {
                let next = (a + 1..run.len()).find(|&b| to.contains(&run[b]));
                from.contains(&run[a])
                    && next.is_some_and(|b| run[a + 1..=b].iter().any(|n| never.contains(n)))
            };
            without(unless) && (0..run.len()).any(broken)
        }
        Rule::Order { before, then } => {
            (0..run.len()).any(|at| run[at] == *then && !run[..at].contains(before))
        }
        Rule::After { step, then } => {
            let broken =
                |at: usize| step.contains(&run[at]) && !run[at + 1..].iter().any(|n| then.contains(n));
            over && (0..run.len()).any(broken)
        }
    }
}

/// What nobody wrote takes no time: where such a node can fire, nothing else does before.
fn at_once(net: &Net, mut steps: Vec<Step>) -> Vec<Step> {
    let instant = |step: &Step| {
        let node = net.node(step.node);
        node.tag == SILENT
            && matches!(node.into, In::Any | In::All)
            && matches!(node.out, Out::One | Out::All)
            && net.special(step.node).guard == Guard::Free
    };
    if steps.iter().any(instant) {
        steps.retain(instant);
    }
    steps
}

/// The least cost of a run that breaks the rule, among the first so many; and whether these are all runs.
fn shortest(net: &Net, rule: &Rule, most: usize) -> (Option<u32>, bool) {
    let mut todo: Vec<(State, Vec<NodeId>, u32)> = vec![(first(net), vec![], 0)];
    let (mut best, mut looked) = (None, 0);
    while let Some((state, run, cost)) = todo.pop() {
        looked += 1;
        if looked > most || run.len() > 40 {
            return (best, false);
        }
        if breaks(rule, &run, crate::oracle::is_over(net, &state)) {
            best = Some(best.map_or(cost, |b: u32| b.min(cost)));
        }
        for step in at_once(net, steps(net, &state).0) {
            let run = [&run[..], &[step.node], &step.reached[..]].concat();
            if !step.too_many {
                todo.push((step.to, run, cost + net.node(step.node).cost()));
            }
        }
    }
    (best, true)
}

fn some_rule(net: &Net, dice: &mut Dice) -> Rule {
    // Rules name what somebody wrote.
    let named: Vec<NodeId> =
        (1u32..).zip(net.nodes().iter().skip(1)).filter(|(_, n)| n.tag != SILENT).map(|(n, _)| n).collect();
    let mut one = || if named.is_empty() { 1 } else { named[dice.roll(named.len())] };
    let (to, from, also) = (one(), one(), one());
    let (between, unless) = (one(), one());
    let (kind, some) = (dice.roll(6), dice.roll(2) == 1);
    let maybe = |n: NodeId| if some { vec![n] } else { vec![] };
    match kind {
        0 | 1 => Rule::Path { to: vec![to, also], through: vec![between], from: maybe(from), unless: vec![] },
        2 => Rule::Path { to: vec![to], through: vec![between], from: maybe(from), unless: vec![unless] },
        3 => Rule::Never { from: vec![from], to: vec![to], never: vec![between], unless: maybe(unless) },
        4 => Rule::Order { before: from, then: to },
        _ => Rule::After { step: vec![from], then: vec![to] },
    }
}

/// Whether a split leads straight to an end: the naive reading has it happen with the split, the rule in its own turn.
fn splits_to_end(net: &Net) -> bool {
    let is_end = |e: u32| net.node(net.edge(e).to).role != Role::Step;
    (0u32..).zip(net.nodes()).any(|(n, node)| node.out != Out::One && net.outs(n).any(is_end))
}

/// Whether what takes no time leads round: then nothing else would ever happen.
fn has_silent_ring(net: &Net) -> bool {
    let silent = |n: NodeId| net.node(n).tag == SILENT;
    (0u32..).zip(net.nodes()).filter(|(n, _)| silent(*n)).any(|(start, _)| {
        let mut seen = vec![false; net.nodes().len()];
        let mut todo = vec![start];
        while let Some(n) = todo.pop() {
            for to in net.outs(n).map(|e| net.edge(e).to).filter(|&to| silent(to)) {
                if to == start {
                    return true;
                }
                if !std::mem::replace(&mut seen[to as usize], true) {
                    todo.push(to);
                }
            }
        }
        false
    })
}

fn agree(net: &Net, rule: &Rule) {
    if net.outs(ROOT).is_empty() || splits_to_end(net) || has_silent_ring(net) {
        return;
    }
    let ruling = check(net, rule, 3_000);
    let (best, all) = shortest(net, rule, 3_000);
    let why = || format!("{rule:?} {ruling:?} {best:?} {all}\n{net:?}");
    match ruling.holds {
        Answer::Yes => assert_eq!(best, None, "{}", why()),
        Answer::No => {
            assert!(best.is_some() || !all, "{}", why());
            let after = replay(net, &ruling.run);
            assert!(!after.is_empty(), "it is a run {}", why());
            let over = after.iter().any(|a| crate::oracle::is_over(net, &a.0));
            assert!(breaks(rule, &ruling.run, over), "the run breaks it {}", why());
            let cost: u32 = ruling.run.iter().map(|&n| net.node(n).cost()).sum();
            assert_eq!(cost, ruling.length, "{}", why());
            if all && ruling.shortest {
                assert_eq!(Some(cost), best, "{}", why());
            } else if let (Some(best), true) = (best, ruling.shortest) {
                assert!(cost <= best, "{}", why());
            }
        }
        _ => {}
    }
}

/// `a -> split -> (b, c) -> join -> d -> end`, with a choice around `d` back to `a`.
fn side_by_side() -> (Net, [NodeId; 5]) {
    let mut net = Builder::new(Ends::One);
    let (a, b, c, d) = (net.task(1), net.task(2), net.task(3), net.node(4, In::Any, Out::One));
    let (split, join, end) =
        (net.node(5, In::Any, Out::All), net.node(6, In::All, Out::One), net.end(7, Role::End));
    for (from, to) in
        [(ROOT, a), (a, split), (split, b), (split, c), (b, join), (c, join), (join, d), (d, end), (d, a)]
    {
        net.edge(from, to);
    }
    (net.build(), [a, b, c, d, end])
}

fn through(to: NodeId, through: NodeId) -> Rule {
    Rule::Path { to: vec![to], through: vec![through], from: vec![], unless: vec![] }
}

#[test]
fn a_step_in_a_parallel_branch_happens_in_every_run() {
    let (net, [a, b, c, d, end]) = side_by_side();
    assert_eq!(check(&net, &through(end, b), 100).holds, Answer::Yes);
    assert_eq!(check(&net, &Rule::Order { before: c, then: d }, 100).holds, Answer::Yes);
    assert_eq!(check(&net, &Rule::After { step: vec![a], then: vec![c] }, 100).holds, Answer::Yes);
}

#[test]
fn which_of_two_branches_is_first_is_chance() {
    let (net, [a, b, c, ..]) = side_by_side();
    let ruling = check(&net, &Rule::Order { before: b, then: c }, 100);
    assert_eq!((ruling.holds, ruling.length), (Answer::No, 3));
    let tags: Vec<u32> = ruling.run.iter().map(|&n| net.node(n).tag).filter(|&t| t < 5).collect();
    assert_eq!(tags, [1, 3]);
    let again = Rule::Path { to: vec![a], through: vec![c], from: vec![b], unless: vec![] };
    let ruling = check(&net, &again, 100);
    assert_eq!((ruling.holds, ruling.length), (Answer::No, 7), "c, then b, then back to a");
}

#[test]
fn what_is_named_but_never_happens_is_told() {
    let (net, [_, b, c, d, _]) = side_by_side();
    let mut more = net.reopen();
    let lost = more.task(9);
    more.edge(lost, d);
    let net = more.build();
    assert_eq!(check(&net, &through(lost, b), 100).never_happen, [lost]);
    assert!(check(&net, &through(d, c), 100).never_happen.is_empty());
}

const KIT: Kit = Kit { inclusive: true, stops: false, each: true };

proptest! {
    #![proptest_config(crate::made::config(1000))]

    #[test]
    fn rules_on_well_made_nets(bytes in proptest::collection::vec(any::<u8>(), 0..50), more in proptest::collection::vec(any::<u8>(), 8)) {
        let net = structured(&bytes, KIT, 6);
        agree(&net, &some_rule(&net, &mut Dice::new(&more)));
    }

    #[test]
    fn rules_on_broken_nets(bytes in proptest::collection::vec(any::<u8>(), 0..50), more in proptest::collection::vec(any::<u8>(), 8)) {
        let net = mutated(&bytes, KIT, 6);
        agree(&net, &some_rule(&net, &mut Dice::new(&more)));
    }
}
