//! `guidepost list`: the register in three forms, with filters.

use super::{handbook, run, write};

const CITING: &str = "---\nid: SAL-P-001\ntitle: Prüfung 合同, \"kurz\"\ntype: policy\nprocess: sales\nstatus: approved\n\
                      class: public\nowner: managing-director\nversion: \"1.0\"\nnorms: [iso9001:8.2.1]\n\
                      approved: { by: managing-director, date: 2026-01-15, proof: minutes }\npurpose: x\nscope: y\n---\n";

fn register() -> tempfile::TempDir {
    let dir = handbook();
    write(dir.path(), "policies/citing.md", CITING);
    dir
}

#[test]
fn the_table_lines_up() {
    let dir = register();
    insta::assert_snapshot!(run(dir.path(), &["list"]).out);
}

#[test]
fn csv_is_read_by_spreadsheets() {
    let dir = register();
    insta::assert_snapshot!(run(dir.path(), &["list", "--format", "csv"]).out);
}

#[test]
fn json_holds_the_same_and_more() {
    let dir = register();
    let ran = run(dir.path(), &["list", "--format", "json", "--owner", "managing-director"]);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn filters_combine() {
    let dir = register();
    let ids = |args: &[&str]| {
        let ran = run(dir.path(), &[&["list", "--format", "csv"], args].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let ids: Vec<String> =
            ran.out.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect();
        ids.join(" ")
    };
    assert_eq!(ids(&[]), "SAL-G-001 SAL-P-001");
    assert_eq!(ids(&["--status", "draft"]), "SAL-G-001");
    assert_eq!(ids(&["--status", "in-review"]), "");
    assert_eq!(ids(&["--class", "public"]), "SAL-P-001");
    assert_eq!(ids(&["--process", "sales"]), "SAL-G-001 SAL-P-001");
    assert_eq!(ids(&["--process", "sales/enquiries"]), "SAL-G-001");
    assert_eq!(ids(&["--clause", "iso9001:8.2.1"]), "SAL-P-001");
    assert_eq!(ids(&["--clause", "iso9001:8.2"]), "SAL-P-001", "a clause above counts");
    assert_eq!(ids(&["--clause", "iso9001"]), "SAL-P-001");
    assert_eq!(ids(&["--clause", "iso9001:8.2.2"]), "");
    assert_eq!(ids(&["--owner", "managing-director", "--status", "draft"]), "");
}

#[test]
fn a_filter_that_fits_nothing_is_answered_with_the_nearest_word() {
    let dir = register();
    for (args, says) in [
        (["list", "--owner", "managing-directer"], "did you mean \"managing-director\"?"),
        (["list", "--class", "internl"], "did you mean \"internal\"?"),
        (["list", "--process", "sales/enquries"], "did you mean \"sales/enquiries\"?"),
        (["list", "--clause", "iso9001:8.2.9"], "has no clause \"8.2.9\""),
        (["list", "--clause", "iso900:8"], "did you mean \"iso9001\"?"),
        (["list", "--status", "aproved"], "approved"),
    ] {
        let ran = run(dir.path(), &args);
        assert_eq!(ran.code, Some(2), "{args:?}");
        assert!(ran.err.contains(says), "{args:?}: {}", ran.err);
    }
}

#[test]
fn a_title_cannot_steer_the_terminal() {
    let dir = handbook();
    write(dir.path(), "policies/x.md", "---\nid: SAL-P-001\ntitle: \"a\\e[31mb\"\n---\n");
    let ran = run(dir.path(), &["list"]);
    assert!(ran.out.contains("SAL-P-001") && !ran.out.contains('\u{1b}'), "{}", ran.out);
}
