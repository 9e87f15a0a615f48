//! `theme:` of `handbook.yaml` as a style sheet: colours of the company over ours. `accent: "#00538a"`, or two of
//! them for light and dark, `accent: "#00538a / #7fc4ff"`. Only names and values that are colours get in.

use crate::model::Settings;
use std::fmt::Write as _;

/// The colours that a handbook may set: custom properties of the style sheet.
const COLOURS: [&str; 10] =
    ["paper", "ink", "quiet", "hair", "shade", "accent", "ok", "attention", "stop", "draft"];

/// The style sheet; `None` where the handbook sets no colour.
pub(crate) fn style(settings: &Settings) -> Option<String> {
    let mut out = String::new();
    for (name, value) in &settings.theme {
        if !COLOURS.contains(&name.as_str()) {
            continue;
        }
        match value.split_once('/') {
            Some((light, dark)) if is_colour(light) && is_colour(dark) => {
                let _ =
                    writeln!(out, "  --{}: light-dark({}, {});", name.as_str(), light.trim(), dark.trim());
            }
            None if is_colour(value) => {
                let _ = writeln!(out, "  --{}: {};", name.as_str(), value.trim());
            }
            _ => {}
        }
    }
    (!out.is_empty()).then(|| format!(":root {{\n{out}}}\n"))
}

/// `#0b5c6b`, `teal`, `rgb(11 92 107)`: letters, figures and the signs of a colour, nothing that could end the rule
/// or fetch something.
fn is_colour(text: &str) -> bool {
    let text = text.trim();
    let sign =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '#' | '(' | ')' | ',' | '.' | '%' | ' ' | '-');
    !text.is_empty() && text.len() < 60 && text.chars().all(sign) && !text.to_lowercase().contains("url")
}

#[cfg(test)]
mod tests {
    use super::is_colour;

    #[test]
    fn only_colours_get_in() {
        for good in ["#0b5c6b", " teal ", "rgb(11 92 107)", "oklch(40% 0.1 200)"] {
            assert!(is_colour(good), "{good}");
        }
        for bad in ["", "red; } body { display: none", "url(x)", "\"x\"", "red/*"] {
            assert!(!is_colour(bad), "{bad}");
        }
    }
}
