//! The process of a guideline: starts, phases, steps, and what may happen at any time.

use super::get::{facts, maps, products, says, text, texts, value};
use super::step;
use crate::model::{Anytime, Phase, Start, Step, read};
use crate::source::Node;

/// Starts, phases, steps and events, in written order.
pub(super) struct Process {
    pub(super) starts: Vec<Start>,
    pub(super) phases: Vec<Phase>,
    pub(super) steps: Vec<Step>,
    pub(super) anytime: Vec<Anytime>,
}

pub(super) fn lower(front: &Node) -> Process {
    let mut process = Process {
        starts: maps(front.get("start")).map(start).collect(),
        phases: Vec::new(),
        steps: Vec::new(),
        anytime: maps(front.get("anytime")).map(anytime).collect(),
    };
    // Phases and flat steps side by side are no mistake of form; they come in the order they are written.
    for entry in front.entries() {
        match entry.key.text.as_str() {
            "phases" => {
                for node in maps(Some(&entry.value)) {
                    let index = process.phases.len();
                    process.phases.push(phase(node));
                    let steps = maps(node.get("steps"));
                    process.steps.extend(steps.map(|node| step::lower(node, Some(index))));
                }
            }
            "steps" => {
                let steps = maps(Some(&entry.value));
                process.steps.extend(steps.map(|node| step::lower(node, None)));
            }
            _ => {}
        }
    }
    process
}

fn start(node: &Node) -> Start {
    Start {
        at: node.at,
        id: text(node, "id"),
        event: text(node, "event"),
        from: texts(node, "from"),
        out: products(node, "out"),
        every: value(node, "every", read::interval),
        next: text(node, "next"),
    }
}

fn phase(node: &Node) -> Phase {
    Phase {
        at: node.at,
        id: text(node, "id"),
        name: text(node, "name"),
        facts: facts(node, "facts"),
        any_order: says(node, "order", "any"),
        next: text(node, "next"),
    }
}

fn anytime(node: &Node) -> Anytime {
    Anytime {
        at: node.at,
        id: text(node, "id"),
        event: text(node, "event"),
        within_phases: texts(node, "in"),
        next: text(node, "next"),
    }
}
