//! Values of a theme: colours, typefaces, pictures. Only what cannot end a rule of a style sheet or fetch something.

use super::{Misread, shown};

/// Pictures that a browser shows.
const PICTURES: [&str; 6] = ["svg", "png", "webp", "jpg", "jpeg", "gif"];
/// Typefaces that a browser reads.
const TYPEFACES: [&str; 4] = ["woff2", "woff", "ttf", "otf"];
/// Ways of writing a colour as a function.
const FUNCTIONS: [&str; 9] = ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch"];
/// Names of colours.
const NAMES: &str = " aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet \
    brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan \
    darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred \
    darksalmon darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue \
    dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray \
    green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen \
    lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink \
    lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen \
    linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue \
    mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy \
    oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip \
    peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown \
    seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal \
    thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen ";

/// A colour, or one for light and one for dark.
///
/// # Errors
/// What is no colour.
pub fn colours(text: &str) -> Result<(&str, Option<&str>), Misread> {
    let one = |text: &str| {
        if is_colour(text) {
            return Ok(());
        }
        Err(Misread::new(
            format!("{} is not a colour", shown(text)),
            "Write a colour, or one for light and one for dark with ` / ` between them: `\"#00457c / #7fc4ff\"`",
        ))
    };
    // A stroke within brackets is part of a colour.
    let outside = |at: &usize| text[..*at].matches('(').count() == text[..*at].matches(')').count();
    let stroke = text.match_indices(" / ").map(|(at, _)| at).find(outside);
    match stroke.map(|at| (&text[..at], &text[at + 3..])) {
        Some((light, dark)) => {
            let (light, dark) = (light.trim(), dark.trim());
            one(light).and_then(|()| one(dark)).map(|()| (light, Some(dark)))
        }
        None => one(text.trim()).map(|()| (text.trim(), None)),
    }
}

fn is_colour(text: &str) -> bool {
    if let Some(figures) = text.strip_prefix('#') {
        return matches!(figures.len(), 3 | 4 | 6 | 8) && figures.chars().all(|c| c.is_ascii_hexdigit());
    }
    if let Some((name, rest)) = text.split_once('(') {
        let sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | ',' | '.' | '%' | '-' | '/');
        let values = rest.strip_suffix(')');
        return FUNCTIONS.contains(&name) && values.is_some_and(|v| v.len() < 60 && v.chars().all(sign));
    }
    let name = text.to_ascii_lowercase();
    !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase()) && NAMES.contains(&format!(" {name} "))
}

/// Whether a name is that of a file with one of these endings.
fn ends(text: &str, endings: &[&str]) -> bool {
    text.rsplit_once('.').is_some_and(|(_, end)| endings.contains(&end.to_ascii_lowercase().as_str()))
}

/// A picture that a browser shows, by its name.
///
/// # Errors
/// Any other file.
pub fn picture(text: &str) -> Result<&str, Misread> {
    let text = text.trim();
    if ends(text, &PICTURES) {
        return Ok(text);
    }
    Err(Misread::new(
        format!("{} is not a picture that a browser shows", shown(text)),
        "Write the path of an SVG, PNG, WebP or JPEG within the handbook: `pictures/logo.svg`",
    ))
}

/// A typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typeface<'a> {
    /// A file of the handbook.
    File(&'a str),
    /// Names of families that readers have, with commas between them.
    Families(&'a str),
}

/// A typeface: a file, or names of families.
///
/// # Errors
/// What is neither.
pub fn typeface(text: &str) -> Result<Typeface<'_>, Misread> {
    let text = text.trim();
    if ends(text, &TYPEFACES) {
        return Ok(Typeface::File(text));
    }
    let family = |name: &str| {
        let name = name.trim();
        name.starts_with(char::is_alphabetic)
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
    };
    if text.len() < 200 && text.split(',').all(family) {
        return Ok(Typeface::Families(text));
    }
    Err(Misread::new(
        format!("{} is neither a font file nor the name of a typeface", shown(text)),
        "Write the path of a WOFF2, WOFF, TTF or OTF file within the handbook, or names such as `Fira Sans, Arial`",
    ))
}

#[cfg(test)]
mod tests {
    use super::{Typeface, colours, picture, typeface};

    #[test]
    fn only_colours_are_colours() {
        for good in ["#0b5c6b", " teal ", "RebeccaPurple", "rgb(11 92 107)", "oklch(40% 0.1 200 / 0.5)"] {
            assert!(colours(good).is_ok(), "{good}");
        }
        assert_eq!(colours("#000 / white"), Ok(("#000", Some("white"))));
        for bad in
            ["", "#12", "red; } body { x", "url(x)", "rgb(url(x))", "\"x\"", "re", "red / rad", "red/*"]
        {
            assert!(colours(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_typeface_is_a_file_or_a_family() {
        assert_eq!(typeface("fonts/a.woff2"), Ok(Typeface::File("fonts/a.woff2")));
        assert_eq!(typeface("Fira Sans, Arial"), Ok(Typeface::Families("Fira Sans, Arial")));
        for bad in ["", "a; } b {", "url(x)", "\"a\"", "a,,b", "fonts/a.eot"] {
            assert!(typeface(bad).is_err(), "{bad}");
        }
        assert!(picture("a/logo.SVG").is_ok() && picture("a/logo.pdf").is_err());
    }
}
