//! Where a run went wrong: the decision that went the other way, or the split both of whose branches come.

use super::net::{In, Net, NodeId, Out};
use super::verdict::{Finding, Reason};

/// The last node of a run that could have prevented what is wrong, and two of its ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fork {
    /// The node: of a run that gets stuck a decision, else a split.
    pub node: NodeId,
    /// Where the way leads that the run took; of a split, one of its branches.
    pub taken: NodeId,
    /// Where the way leads that would have brought what is missing; of a split, the other branch.
    pub other: NodeId,
}

/// The fork behind a finding. Linear.
pub fn fork(net: &Net, finding: &Finding) -> Option<Fork> {
    match finding.reason {
        Reason::Stuck => decision(net, finding),
        Reason::RunsTwice => {
            let to = before(net, [finding.at.first()?.node], None);
            split(net, finding, &to, &to)
        }
        Reason::RunsOn => {
            let end = before(net, [*finding.run.last()?], None);
            let left = before(net, finding.at.iter().map(|h| h.node), None);
            split(net, finding, &end, &left)
        }
        _ => None,
    }
}

/// The last decision of the run one of whose other ways leads to what the join waits for.
fn decision(net: &Net, finding: &Finding) -> Option<Fork> {
    let hang = finding.at.iter().find(|h| !h.waits_for.is_empty())?;
    let missing = before(net, hang.waits_for.iter().copied(), Some(hang.node));
    let waits = |&n: &NodeId| hang.waits_for.contains(&n);
    finding.run.iter().enumerate().rev().find_map(|(at, &node)| {
        let after = finding.run.get(at + 1..)?;
        let to = || net.outs(node).map(|e| net.edge(e).to);
        let taken = to().find(|t| after.contains(t) || finding.at.iter().any(|h| h.node == *t))?;
        let lost = |t: &NodeId| missing[*t as usize] || (*t == hang.node && waits(&node));
        let other = to().find(|t| *t != taken && lost(t))?;
        (net.node(node).out != Out::All).then_some(Fork { node, taken, other })
    })
}

/// The last split of the run with a branch to each of two places.
fn split(net: &Net, finding: &Finding, a: &[bool], b: &[bool]) -> Option<Fork> {
    finding.run.iter().rev().find_map(|&node| {
        let outs = net.outs(node);
        if !matches!(net.node(node).out, Out::All | Out::Some) || outs.len() < 2 {
            return None;
        }
        let first = outs.clone().find(|&e| a[net.edge(e).to as usize])?;
        let second = outs.clone().find(|&e| e != first && b[net.edge(e).to as usize])?;
        Some(Fork { node, taken: net.edge(first).to, other: net.edge(second).to })
    })
}

/// What leads to some nodes, they included, not by way of `without`.
fn before(net: &Net, to: impl IntoIterator<Item = NodeId>, without: Option<NodeId>) -> Vec<bool> {
    let mut seen = vec![false; net.nodes().len()];
    let mut todo: Vec<NodeId> = to.into_iter().collect();
    while let Some(n) = todo.pop() {
        if Some(n) != without && !std::mem::replace(&mut seen[n as usize], true) {
            todo.extend(net.ins(n).iter().map(|&e| net.edge(e).from));
        }
    }
    seen
}

/// Whether a node joins: waits for more than one way in.
pub(super) fn is_join(net: &Net, n: NodeId) -> bool {
    net.node(n).into != In::Any && net.ins(n).len() > 1
}
