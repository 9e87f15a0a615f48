//! `guidepost prove`: answers about guidelines and about BPMN files.

use std::fmt::Write as _;

use super::{handbook, run, write};

const TWICE: &str = "---\nid: SAL-G-077\ntitle: Answering\ntype: guideline\nsteps:\n\
    - { id: begin, parallel: [read, sort], join: answer }\n\
    - { id: read, do: Read, R: clerk, next: note }\n\
    - { id: sort, do: Sort, R: clerk, next: note }\n\
    - { id: note, do: Note, R: clerk, next: answer }\n\
    - { id: answer, do: Answer, R: clerk, next: done }\n\
    - { id: done, end: Answered }\n\
    start: { next: begin }\n---\n";

#[test]
fn a_no_comes_with_a_run_that_shows_it() {
    let dir = handbook();
    write(dir.path(), "policies/twice.md", TWICE);
    let ran = run(dir.path(), &["prove", "SAL-G-077", "--format", "json"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    insta::assert_snapshot!(ran.out);
    insta::assert_snapshot!(run(dir.path(), &["prove", "SAL-G-077"]).out);
}

#[test]
fn what_keeps_an_answer_open_is_not_laid_on_the_budget() {
    let dir = handbook();
    let text = TWICE.replace("Read, R: clerk, next: note", "Read, R: clerk, next: done");
    let text = text.replace("next: note", "next: answer");
    write(dir.path(), "policies/twice.md", &text);
    let ran = run(dir.path(), &["prove", "SAL-G-077"]);
    assert!(ran.out.contains("undecided: `read` leads out of its block"), "{}{}", ran.out, ran.err);
    assert!(!ran.out.contains("--budget"), "{}", ran.out);
}

#[test]
fn all_guidelines_with_steps_are_proved() {
    let dir = handbook();
    let ran = run(dir.path(), &["prove"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("SAL-G-001"), "{}", ran.out);
    // The folder alone says the same, and an array stays one.
    assert_eq!(run(dir.path(), &["prove", "policies"]).out, ran.out);
    let json = run(dir.path(), &["prove", "policies", "--format", "json"]).out;
    assert!(json.starts_with('['), "{json}");
}

#[test]
fn a_bpmn_file_is_proved_too() {
    let dir = handbook();
    let text = r#"<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL"><b:process id="p">
        <b:startEvent id="s"/><b:parallelGateway id="both"/><b:task id="a"/><b:task id="b"/><b:endEvent id="e"/>
        <b:sequenceFlow sourceRef="s" targetRef="both"/><b:sequenceFlow sourceRef="both" targetRef="a"/>
        <b:sequenceFlow sourceRef="both" targetRef="b"/><b:sequenceFlow sourceRef="a" targetRef="e"/>
        <b:sequenceFlow sourceRef="b" targetRef="a"/></b:process></b:definitions>"#;
    write(dir.path(), "order.bpmn", text);
    let ran = run(dir.path(), &["prove", "order.bpmn"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn steps_of_a_bpmn_file_are_named_as_people_know_them_and_what_goes_round_is_told() {
    let dir = handbook();
    let text = r#"<definitions><collaboration><participant name="Shop" processRef="p"/></collaboration>
        <process id="p"><startEvent id="s"/><exclusiveGateway id="m"/>
        <task id="t1" name="Ask  again"/><sequenceFlow sourceRef="s" targetRef="m"/>
        <sequenceFlow sourceRef="m" targetRef="t1"/><sequenceFlow sourceRef="t1" targetRef="m"/></process>
        <process id="r"><startEvent id="rs"/><task id="lost" name="Lost"/><task id="too" name="Too"/>
        <sequenceFlow sourceRef="lost" targetRef="too"/></process><process id="q"><task id="a"/><task id="b"/><sequenceFlow sourceRef="a" targetRef="b"/>
        <sequenceFlow sourceRef="b" targetRef="a"/></process></definitions>"#;
    write(dir.path(), "order.bpmn", text);
    insta::assert_snapshot!(run(dir.path(), &["prove", "order.bpmn"]).out);
}

#[test]
fn what_cannot_be_proved_is_said() {
    let dir = handbook();
    write(dir.path(), "bad.bpmn", "<b:definitions><b:process>");
    let says = |args: &[&str], what: &str| {
        let ran = run(dir.path(), args);
        assert_eq!(ran.code, Some(2), "{}", ran.out);
        assert!(ran.err.contains(what), "{}", ran.err);
    };
    says(&["prove", "bad.bpmn"], "bad.bpmn");
    says(&["prove", "none.bpmn"], "cannot be read");
    says(&["prove", "SAL-G-01"], "SAL-G-001");
}

#[test]
fn branches_within_thousands_of_branches_are_not_proved_and_nothing_wrong_is_said_of_them() {
    let dir = handbook();
    let mut text = String::from(
        "---\nid: SAL-G-099\ntitle: Deep\ntype: guideline\nprocess: sales/enquiries\nstatus: draft\nclass: internal\n\
         owner: sales-support\npurpose: x\nscope: x\ndefaults: { A: sales-support, R: sales-support }\n\
         start: { event: A letter comes, next: f0 }\nsteps:\n",
    );
    let deep = 900;
    for n in 0..deep {
        let inner = if n + 1 < deep { format!("f{}", n + 1) } else { "last".to_owned() };
        let next = if n > 0 { format!("j{}", n - 1) } else { "done".to_owned() };
        let _ = writeln!(
            text,
            "- {{ id: f{n}, parallel: [a{n}, {inner}], join: j{n} }}\n- {{ id: a{n}, do: Do it, next: j{n} }}\n\
             - {{ id: j{n}, do: Go on, next: {next} }}"
        );
    }
    let _ =
        writeln!(text, "- {{ id: last, do: Do it, next: j{} }}\n- {{ id: done, end: Done }}\n---", deep - 1);
    write(dir.path(), "policies/guidelines/deep.md", &text);
    let proved = run(dir.path(), &["prove", "SAL-G-099"]);
    assert!(proved.out.contains("within the branches of too many others"), "{}", proved.out);
    let checked = run(dir.path(), &["check", "--only", "graph"]);
    assert!(!checked.out.contains("error"), "{}", checked.out);
    assert!(checked.out.contains("graph/undecided"), "{}", checked.out);
}
