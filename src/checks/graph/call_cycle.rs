//! `graph/call-cycle`: sub-processes do not call each other in a ring.

use super::steps::on_step;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity, Span};
use crate::graph::{Ring, rings};
use crate::model::{Guideline, Step, StepKind};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "graph/call-cycle",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "No sub-process calls itself, directly or by way of others.",
    why: "Each waits for the one it calls: a case that gets in there never comes back.",
    serves: &[("iso9001", "4.4.1")],
    bad: "SAL-G-002 has a step `call: SAL-G-011`, and SAL-G-011 one `call: SAL-G-002`.",
    good: "SAL-G-011 ends, with `hand-over: { SAL-G-002: offer }` where the work goes on there.",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let all = &cx.handbook.guidelines;
    for ring in rings(all, cx.graphs, |id| cx.handbook.guideline_index(id)) {
        out.extend(finding(all, &ring));
    }
}

fn finding(all: &[Guideline], ring: &Ring) -> Option<Finding> {
    let place = |&(g, s): &(usize, usize)| -> Option<(&Guideline, &Step, Span)> {
        let g = all.get(g)?;
        let step = g.steps.get(s)?;
        match &step.kind {
            StepKind::Call { document, .. } => Some((g, step, document.at)),
            _ => None,
        }
    };
    let (g, step, at) = place(ring.first()?)?;
    let ids: Vec<&str> = ring.iter().filter_map(place).map(|(g, _, _)| g.id()).collect();
    let message = match ids.as_slice() {
        [one] => format!("{one} calls itself"),
        many => {
            format!("{} guidelines call each other in a ring: {} → {}", many.len(), many.join(" → "), g.id())
        }
    };
    let mut finding = on_step(g, step, RULE.name, at, message)
        .help("let one of them end and hand over, or move what they share into a sub-process of its own")
        .about(ids.join(" "));
    for (other, _, at) in ring.iter().skip(1).filter_map(place) {
        finding = finding.also(at, format!("{} calls the next one here", other.id()));
    }
    Some(finding)
}
