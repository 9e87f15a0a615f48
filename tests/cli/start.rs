//! `guidepost init` and `guidepost new`: what they write checks clean, and nothing is overwritten.

use super::{folder, handbook, run, write};
use std::fs;

#[test]
fn a_new_handbook_has_no_finding_at_all() {
    let dir = handbook();
    let ran = run(dir.path(), &["check", "--deny", "warnings"]);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    assert!(ran.out.starts_with("No findings"), "{}", ran.out);
}

#[test]
fn init_overwrites_nothing_and_writes_all_or_nothing() {
    let dir = folder(&[("book/landscape.yaml", "mine"), ("file", "")]);
    let ran = run(dir.path(), &["init", "book"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("landscape.yaml is already there"), "{}", ran.err);
    assert_eq!(fs::read_dir(dir.path().join("book")).unwrap().count(), 1);
    assert_eq!(fs::read_to_string(dir.path().join("book/landscape.yaml")).unwrap(), "mine");
    assert_eq!(run(dir.path(), &["init", "file"]).code, Some(2));
    assert_eq!(run(dir.path(), &["init", "file/inner"]).code, Some(2));
}

#[test]
fn init_leaves_other_files_alone() {
    let dir = folder(&[("book/notes.txt", "mine")]);
    assert_eq!(run(dir.path(), &["init", "book"]).code, Some(0));
    assert_eq!(fs::read_to_string(dir.path().join("book/notes.txt")).unwrap(), "mine");
}

#[test]
fn a_new_guideline_has_the_next_number_and_no_error() {
    let dir = handbook();
    let ran = run(dir.path(), &["new", "guideline", "--area", "SAL", "--title", "Returns: how we take them"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let path = "policies/guidelines/returns-how-we-take-them.md";
    assert_eq!(
        ran.out,
        format!("Started SAL-G-002 in {}\n", path.replace('/', std::path::MAIN_SEPARATOR_STR))
    );
    let text = fs::read_to_string(dir.path().join(path)).unwrap();
    assert!(
        text.contains("title: \"Returns: how we take them\"\n")
            && text.contains("# Returns: how we take them\n")
    );
    let ran = run(dir.path(), &["check", "--deny", "warnings"]);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
}

#[test]
fn every_type_starts_without_error() {
    let dir = handbook();
    for doc_type in ["policy", "process", "guideline", "procedure", "instruction", "form", "record"] {
        let ran = run(dir.path(), &["new", doc_type, "--area", "SAL"]);
        assert_eq!(ran.code, Some(0), "{doc_type}: {}", ran.err);
    }
    let ran = run(dir.path(), &["check", "--deny", "warnings"]);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
}

#[test]
fn a_number_is_never_used_twice() {
    let dir = handbook();
    let new = |title: &str| run(dir.path(), &["new", "guideline", "--area", "SAL", "--title", title]).out;
    write(
        dir.path(),
        "policies/retired.md",
        "---\nid: SAL-G-004\nstatus: retired\nreplaces: SAL-G-006\n---\n",
    );
    assert!(new("one").starts_with("Started SAL-G-007"));
    // Mentioned by somebody, though no file has it.
    write(dir.path(), "policies/notes.md", "# Notes\n\nSAL-G-008 was withdrawn.\n");
    assert!(new("two").starts_with("Started SAL-G-009"));
    write(dir.path(), "policies/last.md", "---\nid: SAL-G-999\nstatus: planned\n---\n");
    let ran = run(dir.path(), &["new", "guideline", "--area", "SAL"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("used up"), "{}", ran.err);
}

#[test]
fn new_overwrites_nothing() {
    let dir = handbook();
    let args = ["new", "guideline", "--area", "SAL", "--title", "Returns"];
    assert_eq!(run(dir.path(), &args).code, Some(0));
    let before = fs::read(dir.path().join("policies/guidelines/returns.md")).unwrap();
    let ran = run(dir.path(), &args);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("already there"), "{}", ran.err);
    assert_eq!(fs::read(dir.path().join("policies/guidelines/returns.md")).unwrap(), before);
}

#[test]
fn a_title_cannot_lead_out_of_the_handbook_or_onto_a_device() {
    let dir = handbook();
    let ran = run(dir.path(), &["new", "form", "--area", "SAL", "--title", "../../etc/passwd"]);
    assert!(ran.out.contains("etc-passwd.md"), "{}", ran.out);
    let ran = run(dir.path(), &["new", "form", "--area", "SAL", "--title", "CON"]);
    assert!(ran.out.contains("sal-f-002.md"), "{}", ran.out);
    assert_eq!(run(dir.path(), &["new", "form", "--area", "SAL", "--title", "a\nb: c"]).code, Some(2));
}

#[test]
fn wrong_words_are_answered_with_the_right_ones() {
    let dir = handbook();
    for (args, says) in [
        (vec!["new", "guidline", "--area", "SAL"], "did you mean \"guideline\"?"),
        (vec!["new", "guideline", "--area", "sal"], "did you mean \"SAL\"?"),
        (vec!["new", "guideline"], "--area"),
    ] {
        let ran = run(dir.path(), &args);
        assert_eq!(ran.code, Some(2), "{args:?}");
        assert!(ran.err.contains(says), "{args:?}: {}", ran.err);
    }
    write(dir.path(), "policies/handbook.yaml", "name: x\n");
    let ran = run(dir.path(), &["new", "guideline", "--area", "SAL"]);
    assert!(ran.code == Some(2) && ran.err.contains("areas:"), "{}", ran.err);
}

/// What the README shows of the first finding is what a newcomer sees.
#[test]
fn the_first_finding_of_the_readme_is_the_true_one() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let dir = folder(&[]);
    assert_eq!(run(dir.path(), &["init", "handbook"]).code, Some(0));
    let file = dir.path().join("handbook/guidelines/answering-enquiries.md");
    let text = fs::read_to_string(&file).unwrap();
    // Each line of the steps that it shows is there, but for the notes beside them.
    let steps = readme.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    for line in steps.lines().filter(|line| !line.trim().is_empty()) {
        let line = line.strip_prefix("   ").unwrap();
        assert!(text.lines().any(|l| l.split("  #").next().unwrap().trim_end() == line), "{line}");
    }
    fs::write(&file, text.replace("    no: decline\n", "")).unwrap();
    let shown = readme.split("<!-- first finding -->").nth(1).unwrap().split("```").nth(1).unwrap();
    let shown: Vec<&str> = shown.lines().skip(1).map(|l| l.strip_prefix("   ").unwrap_or("")).collect();
    let shown = shown.join("\n");
    let ran = run(dir.path(), &["check", "handbook"]);
    assert!(ran.out.starts_with(shown.trim_end()), "{}\n{shown}", ran.out);
}
