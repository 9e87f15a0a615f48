//! Where a process is broken, and what merely follows from it: one missing way on may cut off a dozen steps, and
//! an author wants to hear of the one.
//!
//! Each cause that takes a way away (a dead end, a way to an unknown step, no start) can explain one place where
//! the steps that nothing leads to any more begin, since a way mended leads to one place. What no cause explains
//! is a cause itself: a step that nothing leads to, a loop that nothing leads out of.

use super::parts::parts;
use super::{EdgeKind, NodeId, ProcessGraph, reach};
use crate::model::{Guideline, StepKind};
use std::collections::{BTreeSet, HashMap, HashSet};

/// A cause and what follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// What is wrong.
    pub cause: Cause,
    /// Where the part that is cut off begins: most likely the step that is missed.
    pub entry: Option<NodeId>,
    /// Steps that no start leads to because of it, in written order; its own step among them where nothing leads
    /// to that.
    pub cut_off: Vec<NodeId>,
    /// Steps that lead to no end because of it, in written order; not its own step.
    pub stranded: Vec<NodeId>,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// There are steps but no start.
    NoStart,
    /// A node with no way on, though it is no end. For a decision: no outcome; for a `parallel`: no branch.
    DeadEnd(NodeId),
    /// An outcome (its index) that does not say where it leads.
    OpenOutcome(NodeId, usize),
    /// A decision with a single outcome: the way of the other one is missing.
    OneOutcome(NodeId),
    /// A way to a step that is not there: index in [`ProcessGraph::lost`].
    Lost(usize),
    /// A step whose kind is not known (`graph/step-kind` said so), so that its ways are not known either.
    UnknownKind(NodeId),
    /// A step or phase that nothing leads to.
    Orphan(NodeId),
    /// Steps that lead only to one another, and nothing else leads to them.
    Island(Vec<NodeId>),
    /// Steps that go round with no way to an end.
    NoWayOut(Vec<NodeId>),
}

/// The causes in `g`, in written order. Nothing for a guideline without steps and starts. Near linear.
pub fn breaks(g: &Guideline, graph: &ProcessGraph) -> Vec<Break> {
    if g.steps.is_empty() {
        return Vec::new();
    }
    let reach = reach(g, graph);
    let mut causes = direct(g, graph);
    let mut rest = Vec::new();
    if reach.from_start.iter().any(|r| !r) {
        CutOff { g, graph, reached: reach.from_start }.explain(&mut causes, &mut rest);
    }
    if reach.to_end.iter().any(|r| !r) {
        strand(graph, reach.to_end, &mut causes, &mut rest);
    }
    causes.append(&mut rest);
    causes.sort_by_key(|b| place(graph, &b.cause));
    causes
}

/// Where a cause stands, for the order: offset in the file, then node.
fn place(graph: &ProcessGraph, cause: &Cause) -> (u32, NodeId) {
    let node = match cause {
        Cause::NoStart => return (0, 0),
        Cause::Lost(l) => graph.lost.get(*l).map_or(0, |l| l.from),
        Cause::DeadEnd(n)
        | Cause::OpenOutcome(n, _)
        | Cause::OneOutcome(n)
        | Cause::UnknownKind(n)
        | Cause::Orphan(n) => *n,
        Cause::Island(nodes) | Cause::NoWayOut(nodes) => nodes.first().copied().unwrap_or_default(),
    };
    (order(graph, node).0, node)
}

fn order(graph: &ProcessGraph, node: NodeId) -> (u32, NodeId) {
    (graph.nodes.get(node).map_or(0, |n| n.at.start), node)
}

/// The causes that can be seen at one node.
fn direct(g: &Guideline, graph: &ProcessGraph) -> Vec<Break> {
    let mut found = Vec::new();
    if g.starts.is_empty() {
        found.push(Cause::NoStart);
    }
    let mut lost_from: HashSet<NodeId> = HashSet::new();
    for (n, lost) in graph.lost.iter().enumerate() {
        if regular(lost.kind) {
            lost_from.insert(lost.from);
        }
        found.push(Cause::Lost(n));
    }
    for node in 0..graph.nodes.len() {
        let step = graph.step_of(node).and_then(|s| g.steps.get(s));
        if let Some(step) = step {
            let open = step.outcomes().iter().enumerate().filter(|(_, o)| o.to.is_none());
            found.extend(open.map(|(i, _)| Cause::OpenOutcome(node, i)));
            if let StepKind::Ask { outcomes, .. } = &step.kind
                && outcomes.len() == 1
            {
                found.push(Cause::OneOutcome(node));
            }
        }
        let goes_on = graph.ways(node).any(|e| regular(e.kind)) || lost_from.contains(&node);
        if goes_on || step.is_some_and(|s| !s.outcomes().is_empty()) {
            continue;
        }
        match step.map(|s| &s.kind) {
            Some(StepKind::End { .. }) => {}
            Some(StepKind::Unknown) => found.push(Cause::UnknownKind(node)),
            _ => found.push(Cause::DeadEnd(node)),
        }
    }
    found
        .into_iter()
        .map(|cause| Break { cause, entry: None, cut_off: Vec::new(), stranded: Vec::new() })
        .collect()
}

/// A way on in the usual case: not when the time or the rounds are up.
fn regular(kind: EdgeKind) -> bool {
    !matches!(kind, EdgeKind::Late | EdgeKind::RoundsUsedUp)
}

struct CutOff<'a> {
    g: &'a Guideline,
    graph: &'a ProcessGraph,
    /// Reached, or explained by a cause that is reached.
    reached: Vec<bool>,
}

impl CutOff<'_> {
    fn explain(mut self, causes: &mut [Break], rest: &mut Vec<Break>) {
        let unreached =
            parts(self.graph.nodes.len(), |n| !self.reached[n], |n, to| to.extend(self.graph.successors(n)));
        let mut roots: BTreeSet<(u32, NodeId)> = BTreeSet::new();
        let mut rings: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
        for part in unreached {
            let entered =
                part.iter().any(|&n| self.graph.predecessors(n).any(|p| part.binary_search(&p).is_err()));
            if let (false, Some(&first)) = (entered, part.first()) {
                roots.insert(order(self.graph, first));
                if part.len() > 1 {
                    rings.insert(first, part);
                }
            }
        }
        self.by_causes(causes, &mut roots);
        let swallow = causes.iter().any(|b| matches!(b.cause, Cause::UnknownKind(n) if self.reached[n]));
        while let Some(root) = roots.pop_first() {
            let nodes = self.follow(root.1);
            let cut_off = self.steps(nodes);
            // A step whose ways could not be read may lead here: better silent than wrong.
            if swallow {
                continue;
            }
            let cause = rings.remove(&root.1).map_or(Cause::Orphan(root.1), Cause::Island);
            rest.push(Break { cause, entry: Some(root.1), cut_off, stranded: Vec::new() });
        }
    }

    /// Gives each cause that is reached the nearest place it may have cut off, in written order.
    fn by_causes(&mut self, causes: &mut [Break], roots: &mut BTreeSet<(u32, NodeId)>) {
        let mut at_node: HashMap<NodeId, Vec<usize>> = HashMap::new();
        let mut ready: BTreeSet<(u32, NodeId, usize)> = BTreeSet::new();
        for (n, b) in causes.iter().enumerate() {
            let (at, node) = place(self.graph, &b.cause);
            let reached = self.reached.get(node).copied().unwrap_or(false);
            if reached || matches!(b.cause, Cause::NoStart) {
                ready.insert((at, node, n));
            } else {
                at_node.entry(node).or_default().push(n);
            }
        }
        let mut named: HashSet<&str> = HashSet::new();
        while !roots.is_empty() {
            let Some((at, node, n)) = ready.pop_first() else { break };
            let cause = &causes[n].cause;
            let spent = match cause {
                Cause::UnknownKind(_) => true,
                Cause::Lost(l) => !self.graph.lost.get(*l).is_some_and(|l| named.insert(&l.target)),
                _ => false,
            };
            let root = if spent { None } else { self.choose(cause, (at, node), roots) };
            let Some(root) = root else { continue };
            roots.remove(&root);
            let mut nodes = self.follow(root.1);
            // A decision has two ways on at least, so that one without any has cut off two places.
            if self.decides_nothing(&causes[n].cause)
                && let Some(second) = self.choose(&causes[n].cause, (at, node), roots)
            {
                roots.remove(&second);
                nodes.extend(self.follow(second.1));
            }
            for (node, more) in nodes.iter().filter_map(|n| Some((*n, at_node.remove(n)?))) {
                ready.extend(more.into_iter().map(|n| (order(self.graph, node).0, node, n)));
            }
            causes[n].entry = Some(root.1);
            causes[n].cut_off = self.steps(nodes);
        }
    }

    /// Whether this is a decision without any outcome.
    fn decides_nothing(&self, cause: &Cause) -> bool {
        let Cause::DeadEnd(n) = cause else { return false };
        let step = self.graph.step_of(*n).and_then(|s| self.g.steps.get(s));
        step.is_some_and(|s| matches!(s.kind, StepKind::Ask { .. }))
    }

    /// The place that `cause` has most likely cut off: one with nearly the name that it looks for, else the next
    /// one in written order, else the first.
    fn choose(
        &self,
        cause: &Cause,
        here: (u32, NodeId),
        roots: &BTreeSet<(u32, NodeId)>,
    ) -> Option<(u32, NodeId)> {
        if let Cause::Lost(l) = cause
            && roots.len() <= FEW
            && let Some(lost) = self.graph.lost.get(*l)
        {
            let alike = |r: &&(u32, NodeId)| {
                strsim::normalized_damerau_levenshtein(self.graph.name(self.g, r.1), &lost.target) > 0.6
            };
            if let Some(&root) = roots.iter().find(alike) {
                return Some(root);
            }
        }
        roots.range(here..).next().or_else(|| roots.first()).copied()
    }

    /// Marks what `root` leads to as reached, and gives those nodes.
    fn follow(&mut self, root: NodeId) -> Vec<NodeId> {
        let mut nodes = Vec::new();
        let mut todo = vec![root];
        while let Some(n) = todo.pop() {
            if !std::mem::replace(&mut self.reached[n], true) {
                todo.extend(self.graph.successors(n));
                nodes.push(n);
            }
        }
        nodes
    }

    /// The steps among nodes, in written order.
    fn steps(&self, mut nodes: Vec<NodeId>) -> Vec<NodeId> {
        nodes.retain(|&n| self.graph.step_of(n).is_some());
        nodes.sort_unstable();
        nodes
    }
}

/// Names are compared only where so few are in question.
const FEW: usize = 50;

/// Gives each step that leads to no end to the cause it leads to; loops that lead to none are causes themselves.
fn strand(graph: &ProcessGraph, mut ended: Vec<bool>, causes: &mut [Break], rest: &mut Vec<Break>) {
    for b in causes.iter_mut() {
        let node = match b.cause {
            Cause::DeadEnd(n) | Cause::OpenOutcome(n, _) | Cause::UnknownKind(n) => n,
            Cause::Lost(l) => match graph.lost.get(l) {
                Some(lost) => lost.from,
                None => continue,
            },
            _ => continue,
        };
        b.stranded = claim(graph, &mut ended, &[node]);
        b.stranded.retain(|&n| n != node);
    }
    let closed = parts(graph.nodes.len(), |n| !ended[n], |n, to| to.extend(graph.successors(n)));
    for part in closed {
        let leaves = part.iter().any(|&n| graph.successors(n).any(|s| part.binary_search(&s).is_err()));
        if !leaves {
            let mut stranded = claim(graph, &mut ended, &part);
            stranded.retain(|n| part.binary_search(n).is_err());
            rest.push(Break { cause: Cause::NoWayOut(part), entry: None, cut_off: Vec::new(), stranded });
        }
    }
}

/// Marks what leads to `nodes` (they included) among those that lead to no end; gives its steps.
fn claim(graph: &ProcessGraph, ended: &mut [bool], nodes: &[NodeId]) -> Vec<NodeId> {
    let open = nodes.iter().copied().filter(|&n| !ended[n]).collect::<Vec<_>>();
    if open.is_empty() {
        return Vec::new();
    }
    let mut steps = Vec::new();
    let mut todo = open;
    while let Some(n) = todo.pop() {
        if std::mem::replace(&mut ended[n], true) {
            continue;
        }
        todo.extend(graph.predecessors(n));
        if graph.step_of(n).is_some() {
            steps.push(n);
        }
    }
    steps.sort_unstable();
    steps
}

#[cfg(test)]
mod tests {
    use super::super::testing::{guideline, names};
    use super::super::{NodeKind, build};
    use super::*;

    fn found(lines: &str) -> Vec<String> {
        let g = guideline(lines);
        let graph = build(&g);
        breaks(&g, &graph)
            .iter()
            .map(|b| {
                let name = |n: NodeId| match graph.nodes[n].kind {
                    NodeKind::Start(_) => "the start".to_owned(),
                    _ => graph.name(&g, n).to_owned(),
                };
                let cause = match &b.cause {
                    Cause::NoStart => "no start".to_owned(),
                    Cause::DeadEnd(n) => format!("dead end {}", name(*n)),
                    Cause::OpenOutcome(n, i) => format!("open outcome {} {i}", name(*n)),
                    Cause::OneOutcome(n) => format!("one outcome of {}", name(*n)),
                    Cause::Lost(l) => format!("{} to {}", name(graph.lost[*l].from), graph.lost[*l].target),
                    Cause::UnknownKind(n) => format!("kind of {}", name(*n)),
                    Cause::Orphan(n) => format!("orphan {}", name(*n)),
                    Cause::Island(n) => format!("island {}", names(&g, &graph, n)),
                    Cause::NoWayOut(n) => format!("no way out of {}", names(&g, &graph, n)),
                };
                format!("{cause} | {} | {}", names(&g, &graph, &b.cut_off), names(&g, &graph, &b.stranded))
            })
            .collect()
    }

    #[test]
    fn a_whole_process_has_no_break() {
        assert!(found("start: a\na: do -> b\nb: ask -> a e\ne: end").is_empty());
        assert!(found("").is_empty());
    }

    #[test]
    fn one_deleted_next_is_one_break() {
        let lines = "start: a\na: do -> b\nb: do\nc: do -> d\nd: ask -> e f\ne: end\nf: end";
        assert_eq!(found(lines), ["dead end b | c d e f | a"]);
    }

    #[test]
    fn one_deleted_next_beside_a_way_round_cuts_nothing_off() {
        assert_eq!(found("start: a\na: ask -> b c\nb: do\nc: do -> e\ne: end"), ["dead end b |  | "]);
    }

    #[test]
    fn an_unknown_step_explains_the_one_that_is_nearly_called_so() {
        let lines = "start: a\na: ask -> b qualifed\nb: end\nz: do -> b\nqualified: do -> b";
        assert_eq!(found(lines), ["a to qualifed | qualified | ", "orphan z | z | "]);
    }

    #[test]
    fn several_ways_to_one_missing_step_explain_one_place() {
        let lines = "start: a\na: ask -> b x\nb: ask -> e x\nc: do -> e\nd: do -> e\ne: end";
        assert_eq!(found(lines), ["a to x | c | ", "b to x |  | ", "orphan d | d | "]);
    }

    #[test]
    fn two_causes_stay_two() {
        let lines = "start: a\na: do\nb: do -> c\nc: do\nd: do -> e\ne: end";
        assert_eq!(found(lines), ["dead end a | b c | ", "dead end c | d e | b"]);
        let lines = "start: a\na: do\nb: do -> e\nz: do -> e\ne: end";
        assert_eq!(found(lines), ["dead end a | b e | ", "orphan z | z | "]);
    }

    #[test]
    fn a_cause_explains_nothing_that_leads_to_itself() {
        let lines = "start: e\nz: do -> y\ny: do\ne: end";
        assert_eq!(found(lines), ["orphan z | z y | ", "dead end y |  | z"]);
    }

    #[test]
    fn without_a_start_the_first_step_is_explained() {
        assert_eq!(found("a: do -> b\nb: end\nz: do -> b"), ["no start | a b | ", "orphan z | z | "]);
    }

    #[test]
    fn a_start_that_leads_nowhere_is_a_dead_end() {
        assert_eq!(found("start:\na: do -> e\ne: end"), ["dead end the start | a e | "]);
    }

    #[test]
    fn a_loop_without_a_way_out_is_named_once() {
        let lines = "start: a\na: ask -> b e\nb: do -> c\nc: do -> d\nd: do -> c\ne: end";
        assert_eq!(found(lines), ["no way out of c d |  | b"]);
    }

    #[test]
    fn an_island_is_a_loop_that_nothing_leads_into() {
        let lines = "start: e\nc: do -> d\nd: ask -> c e\ne: end";
        assert_eq!(found(lines), ["island c d | c d | "]);
    }

    #[test]
    fn a_missing_outcome_explains_the_place_that_it_led_to() {
        let lines = "start: a\na: ask -> b\nb: end\nc: do -> d\nd: ask -> c e\ne: end";
        assert_eq!(found(lines), ["one outcome of a | c d e | "]);
    }

    #[test]
    fn a_decision_without_outcomes_explains_two_places() {
        let lines = "start: a\na: ask\nb: do -> e\nc: do -> d\nd: ask -> c e\ne: end\nz: do -> e";
        assert_eq!(found(lines), ["dead end a | b c d e | ", "orphan z | z | "]);
    }

    #[test]
    fn a_phase_in_any_order_goes_on_as_a_whole() {
        let lines = "start: p\n== p any -> q\na: do\nb: do\n== q any\nc: do\n== r\ne: end";
        assert_eq!(found(lines), ["dead end q | e | a b c"]);
    }

    #[test]
    fn a_way_out_only_when_late_is_a_dead_end() {
        assert_eq!(found("start: w\nw: wait -> late e\ne: end"), ["dead end w |  | "]);
    }
}
