//! The diagram: where everything stands, from the geometry.

use super::super::super::drawing::Direction;
use super::super::super::geometry::{EdgeLine, Geometry, NodeBox, Point, Rect};
use super::Names;
use super::reshape::{Reshaped, What};
use super::xml::{Ids, Xml};

/// Width of the band with the pool's name, as tools for BPMN draw it.
const POOL_HEAD: i32 = 30;
/// Half the width of an event at the border of a task.
const BORDER: i32 = 12;
/// Room between a phase and the edge of the pool, so that both lines are seen.
const INSET: i32 = 3;

/// Writes the diagram.
pub(super) fn write(xml: &mut Xml, it: &Reshaped, names: &Names, geometry: &Geometry, ids: &mut Ids) {
    let down = geometry.direction == Direction::TopDown;
    let by = if down { Point { x: 0, y: POOL_HEAD } } else { Point { x: POOL_HEAD, y: 0 } };
    let mut di = Diagram { xml, ids, by };
    di.xml.open("bpmndi:BPMNDiagram", &[("id", &di.ids.give("diagram", ""))]);
    di.xml.open(
        "bpmndi:BPMNPlane",
        &[("id", &di.ids.give("plane", "")), ("bpmnElement", &names.collaboration)],
    );
    di.pool(it, names, geometry, down);
    for band in &geometry.phases {
        if let Some(group) = names.groups.get(band.phase) {
            let r = band.rect;
            let inner = Rect {
                x: r.x + INSET,
                y: r.y + INSET,
                w: (r.w - 2 * INSET).max(1),
                h: (r.h - 2 * INSET).max(1),
            };
            di.shape(group, inner, &[], Some(band.name.rect));
        }
    }
    for b in &geometry.nodes {
        di.node(it, names, b);
    }
    for line in &geometry.edges {
        di.edge(it, names, geometry, line);
    }
    di.xml.close();
    di.xml.close();
}

struct Diagram<'a> {
    xml: &'a mut Xml,
    ids: &'a mut Ids,
    /// How far everything is moved to make room for the pool's head.
    by: Point,
}

impl Diagram<'_> {
    fn pool(&mut self, it: &Reshaped, names: &Names, geometry: &Geometry, down: bool) {
        let all = Rect { x: 0, y: 0, w: geometry.width.max(1), h: geometry.height.max(1) };
        let (first, last) = match geometry.lanes.as_slice() {
            [first, .., last] => (first.rect, last.rect),
            [only] => (only.rect, only.rect),
            [] => (all, all),
        };
        let mut pool = Rect { x: first.x, y: first.y, w: last.right() - first.x, h: last.bottom() - first.y };
        if down {
            pool = Rect { y: pool.y - POOL_HEAD, h: pool.h + POOL_HEAD, ..pool };
        } else {
            pool = Rect { x: pool.x - POOL_HEAD, w: pool.w + POOL_HEAD, ..pool };
        }
        let horizontal: &[(&str, &str)] = &[("isHorizontal", if down { "false" } else { "true" })];
        self.shape(&names.pool, pool, horizontal, None);
        for (lane, name) in geometry.lanes.iter().zip(&names.lanes).take(it.drawing.lanes.len()) {
            self.shape(name, lane.rect, horizontal, None);
        }
    }

    fn node(&mut self, it: &Reshaped, names: &Names, b: &NodeBox) {
        let Some(&what) = it.what.get(b.node) else { return };
        let words = b.texts.iter().map(|t| t.rect).reduce(around).filter(|_| !what.is_activity());
        let extra: &[(&str, &str)] = match what {
            What::Exclusive => &[("isMarkerVisible", "true")],
            What::Call => &[("isExpanded", "false")],
            _ => &[],
        };
        self.shape(&names.nodes[b.node], b.rect, extra, words);
        let read = it.drawing.nodes[b.node].inputs.len();
        for document in &b.documents {
            let at = if document.input { document.index } else { read + document.index };
            let Some(named) = names.documents[b.node].get(at) else { continue };
            self.shape(&named.sheet, document.glyph, &[], Some(document.text.rect));
            self.line(&named.tie, &document.tie, None);
        }
    }

    fn edge(&mut self, it: &Reshaped, names: &Names, geometry: &Geometry, line: &EdgeLine) {
        let (Some(edge), Some(name)) = (it.drawing.edges.get(line.edge), names.edges.get(line.edge)) else {
            return;
        };
        let middle = |node: usize| geometry.nodes.get(node).map_or(Point::default(), |b| b.rect.middle());
        let mut points = line.points.clone();
        if points.len() < 2 {
            points = vec![middle(edge.from), middle(edge.to)];
        }
        let words = line.label.as_ref().map(|l| l.rect);
        let Some(border) = &names.borders[line.edge] else {
            return self.line(name, &points, words);
        };
        let (start, next) = (points[0], points[1]);
        let length = (next.x - start.x).abs() + (next.y - start.y).abs();
        let half = BORDER.min(length / 2).max(1);
        let rect = Rect { x: start.x - half, y: start.y - half, w: 2 * half, h: 2 * half };
        points[0] = Point {
            x: start.x + half * (next.x - start.x).signum(),
            y: start.y + half * (next.y - start.y).signum(),
        };
        self.shape(border, rect, &[], words);
        self.line(name, &points, None);
    }

    fn shape(&mut self, of: &str, rect: Rect, extra: &[(&str, &str)], label: Option<Rect>) {
        let id = self.ids.give("shape-", of);
        let mut attributes = vec![("id", id.as_str()), ("bpmnElement", of)];
        attributes.extend(extra);
        self.xml.open("bpmndi:BPMNShape", &attributes);
        self.bounds(rect);
        self.label(label);
        self.xml.close();
    }

    fn line(&mut self, of: &str, points: &[Point], label: Option<Rect>) {
        let id = self.ids.give("line-", of);
        self.xml.open("bpmndi:BPMNEdge", &[("id", &id), ("bpmnElement", of)]);
        for p in points {
            let (x, y) = ((p.x + self.by.x).to_string(), (p.y + self.by.y).to_string());
            self.xml.leaf("di:waypoint", &[("x", &x), ("y", &y)]);
        }
        self.label(label);
        self.xml.close();
    }

    fn label(&mut self, rect: Option<Rect>) {
        if let Some(rect) = rect {
            self.xml.open("bpmndi:BPMNLabel", &[]);
            self.bounds(rect);
            self.xml.close();
        }
    }

    fn bounds(&mut self, rect: Rect) {
        let [x, y, w, h] =
            [rect.x + self.by.x, rect.y + self.by.y, rect.w.max(1), rect.h.max(1)].map(|n| n.to_string());
        self.xml.leaf("dc:Bounds", &[("x", &x), ("y", &y), ("width", &w), ("height", &h)]);
    }
}

/// The rectangle around two.
fn around(a: Rect, b: Rect) -> Rect {
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    Rect { x, y, w: a.right().max(b.right()) - x, h: a.bottom().max(b.bottom()) - y }
}
