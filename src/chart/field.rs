//! The grid on which items stand and lines run, and what a line costs there.
//!
//! Horizontal and vertical lines of the grid are numbered from the top and from the left. Lines with an odd number
//! go through cells: rows, and within each lane its columns. Lines with an even number are channels between them,
//! where any number of lines fit side by side. Each lane begins and ends with a channel of its own, so a line never
//! has to leave the lanes between its ends.
//!
//! Everything is laid out from top to bottom here; a chart from left to right is turned at the end.

use std::cmp::Ordering;

use super::net::{Link, Net, Role};

/// Columns a lane may have.
pub(super) const COLUMNS: i32 = 5;
/// Vertical grid lines of a lane.
pub(super) const SPAN: i32 = 2 * COLUMNS + 1;

/// A corner of a route: vertical and horizontal grid line.
pub(super) type Corner = (i32, i32);

/// A way through the grid from the middle of one item to that of another, with at most four bends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Route {
    corners: [Corner; 6],
    count: u8,
}

impl Route {
    pub(super) fn new(corners: &[Corner]) -> Self {
        let mut all = [(0, 0); 6];
        let count = corners.len().min(6);
        all[..count].copy_from_slice(&corners[..count]);
        Self { corners: all, count: u8::try_from(count).unwrap_or(6) }
    }
    pub(super) fn corners(&self) -> &[Corner] {
        &self.corners[..usize::from(self.count)]
    }
}

/// A straight piece of a route on one grid line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Where it begins and ends, counted in the crossing grid lines.
    pub lo: i32,
    pub hi: i32,
    /// Where the route goes on at each end: -1 up or left, 1 down or right, 0 it ends in an item.
    pub lo_turn: i8,
    pub hi_turn: i8,
    pub link: usize,
    pub first: bool,
    pub last: bool,
}

/// The pieces of a route: whether each is horizontal, its grid line, the piece.
pub(super) fn pieces(corners: &[Corner], link: usize) -> impl Iterator<Item = (bool, i32, Piece)> + '_ {
    let n = corners.len();
    (0..n.saturating_sub(1)).map(move |i| {
        let (p, q) = (corners[i], corners[i + 1]);
        let flat = p.1 == q.1;
        let along = |c: Corner| if flat { c.0 } else { c.1 };
        let across = |c: Corner| if flat { c.1 } else { c.0 };
        let turn = |from: Corner, at: Option<&Corner>| at.map_or(0, |a| sign(across(*a) - across(from)));
        let begin = turn(p, if i > 0 { corners.get(i - 1) } else { None });
        let end = turn(q, corners.get(i + 2));
        let (lo, hi, lo_turn, hi_turn) = if along(p) <= along(q) {
            (along(p), along(q), begin, end)
        } else {
            (along(q), along(p), end, begin)
        };
        (flat, across(p), Piece { lo, hi, lo_turn, hi_turn, link, first: i == 0, last: i + 2 == n })
    })
}

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

/// Nominal distances in pixels, before anything is measured.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pitch {
    /// Half a row.
    pub row: i32,
    /// Half a column.
    pub column: i32,
}

/// Prices, in pixels of line length times four.
const BEND: i32 = 50;
const CROSSING: i32 = 170;
const HARD: i32 = 700;

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
    flat: Vec<Vec<Piece>>,
    upright: Vec<Vec<Piece>>,
    /// How many upright pieces pass a crossing of grid lines, by row and then column; how many flat ones, by column
    /// and then row.
    upright_over: Vec<u16>,
    flat_over: Vec<u16>,
    /// Nominal pixel of each vertical grid line.
    xs: Vec<i32>,
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
        };
        field.measure_lanes();
        field
    }

    /// Rows the grid has room for.
    pub(super) fn rows(&self) -> i32 {
        i32::try_from(self.rows).unwrap_or(i32::MAX / 4)
    }

    /// Vertical grid lines.
    pub(super) fn lines(&self) -> usize {
        self.upright.len()
    }

    /// Takes a cell's column into the lane.
    pub(super) fn widen(&mut self, lane: usize, cell: Corner) {
        let n = (cell.0 - column(lane, 0)) / 2;
        let (first, last) = self.used[lane];
        if n < first || n > last {
            self.used[lane] = (first.min(n), last.max(n));
            self.measure_lanes();
        }
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
        self.measure_lanes();
    }

    /// Nominal distance of two cells along the grid.
    fn distance(&self, a: Corner, b: Corner) -> i32 {
        (self.px(a.0) - self.px(b.0)).abs() + (self.py(a.1) - self.py(b.1)).abs()
    }

    /// The least that a line between two cells can cost.
    pub(super) fn least(&self, a: Corner, b: Corner) -> i32 {
        self.distance(a, b) / 4 + if a.0 != b.0 && a.1 != b.1 { BEND } else { 0 }
    }

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

    fn px(&self, x: i32) -> i32 {
        self.xs[index(x)]
    }

    fn py(&self, y: i32) -> i32 {
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
    }

    /// Takes an item off the grid; its lines must be gone before.
    pub(super) fn lift(&mut self, item: usize) {
        if let Some(cell) = self.at[item].take() {
            self.mark(cell, false);
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
    fn row_free(&self, y: i32, a: i32, b: i32) -> bool {
        let (lo, hi) = (a.min(b) + 1, a.max(b) - 1);
        let row = index(y / 2);
        lo > hi || Self::clear(&self.in_row[row * self.row_words..(row + 1) * self.row_words], lo, hi)
    }

    /// No item on column `x` strictly between two horizontal lines.
    fn column_free(&self, x: i32, a: i32, b: i32) -> bool {
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

    /// The side of its source that a route leaves by.
    pub(super) fn exit(route: &Route) -> usize {
        let c = route.corners();
        Self::side_of(c[0], c[1])
    }

    fn entry(route: &Route) -> usize {
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
    fn crossed(&self, flat: bool, line: usize, piece: &Piece) -> i32 {
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
    fn may_leave(&self, link: usize, side: usize) -> bool {
        let Link { from, shared, .. } = self.net.links[link];
        if side == TOP || self.closed_side(from, side) {
            return false;
        }
        if self.net.items[from].role == Role::Tag {
            return side == BOTTOM;
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
    fn may_enter(&self, item: usize, side: usize) -> bool {
        if side == BOTTOM || self.closed_side(item, side) {
            return false;
        }
        if side == TOP {
            return true;
        }
        if self.net.items[item].role == Role::Tag {
            return false;
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

    /// Two pieces that may lie on each other: the ends of lines to the same item, or the shared begin of a bundle.
    fn may_merge(&self, a: &Piece, b: &Piece) -> bool {
        let (la, lb) = (&self.net.links[a.link], &self.net.links[b.link]);
        (a.last && b.last && la.to == lb.to)
            || (a.first && b.first && la.from == lb.from && la.shared && lb.shared)
    }

    /// What a route costs beside its own length: crossings, and `None` where it would lie on another line.
    pub(super) fn clash(&self, link: usize, route: &Route, limit: i32) -> Option<i32> {
        let mut cost = 0;
        for (flat, line, piece) in pieces(route.corners(), link) {
            let same = if flat { &self.flat[index(line)] } else { &self.upright[index(line)] };
            cost += self.crossed(flat, index(line), &piece) * CROSSING;
            if if flat { is_row(line) } else { is_column(line) } {
                if same.iter().any(|other| other.link != link && self.collide(flat, line, &piece, other)) {
                    return None;
                }
            } else if cost < limit {
                for other in same {
                    if other.link != link {
                        cost += Self::beside(flat, &piece, other);
                    }
                }
            }
            if cost >= limit {
                return None;
            }
        }
        Some(cost)
    }

    /// On a row or column: whether two pieces would be one line to the eye.
    fn collide(&self, flat: bool, line: i32, a: &Piece, b: &Piece) -> bool {
        let (lo, hi) = (a.lo.max(b.lo), a.hi.min(b.hi));
        if lo > hi {
            return false;
        }
        if lo < hi {
            return !self.may_merge(a, b);
        }
        // They touch in one place: in a channel the order of tracks keeps them apart, in an item both end.
        let cell = if flat { (lo, line) } else { (line, lo) };
        let in_cell = if flat { is_column(lo) } else { is_row(lo) };
        in_cell && !self.taken(cell)
    }

    /// In a channel: the crossings that two pieces side by side cannot avoid.
    fn beside(flat: bool, a: &Piece, b: &Piece) -> i32 {
        if a.lo > b.hi || b.lo > a.hi {
            return 0;
        }
        let is_axis = |at: i32| if flat { is_column(at) } else { is_row(at) };
        // Price of `s` above (left of) `t`.
        let price = |s: &Piece, t: &Piece| {
            let mut c = 0;
            for (at, turn) in [(s.lo, s.lo_turn), (s.hi, s.hi_turn)] {
                if turn > 0 && t.lo < at && at < t.hi {
                    c += CROSSING;
                }
                if turn > 0 && is_axis(at) && ((at == t.lo && t.lo_turn < 0) || (at == t.hi && t.hi_turn < 0))
                {
                    c += HARD;
                }
            }
            for (at, turn) in [(t.lo, t.lo_turn), (t.hi, t.hi_turn)] {
                if turn < 0 && s.lo < at && at < s.hi {
                    c += CROSSING;
                }
            }
            c
        };
        price(a, b).min(price(b, a))
    }

    /// Length, bends and habits: what a route costs on an empty sheet.
    pub(super) fn plain(&self, link: usize, route: &Route) -> i32 {
        let Link { from, to, main, back, .. } = self.net.links[link];
        let c = route.corners();
        let mut length = 0;
        for w in c.windows(2) {
            length += (self.px(w[0].0) - self.px(w[1].0)).abs() + (self.py(w[0].1) - self.py(w[1].1)).abs();
        }
        let (p, q) = (c[0], c[c.len() - 1]);
        let least = (self.px(p.0) - self.px(q.0)).abs() + (self.py(p.1) - self.py(q.1)).abs();
        let bends = i32::try_from(c.len()).unwrap_or(2) - 2;
        let mut cost = length / 4 + (length - least) / 2 + bends * BEND;
        if main {
            cost += bends * BEND / 2;
        }
        let (exit, entry) = (Self::exit(route), Self::entry(route));
        let same_lane = self.net.items[from].lane == self.net.items[to].lane;
        match self.net.items[from].role {
            Role::Choice if main && same_lane && exit != BOTTOM => cost += 40,
            Role::Choice if !main && exit == BOTTOM => cost += 15,
            Role::Bar if exit != BOTTOM => cost += 10,
            Role::Plain if same_lane && exit != BOTTOM && !back => cost += 20,
            _ => {}
        }
        match self.net.items[to].role {
            Role::Bar if entry != TOP => cost += 10,
            _ if entry != TOP && same_lane && !back => cost += 12,
            _ => {}
        }
        if back && exit == BOTTOM {
            cost += 40;
        }
        if !back && q.1 <= p.1 && bends > 0 {
            cost += 120;
        }
        cost
    }

    /// The cheapest way for a link whose ends are both placed, with its price; `None` where an end is missing.
    pub(super) fn best(&self, link: usize) -> Option<(Route, i32)> {
        let Link { from, to, .. } = self.net.links[link];
        let (a, b) = (self.at[from]?, self.at[to]?);
        self.best_below(link, i32::MAX / 4).or_else(|| {
            // Cannot happen while sides are kept free for all; still, a line beats none.
            let v = column(self.net.items[from].lane, self.used[self.net.items[from].lane].1) + 1;
            Some((Route::new(&[a, (a.0, a.1 + 1), (v, a.1 + 1), (v, b.1 - 1), (b.0, b.1 - 1), b]), 5000))
        })
    }

    /// The cheapest way below a limit.
    pub(super) fn best_below(&self, link: usize, limit: i32) -> Option<(Route, i32)> {
        let Link { from, to, .. } = self.net.links[link];
        let (a, b) = (self.at[from]?, self.at[to]?);
        let mut search =
            Search { field: self, link, best: None, limit, leave: [false; 4], enter: [false; 4] };
        for side in 0..4 {
            search.leave[side] = self.may_leave(link, side);
            search.enter[side] = self.may_enter(to, side);
        }
        search.run(a, b);
        search.best.map(|route| (route, search.limit))
    }

    /// Channels that a line between two lanes may use.
    fn channels(&self, a: usize, b: usize) -> impl Iterator<Item = i32> + '_ {
        let (lo, hi) = (a.min(b), a.max(b));
        (lo..=hi).flat_map(move |lane| {
            let (first, last) = self.used[lane];
            let step = if lane == a || lane == b { 1 } else { last - first + 1 };
            (first..=last + 1)
                .step_by(usize::try_from(step.max(1)).unwrap_or(1))
                .map(move |n| column(lane, n) - 1)
        })
    }
}

/// The search for one link's cheapest route.
struct Search<'f, 'a> {
    field: &'f Field<'a>,
    link: usize,
    best: Option<Route>,
    /// Price of the best so far; nothing dearer is looked at.
    limit: i32,
    leave: [bool; 4],
    enter: [bool; 4],
}

impl Search<'_, '_> {
    fn offer(&mut self, corners: &[Corner]) {
        let route = Route::new(corners);
        let plain = self.field.plain(self.link, &route);
        let limit = self.limit;
        if plain >= limit {
            return;
        }
        for (flat, line, piece) in pieces(corners, self.link) {
            let free = if flat {
                !is_row(line) || self.field.row_free(line, piece.lo, piece.hi)
            } else {
                !is_column(line) || self.field.column_free(line, piece.lo, piece.hi)
            };
            if !free {
                return;
            }
        }
        // A corner in a cell needs the cell empty.
        if corners[1..corners.len() - 1].iter().any(|&c| is_column(c.0) && is_row(c.1) && self.field.taken(c))
        {
            return;
        }
        if let Some(clash) = self.field.clash(self.link, &route, limit - plain)
            && plain + clash < limit
        {
            self.best = Some(route);
            self.limit = plain + clash;
        }
    }

    /// Whether nothing with so many bends can be cheaper than what is found.
    fn beaten(&self, a: Corner, b: Corner, bends: i32) -> bool {
        let main = self.field.net.links[self.link].main;
        let bend = BEND + if main { BEND / 2 } else { 0 };
        self.limit <= self.field.distance(a, b) / 4 + bends * bend
    }

    fn run(&mut self, a: Corner, b: Corner) {
        let field = self.field;
        let Link { from, to, .. } = field.net.links[self.link];
        let lanes = (field.net.items[from].lane, field.net.items[to].lane);
        let right = b.0 > a.0;
        let (leave, enter) = (self.leave, self.enter);
        let toward = |x: i32, of: i32| if x > of { RIGHT } else { LEFT };
        // Straight, and one bend.
        if a.0 == b.0 && a.1 < b.1 && leave[BOTTOM] && enter[TOP] {
            self.offer(&[a, b]);
        }
        if a.1 == b.1 && a.0 != b.0 {
            let (out, into) = if right { (RIGHT, LEFT) } else { (LEFT, RIGHT) };
            if leave[out] && enter[into] {
                self.offer(&[a, b]);
            }
        }
        if a.0 != b.0 && a.1 < b.1 {
            if leave[toward(b.0, a.0)] && enter[TOP] {
                self.offer(&[a, (b.0, a.1), b]);
            }
            if leave[BOTTOM] && enter[toward(a.0, b.0)] {
                self.offer(&[a, (a.0, b.1), b]);
            }
        }
        // Two bends: down, across in a channel, down.
        if self.beaten(a, b, 2) {
            return;
        }
        if a.0 != b.0 && a.1 < b.1 && leave[BOTTOM] && enter[TOP] {
            let (lo, hi) = (a.1 + 1, b.1 - 1);
            let far = hi - lo > 12;
            for h in (lo..=hi).step_by(2).filter(|&h| !far || h < lo + 4 || h > hi - 4) {
                self.offer(&[a, (a.0, h), (b.0, h), b]);
            }
        }
        // Two and more, by a channel beside.
        let above = b.1 - 1;
        let below = a.1 + 1;
        if self.beaten(a, b, 2) {
            return;
        }
        let direct = field.distance(a, b);
        for v in field.channels(lanes.0, lanes.1) {
            let at = field.px(v);
            let long = (field.px(a.0) - at).abs()
                + (field.px(b.0) - at).abs()
                + (field.py(a.1) - field.py(b.1)).abs();
            if self.limit <= long / 4 + (long - direct) / 2 + 2 * BEND {
                continue;
            }
            let out = toward(v, a.0);
            let into = toward(v, b.0);
            if leave[out] && enter[into] && a.1 != b.1 {
                self.offer(&[a, (v, a.1), (v, b.1), b]);
            }
            if self.beaten(a, b, 3) {
                continue;
            }
            if leave[out] && enter[TOP] && above != a.1 {
                self.offer(&[a, (v, a.1), (v, above), (b.0, above), b]);
            }
            if leave[BOTTOM] && enter[into] && below != b.1 {
                self.offer(&[a, (a.0, below), (v, below), (v, b.1), b]);
            }
            if leave[BOTTOM] && enter[TOP] && below != above && !self.beaten(a, b, 4) {
                self.offer(&[a, (a.0, below), (v, below), (v, above), (b.0, above), b]);
            }
        }
    }
}
