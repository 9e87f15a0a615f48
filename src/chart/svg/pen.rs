//! Elements of the SVG: lanes, phases, lines, words.

use std::fmt::Write as _;

use super::{STYLE, SvgOptions, escape};
use crate::chart::drawing::{Direction, Drawing, Edge, EdgeKind, LaneKind};
use crate::chart::geometry::{EdgeLine, Geometry, Point, Rect, TextBlock, TextStyle};
use crate::chart::sheets::Connector;

pub(super) const INK: &str = "#1a2327";
pub(super) const PAPER: &str = "#fdfdfb";
pub(super) const QUIET: &str = "#4d5a60";
pub(super) const HAIR: &str = "#aab4b8";
pub(super) const SHADE: &str = "#f5f6f4";
pub(super) const FONT: &str = "system-ui, &quot;Segoe UI&quot;, Roboto, &quot;Helvetica Neue&quot;, &quot;Noto Sans&quot;, \
                    &quot;Liberation Sans&quot;, &quot;DejaVu Sans&quot;, sans-serif";

/// Fill and line of a shape.
pub(super) const LINE: &str = "fill=\"#fdfdfb\" stroke=\"#1a2327\" stroke-width=\"1.25\"";

/// Length and half width of an arrow head.
pub(super) const HEAD: (i32, i32) = (8, 4);
/// Radius of a bend.
pub(super) const BEND: i32 = 5;

/// Writes elements.
pub(in crate::chart) struct Pen {
    pub(super) out: String,
}

/// How wide a line is drawn.
fn width(line: &EdgeLine, edge: &Edge) -> &'static str {
    match (edge.in_run, line.main) {
        (true, _) => "3.5",
        (false, true) => "1.75",
        (false, false) => "1.25",
    }
}

impl Pen {
    /// The root element with title, description and paper.
    pub(in crate::chart) fn begin(
        w: i32,
        h: i32,
        title: &str,
        desc: &str,
        options: &SvgOptions,
        class: &str,
    ) -> Self {
        let mut pen = Self { out: String::with_capacity(16_384) };
        let p = escape(&options.id_prefix);
        let space = if options.standalone { " xmlns=\"http://www.w3.org/2000/svg\"" } else { "" };
        pen.put(&format!(
            "<svg{space} class=\"gp-chart {class}\" role=\"group\" aria-labelledby=\"{p}chart-title {p}chart-desc\" \
             viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" font-family=\"{FONT}\" font-size=\"13\" \
             fill=\"none\" stroke-linejoin=\"round\">\n"
        ));
        pen.put(&format!("<title id=\"{p}chart-title\">{}</title>\n", escape(title)));
        pen.put(&format!("<desc id=\"{p}chart-desc\">{}</desc>\n", escape(desc)));
        if options.standalone {
            // Programs that know no custom properties (word processors, painters) are to read none of it: they
            // would paint black on black.
            pen.put(&format!("<style>\n@supports (color: var(--c)) {{\n{STYLE}}}\n</style>\n"));
        }
        pen.put(&format!("<rect class=\"gp-paper\" width=\"{w}\" height=\"{h}\" fill=\"{PAPER}\"/>\n"));
        pen
    }

    /// The finished text.
    pub(in crate::chart) fn end(mut self) -> String {
        self.put("</svg>\n");
        self.out
    }

    // --- what the map of processes needs --------------------------------------------------------------------------

    /// A band across with its edge at the left; of what is outside, dashed.
    pub(in crate::chart) fn band(&mut self, r: Rect, edge: Rect, outside: bool) {
        self.rect("gp-lane-head", edge, &format!("fill=\"{SHADE}\" stroke=\"{HAIR}\""));
        self.rect("gp-lane-edge", r, &format!("stroke=\"{HAIR}\""));
        if outside {
            let (a, b) = (Point { x: r.x, y: r.bottom() }, Point { x: r.right(), y: r.bottom() });
            let dashed = format!("stroke=\"{QUIET}\" stroke-width=\"1.5\" stroke-dasharray=\"7 5\"");
            self.line("gp-lane-edge gp-outside", a, b, &dashed);
        }
    }

    /// Begins a group that is not read out.
    pub(in crate::chart) fn begin_hidden(&mut self, class: &str) {
        self.put(&format!("<g class=\"{class}\" aria-hidden=\"true\">\n"));
    }

    /// Begins a flow, known by its keys.
    pub(in crate::chart) fn begin_flow(&mut self, keys: &str) {
        self.put(&format!("<g data-flow=\"{}\">\n", escape(keys)));
    }

    pub(in crate::chart) fn end_group(&mut self) {
        self.put("</g>\n");
    }

    /// Begins something that is a link where it has an address.
    pub(in crate::chart) fn open(&mut self, class: &str, href: &str, spoken: &str) {
        let (href, spoken) = (escape(href), escape(spoken));
        if href.is_empty() {
            self.put(&format!("<g class=\"{class}\" role=\"img\" aria-label=\"{spoken}\">\n"));
        } else {
            self.put(&format!("<a class=\"{class}\" href=\"{href}\" aria-label=\"{spoken}\">\n"));
        }
    }

    pub(in crate::chart) fn close(&mut self, href: &str) {
        self.put(if href.is_empty() { "</g>\n" } else { "</a>\n" });
    }

    pub(in crate::chart) fn plain_box(&mut self, r: Rect, dashed: bool) {
        let dash = if dashed { " stroke-dasharray=\"4 3\"" } else { "" };
        self.rect("gp-shape", r, &format!("rx=\"6\" {LINE}{dash}"));
    }

    /// A box with a thin edge.
    pub(in crate::chart) fn thin_box(&mut self, r: Rect, dashed: bool) {
        let dash = if dashed { " stroke-dasharray=\"4 3\"" } else { "" };
        self.rect(
            "gp-shape",
            r,
            &format!("rx=\"4\" fill=\"{PAPER}\" stroke=\"{INK}\" stroke-width=\"0.6\"{dash}"),
        );
    }

    pub(in crate::chart) fn head(&mut self, text: &TextBlock) {
        self.text(text, "gp-lane-name", INK);
    }

    pub(in crate::chart) fn quiet(&mut self, text: &TextBlock) {
        self.text(text, "gp-quiet", QUIET);
    }

    pub(in crate::chart) fn words(&mut self, text: &TextBlock) {
        self.text(text, "gp-step-text", INK);
    }

    // --- elements ---------------------------------------------------------------------------------------------------

    pub(super) fn put(&mut self, s: &str) {
        self.out.push_str(s);
    }

    pub(super) fn rect(&mut self, class: &str, r: Rect, rest: &str) {
        let _ = writeln!(
            self.out,
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {rest}/>",
            r.x, r.y, r.w, r.h
        );
    }

    pub(super) fn line(&mut self, class: &str, a: Point, b: Point, rest: &str) {
        let _ = writeln!(self.out, "<path class=\"{class}\" d=\"M{} {}L{} {}\" {rest}/>", a.x, a.y, b.x, b.y);
    }

    pub(super) fn text(&mut self, block: &TextBlock, class: &str, colour: &str) {
        if block.lines.is_empty() {
            return;
        }
        let style = block.style;
        let x = if block.centred { block.rect.middle().x } else { block.rect.x };
        let anchor = if block.centred { " text-anchor=\"middle\"" } else { "" };
        let weight = if style == TextStyle::Head { " font-weight=\"650\"" } else { "" };
        // The baseline lies so that ascenders and descenders share what the line leaves free.
        let first = block.rect.y + i32::midpoint(style.leading(), style.size()) - style.size() / 6 - 1;
        let _ = write!(
            self.out,
            "<text class=\"{class}\" x=\"{x}\" y=\"{first}\" font-size=\"{}\"{weight}{anchor} fill=\"{colour}\">",
            style.size()
        );
        if let [only] = block.lines.as_slice() {
            self.put(&escape(only));
        } else {
            for (i, line) in block.lines.iter().enumerate() {
                let dy = if i == 0 { 0 } else { style.leading() };
                // A space or nothing after a hyphen keeps the words whole when they are copied.
                let gap = if i + 1 < block.lines.len() && !line.ends_with('-') { " " } else { "" };
                let _ = write!(self.out, "<tspan x=\"{x}\" dy=\"{dy}\">{}{gap}</tspan>", escape(line));
            }
        }
        self.put("</text>\n");
    }

    pub(super) fn lanes(&mut self, geometry: &Geometry, drawing: &Drawing) {
        self.put("<g class=\"gp-lanes\">\n");
        let down = geometry.direction == Direction::TopDown;
        for lane in &geometry.lanes {
            if lane.lane % 2 == 1 {
                self.rect("gp-lane gp-lane-even", lane.rect, &format!("fill=\"{SHADE}\""));
            }
            self.rect("gp-lane-head", lane.head, &format!("fill=\"{SHADE}\" stroke=\"{HAIR}\""));
        }
        for (i, lane) in geometry.lanes.iter().enumerate() {
            let outside = drawing.lanes.get(lane.lane).is_some_and(|l| l.kind == LaneKind::Outside);
            let before = i > 0
                && geometry
                    .lanes
                    .get(i - 1)
                    .and_then(|l| drawing.lanes.get(l.lane))
                    .is_some_and(|l| l.kind == LaneKind::Outside);
            let r = lane.rect;
            let edge = |dashed: bool| {
                if dashed {
                    (
                        "gp-lane-edge gp-outside",
                        format!("stroke=\"{QUIET}\" stroke-width=\"1.5\" stroke-dasharray=\"7 5\""),
                    )
                } else {
                    ("gp-lane-edge", format!("stroke=\"{HAIR}\""))
                }
            };
            let (class, rest) = edge(outside || before);
            let far = if down { Point { x: r.x, y: r.bottom() } } else { Point { x: r.right(), y: r.y } };
            self.line(class, Point { x: r.x, y: r.y }, far, &rest);
            if i + 1 == geometry.lanes.len() {
                let (class, rest) = edge(outside);
                let near =
                    if down { Point { x: r.right(), y: r.y } } else { Point { x: r.x, y: r.bottom() } };
                self.line(class, near, Point { x: r.right(), y: r.bottom() }, &rest);
            }
            self.text(&lane.name, "gp-lane-name", INK);
            if let Some(sub) = &lane.sub {
                self.text(sub, "gp-lane-sub", QUIET);
            }
        }
        self.rect(
            "gp-frame",
            Rect { x: 1, y: 1, w: geometry.width - 2, h: geometry.height - 2 },
            &format!("stroke=\"{HAIR}\""),
        );
        self.put("</g>\n");
    }

    pub(super) fn phases(&mut self, geometry: &Geometry) {
        if geometry.phases.is_empty() {
            return;
        }
        self.put("<g class=\"gp-phases\">\n");
        let down = geometry.direction == Direction::TopDown;
        for (i, band) in geometry.phases.iter().enumerate() {
            let r = band.rect;
            self.rect("gp-phase-head", band.head, &format!("fill=\"{SHADE}\" stroke=\"{HAIR}\""));
            if i > 0 {
                let far = if down { Point { x: r.right(), y: r.y } } else { Point { x: r.x, y: r.bottom() } };
                self.line("gp-phase-edge", Point { x: r.x, y: r.y }, far, &format!("stroke=\"{HAIR}\""));
            }
            self.text(&band.name, "gp-phase-name", INK);
            if let Some(facts) = &band.facts {
                self.text(facts, "gp-phase-facts", QUIET);
            }
        }
        self.put("</g>\n");
    }

    pub(in crate::chart) fn edge(&mut self, line: &EdgeLine, edge: &Edge) {
        let [.., before, tip] = line.points[..] else { return };
        let mut points = line.points.clone();
        let (dx, dy) = ((tip.x - before.x).signum(), (tip.y - before.y).signum());
        if let Some(last) = points.last_mut().filter(|_| !line.goes_on) {
            // The line ends inside the head, so that it does not show at its point.
            *last = Point { x: tip.x - dx * (HEAD.0 - 2), y: tip.y - dy * (HEAD.0 - 2) };
        }
        let mut class = String::from("gp-edge");
        let mut rest = format!("stroke=\"{INK}\" stroke-width=\"{}\"", width(line, edge));
        let dash = match edge.kind {
            _ if line.back => Some(("gp-back", "6 3")),
            EdgeKind::OptionalBranch => Some(("gp-optional", "8 4")),
            EdgeKind::Late | EdgeKind::RoundsUsedUp => Some(("gp-late", "3 3")),
            EdgeKind::Anytime => Some(("gp-anytime", "2 4")),
            EdgeKind::HandOver => Some(("gp-hand-over", "10 3 2 3")),
            _ => None,
        };
        if let Some((name, dashes)) = dash {
            let _ = write!(class, " {name}");
            let _ = write!(rest, " stroke-dasharray=\"{dashes}\"");
        }
        if line.main {
            class.push_str(" gp-main");
        }
        if edge.in_run {
            class.push_str(" gp-run");
        }
        let _ = writeln!(self.out, "<path class=\"{class}\" d=\"{}\" {rest}/>", rounded(&points));
        if line.goes_on {
            return;
        }
        self.arrow(&line.points);
    }

    /// The head at the end of a line.
    pub(in crate::chart) fn arrow(&mut self, points: &[Point]) {
        let [.., before, tip] = points[..] else { return };
        let (dx, dy) = ((tip.x - before.x).signum(), (tip.y - before.y).signum());
        let (bx, by) = (tip.x - dx * HEAD.0, tip.y - dy * HEAD.0);
        let _ = writeln!(
            self.out,
            "<path class=\"gp-arrow\" d=\"M{} {}L{} {}L{} {}z\" fill=\"{INK}\"/>",
            tip.x,
            tip.y,
            bx + dy * HEAD.1,
            by - dx * HEAD.1,
            bx - dy * HEAD.1,
            by + dx * HEAD.1
        );
    }
}

/// Letters where lines go on on another sheet.
impl Pen {
    pub(super) fn connector(&mut self, c: &Connector) {
        let m = c.rect.middle();
        // To the side of the letter that faces the line.
        let end = if c.at.y < c.rect.y {
            Point { x: m.x, y: c.rect.y }
        } else if c.at.y > c.rect.bottom() {
            Point { x: m.x, y: c.rect.bottom() }
        } else {
            Point { x: if c.at.x < m.x { c.rect.x } else { c.rect.right() }, y: m.y }
        };
        self.line("gp-edge gp-lead", c.at, end, &format!("stroke=\"{INK}\" stroke-width=\"1.25\""));
        self.rect("gp-shape gp-letter", c.rect, &format!("rx=\"9\" {LINE}"));
        let style = TextStyle::Quiet;
        let rect = Rect { y: c.rect.y + (c.rect.h - style.leading()) / 2, h: style.leading(), ..c.rect };
        self.text(&TextBlock { rect, lines: vec![c.text()], style, centred: true }, "gp-step-text", INK);
    }
}

/// A polyline with its bends rounded.
fn rounded(points: &[Point]) -> String {
    let mut d = String::new();
    let Some(first) = points.first() else { return d };
    let _ = write!(d, "M{} {}", first.x, first.y);
    for w in points.windows(3) {
        let corner = w[1];
        let length = |to: Point| (corner.x - to.x).abs() + (corner.y - to.y).abs();
        let radius = BEND.min(length(w[0]) / 2).min(length(w[2]) / 2);
        let toward = |to: Point| {
            let (dx, dy) = ((to.x - corner.x).signum(), (to.y - corner.y).signum());
            (corner.x + dx * radius, corner.y + dy * radius)
        };
        let (begin, end) = (toward(w[0]), toward(w[2]));
        let _ = write!(d, "L{} {}Q{} {} {} {}", begin.0, begin.1, corner.x, corner.y, end.0, end.1);
    }
    if let Some(last) = points.last() {
        let _ = write!(d, "L{} {}", last.x, last.y);
    }
    d
}
