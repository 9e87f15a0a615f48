//! `guidepost prove`: answers about guidelines and about BPMN files.

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
fn all_guidelines_with_steps_are_proved() {
    let dir = handbook();
    let ran = run(dir.path(), &["prove"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("SAL-G-001"), "{}", ran.out);
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
