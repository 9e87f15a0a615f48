//! The flowchart of a document, drawn.

use crate::chart::{SvgOptions, layout, svg as draw};
use crate::model::Guideline;
use crate::render::drawing::drawing;
use crate::render::voice::Voice;
use tera::Value;

/// The chart as SVG; `None` where the document has no steps.
pub(crate) fn svg(voice: &Voice<'_>, n: usize, g: &Guideline) -> Option<Value> {
    let drawing = drawing(voice, n, g)?;
    let geometry = layout(&drawing);
    let options = SvgOptions { standalone: false, id_prefix: "flow-".to_owned() };
    Some(Value::safe_string(&draw(&geometry, &drawing, &options)))
}
