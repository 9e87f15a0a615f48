//! A picture in whole pixels, and its SVG.

use crate::chart::drawing::Edge;
use crate::chart::geometry::{EdgeLine, Point, Rect, TextBlock, TextStyle};
use crate::chart::sheets::SMALLEST;
use crate::chart::svg::{Pen, SvgOptions};

/// A band across, with its name at the left edge.
#[derive(Clone, Debug)]
pub struct PictureBand {
    /// All of it.
    pub rect: Rect,
    /// The edge with the name.
    pub head: Rect,
    /// Its name.
    pub name: Option<TextBlock>,
    /// It holds what is outside.
    pub outside: bool,
}

/// What a box is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureBoxKind {
    /// A process of the map, a part of an overview.
    Unit,
    /// A part inside a process of the map.
    Part,
    /// A neighbour.
    Neighbour,
}

/// A box with its words.
#[derive(Clone, Debug)]
pub struct PictureBox {
    /// What it is.
    pub kind: PictureBoxKind,
    /// Its bounds.
    pub rect: Rect,
    /// Its words.
    pub texts: Vec<TextBlock>,
    /// Where a click leads; empty for nowhere.
    pub href: String,
    /// How it is read out.
    pub spoken: String,
    /// Drawn with a dashed edge: planned, or outside.
    pub dashed: bool,
    /// The box around it.
    pub inside: Option<usize>,
}

/// A flow.
#[derive(Clone, Debug)]
pub struct PictureLine {
    /// Corner points from the border of one box to that of another.
    pub points: Vec<Point>,
    /// What is handed over, or how much.
    pub label: Option<TextBlock>,
    /// There is a flow the other way too.
    pub both: bool,
    /// How the flow is known in the table beside the picture; one each way where it goes both ways.
    pub keys: Vec<String>,
}

/// A whole picture.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// Width in pixels.
    pub width: i32,
    /// Height in pixels.
    pub height: i32,
    /// Its name.
    pub title: String,
    /// The same in sentences.
    pub desc: String,
    /// Bands from top to bottom.
    pub bands: Vec<PictureBand>,
    /// Boxes in the order in which they are read out.
    pub boxes: Vec<PictureBox>,
    /// Flows.
    pub lines: Vec<PictureLine>,
    /// Whether every flow is drawn, with all its words.
    pub complete: bool,
}

/// Room on a sheet of A4 within the margins of the page, in pixels at 96 to the inch; upright and lying.
const UPRIGHT: (i32, i32) = (657, 920);
const LYING: (i32, i32) = (986, 600);

impl Picture {
    /// Whether it fits on one A4 sheet with no text smaller than six points, and whether the sheet then lies on
    /// its side.
    pub fn fits(&self) -> Option<bool> {
        let fit = |(w, h): (i32, i32)| {
            let small = |length: i32| length.saturating_mul(SMALLEST) / 1000;
            small(self.width) <= w && small(self.height) <= h
        };
        if fit(UPRIGHT) { Some(false) } else { fit(LYING).then_some(true) }
    }
}

/// A box whose words are centred in it.
pub(super) fn centred(texts: &mut [TextBlock], rect: Rect) {
    let h: i32 = texts.iter().map(|t| t.rect.h).sum();
    let mut y = rect.y + (rect.h - h) / 2;
    for t in texts {
        t.rect.x = rect.x + (rect.w - t.rect.w) / 2;
        t.rect.y = y;
        y += t.rect.h;
    }
}

/// Draws a picture.
pub fn picture_svg(picture: &Picture, options: &SvgOptions) -> String {
    let class = if picture.bands.is_empty() { "gp-overview" } else { "gp-map" };
    let (title, desc) = (&picture.title, &picture.desc);
    let mut pen = Pen::begin(picture.width, picture.height, title, desc, options, class);
    for band in &picture.bands {
        pen.band(band.rect, band.head, band.outside);
        band.name.iter().for_each(|t| pen.head(t));
    }
    pen.begin_hidden("gp-edges");
    for line in &picture.lines {
        let way = |points: Vec<Point>| EdgeLine {
            edge: 0,
            points,
            label: None,
            back: false,
            main: false,
            goes_on: false,
        };
        pen.begin_flow(&line.keys.join(" "));
        pen.edge(&way(line.points.clone()), &Edge::default());
        if line.both {
            pen.arrow(line.points.iter().rev().copied().collect::<Vec<_>>().as_slice());
        }
        line.label.iter().for_each(|t| pen.quiet(t));
        pen.end_group();
    }
    pen.end_group();
    for b in &picture.boxes {
        let class = match (b.kind, b.dashed) {
            (PictureBoxKind::Unit, false) => "gp-unit",
            (PictureBoxKind::Unit, true) => "gp-unit gp-missing",
            (PictureBoxKind::Part, false) => "gp-part",
            (PictureBoxKind::Part, true) => "gp-part gp-missing",
            (PictureBoxKind::Neighbour, _) => "gp-neighbour",
        };
        pen.open(class, &b.href, &b.spoken);
        if b.kind == PictureBoxKind::Part {
            pen.thin_box(b.rect, b.dashed);
        } else {
            pen.plain_box(b.rect, b.dashed);
        }
        for text in &b.texts {
            match text.style {
                TextStyle::Head => pen.head(text),
                TextStyle::Quiet => pen.quiet(text),
                _ => pen.words(text),
            }
        }
        pen.close(&b.href);
    }
    pen.end()
}
