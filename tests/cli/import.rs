//! `guidepost import`: where drafts go, what is told beside them.

use super::{folder, run};

const ORDER: &str = include_str!("../import/order.bpmn");
const ODD: &str = include_str!("../import/odd.bpmn");

#[test]
fn drafts_go_to_the_terminal_and_what_is_missing_beside_them() {
    let dir = folder(&[("odd.bpmn", ODD)]);
    let ran = run(dir.path(), &["import", "odd.bpmn"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.starts_with("---\n# Imported from odd.bpmn"), "{}", ran.out);
    insta::assert_snapshot!(ran.err);
}

#[test]
fn one_file_or_a_folder_of_them_is_written_and_nothing_over_what_is_there() {
    let dir = folder(&[("order.bpmn", ORDER)]);
    let args = ["import", "order.bpmn", "-o", "policies", "--id", "SAL-G-004", "--owner", "head-of-sales"];
    let ran = run(dir.path(), &args);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert_eq!(
        ran.out,
        "Wrote SAL-G-004 (Handling Orders) into policies/SAL-G-004.md\n\
         Wrote SAL-G-004-check-the-credit (Check the credit) into policies/SAL-G-004-check-the-credit.md\n"
    );
    let file = dir.path().join("policies/SAL-G-004.md");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("owner: head-of-sales\n"), "{text}");
    std::fs::write(&file, "mine").unwrap();
    std::fs::remove_file(dir.path().join("policies/SAL-G-004-check-the-credit.md")).unwrap();
    let again = run(dir.path(), &args);
    assert_eq!(again.code, Some(2));
    assert!(again.err.contains("SAL-G-004.md is already there"), "{}", again.err);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
    assert!(!dir.path().join("policies/SAL-G-004-check-the-credit.md").exists());
    let forced = run(dir.path(), &[&args[..], &["--force"]].concat());
    assert_eq!(forced.code, Some(0), "{}", forced.err);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    // What was written is a handbook that can be checked.
    let checked = run(dir.path(), &["check", "policies", "--only", "source,doc/value,doc/required-field"]);
    assert!(!checked.out.contains("SAL-G-004"), "{}", checked.out);
}

#[test]
fn a_folder_that_is_not_there_is_made() {
    let one = "<definitions><process id=\"p\"><task id=\"a\" name=\"A\"/></process></definitions>";
    let dir = folder(&[("x.bpmn", one)]);
    let ran = run(dir.path(), &["import", "x.bpmn", "-o", "drafts/new/"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(dir.path().join("drafts/new/p.md").is_file(), "{}", ran.out);
}

#[test]
fn what_cannot_be_read_is_said() {
    let dir = folder(&[("none.bpmn", "<definitions/>"), ("bad.bpmn", "<a>\n<b></a>"), ("x.bpmn", ORDER)]);
    let says = |args: &[&str], what: &str| {
        let ran = run(dir.path(), args);
        assert_eq!(ran.code, Some(2), "{}", ran.out);
        assert!(ran.err.contains(what), "{}", ran.err);
    };
    says(&["import", "none.bpmn"], "is it a BPMN 2.0 file?");
    says(&["import", "bad.bpmn"], "bad.bpmn:2: this is no BPMN file");
    says(&["import", "gone.bpmn"], "gone.bpmn cannot be read");
    says(&["import", "x.bpmn", "--owner", "head of sales"], "contains a space");
    says(&["import", "x.bpmn", "-o", "bad.bpmn"], "name a folder");
}
