//! Words at the start of lines: where they hang on the node that the line leaves.
//!
//! A word stands beside the first piece of its line, right at the shape: above a line that runs to the side, to the
//! right of one that runs down; on the other side of the line where documents are in the way; else further out.

use super::block::{Block, set};
use super::drawing::{Direction, Drawing, EdgeKind, Notation};
use super::field::{BOTTOM, Field, LEFT, RIGHT};
use super::geometry::{Rect, TextBlock, TextStyle};
use super::net::{Link, Net, Role};
use super::squeeze::Part;

/// Widest line of words at a line.
const LIMIT: i32 = 84;
/// Room between shape and words along the line, and between line and words.
const OFF_SHAPE: i32 = 4;
const OFF_LINE: i32 = 3;
/// Room that the event at the border of a task takes, where BPMN puts one at the start of a line.
const BORDER_EVENT: i32 = 14;

/// The words of one edge, relative to the middle of an item.
pub(super) struct Label {
    pub edge: usize,
    pub item: usize,
    pub block: TextBlock,
}

/// Measures and hangs the words of all edges; adds the room they take to the parts of their items.
pub(super) fn hang(
    drawing: &Drawing,
    net: &Net,
    field: &Field,
    blocks: &[Block],
    parts: &mut [Vec<Part>],
) -> Vec<Label> {
    let turned = drawing.direction == Direction::LeftRight;
    let mut labels = Vec::new();
    for (i, item) in net.items.iter().enumerate() {
        if item.role == Role::Tag {
            let (words, w, h) = words(drawing, &net.links[item.source]);
            let entry = field.net.into[i].first().and_then(|&l| field.routes[l].as_ref()).map(Field::entry);
            let sideways = matches!(entry, Some(LEFT | RIGHT));
            let (x, y) = if sideways == turned { (5, -h / 2) } else { (-w / 2, -OFF_LINE - h) };
            parts[i].push(Part::of(Rect { x, y, w, h }, turned, true));
            put(&mut labels, i, words, x, y);
        }
    }
    for (l, link) in net.links.iter().enumerate() {
        let (true, Some(route)) = (link.labelled, &field.routes[l]) else { continue };
        let (words, w, h) = words(drawing, link);
        let shape = blocks[net.items[link.from].source].shape;
        let exit = Field::exit(route);
        // Beside the line: above or below it, or right or left of it; then the direction in which to move on.
        let flat = (exit == BOTTOM) == turned;
        let (along, step) = match (exit, turned) {
            (BOTTOM, false) => (shape.bottom() + OFF_LINE, 1),
            (LEFT, false) => (shape.x - OFF_SHAPE - w, -1),
            (LEFT, true) => (shape.y - OFF_LINE - h, -1),
            (_, false) | (BOTTOM, true) => (shape.right() + OFF_SHAPE, 1),
            (_, true) => (shape.bottom() + OFF_LINE, 1),
        };
        let event = drawing.notation == Notation::Bpmn && drawing.edges[link.edges[0]].kind == EdgeKind::Late;
        let along = along + if event { step * BORDER_EVENT } else { 0 };
        let place = |out: i32, over: bool| {
            let at = along + 2 * step * out;
            if flat {
                Rect { x: at, y: if over { OFF_LINE } else { -OFF_LINE - h }, w, h }
            } else {
                Rect { x: if over { -5 - w } else { 5 }, y: at, w, h }
            }
        };
        let others = &parts[link.from];
        let free = |r: &Rect| {
            let p = Part::of(*r, turned, true);
            !others
                .iter()
                .skip(1)
                .any(|o| o.x0 < p.x1 + 2 && p.x0 < o.x1 + 2 && o.y0 < p.y1 + 2 && p.y0 < o.y1 + 2)
        };
        let tries = (0..400).flat_map(|out| [place(out, false), place(out, true)]);
        let rect = tries.into_iter().find(free).unwrap_or_else(|| place(400, false));
        parts[link.from].push(Part::of(rect, turned, true));
        put(&mut labels, link.from, words, rect.x, rect.y);
    }
    labels
}

/// The words of a link's edges below each other, a comma after all but the last; with width and height.
fn words(drawing: &Drawing, link: &Link) -> (Vec<(usize, TextBlock)>, i32, i32) {
    let mut blocks = Vec::new();
    let (mut w, mut h) = (0, 0);
    for (k, &edge) in link.edges.iter().enumerate() {
        let comma = if k + 1 < link.edges.len() { "," } else { "" };
        let words = format!("{}{comma}", drawing.edges[edge].label);
        if let Some(block) = set(&words, TextStyle::Label, LIMIT, false) {
            w = w.max(block.rect.w);
            h += block.rect.h;
            blocks.push((edge, block));
        }
    }
    (blocks, w, h)
}

fn put(labels: &mut Vec<Label>, item: usize, words: Vec<(usize, TextBlock)>, x: i32, mut y: i32) {
    for (edge, mut block) in words {
        (block.rect.x, block.rect.y) = (x, y);
        y += block.rect.h;
        labels.push(Label { edge, item, block });
    }
}
