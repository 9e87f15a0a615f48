//! Ways out of the house: the same drawing for other tools.
//!
//! [`mermaid`] and [`dot`] write what is connected with what and leave places to the tool; [`bpmn`] writes the process
//! and, from our own geometry, where everything stands; [`png`] paints the SVG.
//!
//! Whatever people write into a guideline comes out as words: each writer knows what its form would take for a sign.

mod bpmn;
mod dot;
mod mermaid;
mod png;

pub use bpmn::bpmn;
pub use dot::dot;
pub use mermaid::mermaid;
pub use png::{Fonts, png};

use super::drawing::{Drawing, EdgeKind, Lane, LaneKind, Node, NodeKind};

/// The name of a lane with its second line, and the word for the outside where it is outside.
fn lane_lines(drawing: &Drawing, lane: &Lane) -> Vec<String> {
    let outside = if lane.kind == LaneKind::Outside { drawing.outside_word.as_str() } else { "" };
    filled([lane.name.as_str(), lane.sub.as_str(), outside])
}

/// The words of a node, line by line, with its number where it has one.
fn node_lines(node: &Node) -> Vec<String> {
    let first = match node.number.as_deref() {
        Some(number) if !number.is_empty() && !node.text.trim().is_empty() => {
            format!("{number}. {}", node.text)
        }
        Some(number) if node.text.trim().is_empty() => number.to_owned(),
        _ => node.text.clone(),
    };
    filled([first.as_str(), node.sub.as_str(), node.badge.as_str()])
}

fn filled<const N: usize>(parts: [&str; N]) -> Vec<String> {
    parts.into_iter().filter(|p| !p.trim().is_empty()).map(str::to_owned).collect()
}

/// Whether a node is a bar, which has no words.
fn is_bar(kind: NodeKind) -> bool {
    matches!(kind, NodeKind::Fork | NodeKind::Join)
}

/// Whether a way is not part of the ordinary course and so is drawn broken.
fn is_aside(kind: EdgeKind) -> bool {
    matches!(kind, EdgeKind::Late | EdgeKind::RoundsUsedUp | EdgeKind::Anytime | EdgeKind::HandOver)
}

/// The lanes with the nodes that stand in them, in their order; nodes of a drawing without lanes are in none.
fn by_lane(drawing: &Drawing) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut lanes = vec![Vec::new(); drawing.lanes.len()];
    let mut without = Vec::new();
    for (n, node) in drawing.nodes.iter().enumerate() {
        match lanes.len().checked_sub(1) {
            Some(last) => lanes[node.lane.min(last)].push(n),
            None => without.push(n),
        }
    }
    (lanes, without)
}
