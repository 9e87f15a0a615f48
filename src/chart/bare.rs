//! A bare graph in JSON, for measuring one engine against another.
//!
//! `{lanes: [name], nodes: [{id, kind, lane, label}], edges: [{from, to, label}]}` with the kinds `start`, `task`,
//! `dec`, `gw`, `sub`, `end`. Widths and heights in it are those of other tools and not read.

use std::collections::BTreeMap;

use serde_json::Value;

use super::drawing::{Drawing, Edge, EdgeKind, Lane, Node, NodeKind};

/// Reads a bare graph. What it does not know becomes a task, edges without ends are left out.
///
/// # Errors
///
/// Says in a sentence what is not as the form asks: no JSON, no list of nodes.
pub fn from_bare_json(text: &str) -> Result<Drawing, String> {
    let value: Value = serde_json::from_str(text).map_err(|e| format!("This is not JSON: {e}."))?;
    let list = |key: &str| value.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let word = |v: &Value, key: &str| v.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    if value.get("nodes").and_then(Value::as_array).is_none() {
        return Err("The graph has no list of `nodes`.".to_owned());
    }
    let mut drawing = Drawing { title: word(&value, "name"), ..Drawing::default() };
    for lane in list("lanes") {
        let name = lane.as_str().map_or_else(|| word(&lane, "name"), str::to_owned);
        drawing.lanes.push(Lane { id: name.clone(), name, ..Lane::default() });
    }
    let mut known = BTreeMap::new();
    for node in list("nodes") {
        let id = word(&node, "id");
        known.insert(id.clone(), drawing.nodes.len());
        let lane = node.get("lane").and_then(Value::as_u64).unwrap_or(0);
        let kind = match word(&node, "kind").as_str() {
            "start" => NodeKind::Start,
            "end" => NodeKind::End,
            "dec" => NodeKind::Decision,
            "gw" => NodeKind::Join,
            "sub" => NodeKind::Call,
            _ => NodeKind::Task,
        };
        drawing.nodes.push(Node {
            id,
            kind,
            lane: usize::try_from(lane).unwrap_or(0),
            text: word(&node, "label"),
            ..Node::default()
        });
    }
    for edge in list("edges") {
        let end = |key: &str| known.get(&word(&edge, key)).copied();
        if let (Some(from), Some(to)) = (end("from"), end("to")) {
            let label = word(&edge, "label");
            let kind = match drawing.nodes[from].kind {
                NodeKind::Decision => EdgeKind::Outcome,
                NodeKind::Join | NodeKind::Fork => EdgeKind::Branch,
                _ => EdgeKind::Flow,
            };
            drawing.edges.push(Edge { from, to, kind, label, ..Edge::default() });
        }
    }
    for (i, node) in drawing.nodes.iter_mut().enumerate() {
        if node.kind == NodeKind::Join && drawing.edges.iter().filter(|e| e.from == i).count() > 1 {
            node.kind = NodeKind::Fork;
        }
    }
    Ok(drawing)
}
