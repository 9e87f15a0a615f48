//! What is said of the place and offered as a repair.

use crate::made::{Kit, mutated};
use guidepost::proof::builder::Builder;
use guidepost::proof::explain::{Fork, fork};
use guidepost::proof::net::{Ends, In, Net, NodeId, Out, ROOT, Role};
use guidepost::proof::repair::{Repair, apply, repairs};
use guidepost::proof::verdict::{Answer, Reason, prove};
use proptest::prelude::*;

/// `split -> a, b -> join -> end` with these kinds.
fn block(out: Out, into: In) -> (Net, [NodeId; 5]) {
    let mut b = Builder::new(Ends::One);
    let (split, x, y) = (b.node(1, In::Any, out), b.task(2), b.task(3));
    let (join, end) = (b.node(4, into, Out::One), b.end(5, Role::End));
    for (from, to) in [(ROOT, split), (split, x), (split, y), (x, join), (y, join), (join, end)] {
        b.edge(from, to);
    }
    (b.build(), [split, x, y, join, end])
}

#[test]
fn a_join_that_waits_for_a_branch_not_taken() {
    let (net, [split, x, y, join, _]) = block(Out::One, In::All);
    let proof = prove(&net, 100);
    assert_eq!(proof.reason(), Some(Reason::Stuck));
    let finding = &proof.findings[0];
    assert_eq!(finding.steps(&net).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(
        (finding.at[0].node, &finding.at[0].has[..], &finding.at[0].waits_for[..]),
        (join, &[x][..], &[y][..])
    );
    assert_eq!(fork(&net, finding), Some(Fork { node: split, taken: x, other: y }));
    assert_eq!(repairs(&net, &proof), [Repair::JoinAny(join), Repair::SplitAll(split)]);
}

#[test]
fn a_step_that_both_branches_start() {
    let (net, [split, x, y, join, _]) = block(Out::All, In::Any);
    let proof = prove(&net, 100);
    let finding = proof.findings.iter().find(|f| f.reason == Reason::RunsTwice).unwrap();
    assert_eq!(finding.steps(&net).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(finding.at[0].node, join);
    assert_eq!(fork(&net, finding), Some(Fork { node: split, taken: x, other: y }));
    assert_eq!(repairs(&net, &proof), [Repair::JoinAll(join), Repair::SplitOne(split)]);
}

#[test]
fn a_branch_that_ends_is_led_to_the_join() {
    let (net, [_, x, _, join, end]) = block(Out::All, In::All);
    let mut b = net.reopen();
    b.redirect(x, join, end);
    let net = b.build();
    let proof = prove(&net, 100);
    assert_eq!(proof.reason(), Some(Reason::RunsOn));
    assert!(repairs(&net, &proof).contains(&Repair::JoinBefore(end)));
    let mut b = net.reopen();
    let extra = b.task(9);
    b.edge(net.outs(ROOT).next().map(|e| net.edge(e).to).unwrap(), extra);
    b.edge(extra, join);
    let net = b.build();
    let proof = prove(&net, 100);
    assert!(repairs(&net, &proof).contains(&Repair::Lead(x, end, join)), "{proof:#?}");
}

#[test]
fn a_step_without_a_way_on_is_led_on() {
    let (net, [_, x, _, join, _]) = block(Out::All, In::All);
    let mut b = net.reopen();
    let lost = b.task(9);
    b.redirect(x, join, lost);
    let with_other = b.task(10);
    b.edge(1, with_other);
    b.edge(with_other, join);
    let net = b.build();
    let proof = prove(&net, 100);
    assert_eq!(proof.reason(), Some(Reason::Stuck));
    assert_eq!(repairs(&net, &proof), [Repair::AddWay(lost, join)]);
}

#[test]
fn nothing_starts() {
    let mut b = Builder::new(Ends::One);
    let end = b.end(1, Role::End);
    let task = b.task(2);
    b.edge(task, end);
    let proof = prove(&b.build(), 100);
    assert_eq!((proof.sound, proof.reason()), (Answer::No, Some(Reason::NothingStarts)));
}

proptest! {
    #![proptest_config(crate::made::config(500))]

    #[test]
    fn what_is_offered_mends(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        let net = mutated(&bytes, Kit { inclusive: true, stops: true, each: true }, 7);
        for repair in repairs(&net, &prove(&net, 5_000)) {
            let truth = crate::oracle::truth(&apply(&net, repair), 3_000);
            let wrong = truth.trapped.or(truth.runs_on).or(truth.twice);
            prop_assert!(truth.partial || (wrong.is_none() && truth.dead.is_empty()), "{:?} {:?}", repair, truth);
        }
    }
}
