//! Single edits that mend a net. Which to try is guessed from what is wrong; which to offer is proved: only those
//! whose net is sound.

use super::explain::{fork, is_join};
use super::net::{In, Net, NodeId, Out, Role, SILENT};
use super::verdict::{Answer, Finding, Proof, Reason, prove};

/// A single edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Repair {
    /// The node goes on with whichever comes, instead of waiting for all.
    JoinAny(NodeId),
    /// The node waits for all that lead to it, instead of going on with whichever comes.
    JoinAll(NodeId),
    /// All that lead to the end meet in a join before it.
    JoinBefore(NodeId),
    /// The node takes one of its ways, instead of all.
    SplitOne(NodeId),
    /// The node takes all of its ways, instead of one.
    SplitAll(NodeId),
    /// What leads from the first node to the second should lead to the third.
    Lead(NodeId, NodeId, NodeId),
    /// The first node, which leads nowhere, should lead to the second.
    AddWay(NodeId, NodeId),
}

/// Nets larger than this are not tried.
const MOST_NODES: usize = 5_000;
/// How many edits are tried.
const MOST_TRIED: usize = 24;
/// How many states are looked at for each.
const BUDGET: usize = 5_000;

/// The edits that make a net sound, the likeliest first.
pub fn repairs(net: &Net, proof: &Proof) -> Vec<Repair> {
    if proof.sound != Answer::No || net.nodes().len() > MOST_NODES {
        return Vec::new();
    }
    let mut ideas = Vec::new();
    for finding in &proof.findings {
        guess(net, finding, &mut ideas);
    }
    let mut tried: Vec<Repair> = Vec::new();
    for idea in ideas {
        if !tried.contains(&idea) && tried.len() < MOST_TRIED {
            tried.push(idea);
        }
    }
    tried.retain(|&idea| prove(&apply(net, idea), BUDGET).sound == Answer::Yes);
    tried
}

/// The net with an edit made.
pub fn apply(net: &Net, repair: Repair) -> Net {
    let mut b = net.reopen();
    let node = net.node(node_of(repair));
    let (into, out) = (node.into, node.out);
    match repair {
        Repair::JoinAny(n) => b.set_kinds(n, In::Any, out),
        Repair::JoinAll(n) => b.set_kinds(n, In::All, out),
        Repair::SplitOne(n) => b.set_kinds(n, into, Out::One),
        Repair::SplitAll(n) => b.set_kinds(n, into, Out::All),
        Repair::Lead(from, to, instead) => b.redirect(from, to, instead),
        Repair::AddWay(from, to) => b.edge(from, to),
        Repair::JoinBefore(end) => {
            let join = b.node(SILENT, In::All, Out::One);
            for &e in net.ins(end) {
                b.redirect(net.edge(e).from, end, join);
            }
            b.edge(join, end);
        }
    }
    b.build()
}

fn node_of(repair: Repair) -> NodeId {
    match repair {
        Repair::JoinAny(n)
        | Repair::JoinAll(n)
        | Repair::JoinBefore(n)
        | Repair::SplitOne(n)
        | Repair::SplitAll(n)
        | Repair::Lead(n, _, _)
        | Repair::AddWay(n, _) => n,
    }
}

fn guess(net: &Net, finding: &Finding, ideas: &mut Vec<Repair>) {
    let fork = fork(net, finding).map(|f| f.node);
    let hangs = || finding.at.iter().map(|h| h.node).take(4);
    match finding.reason {
        Reason::Stuck => {
            dead_ends(net, finding, ideas);
            ideas.extend(hangs().filter(|&n| is_join(net, n)).map(Repair::JoinAny));
            ideas.extend(fork.map(Repair::SplitAll));
            cut_short(net, finding, ideas);
        }
        Reason::RunsTwice => {
            ideas.extend(hangs().filter(|&n| net.ins(n).len() > 1).map(Repair::JoinAll));
            ideas.extend(fork.map(Repair::SplitOne));
            // It may be a later copy of what came twice by way of an earlier merge.
            let merges = finding.run.iter().rev().copied();
            let merges = merges.filter(|&n| net.ins(n).len() > 1 && net.node(n).into == In::Any);
            ideas.extend(merges.take(3).map(Repair::JoinAll));
        }
        Reason::RunsOn => {
            cut_short(net, finding, ideas);
            let end = finding.run.last().copied().filter(|&n| net.ins(n).len() > 1);
            ideas.extend(end.map(Repair::JoinBefore));
            let merges = finding.run.iter().rev().copied();
            let merges = merges
                .filter(|&n| net.node(n).role == Role::Step && net.ins(n).len() > 1 && !is_join(net, n));
            ideas.extend(merges.take(3).map(Repair::JoinAll));
            ideas.extend(fork.map(Repair::SplitOne));
        }
        Reason::NeverHappens => {
            ideas.extend(hangs().filter(|&n| is_join(net, n)).map(Repair::JoinAny));
            ideas.extend(
                hangs().flat_map(|n| net.ins(n)).map(|&e| net.edge(e).from).take(4).map(Repair::SplitAll),
            );
        }
        Reason::NeverEnds | Reason::NothingStarts | Reason::RuleBroken => {}
    }
}

/// A way to an end that was taken while others still ran: to the join that waits for it.
fn cut_short(net: &Net, finding: &Finding, ideas: &mut Vec<Repair>) {
    let ends = finding.run.iter().copied().filter(|&n| net.node(n).role != Role::Step);
    for end in ends {
        for from in net.ins(end).iter().map(|&e| net.edge(e).from).filter(|n| finding.run.contains(n)) {
            ideas.extend(joins(net, finding).map(|join| Repair::Lead(from, end, join)));
        }
    }
}

fn dead_ends(net: &Net, finding: &Finding, ideas: &mut Vec<Repair>) {
    let stays = finding.at.iter().map(|h| h.node).filter(|&n| net.outs(n).is_empty());
    for n in stays {
        ideas.extend(joins(net, finding).filter(|&j| j != n).map(|join| Repair::AddWay(n, join)));
        let ends = (0u32..).zip(net.nodes()).filter(|(_, node)| node.role == Role::End);
        ideas.extend(ends.take(2).map(|(end, _)| Repair::AddWay(n, end)));
    }
}

/// Joins that wait or that work which is left may still come to, and those that the run went through.
fn joins<'a>(net: &'a Net, finding: &'a Finding) -> impl Iterator<Item = NodeId> + 'a {
    let mut found: Vec<NodeId> = Vec::new();
    for hang in &finding.at {
        let mut at = hang.node;
        for _ in 0..16 {
            if is_join(net, at) {
                found.push(at);
                break;
            }
            let Some(e) = net.outs(at).next() else { break };
            at = net.edge(e).to;
        }
    }
    found.extend(finding.run.iter().rev().copied().filter(|&n| is_join(net, n)).take(3));
    let mut seen: Vec<NodeId> = Vec::new();
    for join in found {
        if !seen.contains(&join) {
            seen.push(join);
        }
    }
    seen.into_iter().take(4)
}
