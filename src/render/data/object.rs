//! Objects of the data: what is empty is left out, and the order is that of writing.

use super::super::voice::Voice;
use crate::model::{At, Duration, Facts, Guideline, Interval, Localized, Text, TimeUnit};
use serde_json::{Map, Value};

/// An object being made.
#[derive(Debug, Default)]
pub(super) struct Object(Map<String, Value>);

/// What can stand in an object; `None` where it is empty.
pub(super) trait Datum {
    /// The value.
    fn value(self) -> Option<Value>;
}

impl Object {
    /// Adds a value, unless it is empty.
    pub(super) fn put(&mut self, key: &str, value: impl Datum) {
        if let Some(value) = value.value() {
            self.0.insert(key.to_owned(), value);
        }
    }

    /// The text, with each entry of a list on a line of its own.
    pub(super) fn lines(&self) -> String {
        let mut out = String::from("{");
        for (n, (key, value)) in self.0.iter().enumerate() {
            out.push_str(if n == 0 { "\n" } else { ",\n" });
            out.push_str(&Value::from(key.as_str()).to_string());
            out.push(':');
            match value {
                Value::Array(all) if all.iter().any(Value::is_object) => {
                    out.push('[');
                    for (n, one) in all.iter().enumerate() {
                        out.push_str(if n == 0 { "\n" } else { ",\n" });
                        out.push_str(&one.to_string());
                    }
                    out.push_str("\n]");
                }
                one => out.push_str(&one.to_string()),
            }
        }
        out.push_str("\n}");
        out
    }
}

impl Datum for Value {
    fn value(self) -> Option<Value> {
        Some(self)
    }
}

impl Datum for Object {
    fn value(self) -> Option<Value> {
        if self.0.is_empty() { None } else { Some(Value::Object(self.0)) }
    }
}

impl Datum for &str {
    fn value(self) -> Option<Value> {
        if self.is_empty() { None } else { Some(self.into()) }
    }
}

impl Datum for String {
    fn value(self) -> Option<Value> {
        if self.is_empty() { None } else { Some(self.into()) }
    }
}

impl Datum for usize {
    fn value(self) -> Option<Value> {
        Some(self.into())
    }
}

impl Datum for u32 {
    fn value(self) -> Option<Value> {
        Some(self.into())
    }
}

impl Datum for bool {
    fn value(self) -> Option<Value> {
        Some(self.into())
    }
}

impl Datum for &Text {
    fn value(self) -> Option<Value> {
        self.as_str().value()
    }
}

impl Datum for &At<jiff::civil::Date> {
    fn value(self) -> Option<Value> {
        self.value.to_string().value()
    }
}

impl Datum for &At<Duration> {
    fn value(self) -> Option<Value> {
        times(self.value.count, self.value.unit).value()
    }
}

impl Datum for &At<Interval> {
    fn value(self) -> Option<Value> {
        times(self.value.count, self.value.unit).value()
    }
}

impl Datum for &Facts {
    fn value(self) -> Option<Value> {
        let mut made = Object::default();
        for (name, text) in self {
            made.put(name.as_str(), text);
        }
        made.value()
    }
}

impl<T: Datum> Datum for Option<T> {
    fn value(self) -> Option<Value> {
        self.and_then(Datum::value)
    }
}

impl<T: Datum> Datum for Vec<T> {
    fn value(self) -> Option<Value> {
        let all: Vec<Value> = self.into_iter().filter_map(Datum::value).collect();
        if all.is_empty() { None } else { Some(Value::Array(all)) }
    }
}

/// `2 working days`, `1 month`: as the source format reads it.
fn times(count: u32, unit: TimeUnit) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{count} {}{end}", unit.word())
}

/// Several texts.
pub(super) fn texts<'a>(all: impl IntoIterator<Item = &'a Text>) -> Vec<&'a str> {
    all.into_iter().map(Text::as_str).collect()
}

/// A short text by language.
pub(super) fn local(voice: &Voice<'_>, text: &Localized) -> Object {
    let mut made = Object::default();
    for (lang, text) in &text.texts {
        made.put(if lang.is_empty() { voice.source() } else { lang }, text);
    }
    made
}

/// A text of a document by language; `path` is its path in a translation.
pub(super) fn said(voice: &Voice<'_>, g: &Guideline, path: &str, own: Option<&Text>) -> Object {
    let mut made = Object::default();
    made.put(voice.source(), own);
    if own.is_some() {
        for (lang, translation) in translations(voice, g) {
            made.put(lang, translation.text(path));
        }
    }
    made
}

/// The translations of a document into the languages of the handbook.
pub(super) fn translations<'a>(
    voice: &Voice<'a>,
    g: &'a Guideline,
) -> impl Iterator<Item = (&'a str, &'a crate::model::Translation)> {
    let h = voice.handbook();
    h.settings.languages.iter().filter_map(|l| Some((l.as_str(), h.translation_of(g, l.as_str())?)))
}
