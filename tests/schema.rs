//! The key tables, and the JSON Schemas made from them, against the sample handbook and against mistakes.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use guidepost::diagnostic::{FileId, Finding};
use guidepost::model::read;
use guidepost::model::schema::{SCHEMAS, json_schema};
use guidepost::source::{FileKind, Kind, Node, ReadOptions, Style, yaml};
use guidepost::{model, source};
use serde_json::Value as Json;
use std::path::Path;

#[test]
fn the_sample_handbook_is_of_the_right_form() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
    let tree = source::read(&dir, &ReadOptions::default()).expect("the sample");
    let (handbook, findings) = model::parse::parse(tree);
    let told: Vec<String> = findings
        .iter()
        .map(|f| {
            let at = handbook.sources.locate(f.at);
            let path = handbook.sources.path(f.at.file);
            format!("{path}:{}:{} {}: {} — {}", at.line, at.column, f.rule, f.message, f.help)
        })
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// A YAML value as an editor sees it: plain scalars have the types of YAML 1.2.
fn seen(node: &Node) -> Json {
    match &node.kind {
        Kind::Empty => Json::Null,
        Kind::Scalar { text, style: Style::Plain } => match text.as_str() {
            "null" | "~" => Json::Null,
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            _ => text
                .parse::<i64>()
                .map(Json::from)
                .ok()
                .or_else(|| text.parse::<f64>().ok().filter(|f| f.is_finite()).map(Json::from))
                .unwrap_or_else(|| Json::from(text.as_str())),
        },
        Kind::Scalar { text, .. } => Json::from(text.as_str()),
        Kind::List(items) => items.iter().map(seen).collect(),
        Kind::Map(entries) => {
            Json::Object(entries.iter().map(|e| (e.key.text.clone(), seen(&e.value))).collect())
        }
    }
}

fn validator(kind: FileKind) -> jsonschema::Validator {
    let schema = json_schema(kind).expect("a schema");
    assert!(jsonschema::draft7::meta::is_valid(&schema), "{kind:?}: no schema of draft 7");
    jsonschema::validator_for(&schema).expect("a schema that can be used")
}

/// What a schema says of a text; empty: nothing.
fn complaints(validator: &jsonschema::Validator, text: &str) -> Vec<String> {
    let node = yaml::parse(FileId(0), text, 0..text.len()).root.expect("keys");
    let seen = seen(&node);
    validator.iter_errors(&seen).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

#[test]
fn the_schemas_accept_the_sample_handbook() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
    let tree = source::read(&dir, &ReadOptions::default()).expect("the sample");
    for (kind, ..) in SCHEMAS {
        let validator = validator(*kind);
        for file in tree.of(*kind) {
            let front = file.front.as_ref().expect("keys");
            let told: Vec<String> =
                validator.iter_errors(&seen(front)).map(|e| format!("{}: {e}", e.instance_path())).collect();
            assert!(told.is_empty(), "{}: {}", tree.sources.path(file.id), told.join("\n"));
        }
    }
}

const DRAFT: &str =
    "id: A-1\ntitle: T\ntype: form\nowner: r\nstatus: draft\nclass: c\npurpose: p\nscope: s\n";

#[test]
fn the_schemas_refuse_what_is_of_the_wrong_form() {
    let guideline = validator(FileKind::Guideline);
    assert_eq!(complaints(&guideline, DRAFT), [""; 0]);
    for (mistake, place) in [
        ("titel: x", ""),
        ("version: 1.10", "/version"),
        ("effective: 02.05.2018", "/effective"),
        ("within: soon", "/within"),
        ("origin: elsewhere", "/origin"),
        ("review: 12 months", "/review"),
        ("steps: [{ id: a, end: x }]", ""),
        ("process: p\nsteps: [{ id: a }]", "/steps/0"),
        ("process: p\nsteps: [{ id: a, do: x, ask: y }]", "/steps/0"),
        ("process: p\nsteps: [{ id: a, do: x, outcomes: { b: c } }]", "/steps/0/outcomes"),
        ("process: p\nsteps: [{ id: a, do: x, A: [b, c] }]", "/steps/0/A"),
        ("process: p\nsteps: [{ id: a, end: x, next: b }]", "/steps/0/next"),
        ("rules: [{ id: a, order: { before: b, then: c }, after: { step: b, then: c } }]", "/rules/0"),
        ("rules: [{ id: a, cites: b }]", "/rules/0/cites"),
        ("accept: [{ rule: kpi/undefined }]", "/accept/0"),
        ("kpis: [{ definition: x }]", "/kpis/0"),
    ] {
        let told = complaints(&guideline, &format!("{DRAFT}{mistake}\n"));
        assert!(told.iter().any(|t| t.contains(place)) && !told.is_empty(), "{mistake}: {told:?}");
    }
    assert!(!complaints(&guideline, &DRAFT.replace("class: c\n", "")).is_empty());
    assert!(complaints(&guideline, "id: A\ntitle: T\ntype: form\nowner: r\nstatus: planned\n").is_empty());
    assert!(!complaints(&validator(FileKind::Handbook), "raci: RASI\n").is_empty());
    assert!(!complaints(&validator(FileKind::Organisation), "roles: { big boss: { name: x } }\n").is_empty());
}

/// Where a value has a reader, the schema accepts what it accepts.
#[test]
fn the_schemas_read_values_as_the_check_does() {
    type Reader = fn(&str) -> bool;
    let guideline = validator(FileKind::Guideline);
    let readers: [(&str, Reader); 5] = [
        ("effective: ", |t| read::date(t).is_ok()),
        ("retention: ", |t| read::duration(t).is_ok()),
        ("duties: [{ what: x, who: y, every: V }]", |t| read::interval(t).is_ok()),
        ("id: ", |t| read::id(t).is_ok()),
        ("process: p\nsteps: [{ id: a, do: b, limit: V }]", |t| read::rounds(t).is_ok()),
    ];
    let values = [
        "2018-05-02",
        "2.5.2018",
        "2 working days",
        "1 day",
        "72 hours",
        "2 Tage",
        "3",
        "3 rounds",
        "1 round",
        "3 times",
        "quarter",
        "12 months",
        "half-year",
        "half year",
        "half a year",
        "half-yearly",
        "monthly",
        "annually",
        "every month",
        "2 quarters",
        "soon",
        "A-1",
        "prüfen",
        "a b",
        "a/b",
        ".a",
        "a.b_c",
        "-",
    ];
    for (key, accepts) in readers {
        for value in values {
            let line = if key.contains('V') {
                key.replace('V', &format!("\"{value}\""))
            } else {
                format!("{key}\"{value}\"")
            };
            let draft = if key.starts_with("id") { DRAFT.replace("id: A-1\n", "") } else { DRAFT.to_owned() };
            let told = complaints(&guideline, &format!("{draft}{line}\n"));
            assert_eq!(told.is_empty(), accepts(value), "{line}: {told:?}");
        }
    }
}

/// Reads one guideline; gives its text and what is of the wrong form.
fn found(text: &str) -> (String, Vec<Finding>) {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::write(dir.path().join("handbook.yaml"), "name: x\n").expect("a file");
    std::fs::write(dir.path().join("a.yaml"), text).expect("a file");
    let tree = source::read(dir.path(), &ReadOptions::default()).expect("a handbook");
    (text.to_owned(), model::parse::parse(tree).1)
}

/// By document, step or part, and what it names, a finding is known to acceptances and to the baseline.
#[test]
fn a_finding_says_what_it_belongs_to() {
    let (_, findings) = found(&format!(
        "{DRAFT}process: p\ncolour: x\nkpis:\n- {{ id: won, name: x, evry: month }}\n- {{ name: y, owner: [a] }}\n\
         start: {{ event: x, nxt: a }}\nsteps:\n- {{ id: a, do: x, within: soon, next: b }}\n- {{ id: b, end: x }}\n"
    ));
    let told: Vec<String> = findings
        .iter()
        .map(|f| {
            assert_eq!(f.document.as_deref(), Some("A-1"));
            let at = f.step.as_deref().or(f.key.as_deref()).unwrap_or("-");
            format!("{} {at} {}", f.rule, f.about)
        })
        .collect();
    assert_eq!(
        told,
        [
            "doc/unknown-field - colour",
            "doc/unknown-field kpi/won evry",
            "doc/value kpi/2 owner",
            "doc/unknown-field start/1 nxt",
            "doc/value a within: soon",
        ]
    );
}

/// What `--fix` would write is right: nothing is found any more.
#[test]
fn fixes_mend_what_they_belong_to() {
    let (mut text, findings) = found(&format!(
        "{}version: 1.10\neffective: 02.05.2018\nclas: c\nprocess: p\nsteps:\n\
         - {{ id: a, do: Read, then answer, R: r, A: [b], within: 2 Tage, late: b, next: b }}\n- {{ id: b, end: x }}\n",
        DRAFT.replace("class: c\n", "")
    ));
    let mut fixes: Vec<_> = findings.iter().map(|f| f.fix.clone().expect("a fix")).collect();
    assert_eq!(fixes.len(), 6);
    fixes.sort_by_key(|f| std::cmp::Reverse(f.at.start));
    for fix in fixes {
        text.replace_range(fix.at.start as usize..fix.at.end as usize, &fix.text);
    }
    assert!(
        text.contains("{ id: a, do: \"Read, then answer\", R: r, A: b, within: 2 days, late: b, next: b }"),
        "{text}"
    );
    assert_eq!(found(&text).1, []);
}
