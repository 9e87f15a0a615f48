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

/// The words of what our own writer wrote: paragraphs between empty lines, a dash before each item of a list.
pub(crate) fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        words(&mut out, &rest[..at]);
        let Some(end) = rest[at..].find('>') else { break };
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        match name {
            "br" | "br/" | "tr" | "dt" | "dd" => line(&mut out, 1),
            "li" => {
                line(&mut out, 1);
                out.push_str("- ");
            }
            "/td" | "/th" => out.push(' '),
            "p" | "/p" if !out.ends_with("- ") => line(&mut out, 2),
            "/ul" | "/ol" | "/table" | "/pre" | "/blockquote" | "/dl" => line(&mut out, 2),
            _ if name.len() == 3 && name.starts_with("/h") => line(&mut out, 2),
            _ => {}
        }
    }
    words(&mut out, rest);
    out.trim().to_owned()
}

/// Ends the line that is being written and, for two, leaves one empty.
fn line(out: &mut String, most: usize) {
    out.truncate(out.trim_end_matches(' ').len());
    let there = out.len() - out.trim_end_matches('\n').len();
    if !out.is_empty() {
        out.extend(std::iter::repeat_n('\n', most.saturating_sub(there)));
    }
}

/// Text between two tags, its characters as written; line breaks of the source are spaces.
fn words(out: &mut String, text: &str) {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    let text = text.replace("&amp;", "&").replace('\n', " ");
    if out.is_empty() || out.ends_with(['\n', ' ']) {
        out.push_str(text.trim_start());
    } else {
        out.push_str(&text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_what_was_written() {
        let html = "<p>Who <em>asks</em>\nis &lt;asked&gt;.</p>\n<ul><li>one</li><li><p>two &amp; three</p></li></ul><p>End</p>";
        assert_eq!(plain(html), "Who asks is <asked>.\n\n- one\n- two & three\n\nEnd");
        assert_eq!(plain(""), "");
    }
}
