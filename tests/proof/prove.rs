//! The proof against a naive checker, on thousands of nets.

use crate::made::{Kit, guarded, heap, mutated, structured};
use crate::oracle::{Truth, comes_back, is_double, is_stuck, is_trapped, replay, truth};
use guidepost::proof::builder::Builder;
use guidepost::proof::net::{Area, Ends, Guard, In, Net, Out, ROOT, Role, SILENT, Special};
use guidepost::proof::reach::reach;
use guidepost::proof::verdict::{Answer, Finding, Proof, Reason, prove};
use proptest::prelude::*;
use std::fmt::Write as _;

const MOST_STATES: usize = 1_000;

fn show(net: &Net) -> String {
    let mut text = format!("{:?}\n", net.ends());
    for (n, node) in (0u32..).zip(net.nodes()) {
        let way = |e: u32| format!("{}{}", if net.edge(e).loose { "~" } else { "" }, net.edge(e).to);
        let to: Vec<String> = net.outs(n).map(way).collect();
        let free = if node.cost() == 1 { "" } else { " (free)" };
        let (role, into, out, special) = (node.role, node.into, node.out, net.special(n));
        let _ = writeln!(text, "{n}: {role:?} {into:?} {out:?}{free} {special:?} -> {}", to.join(" "));
    }
    let _ = writeln!(text, "regions {:?}", net.regions());
    text
}

/// Everything that the proof says holds, and it says everything, as far as the naive checker can tell.
fn agree(net: &Net) {
    agree_within(net, 2_000, false);
}

/// The same with a budget; `modest`: it need not say everything.
fn agree_within(net: &Net, budget: usize, modest: bool) {
    let proof = prove(net, budget);
    let truth = truth(net, MOST_STATES);
    let why = || format!("{}\n{proof:#?}\n{truth:#?}", show(net));
    let unsafe_ = truth.twice.is_some();
    let check = |answer: Answer, wrong: bool, name: &str| match answer {
        Answer::Yes => assert!(!wrong, "{name} does not hold\n{}", why()),
        Answer::No => assert!(wrong || truth.partial, "{name} holds\n{}", why()),
        _ => assert!(modest || unsafe_ || truth.partial, "{name} is undecided\n{}", why()),
    };
    if net.outs(0).is_empty() {
        assert_eq!(proof.reason(), Some(Reason::NothingStarts));
        return;
    }
    check(proof.option_to_complete, truth.trapped.is_some(), "option to complete");
    check(proof.proper_completion, truth.runs_on.is_some(), "proper completion");
    check(proof.safe, unsafe_, "safe");
    if !truth.partial {
        check(proof.no_dead_step, !truth.dead.is_empty(), "no dead step");
        let wrong = truth.trapped.is_some() || truth.runs_on.is_some() || unsafe_ || !truth.dead.is_empty();
        check(proof.sound, wrong, "sound");
        assert!(modest || unsafe_ || proof.sound != Answer::Undecided);
    }
    for finding in &proof.findings {
        hold(net, &truth, finding, modest, &why);
    }
    let has = |r: Reason| proof.findings.iter().any(|f| f.reason == r);
    assert_eq!(
        has(Reason::Stuck) || has(Reason::NeverEnds),
        proof.option_to_complete == Answer::No,
        "{}",
        why()
    );
    assert_eq!(has(Reason::RunsOn), proof.proper_completion == Answer::No, "{}", why());
    assert_eq!(has(Reason::RunsTwice), proof.safe == Answer::No, "{}", why());
    assert_eq!(has(Reason::NeverHappens), proof.no_dead_step == Answer::No, "{}", why());
}

/// The example of a finding is a run to what it says, and none is shorter.
fn hold(net: &Net, truth: &Truth, finding: &Finding, modest: bool, why: &dyn Fn() -> String) {
    if finding.reason == Reason::NeverHappens {
        if !truth.partial {
            let mut dead: Vec<u32> = finding.at.iter().map(|h| h.node).collect();
            dead.sort_unstable();
            let known = dead.iter().all(|n| truth.dead.contains(n));
            assert!(known && (modest || dead.len() == truth.dead.len()), "{}", why());
        }
        return;
    }
    if finding.run.is_empty() && !finding.shortest && (modest || truth.partial) {
        return;
    }
    let cost: u32 = finding.run.iter().map(|&n| net.node(n).cost()).sum();
    assert_eq!(cost, finding.length, "the length is what the run counts: {finding:?}\n{}", why());
    let after = replay(net, &finding.run);
    assert!(!after.is_empty(), "it is a run: {finding:?}\n{}", why());
    let shown = match finding.reason {
        Reason::Stuck => after.iter().any(|a| is_stuck(net, &a.0)),
        // Where a way can hold more than is played here, at least nothing that is played comes to an end.
        Reason::NeverEnds => after.iter().any(|a| is_trapped(net, &a.0, MOST_STATES)),
        Reason::RunsOn => after.iter().any(|a| a.1),
        _ => after.iter().any(|a| is_double(net, &a.0) || a.2),
    };
    assert!(shown, "the run shows it: {finding:?}\n{}", why());
    place_and_round(net, finding, why);
    let least = match finding.reason {
        Reason::Stuck => truth.stuck,
        Reason::NeverEnds => truth.trapped,
        Reason::RunsOn => truth.runs_on,
        _ => truth.twice,
    };
    if !truth.partial && finding.shortest {
        assert_eq!(Some(finding.length), least, "shortest: {finding:?}\n{}", why());
        if finding.reason == Reason::NeverEnds && !modest {
            assert_eq!(truth.stuck, None);
        }
    }
    let unsafe_ = truth.twice.is_some();
    assert!(
        modest || finding.shortest || truth.partial || (unsafe_ && finding.reason != Reason::RunsTwice),
        "{}",
        why()
    );
}

/// Every no names a place, and what never ends goes round as it says.
fn place_and_round(net: &Net, finding: &Finding, why: &dyn Fn() -> String) {
    let from_root = reach(net).from_root;
    let written = |n: u32| net.node(n).tag != SILENT && from_root[n as usize];
    let nothing = !(0u32..).zip(net.nodes()).any(|(n, _)| written(n));
    assert!(nothing || !finding.at.is_empty(), "it has a place: {finding:?}\n{}", why());
    if finding.round.is_empty() {
        return;
    }
    // The first time it may be entered by another way.
    let run: Vec<u32> = [&finding.run[..], &finding.after, &finding.round].concat();
    let round = replay(net, &run).iter().any(|(state, _, _)| comes_back(net, state, &finding.round));
    assert!(finding.reason == Reason::NeverEnds && round, "it goes round: {finding:?}\n{}", why());
}

fn bytes(most: usize) -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..most)
}

const PLAIN: Kit = Kit { inclusive: false, stops: false, each: false };
const FULL: Kit = Kit { inclusive: true, stops: true, each: true };

fn sound(proof: &Proof) -> bool {
    proof.sound == Answer::Yes && proof.findings.is_empty()
}

// Nets that random ones hit on only once in ten thousand.

#[test]
fn a_token_that_waits_before_an_end_is_not_one_before_the_choice() {
    let mut b = Builder::new(Ends::One);
    let (choice, slow) = (b.node(1, In::Any, Out::One), b.task(2));
    let (event, end) = (b.task(3), b.end(4, Role::End));
    b.all_starts();
    for (from, to) in [(ROOT, choice), (choice, end), (choice, slow), (slow, end), (event, choice)] {
        b.edge(from, to);
    }
    b.loose(ROOT, event);
    let only_choice = Area::Region(b.region(vec![choice]));
    b.special(event, Special { guard: Guard::While(Area::Whole), clears: Some(only_choice) });
    let net = b.build();
    assert_eq!(prove(&net, 1_000).proper_completion, Answer::No);
    agree(&net);
}

#[test]
fn a_step_with_nothing_but_sinks_behind_it_can_still_run_twice() {
    let mut b = Builder::new(Ends::One);
    let (join, aside) = (b.node(1, In::Some, Out::One), b.node(2, In::Any, Out::All));
    let (ask, fork, split, back) =
        (b.node(3, In::Any, Out::One), b.node(4, In::Any, Out::All), b.node(5, In::Any, Out::All), b.task(6));
    let sink = b.end(7, Role::Sink);
    let ways = [(ROOT, join), (join, ask), (aside, sink), (aside, sink), (ask, split), (ask, split)];
    for (from, to) in
        ways.into_iter().chain([(fork, aside), (fork, join), (split, fork), (split, back), (back, join)])
    {
        b.edge(from, to);
    }
    let net = b.build();
    for budget in 1..30 {
        assert_ne!(prove(&net, budget).safe, Answer::Yes, "{budget}");
    }
}

#[test]
fn a_step_whose_work_is_gone_at_once_can_still_run_twice() {
    // Found by chance. What comes to `both` from `again` a second time waits where the first still lies; were `both`
    // made one with `again`, nothing would lie anywhere.
    let mut b = Builder::new(Ends::Each);
    let (again, both, back) =
        (b.node(1, In::Any, Out::All), b.node(2, In::All, Out::All), b.node(3, In::Any, Out::All));
    let unreached = b.task(4);
    let (end, sink) = (b.end(5, Role::End), b.end(6, Role::Sink));
    for (from, to) in [
        (ROOT, again),
        (ROOT, back),
        (again, both),
        (again, back),
        (both, end),
        (both, sink),
        (back, again),
        (unreached, again),
    ] {
        b.edge(from, to);
    }
    let net = b.build();
    for budget in 1..30 {
        assert_ne!(prove(&net, budget).safe, Answer::Yes, "{budget}");
    }
}

proptest! {
    #![proptest_config(crate::made::config(1000))]

    #[test]
    fn well_made_nets_are_sound_without_a_search(bytes in bytes(200)) {
        let proof = prove(&structured(&bytes, FULL, 60), 0);
        prop_assert!(sound(&proof) && proof.states == 0, "{:?}", proof);
    }

    #[test]
    fn well_made_nets_agree(bytes in bytes(60)) {
        agree(&structured(&bytes, FULL, 8));
    }

    #[test]
    fn broken_nets_agree(bytes in bytes(60)) {
        agree(&mutated(&bytes, PLAIN, 8));
    }

    #[test]
    fn broken_nets_with_everything_agree(bytes in bytes(60)) {
        agree(&mutated(&bytes, FULL, 7));
    }

    #[test]
    fn heaps_agree(bytes in bytes(50)) {
        agree(&heap(&bytes, PLAIN));
    }

    #[test]
    fn heaps_with_everything_agree(bytes in bytes(50)) {
        agree(&heap(&bytes, FULL));
    }

    #[test]
    fn guarded_nets_agree(bytes in bytes(70)) {
        agree(&guarded(&bytes, PLAIN, 6));
    }

    #[test]
    fn guarded_nets_with_everything_agree(bytes in bytes(70)) {
        agree(&guarded(&bytes, FULL, 6));
    }

    #[test]
    fn a_small_budget_never_lies(bytes in bytes(60), budget in 1usize..12) {
        agree_within(&mutated(&bytes, FULL, 8), budget, true);
        agree_within(&heap(&bytes, FULL), budget, true);
        agree_within(&guarded(&bytes, FULL, 6), budget, true);
    }

    #[test]
    fn examples_of_large_nets_are_runs(bytes in bytes(400)) {
        let net = mutated(&bytes, Kit { inclusive: false, ..FULL }, 60);
        for finding in prove(&net, 500).findings.iter().filter(|f| f.run.len() < 80) {
            let after = replay(&net, &finding.run);
            prop_assert!(!after.is_empty() || finding.run.is_empty(), "{:?}\n{}", finding, show(&net));
            let shown = match finding.reason {
                Reason::Stuck => after.iter().any(|a| is_stuck(&net, &a.0)),
                Reason::RunsOn => after.iter().any(|a| a.1),
                Reason::RunsTwice => after.iter().any(|a| is_double(&net, &a.0) || a.2),
                _ => true,
            };
            prop_assert!(shown || finding.run.is_empty(), "{:?}\n{}", finding, show(&net));
        }
    }
}
