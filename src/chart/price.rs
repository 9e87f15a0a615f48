//! What a line costs: its length and bends, the habits of charts, the lines it crosses.

use super::field::{BOTTOM, Field, LEFT, RIGHT, TOP, index, is_column, is_row};
use super::net::{Link, Role};
use super::route::{Piece, Route, pieces};

/// Prices, in pixels of line length times four.
pub(super) const BEND: i32 = 50;
const CROSSING: i32 = 170;
/// Two lines that ask for opposite orders: one of them will need a jog.
const HARD: i32 = 700;

impl Field<'_> {
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
        let Link { from, to, main, back, tight, .. } = self.net.links[link];
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
        if tight {
            cost += length / 2;
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
        let away = match exit {
            LEFT => q.0 > p.0,
            RIGHT => q.0 < p.0,
            _ => false,
        };
        if !back && away {
            cost += 40;
        }
        cost
    }
}
