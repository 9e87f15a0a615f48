//! The constructs of guidelines and of BPMN, as they are lowered.

use guidepost::proof::builder::Builder;
use guidepost::proof::net::{Ends, In, Net, NodeId, Out, ROOT, Role};
use guidepost::proof::shapes::{Event, beside, inner_stop, join_block, optional, scope, starts};
use guidepost::proof::verdict::{Answer, Proof, Reason, prove};

fn proved(b: Builder) -> (Net, Proof) {
    let net = b.build();
    let proof = prove(&net, 10_000);
    (net, proof)
}

fn ways(b: &mut Builder, list: &[(NodeId, NodeId)]) {
    for &(from, to) in list {
        b.edge(from, to);
    }
}

fn tags(net: &Net, proof: &Proof) -> Vec<u32> {
    proof.findings[0].steps(net).collect()
}

/// `parallel: [1]`, `optional: { 2 }`, join 3, end 4.
fn with_optional(join_knows: bool) -> (Net, Proof) {
    let mut b = Builder::new(Ends::One);
    let (fork, join, end) = (b.node(0, In::Any, Out::All), b.node(3, In::All, Out::One), b.end(4, Role::End));
    let (always, maybe) = (b.task(1), b.task(2));
    ways(&mut b, &[(ROOT, fork), (fork, always), (join, end)]);
    let choice = optional(&mut b, fork, maybe);
    let branch = if join_knows { vec![maybe, choice] } else { vec![maybe] };
    join_block(&mut b, &[vec![always], branch], join);
    proved(b)
}

#[test]
fn an_optional_branch_that_did_not_begin_is_not_waited_for() {
    let (_, proof) = with_optional(true);
    assert_eq!((proof.sound, proof.states), (Answer::Yes, 0));
}

#[test]
fn a_branch_of_which_the_join_does_not_know_that_it_may_not_begin() {
    let mut b = with_optional(false).0.reopen();
    let skip = b.end(9, Role::Sink);
    // The choice has another way, which comes to nothing.
    b.edge(5 + 1, skip);
    let (_, proof) = proved(b);
    assert_eq!(proof.reason(), Some(Reason::Stuck));
}

/// A chain of 1, 2, 3 and an end; at any time within `within`: 8, then 9.
fn interrupted(within: Option<Vec<usize>>, back: bool) -> (Net, Proof) {
    let mut b = Builder::new(Ends::One);
    let steps: Vec<NodeId> = (1..4).map(|t| b.task(t)).collect();
    let (end, after) = (b.end(4, Role::End), b.task(9));
    ways(&mut b, &[(steps[0], steps[1]), (steps[1], steps[2]), (steps[2], end)]);
    b.edge(after, if back { steps[0] } else { end });
    let within = within.map(|list| list.into_iter().map(|i| steps[i]).collect());
    let start = b.task(0);
    b.edge(start, steps[0]);
    starts(&mut b, &[start], &[Event { tag: 8, within, next: after }]);
    proved(b)
}

#[test]
fn what_may_happen_at_any_time_stops_everything_and_goes_on() {
    for within in [None, Some(vec![1]), Some(vec![0, 1, 2])] {
        for back in [true, false] {
            let (net, proof) = interrupted(within.clone(), back);
            assert_eq!(proof.sound, Answer::Yes, "{within:?} {back} {net:?} {proof:?}");
        }
    }
}

#[test]
fn an_event_in_a_phase_that_nothing_comes_to_never_happens() {
    let mut b = Builder::new(Ends::One);
    let (a, lost, end) = (b.task(1), b.task(2), b.end(3, Role::End));
    ways(&mut b, &[(a, end), (lost, end)]);
    let start = b.task(0);
    b.edge(start, a);
    starts(&mut b, &[start], &[Event { tag: 8, within: Some(vec![lost]), next: end }]);
    let (net, proof) = proved(b);
    assert_eq!(proof.reason(), Some(Reason::NeverHappens));
    let at: Vec<u32> = proof.findings[0].at.iter().map(|h| net.node(h.node).tag).collect();
    assert_eq!(at, [8, 2]);
}

#[test]
fn an_event_stops_parallel_branches_too() {
    let mut b = Builder::new(Ends::One);
    let (fork, join, end) = (b.node(0, In::Any, Out::All), b.node(3, In::All, Out::One), b.end(4, Role::End));
    let (x, y) = (b.task(1), b.task(2));
    ways(&mut b, &[(fork, x), (fork, y), (x, join), (y, join), (join, end)]);
    let start = b.task(0);
    b.edge(start, fork);
    starts(&mut b, &[start], &[Event { tag: 8, within: Some(vec![x]), next: end }]);
    assert_eq!(proved(b).1.sound, Answer::Yes);
}

#[test]
fn many_branches_under_an_event_are_not_a_matter_of_states() {
    let mut b = Builder::new(Ends::One);
    let (fork, join, end) = (b.node(0, In::Any, Out::All), b.node(1, In::All, Out::One), b.end(2, Role::End));
    let mut phase = vec![fork, join];
    for n in 0..20 {
        let (x, y) = (b.task(10 + n), b.task(100 + n));
        ways(&mut b, &[(fork, x), (x, y), (y, join)]);
        phase.extend([x, y]);
    }
    b.edge(join, end);
    let start = b.task(0);
    b.edge(start, fork);
    starts(&mut b, &[start], &[Event { tag: 8, within: Some(phase), next: end }]);
    let (_, proof) = proved(b);
    assert!(proof.sound == Answer::Yes && proof.states < 20, "{proof:?}");
}

/// Task 1 with event 2 beside it; the event leads to `role`.
fn with_event_beside(role: Role, ends: Ends) -> Proof {
    let mut b = Builder::new(ends);
    let (task, event, end, other) = (b.task(1), b.task(2), b.end(3, Role::End), b.end(4, role));
    let enter = beside(&mut b, task, event);
    ways(&mut b, &[(ROOT, enter), (task, end), (event, other)]);
    proved(b).1
}

#[test]
fn an_event_beside_a_task_runs_on_by_itself() {
    assert_eq!(with_event_beside(Role::End, Ends::Each).sound, Answer::Yes);
    let proof = with_event_beside(Role::End, Ends::One);
    assert_eq!(proof.reason(), Some(Reason::RunsOn));
    assert_eq!(proof.findings[0].length, 1);
}

/// A sub-process with two branches that end apart, and an event that stops it.
fn sub_process(stop_inside: bool) -> (Net, Proof) {
    let mut b = Builder::new(Ends::One);
    let (fork, x, y) = (b.node(1, In::Any, Out::All), b.task(2), b.task(3));
    let (gone, event, after, end) = (b.end(4, Role::Sink), b.task(5), b.task(6), b.end(7, Role::End));
    ways(&mut b, &[(fork, x), (fork, y), (x, gone)]);
    let mut inside = vec![fork, x, y];
    let last = if stop_inside { inner_stop(&mut b, 8, inside.clone()) } else { gone };
    b.edge(y, last);
    inside.extend(stop_inside.then_some(last));
    let (enter, done) = scope(&mut b, fork, inside, &[event]);
    ways(&mut b, &[(ROOT, enter), (done, after), (after, end), (event, end)]);
    proved(b)
}

#[test]
fn a_sub_process_is_over_when_nothing_is_left_in_it() {
    for stop_inside in [false, true] {
        let (net, proof) = sub_process(stop_inside);
        assert_eq!(proof.sound, Answer::Yes, "{net:?} {proof:#?}");
    }
}

#[test]
fn an_end_that_stops_everything_excuses_what_is_left() {
    let block = |role| {
        let mut b = Builder::new(Ends::One);
        let (fork, join) = (b.node(1, In::Any, Out::All), b.node(2, In::All, Out::One));
        let (ask, x, end, stop) =
            (b.node(3, In::Any, Out::One), b.task(4), b.end(5, Role::End), b.end(6, role));
        ways(
            &mut b,
            &[(ROOT, fork), (fork, ask), (fork, x), (ask, join), (x, join), (join, end), (ask, stop)],
        );
        proved(b)
    };
    assert_eq!(block(Role::Stop).1.sound, Answer::Yes);
    let (net, proof) = block(Role::End);
    let reasons: Vec<Reason> = proof.findings.iter().map(|f| f.reason).collect();
    assert_eq!(reasons, [Reason::Stuck, Reason::RunsOn]);
    assert_eq!(tags(&net, &proof), [1, 3, 6, 4]);
}

#[test]
fn a_message_that_nobody_sends_is_waited_for_in_vain() {
    let pools = |sends: bool| {
        let mut b = Builder::new(Ends::Each);
        let (send, catch) = (b.node(1, In::Any, Out::All), b.node(2, In::All, Out::One));
        let (one, two) = (b.end(3, Role::End), b.end(4, Role::End));
        ways(&mut b, &[(ROOT, send), (ROOT, catch), (send, one), (catch, two)]);
        b.all_starts();
        if sends {
            b.loose(send, catch);
        } else {
            let nobody = b.task(9);
            b.loose(nobody, catch);
        }
        proved(b).1
    };
    assert_eq!(pools(true).sound, Answer::Yes);
    assert_eq!(pools(false).reason(), Some(Reason::Stuck));
}
