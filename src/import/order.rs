//! Which pieces are steps, where each leads, in which order they are written, and what they are called.

use super::Why;
use super::carry::Carry;
use super::ids::{Ids, slug};
use super::ways::{Part, Way};
use crate::bpmn::FlowNode;
use std::collections::HashSet;

/// So many forks are asked whether their branches come to their join.
const MOST_LOOKS: usize = 200;

impl Carry<'_> {
    /// Events behind a gateway that waits for them, and answers behind a wait.
    pub(super) fn absorb(&mut self) {
        for p in 0..self.ways.pieces.len() {
            match self.ways.pieces[p].part {
                Part::Events => {
                    let outs: Vec<Way> = self.ways.pieces[p].outs.clone();
                    let mut events = 0;
                    for way in outs {
                        if self.is_event(way.to) {
                            self.absorbed[way.to] = true;
                            events += 1;
                        }
                    }
                    if let Some(n) = self.ways.pieces[p]
                        .node
                        .filter(|_| events < 2 || events < self.ways.pieces[p].outs.len())
                    {
                        self.ways.remark(n, Why::Events);
                    }
                }
                Part::Choice if self.about.ours => {
                    let before = match self.ways.pieces[p].ins.as_slice() {
                        [one] => *one,
                        _ => continue,
                    };
                    let then = |b: &FlowNode| self.node(p).is_some_and(|n| n.id == format!("{}-then", b.id));
                    let waits = self.ways.pieces[before].node.is_some_and(|n| self.about.catches(n));
                    if waits && self.node(before).is_some_and(then) {
                        self.absorbed[p] = true;
                        self.answers.insert(before, p);
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether a piece is an event that only one gateway leads to.
    fn is_event(&self, p: usize) -> bool {
        let piece = &self.ways.pieces[p];
        piece.part == Part::Body && piece.ins.len() == 1 && piece.node.is_some_and(|n| self.about.catches(n))
    }

    /// Forks of fewer than two branches are none.
    pub(super) fn thin(&mut self) {
        let mut looks = MOST_LOOKS;
        for _ in 0..4 {
            self.ways.settle();
            let mut changed = false;
            for p in 0..self.ways.pieces.len() {
                if !matches!(self.ways.pieces[p].part, Part::Fork(_)) || self.ways.pieces[p].instead.is_some()
                {
                    continue;
                }
                // Where some way leads straight to the join, the others may all end elsewhere.
                let join = self.joins.get(&p).and_then(|&j| self.ways.resolve(j));
                let straight = |w: &Way| join.is_some() && self.ways.resolve(w.to) == join;
                if let Some(join) = join.filter(|_| self.ways.pieces[p].outs.iter().any(straight))
                    && looks > 0
                {
                    looks -= 1;
                    if !self.comes_to(p, join) {
                        self.joins.remove(&p);
                        if let Some(n) = self.ways.pieces[p].node {
                            self.ways.remark(n, Why::Fork);
                        }
                    }
                }
                let (branches, optional) = self.branches(p);
                let only = match (branches.as_slice(), optional.is_empty()) {
                    ([one], true) => Some(*one),
                    ([], true) => self.joins.get(&p).and_then(|&j| self.ways.resolve(j)),
                    _ => continue,
                };
                match only.filter(|&o| o != p) {
                    Some(only) => self.ways.pieces[p].instead = Some(only),
                    None => self.ways.pieces[p].part = Part::Merge,
                }
                changed = true;
            }
            if !changed {
                return;
            }
        }
        self.ways.settle();
    }

    /// Whether a branch of a fork comes to the place where they are said to meet.
    fn comes_to(&self, fork: usize, join: usize) -> bool {
        let (always, optional) = self.branches(fork);
        let mut todo: Vec<usize> = always.into_iter().chain(optional.into_iter().map(|o| o.0)).collect();
        if todo.is_empty() {
            return true;
        }
        let mut seen: HashSet<usize> = HashSet::new();
        while let Some(p) = todo.pop() {
            if p == join {
                return true;
            }
            if seen.insert(p) {
                todo.extend(self.successors(p));
            }
        }
        false
    }

    /// The branches of a fork, by the pieces that they begin with: those that always run, and those with a condition.
    pub(super) fn branches(&self, p: usize) -> (Vec<usize>, Vec<(usize, String)>) {
        let join = self.joins.get(&p).and_then(|&j| self.ways.resolve(j));
        let (mut always, mut optional) = (Vec::new(), Vec::new());
        let mut seen: HashSet<usize> = HashSet::new();
        let default = self.node(p).map_or("", |n| n.default.as_str());
        for way in &self.ways.pieces[p].outs {
            let Some(to) = self.ways.resolve(way.to).filter(|&to| Some(to) != join && to != p) else {
                continue;
            };
            if !seen.insert(to) {
                continue;
            }
            let some = self.ways.pieces[p].part == Part::Fork(true);
            match way.flow.map(|f| &self.model.flows[f]).filter(|_| some) {
                Some(flow) => {
                    let condition = flow.condition.as_deref().unwrap_or_default();
                    let words = [flow.name.as_str(), condition].into_iter().find(|t| !t.trim().is_empty());
                    match words {
                        Some(words) => optional.push((to, words.to_owned())),
                        None if !default.is_empty() && flow.id == default => {
                            optional.push((to, "in all other cases".to_owned()));
                        }
                        None => always.push(to),
                    }
                }
                None => always.push(to),
            }
        }
        (always, optional)
    }

    /// Where a body leads: next, and when the time is up.
    pub(super) fn on(&self, p: usize) -> (Option<usize>, Option<usize>, Option<usize>) {
        let piece = &self.ways.pieces[p];
        let next = piece.outs.iter().find(|w| w.late.is_none()).and_then(|w| self.ways.resolve(w.to));
        let late = piece.outs.iter().find(|w| w.late.is_some());
        (next, late.and_then(|w| self.ways.resolve(w.to)), late.and_then(|w| w.late))
    }

    /// Everything that a step leads to, the usual way first.
    pub(super) fn successors(&self, p: usize) -> Vec<usize> {
        let all = |p: usize| self.ways.pieces[p].outs.iter().filter_map(|w| self.ways.resolve(w.to));
        match self.ways.pieces[p].part {
            Part::Body if self.answers.contains_key(&p) => {
                let late = self.on(p).1;
                all(self.answers[&p]).chain(late).collect()
            }
            Part::Body => {
                let (next, late, _) = self.on(p);
                next.into_iter().chain(late).collect()
            }
            Part::Choice => all(p).collect(),
            Part::Events => {
                let behind =
                    |w: &Way| if self.absorbed[w.to] { self.on(w.to).0 } else { self.ways.resolve(w.to) };
                self.ways.pieces[p].outs.iter().filter_map(behind).collect()
            }
            Part::Fork(_) => {
                let (always, optional) = self.branches(p);
                let join = self.joins.get(&p).and_then(|&j| self.ways.resolve(j));
                always.into_iter().chain(optional.into_iter().map(|(to, _)| to)).chain(join).collect()
            }
            Part::Start | Part::Merge | Part::Join(_) => all(p).take(1).collect(),
            Part::End(_) => Vec::new(),
        }
    }

    /// The steps in the order of the process: each after those that lead to it, as far as there is no loop; then what
    /// no start leads to.
    pub(super) fn order(&self, starts: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut seen = vec![false; self.ways.pieces.len()];
        let mut order = Vec::new();
        let walk = |from: usize, seen: &mut Vec<bool>| {
            let mut done: Vec<usize> = Vec::new();
            let mut stack: Vec<(usize, Vec<usize>)> = Vec::new();
            if let Some(from) = self.ways.resolve(from).filter(|&f| !std::mem::replace(&mut seen[f], true)) {
                stack.push((from, self.successors(from)));
            }
            while let Some((p, rest)) = stack.last_mut() {
                // The last first: what is done last stands first.
                match rest.pop() {
                    Some(next) if !std::mem::replace(&mut seen[next], true) => {
                        stack.push((next, self.successors(next)));
                    }
                    Some(_) => {}
                    None => {
                        done.push(*p);
                        stack.pop();
                    }
                }
            }
            done.reverse();
            done
        };
        for start in starts {
            order.extend(walk(start, &mut seen));
        }
        for p in 0..self.ways.pieces.len() {
            let piece = &self.ways.pieces[p];
            let own = self.ways.resolve(p) == Some(p) && !self.absorbed[p];
            let needed = piece.node.is_some() || !piece.ins.is_empty();
            if own && needed && !seen[p] {
                order.extend(walk(p, &mut seen));
            }
        }
        order.retain(|&p| !self.absorbed[p]);
        order
    }

    /// Gives each step its id.
    pub(super) fn name(&mut self, order: &[usize]) {
        let mut ids = Ids::default();
        // What carries an id already keeps it, whoever comes first.
        let own = |p: usize| {
            let id = self.node(p)?.id.strip_prefix("step-")?;
            (self.about.ours && crate::model::read::id(id).is_ok()).then(|| id.to_owned())
        };
        let owned: Vec<Option<String>> = order.iter().map(|&p| own(p)).collect();
        for (&p, id) in order.iter().zip(&owned) {
            if let Some(id) = id {
                self.names[p] = ids.give(id);
            }
        }
        for (&p, _) in order.iter().zip(&owned).filter(|(_, id)| id.is_none()) {
            let of_node = self.node(p).map(|n| (slug(&self.text_of(n)), slug(&n.id))).unwrap_or_default();
            let other = match self.ways.pieces[p].part {
                Part::Fork(_) => "side-by-side",
                Part::End(_) => "end",
                Part::Choice => "decision",
                Part::Events => "wait",
                _ => "step",
            };
            // The id that a tool made up is no name; a fork or wait behind a task is not the task.
            let is_gateway = self.node(p).is_some_and(|n| n.kind.is_gateway());
            let body = matches!(self.ways.pieces[p].part, Part::Body | Part::End(_));
            let name = if body || is_gateway { of_node.0 } else { String::new() };
            let wish = [name.as_str(), other].into_iter().find(|w| !w.is_empty()).unwrap_or(other);
            self.names[p] = ids.give(wish);
        }
    }
}
