//! The JSON Schema of `handbook.json` and of its parts.

use super::VERSION;
use serde_json::{Map, Value, json};

/// The schema.
pub fn schema() -> Value {
    let parts = definitions();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": format!("version {VERSION} of the form; `version` in the data says which one it has"),
        "title": "handbook.json",
        "description": "A Guidepost handbook as data, in the words of its source format. What is empty is left out. \
                        Dates are ISO, times are as the source format writes them (`2 working days`), texts are by \
                        language, addresses (`url`) count from the top of the site. Of a large handbook the documents and \
                        work products stand in the files that `files` names, which have the form of a part.",
        "oneOf": [{ "$ref": "#/definitions/handbook" }, { "$ref": "#/definitions/part" }],
        "definitions": parts,
    })
}

fn text() -> Value {
    json!({ "type": "string", "minLength": 1 })
}

fn list(of: &str) -> Value {
    json!({ "type": "array", "minItems": 1, "items": { "$ref": format!("#/definitions/{of}") } })
}

fn at(of: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{of}") })
}

fn map(of: &Value) -> Value {
    json!({ "type": "object", "minProperties": 1, "additionalProperties": of })
}

/// An object: keys with a `!` are always there.
fn object(keys: &[(&str, Value)]) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for (key, value) in keys {
        let name = key.trim_end_matches('!');
        if name.len() < key.len() {
            required.push(name);
        }
        properties.insert(name.to_owned(), value.clone());
    }
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

/// Keys of one form.
fn keys(all: &[&'static str], value: &Value) -> Vec<(&'static str, Value)> {
    all.iter().map(|key| (*key, value.clone())).collect()
}

fn definitions() -> Value {
    let mut made = Map::new();
    let mut add = |name: &str, value: Value| {
        made.insert(name.to_owned(), value);
    };
    add("texts", json!({ "type": "array", "minItems": 1, "items": text() }));
    add("said", map(&text()));
    add("date", json!({ "type": "string", "pattern": r"^-?\d{4,6}-\d{2}-\d{2}$" }));
    add(
        "time",
        json!({ "type": "string", "pattern": "^[0-9]+ (minute|hour|working day|day|week|month|quarter|year)s?$" }),
    );
    add("count", json!({ "type": "integer", "minimum": 0 }));
    add("true", json!({ "const": true }));
    add("facts", map(&text()));
    add("findings", object(&keys(&["error!", "warning!", "info!"], &at("count"))));
    add("named", object(&[("id!", text()), ("name", at("said"))]));
    add("product-ref", object(&[("id!", text()), ("optional", at("true"))]));
    add("step-ref", object(&[("document!", text()), ("step", text())]));
    add("place", object(&[("process!", text()), ("part", text())]));
    add("approved", object(&[("by", text()), ("date", at("date")), ("proof", text())]));
    add("cast", object(&[("who", at("texts")), ("by-case", map(&at("texts"))), ("inherited", at("true"))]));
    add("letters", object(&keys(&["R", "D", "A", "S", "C", "I"], &at("cast"))));
    add("within", object(&[("time", at("time")), ("since", text()), ("by-case", map(&at("time")))]));
    add(
        "kpi",
        object(&[
            ("id!", text()),
            ("name", at("said")),
            ("definition", at("said")),
            ("target", at("said")),
            ("every", at("time")),
            ("owner", text()),
            ("discussed-in", at("texts")),
            ("results", text()),
        ]),
    );
    add("matter", object(&[("what", at("said")), ("measure", at("said")), ("step", text())]));
    add(
        "accepted",
        object(&[
            ("rule", text()),
            ("document", text()),
            ("at", text()),
            ("why", text()),
            ("by", text()),
            ("until", at("date")),
        ]),
    );
    rules(&mut add);
    documents(&mut add);
    shared(&mut add);
    Value::Object(made)
}

fn rules(add: &mut impl FnMut(&str, Value)) {
    let texts = at("texts");
    let of = map(&texts);
    let path = [
        ("to", texts.clone()),
        ("through", texts.clone()),
        ("from", text()),
        ("never", texts.clone()),
        ("unless", texts.clone()),
    ];
    add(
        "rule",
        object(&[
            ("id", text()),
            ("text", at("said")),
            ("see", texts.clone()),
            ("path", object(&path)),
            ("order", object(&keys(&["before", "then"], &text()))),
            ("after", object(&keys(&["step", "then"], &text()))),
            ("separate", object(&[("steps", texts.clone()), ("step", text()), ("letters", texts.clone())])),
            ("delegate", object(&[("from", text()), ("to", text()), ("what", text()), ("except", texts)])),
            ("every", object(&[("of", of.clone()), ("cites", text()), ("has", text()), ("letter", text())])),
            ("applies", object(&[("of", of)])),
        ]),
    );
}

fn documents(add: &mut impl FnMut(&str, Value)) {
    let bound = object(&[
        ("thousandths!", json!({ "type": "integer" })),
        ("inclusive!", json!({ "type": "boolean" })),
    ]);
    add(
        "outcome",
        object(&[
            ("id!", text()),
            ("to", text()),
            ("text", at("said")),
            ("share-per-mille", at("count")),
            (
                "when",
                object(&[
                    ("low", bound.clone()),
                    ("high", bound),
                    ("unit", text()),
                    ("words", at("texts")),
                    ("else", at("true")),
                ]),
            ),
        ]),
    );
    steps(add);
    add(
        "entry",
        object(&[
            ("id!", text()),
            ("title!", at("said")),
            ("status!", status()),
            ("version", text()),
            ("url!", text()),
            ("file!", text()),
        ]),
    );
    add("document", object(&[about_document(), parts_of_document(), process_of_document()].concat()));
}

fn status() -> Value {
    json!({ "enum": ["planned", "draft", "in-review", "approved", "retired"] })
}

fn each(of: &Value) -> Value {
    json!({ "type": "array", "minItems": 1, "items": of })
}

fn steps(add: &mut impl FnMut(&str, Value)) {
    add(
        "step",
        object(&[
            ("number!", json!({ "type": "integer", "minimum": 1 })),
            ("id", text()),
            ("kind", json!({ "enum": ["do", "ask", "parallel", "wait", "call", "end"] })),
            ("text", at("said")),
            ("phase", text()),
            ("letters", at("letters")),
            ("in", list("product-ref")),
            ("out", list("product-ref")),
            ("next", text()),
            ("of", text()),
            ("complete", at("true")),
            ("branches", at("texts")),
            (
                "optional",
                json!({ "type": "array", "items": object(&[("step!", text()), ("when", at("said"))]) }),
            ),
            ("join", text()),
            ("for", text()),
            ("call", text()),
            ("start", text()),
            (
                "hand-over",
                json!({ "type": "array", "items": object(&[("to!", text()), ("what", list("product-ref"))]) }),
            ),
            ("stops-everything", at("true")),
            ("outcomes", list("outcome")),
            ("within", at("within")),
            ("until", at("said")),
            ("late", text()),
            (
                "escalate",
                json!({ "type": "array", "items": object(&[("after", at("time")), ("tell", at("texts"))]) }),
            ),
            ("limit", object(&[("rounds!", at("count")), ("then", text())])),
            ("every", at("time")),
            ("contact", at("texts")),
            ("see", at("texts")),
            ("tools", at("texts")),
            ("note", at("said")),
            ("facts", at("facts")),
        ]),
    );
}

/// A key and what stands under it.
type Key = (&'static str, Value);

fn about_document() -> Vec<Key> {
    vec![
        ("id!", text()),
        ("title!", at("said")),
        ("type", text()),
        ("status!", status()),
        ("in-force!", json!({ "type": "boolean" })),
        ("class", text()),
        ("version", text()),
        ("owner", text()),
        ("place", at("place")),
        ("url!", text()),
        ("source!", text()),
        ("languages", at("texts")),
        ("purpose", at("said")),
        ("scope", at("said")),
        ("approved", at("approved")),
        (
            "changes",
            each(&object(&[("version", text()), ("date", at("date")), ("by", text()), ("why", text())])),
        ),
        ("effective", at("date")),
        (
            "review",
            object(&[
                ("every", at("time")),
                ("last", at("date")),
                ("due", at("date")),
                ("overdue", at("true")),
            ]),
        ),
        ("replaces", at("texts")),
        ("replaced-by", text()),
        ("retention", at("time")),
        ("within", at("within")),
        ("norms", at("texts")),
        ("acknowledge", at("texts")),
        ("distribution", at("texts")),
        ("origin", json!({ "enum": ["external", "generated"] })),
        ("attachment", text()),
        ("facts", at("facts")),
    ]
}

fn parts_of_document() -> Vec<Key> {
    vec![
        ("responsibilities", each(&object(&[("who!", text()), ("texts", list("said"))]))),
        (
            "duties",
            each(&object(&[
                ("what", at("said")),
                ("id!", text()),
                ("who", at("texts")),
                ("every", at("time")),
                ("record", text()),
                ("last", at("date")),
                ("next", at("date")),
            ])),
        ),
        (
            "records",
            each(&object(&[
                ("name!", text()),
                ("kept-in", text()),
                ("keep", text()),
                ("class", text()),
                ("basis", text()),
                ("see", at("texts")),
                ("made-by", text()),
            ])),
        ),
        ("kpis", list("kpi")),
        ("risks", list("matter")),
        ("resources", list("matter")),
        ("open", list("said")),
        ("rules", list("rule")),
        ("accept", list("accepted")),
    ]
}

fn process_of_document() -> Vec<Key> {
    vec![
        ("defaults", at("letters")),
        (
            "starts",
            each(&object(&[
                ("id", text()),
                ("event", at("said")),
                ("from", at("texts")),
                ("out", list("product-ref")),
                ("every", at("time")),
                ("next", text()),
            ])),
        ),
        (
            "phases",
            each(&object(&[
                ("id", text()),
                ("name", at("said")),
                ("facts", at("facts")),
                ("any-order", at("true")),
                ("next", text()),
            ])),
        ),
        ("steps", list("step")),
        (
            "anytime",
            each(&object(&[("id", text()), ("event", at("said")), ("in", at("texts")), ("next", text())])),
        ),
        ("findings!", at("findings")),
    ]
}

fn shared(add: &mut impl FnMut(&str, Value)) {
    add(
        "product",
        object(&[
            ("id!", text()),
            ("name", at("said")),
            ("owner", text()),
            ("class", text()),
            ("norms", at("texts")),
            ("template", text()),
            ("from-outside", at("true")),
            ("url!", text()),
            ("made", list("step-ref")),
            ("brought", at("texts")),
            ("used", list("step-ref")),
            ("handed-over", list("step-ref")),
            ("records", at("texts")),
        ]),
    );
    add(
        "role",
        object(&[
            ("id!", text()),
            ("name", at("said")),
            ("url!", text()),
            ("short", text()),
            ("aliases", at("texts")),
            ("unit", text()),
            ("holders", at("texts")),
            ("deputies", at("texts")),
            ("includes", at("texts")),
            ("external", at("true")),
            ("per", text()),
            ("facts", at("facts")),
        ]),
    );
    let part = object(&[("id!", text()), ("name", at("said")), ("owner", text()), ("url!", text())]);
    add(
        "process",
        object(&[
            ("id!", text()),
            ("name", at("said")),
            ("group", text()),
            ("owner", text()),
            ("url!", text()),
            ("parts", each(&part)),
            ("kpis", list("kpi")),
            ("risks", list("matter")),
        ]),
    );
    let cited = object(&[("documents", at("texts")), ("withheld", at("count"))]);
    add(
        "standard",
        object(&[
            ("id!", text()),
            ("title", at("said")),
            ("asked!", at("count")),
            ("answered!", at("count")),
            ("open", at("texts")),
            ("cited", map(&cited)),
        ]),
    );
    let control = object(&[
        ("id!", text()),
        ("applicable", json!({ "type": "boolean" })),
        ("why", text()),
        ("state", text()),
        ("evidence", at("texts")),
    ]);
    add(
        "statement",
        object(&[
            ("standard", text()),
            ("version", text()),
            ("date", at("date")),
            ("approved", at("approved")),
            ("controls", each(&control)),
        ]),
    );
    add(
        "part",
        object(&[
            ("format!", json!({ "const": "guidepost-handbook-part" })),
            ("version!", json!({ "const": VERSION })),
            ("place", at("place")),
            ("documents", list("document")),
            ("products", list("product")),
        ]),
    );
    add("handbook", handbook());
}

fn handbook() -> Value {
    let edition = object(&[
        ("date!", at("date")),
        ("draft!", json!({ "type": "boolean" })),
        ("sources!", at("count")),
        ("digest!", json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })),
        ("site-class", text()),
        ("documents!", at("count")),
        ("withheld!", at("count")),
        ("findings!", at("findings")),
    ]);
    let class = object(&[
        ("id!", text()),
        ("name", at("said")),
        ("handling", at("said")),
        ("documents!", at("count")),
        ("withheld!", at("count")),
    ]);
    let group = object(&[("id!", text()), ("name", at("said")), ("roles", at("texts"))]);
    let organisation = object(&[
        ("units", list("named")),
        ("roles", list("role")),
        ("groups", each(&group)),
        ("people", each(&object(&[("id!", text()), ("name", text())]))),
    ]);
    let flow = object(&[("from", text()), ("to", text()), ("what", at("texts"))]);
    let term = object(&[
        ("id!", text()),
        ("name", at("said")),
        ("meaning", at("said")),
        ("avoid", at("texts")),
        ("see", at("texts")),
    ]);
    let documents = json!({ "type": "array", "minItems": 1,
        "items": { "anyOf": [{ "$ref": "#/definitions/document" }, { "$ref": "#/definitions/entry" }] } });
    object(&[
        ("format!", json!({ "const": "guidepost-handbook" })),
        ("version!", json!({ "const": VERSION })),
        ("generator!", text()),
        ("edition!", edition),
        ("name", at("said")),
        ("languages!", at("texts")),
        ("classes", each(&class)),
        ("types", each(&object(&[("id!", text()), ("letter", text()), ("name", at("said"))]))),
        ("organisation", organisation),
        ("landscape", object(&[("groups", list("named")), ("processes", list("process"))])),
        ("standards", list("standard")),
        ("statement-of-applicability", at("statement")),
        ("glossary", each(&term)),
        ("rules", list("rule")),
        ("accept", list("accepted")),
        ("files", at("texts")),
        ("documents", documents),
        ("products", list("product")),
        ("landscape-flows", each(&flow)),
    ])
}
