//! Ways out: whatever people write, every form stays one that its readers can read.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by falling over")]

use crate::graphs::{Shape, random};
use guidepost::chart::{
    Detail, Direction, Document, Drawing, EdgeKind, LaneKind, NodeKind, Timer, bpmn, dot, mermaid,
};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};

/// Attributes and elements that name something else in the file.
const REFERS: [&str; 12] = [
    "sourceRef",
    "targetRef",
    "processRef",
    "attachedToRef",
    "bpmnElement",
    "default",
    "messageRef",
    "dataObjectRef",
    "categoryValueRef",
    "flowNodeRef",
    "incoming",
    "outgoing",
];

/// What a test needs of a BPMN file.
#[derive(Default)]
struct Read {
    /// Every id, with its element.
    ids: BTreeMap<String, String>,
    twice: Vec<String>,
    refers: Vec<String>,
    /// Waypoints of each line.
    lines: Vec<usize>,
    texts: BTreeSet<String>,
}

fn read(xml: &str) -> Read {
    let mut found = Read::default();
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<String> = Vec::new();
    let mut text = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(e) => {
                let name = e.name().as_ref().to_owned();
                attributes(&mut found, &name, &e);
                open.push(name);
                text.clear();
            }
            Event::Empty(e) => {
                let name = e.name().as_ref().to_owned();
                attributes(&mut found, &name, &e);
            }
            Event::Text(t) => text.push_str(&t),
            Event::GeneralRef(r) => {
                text.push_str(match &*r {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    _ => "\u{fffd}",
                });
            }
            Event::End(_) => {
                let name = open.pop().unwrap();
                if REFERS.contains(&name.trim_start_matches("bpmn:")) {
                    found.refers.push(text.clone());
                }
                found.texts.insert(std::mem::take(&mut text));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    found
}

fn attributes(found: &mut Read, name: &str, element: &quick_xml::events::BytesStart<'_>) {
    match name {
        "bpmndi:BPMNEdge" => found.lines.push(0),
        "di:waypoint" => *found.lines.last_mut().unwrap() += 1,
        _ => {}
    }
    for attribute in element.attributes() {
        let attribute = attribute.unwrap();
        let key = attribute.key.as_ref().to_owned();
        let value = attribute.value.to_string();
        if key == "id" {
            let first = value.chars().next().unwrap();
            assert!(first.is_ascii_alphabetic() || first == '_', "not a name: {value}");
            assert!(
                value.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)),
                "not a name: {value}"
            );
            if found.ids.insert(value.clone(), name.to_owned()).is_some() {
                found.twice.push(value);
            }
        } else if REFERS.contains(&key.as_str()) {
            found.refers.push(value);
        }
    }
}

/// What is wrong with a BPMN file.
#[track_caller]
fn sound(drawing: &Drawing) {
    let xml = bpmn(drawing);
    let found = read(&xml);
    assert!(found.twice.is_empty(), "given twice: {:?}", found.twice);
    let lost: Vec<&String> = found.refers.iter().filter(|r| !found.ids.contains_key(*r)).collect();
    assert!(lost.is_empty(), "nothing is called {lost:?}");
    assert!(found.lines.iter().all(|&points| points >= 2));
    let flows = found.ids.values().filter(|e| *e == "bpmn:sequenceFlow").count();
    let real = drawing.edges.iter().filter(|e| e.from.max(e.to) < drawing.nodes.len()).count();
    assert!(flows >= real, "{flows} of {real} ways");
    assert!(found.lines.len() >= flows, "a way without a line");
    assert_eq!(xml, bpmn(drawing));
}

/// Between quotes nothing but harmless signs and numbers; outside them nothing that anybody wrote.
#[track_caller]
fn mermaid_holds(drawing: &Drawing) {
    let text = mermaid(drawing);
    for line in text.lines().skip(1).filter(|l| !l.starts_with("  acc")) {
        let parts: Vec<&str> = line.split('"').collect();
        assert!(parts.len() % 2 == 1, "{line}");
        for (n, part) in parts.iter().enumerate() {
            if n % 2 == 1 {
                let bare = part.replace("<br/>", "");
                assert!(!bare.contains(['<', '>', '`', '%', '{', '[', '|', '\\', '*', '_', '-']), "{line}");
            } else {
                assert!(part.is_ascii(), "{line}");
            }
        }
    }
}

/// Every quote that is not escaped opens or closes a text on its own line.
#[track_caller]
fn dot_holds(drawing: &Drawing) {
    for line in dot(drawing).lines() {
        let mut inside = false;
        let mut chars = line.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => assert!(inside && chars.next().is_some_and(|c| "\"\\n".contains(c)), "{line}"),
                '"' => inside = !inside,
                '&' => assert!(inside && chars.as_str().starts_with("amp;"), "{line}"),
                c => assert!(inside || c.is_ascii(), "{line}"),
            }
        }
        assert!(!inside, "{line}");
    }
}

/// A random drawing whose words come from `texts`, with everything that other tools are told.
fn worded(seed: u32, shape: Shape, texts: &[String]) -> Drawing {
    let mut drawing = random(seed, shape);
    let mut n = seed as usize;
    let mut next = || {
        n += 1;
        texts[n % texts.len()].clone()
    };
    drawing.title = next();
    drawing.desc = next();
    drawing.id = next();
    drawing.house = next();
    drawing.outside_word = next();
    drawing.documents = true;
    if seed.is_multiple_of(2) {
        drawing.direction = Direction::LeftRight;
    }
    for lane in &mut drawing.lanes {
        (lane.id, lane.name, lane.sub) = (next(), next(), next());
        lane.kind = if lane.name.len().is_multiple_of(2) { LaneKind::Outside } else { LaneKind::Internal };
    }
    for phase in &mut drawing.phases {
        (phase.id, phase.name) = (next(), next());
        phase.facts = vec![(next(), next())];
    }
    let kinds = [
        NodeKind::Start,
        NodeKind::End,
        NodeKind::EndAll,
        NodeKind::Task,
        NodeKind::Decision,
        NodeKind::Fork,
        NodeKind::Join,
        NodeKind::Wait,
        NodeKind::Call,
        NodeKind::Event,
    ];
    for (n, node) in drawing.nodes.iter_mut().enumerate() {
        node.kind = kinds[(n * 7 + seed as usize) % kinds.len()];
        (node.id, node.text, node.sub, node.badge) = (next(), next(), next(), next());
        node.number = Some(next());
        node.inputs = vec![Document { text: next(), href: next() }];
        node.outputs = vec![Document { text: next(), href: next() }; 2];
        let timer = |text: String, iso: &str| Some(Timer { text, iso: iso.to_owned() });
        node.detail = Detail {
            calls: next(),
            partners: vec![next(); n % 2],
            messages: vec![next()],
            limit: timer(next(), if n % 3 == 0 { "P3D" } else { "" }).filter(|_| n % 4 > 0),
            every: timer(next(), "R/P1M").filter(|_| n % 5 == 0),
            prose: next(),
            closes: (n % 6 == 0).then_some(n / 2),
        };
    }
    for edge in &mut drawing.edges {
        edge.label = if edge.kind == EdgeKind::Flow { String::new() } else { next() };
    }
    drawing
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_text_survives(seed in 0u32..10_000, texts in prop::collection::vec("[\\PC\n\t\u{0}\u{8}\u{b}\u{1b}]{0,24}", 1..12)) {
        let shape = Shape { nodes: 3 + (seed as usize) % 14, lanes: 1 + (seed as usize) % 4, phases: (seed as usize) % 3, extra: 40 };
        let drawing = worded(seed, shape, &texts);
        sound(&drawing);
        mermaid_holds(&drawing);
        dot_holds(&drawing);
    }
}

#[test]
fn words_of_signs_survive() {
    let texts: Vec<String> =
        ["end", "%%", "-->", "]]>", "\"", "\\", "&amp;", "&", "<b>", "1. a", "", " ", "a\nb", "ä ö", "#35;"]
            .iter()
            .map(|t| (*t).to_owned())
            .collect();
    for seed in 0..12 {
        let drawing = worded(seed, Shape { nodes: 24, lanes: 4, phases: 3, extra: 30 }, &texts);
        sound(&drawing);
        mermaid_holds(&drawing);
        dot_holds(&drawing);
    }
}

#[test]
fn nothing_is_a_chart_too() {
    sound(&Drawing::default());
    assert!(mermaid(&Drawing::default()).starts_with("flowchart TD\n"));
    assert!(dot(&Drawing::default()).ends_with("}\n"));
}

/// A small edit leaves the names of what it does not touch, so that a diff of two files is short.
#[test]
fn names_stay() {
    let before = random(5, Shape { nodes: 12, lanes: 3, phases: 0, extra: 20 });
    let mut after = before.clone();
    after.nodes.push(guidepost::chart::Node {
        id: "new".to_owned(),
        text: "New".to_owned(),
        ..Default::default()
    });
    let (before, after) = (read(&bpmn(&before)), read(&bpmn(&after)));
    assert!(before.ids.keys().all(|id| after.ids.contains_key(id)));
}
