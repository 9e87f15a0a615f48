//! The map of processes: bands below each other, a box for each process with its owner and its parts, outside parties
//! in a band of their own, flows in the gutters between the rows.

use super::gutters::{Field, Plan, Wanted};
use super::picture::{Picture, PictureBand, PictureBox, PictureBoxKind, PictureLine, centred};
use super::{End, Flow, Neighbour};
use crate::chart::block::set;
use crate::chart::geometry::{Rect, TextBlock, TextStyle};

/// The whole map.
#[derive(Clone, Debug, Default)]
pub struct Landscape {
    /// Its name, read out by a screen reader.
    pub title: String,
    /// The same in sentences, for those who do not see it.
    pub desc: String,
    /// Bands from top to bottom: management, core, support.
    pub bands: Vec<Band>,
    /// The name of the band with the neighbours.
    pub outside: String,
    /// Outside parties and documents without a process.
    pub neighbours: Vec<Neighbour>,
    /// What goes from one to another. Units are processes, counted through all bands.
    pub flows: Vec<Flow>,
}

/// A group of processes.
#[derive(Clone, Debug, Default)]
pub struct Band {
    /// Its name, at the left edge.
    pub name: String,
    /// Its processes.
    pub processes: Vec<MapProcess>,
}

/// A process of the map.
#[derive(Clone, Debug, Default)]
pub struct MapProcess {
    /// Its name.
    pub name: String,
    /// Who owns it; empty for nobody.
    pub owner: String,
    /// Where a click leads; empty for nowhere.
    pub href: String,
    /// Its parts in order.
    pub parts: Vec<MapPart>,
    /// What is said of its parts where they are not drawn: "12 parts".
    pub count: String,
}

/// A part of a process.
#[derive(Clone, Debug, Default)]
pub struct MapPart {
    /// Its name.
    pub name: String,
    /// Where a click leads; empty for nowhere.
    pub href: String,
    /// Nothing is in force yet: drawn with a dashed edge, and this word said.
    pub state: String,
}

/// Width of the edge with the bands' names; of a part, and of a process without parts at most.
const EDGE: i32 = 124;
const PART: i32 = 150;
const PLAIN: i32 = 250;
const OUTSIDE: i32 = 200;
/// Room between boxes and inside them.
const GAP: i32 = 10;
const PAD: i32 = 12;
/// More flows than this are drawn as one line for each pair, with their number.
const MANY: usize = 12;
/// More parts than this are counted.
const MANY_PARTS: usize = 120;
/// More pairs than this are not drawn.
const TOO_MANY: usize = 40;

/// How much is drawn, and how wide.
#[derive(Clone, Copy, Debug)]
struct Look {
    width: i32,
    most: usize,
    flows: Flows,
    parts: bool,
    owners: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flows {
    Words,
    Counts,
    None,
}

/// Draws the map for the screen.
pub fn landscape(map: &Landscape) -> Picture {
    // A map of more parts than that is none: they are counted, and stand on the page of their process.
    let parts =
        map.bands.iter().flat_map(|b| &b.processes).map(|p| p.parts.len()).sum::<usize>() <= MANY_PARTS;
    drawn(map, Look { width: 1180, most: 4, flows: Flows::Words, parts, owners: true })
}

/// Draws the map for one sheet of A4, with as much detail as fits at six points; `None` where nothing does.
pub fn landscape_on_paper(map: &Landscape) -> Option<Picture> {
    let wide = Look { width: 1340, most: 5, flows: Flows::Words, parts: true, owners: true };
    let looks = [
        Look { width: 896, most: 3, ..wide },
        Look { width: 1180, most: 4, ..wide },
        wide,
        Look { parts: false, ..wide },
        Look { parts: false, most: 8, flows: Flows::Counts, ..wide },
        Look { parts: false, most: 8, flows: Flows::None, ..wide },
        Look { parts: false, owners: false, most: 8, flows: Flows::None, ..wide },
    ];
    looks.into_iter().map(|look| drawn(map, look)).find(|p| p.fits().is_some())
}

/// Draws with the look asked for, or with less of the flows where they do not fit.
fn drawn(map: &Landscape, look: Look) -> Picture {
    let tries = [Flows::Words, Flows::Counts];
    let from = tries.into_iter().skip(usize::from(look.flows == Flows::Counts));
    for flows in from.filter(|_| look.flows != Flows::None) {
        let wanted = wanted(map, flows);
        let too_many = if flows == Flows::Words { MANY } else { TOO_MANY };
        if wanted.len() <= too_many
            && let Some(picture) = Sketch::of(map, look).draw(&wanted, flows)
        {
            return picture;
        }
    }
    // Neighbours without lines would say nothing.
    let map = Landscape { neighbours: Vec::new(), ..map.clone() };
    Sketch::of(&map, look).draw(&[], Flows::None).unwrap_or_default()
}

/// A line to be drawn and the flows it stands for.
struct Line {
    wanted: Wanted,
    keys: Vec<String>,
    both: bool,
}

fn wanted(map: &Landscape, flows: Flows) -> Vec<Line> {
    let count: usize = map.bands.iter().map(|b| b.processes.len()).sum();
    let index = |end: End| match end {
        End::Unit(n) => Some(n).filter(|n| *n < count),
        End::Neighbour(n) => Some(count + n).filter(|_| n < map.neighbours.len()),
    };
    let mut lines: Vec<Line> = Vec::new();
    let mut sums: Vec<usize> = Vec::new();
    for flow in &map.flows {
        let (Some(from), Some(to)) = (index(flow.from), index(flow.to)) else { continue };
        if from == to {
            continue;
        }
        let known = lines.iter().position(|l| {
            let ends = (l.wanted.from, l.wanted.to);
            flows == Flows::Counts && (ends == (from, to) || ends == (to, from))
        });
        if let Some(n) = known {
            lines[n].both |= lines[n].wanted.from != from;
            lines[n].keys.push(flow.key.clone());
            sums[n] += flow.what.len().max(1);
        } else {
            let what = if flows == Flows::Words { flow.what.clone() } else { Vec::new() };
            let wanted = Wanted { from, to, what };
            lines.push(Line { wanted, keys: vec![flow.key.clone()], both: false });
            sums.push(flow.what.len().max(1));
        }
    }
    if flows == Flows::Counts {
        for (line, sum) in lines.iter_mut().zip(sums) {
            // That it is one thing needs no word.
            line.wanted.what = if sum > 1 { vec![sum.to_string()] } else { Vec::new() };
        }
    }
    lines
}

/// Boxes in rows.
struct Sketch<'a> {
    map: &'a Landscape,
    look: Look,
    /// Processes, then neighbours.
    rows: Vec<Vec<usize>>,
    /// The band of each row; none for neighbours.
    bands: Vec<Option<usize>>,
    widest: Vec<i32>,
}

fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(1)
}

fn height(block: Option<&TextBlock>) -> i32 {
    block.map_or(0, |b| b.rect.h)
}

/// Rows of even length: eight stand as four and four, not as five and three.
fn rows(all: &[usize], most: usize) -> Vec<Vec<usize>> {
    let rows = all.len().div_ceil(most.max(1)).max(1);
    all.chunks(all.len().div_ceil(rows).max(1)).map(<[usize]>::to_vec).collect()
}

impl<'a> Sketch<'a> {
    fn of(map: &'a Landscape, look: Look) -> Self {
        let mut sketch = Self { map, look, rows: Vec::new(), bands: Vec::new(), widest: Vec::new() };
        let mut n = 0;
        let processes: Vec<Vec<usize>> = map
            .bands
            .iter()
            .map(|band| {
                let all = (n..n + band.processes.len()).collect();
                n += band.processes.len();
                all
            })
            .collect();
        let neighbours: Vec<usize> = (n..n + map.neighbours.len()).collect();
        for row in rows(&neighbours, look.most) {
            sketch.rows.push(row);
            sketch.bands.push(None);
        }
        for (b, all) in processes.iter().enumerate() {
            for row in rows(all, look.most) {
                sketch.rows.push(row);
                sketch.bands.push(Some(b));
            }
            if all.is_empty() {
                sketch.rows.push(Vec::new());
                sketch.bands.push(Some(b));
            }
        }
        for process in map.bands.iter().flat_map(|b| &b.processes) {
            let parts = if look.parts { count(process.parts.len()) } else { 0 };
            // Up to five parts side by side; more of them need rows anyway.
            let wide = parts.min(6) * (PART + 60 + GAP) + 2 * PAD;
            sketch.widest.push(wide.max(PLAIN));
        }
        sketch.widest.extend(map.neighbours.iter().map(|_| OUTSIDE));
        sketch
    }

    fn draw(&self, lines: &[Line], flows: Flows) -> Option<Picture> {
        let field =
            Field { rows: &self.rows, widest: &self.widest, left: EDGE + 14, right: self.look.width - 14 };
        let wanted: Vec<Wanted> = lines.iter().map(|l| l.wanted.clone()).collect();
        let plan = field.plan(&wanted)?;
        let mut boxes = self.boxes(&plan);
        let mut picture = Picture {
            width: self.look.width,
            title: self.map.title.clone(),
            desc: self.map.desc.clone(),
            complete: flows == Flows::Words && plan.complete || self.map.flows.is_empty(),
            ..Picture::default()
        };
        let rows = self.bands(&plan, &mut boxes, &mut picture);
        for ((points, label), line) in plan.lines(&rows).into_iter().zip(lines) {
            picture.lines.push(PictureLine { points, label, both: line.both, keys: line.keys.clone() });
        }
        for parts in boxes {
            let around = picture.boxes.len();
            let mut parts = parts.into_iter();
            picture.boxes.extend(parts.next());
            picture.boxes.extend(parts.map(|p| PictureBox { inside: Some(around), ..p }));
        }
        Some(picture)
    }

    /// Every box with what is in it, at its place from left to right, its top at 0.
    fn boxes(&self, plan: &Plan) -> Vec<Vec<PictureBox>> {
        let mut all = Vec::new();
        for process in self.map.bands.iter().flat_map(|b| &b.processes) {
            let (x, w) = plan.boxes.get(all.len()).copied().unwrap_or_default();
            all.push(self.process(process, x, w));
        }
        for neighbour in &self.map.neighbours {
            let (x, w) = plan.boxes.get(all.len()).copied().unwrap_or_default();
            let mut texts: Vec<TextBlock> =
                set(&neighbour.name, TextStyle::Step, w - 16, true).into_iter().collect();
            let rect = Rect { x, y: 0, w, h: texts.iter().map(|t| t.rect.h).sum::<i32>() + 18 };
            centred(&mut texts, rect);
            all.push(vec![PictureBox {
                kind: PictureBoxKind::Neighbour,
                rect,
                texts,
                href: neighbour.href.clone(),
                spoken: neighbour.name.clone(),
                dashed: neighbour.outside,
                inside: None,
            }]);
        }
        all
    }

    fn process(&self, p: &MapProcess, x: i32, width: i32) -> Vec<PictureBox> {
        let inner = width - 2 * PAD;
        let at = |block: Option<TextBlock>, y: i32| {
            block.map(|b| TextBlock { rect: Rect { x: x + PAD, y, ..b.rect }, ..b })
        };
        let mut y = PAD - 2;
        let name = at(set(&p.name, TextStyle::Head, inner, false), y);
        y += height(name.as_ref());
        let owner = if self.look.owners { p.owner.as_str() } else { "" };
        let owner = at(set(owner, TextStyle::Quiet, inner, false), y);
        y += height(owner.as_ref());
        let counted = if self.look.parts || !self.look.owners { "" } else { p.count.as_str() };
        let counted = at(set(counted, TextStyle::Quiet, inner, false), y);
        y += height(counted.as_ref()) + 8;
        let parts = if self.look.parts { p.parts.as_slice() } else { &[] };
        let most = usize::try_from(((inner + GAP) / (PART + GAP)).max(1)).unwrap_or(1);
        let rows = parts.len().div_ceil(most).max(1);
        let columns = parts.len().div_ceil(rows).max(1);
        let wide = (inner - (count(columns) - 1) * GAP) / count(columns);
        let mut boxes = Vec::new();
        for row in parts.chunks(columns) {
            let texts: Vec<Vec<TextBlock>> = row
                .iter()
                .map(|part| {
                    let name = set(&part.name, TextStyle::Label, wide - 16, true);
                    let state = set(&part.state, TextStyle::Quiet, wide - 16, true);
                    name.into_iter().chain(state).collect()
                })
                .collect();
            let h = |t: &[TextBlock]| t.iter().map(|t| t.rect.h).sum::<i32>();
            let tall = texts.iter().map(|t| h(t)).max().unwrap_or(0) + 12;
            for (i, (part, mut texts)) in row.iter().zip(texts).enumerate() {
                let rect = Rect { x: x + PAD + count(i) * (wide + GAP), y, w: wide, h: tall };
                centred(&mut texts, rect);
                boxes.push(PictureBox {
                    kind: PictureBoxKind::Part,
                    rect,
                    texts,
                    href: part.href.clone(),
                    spoken: spoken(&part.name, &part.state),
                    dashed: !part.state.is_empty(),
                    inside: None,
                });
            }
            y += tall + GAP;
        }
        let foot = if parts.is_empty() { 2 } else { PAD - GAP };
        let rect = Rect { x, y: 0, w: width, h: y + foot };
        let around = PictureBox {
            kind: PictureBoxKind::Unit,
            rect,
            texts: name.into_iter().chain(owner).chain(counted).collect(),
            href: p.href.clone(),
            spoken: spoken(&p.name, &p.owner),
            dashed: false,
            inside: None,
        };
        std::iter::once(around).chain(boxes).collect()
    }

    /// Gives rows and bands their heights; returns top and height of each row.
    fn bands(&self, plan: &Plan, boxes: &mut [Vec<PictureBox>], picture: &mut Picture) -> Vec<(i32, i32)> {
        let mut rows = Vec::new();
        let mut y = 1;
        let mut top = 1;
        for (r, row) in self.rows.iter().enumerate() {
            let begins = r == 0 || self.bands[r] != self.bands[r - 1];
            let ends = self.bands.get(r + 1) != Some(&self.bands[r]);
            let names = self.name(self.bands[r]);
            if begins {
                top = if r == 0 { y } else { y + plan.border(r) };
            }
            y += plan.gutter(r);
            let tall = row.iter().filter_map(|&b| boxes.get(b)?.first()).map(|b| b.rect.h).max().unwrap_or(0);
            for &b in row {
                for (i, part) in boxes.get_mut(b).into_iter().flatten().enumerate() {
                    part.rect.y += y;
                    part.texts.iter_mut().for_each(|t| t.rect.y += y);
                    if i == 0 {
                        part.rect.h = tall;
                        if part.kind == PictureBoxKind::Neighbour {
                            centred(&mut part.texts, part.rect);
                        }
                    }
                }
            }
            rows.push((y, tall));
            y += tall;
            if ends {
                // A band is as tall as its name at least.
                let border = if r + 1 == self.rows.len() { plan.gutter(r + 1) } else { plan.border(r + 1) };
                let least = top + height(names.as_ref()) + 24;
                let foot = (y + border).max(least);
                y = foot - border;
                let name = names.map(|t| TextBlock { rect: t.rect.moved(11, top + 12), ..t });
                picture.bands.push(PictureBand {
                    rect: Rect { x: 1, y: top, w: self.look.width - 2, h: foot - top },
                    head: Rect { x: 1, y: top, w: EDGE - 1, h: foot - top },
                    name,
                    outside: self.bands[r].is_none(),
                });
                // What was won for the name is part of the row.
                if let Some(last) = rows.last_mut() {
                    last.1 = y - last.0;
                    for &b in row {
                        if let Some(first) = boxes.get_mut(b).and_then(|parts| parts.first_mut()) {
                            first.rect.h = last.1;
                            if first.kind == PictureBoxKind::Neighbour {
                                centred(&mut first.texts, first.rect);
                            }
                        }
                    }
                }
            }
        }
        picture.height = y + plan.gutter(self.rows.len()) + 1;
        rows
    }

    fn name(&self, band: Option<usize>) -> Option<TextBlock> {
        let name = match band {
            Some(b) => self.map.bands.get(b).map_or("", |b| b.name.as_str()),
            None => self.map.outside.as_str(),
        };
        set(name, TextStyle::Head, EDGE - 22, false)
    }
}

/// Name and what is said of it.
pub(super) fn spoken(name: &str, more: &str) -> String {
    if more.is_empty() { name.to_owned() } else { format!("{name}, {more}") }
}
