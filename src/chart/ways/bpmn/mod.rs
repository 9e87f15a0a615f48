//! BPMN 2.0: the process, and its picture from our own geometry.
//!
//! What our drawing says in its own way is said in that of BPMN first (`reshape`): who decides is the lane of a
//! gateway, a task with several ways on has a gateway behind it, a time limit is an event at the border of a task. Then
//! the result is laid out by the same engine, with the signs of BPMN, and written (`process`, `diagram`).
//!
//! Parties outside the company keep their lanes in the one pool, with the word for it in their names. BPMN would have
//! them in pools of their own; but no sequence flow may lead from pool to pool, so the process would fall apart into
//! pieces whose order nothing shows.

mod diagram;
mod process;
mod reshape;
mod xml;

use super::super::drawing::{Drawing, LaneKind, NodeKind};
use super::super::layout;
use reshape::Reshaped;
use xml::{Ids, Xml};

/// The names by which parts of the file refer to each other; one for each node, edge, lane, phase.
struct Names {
    process: String,
    pool: String,
    collaboration: String,
    category: String,
    lanes: Vec<String>,
    phases: Vec<String>,
    groups: Vec<String>,
    nodes: Vec<String>,
    edges: Vec<String>,
    /// The event at the border of a task, for edges that begin at one.
    borders: Vec<Option<String>>,
    /// For each node its documents: those read, then those made.
    documents: Vec<Vec<DocumentNames>>,
}

/// The names of a document beside a node.
struct DocumentNames {
    /// The sheet.
    sheet: String,
    /// The tie between sheet and node.
    tie: String,
    /// The thing itself, which several sheets may show: index in the list of things.
    thing: usize,
    /// Read; else made.
    input: bool,
    /// Its name.
    text: String,
}

/// The drawing as BPMN 2.0 XML with a diagram.
pub fn bpmn(drawing: &Drawing) -> String {
    let it = reshape::reshape(drawing);
    let geometry = layout::layout(&it.drawing);
    let mut ids = Ids::default();
    let (names, things) = names(&it, &mut ids);
    let mut xml = Xml::begin();
    xml.open(
        "bpmn:definitions",
        &[
            ("xmlns:bpmn", "http://www.omg.org/spec/BPMN/20100524/MODEL"),
            ("xmlns:bpmndi", "http://www.omg.org/spec/BPMN/20100524/DI"),
            ("xmlns:dc", "http://www.omg.org/spec/DD/20100524/DC"),
            ("xmlns:di", "http://www.omg.org/spec/DD/20100524/DI"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            ("id", &ids.give("definitions", "")),
            ("name", &drawing.title),
            ("targetNamespace", "urn:guidepost"),
            ("exporter", "guidepost"),
        ],
    );
    process::write(&mut xml, &it, &names, &things, &mut ids);
    diagram::write(&mut xml, &it, &names, &geometry, &mut ids);
    xml.close();
    xml.end()
}

fn names(it: &Reshaped, ids: &mut Ids) -> (Names, Vec<(String, String)>) {
    let drawing = &it.drawing;
    // First, since other files call the process by it.
    let process = ids.give("", if drawing.id.is_empty() { "process" } else { &drawing.id });
    let mut things: Vec<(String, String)> = Vec::new();
    // A step keeps its id, whatever starts are called.
    let mut nodes = vec![String::new(); drawing.nodes.len()];
    for starts in [false, true] {
        for (name, node) in nodes.iter_mut().zip(&drawing.nodes) {
            if starts == (node.kind == NodeKind::Start) {
                *name = ids.give("step-", &node.id);
            }
        }
    }
    let mut documents = Vec::with_capacity(nodes.len());
    for (node, name) in drawing.nodes.iter().zip(&nodes) {
        let inputs = node.inputs.iter().map(|d| (d, true));
        let all = inputs.chain(node.outputs.iter().map(|d| (d, false)));
        let of_node = all.map(|(document, input)| {
            let text = document.text.trim();
            let thing = things.iter().position(|(_, t)| t == text).unwrap_or_else(|| {
                things.push((ids.give("product-", text), text.to_owned()));
                things.len() - 1
            });
            let way = if input { "in" } else { "out" };
            let stem = format!("{name}-{way}-{text}");
            DocumentNames {
                sheet: ids.give("", &stem),
                tie: ids.give("tie-", &stem),
                thing,
                input,
                text: text.to_owned(),
            }
        });
        documents.push(if drawing.documents { of_node.collect() } else { Vec::new() });
    }
    let edges: Vec<String> = drawing
        .edges
        .iter()
        .map(|e| ids.give("flow-", &format!("{}-{}", drawing.nodes[e.from].id, drawing.nodes[e.to].id)))
        .collect();
    let borders = it
        .border
        .iter()
        .zip(&drawing.edges)
        .map(|(&border, e)| border.then(|| ids.give("late-", &drawing.nodes[e.from].id)))
        .collect();
    let names = Names {
        process,
        pool: ids.give("pool", ""),
        collaboration: ids.give("collaboration", ""),
        category: ids.give("phases", ""),
        lanes: drawing.lanes.iter().map(|l| ids.give("lane-", &l.id)).collect(),
        phases: drawing.phases.iter().map(|p| ids.give("phase-", &p.id)).collect(),
        groups: drawing.phases.iter().map(|p| ids.give("band-", &p.id)).collect(),
        nodes,
        edges,
        borders,
        documents,
    };
    (names, things)
}

/// What stands in a lane's head.
fn lane_name(drawing: &Drawing, lane: usize) -> String {
    let Some(lane) = drawing.lanes.get(lane) else { return String::new() };
    if lane.kind == LaneKind::Outside && !drawing.outside_word.is_empty() {
        format!("{} ({})", lane.name, drawing.outside_word)
    } else {
        lane.name.clone()
    }
}
