//! A graph for Graphviz: a cluster per lane, places left to `dot`.

use super::super::drawing::{Direction, Drawing, EdgeKind, LaneKind, NodeKind};
use super::super::text::{self, Weight};
use super::{by_lane, is_aside, is_bar, lane_lines, node_lines};
use std::fmt::Write;

/// Widest line in a node, in pixels.
const WIDE: i32 = 150;

/// The drawing in the language of Graphviz.
pub fn dot(drawing: &Drawing) -> String {
    let mut out = String::new();
    // Writing into a string does not fail.
    let _ = dot_into(&mut out, drawing);
    out
}

fn dot_into(out: &mut String, drawing: &Drawing) -> std::fmt::Result {
    let way = if drawing.direction == Direction::TopDown { "TB" } else { "LR" };
    writeln!(out, "digraph chart {{")?;
    writeln!(out, "  graph [rankdir={way}, newrank=true, fontname=\"sans-serif\", fontsize=11,")?;
    writeln!(
        out,
        "    label=\"{}\", labelloc=t, tooltip=\"{}\"]",
        escape(&drawing.title),
        escape(&drawing.desc)
    )?;
    writeln!(out, "  node [shape=box, fontname=\"sans-serif\", fontsize=10, margin=\"0.12,0.06\"]")?;
    writeln!(out, "  edge [fontname=\"sans-serif\", fontsize=9, arrowsize=0.7]")?;
    let (lanes, without) = by_lane(drawing);
    for (l, (lane, nodes)) in drawing.lanes.iter().zip(&lanes).enumerate() {
        let style = if lane.kind == LaneKind::Outside { ", style=dashed" } else { "" };
        writeln!(out, "  subgraph cluster_{l} {{")?;
        writeln!(out, "    graph [label=\"{}\", color=gray40{style}]", lines(&lane_lines(drawing, lane)))?;
        for &n in nodes {
            node(out, drawing, n)?;
        }
        writeln!(out, "  }}")?;
    }
    for n in without {
        node(out, drawing, n)?;
    }
    for edge in &drawing.edges {
        if edge.from >= drawing.nodes.len() || edge.to >= drawing.nodes.len() {
            continue;
        }
        let mut about = Vec::new();
        if !edge.label.trim().is_empty() {
            about.push(format!("label=\"{}\"", lines(std::slice::from_ref(&edge.label))));
        }
        if edge.back || edge.kind == EdgeKind::Loop || is_aside(edge.kind) {
            about.push("style=dashed".to_owned());
        }
        if edge.back || edge.kind == EdgeKind::Loop {
            about.push("constraint=false".to_owned());
        }
        if edge.main {
            about.push("penwidth=1.8, weight=8".to_owned());
        }
        let about = if about.is_empty() { String::new() } else { format!(" [{}]", about.join(", ")) };
        writeln!(out, "  n{} -> n{}{about}", edge.from, edge.to)?;
    }
    writeln!(out, "}}")
}

fn node(out: &mut String, drawing: &Drawing, n: usize) -> std::fmt::Result {
    let Some(node) = drawing.nodes.get(n) else { return Ok(()) };
    let look = match node.kind {
        NodeKind::Start => "shape=oval",
        NodeKind::End => "shape=oval, penwidth=2.5",
        NodeKind::EndAll => "shape=oval, penwidth=2.5, peripheries=2",
        NodeKind::Task => "style=rounded",
        NodeKind::Decision | NodeKind::ValueDecision => "shape=hexagon",
        NodeKind::Fork | NodeKind::Join => {
            "style=filled, fillcolor=black, width=0.8, height=0.08, fixedsize=true"
        }
        NodeKind::Wait => "shape=oval, peripheries=2",
        NodeKind::Event => "shape=oval, peripheries=2, style=dashed",
        NodeKind::Call => "peripheries=2",
    };
    let words = if is_bar(node.kind) { String::new() } else { lines(&node_lines(node)) };
    writeln!(out, "    n{n} [label=\"{words}\", {look}]")?;
    if !drawing.documents {
        return Ok(());
    }
    let inputs = node.inputs.iter().enumerate().map(|(d, document)| (format!("n{n}i{d}"), document, true));
    let outputs = node.outputs.iter().enumerate().map(|(d, document)| (format!("n{n}o{d}"), document, false));
    for (id, document, read) in inputs.chain(outputs) {
        let words = lines(std::slice::from_ref(&document.text));
        writeln!(out, "    {id} [label=\"{words}\", shape=note, fontsize=8, margin=\"0.06,0.03\"]")?;
        let (from, to) = if read { (id, format!("n{n}")) } else { (format!("n{n}"), id) };
        writeln!(out, "    {from} -> {to} [style=dotted, arrowhead=none]")?;
    }
    Ok(())
}

/// Words wrapped to the width of a node.
fn lines(texts: &[String]) -> String {
    let wrapped = texts.iter().flat_map(|t| text::wrap(t, 13, Weight::Regular, WIDE));
    wrapped.map(|line| escape(&line)).collect::<Vec<_>>().join("\\n")
}

/// Text between quotes: neither a quote nor a backslash nor an entity means anything.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
