//! A chart on sheets of paper: cut at good places along the flow, and across the lanes where they are too many.
//!
//! What is cut is the finished [`Geometry`]; nothing is laid out again, so a sheet looks like the part of the screen's
//! chart that it is. A sheet repeats the heads of its lanes and the edge of its phase, and leaves out lanes in which
//! nothing of it happens: a line that only passes through such a lane closes up without a seam. A line that goes on
//! elsewhere ends at a letter, and begins there at the same letter; what only passes a sheet is not drawn on it.
//!
//! Cuts go where least is cut: at the border of a phase before anywhere else, then where the fewest lines cross, never
//! through a shape or a word. Of all ways to use the paper (upright or on its side, at full size or smaller, never
//! below [`SMALLEST`]) the one with the fewest sheets wins, then the one with the fewest letters.

mod connectors;
mod cuts;
mod piece;
mod sheet;

use self::cuts::{Cut, share};
use self::piece::{Piece, clip};
use super::drawing::Direction;
use super::geometry::{Geometry, Point, Rect};

pub use self::connectors::Connector;

/// Smallest scale in per mille: text of 11 px is then 6 pt high on paper (11 px × 0.75 pt/px × 0.728).
pub const SMALLEST: i32 = 728;

/// Room for letters beyond a cut, where they stand beside each other on the paper.
const HIGH_BAND: i32 = 34;
/// The same where they stand below each other.
const WIDE_BAND: i32 = 100;

/// The room that a chart has on one sheet, as width and height in pixels of 1/96 inch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The paper stands upright.
    pub upright: (i32, i32),
    /// It lies on its side.
    pub lying: (i32, i32),
}

impl Paper {
    /// A4 with margins of 18 mm at the sides and 20 mm above and below, less a line for "sheet 2 of 3".
    pub const A4: Self = Self { upright: (655, 937), lying: (983, 612) };
}

/// A part of a chart, complete in itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Where everything stands on it. Nodes, lanes and lines are those of the sheet only; their indices are those of
    /// the drawing.
    pub geometry: Geometry,
    /// Where lines go on.
    pub connectors: Vec<Connector>,
    /// The paper lies on its side.
    pub landscape: bool,
    /// How large it is printed, in per mille: less than [`SMALLEST`] only where there was no place to cut.
    pub scale: i32,
}

/// The chart on one sheet, as large as it fits; `None` where it would be smaller than [`SMALLEST`].
pub fn one_sheet(geometry: &Geometry, paper: Paper) -> Option<Sheet> {
    View::of(geometry).whole(paper)
}

/// The chart as one sheet or several. A chart that fits on one stays whole.
pub fn sheets(geometry: &Geometry, paper: Paper) -> Vec<Sheet> {
    let view = View::of(geometry);
    if let Some(whole) = view.whole(paper) {
        return vec![whole];
    }
    let mut best: Option<(i32, Plan)> = None;
    // A very large chart fills many sheets whatever its scale.
    let scales: &[i32] = if geometry.nodes.len() > LARGE { &[SMALLEST] } else { &SCALES };
    for &scale in scales {
        for landscape in [false, true] {
            for lanes_first in [false, true] {
                let plan = view.plan(room(paper, landscape, scale), landscape, scale, lanes_first);
                let price = plan.price();
                if best.as_ref().is_none_or(|b| price < b.0) {
                    best = Some((price, plan));
                }
            }
        }
    }
    best.map_or_else(Vec::new, |(_, plan)| sheet::make(&view, &plan, paper))
}

/// Width and height of the paper in pixels of the chart.
fn room(paper: Paper, landscape: bool, scale: i32) -> (i32, i32) {
    let (w, h) = if landscape { paper.lying } else { paper.upright };
    // The frame of the chart is part of it.
    (w * 1000 / scale - 2, h * 1000 / scale - 2)
}

/// Scales that are tried, in per mille.
const SCALES: [i32; 4] = [1000, 900, 800, SMALLEST];

/// Charts with more nodes than this are cut at the smallest scale only.
const LARGE: usize = 150;

/// How often a part is cut again.
const DEPTH: u32 = 8;

/// A part of the chart: where it begins and ends along the flow and across.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    along: (i32, i32),
    across: (i32, i32),
}

/// A way to put a chart on paper.
#[derive(Clone, Debug)]
struct Plan {
    parts: Vec<Part>,
    /// What all cuts cost.
    cuts: i32,
    /// By how much the largest part is too large for the paper, in pixels.
    over: i32,
    landscape: bool,
    scale: i32,
}

impl Plan {
    /// What a reader pays.
    fn price(&self) -> i32 {
        let sheets = i32::try_from(self.parts.len()).unwrap_or(i32::MAX / 1000);
        let small = (1000 - self.scale) / 5;
        let turned = if self.landscape { 12 } else { 0 };
        sheets.saturating_mul(150) + self.cuts + small + turned + self.over.saturating_mul(100)
    }
}

/// A chart seen along its flow and across it, whichever way it runs.
pub(super) struct View<'g> {
    geometry: &'g Geometry,
    turned: bool,
    /// Where the lanes begin across: after the edge of the phases.
    left: i32,
    /// Where the flow begins: after the heads of the lanes.
    top: i32,
    /// Where both end.
    end: (i32, i32),
    /// What nothing may cut: shapes, words, documents.
    solid: Vec<Rect>,
}

impl<'g> View<'g> {
    fn of(geometry: &'g Geometry) -> Self {
        let turned = geometry.direction == Direction::LeftRight;
        let mut view = Self { geometry, turned, left: 1, top: 1, end: (1, 1), solid: Vec::new() };
        if let Some(phase) = geometry.phases.first() {
            view.left = view.across(phase.head).1;
        } else if let Some(lane) = geometry.lanes.first() {
            view.left = view.across(lane.rect).0;
        }
        view.top = geometry.lanes.first().map_or(1, |lane| view.along(lane.head).1);
        let (w, h) = (geometry.width - 1, geometry.height - 1);
        view.end = if turned { (w, h) } else { (h, w) };
        for node in &geometry.nodes {
            // No cut between a step and the words or work products beside it.
            view.solid.push(node.outline());
        }
        view.solid.extend(geometry.edges.iter().filter_map(|e| e.label.as_ref()).map(|l| l.rect));
        view
    }

    /// First and last pixel of a rectangle along the flow.
    fn along(&self, r: Rect) -> (i32, i32) {
        if self.turned { (r.x, r.right()) } else { (r.y, r.bottom()) }
    }

    /// The same across.
    fn across(&self, r: Rect) -> (i32, i32) {
        if self.turned { (r.y, r.bottom()) } else { (r.x, r.right()) }
    }

    /// A point as (along, across).
    fn turn(&self, p: Point) -> (i32, i32) {
        if self.turned { (p.x, p.y) } else { (p.y, p.x) }
    }

    fn point(&self, along: i32, across: i32) -> Point {
        if self.turned { Point { x: along, y: across } } else { Point { x: across, y: along } }
    }

    fn rect(&self, along: (i32, i32), across: (i32, i32)) -> Rect {
        let (a, c) = (along.1 - along.0, across.1 - across.0);
        if self.turned {
            Rect { x: along.0, y: across.0, w: a, h: c }
        } else {
            Rect { x: across.0, y: along.0, w: c, h: a }
        }
    }

    /// Room for letters before or behind a part: along the flow, and across.
    fn bands(&self) -> (i32, i32) {
        if self.turned { (WIDE_BAND, HIGH_BAND) } else { (HIGH_BAND, WIDE_BAND) }
    }

    /// The whole chart on one sheet, where it fits.
    fn whole(&self, paper: Paper) -> Option<Sheet> {
        let part = Part { along: (self.top, self.end.0), across: (self.left, self.end.1) };
        let (long, wide, _, _) = self.size(part);
        let fits = |scale: i32, landscape: bool| {
            let (w, h) = room(paper, landscape, scale);
            let room =
                if self.turned { (w - self.top, h - self.left) } else { (h - self.top, w - self.left) };
            long <= room.0 && wide <= room.1
        };
        let ways = SCALES.iter().flat_map(|&scale| [(scale, false), (scale, true)]);
        let (scale, landscape) = ways.into_iter().find(|&(scale, landscape)| fits(scale, landscape))?;
        let plan = Plan { parts: vec![part], cuts: 0, over: 0, landscape, scale };
        sheet::make(self, &plan, paper).into_iter().next()
    }

    /// Cuts the chart for paper with this much room: into rows and these between lanes, or the other way round.
    fn plan(&self, (w, h): (i32, i32), landscape: bool, scale: i32, lanes_first: bool) -> Plan {
        let room = if self.turned { (w - self.top, h - self.left) } else { (h - self.top, w - self.left) };
        let mut plan = Plan { parts: Vec::new(), cuts: 0, over: 0, landscape, scale };
        let whole = Part { along: (self.top, self.end.0), across: (self.left, self.end.1) };
        self.split(whole, room, lanes_first, DEPTH, &mut plan);
        plan
    }

    /// Cuts a part until it fits: in one direction, then what is still too large in the other, and so on.
    fn split(&self, part: Part, room: (i32, i32), by_lanes: bool, depth: u32, plan: &mut Plan) {
        // Lines that only pass need no sheet.
        if self.within(part).next().is_none() {
            return;
        }
        let (long, wide, kept, pieces) = self.size(part);
        let over = (long - self.room_along(part, room.0), wide - self.room_across(part, room.1));
        let too_large = over.0.max(over.1);
        if too_large <= 0 || depth == 0 {
            plan.over = plan.over.max(too_large);
            plan.parts.push(part);
            return;
        }
        // What is too large in one direction only is cut in that one first.
        let by_lanes = if over.0 <= 0 { true } else { by_lanes && over.1 > 0 };
        for by_lanes in [by_lanes, !by_lanes] {
            let (parts, price) = if by_lanes {
                let squeezed = Squeezed { kept: &kept };
                let cuts = self.cuts_across(part, &pieces, &squeezed);
                let (columns, price) = share(0, wide, room.1 - 2 * self.bands().1, &cuts);
                let open = |(a, b)| (squeezed.open(a, false), squeezed.open(b, true));
                (columns.into_iter().map(|c| Part { across: open(c), ..part }).collect::<Vec<_>>(), price)
            } else {
                let cuts = self.cuts_along(part, &pieces);
                let (rows, price) = share(part.along.0, part.along.1, room.0 - 2 * self.bands().0, &cuts);
                (rows.into_iter().map(|along| Part { along, ..part }).collect(), price)
            };
            if parts.len() > 1 {
                plan.cuts += price;
                for part in parts {
                    self.split(part, room, !by_lanes, depth - 1, plan);
                }
                return;
            }
        }
        plan.over = plan.over.max(too_large);
        plan.parts.push(part);
    }

    /// How long a part is, how wide without the lanes it leaves out, these lanes, and its lines.
    fn size(&self, part: Part) -> (i32, i32, Vec<(i32, i32)>, Vec<Piece>) {
        let pieces = self.pieces(part);
        let kept = self.kept(part, &pieces);
        let wide = kept.iter().map(|k| k.1 - k.0).sum();
        (part.along.1 - part.along.0, wide, kept, pieces)
    }

    /// Room along the flow, less that for letters where the part is cut off.
    fn room_along(&self, part: Part, room: i32) -> i32 {
        let cut = i32::from(part.along.0 > self.top) + i32::from(part.along.1 < self.end.0);
        room - cut * self.bands().0
    }

    /// The same across.
    fn room_across(&self, part: Part, room: i32) -> i32 {
        let cut = i32::from(part.across.0 > self.left) + i32::from(part.across.1 < self.end.1);
        room - cut * self.bands().1
    }

    /// Places where a part may be cut along the flow, with what each costs.
    fn cuts_along(&self, part: Part, pieces: &[Piece]) -> Vec<Cut> {
        let phases: Vec<(i32, i32)> = self.geometry.phases.iter().map(|p| self.along(p.rect)).collect();
        let names: Vec<i32> = self.geometry.phases.iter().map(|p| self.along_name(p)).collect();
        let lines: Vec<Vec<(i32, i32)>> = pieces.iter().map(|p| p.points.clone()).collect();
        let solid = self.within(part).map(|r| self.along(r));
        let price = |at: i32| {
            let border = phases.iter().any(|p| p.0 == at);
            // A rest of a phase that has no room for its name.
            let scrap = phases
                .iter()
                .zip(&names)
                .any(|(p, name)| p.0 < at && at < p.1 && ((at - p.0) < *name || (p.1 - at) < *name));
            if border { 0 } else { 25 + if scrap { 60 } else { 0 } }
        };
        let borders = phases.iter().skip(1).map(|p| p.0);
        cuts::places(part.along.0, part.along.1, solid, &lines, borders, price)
    }

    /// What is solid in a part.
    fn within(&self, part: Part) -> impl Iterator<Item = Rect> + '_ {
        let here = move |r: &Rect| amid(self.along(*r), part.along) && amid(self.across(*r), part.across);
        self.solid.iter().copied().filter(here)
    }

    /// How much of the flow the name of a phase takes.
    fn along_name(&self, phase: &super::geometry::PhaseBand) -> i32 {
        let (from, _) = self.along(phase.rect);
        self.along(phase.name.rect).1 - from + 4
    }

    /// Places where a row of the chart may be cut between its lanes, in what is left of the width.
    fn cuts_across(&self, part: Part, pieces: &[Piece], squeezed: &Squeezed<'_>) -> Vec<Cut> {
        let lines: Vec<Vec<(i32, i32)>> =
            pieces.iter().map(|p| p.points.iter().map(|&(a, c)| (squeezed.close(c), a)).collect()).collect();
        let solid = self.within(part).map(|r| {
            let (a, b) = self.across(r);
            (squeezed.close(a), squeezed.close(b))
        });
        let borders: Vec<i32> =
            squeezed.kept.iter().map(|k| squeezed.close(k.0)).filter(|&at| at > 0).collect();
        let end = squeezed.close(self.end.1);
        let price = |at: i32| if borders.contains(&at) { 0 } else { 120 };
        cuts::places(0, end, solid, &lines, borders.iter().copied(), price)
    }

    /// The lines of a part, without what only passes it.
    fn pieces(&self, part: Part) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for line in &self.geometry.edges {
            let points = line.points.iter().map(|&p| self.turn(p)).collect();
            // A line that only passes is shown where its word stands.
            let spoken = line.label.as_ref().is_some_and(|l| {
                amid(self.along(l.rect), part.along) && amid(self.across(l.rect), part.across)
            });
            for row in clip(&Piece::whole(line.edge, points), part.along, 0) {
                let here = clip(&row, part.across, 1).into_iter();
                pieces.extend(here.filter(|p| p.begins || p.ends || spoken));
            }
        }
        pieces
    }

    /// The lanes that a part shows: those in which something stands, or turns.
    fn kept(&self, part: Part, pieces: &[Piece]) -> Vec<(i32, i32)> {
        let lanes = self.geometry.lanes.iter().map(|l| self.across(l.rect));
        let used = |lane: (i32, i32)| {
            let solid =
                self.solid.iter().any(|&r| amid(self.along(r), part.along) && overlap(self.across(r), lane));
            let turns = |p: &Piece| {
                p.points.windows(2).any(|w| w[0].1 == w[1].1 && lane.0 < w[0].1 && w[0].1 < lane.1)
            };
            solid || pieces.iter().any(turns)
        };
        let all: Vec<(i32, i32)> = lanes.filter(|l| overlap(*l, part.across)).collect();
        let mut kept: Vec<(i32, i32)> = all.iter().copied().filter(|l| used(*l)).collect();
        if kept.is_empty() {
            kept.extend(all.first());
        }
        let (from, to) = part.across;
        kept.into_iter().map(|k| (k.0.max(from), k.1.min(to))).collect()
    }
}

/// The width without the lanes that are left out.
pub(super) struct Squeezed<'k> {
    kept: &'k [(i32, i32)],
}

impl Squeezed<'_> {
    /// From the chart to what is left of it.
    fn close(&self, across: i32) -> i32 {
        self.kept.iter().map(|k| (across.min(k.1) - k.0).max(0)).sum()
    }

    /// Back again; at a seam `before` tells which side.
    fn open(&self, squeezed: i32, before: bool) -> i32 {
        let mut rest = squeezed;
        for (n, k) in self.kept.iter().enumerate() {
            let width = k.1 - k.0;
            let last = n + 1 == self.kept.len();
            if rest < width || (rest == width && (before || last)) {
                return k.0 + rest;
            }
            rest -= width;
        }
        self.kept.last().map_or(0, |k| k.1)
    }
}

/// Whether the middle of something lies in a range. Where no cut was free, what is cut belongs where its middle is.
fn amid(inner: (i32, i32), outer: (i32, i32)) -> bool {
    (outer.0..outer.1).contains(&i32::midpoint(inner.0, inner.1))
}

fn overlap(a: (i32, i32), b: (i32, i32)) -> bool {
    a.0 < b.1 && b.0 < a.1
}
