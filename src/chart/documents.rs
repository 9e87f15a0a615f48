//! Documents beside a step: what it reads above its middle line, what it makes below.
//!
//! They hang on one side of the shape and leave the middle lines free, so that lines can end on every side.

use super::block::{SLANT, set};
use super::drawing::{Direction, Document, Node, NodeKind};
use super::geometry::{DocumentBox, Point, Rect, TextStyle};

/// The small sheet.
const SHEET: (i32, i32) = (12, 15);
/// Room between shape and sheet, where the tie runs.
const GAP: i32 = 14;
/// Widest line of a document's name.
const LIMIT: i32 = 78;

/// Where documents may hang.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// What is read above the middle line, what is made below.
    Both,
    /// All above it: a word stands below.
    Above,
    /// All below it: a word stands above.
    Below,
}

/// The documents of a node, relative to its middle. `flip`: on the left instead of the right (from left to right:
/// to the left of the middle instead of the right).
pub(super) fn beside(
    node: &Node,
    shape: Rect,
    direction: Direction,
    flip: bool,
    room: Room,
) -> Vec<DocumentBox> {
    let slant = match node.kind {
        NodeKind::Decision | NodeKind::ValueDecision if shape.w == shape.h => shape.w / 2,
        NodeKind::Decision | NodeKind::ValueDecision => SLANT,
        _ => 0,
    };
    let mut boxes = Vec::new();
    let mut above = -7;
    let mut below = 7;
    if direction == Direction::LeftRight {
        above = shape.y - GAP;
        below = shape.bottom() + GAP;
    }
    let list = node.inputs.iter().map(|d| (d, true)).enumerate().rev();
    let inputs: Vec<(usize, (&Document, bool))> = list.collect();
    let outputs = node.outputs.iter().map(|d| (d, false)).enumerate();
    for (index, (document, input)) in inputs.into_iter().chain(outputs) {
        let Some(mut text) = set(&document.text, TextStyle::Quiet, LIMIT, false) else { continue };
        let h = text.rect.h.max(SHEET.1);
        let y = if room == Room::Above || (input && room == Room::Both) {
            above -= h;
            let y = above;
            above -= 3;
            y
        } else {
            let y = below;
            below += h + 3;
            y
        };
        let vertical = direction == Direction::LeftRight;
        let start = if vertical { 8 } else { shape.right() + GAP };
        let sheet_x = if flip { -start - SHEET.0 } else { start };
        text.rect.x = if flip { sheet_x - 4 - text.rect.w } else { sheet_x + SHEET.0 + 4 };
        text.rect.y = y + (h - text.rect.h) / 2;
        let glyph = Rect { x: sheet_x, y: y + (h - SHEET.1) / 2, w: SHEET.0, h: SHEET.1 };
        boxes.push(DocumentBox {
            glyph,
            text,
            input,
            index,
            tie: tie(shape, slant, glyph, vertical, flip, input),
        });
    }
    boxes
}

/// From sheet to step for what is read, from step to sheet for what is made.
fn tie(shape: Rect, slant: i32, glyph: Rect, vertical: bool, flip: bool, input: bool) -> [Point; 2] {
    let (at_sheet, at_step) = if vertical {
        let x = glyph.x + glyph.w / 2;
        let above = glyph.y < shape.y;
        let in_by = if shape.w == shape.h { slant * (x.abs()) / (shape.w / 2).max(1) } else { 0 };
        (
            Point { x, y: if above { glyph.bottom() } else { glyph.y } },
            Point { x, y: if above { shape.y + in_by } else { shape.bottom() - in_by } },
        )
    } else {
        let y = (glyph.y + glyph.h / 2).clamp(shape.y + 4, shape.bottom() - 4);
        let sheet_y = glyph.y + glyph.h / 2;
        let in_by = slant * y.abs() / (shape.h / 2).max(1);
        (
            Point { x: if flip { glyph.right() } else { glyph.x }, y: sheet_y },
            Point { x: if flip { shape.x + in_by } else { shape.right() - in_by }, y },
        )
    };
    if input { [at_sheet, at_step] } else { [at_step, at_sheet] }
}
