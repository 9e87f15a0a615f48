//! `guidepost chart`: what comes out in each form, and what is said where nothing can.

use super::{folder, guidepost, run};
use std::path::Path;

/// A handbook in which everything occurs that a chart can show.
const HANDBOOK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ways/handbook");

fn chart(args: &[&str]) -> super::Ran {
    run(Path::new(HANDBOOK), &[&["chart"], args].concat())
}

#[test]
fn bpmn_says_all_of_the_process() {
    insta::assert_snapshot!(chart(&["SAL-G-001", ".", "--format", "bpmn"]).out);
}

#[test]
fn mermaid() {
    insta::assert_snapshot!(chart(&["SAL-G-001", ".", "--format", "mermaid"]).out);
}

#[test]
fn dot() {
    insta::assert_snapshot!(chart(&["SAL-G-001", ".", "--format", "dot"]).out);
}

#[test]
fn the_name_of_the_file_says_the_form() {
    let dir = folder(&[]);
    for (name, begins) in [
        ("a.svg", "<svg"),
        ("a.BPMN", "<?xml"),
        ("a.mmd", "flowchart"),
        ("a.gv", "digraph"),
        ("a.json", "{"),
        ("a.txt", "<svg"),
    ] {
        let file = dir.path().join(name);
        let ran = chart(&["SAL-G-002", ".", "-o", &file.to_string_lossy()]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
        let text = std::fs::read_to_string(file).unwrap();
        assert!(text.starts_with(begins), "{name}: {}", &text[..40]);
    }
    let ran =
        chart(&["SAL-G-002", ".", "--format", "dot", "-o", &dir.path().join("b.svg").to_string_lossy()]);
    assert_eq!(ran.code, Some(0));
    assert!(std::fs::read_to_string(dir.path().join("b.svg")).unwrap().starts_with("digraph"));
}

/// A picture, or plain words that there are no fonts to paint it with.
#[test]
fn png_is_a_picture_of_the_size_asked_for() {
    let size = |scale: &str| {
        let out = guidepost()
            .current_dir(HANDBOOK)
            .args(["chart", "SAL-G-002", ".", "--format", "png", "--scale", scale])
            .output()
            .unwrap();
        if !out.status.success() {
            assert!(String::from_utf8_lossy(&out.stderr).contains("this machine has no fonts"));
            return None;
        }
        assert!(out.stdout.starts_with(b"\x89PNG\r\n"));
        let number = |at: usize| u32::from_be_bytes(out.stdout[at..at + 4].try_into().unwrap());
        Some((number(16), number(20)))
    };
    if let (Some(one), Some(two)) = (size("1"), size("2")) {
        assert_eq!((2 * one.0, 2 * one.1), two);
    }
}

#[track_caller]
fn refused(args: &[&str], says: &str) {
    let ran = chart(args);
    assert_eq!(ran.code, Some(2), "{}", ran.out);
    assert!(ran.err.contains(says), "{}", ran.err);
    assert_eq!(ran.out, "");
}

#[test]
fn what_cannot_be_is_said_plainly() {
    refused(&["SAL-G-003", "."], "there is no document or process SAL-G-003");
    refused(&["SAL-G-001", ".", "--format", "visio"], "possible values");
    refused(&["SAL-G-001", ".", "--format", "bpmn", "--scale", "3"], "--scale is for --format png");
    refused(&["SAL-G-001", ".", "--format", "png", "--scale", "0"], "a number from 0.1 to 20");
    refused(&["SAL-G-001", ".", "-o", "no/such/folder/a.svg"], "cannot write no/such/folder/a.svg");
    refused(&["SAL-G-001", ".", "--lang", "fr"], "the handbook is not in `fr`");
    refused(&["--landscape", "nowhere"], "nowhere");
    refused(&["--landscape", ".", "--format", "bpmn"], "the whole is drawn as svg or png");
    refused(&["--from", "nowhere.json"], "cannot read nowhere.json");
    refused(&[], "required");
}
