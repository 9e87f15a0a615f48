//! From grid lines to pixels.
//!
//! First across: lanes, columns and vertical tracks from left to right, each as far left as what it must not touch
//! allows. Then along: rows and horizontal tracks from top to bottom, over the real widths.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::field::{SPAN, index, is_column};
use super::geometry::Rect;
use super::route::Corner;
use super::tracks::{self, Wiring};

/// Free room in pixels. Between two lines, between line and shape, between shapes, at a lane's edge.
const LINE_LINE: i32 = 12;
const LINE_SHAPE: i32 = 12;
const SHAPE_SHAPE: i32 = 24;
const EDGE_LINE: i32 = 10;
const EDGE_SHAPE: i32 = 14;
/// Room above a shape for an arrow.
const ARROW: i32 = 18;
/// From shape to shape along the flow.
const STEP: i32 = 30;
/// Rows are at least this far apart.
const LEAST_ROW: i32 = 36;

/// Something around the middle of an item that takes room.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub x0: i32,
    pub x1: i32,
    pub y0: i32,
    pub y1: i32,
    /// Words: may stand nearer to lines than a shape.
    pub words: bool,
}

impl Part {
    /// A rectangle of the drawing; `turned`: the drawing runs from left to right, the engine from top to bottom.
    pub(super) fn of(r: Rect, turned: bool, words: bool) -> Self {
        if turned {
            Self { x0: r.y, x1: r.bottom(), y0: r.x, y1: r.right(), words }
        } else {
            Self { x0: r.x, x1: r.right(), y0: r.y, y1: r.bottom(), words }
        }
    }
}

/// What is squeezed.
pub(super) struct Squeeze<'a> {
    pub wiring: &'a Wiring,
    /// Lanes of the ends of each link.
    pub spans: &'a [(usize, usize)],
    /// Half the extent across of each item's shape; 0 for words on a line.
    pub halves: &'a [i32],
    /// Cell of each item.
    pub cells: &'a [Corner],
    /// Parts of each item.
    pub parts: &'a [Vec<Part>],
    /// Least extent across of each lane.
    pub lane_least: &'a [i32],
    /// First row of each phase that has one, with the least extent along of the phase before.
    pub breaks: &'a [(i32, i32)],
    pub rows: i32,
    /// Least extent of the last phase.
    pub last_least: i32,
}

/// Pixels of every grid line and track.
#[derive(Debug, Default)]
pub(super) struct Pixels {
    /// Columns, by grid line.
    pub x: Vec<i32>,
    /// Rows, by grid line.
    pub y: Vec<i32>,
    /// Tracks.
    pub track: Vec<i32>,
    /// Where each lane begins, and where the last ends.
    pub lanes: Vec<i32>,
    /// Where each phase begins (all but the first).
    pub breaks: Vec<i32>,
    /// Extent along.
    pub length: i32,
}

impl Squeeze<'_> {
    pub(super) fn run(&self) -> Pixels {
        let mut px = Pixels {
            x: vec![0; index(SPAN) * self.lane_least.len()],
            y: vec![0; index(2 * self.rows + 1)],
            track: vec![0; self.wiring.tracks.len()],
            ..Pixels::default()
        };
        self.across(&mut px);
        self.along(&mut px);
        px
    }

    /// The order of the vertical tracks of each channel, by grid positions.
    fn upright_order(&self) -> BTreeMap<i32, Vec<usize>> {
        let fixed = |at: i32| at % 2 != 0;
        let mut channels = self.wiring.channels(false);
        for list in channels.values_mut() {
            let view = |i: usize| {
                let t = &self.wiring.tracks[list[i]];
                (t.lo, t.hi, t.taps.as_slice())
            };
            let sorted = tracks::order(list.len(), |i, j| tracks::price(view(i), view(j), fixed));
            *list = sorted.into_iter().map(|i| list[i]).collect();
        }
        channels
    }

    fn across(&self, px: &mut Pixels) {
        let channels = self.upright_order();
        // Columns: items by grid line, straight pieces of lines on them.
        let mut items: Vec<Vec<usize>> = vec![Vec::new(); px.x.len()];
        for (i, cell) in self.cells.iter().enumerate() {
            items[index(cell.0)].push(i);
        }
        let mut pieces: Vec<Vec<Run>> = vec![Vec::new(); px.x.len()];
        for (link, legs) in self.wiring.legs.iter().enumerate() {
            for leg in legs.iter().filter(|l| !l.flat && is_column(l.line)) {
                pieces[index(leg.line)].push((leg.from.min(leg.to), leg.from.max(leg.to), link));
            }
        }
        let mut edge = 0;
        let mut before = Before::default();
        for (lane, least) in self.lane_least.iter().enumerate() {
            let mut strip = self.lane(px, lane, edge, &channels, &items, &pieces);
            let slack = (edge + least - strip.end).max(0);
            // Lines beside the shapes of a lane stay nearer to them than to the shapes of the next.
            let mut shift = slack / 2;
            if let Some(first) = strip.first {
                let first = first + shift;
                let mut need = before.need - first;
                if let (Some(shape), Some(line)) = (before.last, strip.left) {
                    need = need.max(shape + first - 2 * (line + shift) + 2);
                }
                shift += need.max(0);
                edge += need.max(0) / 2;
            }
            strip.move_by(px, shift);
            px.lanes.push(if lane == 0 { 0 } else { edge });
            if let Some(last) = strip.last {
                before.last = Some(last);
                before.need = strip.right.map_or(0, |line| 2 * line - last + 2);
            } else if let (Some(last), Some(line)) = (before.last, strip.right) {
                before.need = before.need.max(2 * line - last + 2);
            }
            edge = (strip.end + slack - slack / 2).max(edge + least);
        }
        px.lanes.push(edge);
    }

    /// Lays the columns and tracks of one lane side by side, from `edge` on.
    fn lane(
        &self,
        px: &mut Pixels,
        lane: usize,
        edge: i32,
        channels: &BTreeMap<i32, Vec<usize>>,
        items: &[Vec<usize>],
        pieces: &[Vec<Run>],
    ) -> Strip {
        let mut slots = Slots::new(index(2 * self.rows + 1), edge);
        let base = i32::try_from(lane).unwrap_or(0) * SPAN;
        let mut strip = Strip { base, end: edge, ..Strip::default() };
        let mut floor = edge + EDGE_LINE;
        let mut shape_floor = edge;
        for x in base..base + SPAN {
            if !is_column(x) {
                for &t in channels.get(&x).into_iter().flatten() {
                    let track = &self.wiring.tracks[t];
                    let range = index(track.lo)..=index(track.hi);
                    let at = slots.next_line(range.clone()).max(floor);
                    px.track[t] = at;
                    strip.tracks.push(t);
                    strip.note(lane, at, track.members.iter().map(|m| self.spans[m.0]));
                    strip.end = strip.end.max(at + EDGE_LINE);
                    slots.put(range, at + LINE_LINE, at + LINE_SHAPE);
                }
                if let Some(last) = channels.get(&x).into_iter().flatten().map(|&t| px.track[t]).max() {
                    floor = floor.max(last + LINE_LINE);
                }
                continue;
            }
            let (here, runs) = (&items[index(x)], &pieces[index(x)]);
            if here.is_empty() && runs.is_empty() {
                px.x[index(x)] = floor;
                continue;
            }
            let mut at = floor;
            for &i in here {
                let slot = index(self.cells[i].1);
                let before = self.parts[i].iter().map(|p| -p.x0).max().unwrap_or(0);
                at = at.max(slots.shape[slot] + before).max(shape_floor + self.halves[i]);
            }
            for &(lo, hi, _) in runs {
                at = at.max(slots.next_line(index(lo)..=index(hi)));
            }
            px.x[index(x)] = at;
            for &(lo, hi, link) in runs {
                slots.put(index(lo)..=index(hi), at + LINE_LINE, at + LINE_SHAPE);
                strip.end = strip.end.max(at + EDGE_LINE);
                strip.note(lane, at, std::iter::once(self.spans[link]));
            }
            for &i in here {
                let slot = index(self.cells[i].1);
                let after = self.parts[i].iter().map(|p| p.x1).max().unwrap_or(0);
                slots.put(slot..=slot, at + after + LINE_SHAPE, at + after + SHAPE_SHAPE);
                strip.end = strip.end.max(at + after + EDGE_SHAPE);
                let half = self.halves[i];
                if half > 0 {
                    shape_floor = shape_floor.max(at + half + SHAPE_SHAPE);
                    strip.first = Some(strip.first.map_or(at - half, |f| f.min(at - half)));
                    strip.last = Some(strip.last.map_or(at + half, |l| l.max(at + half)));
                }
            }
            floor = at + LINE_LINE;
        }
        strip
    }

    /// Pixel across of a leg's end: the middle of a column or a track.
    fn x_of(&self, px: &Pixels, link: usize, leg: usize, end: bool) -> i32 {
        let legs = &self.wiring.legs[link];
        let neighbour = if end { legs.get(leg + 1) } else { leg.checked_sub(1).and_then(|i| legs.get(i)) };
        match neighbour.and_then(|l| l.track) {
            Some(track) => px.track[track],
            None => px.x[index(if end { legs[leg].to } else { legs[leg].from })],
        }
    }

    fn along(&self, px: &mut Pixels) {
        let width = px.lanes.last().copied().unwrap_or(0);
        let mut sky = Skyline::new(width);
        // Horizontal tracks with their real extent and taps.
        let mut spans: Vec<Span> = vec![(i32::MAX, i32::MIN, Vec::new()); self.wiring.tracks.len()];
        // Straight pieces on rows.
        let mut on_row: Vec<Vec<(i32, i32)>> = vec![Vec::new(); px.y.len()];
        for (link, legs) in self.wiring.legs.iter().enumerate() {
            for (i, leg) in legs.iter().enumerate().filter(|(_, l)| l.flat) {
                let (a, b) = (self.x_of(px, link, i, false), self.x_of(px, link, i, true));
                if let Some(t) = leg.track {
                    let span = &mut spans[t];
                    span.0 = span.0.min(a.min(b));
                    span.1 = span.1.max(a.max(b));
                    for tap in [(a, leg.came), (b, leg.goes)] {
                        if tap.1 != 0 && !span.2.contains(&tap) {
                            span.2.push(tap);
                        }
                    }
                } else {
                    on_row[index(leg.line)].push((a.min(b), a.max(b)));
                }
            }
        }
        let channels = self.wiring.channels(true);
        let mut items: Vec<Vec<usize>> = vec![Vec::new(); px.y.len()];
        for (i, cell) in self.cells.iter().enumerate() {
            items[index(cell.1)].push(i);
        }
        let mut floor = 0;
        let mut start = 0;
        let mut breaks = self.breaks.iter().peekable();
        for row in 0..=self.rows {
            let channel = 2 * row;
            let list: &[usize] = channels.get(&channel).map_or(&[], Vec::as_slice);
            let view = |i: usize| {
                let s = &spans[list[i]];
                (s.0, s.1, s.2.as_slice())
            };
            for i in tracks::order(list.len(), |i, j| tracks::price(view(i), view(j), |_| true)) {
                let (a, b, _) = &spans[list[i]];
                let at = sky.line(*a, *b).max(floor + 8);
                px.track[list[i]] = at;
                sky.put(*a, *b, at + LINE_LINE, at + ARROW);
            }
            if let Some(last) = list.iter().map(|&t| px.track[t]).max() {
                floor = floor.max(last);
            }
            if let Some(&&(_, least)) = breaks.peek().filter(|b| b.0 == row) {
                breaks.next();
                let at = (sky.deepest() + 2).max(start + least);
                px.breaks.push(at);
                sky.put(0, width, at + LINE_LINE, at + ARROW);
                floor = at;
                start = at;
            }
            if row == self.rows {
                break;
            }
            let y = index(channel + 1);
            let mut at = if row == 0 { floor } else { floor.max(px.y[y - 2] + LEAST_ROW - 8) + 8 };
            for &i in &items[y] {
                let x = px.x[index(self.cells[i].0)];
                for p in &self.parts[i] {
                    let least = if p.words {
                        sky.line(x + p.x0, x + p.x1) - 1
                    } else {
                        sky.shape(x + p.x0, x + p.x1)
                    };
                    at = at.max(least - p.y0);
                }
            }
            for &(a, b) in &on_row[y] {
                at = at.max(sky.line(a, b));
            }
            px.y[y] = at;
            floor = at;
            for &(a, b) in &on_row[y] {
                sky.put(a, b, at + LINE_LINE, at + ARROW);
            }
            for &i in &items[y] {
                let x = px.x[index(self.cells[i].0)];
                for p in &self.parts[i] {
                    let (line, shape) = if p.words { (4, 12) } else { (LINE_SHAPE, STEP) };
                    sky.put(x + p.x0, x + p.x1, at + p.y1 + line, at + p.y1 + shape);
                }
            }
        }
        px.length = (sky.deepest() + 4).max(start + self.last_least);
    }
}

/// A straight piece of a line on a column: from slot, to slot, link.
type Run = (i32, i32, usize);

/// What the next lane must know of the lanes before it.
#[derive(Default)]
struct Before {
    /// Right edge of the last shape.
    last: Option<i32>,
    /// Where the first shape of the next lane may begin.
    need: i32,
}

/// For each slot along: where across the next line and the next shape may stand.
struct Slots {
    line: Vec<i32>,
    shape: Vec<i32>,
}

impl Slots {
    fn new(count: usize, edge: i32) -> Self {
        Self { line: vec![edge + EDGE_LINE; count], shape: vec![edge + EDGE_SHAPE; count] }
    }
    fn next_line(&self, range: RangeInclusive<usize>) -> i32 {
        self.line[range].iter().copied().max().unwrap_or(0)
    }
    fn put(&mut self, range: RangeInclusive<usize>, line: i32, shape: i32) {
        for slot in range {
            self.line[slot] = self.line[slot].max(line);
            self.shape[slot] = self.shape[slot].max(shape);
        }
    }
}

/// One lane laid out.
#[derive(Default)]
struct Strip {
    base: i32,
    end: i32,
    /// Left edge of the first shape, right edge of the last.
    first: Option<i32>,
    last: Option<i32>,
    /// The outermost lines that have no business in the lane to the left, to the right.
    left: Option<i32>,
    right: Option<i32>,
    tracks: Vec<usize>,
}

impl Strip {
    /// Takes note of an upright line of links between the lanes given.
    fn note(&mut self, lane: usize, at: i32, spans: impl Iterator<Item = (usize, usize)>) {
        for (a, b) in spans {
            if a.min(b) == lane {
                self.left = Some(self.left.map_or(at, |l| l.min(at)));
            }
            if a.max(b) == lane {
                self.right = Some(self.right.map_or(at, |r| r.max(at)));
            }
        }
    }

    fn move_by(&mut self, px: &mut Pixels, shift: i32) {
        for &t in &self.tracks {
            px.track[t] += shift;
        }
        for x in self.base..self.base + SPAN {
            px.x[index(x)] += shift;
        }
        self.end += shift;
        for at in [&mut self.first, &mut self.last, &mut self.left, &mut self.right] {
            *at = at.map(|v| v + shift);
        }
    }
}

/// Left and right end of a horizontal track, and where lines join it.
type Span = (i32, i32, Vec<(i32, i8)>);

/// How far down each strip of the chart is taken.
struct Skyline {
    line: Vec<i32>,
    shape: Vec<i32>,
}

impl Skyline {
    /// Width of a strip in pixels.
    const STRIP: i32 = 4;
    /// What stands nearer than this beside something counts as below it.
    const BESIDE: i32 = 9;

    fn new(width: i32) -> Self {
        let n = index(width / Self::STRIP + 8);
        Self { line: vec![LINE_SHAPE; n], shape: vec![ARROW; n] }
    }
    fn strips(&self, a: i32, b: i32, beside: i32) -> RangeInclusive<usize> {
        let first = index(((a - beside) / Self::STRIP).max(0)).min(self.line.len() - 1);
        let last = index(((b + beside) / Self::STRIP).max(0)).min(self.line.len() - 1);
        first..=last.max(first)
    }
    /// Where the next line between `a` and `b` may run.
    fn line(&self, a: i32, b: i32) -> i32 {
        self.line[self.strips(a, b, Self::BESIDE)].iter().copied().max().unwrap_or(0)
    }
    /// Where the next shape between `a` and `b` may begin.
    fn shape(&self, a: i32, b: i32) -> i32 {
        self.shape[self.strips(a, b, Self::BESIDE)].iter().copied().max().unwrap_or(0)
    }
    fn put(&mut self, a: i32, b: i32, line: i32, shape: i32) {
        for i in self.strips(a, b, 0) {
            self.line[i] = self.line[i].max(line);
            self.shape[i] = self.shape[i].max(shape);
        }
    }
    fn deepest(&self) -> i32 {
        self.line.iter().copied().max().unwrap_or(0)
    }
}
