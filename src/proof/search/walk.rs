//! The search where nothing runs side by side: the one token is all there is to a state, so ways are states and
//! everything is linear, however tangled the decisions are.

use super::super::kernel::{Kernel, KernelNode};
use super::super::net::{In, NodeId, Out, Role, index};
use super::super::verdict::{Answer, Reason};
use super::super::work::NONE;
use super::Found;
use super::examples::{Sample, Waiting};
use super::round::{lasso, parted};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Whether a kernel of a net without splits can be walked: every token that is put down comes to something.
pub(super) fn can_walk(kernel: &Kernel) -> bool {
    let plain = |n: &KernelNode| n.role != Role::Sink && n.out != Out::Ready;
    kernel.edges.iter().all(|e| !e.loose) && kernel.nodes.iter().all(plain)
}

/// Walks it.
pub(super) fn walk(kernel: &Kernel) -> Found {
    let (cost, by) = distances(kernel);
    let reached = |e: &u32| cost[*e as usize] != u32::MAX;
    let ways = || (0..index(kernel.edges.len())).filter(reached);
    let mut fired = vec![false; kernel.nodes.len()];
    for e in ways() {
        let to = kernel.edges[e as usize].to;
        fired[to as usize] |= !waits(kernel, e);
    }
    let can = can_finish(kernel);
    let stands = |e: &u32| waits(kernel, *e) || is_lost(kernel, *e);
    let with_steps = |e: u32| cost[e as usize].saturating_add(kernel.edges[e as usize].weight);
    let stuck = ways().filter(stands).min_by_key(|&e| with_steps(e));
    let trapped = ways().filter(|&e| !can[e as usize]).min_by_key(|&e| cost[e as usize]);
    let sample = match (stuck, trapped) {
        (Some(e), _) => Some((Reason::Stuck, e, with_steps(e))),
        (None, Some(e)) => Some((Reason::NeverEnds, e, cost[e as usize])),
        (None, None) => None,
    };
    Found {
        option: if sample.is_some() { Answer::No } else { Answer::Yes },
        proper: Answer::Yes,
        safe: Answer::Yes,
        fired,
        is_all: true,
        over: false,
        cut: false,
        states: ways().count(),
        samples: sample.map(|(reason, e, length)| tell(kernel, &by, reason, e, length)).into_iter().collect(),
    }
}

/// Whether a token on a way waits for others, of which there are none.
fn waits(kernel: &Kernel, e: u32) -> bool {
    let node = &kernel.nodes[kernel.edges[e as usize].to as usize];
    node.role == Role::Step && node.into == In::All && node.ins.len() > 1
}

/// Whether a way leads to a step that leads nowhere.
fn is_lost(kernel: &Kernel, e: u32) -> bool {
    let node = &kernel.nodes[kernel.edges[e as usize].to as usize];
    node.role == Role::Step && node.outs.is_empty()
}

/// By way: the least cost of a run to it, and the way before it.
fn distances(kernel: &Kernel) -> (Vec<u32>, Vec<u32>) {
    let mut cost = vec![u32::MAX; kernel.edges.len()];
    let mut by = vec![NONE; kernel.edges.len()];
    cost[0] = 0;
    let mut todo = BinaryHeap::from([Reverse((0u32, 0u32))]);
    while let Some(Reverse((at, e))) = todo.pop() {
        if at > cost[e as usize] || waits(kernel, e) {
            continue;
        }
        let edge = &kernel.edges[e as usize];
        let node = &kernel.nodes[edge.to as usize];
        let next = at.saturating_add(edge.weight).saturating_add(node.cost);
        for &out in &node.outs {
            if next < cost[out as usize] {
                (cost[out as usize], by[out as usize]) = (next, e);
                todo.push(Reverse((next, out)));
            }
        }
    }
    (cost, by)
}

/// By way: whether an end can be reached from it.
fn can_finish(kernel: &Kernel) -> Vec<bool> {
    let mut can = vec![false; kernel.edges.len()];
    let is_end = |e: &u32| kernel.nodes[kernel.edges[*e as usize].to as usize].role != Role::Step;
    let mut todo: Vec<u32> = (0..index(kernel.edges.len())).filter(is_end).collect();
    while let Some(e) = todo.pop() {
        if std::mem::replace(&mut can[e as usize], true) {
            continue;
        }
        if let Some(from) = kernel.nodes.get(kernel.edges[e as usize].from as usize) {
            todo.extend(from.ins.iter().copied().filter(|&i| !waits(kernel, i)));
        }
    }
    can
}

fn tell(kernel: &Kernel, by: &[u32], reason: Reason, last: u32, length: u32) -> Sample {
    let mut path = vec![last];
    while let Some(&e) = path.last().filter(|e| **e != 0) {
        path.push(by[e as usize]);
    }
    let mut run = Vec::new();
    for &e in path.iter().skip(1).rev() {
        let edge = &kernel.edges[e as usize];
        kernel.ropes.expand(edge.content, &mut run);
        kernel.ropes.expand(kernel.nodes[edge.to as usize].content, &mut run);
    }
    let stuck = reason == Reason::Stuck;
    let edge = &kernel.edges[last as usize];
    if stuck {
        kernel.ropes.expand(edge.content, &mut run);
    }
    let place = if stuck { kernel.head(edge.to) } else { kernel.place(last) };
    let ways = |list: Vec<u32>| -> Vec<u32> {
        list.into_iter().map(|e| kernel.edges[e as usize].last).filter(|&l| l != NONE).collect()
    };
    let others = kernel.nodes[edge.to as usize].ins.iter().copied().filter(|&i| i != last);
    let misses = if waits(kernel, last) { ways(others.collect()) } else { Vec::new() };
    let waiting = place.map(|node| Waiting { node, has: ways(vec![last]), misses }).into_iter().collect();
    let (after, round) =
        if stuck { Default::default() } else { goes_round(kernel, last).unwrap_or_default() };
    Sample { shortest: true, after, round, ..Sample::new(reason, run, length, waiting) }
}

/// What is done from a way on, once and then again and again.
fn goes_round(kernel: &Kernel, from: u32) -> Option<(Vec<NodeId>, Vec<NodeId>)> {
    let next = |e: u32| kernel.nodes[kernel.edges[e as usize].to as usize].outs.clone();
    let (begins, path) = lasso(from, next)?;
    let (mut after, mut round) = (Vec::new(), Vec::new());
    for (at, &e) in path.iter().enumerate().take(path.len() - 1) {
        let edge = &kernel.edges[e as usize];
        let told = if at < begins { &mut after } else { &mut round };
        kernel.ropes.expand(edge.content, told);
        kernel.ropes.expand(kernel.nodes[edge.to as usize].content, told);
    }
    Some(parted(after, round))
}
