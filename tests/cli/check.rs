//! `guidepost check`: what it finds is the checks' business; here it is exit codes, forms, and bad folders.

use super::{folder, guidepost, handbook, run, write};
use std::io::Read;
use std::process::Stdio;

const BROKEN: &str = "---\nid: SAL-G-009\ntitle: a: b\n---\n";
/// Its only finding is a warning.
const WARNED: &str = "---\nid: SAL-G-008\ntitle: Filing\ntype: guideline\nprocess: sales/enquiries\nstatus: draft\n\
                      class: internal\nowner: sales-support\npurpose: So that we find it\nscope: All\naccept:\n\
                      - { rule: kpi/undefined, at: kpi/tp, why: x, by: sales-support, until: 2099-12-31 }\n---\n";

#[test]
fn a_clean_handbook_gives_exit_0() {
    let dir = handbook();
    let ran = run(dir.path(), &["check"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    assert!(ran.out.starts_with("No findings in 2 documents; "), "{}", ran.out);
}

#[test]
fn errors_give_exit_1_and_name_the_place_from_here() {
    let dir = handbook();
    write(dir.path(), "policies/guidelines/broken.md", BROKEN);
    let ran = run(dir.path(), &["check", "--format", "concise"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("policies/guidelines/broken.md:3:"), "{}", ran.out);
    // An absolute folder below the current one is shown from here too.
    let absolute = dir.path().canonicalize().unwrap().join("policies");
    let ran = run(dir.path(), &["check", absolute.to_str().unwrap(), "--format", "concise"]);
    assert!(ran.out.starts_with("policies/"), "{}", ran.out);
    let ran = run(&dir.path().join("policies"), &["check", ".", "--format", "concise"]);
    assert!(ran.out.starts_with("guidelines/"), "{}", ran.out);
}

#[test]
fn warnings_count_only_when_denied() {
    let dir = handbook();
    write(dir.path(), "policies/guidelines/warned.md", WARNED);
    let ran = run(dir.path(), &["check", "--only", "accept"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.contains("warning[accept/unused]"), "{}", ran.out);
    assert_eq!(run(dir.path(), &["check", "--only", "accept", "--deny", "warnings"]).code, Some(1));
    assert_eq!(
        run(dir.path(), &["check", "--skip", "accept", "--only", "accept", "--deny", "warnings"]).code,
        Some(0)
    );
}

#[test]
fn a_folder_without_a_handbook_gives_no_verdict() {
    let dir = folder(&[("empty/.keep", ""), ("file.md", "# x")]);
    for (args, says) in [
        (vec!["check"], "there is no folder policies"),
        (vec!["check", "nowhere"], "there is no folder nowhere"),
        (vec!["check", "empty"], "holds no document"),
        (vec!["check", "file.md"], "is no folder"),
    ] {
        let ran = run(dir.path(), &args);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(ran.err.contains(says), "{args:?}: {}", ran.err);
    }
}

#[test]
fn wrong_options_give_exit_2_and_the_right_word() {
    let dir = handbook();
    for (args, says) in [
        (vec!["check", "--only", "source/sintax"], "did you mean \"source/syntax\"?"),
        (vec!["check", "--skip", "sorce"], "did you mean \"source\"?"),
        (vec!["check", "--today", "31.12.2026"], "2026-06-30"),
        (vec!["check", "--format", "xml"], "json"),
        (vec!["check", "--deny", "errors"], "warnings"),
        (vec!["check", "--write-baseline", "--only", "source"], "--only"),
        (vec!["chekc"], "check"),
    ] {
        let ran = run(dir.path(), &args);
        assert_eq!(ran.code, Some(2), "{args:?}");
        assert!(ran.err.contains(says), "{args:?}: {}", ran.err);
    }
}

#[test]
fn unreadable_text_is_a_finding_that_counts() {
    let dir = folder(&[("policies/ok.md", "# Fine\n")]);
    write(dir.path(), "policies/latin.md", b"# Pr\xfcfung\n");
    let ran = run(dir.path(), &["check", "--format", "concise"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("policies/latin.md:1:5: error[source/encoding]"), "{}", ran.out);
}

#[test]
fn every_form_is_printed_and_nothing_else() {
    let dir = handbook();
    write(dir.path(), "policies/guidelines/broken.md", BROKEN);
    for (form, begins) in [
        ("full", "error["),
        ("concise", "policies/"),
        ("json", "{\n  \"version\": 1,"),
        ("sarif", "{\n  \"$schema\""),
        ("junit", "<?xml"),
        ("github", "::error "),
        ("gitlab", "[\n  {"),
    ] {
        let ran = run(dir.path(), &["check", "--format", form]);
        assert!(ran.out.contains(begins) && ran.err.is_empty(), "{form}: {}{}", ran.out, ran.err);
        assert_eq!(ran.code, Some(1), "{form}");
        let again = run(dir.path(), &["check", "--format", form]);
        if form != "full" {
            assert_eq!(ran.out, again.out, "{form} repeats");
        }
    }
}

#[test]
fn colour_is_given_only_when_wanted() {
    let dir = handbook();
    write(dir.path(), "policies/guidelines/broken.md", BROKEN);
    assert!(!run(dir.path(), &["check"]).out.contains('\u{1b}'), "not into a pipe");
    assert!(run(dir.path(), &["check", "--color", "always"]).out.contains('\u{1b}'));
    assert!(!run(dir.path(), &["check", "--color", "always", "--format", "json"]).out.contains('\u{1b}'));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let dir = handbook();
    write(dir.path(), "policies/guidelines/broken.md", BROKEN);
    for n in 0..400 {
        write(dir.path(), &format!("policies/b{n}.md"), BROKEN);
    }
    let mut child = guidepost()
        .current_dir(dir.path())
        .args(["check"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "the verdict stays");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn check_writes_nothing() {
    let dir = handbook();
    write(dir.path(), "policies/guidelines/broken.md", BROKEN);
    let list = || {
        let mut all: Vec<_> = walkdir::WalkDir::new(dir.path())
            .into_iter()
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.path().to_owned(), entry.metadata().unwrap().modified().unwrap()))
            .collect();
        all.sort();
        all
    };
    let before = list();
    run(dir.path(), &["check"]);
    assert_eq!(list(), before);
}

#[test]
fn a_baseline_lets_a_team_start() {
    let dir = handbook();
    // An owner that does not exist is an error of the old documents.
    let old = WARNED.replace("owner: sales-support", "owner: nobody");
    write(dir.path(), "policies/guidelines/old.md", &old);
    assert_eq!(run(dir.path(), &["check"]).code, Some(1));

    let ran = run(dir.path(), &["check", "--write-baseline"]);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    assert!(ran.err.contains("From now on only new ones count"), "{}", ran.err);
    assert!(ran.out.contains("in the baseline"), "{}", ran.out);

    // Lines do not matter; what is new counts; what is mended is called stale.
    write(dir.path(), "policies/guidelines/old.md", old.replace("title: Filing", "title: Filing\n\n\n"));
    assert_eq!(run(dir.path(), &["check"]).code, Some(0));
    write(dir.path(), "policies/guidelines/new.md", old.replace("SAL-G-008", "SAL-G-010"));
    assert_eq!(run(dir.path(), &["check"]).code, Some(1));
    std::fs::remove_file(dir.path().join("policies/guidelines/new.md")).unwrap();
    write(dir.path(), "policies/guidelines/old.md", old.replace("nobody", "sales-support"));
    assert!(run(dir.path(), &["check"]).out.contains("baseline/stale"));

    // Written anew, it forgets what no longer occurs.
    assert_eq!(run(dir.path(), &["check", "--write-baseline"]).code, Some(0));
    assert!(!run(dir.path(), &["check"]).out.contains("baseline/stale"));
}

#[test]
fn a_file_that_cannot_be_read_is_not_put_into_the_baseline() {
    let dir = handbook();
    write(dir.path(), "policies/guidelines/broken.md", BROKEN);
    let ran = run(dir.path(), &["check", "--write-baseline"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("source/syntax"), "{}", ran.out);
}

#[test]
fn safe_edits_are_made_and_nothing_else_changes() {
    let dir = handbook();
    // With a mark at its beginning and line ends of Windows, a comment and odd spaces: all of that stays.
    let odd = WARNED.replace("owner: sales-support", "ownr:   sales-support  # who else");
    let odd = format!("\u{feff}{}", odd.replace('\n', "\r\n"));
    write(dir.path(), "policies/guidelines/odd.md", &odd);
    let ran = run(dir.path(), &["check", "--fix"]);
    assert!(ran.err.contains("guidelines/odd.md:"), "{}", ran.err);
    assert!(ran.err.contains("Write `owner`"), "{}", ran.err);
    assert!(!ran.out.contains("ownr"), "{}", ran.out);
    let after = std::fs::read_to_string(dir.path().join("policies/guidelines/odd.md")).unwrap();
    assert_eq!(after, odd.replace("ownr:", "owner:"));

    // A second time there is nothing to do, and nothing is written.
    let ran = run(dir.path(), &["check", "--fix"]);
    assert!(ran.err.contains("nothing to mend"), "{}", ran.err);
    let names = std::fs::read_dir(dir.path().join("policies/guidelines")).unwrap();
    assert!(names.flatten().all(|entry| !entry.file_name().to_string_lossy().starts_with('.')));
}

#[test]
fn what_an_edit_brings_to_light_is_mended_too() {
    let dir = handbook();
    // The version is looked at once its key is known.
    let text = WARNED.replace("id: SAL-G-008", "id: SAL-G-008\nverison: 1.10");
    write(dir.path(), "policies/guidelines/odd.md", &text);
    let ran = run(dir.path(), &["check", "--fix"]);
    let after = std::fs::read_to_string(dir.path().join("policies/guidelines/odd.md")).unwrap();
    assert!(after.contains("version: \"1.10\"\n"), "{after}\n{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_a_link_is_left_to_its_owner() {
    let dir = handbook();
    write(dir.path(), "elsewhere.md", WARNED.replace("owner:", "ownr:"));
    let link = dir.path().join("policies/guidelines/odd.md");
    std::os::unix::fs::symlink(dir.path().join("elsewhere.md"), link).unwrap();
    run(dir.path(), &["check", "--fix"]);
    let after = std::fs::read_to_string(dir.path().join("elsewhere.md")).unwrap();
    assert!(after.contains("ownr:"), "{after}");
}

/// A guideline whose branches meet nowhere, in the form of a block and in braces, and one that leaves its block.
const PARALLEL: &str = "---\nid: SAL-G-008\ntitle: Filing\ntype: guideline\nprocess: sales/enquiries\nstatus: draft\n\
    class: internal\nowner: sales-support\npurpose: So that we find it\nscope: All\n\
    defaults: { A: sales-support, R: sales-support }\nstart: { event: A letter comes, next: begin }\nsteps:\n\
    - id: begin\n  parallel: [read, sort]  # side by side\n\
    - { id: read, do: Read it, next: answer }\n- { id: sort, do: Sort it, next: answer }\n\
    - { id: answer, do: Answer it, next: done }\n- { id: done, end: Done }\n---\n";

#[test]
fn branches_that_can_meet_in_one_place_only_are_made_to() {
    let dir = handbook();
    let path = "policies/guidelines/odd.md";
    for (written, mended) in [
        (PARALLEL.to_owned(), "  parallel: [read, sort]\n  join: answer  # side by side\n"),
        (
            PARALLEL
                .replace("- id: begin\n  parallel: [read, sort]", "- { id: begin, parallel: [read, sort] }"),
            "- { id: begin, parallel: [read, sort], join: answer }  # side by side\n",
        ),
    ] {
        write(dir.path(), path, &written);
        assert!(run(dir.path(), &["check"]).out.contains("graph/parallel-without-join"));
        let ran = run(dir.path(), &["check", "--fix"]);
        assert!(ran.err.contains("Write `join: answer`"), "{}", ran.err);
        let after = std::fs::read_to_string(dir.path().join(path)).unwrap();
        assert!(after.contains(mended), "{after}");
        assert!(!ran.out.contains("graph/"), "{}", ran.out);
    }
}

#[test]
fn an_edit_that_needs_a_decision_is_offered_and_not_made() {
    let dir = handbook();
    let path = "policies/guidelines/odd.md";
    let text = PARALLEL
        .replace("parallel: [read, sort]", "parallel: [read, sort]\n  join: answer")
        .replace("do: Sort it, next: answer", "do: Sort it, next: done");
    write(dir.path(), path, &text);
    let told: serde_json::Value =
        serde_json::from_str(&run(dir.path(), &["check", "--format", "json"]).out).unwrap();
    let of = |f: &&serde_json::Value| f["rule"] == "graph/parallel-escape";
    let finding = told["findings"].as_array().unwrap().iter().find(of).unwrap();
    assert_eq!(finding["fix"]["text"], "answer", "{finding:#}");
    assert_eq!(finding["fix"]["safe"], false);
    run(dir.path(), &["check", "--fix"]);
    assert_eq!(std::fs::read_to_string(dir.path().join(path)).unwrap(), text);
}

#[test]
fn an_edit_that_keeps_a_broken_rule_is_offered_once_it_is_proved() {
    let dir = handbook();
    let path = "policies/guidelines/odd.md";
    let steps = |other: &str| {
        format!(
            "steps:\n- {{ id: read, do: Read, next: clear }}\n\
             - {{ id: clear, ask: Is it clear?, outcomes: {{ yes: answer, other: {other}, no: register }}, complete: true }}\n\
             - {{ id: register, do: Register, next: answer }}\n- {{ id: answer, do: Answer, next: done }}\n\
             - {{ id: done, end: Answered }}\n\
             rules:\n- {{ id: registered, path: {{ to: done, through: register }} }}\n---\n"
        )
    };
    let fix = |text: String| {
        write(dir.path(), path, &text);
        let told: serde_json::Value =
            serde_json::from_str(&run(dir.path(), &["check", "--format", "json"]).out).unwrap();
        let found = told["findings"].as_array().unwrap();
        let finding = found.iter().find(|f| f["rule"] == "rule/path").unwrap();
        (finding["fix"]["text"].clone(), finding["help"].as_str().unwrap().to_owned())
    };
    let head = PARALLEL.split_once("steps:").unwrap().0.replace("next: begin", "next: read");
    let (text, help) = fix(head.clone() + &steps("register"));
    assert_eq!(text, "register", "{help}");
    assert!(help.contains("with `register` in place of `answer` the rule is kept"), "{help}");
    // With both ways past it, one edit is not enough, and none is offered.
    let (text, help) = fix(head + &steps("answer"));
    assert!(text.is_null(), "{help}");
}
