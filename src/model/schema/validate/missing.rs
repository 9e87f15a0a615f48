//! What is missing.

use super::{KindOf, Spot, Walk, blank, listed, text_of};
use crate::diagnostic::Finding;
use crate::model::schema::form::{Form, Key, Need, Object};
use crate::model::schema::table;
use crate::source::Node;

/// Whether a thing may be named and left empty, since it is an object that needs no key of its own, or other
/// rules ask for them.
pub(super) fn may_stay_empty(form: &Form) -> bool {
    match form {
        Form::Object(table) => table.keys.iter().all(|k| matches!(k.need, Need::No | Need::By(..))),
        Form::Either(forms) => forms.iter().any(may_stay_empty),
        _ => false,
    }
}

impl Walk<'_> {
    /// Keys that must be there and say nothing; without those that a misspelt key was meant to be.
    pub(super) fn missing(
        node: &Node,
        table: &'static Object,
        kind: &KindOf,
        meant: &[&'static str],
    ) -> Vec<&'static Key> {
        let planned = text_of(node, "status") == Some("planned");
        let steps = node.get("steps").is_some() || node.get("phases").is_some();
        let says_nothing = |k: &&Key| node.get(k.name).is_none_or(|v| blank(v) && !k.form.may_be_empty());
        table
            .keys
            .iter()
            .filter(says_nothing)
            .filter(|k| !(meant.contains(&k.name) || kind.nothing && k.name == "id"))
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
        let one_line = |k: &&&Key| !k.example.is_empty() && !k.example.contains('\n');
        let examples: Vec<String> =
            keys.iter().filter(one_line).map(|k| format!("`{}`", k.example)).collect();
        let place = if spot.key.is_empty() { "write at the top" } else { "write" };
        let help = format!("{place}, for example, {}", examples.join(", "));
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
