//! Text as HTML.

/// Appends a text so that a browser shows it as it is, in an element or in a quoted attribute.
pub(crate) fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\0']) {
        let (plain, tail) = rest.split_at(at);
        out.push_str(plain);
        let mut chars = tail.chars();
        out.push_str(match chars.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            Some('\'') => "&#39;",
            _ => "\u{fffd}",
        });
        rest = chars.as_str();
    }
    out.push_str(rest);
}

/// A text, escaped.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    escape(&mut out, text);
    out
}

/// Raw HTML without its comments, which are notes of the author to himself.
pub(crate) fn without_comments(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find("<!--") {
        out.push_str(&rest[..at]);
        rest = match rest[at + 4..].find("-->") {
            Some(end) => &rest[at + 4 + end + 3..],
            None => "",
        };
    }
    out.push_str(rest);
    out
}

/// Whether a tag is a line break: `<br>`, `<br/>`, `<BR />`.
pub(crate) fn is_break(html: &str) -> bool {
    let inner = html.strip_prefix('<').and_then(|h| h.strip_suffix('>')).unwrap_or_default();
    inner.trim_end_matches('/').trim().eq_ignore_ascii_case("br")
}
