//! Written flows: for parts that have no guideline yet; otherwise they agree with the guidelines (`map/hand-over`).

use super::hand_over::{RULE, instead};
use super::neighbour::{Map, Neighbour};
use crate::checks::near::Near;
use crate::diagnostic::Finding;
use crate::model::{Flow, Guideline, StepKind, Text};

/// What is wrong with `flows`.
pub(super) fn check(map: &Map<'_>, near: &Near, out: &mut Vec<Finding>) {
    for flow in &map.h.landscape.flows {
        let (Some(from), Some(to)) = (&flow.from, &flow.to) else { continue };
        let key = format!("flows/{}/{}", from.value, to.value);
        let mut clear = true;
        for name in [from, to] {
            if let Some(finding) = unclear(map, name, near) {
                out.push(finding.key(key.clone()));
                clear = false;
            }
        }
        if clear && let Some(finding) = disagrees(map, flow, from, to) {
            out.push(finding.key(key).about(format!("{} {}", from.value, to.value)));
        }
    }
}

fn unclear(map: &Map<'_>, name: &Text, near: &Near) -> Option<Finding> {
    let message = match map.resolve(name) {
        Neighbour::Unknown => format!("there is no process, part or outside role `{}`", name.value),
        Neighbour::Internal => format!("`{}` is a role of the company, not a process or part", name.value),
        _ => return None,
    };
    Some(Finding::new(RULE.name, name.at, message).help(instead(map.h, name, near)).about(name.as_str()))
}

/// Whether the guidelines on one side say something else. A side without a guideline says nothing.
fn disagrees(map: &Map<'_>, flow: &Flow, from: &Text, to: &Text) -> Option<Finding> {
    let (sender, receiver) = (map.resolve(from), map.resolve(to));
    let documents = |n: &Neighbour<'_>| -> Vec<&Guideline> {
        map.documents(n).into_iter().filter_map(|n| map.h.guidelines.get(n)).collect()
    };
    let (senders, receivers) = (documents(&sender), documents(&receiver));
    if senders.iter().chain(&receivers).any(|g| g.broken) {
        return None;
    }
    let carried = |name: &str| flow.what.iter().any(|w| w.as_str() == name);
    let same = |a: &Neighbour<'_>, b: &Neighbour<'_>| {
        a == b || map.documents(a).into_iter().any(|n| map.covers(b, n))
    };
    let gives = senders.iter().any(|g| {
        g.steps.iter().any(|s| {
            let hands = match &s.kind {
                StepKind::End { hand_over, .. } => {
                    hand_over.iter().any(|(name, _)| same(&map.resolve(name), &receiver))
                }
                _ => false,
            };
            hands || s.output.iter().any(|p| carried(&p.id))
        })
    });
    let takes = receivers.iter().any(|g| {
        let from = g.starts.iter().flat_map(|s| &s.from).any(|name| same(&map.resolve(name), &sender));
        let brought = g.starts.iter().flat_map(|s| &s.out).any(|p| carried(&p.id));
        from || brought || g.steps.iter().flat_map(|s| &s.input).any(|p| carried(&p.id))
    });
    let (at, message, first) = if !senders.is_empty() && !gives {
        (
            from.at,
            format!("the guidelines of `{}` hand nothing over to `{}`", from.value, to.value),
            senders.first()?,
        )
    } else if !receivers.is_empty() && !takes {
        (
            to.at,
            format!("the guidelines of `{}` take nothing from `{}`", to.value, from.value),
            receivers.first()?,
        )
    } else {
        return None;
    };
    let help = format!(
        "flows come from the guidelines: write it there ({}), and take this entry out when both sides have one",
        first.id()
    );
    Some(Finding::new(RULE.name, at, message).help(help))
}
