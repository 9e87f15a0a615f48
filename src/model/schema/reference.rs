//! The format reference (`docs/format.md`): the prose stands in `reference.md` beside this file, the tables of keys
//! are put into it from the key tables.

use super::SCHEMAS;
use super::form::{Form, Key, Need, Object};
use super::table;
use super::validate::every_table;
use std::fmt::Write as _;

const PROSE: &str = include_str!("reference.md");

/// Opens the place of a table in the prose; its object's name follows, then `}}`.
const PLACE: &str = "{{keys: ";

/// The format reference, as Markdown.
pub fn reference() -> String {
    let mut out = String::with_capacity(PROSE.len() * 2);
    out.push_str("<!-- Made from src/model/schema by `make docs`; do not edit. -->\n\n");
    for line in PROSE.lines() {
        if let Some(table) = placed(line).and_then(find) {
            write_table(&mut out, table);
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// The object whose table stands in a line.
fn placed(line: &str) -> Option<&str> {
    line.strip_prefix(PLACE)?.strip_suffix("}}")
}

fn find(what: &str) -> Option<&'static Object> {
    all_tables().into_iter().find(|t| t.what == what)
}

/// Every table of the format, each once.
fn all_tables() -> Vec<&'static Object> {
    let mut all: Vec<&'static Object> = Vec::new();
    for root in SCHEMAS.iter().filter_map(|(kind, ..)| table::table(*kind)) {
        every_table(root, &mut |table| {
            if !all.iter().any(|t| std::ptr::eq(*t, table)) {
                all.push(table);
            }
        });
    }
    all
}

fn write_table(out: &mut String, table: &Object) {
    out.push_str("| key | meaning | example | needed |\n|---|---|---|---|\n");
    for key in table.keys {
        let example = if key.example.is_empty() { String::new() } else { code(key.example) };
        _ = writeln!(
            out,
            "| `{}` | {} | {example} | {} |",
            key.name,
            meaning(key).replace('|', "\\|"),
            needed(key)
        );
    }
}

fn meaning(key: &Key) -> String {
    let mut text = String::new();
    if !key.on.is_empty() {
        let kinds: Vec<String> = key.on.iter().map(|k| format!("`{k}`")).collect();
        _ = write!(text, "*{}:* ", kinds.join(", "));
    }
    text.push_str(key.doc);
    if let Form::Word(words) = &key.form
        && words.len() > 1
    {
        let words: Vec<String> = words.iter().map(|(w, m)| format!("`{w}`: {m}")).collect();
        _ = write!(text, " {}.", words.join("; "));
    }
    text
}

/// An example in a cell; one of several lines is put on one, as braces would.
fn code(example: &str) -> String {
    example.lines().map(|l| format!("`{}`", l.replace('|', "\\|"))).collect::<Vec<_>>().join("<br>")
}

fn needed(key: &Key) -> String {
    match key.need {
        Need::No => String::new(),
        Need::Always => "yes".to_owned(),
        Need::UnlessPlanned => "unless planned".to_owned(),
        Need::WithSteps => "with steps".to_owned(),
        Need::By(rule, when) => format!("{when} (`{rule}`)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A key that nobody can read about does not exist for an author.
    #[test]
    fn every_table_stands_in_the_reference_once() {
        for table in all_tables() {
            let places = PROSE.lines().filter(|l| placed(l) == Some(table.what)).count();
            assert_eq!(places, 1, "{}", table.what);
        }
        for what in PROSE.lines().filter_map(placed) {
            assert!(find(what).is_some(), "{what} is no table");
        }
    }
}
