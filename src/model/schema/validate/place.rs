//! Where a key belongs that stands in the wrong place: mostly a matter of a few spaces.

use super::unknown::{same, slip};
use super::{Walk, text_of};
use crate::diagnostic::{Finding, Span};
use crate::model::schema::form::{Form, Key, Object};
use crate::model::schema::table;
use crate::source::{Entry, Node};

/// Calls `visit` with a table and every table below it, each once.
pub(in crate::model::schema) fn every_table(root: &'static Object, visit: &mut impl FnMut(&'static Object)) {
    let mut seen: Vec<&'static Object> = Vec::new();
    let mut waiting = vec![root];
    while let Some(table) = waiting.pop() {
        if seen.iter().any(|t| std::ptr::eq(*t, table)) {
            continue;
        }
        seen.push(table);
        visit(table);
        let mut below = Vec::new();
        for key in table.keys {
            tables_of(&key.form, &mut below);
        }
        waiting.extend(below.into_iter().rev());
    }
}

fn tables_of(form: &'static Form, into: &mut Vec<&'static Object>) {
    match form {
        Form::Object(table) => into.push(table),
        Form::OneOrList(of) | Form::List(of) | Form::Map(_, of) => tables_of(of, into),
        Form::Either(forms) => forms.iter().for_each(|f| tables_of(f, into)),
        _ => {}
    }
}

/// A key without a value whose keys may stand beside it instead of below it.
#[derive(Default)]
pub(super) struct Beside<'a> {
    /// The key, while nothing but unknown keys follows it.
    pub(super) open: Option<(&'a Entry, &'static Key)>,
    /// Whether it was said.
    pub(super) said: bool,
}

impl Walk<'_> {
    /// Keys that stand beside a key without a value and belong below it: one finding for all of them. True where
    /// nothing else is to be said of this one.
    pub(super) fn beside<'n>(
        &mut self,
        beside: &mut Beside<'n>,
        entry: &'n Entry,
        known: Option<&'static Key>,
        table: &Object,
    ) -> bool {
        if let Some(key) = known {
            let opens = entry.value.is_empty() && has_keys(&key.form);
            *beside = Beside { open: opens.then_some((entry, key)), said: false };
            return false;
        }
        let Some((open, key)) = beside.open else { return false };
        let name = entry.key.text.as_str();
        let meant = |k: &Key| slip(name, k.name) || k.aka.iter().any(|a| same(a, name));
        if !leads_to_key(&key.form, name) && table.keys.iter().any(meant) {
            return false;
        }
        if !beside.said {
            beside.said = true;
            let above = &open.key.text;
            let message = format!("`{name}` stands beside `{above}`, so nothing stands below that");
            let finding = Finding::new("doc/unknown-field", entry.key.at, message)
                .help(format!("indent it, and what follows and belongs to `{above}`, with two spaces more"))
                .about(name)
                .also(open.key.at, format!("`{above}` is here"))
                .explains(key.rules());
            self.report(finding);
        }
        true
    }

    /// A key of another place.
    pub(super) fn belongs(
        &self,
        finding: Finding,
        entry: &Entry,
        node: &Node,
        here: &'static Object,
        other: &'static Object,
    ) -> Finding {
        let name = &entry.key.text;
        let whose = format!("`{name}` is a key of {}", other.what);
        if std::ptr::eq(other, &raw const table::STEP_TABLE) {
            if let Some((id, at)) = self.step_before(entry.key.at) {
                return finding
                    .help(format!("{whose}: indent it like the other keys of the step `{id}` above it"))
                    .also(at, format!("the step `{id}` is here"));
            }
        } else if std::ptr::eq(other, self.root) {
            return finding.help(format!("{whose}: move it to the left margin"));
        } else if let Some(above) = here.keys.iter().find(|k| leads_to(&k.form, other)) {
            return finding.help(format!("{whose}: write it under `{}`, indented", above.name));
        } else if std::ptr::eq(here, &raw const table::STEP_TABLE) && text_of(node, "id").is_some() {
            return finding.help(format!("{whose}; here it is indented into a step"));
        }
        finding.help(whose)
    }

    /// Another table of this file that has a key.
    pub(super) fn elsewhere(&self, name: &str, not: &'static Object) -> Option<&'static Object> {
        let tables = self.tables.get_or_init(|| {
            let mut all = Vec::new();
            every_table(self.root, &mut |table| all.push(table));
            all
        });
        let mut others = tables.iter().copied().filter(|t| !std::ptr::eq(*t, not) && t.key(name).is_some());
        let first = others.next()?;
        // A step's keys are the ones most often indented wrongly.
        let step = others.find(|t| std::ptr::eq(*t, &raw const table::STEP_TABLE));
        Some(step.unwrap_or(first))
    }

    /// Id and place of the last step that begins before a place.
    pub(super) fn step_before(&self, at: Span) -> Option<(&str, Span)> {
        let steps = self.steps.get_or_init(|| steps_of(self.front));
        let after = steps.partition_point(|(_, step)| step.start < at.start);
        steps.get(after.checked_sub(1)?).copied()
    }
}

/// Whether the values of a form are objects of a table.
fn leads_to(form: &'static Form, table: &'static Object) -> bool {
    let mut tables = Vec::new();
    tables_of(form, &mut tables);
    tables.iter().any(|t| std::ptr::eq(*t, table))
}

/// Whether an object of a form has a key of this name.
fn leads_to_key(form: &'static Form, name: &str) -> bool {
    let mut tables = Vec::new();
    tables_of(form, &mut tables);
    tables.iter().any(|t| t.key(name).is_some())
}

/// Whether a form has keys, known ones or such as the author chooses.
fn has_keys(form: &Form) -> bool {
    match form {
        Form::Map(..) | Form::Facts | Form::Object(_) => true,
        Form::Either(forms) => forms.iter().any(has_keys),
        Form::OneOrList(of) => has_keys(of),
        _ => false,
    }
}

/// Id and place of every step, in written order.
fn steps_of(front: &Node) -> Vec<(&str, Span)> {
    let phases = front.get("phases").map_or(&[][..], Node::items);
    let lists = phases.iter().filter_map(|p| p.get("steps")).chain(front.get("steps"));
    let mut steps: Vec<(&str, Span)> = lists
        .flat_map(Node::items)
        .filter_map(|step| Some((text_of(step, "id")?, step.get("id")?.at)))
        .collect();
    steps.sort_by_key(|(_, at)| at.start);
    steps
}
