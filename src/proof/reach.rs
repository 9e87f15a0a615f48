//! What can be told without looking at states: what no start leads to, what leads to no end, and what only goes
//! round. Linear, and without recursion: a chain of a million steps does not exhaust the stack.

use super::net::{Net, NodeId, ROOT, Role, index};
use super::work::{NONE, Work};

/// Reach in both directions, by node.
#[derive(Debug, Clone)]
pub struct Reach {
    /// The root leads here.
    pub from_root: Vec<bool>,
    /// This leads to an end.
    pub to_end: Vec<bool>,
}

/// Works out both, along drawn ways: a join that is never full does not stop it.
pub fn reach(net: &Net) -> Reach {
    let count = net.nodes().len();
    let ends = (0u32..).zip(net.nodes()).filter(|(_, n)| matches!(n.role, Role::End | Role::Stop));
    let ends = ends.map(|(n, _)| n).collect();
    let from_root = flood(count, vec![ROOT], |n, to| to.extend(net.outs(n).map(|e| net.edge(e).to)));
    let to_end = flood(count, ends, |n, to| {
        to.extend(net.ins(n).iter().map(|&e| net.edge(e)).filter(|e| !e.loose).map(|e| e.from));
    });
    Reach { from_root, to_end }
}

/// Groups of nodes that a run cannot leave once it is in: without a way on though they are no ends, or leading only
/// to one another. Each is sorted; only those that the root leads to; in the order of their first nodes.
pub fn traps(net: &Net) -> Vec<Vec<NodeId>> {
    let reach = reach(net);
    let inside = |n: NodeId| reach.from_root[n as usize] && !reach.to_end[n as usize];
    let is_step = |n: NodeId| net.node(n).role == Role::Step;
    let parts = parts(net, |n| inside(n) && is_step(n));
    let mut part_of = vec![NONE; net.nodes().len()];
    for (p, part) in (0u32..).zip(&parts) {
        for &n in part {
            part_of[n as usize] = p;
        }
    }
    let closed = |part: &Vec<NodeId>| {
        let own = part.first().map_or(NONE, |&n| part_of[n as usize]);
        let to = |n: NodeId| net.outs(n).map(|e| net.edge(e).to);
        part.iter().all(|&n| to(n).all(|t| part_of[t as usize] == own || !is_step(t)))
    };
    let mut closed: Vec<Vec<NodeId>> = parts.iter().filter(|p| closed(p)).cloned().collect();
    for part in &mut closed {
        part.sort_unstable();
    }
    closed.sort_unstable();
    closed
}

/// Strongly connected parts of the nodes that are kept (Tarjan, with a stack of its own), followers first.
pub fn parts(net: &Net, keep: impl Fn(NodeId) -> bool) -> Vec<Vec<NodeId>> {
    let count = net.nodes().len();
    let (mut order, mut low) = (vec![NONE; count], vec![0u32; count]);
    let mut open = vec![false; count];
    let (mut stack, mut calls, mut parts) = (Vec::new(), Vec::new(), Vec::new());
    let mut clock = 0;
    for seed in (0..index(count)).filter(|&n| keep(n)) {
        if order[seed as usize] != NONE {
            continue;
        }
        calls.push((seed, net.outs(seed)));
        while let Some((n, outs)) = calls.last_mut() {
            let n = *n;
            if order[n as usize] == NONE {
                (order[n as usize], low[n as usize]) = (clock, clock);
                clock += 1;
                open[n as usize] = true;
                stack.push(n);
            }
            let next = outs.find_map(|e| {
                let to = net.edge(e).to;
                if !keep(to) {
                    return None;
                }
                if order[to as usize] == NONE {
                    return Some(to);
                }
                if open[to as usize] {
                    low[n as usize] = low[n as usize].min(order[to as usize]);
                }
                None
            });
            if let Some(to) = next {
                calls.push((to, net.outs(to)));
                continue;
            }
            calls.pop();
            if let Some((caller, _)) = calls.last() {
                low[*caller as usize] = low[*caller as usize].min(low[n as usize]);
            }
            if low[n as usize] == order[n as usize] {
                let first = stack.iter().rposition(|&s| s == n).unwrap_or_default();
                let part = stack.split_off(first);
                for &p in &part {
                    open[p as usize] = false;
                }
                parts.push(part);
            }
        }
    }
    parts
}

/// Takes out of a working graph what the root does not lead to; a full join that waits for it keeps a way on which
/// nothing ever comes. The nodes whose ways have changed.
pub(super) fn prune(work: &mut Work) -> Vec<NodeId> {
    let seen = flood(work.nodes.len(), vec![work.root], |n, to| {
        to.extend(work.outs(n).map(|e| work.edges[e as usize].to));
    });
    let gone: Vec<NodeId> = (0u32..)
        .zip(&work.nodes)
        .filter(|(n, node)| node.alive && !seen[*n as usize])
        .map(|(n, _)| n)
        .collect();
    let mut changed = Vec::new();
    for &n in &gone {
        let outs: Vec<u32> = work.outs(n).collect();
        for e in outs {
            let to = work.edges[e as usize].to;
            let waits = work.nodes[to as usize].into == super::net::In::All;
            if seen[to as usize] && waits {
                work.unlink_out(e);
                work.edges[e as usize].from = NONE;
            } else {
                work.remove_edge(e);
                changed.push(to);
            }
        }
    }
    for n in gone {
        work.remove_node(n);
    }
    changed.retain(|&n| work.nodes[n as usize].alive);
    changed.sort_unstable();
    changed.dedup();
    changed
}

fn flood(count: usize, seeds: Vec<NodeId>, next: impl Fn(NodeId, &mut Vec<NodeId>)) -> Vec<bool> {
    let mut seen = vec![false; count];
    let mut todo = seeds;
    while let Some(n) = todo.pop() {
        if !std::mem::replace(&mut seen[n as usize], true) {
            next(n, &mut todo);
        }
    }
    seen
}
