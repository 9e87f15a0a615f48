//! Single edits that mend the ways of a guideline. Which to try is guessed from what is wrong; which to offer is
//! proved: only those after which the ways are whole and every run of the process comes to a good end.

use super::way::ways_are_whole;
use crate::diagnostic::{Finding, Span};
use crate::graph::{ProcessGraph, build};
use crate::model::{Guideline, StepKind, Text};
use crate::proof::lower::lower;
use crate::proof::verdict::Answer;

/// How many edits are tried for one finding.
const MOST_TRIED: usize = 8;
/// How many states are looked at for each.
const BUDGET: usize = 5_000;
/// Longer guidelines are left to their authors.
const MOST_STEPS: usize = 500;

/// An edit.
#[derive(Debug, Clone, Copy)]
pub(super) enum Edit<'a> {
    /// What is named at a place is this step instead.
    Name(Span, &'a str),
    /// The branches of a `parallel` (index in `Guideline::steps`), which does not say it, meet at this step.
    Join(usize, &'a str),
}

impl Edit<'_> {
    /// The guideline with the edit made; `None` where there is nothing to edit.
    fn made(self, g: &Guideline) -> Option<Guideline> {
        let mut g = g.clone();
        match self {
            Self::Name(at, to) => {
                let named = targets(&mut g).into_iter().find(|text| text.at == at)?;
                to.clone_into(&mut named.value);
            }
            Self::Join(step, to) => match &mut g.steps.get_mut(step)?.kind {
                StepKind::Parallel { join, .. } if join.is_none() => {
                    *join = Some(Text { value: to.to_owned(), at: Span::top(g.file) });
                }
                _ => return None,
            },
        }
        Some(g)
    }
}

/// The first edit that mends everything that is wrong with the ways of a guideline.
pub(super) fn mends<'a>(g: &Guideline, edits: impl IntoIterator<Item = Edit<'a>>) -> Option<Edit<'a>> {
    if g.steps.len() > MOST_STEPS {
        return None;
    }
    edits.into_iter().take(MOST_TRIED).find(|edit| edit.made(g).is_some_and(|g| is_sound(&g, &build(&g))))
}

fn is_sound(g: &Guideline, graph: &ProcessGraph) -> bool {
    ways_are_whole(g, graph) && lower(g, graph).prove(BUDGET).sound == Answer::Yes
}

/// The finding with an edit that leads elsewhere, where one of these mends it.
pub(super) fn offered<'a>(
    mut finding: Finding,
    g: &Guideline,
    edits: impl IntoIterator<Item = Edit<'a>>,
) -> Finding {
    let Some(Edit::Name(at, to)) = mends(g, edits) else { return finding };
    let was = named_at(g, at);
    finding.help =
        format!("{}; with `{to}` in place of `{was}` every case comes to a good end", finding.help);
    finding.offer(at, to, format!("Write `{to}`"))
}

/// The finding with one edit that leads elsewhere, where that keeps a rule and every case still comes to a good end.
pub(in crate::checks) fn led(
    mut finding: Finding,
    g: &Guideline,
    (at, to): (Span, &str),
    kept: impl Fn(&Guideline, &ProcessGraph) -> bool,
) -> Finding {
    if g.steps.len() > MOST_STEPS {
        return finding;
    }
    let Some(edited) = Edit::Name(at, to).made(g) else { return finding };
    let graph = build(&edited);
    if is_sound(&edited, &graph) && kept(&edited, &graph) {
        let was = named_at(g, at);
        finding.help = format!("{}; with `{to}` in place of `{was}` the rule is kept", finding.help);
        finding = finding.offer(at, to, format!("Write `{to}`"));
    }
    finding
}

/// What is named at a place.
fn named_at(g: &Guideline, at: Span) -> String {
    let mut copy = g.clone();
    targets(&mut copy)
        .into_iter()
        .find(|text| text.at == at)
        .map_or_else(String::new, |text| text.value.clone())
}

/// Everything that names where a case goes on.
fn targets(g: &mut Guideline) -> Vec<&mut Text> {
    let mut all: Vec<&mut Text> = Vec::new();
    all.extend(g.starts.iter_mut().filter_map(|s| s.next.as_mut()));
    all.extend(g.phases.iter_mut().filter_map(|p| p.next.as_mut()));
    all.extend(g.anytime.iter_mut().filter_map(|a| a.next.as_mut()));
    for step in &mut g.steps {
        all.extend(step.next.as_mut());
        all.extend(step.late.as_mut());
        all.extend(step.limit.as_mut().and_then(|l| l.then.as_mut()));
        match &mut step.kind {
            StepKind::Ask { outcomes, .. }
            | StepKind::Wait { outcomes, .. }
            | StepKind::Call { outcomes, .. } => {
                all.extend(outcomes.iter_mut().filter_map(|o| o.to.as_mut()));
            }
            StepKind::Parallel { branches, optional, join } => {
                all.extend(branches);
                all.extend(optional.iter_mut().map(|(to, _)| to));
                all.extend(join);
            }
            _ => {}
        }
    }
    all
}
