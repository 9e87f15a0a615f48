//! The geometry as SVG.
//!
//! Colours stand as presentation attributes, so that the picture is right without any style sheet; every element
//! carries a class, so that a page's style sheet can recolour it ([`STYLE`] does). No inline style, no script: an
//! embedded chart lives under a strict content security policy. Only `<text>` and `<tspan>` carry words.

mod node;
mod pen;

pub(super) use pen::Pen;

use super::drawing::Drawing;
use super::geometry::{EdgeLine, Geometry};
use super::sheets::{Connector, Sheet};
use pen::INK;

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
    draw(geometry, drawing, options, &[])
}

/// Draws one sheet of a chart.
pub fn sheet_svg(sheet: &Sheet, drawing: &Drawing, options: &SvgOptions) -> String {
    draw(&sheet.geometry, drawing, options, &sheet.connectors)
}

fn draw(geometry: &Geometry, drawing: &Drawing, options: &SvgOptions, connectors: &[Connector]) -> String {
    let (title, desc) = (&drawing.title, &drawing.desc);
    let mut pen = Pen::begin(geometry.width, geometry.height, title, desc, options, "gp-flow");
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
    for connector in connectors {
        pen.connector(connector);
    }
    pen.put("</g>\n<g class=\"gp-nodes\">\n");
    for b in &geometry.nodes {
        if let Some(node) = drawing.nodes.get(b.node) {
            pen.node(b, node);
        }
    }
    pen.put("</g>\n");
    pen.end()
}
