//! Letters at the ends of lines that go on elsewhere.

use super::piece::Piece;
use super::{Part, View};
use crate::chart::geometry::{Point, Rect, TextStyle};
use crate::chart::text::{Weight, width};
use std::collections::BTreeMap;

/// A letter at the border of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connector {
    /// The same at both ends of a line; lines that run in one share it.
    pub letter: String,
    /// The sheets on which it goes on, counted from 1.
    pub sheets: Vec<usize>,
    /// A line ends here and goes on there; else it comes from there.
    pub leaves: bool,
    /// Where the line ends or begins.
    pub at: Point,
    /// Where the letter stands.
    pub rect: Rect,
}

impl Connector {
    /// What stands in it: "A → 2", "1 → A".
    pub fn text(&self) -> String {
        label(&self.letter, &self.sheets, self.leaves)
    }
}

fn label(letter: &str, sheets: &[usize], leaves: bool) -> String {
    // Where lines of many sheets meet, the letter finds them; room is short.
    let first = sheets.first().copied().unwrap_or_default();
    let numbers = format!("{first}{}", if sheets.len() > 1 { " …" } else { "" });
    if leaves { format!("{letter} → {numbers}") } else { format!("{numbers} → {letter}") }
}

/// A border of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// Where the flow enters.
    Before,
    /// Where it leaves.
    Behind,
    Left,
    Right,
}

/// A letter whose place on its sheet is not worked out.
#[derive(Clone, Debug)]
pub(super) struct Open {
    pub side: Side,
    /// The place of the cut in the chart, as (along, across).
    pub at: (i32, i32),
    pub leaves: bool,
    pub letter: String,
    pub sheets: Vec<usize>,
}

/// Letters of each sheet, from the pieces that it shows.
pub(super) fn letters(parts: &[Part], pieces: &[Vec<Piece>]) -> Vec<Vec<Open>> {
    type Place = (usize, Side, (i32, i32), bool);
    let mut at: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
    // On which sheet each line begins and ends.
    let mut begins: BTreeMap<usize, usize> = BTreeMap::new();
    let mut ends: BTreeMap<usize, usize> = BTreeMap::new();
    // And where its word stands, if it only passes there.
    let mut passes: BTreeMap<usize, usize> = BTreeMap::new();
    for (sheet, (part, pieces)) in parts.iter().zip(pieces).enumerate() {
        for piece in pieces {
            if piece.begins {
                begins.insert(piece.edge, sheet);
            } else if let [cut, next, ..] = piece.points[..] {
                at.entry((sheet, side(*part, cut, next), cut, false)).or_default().push(piece.edge);
            }
            if !piece.begins && !piece.ends {
                passes.insert(piece.edge, sheet);
            }
            if piece.ends {
                ends.insert(piece.edge, sheet);
            } else if let [.., before, cut] = piece.points[..] {
                at.entry((sheet, side(*part, cut, before), cut, true)).or_default().push(piece.edge);
            }
        }
    }
    // Lines that share a place at a border share their letter: each takes the name of the smallest of them.
    let mut name: BTreeMap<usize, usize> = at.values().flatten().map(|&e| (e, e)).collect();
    loop {
        let mut changed = false;
        for edges in at.values() {
            let Some(least) = edges.iter().filter_map(|e| name.get(e)).min().copied() else { continue };
            for e in edges {
                changed |= name.insert(*e, least) != Some(least);
            }
        }
        if !changed {
            break;
        }
    }
    let mut letters: BTreeMap<usize, String> = BTreeMap::new();
    let mut out: Vec<Vec<Open>> = vec![Vec::new(); parts.len()];
    for ((sheet, side, cut, leaves), edges) in &at {
        let Some(&least) = edges.first().and_then(|e| name.get(e)) else { continue };
        let next = letters.len();
        let letter = letters.entry(least).or_insert_with(|| nth(next)).clone();
        let far = if *leaves { &ends } else { &begins };
        let next = |e: &usize| passes.get(e).filter(|s| *s != sheet).or_else(|| far.get(e));
        let mut sheets: Vec<usize> = edges.iter().filter_map(next).map(|s| s + 1).collect();
        sheets.sort_unstable();
        sheets.dedup();
        if let Some(list) = out.get_mut(*sheet) {
            list.push(Open { side: *side, at: *cut, leaves: *leaves, letter, sheets });
        }
    }
    out
}

/// The border that a line runs over, from the direction of its last part.
fn side(part: Part, cut: (i32, i32), inner: (i32, i32)) -> Side {
    if cut.1 == inner.1 {
        if cut.0 <= part.along.0 { Side::Before } else { Side::Behind }
    } else if cut.1 <= part.across.0 {
        Side::Left
    } else {
        Side::Right
    }
}

/// A to Z, then AA to AZ and so on; without I and O, which look like figures.
fn nth(n: usize) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";
    let one = |n: usize| LETTERS.get(n % LETTERS.len()).map_or('?', |&b| char::from(b));
    match n / LETTERS.len() {
        0 => one(n).to_string(),
        more => format!("{}{}", nth(more - 1), one(n)),
    }
}

/// Room between a cut and its letter, and between letters.
const LEAD: i32 = 12;
const GAP: i32 = 4;

/// Puts the letters of one side beside each other, each as near to its line as the others let it. `frame` is the
/// part of the sheet that the lines are in, as (along, across); `map` leads from the chart to the sheet.
pub(super) fn place(
    view: &View<'_>,
    open: &[Open],
    side: Side,
    frame: ((i32, i32), (i32, i32)),
    map: impl Fn((i32, i32)) -> (i32, i32),
) -> Vec<Connector> {
    let mut letters: Vec<(&Open, (i32, i32))> =
        open.iter().filter(|o| o.side == side).map(|o| (o, map(o.at))).collect();
    let flow = matches!(side, Side::Before | Side::Behind);
    let position = |at: (i32, i32)| if flow { at.1 } else { at.0 };
    letters.sort_by_key(|(o, at)| (position(*at), o.leaves));
    let high = TextStyle::Quiet.leading() + 4;
    let size = |o: &Open| {
        let text = label(&o.letter, &o.sheets, o.leaves);
        (width(&text, TextStyle::Quiet.size(), Weight::Regular) + 14, high)
    };
    // How much of the border each takes.
    let takes = |o: &Open| if flow == view.turned { high } else { size(o).0 };
    let (low, top) = if flow { frame.1 } else { frame.0 };
    let mut starts: Vec<i32> = Vec::with_capacity(letters.len());
    let mut free = low;
    for (o, at) in &letters {
        let start = (position(*at) - takes(o) / 2).max(free);
        starts.push(start);
        free = start + takes(o) + GAP;
    }
    // Those that were pushed over the end are pushed back.
    let mut free = top;
    for ((o, _), start) in letters.iter().zip(&mut starts).rev() {
        *start = (*start).min(free - takes(o));
        free = *start - GAP;
    }
    let put = |((o, at), start): (&(&Open, (i32, i32)), &i32)| {
        let (w, h) = size(o);
        let deep = if flow == view.turned { w } else { h };
        let far = match side {
            Side::Before => frame.0.0 - LEAD - deep,
            Side::Behind => frame.0.1 + LEAD,
            Side::Left => frame.1.0 - LEAD - deep,
            Side::Right => frame.1.1 + LEAD,
        };
        let (along, across) = if flow { (far, *start) } else { (*start, far) };
        let p = view.point(along, across);
        Connector {
            letter: o.letter.clone(),
            sheets: o.sheets.clone(),
            leaves: o.leaves,
            at: view.point(at.0, at.1),
            rect: Rect { x: p.x, y: p.y, w, h },
        }
    };
    letters.iter().zip(&starts).map(put).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([nth(0), nth(8), nth(23), nth(24), nth(47)], ["A", "J", "Z", "AA", "AZ"]);
    }
}
