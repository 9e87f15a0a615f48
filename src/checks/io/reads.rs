//! What a guideline reads of what it makes itself: by a step, by handing over, by a sub-process that it calls.

use super::callee;
use crate::checks::Context;
use crate::diagnostic::Span;
use crate::model::{Guideline, StepKind};

/// More places, or steps of sub-processes, are not looked at.
const MOST: usize = 500_000;

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

/// What a guideline makes or brings in itself (sorted), and what it reads of that, in written order. What comes from
/// outside is left out.
pub(super) fn of<'a>(cx: &Context<'a>, g: &'a Guideline) -> (Vec<&'a str>, Vec<Read<'a>>) {
    let brought = g.starts.iter().flat_map(|s| &s.out);
    let mut made: Vec<&str> =
        g.steps.iter().flat_map(|s| &s.output).chain(brought).map(|p| p.id.as_str()).collect();
    if made.is_empty() {
        return (made, Vec::new());
    }
    made.sort_unstable();
    made.dedup();
    let own = |name: &str| made.binary_search(&name).is_ok();
    let mut reads = Vec::new();
    let mut looked_at = 0;
    for (step, s) in g.steps.iter().enumerate() {
        let input = s.input.iter().map(|p| (p, How::Step));
        for (p, how) in input.filter(|(p, _)| !p.optional && own(&p.id)) {
            reads.push(Read { name: &p.id, at: p.id.at, step, how });
        }
        match &s.kind {
            StepKind::End { hand_over, .. } => {
                let handed = hand_over.iter().flat_map(|(_, products)| products);
                for p in handed.filter(|p| !p.optional && own(&p.id)) {
                    reads.push(Read { name: &p.id, at: p.id.at, step, how: How::HandedOver });
                }
            }
            StepKind::Call { document, start, .. } => {
                let Some(target) = callee::target(cx, document, start.as_deref()) else { continue };
                // A guideline that calls a large one thousands of times.
                if reads.len() > MOST || looked_at > MOST {
                    continue;
                }
                looked_at += target.g.steps.len();
                for p in callee::needs(&target).into_iter().filter(|p| own(&p.id)) {
                    let how = How::Called(target.g, p.id.at);
                    reads.push(Read { name: &p.id, at: document.at, step, how });
                }
            }
            _ => {}
        }
    }
    reads.truncate(MOST);
    reads.retain(|r| !cx.index.comes_from_outside(r.name));
    (made, reads)
}
