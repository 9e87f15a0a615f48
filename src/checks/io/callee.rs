//! Sub-processes: what one needs when it is called, and what it has surely made when it comes to an end.

use crate::checks::Context;
use crate::diagnostic::FileId;
use crate::graph::supply::{ALL, Bounds, Makes, Meetings, Products, Supply, Unmet};
use crate::graph::{EdgeKind, ProcessGraph};
use crate::model::{DocStatus, Guideline, Handbook, ProductRef, StepKind, Text};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// A sub-process and the start at which it is called.
#[derive(Clone, Copy)]
pub(super) struct Target<'a> {
    /// Index of the guideline.
    pub(super) index: usize,
    pub(super) g: &'a Guideline,
    pub(super) graph: &'a ProcessGraph,
    pub(super) start: Option<usize>,
}

/// What is called. `None` where nothing can be said of it: an unknown document or start (said elsewhere), one that
/// is not written yet, withdrawn, or could not be read whole.
pub(super) fn target<'a>(
    h: &'a Handbook,
    graphs: &'a [ProcessGraph],
    document: &Text,
    start: Option<&str>,
) -> Option<Target<'a>> {
    let index = h.guideline_index(document)?;
    let (g, graph) = (h.guidelines.get(index)?, graphs.get(index)?);
    let written = !g.broken && !matches!(g.state(), DocStatus::Planned | DocStatus::Retired);
    let start = match start {
        Some(id) => Some(g.starts.iter().position(|s| s.id.as_ref().is_some_and(|t| t.as_str() == id))?),
        None if g.starts.len() > 1 => return None,
        None => None,
    };
    (written && !g.steps.is_empty()).then_some(Target { index, g, graph, start })
}

/// What a sub-process needs of its caller: what it brings in where it is called, and what it reads and never makes.
/// Each product once.
pub(super) fn needs<'a>(target: &Target<'a>) -> Vec<&'a ProductRef> {
    let g = target.g;
    let called = |n: usize| target.start.is_none_or(|s| s == n);
    let brought = g.starts.iter().enumerate().filter(|(n, _)| called(*n)).flat_map(|(_, s)| &s.out);
    let mut own: Vec<&str> = g.steps.iter().flat_map(|s| &s.output).map(|p| p.id.as_str()).collect();
    own.extend(g.starts.iter().flat_map(|s| &s.out).map(|p| p.id.as_str()));
    own.sort_unstable();
    let read = g.steps.iter().flat_map(|s| &s.input).filter(|p| own.binary_search(&p.id.as_str()).is_err());
    let mut needed: Vec<&ProductRef> = brought.chain(read).filter(|p| !p.optional).collect();
    // The first place of each.
    needed.sort_by(|a, b| a.id.value.cmp(&b.id.value).then(a.id.at.start.cmp(&b.id.at.start)));
    needed.dedup_by(|a, b| a.id.value == b.id.value);
    needed.sort_by_key(|p| p.id.at.start);
    needed
}

/// How deep calls are followed.
pub(super) const DEEPEST: usize = 20;

/// Why a call was not followed to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// Calls lie too deep in one another.
    Deep,
    /// What is called is too large.
    Large,
}

/// What is surely made at each end of a sub-process, by the id of the end.
type Ends<'a> = Rc<Vec<(&'a str, Products)>>;

/// What is known of a sub-process.
#[derive(Clone)]
enum Known<'a> {
    Ends(Ends<'a>),
    /// It cannot be looked at, and that is told elsewhere: it counts as making whatever is asked for.
    Anything,
    /// Somebody would have to look further.
    Cut,
}

/// What calls bring, for a list of products (at most 64).
pub(super) struct Calls<'c, 'a> {
    cx: &'c Context<'a>,
    names: &'c [&'c str],
    /// How many steps of sub-processes may still be looked at.
    left: &'c Cell<usize>,
    /// What a call that was not followed to the end counts as making.
    unfollowed: Products,
    /// What is known by now, by document and start. What is under way counts as making anything: it calls itself, and
    /// that is told (`graph/call-cycle`).
    known: RefCell<HashMap<(FileId, Option<usize>), Known<'a>>>,
    /// Why a call was not followed to the end, and at which step of the first guideline.
    cut: Cell<Option<(Cut, usize)>>,
}

impl<'c, 'a> Calls<'c, 'a> {
    pub(super) fn new(
        cx: &'c Context<'a>,
        names: &'c [&'c str],
        left: &'c Cell<usize>,
        unfollowed: Products,
    ) -> Self {
        Self { cx, names, left, unfollowed, known: RefCell::default(), cut: Cell::new(None) }
    }

    /// What is made on the ways out of the calls of a guideline.
    pub(super) fn ways(&self, g: &Guideline, graph: &ProcessGraph) -> HashMap<usize, Products> {
        self.ways_at(g, graph, None)
    }

    /// The first call that was not followed to the end: why, and at which step.
    pub(super) fn cut(&self) -> Option<(Cut, usize)> {
        self.cut.get()
    }

    /// `within`: how deep this guideline lies in the calls of the first one, and at which of its steps.
    fn ways_at(
        &self,
        g: &Guideline,
        graph: &ProcessGraph,
        within: Option<(usize, usize)>,
    ) -> HashMap<usize, Products> {
        let mut found = HashMap::new();
        for (n, step) in g.steps.iter().enumerate() {
            let StepKind::Call { document, start, outcomes } = &step.kind else { continue };
            let (depth, first) = within.map_or((0, n), |(depth, first)| (depth + 1, first));
            let known = match target(self.cx.handbook, self.cx.graphs, document, start.as_deref()) {
                Some(target) => self.ends(&target, depth, first),
                None => Known::Anything,
            };
            let of = |end: &dyn Fn(&str) -> bool| match &known {
                Known::Ends(ends) => ends.iter().filter(|e| end(e.0)).fold(ALL, |all, e| all & e.1),
                Known::Anything => ALL,
                Known::Cut => self.unfollowed,
            };
            for &way in graph.out.get(graph.of_step(n)).into_iter().flatten() {
                let made = match graph.edges.get(way).map(|e| e.kind) {
                    Some(EdgeKind::Next) => of(&|_| true),
                    Some(EdgeKind::Outcome(o)) => {
                        let end = outcomes.get(o).map_or("", |o| o.id.as_str());
                        of(&|e| e == end)
                    }
                    _ => continue,
                };
                found.insert(way, made);
            }
        }
        found
    }

    /// What is surely made at each end of a sub-process.
    fn ends(&self, target: &Target<'a>, depth: usize, first: usize) -> Known<'a> {
        let at = (target.g.file, target.start);
        if let Some(known) = self.known.borrow().get(&at) {
            return known.clone();
        }
        self.known.borrow_mut().insert(at, Known::Anything);
        let known = match self.look(target, depth, first) {
            Ok(known) => known,
            Err(why) => {
                if self.cut.get().is_none() {
                    self.cut.set(Some((why, first)));
                }
                Known::Cut
            }
        };
        self.known.borrow_mut().insert(at, known.clone());
        known
    }

    fn look(&self, target: &Target<'a>, depth: usize, first: usize) -> Result<Known<'a>, Cut> {
        let Target { g, graph, start, .. } = *target;
        if depth >= DEEPEST {
            return Err(Cut::Deep);
        }
        self.left.set(self.left.get().checked_sub(graph.nodes.len()).ok_or(Cut::Large)?);
        let by_way = self.ways_at(g, graph, Some((depth, first)));
        let makes = Makes { by_node: by_node(g, graph, self.names, false), by_way };
        let meetings = match Meetings::of(graph, Bounds::USUAL) {
            Ok(meetings) => meetings,
            Err(Unmet::RunTogether) => return Ok(Known::Anything),
            Err(Unmet::TooMany) => return Err(Cut::Large),
        };
        let supply = Supply::new(g, graph, &meetings, &makes, start);
        let ends = g.steps.iter().enumerate().filter(|(_, s)| matches!(s.kind, StepKind::End { .. }));
        Ok(Known::Ends(Rc::new(ends.map(|(n, s)| (s.id(), supply.before(graph.of_step(n)))).collect())))
    }
}

/// Which of the products each node makes; with `starts`, also what starts bring in.
pub(super) fn by_node(g: &Guideline, graph: &ProcessGraph, names: &[&str], starts: bool) -> Vec<Products> {
    let bits = |made: &[ProductRef]| {
        made.iter()
            .filter(|p| !p.optional)
            .fold(0, |all, p| all | names.binary_search(&p.id.as_str()).map_or(0, |bit| 1 << (bit % 64)))
    };
    let mut found = vec![0; graph.nodes.len()];
    for (n, step) in g.steps.iter().enumerate() {
        found[graph.of_step(n)] = bits(&step.output);
    }
    if starts {
        // Starts come first.
        for (made, start) in found.iter_mut().zip(&g.starts) {
            *made = bits(&start.out);
        }
    }
    found
}
