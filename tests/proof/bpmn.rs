//! BPMN files with known verdicts. Where the folder that `BPMN_CORPUS` names is there, the models of
//! `rust_bpmn_analyzer` are asked, too; their folders say what is expected.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by falling over")]

use guidepost::bpmn::read;
use guidepost::proof::bpmn::{Part, lower};
use guidepost::proof::net::SILENT;
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
    let part = &parts(&file(&lines))[0];
    let proof = part.prove(10_000);
    assert_eq!(proof.reason(), Some(Reason::NeverEnds));
    // There is no end from the very beginning; it is told where it goes round.
    let found = &proof.findings[0];
    let tags = |nodes: &[u32]| -> Vec<u32> {
        nodes.iter().map(|&n| part.net.node(n).tag).filter(|t| *t != SILENT).collect()
    };
    assert_eq!((tags(&found.run), tags(&found.after), tags(&found.round)), (vec![], vec![0], vec![1, 2]));
    assert!(found.shortest && shows(part, &proof));
}

/// Whether every no names what is wrong, a place, and a run to it where there can be one.
fn shows(part: &Part, proof: &Proof) -> bool {
    let has = |reasons: &[Reason]| {
        proof.findings.iter().any(|f| {
            let ours = |n: &u32| part.net.node(*n).tag == SILENT;
            let written =
                |n: u32| !ours(&n) || part.net.ins(n).iter().any(|&e| !ours(&part.net.edge(e).from));
            let place = f.at.iter().any(|h| written(h.node));
            let run = [&f.run[..], &f.after, &f.round].concat().iter().any(|n| !ours(n));
            let without = matches!(f.reason, Reason::NeverHappens | Reason::NothingStarts);
            reasons.contains(&f.reason) && (without || run) && (place || f.reason == Reason::NothingStarts)
        })
    };
    let nothing = has(&[Reason::NothingStarts]);
    [
        (proof.option_to_complete, has(&[Reason::Stuck, Reason::NeverEnds])),
        (proof.proper_completion, has(&[Reason::RunsOn])),
        (proof.no_dead_step, has(&[Reason::NeverHappens])),
        (proof.safe, has(&[Reason::RunsTwice])),
    ]
    .into_iter()
    .all(|(answer, shown)| answer != Answer::No || shown || nothing)
}

#[test]
fn what_never_ends_is_known_though_steps_run_twice() {
    // Each round begins one more `c`: there is no last state, and always something left of the round.
    let lines = ["startEvent s", "exclusiveGateway m", "parallelGateway f", "task c", "task d", "endEvent e"];
    let ways = ["s > m > f > c > d > e", "f > m"];
    let proof = proof(&[&lines[..], &ways].concat());
    assert_eq!((proof.safe, proof.option_to_complete), (Answer::No, Answer::No));
    // With a way out of the round it is not: that way may be taken at any time.
    let ways = ["s > m > f > c > d > e", "f > x", "exclusiveGateway x", "x > m", "x > e"];
    let with_a_way_out = self::proof(&[&lines[..], &ways].concat());
    assert_eq!((with_a_way_out.safe, with_a_way_out.option_to_complete), (Answer::No, Answer::Undecided));
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
fn nothing_stops_what_is_not_under_way() {
    // Between this start and its end there is nothing that an event could come into.
    let inside = r#"<b:subProcess id="sub" triggeredByEvent="true"><b:startEvent id="i"/><b:task id="x"/>
        <b:sequenceFlow sourceRef="i" targetRef="x"/></b:subProcess>"#;
    let lines = ["startEvent s", "endEvent e", "s > e", inside];
    assert_eq!(proof(&lines).reason(), Some(Reason::NeverHappens));
}

#[test]
fn a_transaction_that_nothing_undoes_is_a_sub_process() {
    let lines = |end: &str| {
        let inside = format!(
            r#"<b:transaction id="t"><b:task id="a"/><b:endEvent id="f">{end}</b:endEvent>
            <b:sequenceFlow sourceRef="a" targetRef="f"/></b:transaction>"#
        );
        proof(&["startEvent s", &inside, "endEvent e", "s > t > e"])
    };
    assert_eq!(lines("").sound, Answer::Yes);
    assert_eq!(lines("<b:cancelEventDefinition/>").sound, Answer::Unsupported);
}

#[test]
fn sub_processes_within_sub_processes_are_no_work() {
    let deep = 60;
    let (open, close): (String, String) =
        (0..deep).map(|n| (format!(r#"<b:subProcess id="s{n}">"#), "</b:subProcess>")).unzip();
    let nested = format!(r#"{open}<b:task id="t"/>{close}"#);
    let proof = proof(&["startEvent s", "endEvent e", "s > s0 > e", &nested]);
    assert_eq!(proof.sound, Answer::Yes);
    assert!(proof.states < 4 * deep, "{}", proof.states);
}

#[test]
fn what_stands_twice_or_leads_nowhere_is_not_guessed() {
    let unsupported = |lines: &[&str]| parts(&file(lines))[0].unsupported.clone();
    let twice = ["startEvent s", "task a", "task a", "endEvent e", "s > a > e"];
    assert_eq!(unsupported(&twice), [(2, "second element of the same id")]);
    let nowhere = ["startEvent s", "task a", "endEvent e", "s > a > e", "a > x", "y > e"];
    assert_eq!(unsupported(&nowhere), [(1, "line to nothing from"), (2, "line from nothing to")]);
    let begins =
        [r#"<b:receiveTask id="r" instantiate="true"/>"#, "startEvent s", "endEvent e", "s > e", "r > e"];
    assert_eq!(unsupported(&begins), [(0, "step that begins a case beside its starts")]);
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
            // never stops is never asked whether it ends properly.
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
                let parts = parts(&std::fs::read_to_string(&path).unwrap());
                for part in &parts {
                    assert!(shows(part, &part.prove(20_000)), "{name}: a no without a place or an example");
                }
                let proof = parts.first().map(|p| p.prove(200_000));
                if let Some((found, expected)) = proof.and_then(|p| expected(&name, &p)) {
                    assert_eq!(found, expected, "{name}");
                    asked += 1;
                }
            }
        }
    }
    assert!(asked > 20, "{asked} files have a verdict");
}
