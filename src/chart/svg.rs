//! The geometry as SVG.
//!
//! Colours stand as presentation attributes, so that the picture is right without any style sheet; every element
//! carries a class, so that a page's style sheet can recolour it ([`STYLE`] does). No inline style, no script: an
//! embedded chart lives under a strict content security policy. Only `<text>` and `<tspan>` carry words.

use std::fmt::Write as _;

use super::drawing::{Direction, Drawing, Edge, EdgeKind, LaneKind, Node, NodeKind};
use super::geometry::{DocumentBox, EdgeLine, Geometry, NodeBox, Point, Rect, TextBlock, TextStyle};

/// How the SVG is to be used.
#[derive(Clone, Debug, Default)]
pub struct SvgOptions {
    /// A file of its own: brings a style element for light and dark. Else the page has the styles.
    pub standalone: bool,
    /// Put before every id, so that several charts live on one page.
    pub id_prefix: String,
}

/// The rules that a page needs for charts; also the style of a standalone file.
pub const STYLE: &str = include_str!("style.css");

const INK: &str = "#1a2327";
const PAPER: &str = "#fdfdfb";
const QUIET: &str = "#4d5a60";
const HAIR: &str = "#aab4b8";
const SHADE: &str = "#f5f6f4";
const FONT: &str = "system-ui, &quot;Segoe UI&quot;, Roboto, &quot;Helvetica Neue&quot;, &quot;Noto Sans&quot;, \
                    &quot;Liberation Sans&quot;, &quot;DejaVu Sans&quot;, sans-serif";

/// Length and half width of an arrow head.
const HEAD: (i32, i32) = (8, 4);
/// Radius of a bend.
const BEND: i32 = 5;

/// Text safe between tags and in attributes; characters XML does not know are dropped.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// Draws a chart.
pub fn svg(geometry: &Geometry, drawing: &Drawing, options: &SvgOptions) -> String {
    let mut pen =
        Pen { out: String::with_capacity(400 * (drawing.nodes.len() + drawing.edges.len()) + 2000) };
    let p = escape(&options.id_prefix);
    let (w, h) = (geometry.width, geometry.height);
    let space = if options.standalone { " xmlns=\"http://www.w3.org/2000/svg\"" } else { "" };
    pen.put(&format!(
        "<svg{space} class=\"gp-chart\" role=\"group\" aria-labelledby=\"{p}chart-title {p}chart-desc\" \
         viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" font-family=\"{FONT}\" font-size=\"13\" \
         fill=\"none\" stroke-linejoin=\"round\">\n"
    ));
    pen.put(&format!("<title id=\"{p}chart-title\">{}</title>\n", escape(&drawing.title)));
    pen.put(&format!("<desc id=\"{p}chart-desc\">{}</desc>\n", escape(&drawing.desc)));
    if options.standalone {
        pen.put(&format!("<style>\n{STYLE}</style>\n"));
    }
    pen.put(&format!("<rect class=\"gp-paper\" width=\"{w}\" height=\"{h}\" fill=\"{PAPER}\"/>\n"));
    pen.lanes(geometry, drawing);
    pen.phases(geometry);
    pen.put("<g class=\"gp-edges\" aria-hidden=\"true\">\n");
    // What leads back lies below what leads on, the main path on top.
    let mut order: Vec<&EdgeLine> = geometry.edges.iter().collect();
    order.sort_by_key(|e| (!e.back, e.main, e.edge));
    for line in &order {
        if let Some(edge) = drawing.edges.get(line.edge) {
            pen.edge(line, edge);
        }
    }
    for line in &geometry.edges {
        if let Some(label) = &line.label {
            pen.text(label, "gp-label", INK);
        }
    }
    pen.put("</g>\n<g class=\"gp-nodes\">\n");
    for b in &geometry.nodes {
        if let Some(node) = drawing.nodes.get(b.node) {
            pen.node(b, node, geometry.direction);
        }
    }
    pen.put("</g>\n</svg>\n");
    pen.out
}

struct Pen {
    out: String,
}

impl Pen {
    fn put(&mut self, s: &str) {
        self.out.push_str(s);
    }

    fn rect(&mut self, class: &str, r: Rect, rest: &str) {
        let _ = writeln!(
            self.out,
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {rest}/>",
            r.x, r.y, r.w, r.h
        );
    }

    fn line(&mut self, class: &str, a: Point, b: Point, rest: &str) {
        let _ = writeln!(self.out, "<path class=\"{class}\" d=\"M{} {}L{} {}\" {rest}/>", a.x, a.y, b.x, b.y);
    }

    fn text(&mut self, block: &TextBlock, class: &str, colour: &str) {
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

    fn lanes(&mut self, geometry: &Geometry, drawing: &Drawing) {
        self.put("<g class=\"gp-lanes\">\n");
        let down = geometry.direction == Direction::TopDown;
        for (i, lane) in geometry.lanes.iter().enumerate() {
            if i % 2 == 1 {
                self.rect("gp-lane gp-lane-even", lane.rect, &format!("fill=\"{SHADE}\""));
            }
            self.rect("gp-lane-head", lane.head, &format!("fill=\"{SHADE}\" stroke=\"{HAIR}\""));
        }
        for (i, lane) in geometry.lanes.iter().enumerate() {
            let outside = drawing.lanes.get(i).is_some_and(|l| l.kind == LaneKind::Outside);
            let before = i > 0 && drawing.lanes.get(i - 1).is_some_and(|l| l.kind == LaneKind::Outside);
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

    fn phases(&mut self, geometry: &Geometry) {
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

    fn edge(&mut self, line: &EdgeLine, edge: &Edge) {
        let [.., before, tip] = line.points[..] else { return };
        let mut points = line.points.clone();
        let (dx, dy) = ((tip.x - before.x).signum(), (tip.y - before.y).signum());
        if let Some(last) = points.last_mut() {
            // The line ends inside the head, so that it does not show at its point.
            *last = Point { x: tip.x - dx * (HEAD.0 - 2), y: tip.y - dy * (HEAD.0 - 2) };
        }
        let mut class = String::from("gp-edge");
        let mut rest =
            format!("stroke=\"{INK}\" stroke-width=\"{}\"", if line.main { "1.75" } else { "1.25" });
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
        let _ = writeln!(self.out, "<path class=\"{class}\" d=\"{}\" {rest}/>", rounded(&points));
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

    fn node(&mut self, b: &NodeBox, node: &Node, direction: Direction) {
        let spoken = spoken(node);
        let class = format!("gp-node gp-{}", kind_class(node.kind));
        let id =
            if node.id.is_empty() { String::new() } else { format!(" data-step=\"{}\"", escape(&node.id)) };
        let linked = !node.href.is_empty();
        if linked {
            let href = escape(&node.href);
            let _ = writeln!(
                self.out,
                "<a class=\"{class}\"{id} href=\"{href}\" aria-label=\"{}\">",
                escape(&spoken)
            );
        } else {
            let bar = matches!(node.kind, NodeKind::Fork | NodeKind::Join) && spoken.is_empty();
            let access = if bar {
                " aria-hidden=\"true\"".to_owned()
            } else {
                format!(" role=\"img\" aria-label=\"{}\"", escape(&spoken))
            };
            let _ = writeln!(self.out, "<g class=\"{class}\"{id}{access}>");
        }
        self.shape(b.rect, node.kind, direction);
        for (i, text) in b.texts.iter().enumerate() {
            let (class, colour) = match text.style {
                TextStyle::Step if i == 0 => ("gp-step-text", INK),
                TextStyle::Number => ("gp-number", QUIET),
                _ => ("gp-quiet", QUIET),
            };
            self.text(text, class, colour);
        }
        self.put(if linked { "</a>\n" } else { "</g>\n" });
        for d in &b.documents {
            self.document(d, node);
        }
    }

    fn shape(&mut self, r: Rect, kind: NodeKind, direction: Direction) {
        let line = format!("fill=\"{PAPER}\" stroke=\"{INK}\" stroke-width=\"1.25\"");
        let m = r.middle();
        match kind {
            NodeKind::Task => self.rect("gp-shape", r, &format!("rx=\"6\" {line}")),
            NodeKind::Call => {
                self.rect("gp-shape", r, &format!("rx=\"6\" {line}"));
                let (x, y) = (r.right() - 17, r.y + 4);
                let _ = writeln!(
                    self.out,
                    "<path class=\"gp-mark\" d=\"M{x} {y}h11v11h-11zM{} {}v7M{} {}h7\" stroke=\"{INK}\"/>",
                    f64::from(x) + 5.5,
                    y + 2,
                    x + 2,
                    f64::from(y) + 5.5
                );
            }
            NodeKind::Decision | NodeKind::ValueDecision => {
                self.lozenge(r, 0, &line);
                if kind == NodeKind::ValueDecision {
                    self.lozenge(r, 4, &format!("stroke=\"{INK}\" stroke-width=\"0.75\""));
                }
            }
            NodeKind::Fork | NodeKind::Join => {
                let _ = direction;
                self.rect("gp-bar", r, &format!("rx=\"2\" fill=\"{INK}\""));
            }
            NodeKind::Start => self.circle(m, r.w / 2, "1.25"),
            NodeKind::End => self.circle(m, r.w / 2 - 1, "3"),
            NodeKind::EndAll => {
                self.circle(m, r.w / 2 - 1, "3");
                let _ = writeln!(
                    self.out,
                    "<circle class=\"gp-core\" cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{INK}\"/>",
                    m.x,
                    m.y,
                    r.w / 2 - 6
                );
            }
            NodeKind::Wait | NodeKind::Event => {
                let round = (r.h / 2).min(22);
                let dash = if kind == NodeKind::Event { " stroke-dasharray=\"4 3\"" } else { "" };
                self.rect("gp-shape", r, &format!("rx=\"{round}\" {line}{dash}"));
                let inner = Rect { x: r.x + 3, y: r.y + 3, w: r.w - 6, h: r.h - 6 };
                let thin = format!("rx=\"{}\" stroke=\"{INK}\" stroke-width=\"0.75\"{dash}", round - 3);
                self.rect("gp-inner", inner, &thin);
                let (x, y) = (r.x + 18, m.y);
                if kind == NodeKind::Wait {
                    let _ = writeln!(
                        self.out,
                        "<path class=\"gp-mark\" d=\"M{} {y}a7 7 0 1 0 14 0a7 7 0 1 0 -14 0M{x} {}V{y}l3 2\" \
                         stroke=\"{INK}\" stroke-width=\"1.1\"/>",
                        x - 7,
                        y - 5
                    );
                } else {
                    let _ = writeln!(
                        self.out,
                        "<path class=\"gp-mark\" d=\"M{} {}l-6 9h4l-2 6 7-9h-4l3-6z\" fill=\"{INK}\"/>",
                        x + 1,
                        y - 8
                    );
                }
            }
        }
    }

    fn lozenge(&mut self, r: Rect, inset: i32, rest: &str) {
        let k = 16;
        let (x0, x1, y0, y1, m) = (
            r.x + inset + inset / 2,
            r.right() - inset - inset / 2,
            r.y + inset,
            r.bottom() - inset,
            r.middle().y,
        );
        let _ = writeln!(
            self.out,
            "<path class=\"{}\" d=\"M{x0} {m}L{} {y0}H{}L{x1} {m}L{} {y1}H{}z\" {rest}/>",
            if inset == 0 { "gp-shape" } else { "gp-inner" },
            x0 + k,
            x1 - k,
            x1 - k,
            x0 + k
        );
    }

    fn circle(&mut self, m: Point, r: i32, width: &str) {
        let _ = writeln!(
            self.out,
            "<circle class=\"gp-shape\" cx=\"{}\" cy=\"{}\" r=\"{r}\" fill=\"{PAPER}\" stroke=\"{INK}\" stroke-width=\"{width}\"/>",
            m.x, m.y
        );
    }

    fn document(&mut self, d: &DocumentBox, node: &Node) {
        let list = if d.input { &node.inputs } else { &node.outputs };
        let Some(document) = list.get(d.index) else { return };
        let linked = !document.href.is_empty();
        let word = if d.input { "in" } else { "out" };
        if linked {
            let _ =
                writeln!(self.out, "<a class=\"gp-document gp-{word}\" href=\"{}\">", escape(&document.href));
        } else {
            let _ = writeln!(self.out, "<g class=\"gp-document gp-{word}\">");
        }
        let g = d.glyph;
        let _ = writeln!(
            self.out,
            "<path class=\"gp-sheet\" d=\"M{} {}h{}l4 4v{}h{}zM{} {}v4h4\" fill=\"{PAPER}\" stroke=\"{QUIET}\"/>",
            g.x,
            g.y,
            g.w - 4,
            g.h - 4,
            -g.w,
            g.right() - 4,
            g.y
        );
        let [a, b] = d.tie;
        self.line("gp-tie", a, b, &format!("stroke=\"{QUIET}\" stroke-dasharray=\"1.5 2.5\""));
        let (dx, dy) = ((b.x - a.x).signum(), if b.x == a.x { (b.y - a.y).signum() } else { 0 });
        let _ = writeln!(
            self.out,
            "<path class=\"gp-tie\" d=\"M{} {}L{} {}L{} {}\" stroke=\"{QUIET}\"/>",
            b.x - dx * 4 + dy * 3,
            b.y - dy * 4 + dx * 3,
            b.x,
            b.y,
            b.x - dx * 4 - dy * 3,
            b.y - dy * 4 - dx * 3
        );
        self.text(&d.text, "gp-quiet", QUIET);
        self.put(if linked { "</a>\n" } else { "</g>\n" });
    }
}

/// The words a screen reader says for a node.
fn spoken(node: &Node) -> String {
    if !node.spoken.is_empty() {
        return node.spoken.clone();
    }
    match node.number.as_deref() {
        Some(n) if !n.is_empty() => format!("{n}. {}", node.text),
        _ => node.text.clone(),
    }
}

fn kind_class(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Start => "start",
        NodeKind::End => "end",
        NodeKind::EndAll => "end-all",
        NodeKind::Task => "task",
        NodeKind::Decision => "decision",
        NodeKind::ValueDecision => "value-decision",
        NodeKind::Fork => "fork",
        NodeKind::Join => "join",
        NodeKind::Wait => "wait",
        NodeKind::Call => "call",
        NodeKind::Event => "event",
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
