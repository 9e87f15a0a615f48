//! JSON Schemas (draft 7) of the source files, for completion, hover texts and errors in an editor.
//!
//! An editor sees a YAML value after YAML has given it a type: `4711` is a number there and `no` may be one of two
//! things. So a text may be a number or a truth value too. A schema never complains of what the check accepts;
//! the check sees more than a schema can say.

use super::form::{Form, Key, Kinds, Names, Need, Object, Value};
use super::table;
use crate::source::FileKind;
use serde_json::{Map, Value as Json, json};

/// The schema of a kind of source file; `None` for pages, the baseline and what is unknown.
pub fn json_schema(kind: FileKind) -> Option<Json> {
    let root = table::table(kind)?;
    let mut definitions = Map::new();
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": format!("Guidepost: {}", root.what.trim_start_matches("a ").replace('`', "")),
    });
    let body = object(root, &mut definitions);
    if let (Json::Object(schema), Json::Object(body)) = (&mut schema, body) {
        schema.extend(body);
        definitions.sort_keys();
        schema.insert("definitions".to_owned(), Json::Object(definitions));
    }
    Some(schema)
}

/// The kinds of files that have a schema, with the name under which `guidepost schema` knows it and the files it
/// is for.
pub const SCHEMAS: &[(FileKind, &str, &str)] = &[
    (FileKind::Handbook, "handbook", "handbook.yaml"),
    (FileKind::Organisation, "organisation", "organisation.yaml"),
    (FileKind::Landscape, "landscape", "landscape.yaml"),
    (FileKind::Glossary, "glossary", "glossary.yaml"),
    (FileKind::Soa, "soa", "soa.yaml"),
    (FileKind::Standard, "standard", "standards/*.yaml"),
    (FileKind::Guideline, "guideline", "any other .yaml, and the keys of an .md"),
    (FileKind::Translation, "translation", "NAME.de.yaml, and the keys of NAME.de.md"),
];

fn object(table: &'static Object, definitions: &mut Map<String, Json>) -> Json {
    let properties: Map<String, Json> =
        table.keys.iter().map(|key| (key.name.to_owned(), property(key, definitions))).collect();
    // What needs no key of its own may be named and left empty.
    let bare = table.keys.iter().all(|k| matches!(k.need, Need::No | Need::By(..)));
    let mut schema = json!({
        "type": if bare { json!(["object", "null"]) } else { json!("object") },
        "additionalProperties": false,
        "properties": properties,
    });
    let required: Vec<&str> = table.keys.iter().filter(|k| is_required(k)).map(|k| k.name).collect();
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    let mut conditions = Vec::new();
    conditions.extend(in_case(table, Need::UnlessPlanned, &json!({ "not": says("status", "planned") })));
    let steps = json!({ "anyOf": [{ "required": ["steps"] }, { "required": ["phases"] }] });
    conditions.extend(in_case(table, Need::WithSteps, &steps));
    if let Some(kinds) = &table.kinds {
        conditions.push(one_kind(kinds));
        conditions.extend(only_on(table));
    }
    if !conditions.is_empty() {
        schema["allOf"] = Json::Array(conditions);
    }
    schema
}

/// Whether an object without a key is an error whatever else it says. Rules that only warn are left to the check.
fn is_required(key: &Key) -> bool {
    match key.need {
        Need::Always => true,
        Need::By(rule, when) => {
            when == "always" && matches!(rule, "doc/id" | "life/approval" | "accept/no-reason")
        }
        _ => false,
    }
}

/// Keys of a need are required in a case.
fn in_case(table: &Object, need: Need, case: &Json) -> Option<Json> {
    let keys: Vec<&str> = table.keys.iter().filter(|k| k.need == need).map(|k| k.name).collect();
    (!keys.is_empty()).then(|| json!({ "if": case, "then": { "required": keys } }))
}

fn says(key: &str, word: &str) -> Json {
    json!({ "properties": { key: { "const": word } }, "required": [key] })
}

/// The keys of which one says the kind.
fn has(kind: &str) -> Json {
    match kind {
        // Branches that only may begin are a fork too.
        "parallel" => json!({ "anyOf": [{ "required": ["parallel"] }, { "required": ["optional"] }] }),
        _ => json!({ "required": [kind] }),
    }
}

fn one_kind(kinds: &Kinds) -> Json {
    let mut ways: Vec<Json> = kinds.words.iter().map(|word| has(word)).collect();
    if kinds.optional {
        ways.push(json!({ "not": { "anyOf": ways.clone() } }));
    }
    json!({ "oneOf": ways })
}

/// Keys that only some kinds may carry.
fn only_on(table: &Object) -> Vec<Json> {
    let limited = table.keys.iter().filter(|k| !k.on.is_empty() && k.name != "optional");
    limited
        .map(|key| {
            let kinds: Vec<Json> = key.on.iter().map(|kind| has(kind)).collect();
            json!({ "if": { "not": { "anyOf": kinds } }, "then": { "properties": { key.name: false } } })
        })
        .collect()
}

fn property(key: &'static Key, definitions: &mut Map<String, Json>) -> Json {
    let mut text = key.doc.to_owned();
    if let Form::Word(words) = &key.form {
        for (word, meaning) in *words {
            text.push_str(&format_args!("\n- {word}: {meaning}").to_string());
        }
    }
    if !key.example.is_empty() {
        text.push_str("\n\n");
        text.push_str(key.example);
    }
    let mut schema = form(&key.form, definitions);
    if key.form.may_be_empty() {
        schema = or_nothing(schema);
    } else if schema.get("$ref").is_some() {
        // In draft 7, what stands beside a reference is not looked at.
        schema = json!({ "allOf": [schema] });
    }
    if let Json::Object(schema) = &mut schema {
        schema.insert("description".to_owned(), Json::String(text));
    }
    schema
}

/// The same, or no value at all.
fn or_nothing(mut schema: Json) -> Json {
    if let Some(kind) = schema.get("type").and_then(Json::as_str) {
        schema["type"] = json!([kind, "null"]);
    } else if let Some(Json::Array(ways)) = schema.get_mut("anyOf") {
        ways.push(json!({ "type": "null" }));
    } else {
        schema = json!({ "anyOf": [schema, { "type": "null" }] });
    }
    schema
}

fn text() -> Json {
    json!({ "type": ["string", "number", "boolean"] })
}

fn form(of: &'static Form, definitions: &mut Map<String, Json>) -> Json {
    match of {
        Form::Text | Form::Ref(_) | Form::Accountable => text(),
        Form::Localized => json!({ "anyOf": [text(), per_language(&text())] }),
        Form::LocalizedList => {
            let words = json!({ "anyOf": [text(), { "type": "array", "items": text() }] });
            json!({ "anyOf": [words, per_language(&words)] })
        }
        Form::Facts => json!({ "type": "object" }),
        Form::Word(words) => {
            let mut words: Vec<Json> = words.iter().map(|w| json!(w.0)).collect();
            if words.contains(&json!("off")) {
                words.push(json!(false));
            }
            json!({ "enum": words })
        }
        Form::Value(value) => scalar(*value),
        Form::OneOrList(of) => {
            let one = form(of, definitions);
            json!({ "anyOf": [one, { "type": "array", "items": one }] })
        }
        Form::List(of) => json!({ "type": "array", "items": form(of, definitions) }),
        Form::Map(names, of) => {
            let mut value = form(of, definitions);
            if matches!(of, Form::Either(_)) {
                value = or_nothing(value);
            }
            match names {
                Names::Ids(_) => {
                    json!({ "type": "object", "propertyNames": { "pattern": ID }, "additionalProperties": value })
                }
                _ => json!({ "type": "object", "additionalProperties": value }),
            }
        }
        Form::Object(table) => {
            let name =
                table.what.trim_start_matches("a ").trim_start_matches("an ").trim_start_matches("the ");
            let name = name.replace('`', "").replace(' ', "-");
            if !definitions.contains_key(&name) {
                // Marks the place, should a table ever contain itself.
                definitions.insert(name.clone(), json!({}));
                let made = object(table, definitions);
                definitions.insert(name.clone(), made);
            }
            json!({ "$ref": format!("#/definitions/{name}") })
        }
        Form::Either(several) => {
            let ways: Vec<Json> = several.iter().map(|one| form(one, definitions)).collect();
            json!({ "anyOf": ways })
        }
    }
}

fn per_language(value: &Json) -> Json {
    json!({ "type": "object", "propertyNames": { "pattern": LANGUAGE }, "additionalProperties": value })
}

/// Letters of any script, digits, `-`, `_`, `.`; a letter or digit first.
const ID: &str = r"^[^\s!-/:-@\[-`{-~][^\s!-,/:-@\[-^`{-~]*$";
const LANGUAGE: &str = "^[a-z]{2,3}(-[0-9A-Za-z]{2,8})*$";
const UNITS: &str = "([Mm]inutes?|[Hh]ours?|[Ww]orking [Dd]ays?|[Dd]ays?|[Ww]eeks?|[Mm]onths?|[Yy]ears?)";
const HOW_OFTEN: &str = "[Hh]ourly|[Dd]aily|[Ww]eekly|[Mm]onthly|[Qq]uarterly|[Hh]alf([- ]|-year|[- ]a[- ])year(ly)?|[Yy]early|[Aa]nnual(ly)?";

fn scalar(value: Value) -> Json {
    let pattern = match value {
        Value::Id => ID.to_owned(),
        Value::Version => r"^[0-9][0-9A-Za-z._-]*$".to_owned(),
        Value::Date => r"^\d{4}-\d{2}-\d{2}$".to_owned(),
        Value::Duration => format!(r"^\s*[0-9]+\s+{UNITS}\s*$"),
        Value::Interval => {
            format!(r"^\s*(([Ee]very\s+)?(([0-9]+\s+)?({UNITS}|[Qq]uarters?)|{HOW_OFTEN}))\s*$")
        }
        Value::Share => r"^\s*[0-9]+(\.[0-9])?\s*%\s*$".to_owned(),
        Value::Rounds => r"^\s*[0-9]+(\s+[Rr]ounds?)?\s*$".to_owned(),
        Value::Count => return json!({ "type": "integer", "minimum": 1, "maximum": 1000 }),
        Value::Truth | Value::YesNo => {
            return json!({ "enum": [true, false, "true", "false", "yes", "no", "Yes", "No"] });
        }
        Value::Letter => return json!({ "enum": ["R", "A", "S", "C", "I", "D"] }),
        Value::Language => LANGUAGE.to_owned(),
        Value::Condition | Value::Input | Value::Colours | Value::Picture | Value::Typeface => return text(),
    };
    let types = match value {
        // A version that an editor takes for a number is the mistake the quotes are there for.
        Value::Version | Value::Date | Value::Duration | Value::Interval | Value::Share | Value::Language => {
            json!("string")
        }
        _ => json!(["string", "integer"]),
    };
    json!({
        "type": types,
        "pattern": pattern,
        "patternErrorMessage": format!("write {}", value.words()),
    })
}
