//! Nodes of the SVG: the shape of each kind, its words, its documents.

use std::fmt::Write as _;

use super::escape;
use super::pen::{INK, LINE, PAPER, Pen, QUIET};
use crate::chart::block::SLANT;
use crate::chart::drawing::{Node, NodeKind};
use crate::chart::geometry::{DocumentBox, NodeBox, Point, Rect, TextStyle};

impl Pen {
    pub(super) fn node(&mut self, b: &NodeBox, node: &Node) {
        let spoken = spoken(node);
        let run = if node.in_run { " gp-run" } else { "" };
        let wrong = if node.goes_wrong { " gp-wrong" } else { "" };
        let class = format!("gp-node gp-{}{run}{wrong}", kind_class(node.kind));
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
        self.shape(b.rect, node.kind);
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

    fn shape(&mut self, r: Rect, kind: NodeKind) {
        let line = LINE;
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
                self.lozenge(r, 0, line);
                if kind == NodeKind::ValueDecision {
                    self.lozenge(r, 4, &format!("stroke=\"{INK}\" stroke-width=\"0.75\""));
                }
            }
            NodeKind::Fork | NodeKind::Join => {
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
        let k = SLANT;
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
