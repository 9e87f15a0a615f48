//! From a drawing to its geometry: measure, place, route, squeeze, and put the pieces together.

use super::block::{self, Block, port};
use super::documents::{self, Room};
use super::drawing::{Direction, Drawing, NodeKind};
use super::field::{BOTTOM, Field, LEFT, Pitch, RIGHT, TOP};
use super::geometry::{DocumentBox, EdgeLine, Geometry, NodeBox, Point, Rect, TextBlock};
use super::heads::Heads;
use super::labels::{self, Label};
use super::net::{Item, Net, Role};
use super::place;
use super::route::Corner;
use super::squeeze::{Part, Pixels, Squeeze};
use super::tracks::Wiring;

/// Room around the drawing.
const MARGIN: i32 = 1;

/// Lays out a drawing. The same drawing gives the same geometry.
pub fn layout(drawing: &Drawing) -> Geometry {
    layouts(drawing, |_| false).0
}

/// Lays out a drawing, and where `plain` asks for it when it sees the result, a second time without its documents:
/// what stands where and how lines run is worked out once, since documents only take room.
pub fn layouts(drawing: &Drawing, plain: impl FnOnce(&Geometry) -> bool) -> (Geometry, Option<Geometry>) {
    let net = Net::of(drawing);
    let turned = drawing.direction == Direction::LeftRight;
    let blocks = measure(drawing, &net);
    let closed = net
        .items
        .iter()
        .map(|item| if item.role == Role::Tag { 0 } else { closed_sides(blocks[item.source].closed, turned) })
        .collect();
    let pitch = if turned { Pitch { row: 100, column: 44 } } else { Pitch { row: 48, column: 88 } };
    let mut field = Field::new(&net, pitch, closed);
    place::place(&mut field);
    let cells = close_rows(&field);
    let (cells, routes, rows) = cells;
    let wiring = Wiring::of(&net, &routes);
    let plan = Plan { drawing, net: &net, field: &field, wiring: &wiring, blocks, turned };
    let whole = plan.build(&cells, rows, drawing.documents);
    let second = drawing.documents && plain(&whole);
    let without = second.then(|| plan.build(&cells, rows, false));
    (whole, without)
}

/// Sides taken by words, as the engine numbers them.
fn closed_sides(closed: u8, turned: bool) -> u8 {
    let map = |bit: u8, side: usize| if closed & bit != 0 { 1u8 << side } else { 0 };
    if turned {
        map(port::TOP, LEFT) | map(port::BOTTOM, RIGHT) | map(port::LEFT, TOP) | map(port::RIGHT, BOTTOM)
    } else {
        map(port::TOP, TOP) | map(port::BOTTOM, BOTTOM) | map(port::LEFT, LEFT) | map(port::RIGHT, RIGHT)
    }
}

fn measure(drawing: &Drawing, net: &Net) -> Vec<Block> {
    let mut ways = vec![0usize; drawing.nodes.len()];
    let mut entered = vec![false; drawing.nodes.len()];
    for link in &net.links {
        if net.items[link.from].role != Role::Tag {
            ways[link.from] += 1;
        }
        if net.items[link.to].role != Role::Tag {
            entered[link.to] = true;
        }
    }
    drawing
        .nodes
        .iter()
        .enumerate()
        .map(|(i, node)| block::measure(node, drawing.direction, drawing.notation, entered[i], ways[i]))
        .collect()
}

/// Cells and routes without the rows in which nothing stands, and how many rows are left.
fn close_rows(field: &Field) -> (Vec<Corner>, Vec<Vec<Corner>>, i32) {
    let highest = field.at.iter().flatten().map(|c| c.1 / 2).max().unwrap_or(0);
    let mut full = vec![false; usize::try_from(highest + 1).unwrap_or(1)];
    for cell in field.at.iter().flatten() {
        full[usize::try_from(cell.1 / 2).unwrap_or(0)] = true;
    }
    // New number of each row, and of the channel above it.
    let mut number = Vec::with_capacity(full.len() + 1);
    let mut rows = 0;
    for &f in &full {
        number.push(rows);
        rows += i32::from(f);
    }
    number.push(rows);
    let row = |y: i32| 2 * number[usize::try_from(y / 2).unwrap_or(0).min(number.len() - 1)] + y % 2;
    let turn = |c: &Corner| (c.0, row(c.1));
    let cells = field.at.iter().map(|c| c.as_ref().map_or((1, 1), turn)).collect();
    let routes = field
        .routes
        .iter()
        .map(|r| r.as_ref().map_or_else(Vec::new, |r| corners_left(r.corners().iter().map(turn))))
        .collect();
    (cells, routes, rows.max(1))
}

/// Corners without those that are none any more: what lay rows apart may now lie in one channel.
fn corners_left(corners: impl Iterator<Item = Corner>) -> Vec<Corner> {
    let mut left: Vec<Corner> = Vec::with_capacity(6);
    for c in corners {
        if left.last() == Some(&c) {
            continue;
        }
        if let [.., a, b] = left[..]
            && ((a.0 == b.0 && b.0 == c.0) || (a.1 == b.1 && b.1 == c.1))
        {
            left.pop();
        }
        left.push(c);
    }
    left
}

/// All that is known when positions are worked out.
struct Plan<'a> {
    drawing: &'a Drawing,
    net: &'a Net,
    field: &'a Field<'a>,
    wiring: &'a Wiring,
    blocks: Vec<Block>,
    turned: bool,
}

impl Plan<'_> {
    fn build(&self, cells: &[Corner], rows: i32, with_documents: bool) -> Geometry {
        let documents: Vec<Vec<DocumentBox>> =
            (0..self.drawing.nodes.len()).map(|i| self.documents(i, with_documents)).collect();
        let mut parts: Vec<Vec<Part>> = self
            .net
            .items
            .iter()
            .map(|item| if item.role == Role::Tag { Vec::new() } else { self.parts(item.source, &documents) })
            .collect();
        let labels = labels::hang(self.drawing, self.net, self.field, &self.blocks, &mut parts);
        let heads = Heads::of(self.drawing, self.turned);
        let breaks = self.breaks(cells, &heads);
        let items = &self.net.items;
        let spans: Vec<(usize, usize)> =
            self.net.links.iter().map(|l| (items[l.from].lane, items[l.to].lane)).collect();
        let halves: Vec<i32> = items.iter().map(|i| self.half_across(i)).collect();
        let squeeze = Squeeze {
            wiring: self.wiring,
            spans: &spans,
            halves: &halves,
            cells,
            parts: &parts,
            lane_least: &heads.lane_least,
            breaks: &breaks,
            rows,
            last_least: self
                .net
                .items
                .iter()
                .map(|i| i.phase)
                .max()
                .and_then(|p| heads.phases.get(p))
                .map_or(0, |p| p.least),
        };
        let pixels = squeeze.run();
        self.assemble(cells, &pixels, documents, labels, &heads)
    }

    fn half_across(&self, item: &Item) -> i32 {
        if item.role == Role::Tag {
            return 0;
        }
        let shape = self.blocks[item.source].shape;
        (if self.turned { shape.h } else { shape.w }) / 2
    }

    fn part(&self, r: Rect, words: bool) -> Part {
        Part::of(r, self.turned, words)
    }

    fn item_side_used(&self, node: usize, side: usize) -> bool {
        self.field.side_used(node, side)
    }

    fn documents(&self, node: usize, wanted: bool) -> Vec<DocumentBox> {
        if !wanted {
            return Vec::new();
        }
        let n = &self.drawing.nodes[node];
        // On the side where no line ends; where both are the same, on the right.
        let flip = !self.turned && self.item_side_used(node, RIGHT) && !self.item_side_used(node, LEFT);
        let block = &self.blocks[node];
        let room = match n.kind {
            NodeKind::Fork | NodeKind::Join => return Vec::new(),
            _ if block.texts.iter().all(|t| inside(t.rect, block.shape)) => Room::Both,
            _ if block.closed == port::BOTTOM => Room::Above,
            _ => Room::Below,
        };
        documents::beside(n, block.shape, self.drawing.direction, flip, room)
    }

    fn parts(&self, node: usize, documents: &[Vec<DocumentBox>]) -> Vec<Part> {
        let block = &self.blocks[node];
        let mut parts = vec![self.part(block.shape, false)];
        parts.extend(
            block.texts.iter().filter(|t| !inside(t.rect, block.shape)).map(|t| self.part(t.rect, false)),
        );
        for d in &documents[node] {
            parts.push(self.part(d.glyph, true));
            parts.push(self.part(d.text.rect, true));
        }
        parts
    }

    /// First row of each phase after the first, with the least extent of the phase before it.
    fn breaks(&self, cells: &[Corner], heads: &Heads) -> Vec<(i32, i32)> {
        let mut first: Vec<Option<i32>> = vec![None; self.net.phases];
        for (item, cell) in self.net.items.iter().zip(cells) {
            let row = cell.1 / 2;
            let f = &mut first[item.phase];
            *f = Some(f.map_or(row, |r| r.min(row)));
        }
        let rows: Vec<(usize, i32)> =
            first.iter().enumerate().filter_map(|(p, r)| r.map(|r| (p, r))).collect();
        rows.windows(2).map(|w| (w[1].1, heads.phases.get(w[0].0).map_or(0, |p| p.least))).collect()
    }

    fn assemble(
        &self,
        cells: &[Corner],
        px: &Pixels,
        mut documents: Vec<Vec<DocumentBox>>,
        labels: Vec<Label>,
        heads: &Heads,
    ) -> Geometry {
        // Where the engine's 0, 0 is in the drawing.
        let (off_across, off_along) = (MARGIN + heads.phase_band, MARGIN + heads.lane_band);
        let middle = |item: usize| {
            let (x, y) = cells[item];
            let x = px.x[usize::try_from(x).unwrap_or(0)] + off_across;
            let y = px.y[usize::try_from(y).unwrap_or(0)] + off_along;
            if self.turned { Point { x: y, y: x } } else { Point { x, y } }
        };
        let across_end = px.lanes.last().copied().unwrap_or(0) + off_across;
        let along_end = px.length + off_along;
        let frame = |a0: i32, a1: i32, l0: i32, l1: i32| {
            if self.turned {
                Rect { x: l0, y: a0, w: l1 - l0, h: a1 - a0 }
            } else {
                Rect { x: a0, y: l0, w: a1 - a0, h: l1 - l0 }
            }
        };
        let mut geometry = Geometry {
            width: (if self.turned { along_end } else { across_end }) + MARGIN,
            height: (if self.turned { across_end } else { along_end }) + MARGIN,
            direction: self.drawing.direction,
            ..Geometry::default()
        };
        for (i, head) in heads.lanes.iter().enumerate() {
            let (a0, a1) = (px.lanes[i] + off_across, px.lanes[i + 1] + off_across);
            geometry.lanes.push(head.lane(
                i,
                frame(a0, a1, MARGIN, along_end),
                frame(a0, a1, MARGIN, off_along),
            ));
        }
        let mut present: Vec<usize> = self.net.items.iter().map(|i| i.phase).collect();
        present.sort_unstable();
        present.dedup();
        if !self.drawing.phases.is_empty() {
            for (k, &phase) in present.iter().enumerate() {
                let l0 = if k == 0 { off_along } else { px.breaks[k - 1] + off_along };
                let l1 = px.breaks.get(k).map_or(along_end, |b| b + off_along);
                geometry.phases.push(heads.phases[phase].band(
                    phase,
                    frame(MARGIN, across_end, l0, l1),
                    frame(MARGIN, off_across, l0, l1),
                ));
            }
        }
        for (i, block) in self.blocks.iter().enumerate() {
            let m = middle(i);
            let shift = |t: &TextBlock| TextBlock { rect: t.rect.moved(m.x, m.y), ..t.clone() };
            let mut docs = std::mem::take(&mut documents[i]);
            for d in &mut docs {
                d.glyph = d.glyph.moved(m.x, m.y);
                d.text.rect = d.text.rect.moved(m.x, m.y);
                for p in &mut d.tie {
                    *p = Point { x: p.x + m.x, y: p.y + m.y };
                }
            }
            geometry.nodes.push(NodeBox {
                node: i,
                rect: block.shape.moved(m.x, m.y),
                texts: block.texts.iter().map(shift).collect(),
                documents: docs,
            });
        }
        self.lines(&mut geometry, px, (off_across, off_along), labels, middle);
        geometry
    }

    /// The polylines of all edges, those with a tag joined again from their two links.
    fn lines(
        &self,
        geometry: &mut Geometry,
        px: &Pixels,
        off: (i32, i32),
        labels: Vec<Label>,
        middle: impl Fn(usize) -> Point,
    ) {
        let mut points: Vec<Vec<Point>> = vec![Vec::new(); self.drawing.edges.len()];
        let mut known: Vec<Option<(bool, bool)>> = vec![None; self.drawing.edges.len()];
        let mut order: Vec<usize> = (0..self.net.links.len()).collect();
        // The link to a tag comes before the link from it.
        order.sort_by_key(|&l| (self.net.items[self.net.links[l].from].role == Role::Tag, l));
        for l in order {
            let link = &self.net.links[l];
            let way = self.polyline(l, px, off);
            for &edge in &link.edges {
                points[edge].extend(&way);
                let before = known[edge].unwrap_or((false, false));
                known[edge] = Some((before.0 | link.back, before.1 | link.main));
            }
        }
        let mut words: Vec<Option<TextBlock>> = vec![None; points.len()];
        for Label { edge, item, mut block } in labels {
            let m = middle(item);
            block.rect = block.rect.moved(m.x, m.y);
            words[edge] = Some(block);
        }
        for (edge, known) in known.into_iter().enumerate() {
            let Some((back, main)) = known else { continue };
            let label = words[edge].take();
            let points = straighten(&points[edge]);
            geometry.edges.push(EdgeLine { edge, points, label, back, main, goes_on: false });
        }
    }

    fn polyline(&self, link: usize, px: &Pixels, off: (i32, i32)) -> Vec<Point> {
        let legs = &self.wiring.legs[link];
        let coordinate = |leg: &super::tracks::Leg| match leg.track {
            Some(t) => px.track[t],
            None if leg.flat => px.y[usize::try_from(leg.line).unwrap_or(0)],
            None => px.x[usize::try_from(leg.line).unwrap_or(0)],
        };
        let column = |x: i32| px.x[usize::try_from(x).unwrap_or(0)];
        let row = |y: i32| px.y[usize::try_from(y).unwrap_or(0)];
        let (Some(first), Some(last)) = (legs.first(), legs.last()) else { return Vec::new() };
        let mut points: Vec<(i32, i32)> = Vec::with_capacity(legs.len() + 1);
        let reach = |item: usize, flat: bool, away: i32| {
            // From the middle to the border of the shape.
            if self.net.items[item].role == Role::Tag {
                return 0;
            }
            let s = self.blocks[self.net.items[item].source].shape;
            let half = if flat == self.turned { s.h / 2 } else { s.w / 2 };
            half * away
        };
        let ends = &self.net.links[link];
        let begin = reach(ends.from, first.flat, (first.to - first.from).signum());
        let end = reach(ends.to, last.flat, (last.from - last.to).signum());
        points.push(if first.flat {
            (column(first.from) + begin, coordinate(first))
        } else {
            (coordinate(first), row(first.from) + begin)
        });
        for pair in legs.windows(2) {
            points.push(if pair[0].flat {
                (coordinate(&pair[1]), coordinate(&pair[0]))
            } else {
                (coordinate(&pair[0]), coordinate(&pair[1]))
            });
        }
        points.push(if last.flat {
            (column(last.to) + end, coordinate(last))
        } else {
            (coordinate(last), row(last.to) + end)
        });
        points
            .into_iter()
            .map(|(x, y)| {
                let (x, y) = (x + off.0, y + off.1);
                if self.turned { Point { x: y, y: x } } else { Point { x, y } }
            })
            .collect()
    }
}

fn inside(inner: Rect, outer: Rect) -> bool {
    inner.x >= outer.x
        && inner.y >= outer.y
        && inner.right() <= outer.right()
        && inner.bottom() <= outer.bottom()
}

/// Points without those in the middle of a straight line.
pub(in crate::chart) fn straighten(points: &[Point]) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::with_capacity(points.len());
    for &p in points {
        if out.last() == Some(&p) {
            continue;
        }
        if let [.., a, b] = out[..]
            && ((a.x == b.x && b.x == p.x) || (a.y == b.y && b.y == p.y))
        {
            out.pop();
        }
        out.push(p);
    }
    out
}
