//! What is missing.

use super::{KindOf, Spot, Walk, listed, text_of};
use crate::diagnostic::Finding;
use crate::model::schema::form::{Key, Need, Object};
use crate::model::schema::table;
use crate::source::Node;

/// Whether an object may be left empty without a word, another rule asking for its keys.
pub(super) fn may_stay_empty(table: &Object) -> bool {
    table.keys.iter().all(|k| matches!(k.need, Need::No | Need::By(..)))
}

impl Walk<'_> {
    /// Keys that must be there and are not.
    pub(super) fn missing(&self, node: &Node, table: &'static Object, kind: &KindOf) -> Vec<&'static Key> {
        let planned = text_of(node, "status") == Some("planned");
        let steps = node.get("steps").is_some() || node.get("phases").is_some();
        table
            .keys
            .iter()
            .filter(|k| node.get(k.name).is_none())
            .filter(|k| match k.need {
                Need::Always => kind.allows(k),
                Need::UnlessPlanned => !planned,
                Need::WithSteps => steps,
                Need::No | Need::By(..) => false,
            })
            .collect()
    }

    /// One finding for all that an object lacks, at its id or where it begins.
    pub(super) fn lacks(
        &mut self,
        node: &Node,
        table: &'static Object,
        keys: &[&'static Key],
        spot: Spot<'_>,
    ) {
        if keys.is_empty() || self.broken {
            return;
        }
        let names = || keys.iter().map(|k| k.name);
        let who = self.named(node, table);
        let message = format!("{who} does not say its {}", listed(names(), "and"));
        let examples: Vec<String> =
            keys.iter().filter(|k| !k.example.contains('\n')).map(|k| format!("`{}`", k.example)).collect();
        let place = if spot.top { "write at the top" } else { "write" };
        let help = format!("{place}, for example, {}", examples.join(" and "));
        let about = names().collect::<Vec<_>>().join(", ");
        self.report(Finding::new("doc/required-field", spot.at, message).help(help).about(about));
    }

    /// An object by its id or first text, for a sentence.
    pub(super) fn named(&self, node: &Node, table: &Object) -> String {
        if std::ptr::eq(table, &raw const table::GUIDELINE_TABLE) {
            return self.document.as_ref().map_or_else(|| "this document".to_owned(), |id| format!("`{id}`"));
        }
        let plain = table.what.trim_start_matches("a ").trim_start_matches("an ").trim_start_matches("the ");
        if plain.starts_with('`') {
            return plain.to_owned();
        }
        let this = if table.what.starts_with("the ") { "the" } else { "this" };
        let id = ["id", "do", "ask", "what", "name", "event"].iter().find_map(|k| text_of(node, k));
        match id {
            Some(id) => format!("the {plain} {}", crate::model::read::shown(id)),
            None => format!("{this} {plain}"),
        }
    }
}
