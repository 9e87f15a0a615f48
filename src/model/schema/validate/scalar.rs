//! A written value against the reader that lowering uses too: what one accepts the other never complains about.

use super::{Spot, Walk, low};
use crate::diagnostic::{Finding, Span};
use crate::model::read::{self, Misread};
use crate::model::schema::form::{Form, Target, Value};
use crate::source::{Node, Style};

impl Walk<'_> {
    pub(super) fn scalar(&mut self, node: &Node, form: &Form, text: &str, style: Style, spot: Spot<'_>) {
        let wrong = match form {
            Form::Word(words) => word(text, words).err(),
            Form::Value(value) => return self.read(node, *value, text, style, spot),
            Form::Ref(target) => self.reference(*target, text).err(),
            _ => None,
        };
        if let Some(misread) = wrong {
            self.misread(&misread, spot, node.at, form);
        }
    }

    fn read(&mut self, node: &Node, value: Value, text: &str, style: Style, spot: Spot<'_>) {
        let wrong = match value {
            Value::Id => read::id(text).err(),
            Value::Version => read::version(text).err(),
            Value::Date => read::date(text).err(),
            Value::Duration => read::duration(text).err(),
            Value::Interval => read::interval(text).err(),
            Value::Share => read::share(text).err(),
            Value::Rounds | Value::Count => read::rounds(text).err(),
            Value::Truth | Value::YesNo => read::yes_no(text).err(),
            Value::Condition => read::when(text).err(),
            Value::Letter => self.letter(text).err(),
            Value::Language => read::language(text).err(),
            Value::Input => read::product(text).err(),
            Value::Colours => read::colours(text).err(),
            Value::Picture => read::picture(text).err(),
            Value::Typeface => read::typeface(text).err(),
        };
        let found_wrong = wrong.is_some();
        if let Some(misread) = wrong {
            self.misread(&misread, spot, node.at, &Form::Value(value));
        }
        if value == Value::Version && !found_wrong && style == Style::Plain {
            let text = text.trim();
            let finding =
                Finding::new("doc/version", node.at, format!("the version `{text}` is not in quotes"))
                    .help(format!("write `\"{text}\"`: without quotes, other tools read 1.10 as 1.1"))
                    .about(text)
                    .fix(node.at, format!("\"{text}\""), format!("Write `\"{text}\"`"));
            self.report(finding);
        }
    }

    fn reference(&self, target: Target, text: &str) -> Result<(), Misread> {
        match target {
            Target::Clause => read::norm(text).map(|_| ()),
            Target::ProcessPath => read::process(text).map(|_| ()),
            Target::Product => match text.trim().strip_suffix('?') {
                Some(bare) if read::id(bare.trim_end()).is_ok() => Err(Misread::instead(
                    format!(
                        "{} has a question mark, which only belongs to what a step takes in (`in`)",
                        read::shown(text)
                    ),
                    bare.trim_end(),
                )),
                _ => read::id(text.trim()).map(|_| ()),
            },
            Target::Type if !self.cx.types.is_empty() => {
                let types: Vec<&str> = self.cx.types.iter().map(String::as_str).collect();
                read::one_of(text, &types).map(|_| ()).map_err(|m| Misread {
                    why: format!("{} is not a type of document of this handbook", read::shown(text)),
                    ..m
                })
            }
            _ => Ok(()),
        }
    }

    /// A value that its reader cannot read.
    pub(super) fn misread(&mut self, misread: &Misread, spot: Spot<'_>, at: Span, form: &Form) {
        let key = spot.key;
        let names_itself = matches!(form, Form::Value(Value::Id));
        let why = low(&misread.why);
        let message = if names_itself { why } else { format!("`{key}`: {why}") };
        let about = format!("{key}: {}", self.sources.slice(at).trim());
        let mut finding = Finding::new("doc/value", at, message)
            .help(low(&misread.write))
            .about(about)
            .explains(spot.rules());
        if let Some(instead) = &misread.instead
            && is_safe(form, self.sources.slice(at), instead)
        {
            finding = finding.fix(at, instead.as_str(), format!("Write `{instead}`"));
        }
        self.report(finding);
    }
}

/// One of a few words; words in capitals may be written small.
fn word(text: &str, words: &[(&'static str, &'static str)]) -> Result<(), Misread> {
    let names: Vec<&str> = words.iter().map(|w| w.0).collect();
    let capitals = names.iter().all(|n| n.chars().all(char::is_uppercase));
    let text = if capitals { text.to_uppercase() } else { text.to_owned() };
    match (read::one_of(&text, &names), names.as_slice()) {
        (Ok(_), _) => Ok(()),
        (Err(misread), [one]) if misread.instead.is_none() => {
            Err(Misread { write: format!("Write `{one}`, or take the key out"), ..misread })
        }
        (Err(misread), _) => Err(misread),
    }
}

/// Whether the value to write instead is certain enough to be put in by the program. A nearest word is a guess,
/// unless it is the same word written otherwise.
fn is_safe(form: &Form, written: &str, instead: &str) -> bool {
    let same = |a: &str, b: &str| {
        let plain = |t: &str| t.to_lowercase().replace(['_', '-', ' ', '"', '\''], "");
        plain(a) == plain(b)
    };
    match form {
        Form::Word(_) | Form::Ref(_) => same(written, instead),
        // An id may be named elsewhere.
        Form::Value(Value::Id) => false,
        _ => true,
    }
}
