//! What people wrote with a small editor of their tool, which keeps it as HTML: the words, a line for each block.

use quick_xml::escape::resolve_xml_entity;

/// Elements that end a line.
const BLOCKS: [&str; 12] = ["br", "div", "h1", "h2", "h3", "h4", "li", "ol", "p", "table", "tr", "ul"];

/// Signs that such editors write by name.
const SIGNS: [(&str, &str); 19] = [
    ("Auml", "Ä"),
    ("Ouml", "Ö"),
    ("Uuml", "Ü"),
    ("auml", "ä"),
    ("bdquo", "„"),
    ("bull", "•"),
    ("euro", "€"),
    ("hellip", "…"),
    ("ldquo", "“"),
    ("mdash", "—"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("oacute", "ó"),
    ("ouml", "ö"),
    ("rdquo", "”"),
    ("rsquo", "’"),
    ("sect", "§"),
    ("szlig", "ß"),
    ("uuml", "ü"),
];

/// The words of a piece of HTML, as plain text. What is no HTML stays what it is.
pub(super) fn words(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = if rest.starts_with('<') { tag(rest, &mut out) } else { entity(rest, &mut out) };
        if taken == 0 {
            out.push_str(&rest[..1]);
        }
        rest = &rest[taken.max(1)..];
    }
    out.push_str(rest);
    let lines = out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// A tag: how long it is; nothing where it is none.
fn tag(rest: &str, out: &mut String) -> usize {
    let Some(end) = rest.find('>') else { return 0 };
    let inside = rest[1..end].trim_start_matches('/');
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') {
        return 0;
    }
    let name: String = inside.chars().take_while(char::is_ascii_alphanumeric).collect();
    if BLOCKS.contains(&name.to_ascii_lowercase().as_str()) {
        out.push('\n');
    }
    end + 1
}

/// A sign that is written by its name or number.
fn entity(rest: &str, out: &mut String) -> usize {
    let Some(end) = rest.bytes().take(12).position(|b| b == b';') else { return 0 };
    let name = &rest[1..end];
    let sign = || SIGNS.iter().find(|(n, _)| *n == name).map(|(_, sign)| *sign);
    if let Some(sign) = resolve_xml_entity(name).or_else(sign) {
        out.push_str(sign);
        return end + 1;
    }
    let number = name.strip_prefix('#').and_then(|n| match n.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => n.parse().ok(),
    });
    match number.and_then(char::from_u32) {
        Some(c) => {
            out.push(c);
            end + 1
        }
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_kept() {
        assert_eq!(
            words("<p>Check&nbsp;it &amp; <b>sign</b></p>\n<ul><li>one</li><li>two</li></ul>"),
            "Check it & sign\n\none\n\ntwo"
        );
        assert_eq!(words("a < b & c > d; 5 <6"), "a < b & c > d; 5 <6");
        assert_eq!(
            words("<a href='javascript:x'>Pr&uuml;fen</a> &#252;&#xfc;<br/>ende"),
            "Prüfen üü\n\nende"
        );
        assert_eq!(words("&unknown; <"), "&unknown; <");
        assert_eq!(words("&ü;<é"), "&ü;<é");
    }
}
