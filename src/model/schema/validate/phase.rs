//! What only several keys of a phase together show.

use super::{Walk, text_of};
use crate::diagnostic::Finding;
use crate::source::Node;

impl Walk<'_> {
    pub(super) fn phase_as_a_whole(&mut self, node: &Node) {
        if text_of(node, "order") != Some("any") {
            if let (Some(next), None) = (node.entry("next"), node.get("order")) {
                let message =
                    "a phase leads on by its steps; only one with `order: any` has a `next` of its own";
                let help =
                    "write `next` at the last steps of the phase, or `order: any` if its steps have no order";
                self.report(Finding::new("doc/unknown-field", next.key.at, message).help(help).about("next"));
            }
            return;
        }
        for step in node.get("steps").map_or(&[][..], Node::items) {
            self.step.clone_from(&text_of(step, "id").map(str::to_owned));
            let wrong =
                step.entries().iter().find(|e| matches!(e.key.text.as_str(), "ask" | "parallel" | "end"));
            // Of a step that does not belong here, nothing else is said.
            let entries = wrong.map_or(step.entries(), std::slice::from_ref);
            for entry in entries {
                let name = entry.key.text.as_str();
                let (rule, message, help) = match name {
                    "next" | "outcomes" | "late" => (
                        "doc/unknown-field",
                        format!("`{name}` does not go with a phase whose steps are done in any order"),
                        "take it out: when all steps are done, the phase goes on at its own `next`",
                    ),
                    "ask" | "parallel" | "end" => (
                        "graph/step-kind",
                        format!("`{name}` does not go with a phase whose steps are done in any order"),
                        "such a phase holds `do`, `wait` and `call`; put this step before or after it",
                    ),
                    _ => continue,
                };
                self.report(Finding::new(rule, entry.key.at, message).help(help).about(name));
            }
        }
        self.step = None;
    }
}
