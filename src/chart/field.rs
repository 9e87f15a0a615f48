//! The grid on which items stand and lines run, and what a line costs there.
//!
//! Horizontal and vertical lines of the grid are numbered from the top and from the left. Lines with an odd number
//! go through cells: rows, and within each lane its columns. Lines with an even number are channels between them,
//! where any number of lines fit side by side. Each lane begins and ends with a channel of its own, so a line never
//! has to leave the lanes between its ends.
//!
//! Everything is laid out from top to bottom here; a chart from left to right is turned at the end.

use std::cell::Cell;
use std::cmp::Ordering;

use super::net::{Link, Net, Role};
use super::price::BEND;
use super::route::{Corner, Piece, Route, pieces};

/// Columns a lane may have.
pub(super) const COLUMNS: i32 = 5;
/// Vertical grid lines of a lane.
pub(super) const SPAN: i32 = 2 * COLUMNS + 1;

pub(super) fn sign(v: i32) -> i8 {
    i8::try_from(v.signum()).unwrap_or(0)
}

/// A column or a row, not a channel.
pub(super) fn is_row(y: i32) -> bool {
    y % 2 != 0
}
pub(super) fn is_column(x: i32) -> bool {
    (x % SPAN) % 2 != 0
}

/// A grid line as an index.
pub(super) fn index(i: i32) -> usize {
    usize::try_from(i).unwrap_or(0)
}

/// Grid line of a lane's column.
pub(super) fn column(lane: usize, n: i32) -> i32 {
    i32::try_from(lane).unwrap_or(0) * SPAN + 2 * n + 1
}

/// Sides by number: top, bottom, left, right.
pub(super) const TOP: usize = 0;
pub(super) const BOTTOM: usize = 1;
pub(super) const LEFT: usize = 2;
pub(super) const RIGHT: usize = 3;

/// Who uses a side of an item.
#[derive(Clone, Copy, Debug, Default)]
struct Side {
    into: u16,
    shared: u16,
    own: u16,
}

impl Side {
    fn free(self) -> bool {
        self.into == 0 && self.shared == 0 && self.own == 0
    }
}

/// A shape in the crowd of a column; words count one.
pub(super) const SHAPE: i32 = 1000;

/// Nominal distances in pixels, before anything is measured.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pitch {
    /// Half a row.
    pub row: i32,
    /// Half a column.
    pub column: i32,
}

/// The grid with what stands and runs on it.
pub(super) struct Field<'a> {
    pub net: &'a Net,
    pub pitch: Pitch,
    /// Where each item stands, once it is placed.
    pub at: Vec<Option<Corner>>,
    pub routes: Vec<Option<Route>>,
    /// Columns in use in each lane: first and last.
    pub used: Vec<(i32, i32)>,
    sides: Vec<[Side; 4]>,
    closed: Vec<u8>,
    rows: usize,
    row_words: usize,
    column_words: usize,
    in_row: Vec<u64>,
    in_column: Vec<u64>,
    pub flat: Vec<Vec<Piece>>,
    pub upright: Vec<Vec<Piece>>,
    /// How many upright pieces pass a crossing of grid lines, by row and then column; how many flat ones, by column
    /// and then row.
    upright_over: Vec<u16>,
    flat_over: Vec<u16>,
    /// Nominal pixel of each vertical grid line.
    xs: Vec<i32>,
    /// How many items stand on each vertical grid line, a shape counting many times what words count.
    pub crowd: Vec<i32>,
    /// How many ways for lines were looked at so far.
    pub looked_at: Cell<u64>,
}

impl<'a> Field<'a> {
    /// An empty grid for a net; `closed` has the sides of each item that no line may use, as bits.
    pub(super) fn new(net: &'a Net, pitch: Pitch, closed: Vec<u8>) -> Self {
        let rows = net.items.len() + net.phases + 8;
        let lines = usize::try_from(SPAN).unwrap_or(0) * net.lanes;
        let row_words = lines.div_ceil(64);
        let column_words = rows.div_ceil(64);
        let middle = COLUMNS / 2;
        let mut field = Self {
            net,
            pitch,
            at: vec![None; net.items.len()],
            routes: vec![None; net.links.len()],
            used: vec![(middle, middle); net.lanes],
            sides: vec![[Side::default(); 4]; net.items.len()],
            closed,
            rows,
            row_words,
            column_words,
            in_row: vec![0; rows * row_words],
            in_column: vec![0; lines * column_words],
            flat: vec![Vec::new(); 2 * rows + 1],
            upright: vec![Vec::new(); lines],
            upright_over: vec![0; lines * (2 * rows + 1)],
            flat_over: vec![0; lines * (2 * rows + 1)],
            xs: vec![0; lines],
            crowd: vec![0; lines],
            looked_at: Cell::new(0),
        };
        field.measure_lanes();
        field
    }

    /// Rows the grid has room for.
    pub(super) fn rows(&self) -> i32 {
        i32::try_from(self.rows).unwrap_or(i32::MAX / 4)
    }

    /// Takes a cell's column into the lane.
    pub(super) fn widen(&mut self, lane: usize, cell: Corner) {
        let n = (cell.0 - column(lane, 0)) / 2;
        let (first, last) = self.used[lane];
        self.used[lane] = (first.min(n), last.max(n));
    }

    /// Takes the columns at the edge of a lane in which nothing stands out of use.
    pub(super) fn shrink_lanes(&mut self) {
        for lane in 0..self.used.len() {
            let stands = |n: i32| self.at.iter().flatten().any(|c| c.0 == column(lane, n));
            let (first, last) = self.used[lane];
            let inside: Vec<i32> = (first..=last).filter(|&n| stands(n)).collect();
            if let (Some(&first), Some(&last)) = (inside.first(), inside.last()) {
                self.used[lane] = (first, last);
            }
        }
        self.measure_columns();
    }

    /// Nominal distance of two cells along the grid.
    pub(super) fn distance(&self, a: Corner, b: Corner) -> i32 {
        (self.px(a.0) - self.px(b.0)).abs() + (self.py(a.1) - self.py(b.1)).abs()
    }

    /// The least that a link's line between two cells can cost.
    pub(super) fn least(&self, link: usize, a: Corner, b: Corner) -> i32 {
        let Link { main, tight, .. } = self.net.links[link];
        let length = self.distance(a, b);
        // What does not lead down leaves and enters at the sides, by a channel beside.
        let bends = match (a.0 == b.0, b.1.cmp(&a.1)) {
            (true, Ordering::Greater) | (false, Ordering::Equal) => 0,
            (false, Ordering::Greater) => 1,
            _ => 2,
        };
        let bend = if main { BEND + BEND / 2 } else { BEND };
        length / 4 + bends * bend + if tight { length / 2 } else { 0 }
    }

    /// Works out where columns are while they are being filled: every one in use as wide as most shapes.
    pub(super) fn measure_lanes(&mut self) {
        let mut x = 0;
        let mut lines = self.xs.iter_mut();
        for &(first, last) in &self.used {
            for (local, at) in (0..SPAN).zip(&mut lines) {
                *at = x + (local - 2 * first) * self.pitch.column;
            }
            x += (last - first + 1) * 2 * self.pitch.column + 24;
        }
    }

    /// Works out where columns are with what stands in them: those without shapes take little room.
    pub(super) fn measure_columns(&mut self) {
        let mut x = 0;
        for (local, (at, &crowd)) in (0..SPAN).cycle().zip(self.xs.iter_mut().zip(&self.crowd)) {
            let half = match crowd {
                _ if local % 2 == 0 => 0,
                0 => 10,
                1..SHAPE => self.pitch.column / 2,
                _ => self.pitch.column,
            };
            *at = x + half;
            x += 2 * half;
            if local + 1 == SPAN {
                x += 24;
            }
        }
    }

    pub(super) fn px(&self, x: i32) -> i32 {
        self.xs[index(x)]
    }

    pub(super) fn py(&self, y: i32) -> i32 {
        y * self.pitch.row
    }

    // --- items ---------------------------------------------------------------------------------------------------

    fn bit(i: i32) -> (usize, u64) {
        let i = index(i);
        (i / 64, 1 << (i % 64))
    }

    /// Whether a cell holds an item.
    pub(super) fn taken(&self, (x, y): Corner) -> bool {
        let (w, b) = Self::bit(x);
        let row = index(y / 2);
        self.in_row[row * self.row_words + w] & b != 0
    }

    pub(super) fn put(&mut self, item: usize, cell: Corner) {
        self.at[item] = Some(cell);
        self.mark(cell, true);
        self.count(cell.0, self.weight(item));
    }

    /// What an item counts in the crowd of its column.
    pub(super) fn weight(&self, item: usize) -> i32 {
        if self.net.items[item].role == Role::Tag { 1 } else { SHAPE }
    }

    fn count(&mut self, x: i32, by: i32) {
        let crowd = &mut self.crowd[index(x)];
        *crowd += by;
    }

    /// Takes an item off the grid; its lines must be gone before.
    pub(super) fn lift(&mut self, item: usize) {
        if let Some(cell) = self.at[item].take() {
            self.mark(cell, false);
            self.count(cell.0, -self.weight(item));
        }
    }

    fn mark(&mut self, (x, y): Corner, on: bool) {
        let row = index(y / 2);
        let (w, b) = Self::bit(x);
        let (cw, cb) = Self::bit(y / 2);
        let column = index(x);
        let in_row = &mut self.in_row[row * self.row_words + w];
        let in_column = &mut self.in_column[column * self.column_words + cw];
        if on {
            *in_row |= b;
            *in_column |= cb;
        } else {
            *in_row &= !b;
            *in_column &= !cb;
        }
    }

    /// No item on row `y` strictly between two vertical lines.
    pub(super) fn row_free(&self, y: i32, a: i32, b: i32) -> bool {
        let (lo, hi) = (a.min(b) + 1, a.max(b) - 1);
        let row = index(y / 2);
        lo > hi || Self::clear(&self.in_row[row * self.row_words..(row + 1) * self.row_words], lo, hi)
    }

    /// No item on column `x` strictly between two horizontal lines.
    pub(super) fn column_free(&self, x: i32, a: i32, b: i32) -> bool {
        let (lo, hi) = ((a.min(b) + 1) / 2, (a.max(b) - 2).div_euclid(2));
        let column = index(x);
        lo > hi
            || Self::clear(
                &self.in_column[column * self.column_words..(column + 1) * self.column_words],
                lo,
                hi,
            )
    }

    fn clear(words: &[u64], lo: i32, hi: i32) -> bool {
        let (wl, _) = Self::bit(lo);
        let (wh, _) = Self::bit(hi);
        (wl..=wh).all(|w| {
            let mut mask = u64::MAX;
            if w == wl {
                mask &= u64::MAX << (lo % 64);
            }
            if w == wh {
                mask &= u64::MAX >> (63 - hi % 64);
            }
            words.get(w).is_none_or(|word| word & mask == 0)
        })
    }

    /// The links whose lines run straight through a cell.
    pub(super) fn through(&self, (x, y): Corner) -> Vec<usize> {
        let row = &self.flat[index(y)];
        let column = &self.upright[index(x)];
        let mut links: Vec<usize> = row
            .iter()
            .filter(|p| p.lo <= x && x <= p.hi)
            .chain(column.iter().filter(|p| p.lo <= y && y <= p.hi))
            .map(|p| p.link)
            .collect();
        links.sort_unstable();
        links.dedup();
        links
    }

    // --- lines ---------------------------------------------------------------------------------------------------

    fn side_of(from: Corner, to: Corner) -> usize {
        match to.0.cmp(&from.0) {
            Ordering::Equal if to.1 > from.1 => BOTTOM,
            Ordering::Equal => TOP,
            Ordering::Greater => RIGHT,
            Ordering::Less => LEFT,
        }
    }

    fn opposite(side: usize) -> usize {
        match side {
            TOP => BOTTOM,
            BOTTOM => TOP,
            LEFT => RIGHT,
            _ => LEFT,
        }
    }

    /// The side of its source that a route leaves by.
    pub(super) fn exit(route: &Route) -> usize {
        let c = route.corners();
        Self::side_of(c[0], c[1])
    }

    /// The side of its target that a route enters by.
    pub(super) fn entry(route: &Route) -> usize {
        let c = route.corners();
        Self::side_of(c[c.len() - 1], c[c.len() - 2])
    }

    /// Whether any line uses a side of an item.
    pub(super) fn side_used(&self, item: usize, side: usize) -> bool {
        !self.sides[item][side].free()
    }

    pub(super) fn lay(&mut self, link: usize, route: Route) {
        for (flat, line, piece) in pieces(route.corners(), link) {
            let at = index(line);
            if flat {
                self.flat[at].push(piece);
            } else {
                self.upright[at].push(piece);
            }
            self.pass(flat, at, &piece, true);
        }
        let Link { from, to, shared, .. } = self.net.links[link];
        let exit = &mut self.sides[from][Self::exit(&route)];
        if shared {
            exit.shared += 1;
        } else {
            exit.own += 1;
        }
        self.sides[to][Self::entry(&route)].into += 1;
        self.routes[link] = Some(route);
    }

    /// Counts a piece in or out of the crossings it passes.
    fn pass(&mut self, flat: bool, line: usize, piece: &Piece, on: bool) {
        let (columns, rows) = (self.upright.len(), self.flat.len());
        for at in index(piece.lo + 1)..index(piece.hi) {
            let over = if flat {
                &mut self.flat_over[at * rows + line]
            } else {
                &mut self.upright_over[at * columns + line]
            };
            *over = if on { over.saturating_add(1) } else { over.saturating_sub(1) };
        }
    }

    /// How many lines a piece crosses.
    pub(super) fn crossed(&self, flat: bool, line: usize, piece: &Piece) -> i32 {
        let (over, stride) =
            if flat { (&self.upright_over, self.upright.len()) } else { (&self.flat_over, self.flat.len()) };
        let (a, b) = (line * stride + index(piece.lo + 1), line * stride + index(piece.hi));
        over.get(a..b).unwrap_or_default().iter().map(|&n| i32::from(n)).sum()
    }

    /// Removes the line of a link, if it has one.
    pub(super) fn rip(&mut self, link: usize) -> Option<Route> {
        let route = self.routes[link].take()?;
        for (flat, line, piece) in pieces(route.corners(), link) {
            let at = index(line);
            self.pass(flat, at, &piece, false);
            let list = if flat { &mut self.flat[at] } else { &mut self.upright[at] };
            list.retain(|p| p.link != link);
        }
        let Link { from, to, shared, .. } = self.net.links[link];
        let exit = &mut self.sides[from][Self::exit(&route)];
        if shared {
            exit.shared -= 1;
        } else {
            exit.own -= 1;
        }
        self.sides[to][Self::entry(&route)].into -= 1;
        Some(route)
    }

    fn closed_side(&self, item: usize, side: usize) -> bool {
        self.closed[item] & (1 << side) != 0
    }

    /// Sides that are free for what leaves, and how many of them lines still to come will need.
    fn room(&self, item: usize) -> (i32, i32, bool) {
        let sides = &self.sides[item];
        let count = |b: bool| i32::from(b);
        let free =
            [BOTTOM, LEFT, RIGHT].iter().map(|&s| count(sides[s].free() && !self.closed_side(item, s))).sum();
        let (mut own, mut shared, mut shared_laid) = (0, false, false);
        for &l in &self.net.out[item] {
            let laid = self.routes[l].is_some();
            if self.net.links[l].shared {
                shared = true;
                shared_laid |= laid;
            } else if !laid {
                own += 1;
            }
        }
        (free, own, shared && !shared_laid)
    }

    /// Whether `link` may leave its source by a side, so that the others still find one.
    pub(super) fn may_leave(&self, link: usize, side: usize) -> bool {
        let Link { from, shared, .. } = self.net.links[link];
        if side == TOP || self.closed_side(from, side) {
            return false;
        }
        if self.net.items[from].role == Role::Tag {
            let entry = self.net.into[from].first().and_then(|&l| self.routes[l].as_ref()).map(Self::entry);
            return entry.is_none_or(|e| side == Self::opposite(e));
        }
        let s = self.sides[from][side];
        if shared && s.shared > 0 {
            return true;
        }
        if !s.free() {
            return false;
        }
        let (free, own, waiting) = self.room(from);
        if shared { free > own } else { free >= own + i32::from(waiting) }
    }

    /// Whether a line may enter `item` by a side, so that what leaves it still finds one.
    pub(super) fn may_enter(&self, item: usize, side: usize) -> bool {
        if side == BOTTOM || self.closed_side(item, side) {
            return false;
        }
        if self.net.items[item].role == Role::Tag {
            let exit = self.net.out[item].first().and_then(|&l| self.routes[l].as_ref()).map(Self::exit);
            return exit.is_none_or(|e| side == Self::opposite(e));
        }
        if side == TOP {
            return true;
        }
        let s = self.sides[item][side];
        if s.into > 0 {
            return true;
        }
        if !s.free() {
            return false;
        }
        let (free, own, waiting) = self.room(item);
        free > own + i32::from(waiting)
    }
}
