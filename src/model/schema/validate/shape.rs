//! Text where a list belongs, keys where a text belongs: what was found, what is wanted, what to write.

use super::{Spot, Walk, listed};
use crate::diagnostic::Finding;
use crate::model::read;
use crate::model::schema::form::{Form, Key, Names, Need, Object, Target, Value};
use crate::source::{Kind, Node};

/// The form among several that a value is meant to have, by how it is written.
pub(super) fn pick<'a>(forms: &'a [Form], node: &Node) -> Option<&'a Form> {
    if let Kind::Map(entries) = &node.kind {
        let names_a_key = |form: &&Form| match form {
            Form::Object(t) => entries.iter().any(|e| t.key(&e.key.text).is_some()),
            _ => false,
        };
        if let Some(form) = forms.iter().find(names_a_key) {
            return Some(form);
        }
        // `nam` could be a language of three letters, and is a slip of the pen.
        let is_language = |k: &str| read::language(k).is_ok() && (k.len() == 2 || k.contains('-'));
        let names_a_language = entries.iter().any(|e| is_language(&e.key.text));
        let rest = |f: &&Form| match f {
            Form::Map(..) => true,
            Form::Localized => names_a_language,
            _ => false,
        };
        if let Some(form) =
            forms.iter().find(rest).or_else(|| forms.iter().find(|f| matches!(f, Form::Object(_))))
        {
            return Some(form);
        }
    }
    forms.iter().find(|f| fits(f, node))
}

/// Whether a value is written in the way a form is: as text, list or keys.
pub(super) fn fits(form: &Form, node: &Node) -> bool {
    let text = matches!(node.kind, Kind::Scalar { .. });
    let list = matches!(node.kind, Kind::List(_));
    let keys = matches!(node.kind, Kind::Map(_));
    match form {
        Form::Either(forms) => forms.iter().any(|f| fits(f, node)),
        Form::OneOrList(of) => list || node.is_empty() || fits(of, node),
        Form::List(_) => list || node.is_empty(),
        Form::Map(..) | Form::Facts => keys || node.is_empty(),
        Form::LocalizedList => true,
        Form::Localized => text || keys,
        Form::Accountable => text || list,
        Form::Text | Form::Word(_) | Form::Value(_) | Form::Ref(_) => text,
        Form::Object(_) => keys,
    }
}

/// What a form wants, for a sentence.
pub(super) fn wants(form: &Form) -> String {
    match form {
        Form::Text => "a text".to_owned(),
        Form::Localized => "a text, or one for each language".to_owned(),
        Form::LocalizedList => "words, or a list for each language".to_owned(),
        Form::Facts => "names with a text each".to_owned(),
        Form::Word([one]) => format!("the word `{}`", one.0),
        Form::Word(words) => format!("one of {}", listed(words.iter().map(|w| w.0), "or")),
        Form::Value(value) => value.words().to_owned(),
        Form::Ref(target) => target.words().to_owned(),
        Form::Accountable => "exactly one role".to_owned(),
        Form::OneOrList(of) => format!("{}, or a list of them", wants(of)),
        Form::List(of) => match of {
            Form::Object(_) => "a list".to_owned(),
            _ => format!("a list, each entry {}", wants(of)),
        },
        Form::Map(names, of) => format!("{}, with {}", names.words(), wants(first(of))),
        Form::Object(table) => format!("keys of its own ({})", some(table.keys)),
        Form::Either(forms) => forms.iter().map(wants).collect::<Vec<_>>().join(", or "),
    }
}

/// The simplest of several forms.
fn first(form: &'static Form) -> &'static Form {
    match form {
        Form::Either([one, ..]) => one,
        _ => form,
    }
}

/// The first keys of a table.
fn some(keys: &[Key]) -> String {
    const MOST: usize = 5;
    let names = keys.iter().map(|k| format!("`{}`", k.name)).take(MOST).collect::<Vec<_>>().join(", ");
    if keys.len() > MOST { format!("{names}, …") } else { names }
}

/// An object with the keys it needs, else its first two, in braces.
fn sample(table: &Object) -> String {
    let one_line = |k: &&Key| !k.example.is_empty() && !k.example.contains('\n');
    let needed = |k: &&Key| k.need != Need::No && k.on.is_empty();
    let mut keys: Vec<&str> =
        table.keys.iter().filter(needed).filter(one_line).map(|k| k.example).take(4).collect();
    if keys.len() < 2 {
        keys = table.keys.iter().filter(one_line).map(|k| k.example).take(2).collect();
    }
    format!("{{ {} }}", keys.join(", "))
}

/// What stands there instead.
fn found(node: &Node) -> String {
    match &node.kind {
        Kind::Empty => "nothing".to_owned(),
        Kind::Scalar { text, .. } => format!("the text {}", crate::model::read::shown(text)),
        Kind::List(items) if items.is_empty() => "an empty list".to_owned(),
        Kind::List(_) => "a list".to_owned(),
        Kind::Map(entries) => match entries.first() {
            Some(e) => format!("a key of its own, `{}:`", e.key.text),
            None => "an empty pair of braces".to_owned(),
        },
    }
}

impl Walk<'_> {
    /// A value that is not written as its form is.
    pub(super) fn mismatch(&mut self, node: &Node, form: &Form, spot: Spot<'_>) {
        let (name, there) = (spot.name(), found(node));
        let message = match form {
            Form::Object(_) => format!("{name} has {}; here is {there}", wants(form)),
            _ => format!("{name} takes {}; here is {there}", wants(form)),
        };
        let at = if node.is_empty() { spot.at } else { head(node) };
        let help = self.how_to_write(node, form, spot);
        let finding = Finding::new("doc/value", at, message).help(help).about(spot.key);
        self.report(finding.explains(spot.rules()));
    }

    fn how_to_write(&self, node: &Node, form: &Form, spot: Spot<'_>) -> String {
        let key = spot.key;
        let written = self.sources.slice(node.at);
        let text_wanted = matches!(form, Form::Text | Form::Localized);
        match (&node.kind, form) {
            (Kind::Map(entries), Form::Text) if entries.iter().all(|e| read::language(&e.key.text).is_ok()) => {
                "write one text in the source language; translations stand in a file of their own, `NAME.de.md`".to_owned()
            }
            (Kind::Map(_), _) if text_wanted && written.starts_with('{') => {
                "a text that begins with a brace needs quotes".to_owned()
            }
            (Kind::List(_), _) if text_wanted && written.starts_with('[') => {
                "a text that begins with a bracket needs quotes".to_owned()
            }
            (Kind::List(items), Form::Ref(_) | Form::Word(_) | Form::Value(_)) => match items.first().and_then(Node::text) {
                Some(one) => format!("write one of them: `{key}: {one}`"),
                None => format!("write {}", wants(form)),
            },
            (Kind::Map(_), Form::Text) => {
                "a colon with a space after it makes a key: put the text in quotes".to_owned()
            }
            (Kind::Map(entries), Form::List(Form::Object(table))) => match entries.first() {
                Some(e) if table.key(&e.key.text).is_some() => {
                    format!("begin each entry with a dash: `- {}: …`", e.key.text)
                }
                Some(e) => format!("begin each entry with a dash, and its name with `id`: `- id: {}`", e.key.text),
                None => "begin each entry with a dash and a space".to_owned(),
            },
            (Kind::Scalar { text, .. }, Form::List(of)) if !matches!(of, Form::Object(_)) => {
                format!("write a list in brackets: `{key}: [{text}]`")
            }
            (Kind::Scalar { .. }, Form::List(_)) => "begin each entry on a line of its own with a dash and a space".to_owned(),
            _ => match (spot.example(), form) {
                (Some(example), _) if !spot.item => format!("write it as in `{example}`"),
                (_, Form::Object(table)) if spot.item => format!("write it as in `- {}`", sample(table)),
                (_, Form::Object(table)) => format!("write it as in `{key}: {}`", sample(table)),
                _ => format!("write {}", wants(form)),
            },
        }
    }

    /// A value for which nothing is written.
    pub(super) fn says_nothing(&mut self, spot: Spot<'_>) {
        let help = match spot.example() {
            Some(example) => format!("write a value, as in `{example}`, or take the line out"),
            None => "write a value behind the colon, or take the line out".to_owned(),
        };
        let finding = Finding::new("doc/value", spot.at, format!("`{}` says nothing", spot.key));
        self.report(finding.help(help).about(spot.key).explains(spot.rules()));
    }
}

/// The place of a value of the wrong form: all of it on one line, else where it begins.
fn head(node: &Node) -> crate::diagnostic::Span {
    match &node.kind {
        Kind::Map(entries) => entries.first().map_or(node.at, |e| e.key.at),
        Kind::List(items) => items
            .first()
            .map_or(node.at, |n| if matches!(n.kind, Kind::Scalar { .. }) { node.at } else { head(n) }),
        _ => node.at,
    }
}

impl Names {
    /// What the names are, for a sentence.
    fn words(self) -> String {
        match self {
            Self::Ids(what) => format!("each {what} by its id"),
            Self::Of(target) => target.words().to_owned(),
            Self::Cases => "each case by a word".to_owned(),
            Self::Rules => "a rule or family of rules".to_owned(),
            Self::Free(what) => format!("each {what} by its name"),
        }
    }
}

impl Value {
    /// What it is, for a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Id => "an id",
            Self::Version => "a version in quotes, such as `\"2.1\"`",
            Self::Date => "a day, such as `2018-05-02`",
            Self::Duration => "a length of time, such as `2 working days`",
            Self::Interval => "how often, such as `quarter` or `12 months`",
            Self::Share => "a share, such as `10 %`",
            Self::Rounds => "a number of rounds, such as `3 rounds`",
            Self::Count => "a whole number",
            Self::Truth => "`true` or `false`",
            Self::YesNo => "`yes` or `no`",
            Self::Condition => "a condition, such as `up to 500 EUR`, `over 500 EUR`, `500 to 5000 EUR`",
            Self::Letter => "a letter of the responsibility matrix",
            Self::Language => "a language, such as `en`",
            Self::Input => "the id of a work product",
            Self::Colours => "a colour, such as `\"#00457c\"`, or one for light and one for dark",
            Self::Picture => "the path of a picture within the handbook",
            Self::Typeface => "the path of a font file within the handbook, or names of typefaces",
        }
    }
}

impl Target {
    /// What it is, for a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Role => "one role",
            Self::Party => "a role or a group",
            Self::Person => "a person",
            Self::RoleOrPerson => "a role or a person",
            Self::Document => "the id of a document",
            Self::Step => "the id of a step",
            Self::StepOrStart => "`start` or the id of a step",
            Self::Phase => "the id of a phase",
            Self::Product => "the id of a work product",
            Self::Class => "a class of information",
            Self::Process => "a process of the landscape",
            Self::ProcessPath => "a process and its part, such as `sales/order-management`",
            Self::ProcessGroup => "a process group",
            Self::Neighbour => "a guideline, a part of a process, or an external role",
            Self::Anything => "a document, a step (`SAL-G-002#qualify`), a clause or an address",
            Self::Clause => "a clause, such as `iso9001:8.2.1`",
            Self::Standard => "a catalogue of clauses, such as `iso9001-2015`",
            Self::Type => "a type of document",
            Self::Unit => "a unit",
            Self::File => "a file beside the document",
            Self::Outcome => "an outcome, such as `how-much/up-to-500`",
        }
    }
}
