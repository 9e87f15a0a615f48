//! The overview of a process: its parts below each other, what comes in at the left and from whom, what goes out at
//! the right and to whom, what parts hand to each other between them.
//!
//! What goes from a part to the next runs straight down. Everything else between parts runs in a channel at the right,
//! nested so that shorter ways lie inside. Each line has a slot of its own on the side of its part, with its words
//! above it; uprights stand in the channel only, where no words are.

use super::map::spoken;
use super::picture::{Picture, PictureBox, PictureBoxKind, PictureLine, centred};
use super::{End, Flow, Neighbour, label};
use crate::chart::block::set;
use crate::chart::geometry::{Point, Rect, TextBlock, TextStyle};

/// The overview.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    /// Its name, read out by a screen reader.
    pub title: String,
    /// The same in sentences, for those who do not see it.
    pub desc: String,
    /// The parts in their order.
    pub units: Vec<Unit>,
    /// Outside parties and other processes.
    pub neighbours: Vec<Neighbour>,
    /// What goes from one to another.
    pub flows: Vec<Flow>,
}

/// A part.
#[derive(Clone, Debug, Default)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// Who is accountable; empty for nobody.
    pub who: String,
    /// Where a click leads; empty for nowhere.
    pub href: String,
    /// Nothing is in force yet: drawn with a dashed edge, and this word said.
    pub state: String,
}

/// Widths: of a neighbour, of the words at a line, of a part, between two lines of the channel.
const SIDE: i32 = 132;
const WORDS: i32 = 156;
const UNIT: i32 = 212;
const TRACK: i32 = 12;
/// Least height of a slot, and of a gap between parts.
const SLOT: i32 = 16;
const GAP: i32 = 26;

/// What is drawn of the flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Words,
    Counts,
}

/// Draws the overview for the screen.
pub fn overview(overview: &Overview) -> Picture {
    Sketch::of(overview, Look::Words).draw()
}

/// Draws the overview for one sheet of A4 at six points or more, with counts for words where they do not fit; `None`
/// where those do not fit either.
pub fn overview_on_paper(overview: &Overview) -> Option<Picture> {
    let looks = [Look::Words, Look::Counts];
    looks.into_iter().map(|look| Sketch::of(overview, look).draw()).find(|p| p.fits().is_some())
}

/// A place on the side of a part.
#[derive(Clone, Debug)]
struct Slot {
    flow: usize,
    /// The other end, for slots at neighbours.
    neighbour: Option<usize>,
    words: Option<TextBlock>,
    height: i32,
    /// Where the line lies, from the top of the slot.
    line: i32,
    /// From the top of the picture, once it stands.
    y: i32,
}

/// A line in the channel.
struct Track {
    flow: usize,
    from: usize,
    to: usize,
}

struct Sketch<'a> {
    o: &'a Overview,
    look: Look,
    complete: bool,
    left: Vec<Vec<Slot>>,
    right: Vec<Vec<Slot>>,
    /// What goes to the next part, by part.
    down: Vec<Option<usize>>,
}

fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(1)
}

impl<'a> Sketch<'a> {
    fn of(o: &'a Overview, look: Look) -> Self {
        let n = o.units.len();
        let mut sketch = Self {
            o,
            look,
            complete: true,
            left: vec![Vec::new(); n],
            right: vec![Vec::new(); n],
            down: vec![None; n],
        };
        let mut up: Vec<Vec<(usize, usize)>> = vec![Vec::new(); n];
        let mut on: Vec<Vec<(usize, usize)>> = vec![Vec::new(); n];
        let mut come: Vec<Vec<(usize, usize)>> = vec![Vec::new(); n];
        let mut go: Vec<Vec<(usize, usize)>> = vec![Vec::new(); n];
        for (f, flow) in o.flows.iter().enumerate() {
            match (flow.from, flow.to) {
                (End::Unit(a), End::Unit(b)) if a < n && b < n && a != b => {
                    if b == a + 1 && sketch.down[a].is_none() {
                        sketch.down[a] = Some(f);
                    } else {
                        if a < b { &mut on[a] } else { &mut up[a] }.push((f, b));
                        if a < b { &mut up[b] } else { &mut on[b] }.push((f, a));
                    }
                }
                (End::Neighbour(from), End::Unit(b)) if b < n && from < o.neighbours.len() => {
                    come[b].push((f, from));
                }
                (End::Unit(a), End::Neighbour(to)) if a < n && to < o.neighbours.len() => {
                    go[a].push((f, to));
                }
                _ => {}
            }
        }
        chain(&mut come);
        chain(&mut go);
        for u in 0..n {
            sketch.left[u] = come[u].iter().map(|&(f, from)| sketch.slot(f, Some(from), true)).collect();
            // Near ones above far ones where lines lead up, far above near where they lead down: nothing crosses.
            up[u].sort_by_key(|&(f, other)| (u.abs_diff(other), f));
            on[u].sort_by_key(|&(f, other)| (std::cmp::Reverse(u.abs_diff(other)), f));
            let own = |f: usize| o.flows[f].from == End::Unit(u);
            let mut slots = Vec::new();
            for &(f, _) in &up[u] {
                slots.push(sketch.slot(f, None, own(f)));
            }
            for &(f, to) in &go[u] {
                slots.push(sketch.slot(f, Some(to), true));
            }
            for &(f, _) in &on[u] {
                slots.push(sketch.slot(f, None, own(f)));
            }
            sketch.right[u] = slots;
        }
        sketch
    }

    /// The words of a flow, or their number.
    fn words(&mut self, flow: usize, limit: i32) -> Option<TextBlock> {
        let what = &self.o.flows.get(flow)?.what;
        if self.look == Look::Counts && what.len() > 1 {
            self.complete = false;
            return set(&what.len().to_string(), TextStyle::Quiet, limit, false);
        }
        let (block, all) = label(what, limit);
        self.complete &= all;
        block
    }

    fn slot(&mut self, flow: usize, neighbour: Option<usize>, worded: bool) -> Slot {
        let words = if worded { self.words(flow, WORDS - 20) } else { None };
        let own = words.as_ref().map_or(0, |t| t.rect.h + 3);
        let beside = neighbour.and_then(|n| self.beside(n)).map_or(0, |t| t.rect.h + 20);
        let height = (own + 10).max(beside).max(SLOT);
        Slot { flow, neighbour, words, height, line: own.max(height / 2), y: 0 }
    }

    fn beside(&self, neighbour: usize) -> Option<TextBlock> {
        let name = self.o.neighbours.get(neighbour).map_or("", |n| n.name.as_str());
        set(name, TextStyle::Step, SIDE - 14, true)
    }

    fn draw(mut self) -> Picture {
        let with_left = self.left.iter().any(|s| !s.is_empty());
        let with_right = self.right.iter().flatten().any(|s| s.neighbour.is_some());
        let left = if with_left { 1 + SIDE + WORDS } else { 1 };
        let words = if self.right.iter().any(|s| !s.is_empty()) { WORDS } else { 0 };
        let mut picture =
            Picture { title: self.o.title.clone(), desc: self.o.desc.clone(), ..Picture::default() };
        self.units(&mut picture, left, words);
        let right = left + UNIT + words;
        let tracks = self.between(&mut picture, right);
        let far = right + if tracks > 0 { tracks * TRACK + 8 } else { 0 };
        self.beside_all(&mut picture, (1, left), (left + UNIT, far));
        picture.width = if with_right { far + SIDE + 1 } else { far.max(left + UNIT) + 1 };
        picture.complete = self.complete;
        picture
    }

    /// Parts from the top down, and what goes from each straight to the next.
    fn units(&mut self, picture: &mut Picture, x: i32, words: i32) {
        let mut y = 1;
        let mut straight: Option<(usize, i32, Option<TextBlock>)> = None;
        for u in 0..self.o.units.len() {
            let unit = &self.o.units[u];
            let lines = [
                (&unit.name, TextStyle::Head),
                (&unit.who, TextStyle::Quiet),
                (&unit.state, TextStyle::Quiet),
            ];
            let mut texts: Vec<TextBlock> =
                lines.into_iter().filter_map(|(text, style)| set(text, style, UNIT - 20, true)).collect();
            let sum = |slots: &[Slot]| slots.iter().map(|s| s.height).sum::<i32>();
            let own: i32 = texts.iter().map(|t| t.rect.h).sum();
            let h = (own + 16).max(sum(&self.left[u]) + 4).max(sum(&self.right[u]) + 4).max(40);
            let rect = Rect { x, y, w: UNIT, h };
            centred(&mut texts, rect);
            for slots in [&mut self.left[u], &mut self.right[u]] {
                let mut at = y + (h - slots.iter().map(|s| s.height).sum::<i32>()) / 2;
                for slot in slots {
                    slot.y = at;
                    at += slot.height;
                }
            }
            if let Some((flow, from, words)) = straight.take() {
                let x = rect.middle().x;
                let label = words.map(|t| {
                    let y = from + (y - from - t.rect.h - 6) / 2;
                    TextBlock { rect: Rect { x: x + 9, y, ..t.rect }, ..t }
                });
                self.line(picture, flow, vec![Point { x, y: from }, Point { x, y }], label);
            }
            picture.boxes.push(PictureBox {
                kind: PictureBoxKind::Unit,
                rect,
                texts,
                href: unit.href.clone(),
                spoken: spoken(&spoken(&unit.name, &unit.who), &unit.state),
                dashed: !unit.state.is_empty(),
                inside: None,
            });
            y += h;
            if u + 1 < self.o.units.len() {
                let foot = y;
                let words = self.down[u].and_then(|f| self.words(f, UNIT / 2 + words - 24));
                y += GAP.max(words.as_ref().map_or(0, |t| t.rect.h + 18));
                straight = self.down[u].map(|f| (f, foot, words));
            }
        }
        picture.height = y + 1;
    }

    fn line(&self, picture: &mut Picture, flow: usize, points: Vec<Point>, label: Option<TextBlock>) {
        let keys = self.o.flows.get(flow).map(|f| f.key.clone()).into_iter().collect();
        picture.lines.push(PictureLine { points, label, both: false, keys });
    }

    /// What parts hand to each other through the channel; returns how many lines lie side by side there.
    fn between(&self, picture: &mut Picture, right: i32) -> i32 {
        let x = picture.boxes.first().map_or(0, |b| b.rect.right());
        let mut lines: Vec<(Track, i32, i32, Option<TextBlock>)> = Vec::new();
        for (u, slots) in self.right.iter().enumerate() {
            for s in slots.iter().filter(|s| s.neighbour.is_none()) {
                let flow = &self.o.flows[s.flow];
                let (End::Unit(from), End::Unit(to)) = (flow.from, flow.to) else { continue };
                if from != u {
                    continue;
                }
                let end = self.right[to].iter().find(|e| e.flow == s.flow).map_or(0, |e| e.y + e.line);
                let words = s.words.clone().map(|t| {
                    let rect = Rect { x: x + 10, y: s.y + s.line - 2 - t.rect.h, ..t.rect };
                    TextBlock { rect, ..t }
                });
                lines.push((Track { flow: s.flow, from, to }, s.y + s.line, end, words));
            }
        }
        let ys: Vec<(usize, i32, i32)> = lines.iter().map(|(t, a, b, _)| (t.flow, *a, *b)).collect();
        let (of, tracks) = channel(&ys);
        for (track, a, b, words) in lines {
            debug_assert_ne!(track.from, track.to, "a part hands nothing to itself");
            let n = of.iter().find(|(f, _)| *f == track.flow).map_or(0, |(_, n)| *n);
            let far = right + 4 + n * TRACK;
            let points =
                vec![Point { x, y: a }, Point { x: far, y: a }, Point { x: far, y: b }, Point { x, y: b }];
            self.line(picture, track.flow, points, words);
        }
        tracks
    }

    /// Neighbours at both sides; one that follows itself is one tall box.
    fn beside_all(&self, picture: &mut Picture, left: (i32, i32), right: (i32, i32)) {
        for (slots, at_left) in [(&self.left, true), (&self.right, false)] {
            let mut run: Option<(usize, i32, i32)> = None;
            let mut runs = Vec::new();
            for s in slots.iter().flatten() {
                let Some(n) = s.neighbour else { continue };
                let (top, foot) = (s.y + 3, s.y + s.height - 3);
                match &mut run {
                    Some((known, _, end)) if *known == n => *end = foot,
                    _ => runs.extend(run.replace((n, top, foot))),
                }
                let y = s.y + s.line;
                let (from, to) = if at_left { (left.0 + SIDE, left.1) } else { right };
                let label = s.words.clone().map(|t| {
                    let rect = Rect { x: from + 10, y: y - 2 - t.rect.h, ..t.rect };
                    TextBlock { rect, ..t }
                });
                self.line(picture, s.flow, vec![Point { x: from, y }, Point { x: to, y }], label);
            }
            runs.extend(run);
            for (n, top, foot) in runs {
                let neighbour = &self.o.neighbours[n];
                let x = if at_left { left.0 } else { right.1 };
                let rect = Rect { x, y: top, w: SIDE, h: foot - top };
                let mut texts: Vec<TextBlock> = self.beside(n).into_iter().collect();
                centred(&mut texts, rect);
                picture.boxes.push(PictureBox {
                    kind: PictureBoxKind::Neighbour,
                    rect,
                    texts,
                    href: neighbour.href.clone(),
                    spoken: neighbour.name.clone(),
                    dashed: neighbour.outside,
                    inside: None,
                });
            }
        }
    }
}

/// Tracks of the channel, the shortest inside.
fn channel(ys: &[(usize, i32, i32)]) -> (Vec<(usize, i32)>, i32) {
    let mut order: Vec<&(usize, i32, i32)> = ys.iter().collect();
    order.sort_by_key(|(f, a, b)| ((a - b).abs(), *f));
    let mut tracks: Vec<Vec<(i32, i32)>> = Vec::new();
    let mut of = Vec::new();
    for (flow, a, b) in order {
        let (low, high) = (*a.min(b) - 6, *a.max(b) + 6);
        let clear = |t: &Vec<(i32, i32)>| t.iter().all(|(l, h)| high <= *l || *h <= low);
        // Outside of everything it holds, so that it crosses none of it.
        let within = tracks.iter().rposition(|t| !clear(t)).map_or(0, |t| t + 1);
        if within == tracks.len() {
            tracks.push(Vec::new());
        }
        tracks[within].push((low, high));
        of.push((*flow, count(within)));
    }
    (of, count(tracks.len()))
}

/// Orders what touches each part so that a neighbour of one part and the next is last here and first there.
fn chain(all: &mut [Vec<(usize, usize)>]) {
    let mut before: Option<usize> = None;
    for u in 0..all.len() {
        let next: Vec<usize> = all.get(u + 1).into_iter().flatten().map(|(_, n)| *n).collect();
        let slots = &mut all[u];
        let first = before.filter(|b| slots.iter().any(|(_, n)| n == b));
        let last = slots.iter().map(|(_, n)| *n).find(|n| Some(*n) != first && next.contains(n));
        slots.sort_by_key(|&(f, n)| (Some(n) != first, Some(n) == last, n, f));
        before = slots.last().map(|(_, n)| *n).or(before);
    }
}
