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

/// A block of the README, by the mark before it.
fn readme(mark: &str) -> serde_json::Value {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let block = readme.split(mark).nth(1).unwrap().split("```").nth(1).unwrap();
    serde_json::from_str(block.trim_start_matches("json")).unwrap()
}

/// By the setting that the README shows, each file has the schema of its kind and no other. Patterns are read as
/// the language server reads them.
#[test]
fn the_setting_of_the_readme_gives_each_file_its_own_schema() {
    let setting = readme("<!-- schemas -->");
    let setting = setting["yaml.schemas"].as_object().unwrap();
    // Without the head, and without the schema of what a site has as data.
    let written = run(Path::new("."), &["schema"]).out.lines().count() - 2;
    assert_eq!(setting.len(), written, "every kind has its place");
    let fits = |pattern: &str, file: &str| {
        let glob =
            globset::GlobBuilder::new(&format!("**/{pattern}")).literal_separator(true).build().unwrap();
        glob.compile_matcher().is_match(file)
    };
    let kinds = |file: &str| -> Vec<&str> {
        let takes = |patterns: &serde_json::Value| {
            let one = std::slice::from_ref(patterns);
            let all = patterns.as_array().map_or(one, Vec::as_slice);
            let (not, yes): (Vec<&str>, Vec<&str>) =
                all.iter().filter_map(|p| p.as_str()).partition(|p| p.starts_with('!'));
            yes.iter().any(|p| fits(p, file)) && !not.iter().any(|p| fits(&p[1..], file))
        };
        let schemas = setting.iter().filter(|(_, patterns)| takes(patterns));
        schemas.map(|(schema, _)| Path::new(schema).file_stem().unwrap().to_str().unwrap()).collect()
    };
    for (file, kind) in [
        ("policies/handbook.yaml", "handbook"),
        ("policies/organisation.yaml", "organisation"),
        ("policies/landscape.yaml", "landscape"),
        ("policies/glossary.yaml", "glossary"),
        ("policies/soa.yaml", "soa"),
        ("policies/standards/own.yaml", "standard"),
        ("policies/forms/opportunity-review.yaml", "guideline"),
        ("policies/forms/old/sheet.yaml", "guideline"),
        ("policies/forms/opportunity-review.de.yaml", "translation"),
    ] {
        assert_eq!(kinds(file), [kind], "{file}");
    }
}

/// The pattern of the task that the README shows fits every line of the concise form.
#[test]
fn the_task_of_the_readme_reads_the_concise_form() {
    let task = readme("<!-- task -->");
    let pattern = &task["tasks"][0]["problemMatcher"]["pattern"];
    assert_eq!(pattern["regexp"], r"^(.+?):(\d+):(\d+): (error|warning|info)\[(.+?)\] (.+)$");
    let dir = folder(&[("policies/handbook.yaml", "name: X\nclases: []\n"), ("policies/a.md", "# A\n")]);
    let ran = run(dir.path(), &["check", "--format", "concise"]);
    assert!(ran.out.lines().count() > 1, "{}", ran.out);
    for line in ran.out.lines() {
        let (place, rest) = line.split_once(": ").unwrap();
        let place: Vec<&str> = place.rsplitn(3, ':').collect();
        assert!(place.len() == 3 && place[..2].iter().all(|n| n.parse::<u32>().is_ok()), "{line}");
        let (severity, rest) = rest.split_once('[').unwrap();
        assert!(matches!(severity, "error" | "warning" | "info"), "{line}");
        assert!(rest.split_once("] ").is_some_and(|(rule, _)| rule.contains('/')), "{line}");
    }
}
