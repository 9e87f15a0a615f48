//! A flowchart for Mermaid: a box of its own around the steps of each lane.
//!
//! The old form of flowcharts and not the younger `swimlane-beta`, because wikis and code hosts show it whatever
//! version they have. Phases have no counterpart beside lanes and are left out.

use super::super::drawing::{Direction, Drawing, EdgeKind, NodeKind};
use super::{by_lane, is_aside, is_bar, lane_lines, node_lines};
use std::fmt::Write;

/// The drawing as Mermaid text.
pub fn mermaid(drawing: &Drawing) -> String {
    let mut out = String::new();
    let way = if drawing.direction == Direction::TopDown { "TD" } else { "LR" };
    // Writing into a string does not fail.
    let _ = writeln!(out, "flowchart {way}");
    for (key, text) in [("accTitle", &drawing.title), ("accDescr", &drawing.desc)] {
        let text = escape(text);
        if !text.trim().is_empty() {
            let _ = writeln!(out, "  {key}: {}", text.trim());
        }
    }
    let (lanes, without) = by_lane(drawing);
    for (l, (lane, nodes)) in drawing.lanes.iter().zip(&lanes).enumerate() {
        if nodes.is_empty() {
            continue;
        }
        let _ = writeln!(out, "  subgraph lane{l}[\"{}\"]", words(&[lane_lines(drawing, lane).join(" · ")]));
        for &n in nodes {
            node(&mut out, drawing, n);
        }
        out.push_str("  end\n");
    }
    for n in without {
        node(&mut out, drawing, n);
    }
    for edge in &drawing.edges {
        if edge.from >= drawing.nodes.len() || edge.to >= drawing.nodes.len() {
            continue;
        }
        let broken = edge.back || edge.kind == EdgeKind::Loop || is_aside(edge.kind);
        let arrow = match (broken, edge.main) {
            (true, _) => "-.->",
            (false, true) => "==>",
            (false, false) => "-->",
        };
        let label = escape(&edge.label);
        let label = if label.trim().is_empty() { String::new() } else { format!("|\"{label}\"|") };
        let _ = writeln!(out, "  n{} {arrow}{label} n{}", edge.from, edge.to);
    }
    out.push_str("  classDef bar fill:#333,stroke:#333,color:#333\n");
    out.push_str("  classDef end_all stroke-width:4px\n");
    out
}

fn node(out: &mut String, drawing: &Drawing, n: usize) {
    let Some(node) = drawing.nodes.get(n) else { return };
    let (open, close, class) = match node.kind {
        NodeKind::Start => ("((", "))", ""),
        NodeKind::End => ("(((", ")))", ""),
        NodeKind::EndAll => ("(((", ")))", ":::end_all"),
        NodeKind::Task => ("[", "]", ""),
        NodeKind::Decision | NodeKind::ValueDecision => ("{{", "}}", ""),
        NodeKind::Fork | NodeKind::Join => ("[", "]", ":::bar"),
        NodeKind::Wait | NodeKind::Event => ("([", "])", ""),
        NodeKind::Call => ("[[", "]]", ""),
    };
    let lines = if is_bar(node.kind) { Vec::new() } else { node_lines(node) };
    let _ = writeln!(out, "    n{n}{open}\"{}\"{close}{class}", words(&lines));
    if !drawing.documents {
        return;
    }
    for (d, document) in node.inputs.iter().enumerate() {
        let text = words(std::slice::from_ref(&document.text));
        let _ = writeln!(out, "    n{n}i{d}[/\"{text}\"/] -.- n{n}");
    }
    for (d, document) in node.outputs.iter().enumerate() {
        let text = words(std::slice::from_ref(&document.text));
        let _ = writeln!(out, "    n{n} -.- n{n}o{d}[/\"{text}\"/]");
    }
}

/// Lines of words between quotes; never empty, which Mermaid would not read.
fn words(lines: &[String]) -> String {
    let text = lines.iter().map(|l| escape(l)).collect::<Vec<_>>().join("<br/>");
    if text.trim().is_empty() { "#160;".to_owned() } else { text }
}

/// Text in which Mermaid finds nothing but text: letters, digits and harmless signs stay, the rest goes by number.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut only_digits = true;
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => continue,
            // `1. ` at the beginning would be a list.
            '.' | ')' if only_digits => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            ' ' | ',' | '.' | '(' | ')' | ':' | '?' | '!' => out.push(c),
            c if c.is_ascii() && !c.is_ascii_alphanumeric() => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            c => out.push(c),
        }
        only_digits &= c.is_ascii_digit();
    }
    out
}
