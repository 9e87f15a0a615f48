//! How much room a node needs: its shape, the words in it, the word beside a circle.
//!
//! All rectangles are relative to the middle of the shape, because the layout moves middles. Widths and heights of
//! shapes are even, so that middles are whole numbers.

use super::drawing::{Direction, Node, NodeKind, Notation};
use super::geometry::{Rect, TextBlock, TextStyle};
use super::text::{self, Weight};

/// A side of a shape where a line may end.
pub(super) mod port {
    /// Top.
    pub(crate) const TOP: u8 = 1;
    /// Bottom.
    pub(crate) const BOTTOM: u8 = 2;
    /// Left.
    pub(crate) const LEFT: u8 = 4;
    /// Right.
    pub(crate) const RIGHT: u8 = 8;
}

/// A node measured.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// The shape, around the middle.
    pub shape: Rect,
    /// Words inside or beside, relative to the middle.
    pub texts: Vec<TextBlock>,
    /// Sides that are taken by the word beside the shape.
    pub closed: u8,
}

/// How far the sides of a lozenge lean in.
pub(super) const SLANT: i32 = 16;

/// Inner widths tried for the words of a box until they take at most four lines.
const INNER: [i32; 4] = [132, 148, 164, 184];

/// Diameter of events and gateways in BPMN, as its tools draw them.
const EVENT: i32 = 36;
const GATEWAY: i32 = 50;

/// Measures a node. `entered` says whether a line enters it, `ways` how many leave it.
pub(super) fn measure(
    node: &Node,
    direction: Direction,
    notation: Notation,
    entered: bool,
    ways: usize,
) -> Block {
    match node.kind {
        NodeKind::Task | NodeKind::Call if notation == Notation::Bpmn => roomy(boxed(node, 10, 10, 156)),
        NodeKind::Task | NodeKind::Call => boxed(node, 10, 10, 156),
        NodeKind::Decision | NodeKind::ValueDecision | NodeKind::Fork | NodeKind::Join
            if notation == Notation::Bpmn =>
        {
            circle(node, GATEWAY, direction, entered, ways)
        }
        _ if notation == Notation::Bpmn => circle(node, EVENT, direction, entered, ways),
        NodeKind::Start => circle(node, 26, direction, entered, ways),
        NodeKind::End | NodeKind::EndAll => circle(node, 28, direction, entered, ways),
        NodeKind::Fork | NodeKind::Join => bar(direction),
        NodeKind::Decision | NodeKind::ValueDecision => boxed(node, 22, 22, 120),
        NodeKind::Wait | NodeKind::Event => boxed(node, 32, 16, 156),
    }
}

/// A centred rectangle of even sides.
fn centred(w: i32, h: i32) -> Rect {
    let (w, h) = (w + w % 2, h + h % 2);
    Rect { x: -w / 2, y: -h / 2, w, h }
}

fn bar(direction: Direction) -> Block {
    let shape = if direction == Direction::TopDown { centred(72, 8) } else { centred(8, 56) };
    Block { shape, ..Block::default() }
}

/// Text wrapped into a block whose top left corner is 0, 0.
pub(super) fn set(words: &str, style: TextStyle, limit: i32, is_centred: bool) -> Option<TextBlock> {
    let weight = if style == TextStyle::Head { Weight::Bold } else { Weight::Regular };
    let lines = text::wrap(words, style.size(), weight, limit);
    if lines.is_empty() {
        return None;
    }
    let w = text::widest(&lines, style.size(), weight);
    let h = style.leading() * i32::try_from(lines.len()).unwrap_or(1);
    Some(TextBlock { rect: Rect { x: 0, y: 0, w: w + w % 2, h }, lines, style, centred: is_centred })
}

/// A box around its words, with `before` and `after` pixels of free room at the sides.
fn boxed(node: &Node, before: i32, after: i32, least: i32) -> Block {
    let size = TextStyle::Step.size();
    let word = text::widest_word(&node.text, size, Weight::Regular);
    let inner = INNER
        .into_iter()
        .find(|&w| word <= w && text::wrap(&node.text, size, Weight::Regular, w).len() <= 4)
        .unwrap_or(INNER[INNER.len() - 1]);
    let mut stack = Vec::new();
    stack.extend(set(&node.text, TextStyle::Step, inner, true));
    stack.extend(set(&node.sub, TextStyle::Quiet, inner, true));
    stack.extend(set(&node.badge, TextStyle::Quiet, inner, true));
    let text_w = stack.iter().map(|b| b.rect.w).max().unwrap_or(0);
    let text_h: i32 = stack.iter().map(|b| b.rect.h).sum::<i32>()
        + 2 * i32::try_from(stack.len().saturating_sub(1)).unwrap_or(0);
    let numbered = node.number.as_deref().is_some_and(|n| !n.is_empty());
    // The number stands above the first line unless there is only one line, which leaves its corner free.
    let marked = numbered || node.kind == NodeKind::Call;
    let top = match node.kind {
        // Its second line runs where the number would stand.
        NodeKind::ValueDecision if marked => 17,
        NodeKind::Decision if marked => 13,
        _ if marked && text_h > 20 => 13,
        _ => 8,
    };
    let shape =
        centred((text_w.max(inner.min(text_w)) + before + after).max(least), (text_h + top + 8).max(44));
    let mut block = Block { shape, ..Block::default() };
    let mut y = shape.y + top + (shape.h - top - 8 - text_h) / 2;
    let axis = shape.x + before + (shape.w - before - after) / 2;
    for mut part in stack {
        part.rect.x = axis - part.rect.w / 2;
        part.rect.y = y;
        y += part.rect.h + 2;
        block.texts.push(part);
    }
    if let Some(mut number) =
        node.number.as_deref().and_then(|n| set(n, TextStyle::Number, shape.w - before - after, false))
    {
        let indent =
            if matches!(node.kind, NodeKind::Decision | NodeKind::ValueDecision) { before } else { 6 };
        number.rect.x = shape.x
            + indent.max(if node.kind == NodeKind::Wait || node.kind == NodeKind::Event {
                before - 6
            } else {
                0
            });
        number.rect.y = shape.y + if node.kind == NodeKind::ValueDecision { 6 } else { 2 };
        block.texts.push(number);
    }
    block
}

/// A box as tools for BPMN set it: a sign in its upper corner, the words in the very middle.
fn roomy(mut block: Block) -> Block {
    let words = block.texts.iter().filter(|t| t.style == TextStyle::Step).map(|t| t.rect.h).sum::<i32>();
    block.shape = centred(block.shape.w, words + 48);
    block
}

/// A circle with its word on a side where no line ends; beside it where every side may be used.
fn circle(node: &Node, d: i32, direction: Direction, entered: bool, ways: usize) -> Block {
    let shape = centred(d, d);
    let mut block = Block { shape, ..Block::default() };
    let words = [node.text.as_str(), node.sub.as_str(), node.badge.as_str()];
    let styles = [TextStyle::Step, TextStyle::Quiet, TextStyle::Quiet];
    let free = match (direction, node.kind) {
        (Direction::TopDown, NodeKind::Start) if !entered => Some(port::TOP),
        (Direction::TopDown, NodeKind::Start) => None,
        (Direction::TopDown, _) => (ways == 0).then_some(port::BOTTOM),
        // A gateway keeps its lower side for a way out.
        (Direction::LeftRight, _) => (ways <= if d == GATEWAY { 1 } else { 2 }).then_some(port::BOTTOM),
    };
    let limit = if free.is_some() { 150 } else { 110 };
    let mut stack: Vec<TextBlock> =
        words.into_iter().zip(styles).filter_map(|(w, s)| set(w, s, limit, free.is_some())).collect();
    let h: i32 = stack.iter().map(|b| b.rect.h).sum();
    let mut y = match free {
        Some(port::TOP) => shape.y - 4 - h,
        Some(_) => shape.bottom() + 4,
        None => -6 - h,
    };
    for part in &mut stack {
        part.rect.x = if free.is_some() { -part.rect.w / 2 } else { shape.right() + 6 };
        part.rect.y = y;
        y += part.rect.h;
    }
    if !stack.is_empty() {
        block.closed = free.unwrap_or(0);
    }
    block.texts = stack;
    block
}
