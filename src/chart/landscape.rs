//! The map of processes: three bands, a box for each process with its owner, its parts inside.
//!
//! A fixed grid and no graph layout: bands below each other in the order given, processes of a band side by side,
//! parts in their order. Core processes point to the right, because they follow each other.

use super::block::set;
use super::geometry::{Rect, TextBlock, TextStyle};
use super::svg::{Pen, SvgOptions};

/// The whole map.
#[derive(Clone, Debug, Default)]
pub struct Landscape {
    /// Its name, read out by a screen reader.
    pub title: String,
    /// A sentence for those who do not see it.
    pub desc: String,
    /// Bands from top to bottom: management, core, support.
    pub bands: Vec<Band>,
}

/// A group of processes.
#[derive(Clone, Debug, Default)]
pub struct Band {
    /// Its name, at the left edge.
    pub name: String,
    /// Its processes follow each other: drawn as arrows.
    pub in_order: bool,
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
    /// How it is read out; empty: name and owner.
    pub spoken: String,
    /// Its parts in order.
    pub parts: Vec<MapPart>,
}

/// A part of a process.
#[derive(Clone, Debug, Default)]
pub struct MapPart {
    /// Its name.
    pub name: String,
    /// Where a click leads; empty for nowhere.
    pub href: String,
    /// Nothing is written about it yet: drawn with a dashed edge.
    pub missing: bool,
}

/// Width of the map, of the edge with the bands' names, and of a part.
const WIDTH: i32 = 1040;
const EDGE: i32 = 128;
const PART: i32 = 158;
/// Room between boxes and inside them.
const GAP: i32 = 12;
const PAD: i32 = 12;
/// How far a core process points to the right.
const POINT: i32 = 18;
/// Processes side by side at most.
const MOST: usize = 4;

struct PartBox {
    rect: Rect,
    text: Option<TextBlock>,
}

struct ProcessBox {
    rect: Rect,
    name: Option<TextBlock>,
    owner: Option<TextBlock>,
    parts: Vec<PartBox>,
}

struct BandBox {
    rect: Rect,
    name: Option<TextBlock>,
    processes: Vec<ProcessBox>,
}

fn at(block: Option<TextBlock>, x: i32, y: i32) -> Option<TextBlock> {
    block.map(|b| TextBlock { rect: b.rect.moved(x, y), ..b })
}

fn height(block: Option<&TextBlock>) -> i32 {
    block.map_or(0, |b| b.rect.h)
}

fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(1)
}

/// A process in a box of a given width whose top left corner is 0, 0.
fn process(p: &MapProcess, width: i32, in_order: bool) -> ProcessBox {
    let right = if in_order { POINT } else { 0 };
    let inner = width - 2 * PAD - right;
    let name = at(set(&p.name, TextStyle::Head, inner, false), PAD, PAD - 2);
    let mut y = PAD - 2 + height(name.as_ref());
    let owner = at(set(&p.owner, TextStyle::Quiet, inner, false), PAD, y);
    y += height(owner.as_ref()) + 8;
    let most = ((inner + GAP) / (PART + GAP)).max(1);
    // Rows of even length: eight parts stand as four and four, not as five and three.
    let rows = (count(p.parts.len()).max(1) + most - 1) / most;
    let columns = (count(p.parts.len()).max(1) + rows - 1) / rows;
    // Few parts do not grow as wide as the map.
    let wide = ((inner - (columns - 1) * GAP) / columns).min(2 * PART);
    let mut parts: Vec<PartBox> = Vec::new();
    for row in p.parts.chunks(usize::try_from(columns).unwrap_or(1)) {
        let texts: Vec<Option<TextBlock>> =
            row.iter().map(|part| set(&part.name, TextStyle::Label, wide - 16, true)).collect();
        let h = texts.iter().map(|t| height(t.as_ref())).max().unwrap_or(0) + 14;
        for (i, text) in texts.into_iter().enumerate() {
            let rect = Rect { x: PAD + count(i) * (wide + GAP), y, w: wide, h };
            let text = text.map(|t| {
                let (x, y) = (rect.x + (wide - t.rect.w) / 2, y + (h - t.rect.h) / 2);
                TextBlock { rect: t.rect.moved(x, y), ..t }
            });
            parts.push(PartBox { rect, text });
        }
        y += h + 8;
    }
    let h = (y - 8 + PAD).max(48);
    ProcessBox { rect: Rect { x: 0, y: 0, w: width, h }, name, owner, parts }
}

/// Everything of a process moved, and its box given a height.
fn place(mut b: ProcessBox, x: i32, y: i32, h: i32) -> ProcessBox {
    b.rect = Rect { h, ..b.rect.moved(x, y) };
    b.name = at(b.name, x, y);
    b.owner = at(b.owner, x, y);
    for part in &mut b.parts {
        part.rect = part.rect.moved(x, y);
        part.text = at(part.text.take(), x, y);
    }
    b
}

fn arrange(map: &Landscape) -> (Vec<BandBox>, i32) {
    let mut y = 1;
    let mut bands = Vec::new();
    for band in &map.bands {
        let top = y;
        y += GAP;
        let columns = band.processes.len().clamp(1, MOST);
        let room = WIDTH - EDGE - GAP - 1;
        let width = room / count(columns) - GAP;
        let mut processes = Vec::new();
        for row in band.processes.chunks(columns) {
            let boxes: Vec<ProcessBox> = row.iter().map(|p| process(p, width, band.in_order)).collect();
            let h = boxes.iter().map(|b| b.rect.h).max().unwrap_or(0);
            for (i, b) in boxes.into_iter().enumerate() {
                processes.push(place(b, EDGE + GAP + count(i) * (width + GAP), y, h));
            }
            y += h + GAP;
        }
        let name = at(set(&band.name, TextStyle::Head, EDGE - 20, false), 10, top + GAP);
        y = y.max(top + height(name.as_ref()) + 2 * GAP).max(top + 56);
        bands.push(BandBox { rect: Rect { x: 1, y: top, w: WIDTH - 2, h: y - top }, name, processes });
    }
    (bands, y + 1)
}

/// Draws the map.
pub fn landscape(map: &Landscape, options: &SvgOptions) -> String {
    let (bands, height) = arrange(map);
    let mut pen = Pen::begin(WIDTH, height, &map.title, &map.desc, options, "gp-map");
    for (band, b) in map.bands.iter().zip(&bands) {
        pen.band(b.rect, Rect { w: EDGE - 1, ..b.rect });
        if let Some(name) = &b.name {
            pen.head(name);
        }
        for (process, b) in band.processes.iter().zip(&b.processes) {
            let spoken = match (process.spoken.as_str(), process.owner.as_str()) {
                ("", "") => process.name.clone(),
                ("", owner) => format!("{}, {owner}", process.name),
                (spoken, _) => spoken.to_owned(),
            };
            pen.open("gp-process", &process.href, &spoken);
            if band.in_order {
                pen.arrow_box(b.rect, POINT);
            } else {
                pen.plain_box(b.rect, false);
            }
            b.name.iter().for_each(|t| pen.head(t));
            b.owner.iter().for_each(|t| pen.quiet(t));
            pen.close(&process.href);
            for (part, b) in process.parts.iter().zip(&b.parts) {
                pen.open(if part.missing { "gp-part gp-missing" } else { "gp-part" }, &part.href, &part.name);
                pen.plain_box(b.rect, part.missing);
                b.text.iter().for_each(|t| pen.words(t));
                pen.close(&part.href);
            }
        }
    }
    pen.end()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map() -> Landscape {
        let part = |name: &str| MapPart { name: name.to_owned(), ..MapPart::default() };
        let process = |name: &str, parts: usize| MapProcess {
            name: name.to_owned(),
            owner: "Somebody with a long title in the organisation".to_owned(),
            parts: (0..parts)
                .map(|i| part(&format!("Part {i} Donaudampfschifffahrtselektrizitäten")))
                .collect(),
            ..MapProcess::default()
        };
        let band = |name: &str, in_order, sizes: &[usize]| Band {
            name: name.to_owned(),
            in_order,
            processes: sizes.iter().map(|&n| process(&format!("Process {n}"), n)).collect(),
        };
        Landscape {
            bands: vec![
                band("Management processes", false, &[0, 2]),
                band("Core", true, &[8]),
                band("Kernprozesse und mehr davon", true, &[1, 2, 3, 4, 5, 6]),
                band("Empty", false, &[]),
            ],
            ..Landscape::default()
        }
    }

    #[test]
    fn boxes_hold_what_is_in_them_and_do_not_overlap() {
        let (bands, height) = arrange(&map());
        let holds = |outer: Rect, inner: Rect| {
            assert!(
                inner.x >= outer.x
                    && inner.y >= outer.y
                    && inner.right() <= outer.right()
                    && inner.bottom() <= outer.bottom(),
                "{inner:?} in {outer:?}"
            );
        };
        let apart = |rects: &[Rect]| {
            for (i, a) in rects.iter().enumerate() {
                assert!(rects[..i].iter().all(|b| !a.overlaps(*b)), "{rects:?}");
            }
        };
        apart(&bands.iter().map(|b| b.rect).collect::<Vec<_>>());
        for band in &bands {
            holds(Rect { x: 0, y: 0, w: WIDTH, h: height }, band.rect);
            apart(&band.processes.iter().map(|p| p.rect).collect::<Vec<_>>());
            for p in &band.processes {
                holds(band.rect, p.rect);
                let mut inside: Vec<Rect> = p.parts.iter().map(|b| b.rect).collect();
                inside.extend(p.name.iter().chain(&p.owner).map(|t| t.rect));
                apart(&inside);
                for r in &inside {
                    holds(p.rect, *r);
                }
                for (part, text) in p.parts.iter().filter_map(|b| b.text.as_ref().map(|t| (b, t))) {
                    holds(part.rect, text.rect);
                }
            }
        }
    }

    #[test]
    fn nothing_is_a_picture_too() {
        assert!(landscape(&Landscape::default(), &SvgOptions::default()).ends_with("</svg>\n"));
    }
}
