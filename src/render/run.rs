//! The run of a finding, drawn into the flowchart of its document: the steps that it goes through and the ways between
//! them stand out, and under the finding they are told in order.

use super::drawing::drawing;
use super::voice::{Link, Voice};
use crate::chart::{Drawing, Node, NodeKind, SvgOptions, layout, svg};
use crate::diagnostic::Finding;
use crate::graph::{self, NodeId};
use serde::Serialize;
use tera::Value;

/// Larger charts are not drawn again for a finding.
const MOST_NODES: usize = 300;

/// A run, for a page.
#[derive(Debug, Serialize)]
pub(crate) struct Run<'a> {
    /// Its steps in order.
    steps: Vec<Link<'a>>,
    /// The flowchart; `None` where it is too large, or where enough are drawn.
    svg: Option<Value>,
    /// Whether it is shown at once.
    open: bool,
}

/// The run of a finding in a document (by index). `number` tells the charts of a page apart; `drawn`: whether a chart
/// is wanted.
pub(crate) fn run<'a>(
    voice: &Voice<'a>,
    document: usize,
    finding: &Finding,
    number: usize,
    drawn: bool,
) -> Option<Run<'a>> {
    let run = finding.run.as_slice();
    if run.is_empty() || !voice.shelf.is_shown(document) {
        return None;
    }
    let g = voice.shelf.document(document)?;
    let graph = voice.shelf.graph(document)?;
    let link = |&node: &NodeId| match graph.nodes.get(node)?.kind {
        graph::NodeKind::Step(s) => {
            let id = g.steps.get(s)?.id();
            let there = voice.document_id(document, (!id.is_empty()).then_some(id));
            let said = Link::text(voice.step(g, s));
            let said = match there.href {
                Some(href) => Link::to(voice.step(g, s), href),
                None => said,
            };
            // A parallel has no sentence of its own.
            (!said.text.is_empty()).then_some(said)
        }
        graph::NodeKind::Start(s) => {
            Some(Link::text(voice.tell(voice.handbook().start_event(g, s, voice.lang))))
        }
        graph::NodeKind::Anytime(a) => {
            Some(Link::text(voice.tell(voice.handbook().anytime_event(g, a, voice.lang))))
        }
        graph::NodeKind::PhaseIn(_) | graph::NodeKind::PhaseOut(_) => None,
    };
    let chart = || {
        let mut drawing = drawing(voice, document, g)?;
        if drawing.nodes.len() > MOST_NODES {
            return None;
        }
        mark(&mut drawing, run);
        let here = |node: &&mut Node| Some(node.id.as_str()) == finding.step.as_deref();
        if let Some(node) = drawing.nodes.iter_mut().find(here) {
            node.goes_wrong = true;
        }
        let page = voice.document_id(document, None).href.unwrap_or_default();
        for node in &mut drawing.nodes {
            // Steps are led to on the page of their document.
            if node.href.starts_with('#') {
                node.href = format!("{page}{}", node.href);
            }
        }
        let options = SvgOptions { standalone: false, id_prefix: format!("run-{number}-") };
        Some(Value::safe_string(&svg(&layout(&drawing), &drawing, &options)))
    };
    let svg = if drawn { chart() } else { None };
    Some(Run { steps: run.iter().filter_map(link).collect(), svg, open: number == 1 })
}

/// Marks what a run goes through. Of the ways out of a step that has one of them, the one is marked whose step comes
/// next in the run; of branches that all run, each that does. A way to where branches meet is marked as soon as it is
/// taken, whether or not the others come.
fn mark(drawing: &mut Drawing, run: &[NodeId]) {
    let known = drawing.nodes.len();
    for &node in run {
        if let Some(node) = drawing.nodes.get_mut(node) {
            node.in_run = true;
        }
    }
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); known];
    for (n, edge) in drawing.edges.iter().enumerate() {
        if let Some(ways) = out.get_mut(edge.from) {
            ways.push(n);
        }
    }
    let meets = |node: usize| drawing.nodes.get(node).is_some_and(|n| n.kind == NodeKind::Join);
    let next = |from: usize, node: usize| run.iter().skip(from + 1).position(|&n| n == node);
    // When the run comes to the end of a way, after this many steps more; by way of bars at which branches meet.
    let after = |from: usize, mut to: usize| {
        for _ in 0..known {
            if let Some(found) = next(from, to) {
                return Some(found);
            }
            let Some(&way) = out.get(to).filter(|_| meets(to)).and_then(|ways| ways.first()) else { break };
            let Some(edge) = drawing.edges.get(way) else { break };
            to = edge.to;
        }
        None
    };
    let mut taken: Vec<usize> = Vec::new();
    for (at, &node) in run.iter().enumerate() {
        let Some(ways) = out.get(node) else { continue };
        let reached: Vec<(Option<usize>, usize)> =
            ways.iter().filter_map(|&w| Some((after(at, drawing.edges.get(w)?.to), w))).collect();
        if drawing.nodes.get(node).is_some_and(|n| n.kind == NodeKind::Fork) {
            taken.extend(reached.iter().filter(|(found, _)| found.is_some()).map(|&(_, w)| w));
        } else if let Some(&(_, way)) =
            reached.iter().filter(|(found, _)| found.is_some()).min_by_key(|(found, _)| *found)
        {
            taken.push(way);
        } else if at + 1 < run.len() || ways.len() == 1 {
            // Nothing follows it: what it hands on waits where branches meet.
            let waits = |&&w: &&usize| drawing.edges.get(w).is_some_and(|e| meets(e.to));
            taken.extend(ways.iter().find(waits));
        }
    }
    // Bars that were passed, and what leads on from them.
    let mut reached: Vec<usize> = taken.iter().filter_map(|&w| Some(drawing.edges.get(w)?.to)).collect();
    while let Some(bar) = reached.pop().filter(|&n| !run.contains(&n)) {
        if let Some(node) = drawing.nodes.get_mut(bar) {
            node.in_run = true;
        }
        for &way in out.get(bar).into_iter().flatten() {
            let Some(to) = drawing.edges.get(way).map(|e| e.to) else { continue };
            if run.contains(&to) && !taken.contains(&way) {
                taken.push(way);
            }
        }
    }
    for way in taken {
        if let Some(edge) = drawing.edges.get_mut(way) {
            edge.in_run = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::mark;
    use crate::chart::{Drawing, Edge, Node, NodeKind};

    /// The ways that are marked in a chart of these nodes and ways.
    fn marked(kinds: &[NodeKind], ways: &[(usize, usize)], run: &[usize]) -> Vec<(usize, usize)> {
        let mut drawing = Drawing {
            nodes: kinds.iter().map(|&kind| Node { kind, ..Node::default() }).collect(),
            edges: ways.iter().map(|&(from, to)| Edge { from, to, ..Edge::default() }).collect(),
            ..Drawing::default()
        };
        mark(&mut drawing, run);
        drawing.edges.iter().filter(|e| e.in_run).map(|e| (e.from, e.to)).collect()
    }

    #[test]
    fn of_a_decision_the_way_taken_is_marked_and_not_the_one_that_comes_later() {
        use NodeKind::{Decision, End, Start, Task};
        let kinds = [Start, Decision, Task, End];
        let ways = [(0, 1), (1, 2), (1, 3), (2, 3)];
        assert_eq!(marked(&kinds, &ways, &[0, 1, 2, 3]), [(0, 1), (1, 2), (2, 3)]);
        assert_eq!(marked(&kinds, &ways, &[0, 1, 3]), [(0, 1), (1, 3)]);
    }

    #[test]
    fn branches_are_marked_as_far_as_they_come() {
        use NodeKind::{Decision, End, Fork, Join, Start, Task};
        // One branch comes to the bar and waits; the other goes to an end of its own.
        let kinds = [Start, Fork, Task, Decision, Join, Task, End];
        let ways = [(0, 1), (1, 2), (1, 3), (2, 4), (3, 4), (3, 6), (4, 5)];
        assert_eq!(marked(&kinds, &ways, &[0, 1, 2, 3, 6]), [(0, 1), (1, 2), (1, 3), (2, 4), (3, 6)]);
        assert_eq!(marked(&kinds, &ways, &[0, 1, 2, 3, 5]), [(0, 1), (1, 2), (1, 3), (2, 4), (3, 4), (4, 5)]);
    }
}
