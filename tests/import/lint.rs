//! Rules that bpmnlint has as well: what it calls invalid is told of by the import, and what it calls valid is not.
//! Its fixtures and verdicts (`bpmnlint/verdicts.csv`) come from the folder that `BPMN_CORPUS` names. Where we differ
//! on purpose, the table says why.

use super::corpus::files;
use super::way_back::imported;
use guidepost::import::Why;
use std::collections::BTreeMap;

/// Rules of bpmnlint, and what of ours says the same.
const SHARED: &[(&str, &[Why])] = &[
    ("conditional-flows", &[Why::NoCondition]),
    ("end-event-required", &[Why::ImplicitEnd]),
    ("event-based-gateway", &[Why::Events, Why::NoCondition]),
    ("label-required", &[Why::NoLabel, Why::NoCondition]),
    ("link-event", &[Why::Link]),
    ("no-complex-gateway", &[Why::Complex]),
    ("no-disconnected", &[Why::Loose]),
    ("no-duplicate-sequence-flows", &[Why::Twice]),
    ("no-implicit-end", &[Why::ImplicitEnd]),
    ("no-implicit-split", &[Why::ImplicitSplit]),
    ("no-implicit-start", &[Why::ImplicitStart, Why::Loose]),
    ("no-inclusive-gateway", &[Why::InclusiveJoin]),
    ("single-blank-start-event", &[Why::Starts]),
    ("single-event-definition", &[Why::Triggers]),
    ("start-event-required", &[Why::ImplicitStart, Why::NoStart]),
];

/// Files of which we say something else, and why.
const OTHERWISE: &[(&str, &str)] = &[
    ("end-event-required/invalid.bpmn", EMPTY),
    ("start-event-required/invalid.bpmn", EMPTY),
    ("end-event-required/invalid-sub-process.bpmn", CLOSED),
    ("end-event-required/invalid-sub-process-sub-types.bpmn", CLOSED),
    ("start-event-required/invalid-sub-process.bpmn", CLOSED),
    ("start-event-required/invalid-sub-process-sub-types.bpmn", CLOSED),
    ("label-required/invalid-lane.bpmn", EMPTY),
    ("label-required/invalid-participant.bpmn", EMPTY),
    ("label-required/valid-boundary-event.bpmn", "a sub-process is a guideline, so we ask for its name, too"),
    (
        "no-duplicate-sequence-flows/valid.bpmn",
        "two lines to one step are one way, whatever one of them asks",
    ),
    (
        "no-inclusive-gateway/invalid.bpmn",
        "inclusive gateways are carried; this one neither splits nor joins",
    ),
];

const EMPTY: &str = "an empty process gives no guideline, and the command says so";
const CLOSED: &str = "a sub-process that does not show its inside is a task";

/// Rules of bpmnlint that an import has nothing to say of.
const THEIRS: &[(&str, &str)] = &[
    (
        "ad-hoc-sub-process",
        "all parts of a sub-process without an order are done; a start among them does no harm",
    ),
    ("conditional-event", "whether a program could evaluate a condition; ours are for people"),
    ("event-sub-process-typed-start-event", "what happens is its name, typed or not"),
    ("fake-join", "a step may be entered by several ways; where it is begun twice the proof says so"),
    ("global", "unused messages and errors, and their names: nobody follows them"),
    ("no-bpmndi", "the picture"),
    ("no-gateway-join-fork", "a gateway that joins and splits is read as two"),
    ("no-overlapping-elements", "the picture"),
    ("standard-size", "the picture"),
    ("sub-process-blank-start-event", "how a sub-process is begun is a matter of its call"),
    ("superfluous-gateway", "a gateway without a choice is left out of the guideline"),
    ("superfluous-termination", "an end that stops everything where nothing else runs is an end"),
];

#[test]
fn bpmnlint_agrees_where_it_has_the_same_rule() {
    let texts: BTreeMap<String, String> = files().into_iter().collect();
    if texts.is_empty() {
        return;
    }
    let corpus = std::env::var("BPMN_CORPUS").unwrap();
    let verdicts = std::fs::read_to_string(format!("{corpus}/bpmnlint/verdicts.csv")).unwrap();
    let (mut wrong, mut same) = (Vec::new(), 0);
    for line in verdicts.lines().skip(1) {
        let mut cells = line.split(',');
        let (rule, file, verdict) = (cells.next().unwrap(), cells.next().unwrap(), cells.next().unwrap());
        let Some((_, ours)) = SHARED.iter().find(|(name, _)| *name == rule) else {
            assert!(THEIRS.iter().any(|(name, _)| *name == rule), "nobody thought of {rule}");
            continue;
        };
        let text = &texts[&format!("bpmnlint/test/rules/{file}")];
        let said: Vec<Why> = imported(text).iter().flat_map(|m| &m.remarks).map(|r| r.why).collect();
        let agrees = said.iter().any(|w| ours.contains(w)) == (verdict == "invalid");
        let excused = OTHERWISE.iter().any(|(name, _)| *name == file);
        match (agrees, excused) {
            (true, false) => same += 1,
            (false, true) => {}
            _ => wrong.push(format!("{file} is {verdict}, excused: {excused}, we say {said:?}")),
        }
    }
    eprintln!("{same} of bpmnlint's verdicts are ours, {} are not for a reason", OTHERWISE.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
