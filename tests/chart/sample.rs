//! Charts of the sample handbook, byte for byte: the five that differ most, and the pictures of the whole. `make golden` takes over changes, after
//! looking at them.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by falling over")]

use std::path::Path;
use std::process::Command;

/// The chart of a guideline or process as the program writes it.
fn chart(id: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let args = ["chart", id, "--format", "svg", "--today", "2018-06-15"];
    let run = Command::new(env!("CARGO_BIN_EXE_guidepost")).current_dir(root).args(args).output().unwrap();
    assert!(run.status.success(), "{id}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8_lossy(&run.stdout).into_owned()
}

/// The story of a sale: four phases, seven lanes, forks, waits, loops.
#[test]
fn opportunity_management() {
    insta::assert_snapshot!("SAL-G-002.svg", chart("SAL-G-002"));
}

/// Ways by value, and reworking from three places.
#[test]
fn creating_an_offer() {
    insta::assert_snapshot!("SAL-G-009.svg", chart("SAL-G-009"));
}

/// More than three outcomes, several starts, an event at any time.
#[test]
fn contract_management() {
    insta::assert_snapshot!("SAL-G-007.svg", chart("SAL-G-007"));
}

/// Small, with two processes in one.
#[test]
fn filing() {
    insta::assert_snapshot!("SAL-G-012.svg", chart("SAL-G-012"));
}

/// Without phases, with a group of roles.
#[test]
fn giving_information_away() {
    insta::assert_snapshot!("ISM-I-001.svg", chart("ISM-I-001"));
}

/// The map of processes, and the overview of sales.
#[test]
fn the_whole() {
    insta::assert_snapshot!("landscape.svg", chart("--landscape"));
    insta::assert_snapshot!("sales.svg", chart("sales"));
}
