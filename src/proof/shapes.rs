//! How the constructs of a guideline and of BPMN are said in the words of [`super::net`].
//!
//! | construct | said as |
//! |---|---|
//! | `do`, `wait`, `call` with `next` | a node that takes any and gives to one |
//! | `ask`, `wait` and `call` with `outcomes`, an event-based gateway, `late`, `limit … then`, an interrupting event at a task | a further way out of a node that gives to one: when it is taken is not known |
//! | `parallel` and its `join: x`, a phase with `order: any` | a node that gives to all, and before `x` a silent node that takes all, with one way in for each branch ([`join_block`]); what comes to `x` from elsewhere goes straight to it |
//! | `limit … then` at a `parallel` | a choice between its branches and `then` |
//! | `late` at a `parallel` | the same, where it is asked what states there are; where it is asked what was done, a node that can fire once while there is work in the branches, and clears them |
//! | `optional` | before the branch a choice between it and the join ([`optional`]): the join waits for the branch or for the word that it does not begin |
//! | inclusive gateways | [`super::net::In::Some`], [`super::net::Out::Some`] |
//! | `end`, `stops: everything` | [`super::net::Role::End`], [`super::net::Role::Stop`] |
//! | several starts | ways out of the root, of which one is taken; [`super::builder::Builder::all_starts`] for all at once |
//! | `anytime` | [`starts`]: a node that can fire once, after the start, while there is work in its area; it clears everything |
//! | an event at a task that does not interrupt | [`beside`]: it happens at most once each time the task does. That it is settled when the task begins changes nothing: its token may wait as long as it likes |
//! | a sub-process whose parts can be stopped, or that ends where nothing is left in it | [`scope`] |
//! | a message between pools | a loose way to a node that takes all; one is kept, further ones of the same kind add nothing |

use super::builder::Builder;
use super::net::{Area, Guard, In, NodeId, Out, ROOT, Role, SILENT, Special};

/// Something that may happen once in a case and stops all that runs.
#[derive(Debug, Clone)]
pub struct Event {
    /// What the caller knows it by.
    pub tag: u32,
    /// While there is work before one of these; none: any work.
    pub within: Option<Vec<NodeId>>,
    /// Where the case goes on.
    pub next: NodeId,
}

/// Leads the root to its starts, of which one begins a run, and each start to what may happen at any time after it; the
/// event nodes. Nothing else may lead to a start.
pub fn starts(b: &mut Builder, starts: &[NodeId], events: &[Event]) -> Vec<NodeId> {
    for &start in starts {
        b.edge(ROOT, start);
        if !events.is_empty() {
            b.set_kinds(start, In::Any, Out::All);
        }
    }
    let node = |b: &mut Builder, event: &Event| {
        let area = match &event.within {
            Some(nodes) => Area::Region(b.region(nodes.clone())),
            None => Area::Whole,
        };
        let node = b.task(event.tag);
        b.special(node, Special { guard: Guard::While(area), clears: Some(Area::Whole) });
        for &start in starts {
            b.loose(start, node);
        }
        b.edge(node, event.next);
        node
    };
    if starts.is_empty() { Vec::new() } else { events.iter().map(|e| node(b, e)).collect() }
}

/// A join that waits for each of some branches, given as the nodes that lead to it from each: a branch that can
/// come by several ways comes once.
pub fn join_block(b: &mut Builder, branches: &[Vec<NodeId>], join: NodeId) {
    for branch in branches {
        let into = if branch.len() > 1 {
            let merge = b.node(SILENT, In::Any, Out::One);
            b.edge(merge, join);
            merge
        } else {
            join
        };
        for &from in branch {
            b.edge(from, into);
        }
    }
}

/// A branch that a fork begins only where a condition holds. The node that the fork leads to; the second of the
/// nodes that lead to the join from this branch is this choice itself.
pub fn optional(b: &mut Builder, fork: NodeId, first: NodeId) -> NodeId {
    let choice = b.node(SILENT, In::Any, Out::One);
    b.edge(fork, choice);
    b.edge(choice, first);
    choice
}

/// An event beside a task, which goes on meanwhile. The node that ways to the task should lead to instead.
pub fn beside(b: &mut Builder, task: NodeId, event: NodeId) -> NodeId {
    let choice = b.node(SILENT, In::Any, Out::One);
    let both = b.node(SILENT, In::Any, Out::All);
    b.edge(choice, task);
    b.edge(choice, both);
    b.edge(both, task);
    b.edge(both, event);
    choice
}

/// A sub-process: entered at the first node that is given back, left by the second once nothing is left to do in
/// it. `inside` are all of its nodes ([`inner_stop`] too), `first` is where it begins; its own ends are sinks. Each of the events stops it.
pub fn scope(b: &mut Builder, first: NodeId, inside: Vec<NodeId>, events: &[NodeId]) -> (NodeId, NodeId) {
    let (enter, runs) = (b.node(SILENT, In::Any, Out::All), b.node(SILENT, In::Any, Out::One));
    let done = b.node(SILENT, In::Any, Out::One);
    let area = Area::Region(b.region(inside));
    b.edge(enter, first);
    b.edge(enter, runs);
    b.edge(runs, done);
    b.special(done, Special { guard: Guard::Quiet(area), clears: None });
    for &event in events {
        b.edge(runs, event);
        b.special(event, Special { guard: Guard::Free, clears: Some(area) });
    }
    (enter, done)
}

/// An end of a sub-process that stops all of it and nothing else: `inside` are its nodes.
pub fn inner_stop(b: &mut Builder, tag: u32, inside: Vec<NodeId>) -> NodeId {
    let area = Area::Region(b.region(inside));
    let (stop, sink) = (b.task(tag), b.end(SILENT, Role::Sink));
    b.special(stop, Special { guard: Guard::Free, clears: Some(area) });
    b.edge(stop, sink);
    stop
}
