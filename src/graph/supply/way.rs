//! A shortest way on which a product is not there.

use super::{Products, Supply};
use crate::graph::{NodeId, NodeKind};
use std::collections::{HashMap, VecDeque};

impl Supply<'_> {
    /// A shortest way from a start to a node on which a product (one bit) is not there: its nodes in order, the last
    /// one included. At a join, where all branches lack it, the way goes through one that could have made it. Empty
    /// where the product is surely there.
    pub fn way_without(&self, node: NodeId, product: Products) -> Vec<NodeId> {
        if self.before(node) & product != 0 {
            return Vec::new();
        }
        let mut next: HashMap<NodeId, NodeId> = HashMap::new();
        let mut todo = VecDeque::from([node]);
        while let Some(n) = todo.pop_front() {
            if matches!(self.graph.nodes.get(n).map(|n| n.kind), Some(NodeKind::Start(_))) {
                let mut way = vec![n];
                let mut at = n;
                while at != node
                    && let Some(&then) = next.get(&at)
                {
                    way.push(then);
                    at = then;
                }
                return way;
            }
            for from in self.sources_without(n, product) {
                if from != node && !next.contains_key(&from) {
                    next.insert(from, n);
                    todo.push_back(from);
                }
            }
        }
        Vec::new()
    }

    /// Nodes from which a node is entered without the product.
    fn sources_without(&self, node: NodeId, product: Products) -> Vec<NodeId> {
        if let Some(NodeKind::Anytime(_)) = self.graph.nodes.get(node).map(|n| n.kind) {
            let Some(event) = self.events.iter().find(|e| e.node == node) else { return Vec::new() };
            let under_way = |n: &NodeId| {
                let Some(at) = self.graph.nodes.get(*n) else { return false };
                let within = event.phases.is_empty() || at.phase.is_some_and(|p| event.phases.contains(&p));
                let ends = self.graph.out.get(*n).is_none_or(Vec::is_empty);
                matches!(at.kind, NodeKind::Step(_)) && within && !ends && self.before(*n) & product == 0
            };
            return (0..self.graph.nodes.len()).filter(under_way).collect();
        }
        let lacks = |way: &usize| self.along_way(*way) & product == 0;
        let from = |way: usize| self.graph.edges.get(way).map(|e| e.from);
        let ways = self.graph.into.get(node).into_iter().flatten().copied();
        let mut sources: Vec<NodeId> =
            ways.filter(|&w| !self.meetings.takes(w)).filter(lacks).filter_map(from).collect();
        let met: HashMap<usize, Products> = self.met(node).into_iter().collect();
        let mut todo: Vec<usize> = self.meetings.before(node).to_vec();
        todo.retain(|m| self.meetings.at(*m).around.is_none());
        while let Some(m) = todo.pop() {
            if met.get(&m).is_none_or(|there| there & product != 0) {
                continue;
            }
            let meeting = self.meetings.at(m);
            let makes = |n: NodeId| self.makes.by_node.get(n).is_some_and(|p| p & product != 0);
            let runs = |b: usize| b < meeting.always.len();
            let branch = meeting.inside().iter().find(|(n, b)| runs(*b) && makes(*n)).map_or(0, |(_, b)| *b);
            let inner = self.meetings.before(node).iter().copied();
            todo.extend(inner.filter(|&i| self.meetings.at(i).around == Some((m, branch))));
            match meeting.always.get(branch) {
                Some(ways) => sources.extend(ways.iter().copied().filter(lacks).filter_map(from)),
                None => sources.push(meeting.fork),
            }
        }
        sources
    }
}
