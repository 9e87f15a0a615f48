//! The cheapest way for a line between two items that stand.
//!
//! Ways are tried by shape, from straight to four bends; one that cannot become the cheapest is not looked at. A way
//! always exists: out at the bottom or a side, along channels, in at the top.

use super::field::{BOTTOM, Field, LEFT, RIGHT, TOP, column, is_column, is_row};
use super::net::Link;
use super::price::BEND;
use super::route::{Corner, Route, pieces};

impl Field<'_> {
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
        self.field.looked_at.set(self.field.looked_at.get() + 1);
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
