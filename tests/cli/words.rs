//! `guidepost explain`, `rules`, `completions`, `man`, and help.

use super::run;
use std::path::Path;

fn here(args: &[&str]) -> super::Ran {
    run(Path::new("."), args)
}

#[test]
fn a_rule_is_explained_in_full() {
    insta::assert_snapshot!(here(&["explain", "accept/expired"]).out);
}

#[test]
fn a_family_is_explained_by_its_rules() {
    let ran = here(&["explain", "accept"]);
    assert!(ran.out.contains("accept/expired (warning)") && ran.out.contains("accept/unused"), "{}", ran.out);
}

#[test]
fn an_unknown_rule_is_answered_with_the_nearest() {
    let ran = here(&["explain", "accept/expird"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("did you mean \"accept/expired\"?"), "{}", ran.err);
}

#[test]
fn rules_are_listed_in_three_forms() {
    let table = here(&["rules"]).out;
    let json: serde_json::Value = serde_json::from_str(&here(&["rules", "--format", "json"]).out).unwrap();
    let markdown = here(&["rules", "--format", "markdown"]).out;
    let rules = json.as_array().unwrap();
    assert_eq!(table.lines().count(), rules.len());
    for rule in rules {
        let name = rule["name"].as_str().unwrap();
        assert!(table.contains(name) && markdown.contains(&format!("### {name}\n")), "{name}");
        for key in ["severity", "what", "why", "bad", "good", "since"] {
            assert!(rule[key].as_str().is_some_and(|text| !text.is_empty()), "{name}: {key}");
        }
    }
}

#[test]
fn completions_and_manual_know_every_command() {
    let commands = ["check", "init", "new", "explain", "rules", "list", "completions", "man"];
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = here(&["completions", shell]);
        assert_eq!(ran.code, Some(0));
        for command in commands {
            assert!(ran.out.contains(command), "{shell}: {command}");
        }
    }
    let page = here(&["man"]).out;
    for command in commands {
        assert!(page.contains(&format!("guidepost\\-{command}")), "{command}");
        let own = here(&["man", command]);
        assert!(own.code == Some(0) && own.out.contains(".TH"), "{command}");
    }
    assert_eq!(here(&["man", "nothing"]).code, Some(2));
}
