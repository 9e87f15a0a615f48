//! What a guideline reads of what it makes itself: by a step, by handing over, by a sub-process that it calls.

use super::callee;
use crate::checks::Context;
use crate::diagnostic::{FileId, Span};
use crate::model::{Guideline, ProductRef, StepKind};
use std::collections::HashMap;

/// More places, or steps of sub-processes, are not looked at; [`Reads::cut`] says so.
pub(super) const MOST: usize = 500_000;

/// Something that is read at a step.
#[derive(Debug, Clone, Copy)]
pub(super) struct Read<'a> {
    /// The product.
    pub(super) name: &'a str,
    /// Where it is named.
    pub(super) at: Span,
    /// Index of the step.
    pub(super) step: usize,
    /// How.
    pub(super) how: How<'a>,
}

/// How something is read.
#[derive(Debug, Clone, Copy)]
pub(super) enum How<'a> {
    /// By the step.
    Step,
    /// Handed over at an end.
    HandedOver,
    /// By a sub-process, at a place of its own text.
    Called(&'a Guideline, Span),
}

/// What a guideline reads of what it makes itself.
#[derive(Debug, Default)]
pub(super) struct Reads<'a> {
    /// In written order.
    pub(super) all: Vec<Read<'a>>,
    /// Whether there is more, which was not looked at.
    pub(super) cut: bool,
}

/// What a guideline reads of what it makes or brings in itself, at `most` so many places. What comes from outside is
/// left out.
pub(super) fn of<'a>(cx: &Context<'a>, g: &'a Guideline, most: usize) -> Reads<'a> {
    let brought = g.starts.iter().flat_map(|s| &s.out);
    let mut made: Vec<&str> =
        g.steps.iter().flat_map(|s| &s.output).chain(brought).map(|p| p.id.as_str()).collect();
    let mut reads = Reads::default();
    if made.is_empty() {
        return reads;
    }
    made.sort_unstable();
    made.dedup();
    let own = |name: &str| made.binary_search(&name).is_ok();
    // What a sub-process needs is looked up once for all calls of it.
    let mut needs: HashMap<(FileId, Option<usize>), Vec<&'a ProductRef>> = HashMap::new();
    let mut looked_at = 0;
    let all = &mut reads.all;
    for (step, s) in g.steps.iter().enumerate() {
        let input = s.input.iter().map(|p| (p, How::Step));
        for (p, how) in input.filter(|(p, _)| !p.optional && own(&p.id)) {
            all.push(Read { name: &p.id, at: p.id.at, step, how });
        }
        match &s.kind {
            StepKind::End { hand_over, .. } => {
                let handed = hand_over.iter().flat_map(|(_, products)| products);
                for p in handed.filter(|p| !p.optional && own(&p.id)) {
                    all.push(Read { name: &p.id, at: p.id.at, step, how: How::HandedOver });
                }
            }
            StepKind::Call { document, start, .. } => {
                let Some(target) = callee::target(cx.handbook, cx.graphs, document, start.as_deref()) else {
                    continue;
                };
                // A guideline that calls large ones thousands of times.
                if all.len() > most || looked_at > most {
                    reads.cut = true;
                    continue;
                }
                let needed = needs.entry((target.g.file, target.start)).or_insert_with(|| {
                    looked_at += target.g.steps.len();
                    callee::needs(&target).into_iter().filter(|p| own(&p.id)).collect()
                });
                for p in needed {
                    let how = How::Called(target.g, p.id.at);
                    all.push(Read { name: &p.id, at: document.at, step, how });
                }
            }
            _ => {}
        }
    }
    reads.cut |= all.len() > most;
    all.truncate(most);
    all.retain(|r| !cx.index.comes_from_outside(r.name));
    reads
}
