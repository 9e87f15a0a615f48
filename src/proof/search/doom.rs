//! From where no run comes to its end, however many tokens there are.
//!
//! Two arguments, each of which holds in a state whatever is done from then on, and neither of which plays a run:
//!
//! 1. **No end can be reached.** What can ever fire is at most what fires if tokens that were once somewhere stay there
//!    (nodes that take all ways in still need something on each). If that comes to no end, and none was reached before,
//!    the process is never over.
//! 2. **Something is always left.** A set of ways that whoever takes from it surely gives to again (a trap, in the
//!    words of Petri nets; what clears ways of it counts as taking) never becomes empty once there is a token in it,
//!    so that there is always work left. The largest such set is what remains after taking out, again and again, the
//!    ways that some node can take from without giving back.
//!
//! Both are linear in the kernel. They say nothing where they fail.

use super::super::kernel::{Kernel, KernelNode};
use super::super::net::{Area, In, Out, Role};
use super::game::Game;

/// Whether a state is one from which the process surely never comes to its end.
pub(super) fn is_doomed(game: &Game<'_>, state: &[u64]) -> bool {
    let reach = Reach::of(game, state);
    if !reach.end && !game.ended(state) {
        return true;
    }
    let trap = reach.trap(game.kernel);
    game.marked(state).any(|e| trap[e as usize])
}

/// What can still happen, at most.
struct Reach {
    /// By way: a token can come to it.
    ways: Vec<bool>,
    /// By node: it can fire.
    nodes: Vec<bool>,
    /// Some end can be reached.
    end: bool,
}

impl Reach {
    fn of(game: &Game<'_>, state: &[u64]) -> Self {
        let kernel = game.kernel;
        let mut reach = Self {
            ways: vec![false; kernel.edges.len()],
            nodes: vec![false; kernel.nodes.len()],
            end: false,
        };
        let mut todo: Vec<u32> = game.marked(state).collect();
        // Nodes that wait for all ways in: how many are still missing.
        let mut missing: Vec<usize> = kernel.nodes.iter().map(|n| n.ins.len()).collect();
        while let Some(e) = todo.pop() {
            if std::mem::replace(&mut reach.ways[e as usize], true) {
                continue;
            }
            let v = kernel.edges[e as usize].to as usize;
            let node = &kernel.nodes[v];
            missing[v] -= 1;
            if reach.nodes[v] || (node.into == In::All && missing[v] > 0) {
                continue;
            }
            reach.nodes[v] = true;
            reach.end |= is_end(node);
            for &out in &node.outs {
                let edge = &kernel.edges[out as usize];
                if edge.gone {
                    reach.end |= is_end(&kernel.nodes[edge.to as usize]);
                } else {
                    todo.push(out);
                }
            }
        }
        reach
    }

    /// The ways that are never empty again once one of them holds a token.
    fn trap(&self, kernel: &Kernel) -> Vec<bool> {
        let is_work = |e: &usize| {
            let edge = &kernel.edges[*e];
            !edge.loose && !edge.gone && kernel.nodes[edge.to as usize].role == Role::Step
        };
        let mut trap: Vec<bool> = (0..kernel.edges.len()).map(|e| self.ways[e] && is_work(&e)).collect();
        let mut todo: Vec<usize> = (0..kernel.nodes.len()).filter(|&v| self.nodes[v]).collect();
        let mut gave_up = vec![false; kernel.nodes.len()];
        while let Some(v) = todo.pop() {
            let node = &kernel.nodes[v];
            if gave_up[v] || gives_back(kernel, node, &trap) {
                continue;
            }
            gave_up[v] = true;
            if stops(kernel, node) || node.clears == Some(Area::Whole) {
                return vec![false; kernel.edges.len()];
            }
            let cleared: &[u32] = match node.clears {
                Some(Area::Region(r)) => kernel.regions.get(r as usize).map_or(&[], Vec::as_slice),
                _ => &[],
            };
            for &e in node.ins.iter().chain(cleared) {
                if std::mem::replace(&mut trap[e as usize], false)
                    && let Some(from) = usize::try_from(kernel.edges[e as usize].from).ok()
                    && self.nodes.get(from).copied().unwrap_or_default()
                {
                    todo.push(from);
                }
            }
        }
        trap
    }
}

fn is_end(node: &KernelNode) -> bool {
    matches!(node.role, Role::End | Role::Stop)
}

/// Whether a node can stop everything.
fn stops(kernel: &Kernel, node: &KernelNode) -> bool {
    let stop = |&e: &u32| {
        let edge = &kernel.edges[e as usize];
        edge.gone && kernel.nodes[edge.to as usize].role == Role::Stop
    };
    node.role == Role::Stop || node.outs.iter().any(stop)
}

/// Whether a node, whenever it fires, puts a token on one of these ways; or never fires, since it leads nowhere.
fn gives_back(kernel: &Kernel, node: &KernelNode, trap: &[bool]) -> bool {
    if node.role != Role::Step || stops(kernel, node) {
        return false;
    }
    let mut outs = node.outs.iter().map(|&e| trap[e as usize]);
    match node.out {
        _ if node.outs.is_empty() => true,
        Out::All => outs.any(|inside| inside),
        Out::One | Out::Some | Out::Ready => outs.all(|inside| inside),
    }
}
