//! A page put into another one, among others of its kind: names within it get a prefix so that each is there once,
//! its headings go down a level, and its links lead to where the others now stand, or are counted from the new page.

use std::collections::HashMap;

/// Where a page came from and where it now stands.
#[derive(Debug)]
pub(crate) struct Move<'a> {
    /// Its address, from the root of the language.
    pub(crate) from: &'a str,
    /// The address of the page it is put into, likewise.
    pub(crate) to: &'a str,
    /// Before each name within it: `d3`; the page itself has that name.
    pub(crate) prefix: &'a str,
    /// Encoded addresses of the pages that stand there too, each with its prefix.
    pub(crate) beside: &'a HashMap<String, String>,
}

/// What stands in `main`; everything where there is none.
pub(crate) fn main_of(page: &str) -> &str {
    let inner = page.split_once("<main").and_then(|(_, rest)| rest.split_once('>'));
    inner.and_then(|(_, rest)| rest.rsplit_once("</main>")).map_or(page, |(main, _)| main)
}

impl Move<'_> {
    /// The page as it stands among the others. `html` is well-formed: signs in texts are escaped.
    pub(crate) fn html(&self, html: &str) -> String {
        let mut out = String::with_capacity(html.len() * 9 / 8);
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            // The way around a page alone is none here.
            if rest.starts_with("<nav") {
                rest = rest.split_once("</nav>").map_or("", |(_, after)| after);
                continue;
            }
            let (tag, after) = rest.split_at(end_of_tag(rest));
            self.tag(&mut out, tag);
            rest = after;
        }
        out.push_str(rest);
        out
    }

    fn tag(&self, out: &mut String, tag: &str) {
        let closes = tag.starts_with("</");
        let start = if closes { 2 } else { 1 };
        let ends = |b: u8| b.is_ascii_whitespace() || matches!(b, b'>' | b'/');
        let name_end = position(tag.as_bytes(), start, ends).unwrap_or(tag.len());
        let name = &tag[start..name_end];
        out.push_str(&tag[..start]);
        out.push_str(match name {
            "h1" => "h2",
            "h2" => "h3",
            "h3" => "h4",
            "h4" => "h5",
            "h5" => "h6",
            // Nothing here stands beside something else, and five hundred regions of one name help nobody.
            "aside" => "div",
            name => name,
        });
        let mut rest = &tag[name_end..];
        if closes {
            out.push_str(rest);
            return;
        }
        if name == "details" && !rest.contains(" open") {
            out.push_str(" open");
        }
        while let Some((before, attribute, value, after)) = next_attribute(rest) {
            rest = after;
            let dropped = match attribute {
                "aria-labelledby" | "aria-label" => matches!(name, "section" | "aside"),
                "loading" => true,
                _ => false,
            };
            if dropped {
                continue;
            }
            out.push_str(before);
            out.push_str(attribute);
            if let Some((quote, value)) = value {
                out.push('=');
                out.push_str(quote);
                self.value(out, attribute, value);
                out.push_str(quote);
            }
        }
        out.push_str(rest);
    }

    fn value(&self, out: &mut String, attribute: &str, value: &str) {
        match attribute {
            "id" | "data-step" | "data-show" | "for" => self.name(out, value),
            "aria-labelledby" | "aria-describedby" | "aria-controls" | "headers" => {
                for (n, name) in value.split_whitespace().enumerate() {
                    out.push_str(if n == 0 { "" } else { " " });
                    self.name(out, name);
                }
            }
            "href" | "src" | "xlink:href" => self.link(out, value),
            _ => match value.strip_prefix("url(#") {
                Some(name) => {
                    out.push_str("url(#");
                    self.name(out, name);
                }
                None => out.push_str(value),
            },
        }
    }

    fn name(&self, out: &mut String, name: &str) {
        out.push_str(self.prefix);
        out.push_str("--");
        out.push_str(name);
    }

    fn link(&self, out: &mut String, link: &str) {
        let (path, anchor) = link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor)));
        let outside = path.split('/').next().is_some_and(|first| first.contains(':'));
        if outside || path.starts_with('/') {
            out.push_str(link);
            return;
        }
        let (above, address) = if path.is_empty() { (0, self.from.to_owned()) } else { self.address(path) };
        if let (0, Some(prefix)) = (above, self.beside.get(&address)) {
            out.push('#');
            out.push_str(prefix);
            if let Some(anchor) = anchor.filter(|a| !a.is_empty()) {
                out.push_str("--");
                out.push_str(anchor);
            }
            return;
        }
        out.push_str(&super::address::climb(self.to));
        out.push_str(&"../".repeat(above));
        out.push_str(&address);
        if let Some(anchor) = anchor {
            out.push('#');
            out.push_str(anchor);
        }
    }

    /// Where a relative link leads: how many folders above the root of the language, and from there.
    fn address(&self, path: &str) -> (usize, String) {
        let mut folders: Vec<&str> = self.from.split('/').collect();
        folders.pop();
        let mut above = 0;
        for part in path.split('/') {
            match part {
                ".." if folders.pop().is_none() => above += 1,
                ".." | "." => {}
                part => folders.push(part),
            }
        }
        (above, folders.join("/"))
    }
}

/// Behind the tag that `html` begins with.
fn end_of_tag(html: &str) -> usize {
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(found) = position(bytes, at, |b| matches!(b, b'>' | b'"' | b'\'')) {
        let sign = bytes[found];
        if sign == b'>' {
            return found + 1;
        }
        match position(bytes, found + 1, |b| b == sign) {
            Some(closing) => at = closing + 1,
            None => break,
        }
    }
    html.len()
}

/// The first byte from `at` on of which something is true.
fn position(bytes: &[u8], at: usize, is: impl Fn(u8) -> bool) -> Option<usize> {
    Some(at + bytes.get(at..)?.iter().position(|&b| is(b))?)
}

/// Signs before an attribute, its name, its quote and value, and what follows it.
type Attribute<'a> = (&'a str, &'a str, Option<(&'a str, &'a str)>, &'a str);

fn next_attribute(tag: &str) -> Option<Attribute<'_>> {
    // All that tells where something begins and ends is ASCII, so every cut falls between two letters.
    let bytes = tag.as_bytes();
    let start =
        position(bytes, 0, |b| !b.is_ascii_whitespace() && b != b'/').filter(|&at| bytes[at] != b'>')?;
    let ends = |b: u8| b.is_ascii_whitespace() || matches!(b, b'=' | b'>' | b'/');
    let end = position(bytes, start, ends).unwrap_or(tag.len());
    if end == start {
        return None;
    }
    let (before, name, rest) = (&tag[..start], &tag[start..end], &tag[end..]);
    let Some(value) = rest.strip_prefix('=') else { return Some((before, name, None, rest)) };
    if let Some(&quote @ (b'"' | b'\'')) = value.as_bytes().first()
        && let Some(close) = position(value.as_bytes(), 1, |b| b == quote)
    {
        return Some((before, name, Some((&value[..1], &value[1..close])), &value[close + 1..]));
    }
    let end = position(value.as_bytes(), 0, |b| b.is_ascii_whitespace() || b == b'>').unwrap_or(value.len());
    let (value, after) = value.split_at(end);
    Some((before, name, Some(("", value)), after))
}

#[cfg(test)]
mod tests {
    use super::{Move, main_of};
    use std::collections::HashMap;

    fn moved(html: &str) -> String {
        let beside = [("d/A/index.html", "d1"), ("d/B/index.html", "d2")];
        let beside: HashMap<String, String> =
            beside.into_iter().map(|(a, p)| (a.to_owned(), p.to_owned())).collect();
        let to = Move { from: "d/A/index.html", to: "print/all.html", prefix: "d1", beside: &beside };
        to.html(html)
    }

    #[test]
    fn names_get_a_prefix_wherever_they_are_used() {
        assert_eq!(
            moved("<tr id=\"check\"><td><a href=\"#check\" data-show='check'>id=\"check\"</a></td></tr>"),
            "<tr id=\"d1--check\"><td><a href=\"#d1--check\" data-show='d1--check'>id=\"check\"</a></td></tr>"
        );
        assert_eq!(
            moved("<svg aria-labelledby=\"t d\"><path marker-end=\"url(#flow-m)\"/></svg>"),
            "<svg aria-labelledby=\"d1--t d1--d\"><path marker-end=\"url(#d1--flow-m)\"/></svg>"
        );
    }

    #[test]
    fn links_lead_to_the_neighbour_or_are_counted_anew() {
        let cases = [
            ("../B/index.html", "#d2"),
            ("../../d/B/index.html#step", "#d2--step"),
            ("../../r/clerk/index.html", "../r/clerk/index.html"),
            ("../../../files/a%20b.png", "../../files/a%20b.png"),
            ("https://example.com/a/../b", "https://example.com/a/../b"),
            ("mailto:a@b.c", "mailto:a@b.c"),
        ];
        for (link, expected) in cases {
            assert_eq!(moved(&format!("<a href=\"{link}\">")), format!("<a href=\"{expected}\">"), "{link}");
        }
    }

    #[test]
    fn headings_go_down_and_the_way_around_goes() {
        assert_eq!(
            moved(
                "<nav><a href=\"#x\">x</a></nav><section class=\"wide\" aria-labelledby=\"x\"><h2 id=\"x\">X</h2></section>"
            ),
            "<section class=\"wide\"><h3 id=\"d1--x\">X</h3></section>"
        );
        assert_eq!(moved("<details><summary>a > b</summary>"), "<details open><summary>a > b</summary>");
        assert_eq!(
            moved("<img src=\"../../x.png\" alt=\"a > b\" loading=\"lazy\">"),
            "<img src=\"../x.png\" alt=\"a > b\">"
        );
    }

    #[test]
    fn what_stands_in_main_is_taken() {
        assert_eq!(main_of("<body><main id=\"m\"><p>a</p></main></body>"), "<p>a</p>");
        assert_eq!(main_of("<p>a</p>"), "<p>a</p>");
    }
}
