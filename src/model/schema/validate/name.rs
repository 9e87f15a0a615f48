//! Names that the author chooses: ids, outcomes, languages.

use super::{Spot, Walk, blank, listed};
use crate::diagnostic::{Finding, Span};
use crate::model::read;
use crate::model::schema::form::{Form, Names, Value};
use crate::source::Entry;

impl Walk<'_> {
    /// The name of an entry of a map; false where the value is not worth looking at.
    pub(super) fn name(&mut self, entry: &Entry, names: Names, spot: Spot<'_>) -> bool {
        match names {
            Names::Ids(what) => {
                if what == "outcome" {
                    return self.outcome_name(entry);
                }
                if what == "group" && entry.key.text == "all" {
                    let help = "`all` stands for every internal role by itself; take the entry out or give it another id";
                    let finding = Finding::new("doc/value", entry.key.at, "the group `all` is built in");
                    self.report(finding.help(help).about("all"));
                    return true;
                }
                self.id(&entry.key.text, entry.key.at, what);
                true
            }
            Names::Rules | Names::Of(_) | Names::Cases | Names::Free(_) => {
                if entry.key.text.trim().is_empty() {
                    let finding = Finding::new(
                        "doc/value",
                        entry.key.at,
                        format!("a name is missing in `{}`", spot.key),
                    );
                    self.report(finding.help("write a name before the colon").about(spot.key));
                }
                true
            }
        }
    }

    fn id(&mut self, text: &str, at: Span, what: &str) {
        if let Err(misread) = read::id(text) {
            self.misread(&misread, Spot::of(what, at), at, &Form::Value(Value::Id));
        }
    }

    /// The name of an outcome; false where a key of the step was indented too far.
    pub(super) fn outcome_name(&mut self, entry: &Entry) -> bool {
        const NEVER: [&str; 9] =
            ["next", "id", "outcomes", "limit", "within", "escalate", "contact", "facts", "tools"];
        let name = entry.key.text.as_str();
        let is_true = name == "complete" && entry.value.text().is_some_and(|t| read::yes_no(t).is_ok());
        if NEVER.contains(&name) || is_true {
            let finding = Finding::new(
                "doc/unknown-field",
                entry.key.at,
                format!("`{name}` stands among the outcomes, so it counts as one of them"),
            );
            let help = "it is a key of the step: indent it like `outcomes`; an outcome needs another name";
            self.report(finding.help(help).about(name));
            return false;
        }
        if let Err(misread) = read::id(name) {
            let finding = Finding::new(
                "doc/value",
                entry.key.at,
                format!("the outcome `{name}` is named with more than an id"),
            );
            let short = misread.instead.unwrap_or_else(|| "yes".to_owned());
            let to = entry.value.text().unwrap_or("…");
            let help = format!(
                "write a short name, and the words for readers as its text: `{short}: {{ to: {to}, text: \"{name}\" }}`"
            );
            self.report(finding.help(help).about(name));
        }
        if blank(&entry.value) {
            let finding =
                Finding::new("doc/value", entry.key.at, format!("the outcome `{name}` leads nowhere"));
            self.report(
                finding
                    .help(format!("write the id of the step it leads to: `{name}: create-offer`"))
                    .about(name),
            );
            return false;
        }
        true
    }

    /// The language of a text; false where its value is not worth looking at.
    pub(super) fn known_language(&mut self, entry: &Entry, spot: Spot<'_>) -> bool {
        let name = entry.key.text.as_str();
        if self.cx.languages.iter().any(|l| l == name) {
            return true;
        }
        let ours = listed(self.cx.languages.iter().map(String::as_str), "and");
        let (message, help) = match read::language(name) {
            Ok(_) => (
                format!("`{name}` is not a language of this handbook"),
                format!("its languages are {ours}; add it to `languages` in handbook.yaml, or take it out"),
            ),
            Err(_) => (
                format!(
                    "`{name}` is not a language; the text of `{}` is one text, or one for each language",
                    spot.key
                ),
                format!(
                    "write {ours} before the texts; a text that holds a colon or begins with a brace needs quotes"
                ),
            ),
        };
        self.report(Finding::new("doc/unknown-field", entry.key.at, message).help(help).about(name));
        false
    }
}
