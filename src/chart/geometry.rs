//! Where everything stands, in whole pixels.
//!
//! The one result of the layout. The SVG, the measuring JSON and a BPMN diagram section all read it; none of them
//! moves anything. `x` grows to the right, `y` downwards, rectangles are given by their top left corner.

use serde_json::{Value, json};

use super::drawing::{Direction, Drawing, NodeKind};

/// A point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    /// Left edge.
    pub x: i32,
    /// Top edge.
    pub y: i32,
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
}

impl Rect {
    /// Right edge.
    pub fn right(self) -> i32 {
        self.x + self.w
    }
    /// Bottom edge.
    pub fn bottom(self) -> i32 {
        self.y + self.h
    }
    /// Middle, rounded to the left and up.
    pub fn middle(self) -> Point {
        Point { x: self.x + self.w.div_euclid(2), y: self.y + self.h.div_euclid(2) }
    }
    /// The same rectangle elsewhere.
    #[must_use]
    pub fn moved(self, dx: i32, dy: i32) -> Self {
        Self { x: self.x + dx, y: self.y + dy, ..self }
    }
    /// The smallest rectangle around this and another.
    #[must_use]
    pub fn around(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Self { x, y, w: self.right().max(other.right()) - x, h: self.bottom().max(other.bottom()) - y }
    }
    /// Whether two rectangles share area.
    pub fn overlaps(self, other: Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}

/// How a block of text is set; the size is the same everywhere, so that print can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextStyle {
    /// Words of a step, 13 px.
    Step,
    /// Supporting roles, limits, facts, documents: 11 px.
    Quiet,
    /// The step's number: 11 px, the smallest there is, so that it is read on paper too.
    Number,
    /// Outcome words at a line, 12 px.
    Label,
    /// Lane and phase names, 13 px bold.
    Head,
}

impl TextStyle {
    /// Font size in pixels.
    pub fn size(self) -> i32 {
        match self {
            Self::Step | Self::Head => 13,
            Self::Label => 12,
            Self::Quiet | Self::Number => 11,
        }
    }
    /// Distance between two baselines in pixels.
    pub fn leading(self) -> i32 {
        match self {
            Self::Step | Self::Head => 16,
            Self::Label => 15,
            Self::Quiet => 14,
            Self::Number => 12,
        }
    }
}

/// Lines of text in a rectangle that holds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextBlock {
    /// The room the text takes at most.
    pub rect: Rect,
    /// Its lines, top to bottom.
    pub lines: Vec<String>,
    /// Size and weight.
    pub style: TextStyle,
    /// Centred in the rectangle; else it begins at the left edge.
    pub centred: bool,
}

/// A document beside a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentBox {
    /// The small sheet with its corner folded.
    pub glyph: Rect,
    /// Its name.
    pub text: TextBlock,
    /// Read by the step; else made by it.
    pub input: bool,
    /// Which of the node's inputs or outputs.
    pub index: usize,
    /// The dotted tie between sheet and step, in the direction the document goes.
    pub tie: [Point; 2],
}

/// A node with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeBox {
    /// Index in the drawing.
    pub node: usize,
    /// Its shape's bounds; lines end on them.
    pub rect: Rect,
    /// The words in it, or beside it for circles.
    pub texts: Vec<TextBlock>,
    /// Documents beside it.
    pub documents: Vec<DocumentBox>,
}

impl NodeBox {
    /// All that belongs to it: its shape, the words and the documents beside it.
    pub fn outline(&self) -> Rect {
        let beside = self.texts.iter().map(|t| t.rect);
        beside.chain(self.documents.iter().flat_map(|d| [d.glyph, d.text.rect])).fold(self.rect, Rect::around)
    }
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdgeLine {
    /// Index in the drawing.
    pub edge: usize,
    /// Corner points from the border of its source to the border of its target.
    pub points: Vec<Point>,
    /// The words at its start.
    pub label: Option<TextBlock>,
    /// It leads back.
    pub back: bool,
    /// It is on the main path.
    pub main: bool,
    /// It goes on on another sheet, and so has no head.
    pub goes_on: bool,
}

/// A lane over the whole length of the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaneBox {
    /// Index in the drawing.
    pub lane: usize,
    /// All of it, head included.
    pub rect: Rect,
    /// The head band.
    pub head: Rect,
    /// Its name.
    pub name: TextBlock,
    /// Its second line.
    pub sub: Option<TextBlock>,
}

/// A phase over all lanes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseBand {
    /// Index in the drawing.
    pub phase: usize,
    /// All of it, edge included.
    pub rect: Rect,
    /// The edge with its name.
    pub head: Rect,
    /// Its name.
    pub name: TextBlock,
    /// Its facts.
    pub facts: Option<TextBlock>,
}

/// A whole chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Geometry {
    /// Width of the drawing.
    pub width: i32,
    /// Height of the drawing.
    pub height: i32,
    /// Which way it runs.
    pub direction: Direction,
    /// One per lane of the drawing, in its order.
    pub lanes: Vec<LaneBox>,
    /// The phases that have nodes, in order.
    pub phases: Vec<PhaseBand>,
    /// One per node of the drawing, in its order.
    pub nodes: Vec<NodeBox>,
    /// One per edge whose ends exist, in the drawing's order.
    pub edges: Vec<EdgeLine>,
}

impl Geometry {
    /// The geometry as JSON for measuring: nodes, lines, labels and lanes with their bounds.
    ///
    /// `{dir, font, nodes: [{id, x, y, w, h, lane, kind, label}], edges: [{id, from, to, points, label}], lanes}`;
    /// `x`, `y` are top left corners, `lane` is an index.
    pub fn to_json(&self, drawing: &Drawing) -> Value {
        let rect = |r: Rect| json!({"x": r.x, "y": r.y, "w": r.w, "h": r.h});
        let nodes: Vec<Value> = self
            .nodes
            .iter()
            .filter_map(|b| {
                let node = drawing.nodes.get(b.node)?;
                let mut v = rect(b.rect);
                v["id"] = json!(node.id);
                v["lane"] = json!(node.lane.min(self.lanes.len().saturating_sub(1)));
                v["kind"] = json!(kind_word(node.kind));
                v["label"] = json!(node.text);
                Some(v)
            })
            .collect();
        let edges: Vec<Value> = self
            .edges
            .iter()
            .filter_map(|line| {
                let edge = drawing.edges.get(line.edge)?;
                let mut v = json!({
                    "id": format!("f{}", line.edge),
                    "from": drawing.nodes.get(edge.from)?.id,
                    "to": drawing.nodes.get(edge.to)?.id,
                    "points": line.points.iter().map(|p| json!([p.x, p.y])).collect::<Vec<_>>(),
                });
                if let Some(label) = &line.label {
                    v["label"] = rect(label.rect);
                    v["label"]["text"] = json!(label.lines.join(" "));
                }
                Some(v)
            })
            .collect();
        let lanes: Vec<Value> = self
            .lanes
            .iter()
            .map(|lane| {
                let mut v = rect(lane.rect);
                v["name"] = json!(lane.name.lines.join(" "));
                v
            })
            .collect();
        let dir = if self.direction == Direction::TopDown { "TB" } else { "LR" };
        json!({"dir": dir, "font": TextStyle::Step.size(), "nodes": nodes, "edges": edges, "lanes": lanes})
    }
}

/// The word of the bare graph form for a kind of node.
fn kind_word(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Start => "start",
        NodeKind::End | NodeKind::EndAll => "end",
        NodeKind::Task => "task",
        NodeKind::Decision | NodeKind::ValueDecision => "dec",
        NodeKind::Fork | NodeKind::Join => "gw",
        NodeKind::Wait => "wait",
        NodeKind::Call => "sub",
        NodeKind::Event => "event",
    }
}
