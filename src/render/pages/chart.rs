//! The flowchart of a document, drawn: for the screen, and cut into sheets for paper.

use crate::chart::{
    Geometry, Paper, Sheet, SvgOptions, escape, layouts, one_sheet, sheet_svg, sheets, svg as draw,
};
use crate::model::Guideline;
use crate::render::drawing::drawing;
use crate::render::voice::Voice;
use serde::Serialize;
use tera::Value;

/// More nodes or lines than this nobody can follow, and drawing them takes ever longer.
const MOST: usize = 1_200;

/// A flowchart.
#[derive(Debug, Serialize)]
pub(crate) struct Chart {
    /// The whole chart as SVG, or a sentence in place of one that is too large.
    svg: Value,
    /// Printed on paper that lies on its side.
    landscape: bool,
    /// The sheets to print; empty where the chart is printed as it is.
    sheets: Vec<Value>,
}

/// The chart; `None` where the document has no steps.
pub(crate) fn chart<'a>(voice: &Voice<'a>, n: usize, g: &'a Guideline) -> Option<Chart> {
    let too_large = || {
        let svg = Value::safe_string(&format!("<p>{}</p>", escape(voice.w.chart_too_large)));
        Some(Chart { svg, landscape: false, sheets: Vec::new() })
    };
    if g.steps.len() > MOST {
        return too_large();
    }
    let drawing = drawing(voice, n, g)?;
    if drawing.nodes.len().max(drawing.edges.len()) > MOST {
        return too_large();
    }
    let mut one = None;
    let (geometry, plain) = layouts(&drawing, |g| {
        one = one_sheet(g, Paper::A4);
        one.is_none()
    });
    let prefixed = |id_prefix: String| SvgOptions { standalone: false, id_prefix };
    let cut = one.map_or_else(|| on_paper(&geometry, plain.as_ref()), |whole| vec![whole]);
    // One sheet is the chart as it is, unless lanes in which nothing happens are left out.
    let whole = cut.iter().all(|s| s.geometry == geometry);
    let sheet =
        |(n, sheet)| Value::safe_string(&sheet_svg(sheet, &drawing, &prefixed(format!("sheet-{}-", n + 1))));
    Some(Chart {
        svg: Value::safe_string(&draw(&geometry, &drawing, &prefixed("flow-".to_owned()))),
        landscape: cut.iter().any(|s| s.landscape),
        sheets: if whole { Vec::new() } else { cut.iter().enumerate().map(sheet).collect() },
    })
}

/// The sheets of a chart that needs several. Work products take room, and the step table names them too: paper shows
/// the chart without them where that saves sheets.
fn on_paper(geometry: &Geometry, plain: Option<&Geometry>) -> Vec<Sheet> {
    let Some(plain) = plain else { return sheets(geometry, Paper::A4) };
    if let Some(whole) = one_sheet(plain, Paper::A4) {
        return vec![whole];
    }
    let with = sheets(geometry, Paper::A4);
    let without = sheets(plain, Paper::A4);
    if without.len() < with.len() { without } else { with }
}
