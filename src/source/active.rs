//! Pictures that would do something: an SVG may hold script, and a reader who opens it runs that.

/// Largest picture that is looked into; what is larger counts as active.
const LARGEST: u64 = 32 << 20;

/// Whether a file is a kind of picture that may run something.
pub fn may_run(path: &str) -> bool {
    let end = path.rsplit('.').next().unwrap_or_default();
    end.eq_ignore_ascii_case("svg") || end.eq_ignore_ascii_case("svgz")
}

/// What in an SVG runs when it is opened, as a word that its owner can look for; `None` where nothing does.
///
/// Looks at the text only and knows no harmless use of these words, so it may complain of a picture that merely
/// writes about them; it never lets one through that runs.
pub fn runs(bytes: &[u8]) -> Option<&'static str> {
    // A packed picture, or one in another encoding than UTF-8: nothing can be said of it.
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return Some("a packed picture (svgz)");
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return Some("signs that are not UTF-8") };
    let text = text.to_lowercase();
    // Names may be written with signs told by number (`&#106;avascript:`), or come from a document type.
    let words = [
        ("<!entity", "<!ENTITY"),
        (":script", "script"),
        ("<script", "<script>"),
        ("javascript:", "javascript:"),
        ("<foreignobject", "<foreignObject>"),
        (":foreignobject", "foreignObject"),
        ("<iframe", "<iframe>"),
        ("<handler", "<handler>"),
        ("<listener", "<listener>"),
    ];
    if let Some((_, said)) = words.iter().find(|(word, _)| text.contains(word)) {
        return Some(said);
    }
    if text.contains("&#") && text.contains("href") {
        return Some("a link with signs told by number (&#…;)");
    }
    handler(&text).then_some("an attribute like onclick=")
}

/// An attribute `on…=`.
fn handler(text: &str) -> bool {
    text.match_indices("on").any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let rest = text[at + 2..].trim_start_matches(|c: char| c.is_ascii_lowercase());
        let named = rest.len() < text.len() - at - 2;
        let starts = before.is_some_and(|c| c.is_whitespace() || matches!(c, '"' | '\'' | '/' | ':'));
        named && starts && rest.trim_start().starts_with('=')
    })
}

/// The same for a file on disk.
pub(super) fn in_file(disk: &std::path::Path, size: u64) -> Option<&'static str> {
    if size > LARGEST {
        return Some("more than can be looked through (32 MB)");
    }
    runs(&std::fs::read(disk).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_is_found_and_a_drawing_is_not() {
        let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>Decision on offers = done</title>\
                       <a href=\"https://example.com\"><path d=\"M0 0L9 9\"/></a><text>once upon a time</text></svg>";
        assert_eq!(runs(drawing.as_bytes()), None);
        for bad in [
            "<svg><script>alert(1)</script></svg>",
            "<svg><SCRIPT href='x.js'/></svg>",
            "<svg xmlns:s='http://www.w3.org/2000/svg'><s:script>alert(1)</s:script></svg>",
            "<svg onload=\"alert(1)\"/>",
            "<svg><rect x='1'onclick = 'alert(1)'/></svg>",
            "<svg><a href=\"javascript:alert(1)\"/></svg>",
            "<svg><a href=\"&#106;avascript:alert(1)\"/></svg>",
            "<svg><foreignObject><body/></foreignObject></svg>",
            "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg>&x;</svg>",
        ] {
            assert!(runs(bad.as_bytes()).is_some(), "{bad}");
        }
        assert!(runs(&[0x1f, 0x8b, 8]).is_some());
        assert!(runs(&[0xff, 0xfe, b'<', 0]).is_some());
    }
}
