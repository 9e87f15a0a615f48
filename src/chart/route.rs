//! A way through the grid, and the straight pieces it consists of.

use super::field::sign;

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
