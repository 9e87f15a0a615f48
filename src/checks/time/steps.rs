//! How long the steps of a guideline may take, in one case.

use super::cases::{self, Case};
use crate::checks::Context;
use crate::graph::ProcessGraph;
use crate::graph::longest::{Amount, Takes};
use crate::model::{DocStatus, Guideline, Step, StepKind, Within};

/// The time that a step is given: its own, or for a call that gives none that of the sub-process.
pub(super) fn within<'a>(cx: &Context<'a>, step: &'a Step) -> Option<&'a Within> {
    step.within.as_ref().or_else(|| callee(cx, step)?.within.as_ref())
}

/// The sub-process that a step calls, where it is written and in use.
pub(super) fn callee<'a>(cx: &Context<'a>, step: &Step) -> Option<&'a Guideline> {
    let StepKind::Call { document, .. } = &step.kind else { return None };
    let g = cx.handbook.guideline(document)?;
    (!g.broken && !matches!(g.state(), DocStatus::Planned | DocStatus::Retired)).then_some(g)
}

/// By node how long it may take.
pub(super) fn takes(cx: &Context<'_>, g: &Guideline, graph: &ProcessGraph, case: &Case<'_>) -> Vec<Takes> {
    let mut all = vec![Takes::Nothing; graph.nodes.len()];
    for (n, step) in g.steps.iter().enumerate() {
        all[graph.of_step(n)] = of_step(cx, g, graph, step, case);
    }
    all
}

fn of_step(cx: &Context<'_>, g: &Guideline, graph: &ProcessGraph, step: &Step, case: &Case<'_>) -> Takes {
    let takes_time = match &step.kind {
        // One that is repeated while its block runs takes no time of its own.
        StepKind::Do => step.every.is_none(),
        StepKind::Ask { of, .. } => of.is_none() || step.within.is_some(),
        StepKind::Wait { .. } | StepKind::Call { .. } => true,
        StepKind::Parallel { .. } | StepKind::End { .. } | StepKind::Unknown => false,
    };
    if !takes_time {
        return Takes::Nothing;
    }
    let Some(within) = within(cx, step) else { return Takes::Unknown };
    let Some(time) = cases::time(within, case).map(Amount::from) else { return Takes::Unknown };
    // Since when a sub-process counts is its own affair.
    match step.within.as_ref() {
        Some(Within::Since(_, since)) if since.as_str() == "start" => Takes::SinceStart(time),
        Some(Within::Since(_, since)) => {
            g.step_index(since.as_str()).map_or(Takes::Unknown, |s| Takes::SinceStep(graph.of_step(s), time))
        }
        _ => Takes::Known(time),
    }
}
