//! The SVG as pixels, for programs that take no SVG.

use resvg::{tiny_skia, usvg};
use std::sync::Arc;

/// Most pixels of a picture: what a program for texts still opens.
const MOST_PIXELS: f32 = 120_000_000.0;

/// The faces that `chart` measures with, in the order a browser would take them.
const FACES: [&str; 8] = [
    "Segoe UI",
    "Roboto",
    "Helvetica Neue",
    "Arial",
    "Noto Sans",
    "Liberation Sans",
    "DejaVu Sans",
    "Helvetica",
];

/// The fonts of this machine.
#[derive(Debug, Clone)]
pub struct Fonts(Arc<usvg::fontdb::Database>);

impl Fonts {
    /// Looks for the fonts of this machine; `None` where it has none, so that nothing could be read on a picture.
    pub fn of_this_machine() -> Option<Self> {
        let mut fonts = usvg::fontdb::Database::new();
        fonts.load_system_fonts();
        if fonts.is_empty() {
            return None;
        }
        let has = |face: &str| fonts.faces().any(|f| f.families.iter().any(|(name, _)| name == face));
        let any = fonts.faces().find_map(|f| f.families.first().map(|(name, _)| name.clone()));
        let found = FACES.iter().find(|face| has(face)).map(|face| (*face).to_owned()).or(any);
        fonts.set_sans_serif_family(found.unwrap_or_default());
        Some(Self(Arc::new(fonts)))
    }
}

/// Paints an SVG file on white, `scale` pixels for each of its own.
///
/// # Errors
///
/// Says in a sentence why there can be no such picture: it would be too large.
pub fn png(svg: &str, scale: f32, fonts: &Fonts) -> Result<Vec<u8>, String> {
    let options = usvg::Options {
        fontdb: Arc::clone(&fonts.0),
        font_family: "sans-serif".to_owned(),
        ..usvg::Options::default()
    };
    let tree =
        usvg::Tree::from_str(svg, &options).map_err(|e| format!("The chart cannot be painted: {e}."))?;
    let (w, h) = ((tree.size().width() * scale).ceil(), (tree.size().height() * scale).ceil());
    let too_large =
        || format!("The picture would be {w} × {h} pixels, which is too large; give a smaller --scale.");
    if w * h > MOST_PIXELS {
        return Err(too_large());
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "both are positive whole numbers under the bound just held"
    )]
    let mut paper = tiny_skia::Pixmap::new(w.max(1.0) as u32, h.max(1.0) as u32).ok_or_else(too_large)?;
    paper.fill(tiny_skia::Color::WHITE);
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut paper.as_mut());
    paper.encode_png().map_err(|e| format!("The picture cannot be written: {e}."))
}
