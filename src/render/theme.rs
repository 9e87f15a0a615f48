//! `theme:` of `handbook.yaml` as a style sheet: colours and typefaces of the company over ours. `accent: "#00538a"`,
//! or two of them for light and dark, `accent: "#00538a / #7fc4ff"`. What is no colour or typeface was reported; it
//! is left out here by the same reader.

use super::address::encode;
use super::shelf::{PathOf, Shelf};
use crate::model::Text;
use crate::model::read::{Typeface, colours, picture, typeface};
use std::fmt::Write as _;

/// The colours that a handbook may set: custom properties of the style sheet.
const COLOURS: [&str; 10] =
    ["paper", "ink", "quiet", "hair", "shade", "accent", "ok", "attention", "stop", "draft"];

/// What a handbook says of its look.
#[derive(Debug, Default)]
pub(crate) struct Theme {
    /// The style sheet; `None` where it sets no colour and no typeface.
    pub(crate) style: Option<String>,
    /// The logo, by index in `Handbook::assets`.
    pub(crate) logo: Option<usize>,
    /// Files that every page needs: logo and typefaces, by index.
    pub(crate) assets: Vec<usize>,
}

/// Reads the theme.
pub(crate) fn theme(shelf: &Shelf<'_>) -> Theme {
    let settings = &shelf.handbook().settings;
    let said =
        |key: &str| settings.theme.iter().find(|(name, _)| name.as_str() == key).map(|(_, value)| value);
    let mut theme = Theme::default();
    let mut root = String::new();
    for (name, value) in &settings.theme {
        if !COLOURS.contains(&name.as_str()) {
            continue;
        }
        let _ = match colours(value) {
            Ok((light, Some(dark))) => writeln!(root, "  --{}: light-dark({light}, {dark});", name.as_str()),
            Ok((one, None)) => writeln!(root, "  --{}: {one};", name.as_str()),
            Err(_) => Ok(()),
        };
    }
    let mut faces = String::new();
    let face = |theme: &mut Theme, faces: &mut String, family: &str, weight: &str, path: &str| {
        let Some(n) = asset(shelf, path) else { return false };
        theme.assets.push(n);
        let copy = shelf.address.assets.get(n).map_or("", String::as_str);
        let _ = writeln!(
            faces,
            "@font-face {{ font-family: \"{family}\"; font-weight: {weight}; font-display: swap; src: url(\"../{}\"); }}",
            encode(copy)
        );
        true
    };
    for (key, bold, property, family, rest) in [
        ("font", Some("font-bold"), "type", "Handbook", "system-ui, sans-serif"),
        ("mono", None, "mono", "Handbook Mono", "ui-monospace, monospace"),
    ] {
        let Some(said_font) = said(key) else { continue };
        match typeface(said_font) {
            Ok(Typeface::Families(names)) => {
                let _ = writeln!(root, "  --{property}: {names}, {rest};");
            }
            Ok(Typeface::File(path)) if face(&mut theme, &mut faces, family, "400", path) => {
                let _ = writeln!(root, "  --{property}: \"{family}\", {rest};");
                if let Some(Ok(Typeface::File(path))) = bold.and_then(said).map(|b| typeface(b)) {
                    face(&mut theme, &mut faces, family, "600 800", path);
                }
            }
            _ => {}
        }
    }
    theme.logo = said("logo").and_then(|logo| logo_of(shelf, logo));
    theme.assets.extend(theme.logo);
    if !root.is_empty() {
        theme.style = Some(format!("{faces}:root {{\n{root}}}\n"));
    }
    theme
}

fn logo_of(shelf: &Shelf<'_>, logo: &Text) -> Option<usize> {
    asset(shelf, picture(logo).ok()?)
}

/// A file by its path from the root of the handbook.
fn asset(shelf: &Shelf<'_>, path: &str) -> Option<usize> {
    match shelf.path(path.strip_prefix("./").unwrap_or(path))? {
        PathOf::Asset(n) => Some(n),
        _ => None,
    }
}
