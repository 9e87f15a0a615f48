//! Rules about runs: what happens before what, through what, and after what.
//!
//! A rule speaks of what happens, not of arrows: a step in a parallel branch happens in every run, and whether it
//! happens before a step of another branch is a matter of chance, so that "before" does not hold. That is exactly
//! what the token game shows when the rule is watched while it is played. Everything that the rule does not name
//! is reduced first (`reduce`); nodes that it names stay, so that what is left is small and a shortest run
//! that breaks the rule stays shortest.
//!
//! Fine points, decided here:
//! - "before" is strict: a step that is both asked for and reached does not excuse itself;
//! - `from` again asks anew; between `from` and the next `to`, further `from`s change nothing of what was forbidden;
//! - an end that the rule names happens with the step that leads to it: nothing comes between the two;
//! - a rule with `unless` speaks of whole runs: only a run that comes to its end without what is excepted breaks it;
//! - `after` speaks of runs that come to their end. That others do not is for [`super::verdict`] to say.

use super::kernel::{Kernel, KernelNode};
use super::net::{Guard, In, Net, NodeId, Out, Role, SILENT, Special};
use super::reach::prune;
use super::reduce::{Rules, reduce, reduce_from};
use super::search::{Form, Mark, Monitor, watch};
use super::verdict::Answer;
use super::work::{NONE, Work};

/// A rule about nodes of a net.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// Each time one of `to` happens, one of `through` happened before; with `from`, since the last of these, and
    /// only where there was one.
    Path {
        /// Steps or ends.
        to: Vec<NodeId>,
        /// What must have happened.
        through: Vec<NodeId>,
        /// Since when; empty: since the beginning.
        from: Vec<NodeId>,
        /// Runs through one of these are left out.
        unless: Vec<NodeId>,
    },
    /// None of `never` happens between one of `from` and the next of `to`.
    Never {
        /// From here on.
        from: Vec<NodeId>,
        /// Up to here.
        to: Vec<NodeId>,
        /// What must not happen.
        never: Vec<NodeId>,
        /// Runs through one of these are left out.
        unless: Vec<NodeId>,
    },
    /// Whenever `then` happens, `before` was done at least once.
    Order {
        /// What comes first.
        before: NodeId,
        /// What comes later.
        then: NodeId,
    },
    /// After `step`, `then` always follows.
    After {
        /// What is followed.
        step: Vec<NodeId>,
        /// What follows: one of these.
        then: Vec<NodeId>,
    },
}

/// Whether a rule holds.
#[derive(Debug, Clone)]
pub struct Ruling {
    /// Whether it holds in all runs.
    pub holds: Answer,
    /// A run that breaks it: all nodes, silent ones too. Empty where it holds.
    pub run: Vec<NodeId>,
    /// How many steps that are.
    pub length: u32,
    /// Whether no run that breaks it is shorter.
    pub shortest: bool,
    /// Nodes that the rule names and that never happen: it says less than it seems to.
    pub never_happen: Vec<NodeId>,
}

/// Checks a rule; at most `budget` states are looked at.
///
/// Reduction forgets which steps take time and which nodes are ours and take none. Where something breaks in or stops the
/// rest, or the rule names an end, a run that breaks the rule might owe it to that: something between a last step and the
/// end that follows from it. Such a run is looked for again in the whole net, where what is ours fires at once
/// (`is_instant`).
pub fn check(net: &Net, rule: &Rule, budget: usize) -> Ruling {
    let ruling = check_in(net, rule, budget, true);
    let stop = |n: NodeId| net.nodes().get(n as usize).is_some_and(|n| n.role == Role::Stop);
    let named = marks(rule).1;
    let names_end = named.iter().any(|m| is_end(net, m.node));
    // Nothing broke in or was stopped: then it makes no difference when what takes no time is done.
    let calm = !named.iter().any(|m| stop(m.node))
        && !ruling.run.iter().any(|&n| stop(n) || net.special(n) != Special::default());
    if ruling.holds != Answer::No || (calm && !names_end) {
        return ruling;
    }
    let again = check_in(net, rule, budget, false);
    // In a process that goes on after its end, an end is named that others run beside; that is told of the process.
    if again.holds == Answer::Undecided && calm {
        return ruling;
    }
    Ruling { never_happen: ruling.never_happen, ..again }
}

fn check_in(net: &Net, rule: &Rule, budget: usize, reduced: bool) -> Ruling {
    let (form, mut marked, armed) = marks(rule);
    let count = net.nodes().len();
    let net = with_watched_ends(net, &mut marked);
    let mut work = Work::new(&net);
    if reduced {
        work.pin(marked.iter().map(|m| m.watched));
        reduce(&mut work, Rules::Exact);
        let changed = prune(&mut work);
        reduce_from(&mut work, Rules::Exact, changed);
    }
    let kernel = Kernel::new(&net, &work);
    let mut marks = vec![0; kernel.nodes.len()];
    let number = |n: NodeId| kernel.nodes.binary_search_by_key(&n, |k| k.was).ok();
    for m in &marked {
        if let Some(k) = number(m.watched) {
            marks[k] |= m.mark as u8;
        }
    }
    let wait = marked.iter().any(|m| m.mark == Mark::Unless);
    let at_once = if reduced { Vec::new() } else { instants(&kernel) };
    let watched = watch(&kernel, &Monitor { form, marks, at_once, armed, wait }, budget);
    let happens = |n: NodeId| number(n).is_some_and(|k| watched.fired.get(k) == Some(&true));
    let mut never_happen: Vec<NodeId> =
        marked.iter().filter(|m| m.mark != Mark::Unless && !happens(m.watched)).map(|m| m.node).collect();
    never_happen.sort_unstable();
    never_happen.dedup();
    if watched.answer == Answer::Undecided {
        never_happen.clear();
    }
    let (run, length, shortest) =
        watched.sample.map_or((Vec::new(), 0, true), |s| (s.run, s.length, s.shortest));
    let run = run.into_iter().filter(|&n| (n as usize) < count).collect();
    Ruling { holds: watched.answer, run, length, shortest, never_happen }
}

/// Whether a node does nothing that takes time, as nobody wrote it: what breaks in cannot come between a step and what
/// follows from it.
fn is_instant(node: &KernelNode) -> bool {
    node.cost == 0
        && node.role == Role::Step
        && matches!(node.into, In::Any | In::All)
        && matches!(node.out, Out::One | Out::All)
        && !node.outs.is_empty()
        && node.guard == Guard::Free
}

/// By node of a kernel whether it is instant; none is where they lead round in a ring, which takes for ever as it is.
fn instants(kernel: &Kernel) -> Vec<bool> {
    let instant: Vec<bool> = kernel.nodes.iter().map(is_instant).collect();
    let is = |n: u32| instant.get(n as usize) == Some(&true);
    let from = |e: &u32| kernel.edges.get(*e as usize).map_or(NONE, |e| e.from);
    let mut waits: Vec<usize> =
        kernel.nodes.iter().map(|n| n.ins.iter().filter(|e| is(from(e))).count()).collect();
    let mut todo: Vec<u32> =
        (0u32..).zip(&waits).filter(|&(n, &w)| is(n) && w == 0).map(|(n, _)| n).collect();
    let mut left = instant.iter().filter(|i| **i).count();
    while let Some(n) = todo.pop() {
        left -= 1;
        for &e in &kernel.nodes[n as usize].outs {
            let to = kernel.edges[e as usize].to;
            waits[to as usize] -= 1;
            if waits[to as usize] == 0 && is(to) {
                todo.push(to);
            }
        }
    }
    if left > 0 { Vec::new() } else { instant }
}

/// A node that a rule names, and the node that is watched for it.
struct Marked {
    node: NodeId,
    watched: NodeId,
    mark: Mark,
}

fn marks(rule: &Rule) -> (Form, Vec<Marked>, bool) {
    let mut marked = Vec::new();
    let mut add = |nodes: &[NodeId], mark: Mark| {
        marked.extend(nodes.iter().map(|&node| Marked { node, watched: node, mark }));
    };
    let (form, armed) = match rule {
        Rule::Path { to, through, from, unless } => {
            add(to, Mark::To);
            add(through, Mark::Between);
            add(from, Mark::From);
            add(unless, Mark::Unless);
            (Form::Through, from.is_empty())
        }
        Rule::Never { from, to, never, unless } => {
            add(from, Mark::From);
            add(to, Mark::To);
            add(never, Mark::Between);
            add(unless, Mark::Unless);
            (Form::Never, false)
        }
        Rule::Order { before, then } => {
            add(&[*then], Mark::To);
            add(&[*before], Mark::Between);
            (Form::Through, true)
        }
        Rule::After { step, then } => {
            add(step, Mark::From);
            add(then, Mark::To);
            (Form::After, false)
        }
    };
    (form, marked, armed)
}

fn is_end(net: &Net, n: NodeId) -> bool {
    net.nodes().get(n as usize).is_some_and(|n| n.role != Role::Step)
}

/// Ends do not fire, so a silent node is put before each end that the rule names and watched in its place. An
/// end takes what comes at once, and so does what is put before it (`is_instant`).
fn with_watched_ends(net: &Net, marked: &mut [Marked]) -> Net {
    let mut b = net.reopen();
    let mut put: Vec<(NodeId, NodeId)> = Vec::new();
    for m in marked.iter_mut().filter(|m| is_end(net, m.node)) {
        let known = put.iter().find(|p| p.0 == m.node).map(|p| p.1);
        m.watched = known.unwrap_or_else(|| {
            let gate = b.node(SILENT, In::Any, Out::One);
            for &e in net.ins(m.node) {
                b.redirect(net.edge(e).from, m.node, gate);
            }
            b.edge(gate, m.node);
            b.widen_regions(m.node, &[gate]);
            put.push((m.node, gate));
            gate
        });
    }
    b.build()
}
