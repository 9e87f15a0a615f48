//! Single edits that mend the ways of a guideline. Which to try is guessed from what is wrong; which to offer is
//! proved: only those after which the ways are whole and every run of the process comes to a good end.

use super::way::ways_are_whole;
use crate::diagnostic::{Finding, Span};
use crate::graph::{ProcessGraph, build};
use crate::model::{Guideline, StepKind, Text};
use crate::proof::lower::proved;
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
    /// Whether a decision has answers of which all lead to one and the same step once the edit is made.
    fn undoes_a_decision(self, edited: &Guideline) -> bool {
        let Self::Name(at, to) = self else { return false };
        edited.steps.iter().filter(|s| matches!(s.kind, StepKind::Ask { .. })).any(|s| {
            let to_there = |t: &Text| t.as_str() == to;
            s.outcomes().iter().any(|o| o.to.as_ref().is_some_and(|t| t.at == at))
                && s.outcomes().iter().all(|o| o.to.as_ref().is_some_and(to_there))
        })
    }

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
    edits.into_iter().take(MOST_TRIED).find(|edit| {
        edit.made(g)
            .is_some_and(|edited| !edit.undoes_a_decision(&edited) && is_sound(&edited, &build(&edited)))
    })
}

fn is_sound(g: &Guideline, graph: &ProcessGraph) -> bool {
    ways_are_whole(g, graph) && proved(g, graph, BUDGET).1.sound == Answer::Yes
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parse;
    use crate::source::from_texts;

    /// Whether leading the outcome `no` of a branch to where the branches meet is offered.
    fn is_offered(yes: &str) -> bool {
        let text = format!(
            "id: X\nstart: {{ event: e, next: p }}\nsteps:\n- {{ id: p, parallel: [a, b], join: j }}\n\
             - {{ id: a, ask: Good?, A: r, outcomes: {{ yes: {yes}, no: z }} }}\n- {{ id: c, do: C, next: j }}\n\
             - {{ id: b, do: B, next: j }}\n- {{ id: j, do: J, next: z }}\n- {{ id: z, end: Z }}\n"
        );
        let (h, _) = parse(from_texts(&[("x.yaml", &text)]));
        let g = &h.guidelines[0];
        let at = g.steps[1].outcomes()[1].to.as_ref().unwrap().at;
        mends(g, [Edit::Name(at, "j")]).is_some()
    }

    #[test]
    fn no_edit_leaves_a_decision_with_one_way_on() {
        assert!(is_offered("c"));
        assert!(!is_offered("j"));
    }
}
