//! `guidepost schema`: what it prints is a schema, and it holds what `init` writes.

use super::{folder, run};
use std::fs;
use std::path::Path;

#[test]
fn the_kinds_are_listed_and_each_is_a_schema() {
    let list = run(Path::new("."), &["schema"]).out;
    let kinds: Vec<&str> = list.lines().skip(1).filter_map(|line| line.split_whitespace().next()).collect();
    assert!(kinds.contains(&"handbook") && kinds.contains(&"guideline"), "{list}");
    for kind in kinds {
        let ran = run(Path::new("."), &["schema", kind]);
        let schema: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert!(jsonschema::validator_for(&schema).is_ok(), "{kind}");
    }
}

#[test]
fn schemas_are_written_over_schemas_only() {
    let dir = folder(&[("mine/soa.json", "{ \"mine\": true }")]);
    let ran = run(dir.path(), &["schema", "--dir", ".vscode/guidepost"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(dir.path().join(".vscode/guidepost/handbook.json").exists());
    assert_eq!(run(dir.path(), &["schema", "--dir", ".vscode/guidepost"]).code, Some(0), "again");
    let ran = run(dir.path(), &["schema", "soa", "--dir", "mine"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("left alone"), "{}", ran.err);
    assert_eq!(fs::read_to_string(dir.path().join("mine/soa.json")).unwrap(), "{ \"mine\": true }");
}

#[test]
fn an_unknown_kind_is_answered_with_the_nearest() {
    let ran = run(Path::new("."), &["schema", "handbok"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("did you mean \"handbook\"?"), "{}", ran.err);
}
