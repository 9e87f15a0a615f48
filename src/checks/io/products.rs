//! Where work products are made, brought in, read and handed over, in the whole handbook.

use crate::model::{DocStatus, Guideline, Handbook, ProductRef, Step, StepKind, Text};

/// A place that names a work product.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) g: &'a Guideline,
    pub(super) step: Option<&'a Step>,
    pub(super) name: &'a Text,
    /// How the guideline names it: for `made`, whether a start brings it in; for `used`, whether it is handed over.
    pub(super) at_border: bool,
}

/// Documents that are not withdrawn. What only withdrawn ones make is made by nobody, what only they read is read by
/// nobody.
pub(super) fn alive(h: &Handbook) -> impl Iterator<Item = &Guideline> {
    h.guidelines.iter().filter(|g| g.state() != DocStatus::Retired)
}

/// Everything that is made or brought in: `out` of steps and starts, in order of documents.
pub(super) fn made(h: &Handbook) -> impl Iterator<Item = Place<'_>> {
    alive(h).flat_map(|g| {
        let starts = g.starts.iter().flat_map(|s| &s.out).map(move |p| place(g, None, p, true));
        let steps =
            g.steps.iter().flat_map(move |s| s.output.iter().map(move |p| place(g, Some(s), p, false)));
        starts.chain(steps)
    })
}

/// Everything that is read or handed over, in order of documents.
pub(super) fn used(h: &Handbook) -> impl Iterator<Item = Place<'_>> {
    alive(h).flat_map(|g| {
        g.steps.iter().flat_map(move |s| {
            let read = s.input.iter().map(move |p| place(g, Some(s), p, false));
            let handed: &[(Text, Vec<ProductRef>)] = match &s.kind {
                StepKind::End { hand_over, .. } => hand_over,
                _ => &[],
            };
            read.chain(
                handed.iter().flat_map(|(_, products)| products).map(move |p| place(g, Some(s), p, true)),
            )
        })
    })
}

fn place<'a>(g: &'a Guideline, step: Option<&'a Step>, p: &'a ProductRef, at_border: bool) -> Place<'a> {
    Place { g, step, name: &p.id, at_border }
}
