//! One sheet: what of the chart stands on it, and where.

use super::connectors::{Open, Side, letters, place};
use super::piece::Piece;
use super::{Paper, Part, Plan, Sheet, Squeezed, View, amid, overlap};
use crate::chart::geometry::{
    DocumentBox, EdgeLine, Geometry, LaneBox, NodeBox, PhaseBand, Point, Rect, TextBlock,
};
use std::collections::BTreeSet;

/// The lines of a part, and the lanes that it shows.
type Shown = (Vec<Piece>, Vec<(i32, i32)>);

/// The sheets of a plan.
pub(super) fn make(view: &View<'_>, plan: &Plan, paper: Paper) -> Vec<Sheet> {
    let sheet = |geometry: Geometry, connectors| {
        let (w, h) = if plan.landscape { paper.lying } else { paper.upright };
        let fits = (w * 1000 / geometry.width.max(1)).min(h * 1000 / geometry.height.max(1));
        Sheet { geometry, connectors, landscape: plan.landscape, scale: plan.scale.min(fits) }
    };
    let whole = |part: &Part| {
        let wide: i32 = view.size(*part).2.iter().map(|k| k.1 - k.0).sum();
        wide == view.end.1 - view.left
    };
    if plan.parts.is_empty() || (plan.parts.len() == 1 && plan.parts.iter().all(whole)) {
        return vec![sheet(view.geometry.clone(), Vec::new())];
    }
    let mut shown: Vec<Shown> = plan.parts.iter().map(|p| contents(view, *p)).collect();
    drop_passing(&mut shown);
    let pieces: Vec<Vec<Piece>> = shown.iter().map(|s| s.0.clone()).collect();
    let parts: Vec<Part> =
        plan.parts.iter().zip(&pieces).map(|(p, lines)| trimmed(view, *p, lines)).collect();
    let open = letters(&parts, &pieces);
    let mut sheets = Vec::new();
    for ((part, (pieces, kept)), open) in parts.iter().zip(&shown).zip(&open) {
        let made = Maker::new(view, *part, kept, open);
        let connectors = made.connectors(open);
        sheets.push(sheet(made.geometry(pieces), connectors));
    }
    sheets
}

/// Room left free before and behind what stands on a sheet.
const FREE: i32 = 18;

/// A part without the stretches of the flow at its ends in which nothing of its lanes happens. Where a line is cut
/// off, something happens up to the border.
fn trimmed(view: &View<'_>, part: Part, lines: &[Piece]) -> Part {
    let solid = view.within(part).map(|r| view.along(r));
    let points = lines.iter().flat_map(|l| &l.points).map(|p| (p.0, p.0));
    let Some((from, to)) = solid.chain(points).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else {
        return part;
    };
    Part { along: (part.along.0.max(from - FREE), part.along.1.min(to + FREE)), ..part }
}

/// Keeps of pieces that only pass the first of each line, and only where nothing else of it shows its word.
fn drop_passing(shown: &mut [Shown]) {
    let mut kept: BTreeSet<usize> = BTreeSet::new();
    for (pieces, _) in shown {
        let ends: BTreeSet<usize> = pieces.iter().filter(|p| p.begins || p.ends).map(|p| p.edge).collect();
        pieces.retain(|p| p.begins || p.ends || (!ends.contains(&p.edge) && kept.insert(p.edge)));
    }
}

/// The lines of a part, and the lanes that it shows.
fn contents(view: &View<'_>, part: Part) -> Shown {
    let pieces = view.pieces(part);
    let kept = view.kept(part, &pieces);
    (pieces, kept)
}

/// Carries a part of the chart over to its sheet.
struct Maker<'v, 'g> {
    view: &'v View<'g>,
    part: Part,
    kept: &'v [(i32, i32)],
    /// Where the lines begin and end on the sheet, along and across.
    frame: ((i32, i32), (i32, i32)),
    /// Where the sheet ends, along and across.
    end: (i32, i32),
}

impl<'v, 'g> Maker<'v, 'g> {
    fn new(view: &'v View<'g>, part: Part, kept: &'v [(i32, i32)], open: &[Open]) -> Self {
        let (deep, wide) = view.bands();
        let band = |side: Side| {
            let depth = if matches!(side, Side::Before | Side::Behind) { deep } else { wide };
            if open.iter().any(|o| o.side == side) { depth } else { 0 }
        };
        let along = view.top + band(Side::Before);
        let across = view.left + band(Side::Left);
        let width: i32 = kept.iter().map(|k| k.1 - k.0).sum();
        let frame = ((along, along + part.along.1 - part.along.0), (across, across + width));
        let end = (frame.0.1 + band(Side::Behind), frame.1.1 + band(Side::Right));
        Self { view, part, kept, frame, end }
    }

    /// From the chart to the sheet, as (along, across).
    fn map(&self, (along, across): (i32, i32)) -> (i32, i32) {
        let squeezed = Squeezed { kept: self.kept };
        (self.frame.0.0 + along - self.part.along.0, self.frame.1.0 + squeezed.close(across))
    }

    fn point(&self, p: Point) -> Point {
        let (along, across) = self.map(self.view.turn(p));
        self.view.point(along, across)
    }

    /// By how much something solid moves.
    fn shift(&self, r: Rect) -> (i32, i32) {
        let from = Point { x: r.x, y: r.y };
        let to = self.point(from);
        (to.x - from.x, to.y - from.y)
    }

    fn connectors(&self, open: &[Open]) -> Vec<super::Connector> {
        let sides = [Side::Before, Side::Behind, Side::Left, Side::Right];
        sides.into_iter().flat_map(|s| place(self.view, open, s, self.frame, |p| self.map(p))).collect()
    }

    fn geometry(&self, pieces: &[Piece]) -> Geometry {
        let g = self.view.geometry;
        let (w, h) = if self.view.turned { self.end } else { (self.end.1, self.end.0) };
        let holds = |r: Rect| {
            amid(self.view.along(r), self.part.along) && amid(self.view.across(r), self.part.across)
        };
        Geometry {
            width: w + 1,
            height: h + 1,
            direction: g.direction,
            lanes: g.lanes.iter().filter_map(|l| self.lane(l)).collect(),
            phases: g.phases.iter().filter_map(|p| self.phase(p)).collect(),
            nodes: g.nodes.iter().filter(|n| holds(n.outline())).map(|n| self.node(n)).collect(),
            edges: self.edges(pieces, &holds),
        }
    }

    /// A lane with its head.
    fn lane(&self, lane: &LaneBox) -> Option<LaneBox> {
        let view = self.view;
        let own = view.across(lane.rect);
        let kept = self.kept.iter().find(|k| overlap(**k, own))?;
        let first = self.kept.first() == Some(kept);
        let last = self.kept.last() == Some(kept);
        let (from, to) = (self.map((0, kept.0)).1, self.map((0, kept.1)).1);
        // The bands of letters belong to the lanes beside them.
        let across = (if first { view.left } else { from }, if last { self.end.1 } else { to });
        let start = view.along(lane.rect).0;
        let head = view.rect((start, view.top), across);
        let rect = view.rect((start, self.end.0), across);
        let (m, before) = (head.middle(), lane.head.middle());
        let moved =
            |t: &TextBlock| TextBlock { rect: t.rect.moved(m.x - before.x, m.y - before.y), ..t.clone() };
        Some(LaneBox {
            lane: lane.lane,
            rect,
            head,
            name: moved(&lane.name),
            sub: lane.sub.as_ref().map(moved),
        })
    }

    /// What of a phase lies on the sheet; its name is repeated.
    fn phase(&self, phase: &PhaseBand) -> Option<PhaseBand> {
        let view = self.view;
        let own = view.along(phase.rect);
        if !overlap(own, self.part.along) {
            return None;
        }
        let from = if own.0 <= self.part.along.0 { view.top } else { self.map((own.0, 0)).0 };
        let to = if own.1 >= self.part.along.1 { self.end.0 } else { self.map((own.1, 0)).0 };
        let edge = view.across(phase.head);
        let rect = view.rect((from, to), (edge.0, self.end.1));
        let head = view.rect((from, to), edge);
        let by = from - own.0;
        let moved = |t: &TextBlock| {
            let rect = if view.turned { t.rect.moved(by, 0) } else { t.rect.moved(0, by) };
            (view.along(rect).1 <= to).then(|| TextBlock { rect, ..t.clone() })
        };
        let name =
            moved(&phase.name).unwrap_or_else(|| TextBlock { lines: Vec::new(), ..phase.name.clone() });
        Some(PhaseBand { phase: phase.phase, rect, head, name, facts: phase.facts.as_ref().and_then(moved) })
    }

    fn node(&self, node: &NodeBox) -> NodeBox {
        let (dx, dy) = self.shift(node.rect);
        let text = |t: &TextBlock| TextBlock { rect: t.rect.moved(dx, dy), ..t.clone() };
        let document = |d: &DocumentBox| DocumentBox {
            glyph: d.glyph.moved(dx, dy),
            text: text(&d.text),
            tie: d.tie.map(|p| Point { x: p.x + dx, y: p.y + dy }),
            ..d.clone()
        };
        NodeBox {
            node: node.node,
            rect: node.rect.moved(dx, dy),
            texts: node.texts.iter().map(text).collect(),
            documents: node.documents.iter().map(document).collect(),
        }
    }

    /// The lines; where one shows in two pieces its word stands at the first.
    fn edges(&self, pieces: &[Piece], holds: &impl Fn(Rect) -> bool) -> Vec<EdgeLine> {
        let mut said: BTreeSet<usize> = BTreeSet::new();
        let line = |piece: &Piece| {
            let line = self.edge(piece, holds);
            let first = said.insert(piece.edge);
            EdgeLine { label: line.label.filter(|_| first), ..line }
        };
        pieces.iter().map(line).collect()
    }

    fn edge(&self, piece: &Piece, holds: &impl Fn(Rect) -> bool) -> EdgeLine {
        let whole = self.view.geometry.edges.iter().find(|e| e.edge == piece.edge);
        let label = whole.and_then(|e| e.label.as_ref()).filter(|l| holds(l.rect)).map(|l| {
            let (dx, dy) = self.shift(l.rect);
            TextBlock { rect: l.rect.moved(dx, dy), ..l.clone() }
        });
        let points = piece.points.iter().map(|&p| {
            let (along, across) = self.map(p);
            self.view.point(along, across)
        });
        EdgeLine {
            edge: piece.edge,
            points: points.collect(),
            label,
            back: whole.is_some_and(|e| e.back),
            main: whole.is_some_and(|e| e.main),
            goes_on: !piece.ends,
        }
    }
}
