//! What a chart means beyond its picture: times, sub-processes, hand-overs, prose. Not for pages, where
//! the step table says it; for files that go into other tools.

use super::pages::guideline::parts::named;
use super::pages::guideline::step_prose;
use super::prose::plain;
use super::voice::Voice;
use super::when;
use crate::chart::{Drawing, Node, Timer};
use crate::graph::{NodeKind, ProcessGraph};
use crate::model::{Duration, Guideline, Interval, Step, StepKind, Text, TimeUnit, Within};

/// Adds to the drawing of a guideline what its picture does not need.
pub(crate) fn fill(drawing: &mut Drawing, voice: &Voice<'_>, g: &Guideline, graph: &ProcessGraph) {
    let settings = &voice.handbook().settings;
    g.id().clone_into(&mut drawing.id);
    drawing.house = voice.local(&settings.name, voice.w.handbook).text.into_owned();
    voice.w.external_party.clone_into(&mut drawing.outside_word);
    // What a page says here ("the table below says the same") is not true of a file.
    drawing.desc = voice.said(g, "purpose", g.purpose.as_ref()).unwrap_or_default().text.into_owned();
    let mut prose = step_prose(voice, g);
    for (n, (node, found)) in drawing.nodes.iter_mut().zip(&graph.nodes).enumerate() {
        let kind = match found.kind {
            NodeKind::Start(_) => "start",
            NodeKind::Anytime(_) => "event",
            NodeKind::PhaseIn(_) => "in",
            NodeKind::PhaseOut(_) => "out",
            NodeKind::Step(_) => "",
        };
        let name = graph.name(g, n);
        // Known by what the author calls it, not by its place, so that it keeps its name when others come and go.
        if !kind.is_empty() {
            node.id = if name.is_empty() { kind.to_owned() } else { format!("{kind}-{name}") };
        }
        match found.kind {
            NodeKind::Start(n) => start(node, voice, g, n),
            NodeKind::Step(n) => {
                let Some(it) = g.steps.get(n) else { continue };
                step(node, voice, g, it);
                // A fork has a note, but no words of its own in a drawing.
                let fork = matches!(it.kind, StepKind::Parallel { .. });
                let note = it.note.as_ref().filter(|t| fork || it.text.as_ref() != Some(*t));
                let note = note.and_then(|t| voice.said(g, &format!("{}/note", g.step_path(n)), Some(t)));
                let parts = [
                    note.map(|n| n.text.into_owned()),
                    prose.remove(it.id()).map(|section| plain(&section.html)),
                ];
                node.detail.prose = parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n");
            }
            NodeKind::Anytime(n) => during(node, voice, g, n),
            NodeKind::PhaseIn(_) | NodeKind::PhaseOut(_) => {}
        }
    }
    for n in graph.nodes.len()..drawing.nodes.len() {
        if let Some(fork) = drawing.nodes[n].detail.closes.and_then(|f| drawing.nodes.get(f)) {
            drawing.nodes[n].id = format!("join-{}", fork.id);
        }
    }
}

fn start(node: &mut Node, voice: &Voice<'_>, g: &Guideline, n: usize) {
    let Some(start) = g.starts.get(n) else { return };
    node.detail.partners = names(voice, &start.from);
    node.detail.every = start.every.as_ref().map(|every| Timer {
        text: when::interval(voice.tongue, every.value),
        iso: iso_interval(every.value),
    });
}

fn step(node: &mut Node, voice: &Voice<'_>, g: &Guideline, step: &Step) {
    node.detail.limit = limit(voice, g, step);
    node.detail.every = step.every.as_ref().map(|every| Timer {
        text: when::interval(voice.tongue, every.value),
        iso: iso_interval(every.value),
    });
    match &step.kind {
        StepKind::Wait { party, .. } => {
            node.detail.partners = party.iter().map(|p| voice.party(p.as_str()).text.into_owned()).collect();
        }
        StepKind::Call { document, .. } => document.value.clone_into(&mut node.detail.calls),
        StepKind::End { hand_over, .. } => {
            node.detail.partners =
                hand_over.iter().map(|(to, _)| named(voice, to.as_str()).text.into_owned()).collect();
            let what = hand_over.iter().flat_map(|(_, what)| what);
            node.detail.messages = what.map(|p| voice.product(p.id.as_str()).text.into_owned()).collect();
            node.detail.messages.dedup();
        }
        _ => {}
    }
}

/// In which phases an event may happen.
fn during(node: &mut Node, voice: &Voice<'_>, g: &Guideline, n: usize) {
    let Some(event) = g.anytime.get(n) else { return };
    let h = voice.handbook();
    let phases: Vec<String> = event
        .within_phases
        .iter()
        .map(|id| match g.phases.iter().position(|p| p.id.as_ref().is_some_and(|i| i.value == id.value)) {
            Some(p) => h.phase_name(g, p, voice.lang).0.into_owned(),
            None => id.value.clone(),
        })
        .collect();
    node.detail.prose = match phases.as_slice() {
        [] => voice.w.anytime.to_owned(),
        some => format!("{} {}", voice.w.during, some.join(", ")),
    };
}

fn names(voice: &Voice<'_>, list: &[Text]) -> Vec<String> {
    list.iter().map(|t| named(voice, t.as_str()).text.into_owned()).collect()
}

/// The time limit of a step, or the day or event it lasts until.
fn limit(voice: &Voice<'_>, g: &Guideline, step: &Step) -> Option<Timer> {
    match &step.within {
        Some(Within::Plain(d)) => {
            Some(Timer { text: when::duration(voice.tongue, d.value), iso: iso_duration(d.value) })
        }
        // Counted from elsewhere, or different by case: no one duration from here says it.
        Some(within) => {
            let limits = super::pages::guideline::limits(voice, g, within);
            let text = limits.into_iter().map(|l| l.text.into_owned()).collect::<Vec<_>>().join("; ");
            Some(Timer { text, iso: String::new() })
        }
        None => {
            let until = voice.said(g, &format!("{}/until", step.id()), step.until.as_ref())?;
            Some(Timer { text: until.text.into_owned(), iso: String::new() })
        }
    }
}

/// ISO 8601 knows no working days: five are a week, counted in calendar days and rounded up.
fn iso_duration(d: Duration) -> String {
    iso(d.count, d.unit, d.days())
}

fn iso_interval(i: Interval) -> String {
    format!("R/{}", iso(i.count, i.unit, Duration { count: i.count, unit: i.unit }.days()))
}

fn iso(count: u32, unit: TimeUnit, days: u32) -> String {
    match unit {
        TimeUnit::Minute => format!("PT{count}M"),
        TimeUnit::Hour => format!("PT{count}H"),
        TimeUnit::WorkingDay | TimeUnit::Day => format!("P{days}D"),
        TimeUnit::Week => format!("P{count}W"),
        TimeUnit::Month => format!("P{count}M"),
        TimeUnit::Quarter => format!("P{}M", count.saturating_mul(3)),
        TimeUnit::Year => format!("P{count}Y"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_machines_read_them() {
        let d = |count, unit| iso_duration(Duration { count, unit });
        assert_eq!(d(90, TimeUnit::Minute), "PT90M");
        assert_eq!(d(2, TimeUnit::WorkingDay), "P3D");
        assert_eq!(d(5, TimeUnit::WorkingDay), "P7D");
        assert_eq!(d(2, TimeUnit::Week), "P2W");
        assert_eq!(iso_interval(Interval { count: 1, unit: TimeUnit::Quarter }), "R/P3M");
    }
}
