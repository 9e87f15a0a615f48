//! Lines between boxes that stand in rows: along the gutters between the rows, and through the gaps between the boxes
//! of a row.
//!
//! Every line has a place of its own on the side of each box it touches, in each gap it passes and in each gutter it
//! runs along; no two uprights in one gutter have the same place. Words stand beside the upright at one end of their
//! line, between the box and the first line that runs along the gutter, where nothing else comes.

use super::label;
use crate::chart::geometry::{Point, Rect, TextBlock};
use crate::chart::layout::straighten;
use std::cmp::Ordering;

/// Least distance of two lines, and of rows with no line between them.
const TRACK: i32 = 12;
const GAP: i32 = 22;
/// Least distance of two uprights in one gutter.
const APART: i32 = 7;
/// Room for an arrow head between a row and its words or lines.
const HEAD: i32 = 16;

/// A line to be laid between two boxes, by index.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) what: Vec<String>,
}

/// Where boxes and lines stand from left to right, before heights are known.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// Left edge and width of each box.
    pub(super) boxes: Vec<(i32, i32)>,
    /// Whether all words of all lines are there.
    pub(super) complete: bool,
    rows: Vec<Vec<usize>>,
    gutters: Vec<Gutter>,
    laid: Vec<Laid>,
}

#[derive(Clone, Debug, Default)]
struct Gutter {
    /// Room for words below the row above and above the row below.
    above: i32,
    below: i32,
    tracks: i32,
    used: bool,
    /// Places of uprights.
    uprights: Vec<i32>,
}

impl Gutter {
    fn height(&self) -> i32 {
        let run = if self.tracks > 0 { (self.tracks + 1) * TRACK } else { 0 };
        let words = self.above + self.below;
        if self.used { (words + run + HEAD).max(GAP + HEAD) } else { GAP }
    }
}

/// A line laid: uprights from gutter to gutter.
#[derive(Clone, Debug, Default)]
struct Laid {
    /// The gutters it runs along, in order, and the place of the upright before each and after the last.
    gutters: Vec<usize>,
    xs: Vec<i32>,
    tracks: Vec<Option<i32>>,
    label: Option<TextBlock>,
    /// It begins, and ends, at the top of its first and last gutter: at the foot of a box.
    from_foot: bool,
    to_foot: bool,
    /// The words stand at its end.
    at_end: bool,
}

/// An end of a line on the side of a box.
#[derive(Clone, Copy, Debug)]
struct Stub {
    line: usize,
    end: bool,
    /// Where the line goes on to, for the order on the side.
    toward: i32,
}

/// Boxes in rows, between `left` and `right`, and what their lines need.
pub(super) struct Field<'a> {
    pub(super) rows: &'a [Vec<usize>],
    /// Greatest width of each box.
    pub(super) widest: &'a [i32],
    pub(super) left: i32,
    pub(super) right: i32,
}

/// Narrowest box.
const NARROWEST: i32 = 104;

fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX / 64)
}

impl Field<'_> {
    /// Lays the lines; `None` where there is not enough room for them and their words.
    pub(super) fn plan(&self, lines: &[Wanted]) -> Option<Plan> {
        let at = self.places();
        let nominal = self.spread(&vec![0; self.rows.iter().map(|r| r.len() + 1).sum()]);
        let middle = |b: usize| nominal.get(b).map_or(0, |(x, w)| x + w / 2);
        let mut laid = Vec::new();
        let mut through: Vec<Vec<(usize, usize)>> = Vec::new();
        let mut load: Vec<Vec<usize>> = self.rows.iter().map(|r| vec![0; r.len() + 1]).collect();
        for line in lines {
            let (from, to) = (*at.get(line.from)?, *at.get(line.to)?);
            let gutters: Vec<usize> = match from.0.cmp(&to.0) {
                Ordering::Less => (from.0 + 1..=to.0).collect(),
                Ordering::Greater => (to.0 + 1..=from.0).rev().collect(),
                Ordering::Equal => vec![from.0 + 1],
            };
            let mut x = middle(line.from);
            let mut passed = Vec::new();
            for pair in gutters.windows(2) {
                let row = pair[0].min(pair[1]);
                let found = (0..=self.rows[row].len()).min_by_key(|&gap| {
                    let g = self.gap_middle(&nominal, row, gap);
                    (g - x).abs() + (g - middle(line.to)).abs() + 6 * count(load[row][gap])
                })?;
                load[row][found] += 1;
                x = self.gap_middle(&nominal, row, found);
                passed.push((row, found));
            }
            through.push(passed);
            let xs = vec![i32::MIN; gutters.len() + 1];
            let tracks = vec![None; gutters.len()];
            let (from_foot, to_foot) =
                (gutters.first() == Some(&(from.0 + 1)), gutters.last() == Some(&(to.0 + 1)));
            laid.push(Laid { gutters, xs, tracks, from_foot, to_foot, ..Laid::default() });
        }
        let boxes = self.spread(&load.concat());
        if boxes.iter().zip(self.widest).any(|((_, w), most)| *w < NARROWEST.min(*most)) {
            return None;
        }
        let mut plan = Plan {
            boxes,
            complete: true,
            rows: self.rows.to_vec(),
            gutters: vec![Gutter::default(); self.rows.len() + 1],
            laid,
        };
        plan.gaps(lines, &through, self)?;
        plan.stubs(lines, &at, &through, self)?;
        plan.run();
        Some(plan)
    }

    fn places(&self) -> Vec<(usize, usize)> {
        let mut at = vec![(0, 0); self.widest.len()];
        for (r, row) in self.rows.iter().enumerate() {
            for (c, &b) in row.iter().enumerate() {
                if let Some(place) = at.get_mut(b) {
                    *place = (r, c);
                }
            }
        }
        at
    }

    /// Boxes of each row side by side, the row in the middle, with room for as many lines in each gap.
    fn spread(&self, load: &[usize]) -> Vec<(i32, i32)> {
        let mut boxes = vec![(0, 0); self.widest.len()];
        let mut first = 0;
        for row in self.rows {
            let load = &load[first..=first + row.len()];
            first += row.len() + 1;
            let gap = |i: usize| {
                let lines = count(load[i]) * TRACK;
                if i == 0 || i == row.len() { lines } else { (lines + TRACK).max(GAP) }
            };
            let gaps: i32 = (0..=row.len()).map(gap).sum();
            let n = count(row.len()).max(1);
            let most = row.iter().filter_map(|&b| self.widest.get(b)).max().copied().unwrap_or(0);
            let room = self.right - self.left - gaps;
            let w = (room / n).min(most).max(1);
            let spare = (room - w * n).max(0);
            let mut x = self.left + gap(0) + spare / 2;
            for (i, &b) in row.iter().enumerate() {
                if let Some(place) = boxes.get_mut(b) {
                    *place = (x, w);
                }
                x += w + gap(i + 1);
            }
        }
        boxes
    }

    /// From where to where a line may pass a gap.
    fn gap(&self, boxes: &[(i32, i32)], row: usize, gap: usize) -> (i32, i32) {
        let row = &self.rows[row];
        let low = gap.checked_sub(1).and_then(|i| boxes.get(row[i])).map_or(self.left, |(x, w)| x + w + 6);
        let high = row.get(gap).and_then(|&b| boxes.get(b)).map_or(self.right, |(x, _)| x - 6);
        (low, high)
    }

    fn gap_middle(&self, boxes: &[(i32, i32)], row: usize, gap: usize) -> i32 {
        let (low, high) = self.gap(boxes, row, gap);
        // In the margins close to the boxes, so that lines do not stray.
        match gap {
            0 => high.max(low),
            g if g == self.rows[row].len() => low.min(high),
            _ => i32::midpoint(low, high),
        }
    }
}

impl Plan {
    /// Places on the sides of boxes, and the words there.
    fn stubs(
        &mut self,
        lines: &[Wanted],
        at: &[(usize, usize)],
        through: &[Vec<(usize, usize)>],
        field: &Field<'_>,
    ) -> Option<()> {
        // By box: what touches its top, what touches its bottom.
        let mut sides: Vec<[Vec<Stub>; 2]> = vec![[Vec::new(), Vec::new()]; self.boxes.len()];
        let middle = |b: usize| self.boxes.get(b).map_or(0, |(x, w)| x + w / 2);
        for (n, line) in lines.iter().enumerate() {
            let first = through[n].first().map(|&(r, g)| field.gap_middle(&self.boxes, r, g));
            let last = through[n].last().map(|&(r, g)| field.gap_middle(&self.boxes, r, g));
            let side = |b: usize, gutter: usize| usize::from(gutter > at[b].0);
            let (begin, end) = (*self.laid[n].gutters.first()?, *self.laid[n].gutters.last()?);
            let out = Stub { line: n, end: false, toward: first.unwrap_or_else(|| middle(line.to)) };
            let into = Stub { line: n, end: true, toward: last.unwrap_or_else(|| middle(line.from)) };
            sides[line.from][side(line.from, begin)].push(out);
            sides[line.to][side(line.to, end)].push(into);
        }
        let load = |b: usize, end: bool, n: usize| -> usize {
            let gutter = if end { self.laid[n].gutters.last() } else { self.laid[n].gutters.first() };
            gutter.map_or(0, |&g| sides[b][usize::from(g > at[b].0)].len())
        };
        // Words stand where there is more room for each: at the emptier and wider side, else where the line ends.
        let share = |b: usize, end: bool, n: usize| self.boxes[b].1 / count(load(b, end, n)).max(1);
        let ends: Vec<bool> = lines
            .iter()
            .enumerate()
            .map(|(n, l)| share(l.to, true, n) + 40 >= share(l.from, false, n))
            .collect();
        for (laid, end) in self.laid.iter_mut().zip(ends) {
            laid.at_end = end;
        }
        // From the top down: bottoms of a row, then tops of the next, so that the second can be straight below.
        for gutter in 0..self.gutters.len() {
            let above = gutter.checked_sub(1).and_then(|r| self.rows.get(r)).cloned().unwrap_or_default();
            let below = self.rows.get(gutter).cloned().unwrap_or_default();
            let both = above.iter().map(|&b| (b, 1)).chain(below.iter().map(|&b| (b, 0)));
            for (b, side) in both {
                let stubs = std::mem::take(&mut sides[b][side]);
                self.side(lines, gutter, b, side == 1, stubs)?;
            }
        }
        Some(())
    }

    /// Places on one side of one box.
    fn side(
        &mut self,
        lines: &[Wanted],
        gutter: usize,
        b: usize,
        bottom: bool,
        mut stubs: Vec<Stub>,
    ) -> Option<()> {
        if stubs.is_empty() {
            return Some(());
        }
        self.gutters[gutter].used = true;
        stubs.sort_by_key(|s| (s.toward, s.line, s.end));
        let (x, w) = self.boxes[b];
        let (low, high) = (x + 8, x + w - 8);
        let worded: Vec<bool> = stubs
            .iter()
            .map(|s| self.laid[s.line].at_end == s.end && !lines[s.line].what.is_empty())
            .collect();
        let with = count(worded.iter().filter(|w| **w).count());
        let plain = count(stubs.len()) - with;
        let limit = if with == 0 { 0 } else { (high - low - plain * TRACK) / with - TRACK - 8 };
        let mut needs = Vec::new();
        for (s, worded) in stubs.iter().zip(worded) {
            if !worded {
                needs.push(TRACK);
                continue;
            }
            let what = &lines[s.line].what;
            if limit < 12 || (limit < 60 && what.iter().any(|w| w.parse::<u32>().is_err())) {
                return None;
            }
            // As narrow as it goes on three lines.
            let tried = [110, 140, 170, 200, 240, 300].into_iter().filter(|t| *t < limit);
            let narrow = tried
                .map(|t| label(what, t))
                .find(|(block, all)| *all && block.as_ref().is_some_and(|b| b.lines.len() <= 3));
            let (block, all) = narrow.unwrap_or_else(|| label(what, limit.min(300)));
            self.complete &= all;
            let block = block?;
            let room = &mut self.gutters[gutter];
            let zone = if bottom { &mut room.above } else { &mut room.below };
            *zone = (*zone).max(block.rect.h + if bottom { 8 } else { 4 });
            needs.push(TRACK + 8 + block.rect.w);
            self.laid[s.line].label = Some(block);
        }
        let spare = high - low - needs.iter().sum::<i32>();
        if spare < 0 {
            return None;
        }
        // Evenly spread, but straight on where that is known; never so far that the others have no room.
        let each = spare / count(stubs.len());
        let (mut from, mut even) = (low, low);
        let mut rest: i32 = needs.iter().sum();
        for (s, need) in stubs.iter().zip(needs) {
            rest -= need;
            let words = need - TRACK;
            let last = high - rest - words - 4;
            let laid = &self.laid[s.line];
            // Where it goes on to, if that is known: straight on is best.
            let on = if s.end { laid.xs.iter().rev().nth(1) } else { laid.xs.get(1) };
            let known = on.copied().filter(|x| *x > i32::MIN);
            let place = if let Some(x) = known.filter(|x| (from..=last).contains(x)) {
                x
            } else {
                let (a, b) = (even.max(from), (even + each + 4).min(last).max(from));
                let wish = known.unwrap_or(s.toward);
                // Alone, it stands in the middle rather than at a corner.
                let corner = stubs.len() == 1 && !(a..=b).contains(&wish);
                let wish = if corner { i32::midpoint(a, b) } else { wish };
                let taken = [&self.gutters[gutter].uprights];
                free(&taken, a, b, wish).or_else(|| free(&taken, from, last, wish))?
            };
            self.gutters[gutter].uprights.push(place);
            let xs = &mut self.laid[s.line].xs;
            let slot = if s.end { xs.last_mut() } else { xs.first_mut() };
            if let Some(slot) = slot {
                *slot = place;
            }
            from = place + need;
            even += each + need;
        }
        Some(())
    }

    /// Places in the gaps that lines pass: first of all, since a gap is narrow.
    fn gaps(&mut self, lines: &[Wanted], through: &[Vec<(usize, usize)>], field: &Field<'_>) -> Option<()> {
        let middle = |plan: &Self, b: usize| plan.boxes.get(b).map_or(0, |(x, w)| x + w / 2);
        for (n, passed) in through.iter().enumerate() {
            for (k, &(row, gap)) in passed.iter().enumerate() {
                let (low, high) = field.gap(&self.boxes, row, gap);
                let before = if k == 0 { middle(self, lines[n].from) } else { self.laid[n].xs[k] };
                let wishes = [before, middle(self, lines[n].to)];
                let near = field.gap_middle(&self.boxes, row, gap);
                let wish = wishes.into_iter().find(|x| (low..=high).contains(x)).unwrap_or(near);
                let (a, b) = (self.laid[n].gutters[k], self.laid[n].gutters[k + 1]);
                let own = if k == 0 { None } else { Some(self.laid[n].xs[k]) };
                let others =
                    |g: usize| self.gutters[g].uprights.iter().filter(|u| (**u - wish).abs() < APART).count();
                // Straight on, where nothing but its own upright is near.
                let straight = own == Some(wish) && others(a) == 1 && others(b) == 0;
                let place = if straight {
                    wish
                } else {
                    free(&[&self.gutters[a].uprights, &self.gutters[b].uprights], low, high, wish)?
                };
                self.gutters[a].uprights.push(place);
                self.gutters[b].uprights.push(place);
                self.laid[n].xs[k + 1] = place;
            }
        }
        Some(())
    }

    /// Tracks along the gutters: what overlaps lies below each other.
    fn run(&mut self) {
        for g in 0..self.gutters.len() {
            let mut runs: Vec<(i32, i32, usize, usize)> = Vec::new();
            for (n, laid) in self.laid.iter().enumerate() {
                for (k, _) in laid.gutters.iter().enumerate().filter(|(_, x)| **x == g) {
                    let (a, b) = (laid.xs[k], laid.xs[k + 1]);
                    if a != b {
                        runs.push((a.min(b), a.max(b), n, k));
                    }
                }
            }
            runs.sort_unstable();
            let mut ends: Vec<i32> = Vec::new();
            for (low, high, n, k) in runs {
                let track = ends.iter().position(|end| end + TRACK <= low).unwrap_or_else(|| {
                    ends.push(0);
                    ends.len() - 1
                });
                ends[track] = high;
                self.laid[n].tracks[k] = Some(count(track));
            }
            self.gutters[g].tracks = count(ends.len());
            self.gutters[g].used |= !ends.is_empty();
        }
    }

    /// Height of a gutter.
    pub(super) fn gutter(&self, g: usize) -> i32 {
        self.gutters.get(g).map_or(GAP, Gutter::height)
    }

    /// How far below the top of a gutter the row below it begins to have its own words.
    pub(super) fn border(&self, g: usize) -> i32 {
        self.gutters.get(g).map_or(
            GAP / 2,
            |g| {
                if g.used { g.height() - g.below - HEAD + 4 } else { GAP / 2 }
            },
        )
    }

    /// The lines, once the rows have tops and heights: corner points and words.
    pub(super) fn lines(&self, rows: &[(i32, i32)]) -> Vec<(Vec<Point>, Option<TextBlock>)> {
        let top = |g: usize| match g.checked_sub(1).and_then(|r| rows.get(r)) {
            Some((y, h)) => y + h,
            None => rows.first().map_or(0, |(y, _)| *y) - self.gutter(0),
        };
        let lines = self.laid.iter().map(|laid| {
            let mut points: Vec<Point> = Vec::new();
            let mut put = |x: i32, y: i32| points.push(Point { x, y });
            let (first, last) = (laid.gutters.first().copied(), laid.gutters.last().copied());
            let foot = |g: usize| top(g) + self.gutter(g);
            let (begin, end) = (laid.from_foot, laid.to_foot);
            if let Some(g) = first {
                put(laid.xs[0], if begin { top(g) } else { foot(g) });
            }
            for (k, &g) in laid.gutters.iter().enumerate() {
                if let Some(track) = laid.tracks[k] {
                    let y = top(g) + self.gutters[g].above + (track + 1) * TRACK;
                    let y = if self.gutters[g].above == 0 { y + 4 } else { y };
                    put(laid.xs[k], y);
                    put(laid.xs[k + 1], y);
                }
            }
            if let Some(g) = last {
                put(laid.xs[laid.xs.len() - 1], if end { top(g) } else { foot(g) });
            }
            let label = laid.label.clone().map(|mut t| {
                let (p, at_top) =
                    if laid.at_end { (points[points.len() - 1], end) } else { (points[0], begin) };
                let y = if at_top { p.y + 6 } else { p.y - 6 - t.rect.h };
                t.rect = Rect { x: p.x + 8, y, ..t.rect };
                t
            });
            (straighten(&points), label)
        });
        lines.collect()
    }
}

/// The place nearest to a wish with nothing too near.
fn free(taken: &[&Vec<i32>], low: i32, high: i32, wish: i32) -> Option<i32> {
    let wish = wish.clamp(low, high.max(low));
    let span = (high - low).max(0);
    let clear = |x: i32, apart: i32| taken.iter().all(|t| t.iter().all(|u| (u - x).abs() >= apart));
    let near = |apart: i32| {
        let tried = (0..=span).flat_map(|d| [wish + d, wish - d]);
        tried.into_iter().find(|&x| (low..=high).contains(&x) && clear(x, apart))
    };
    near(APART).or_else(|| near(APART - 3))
}
