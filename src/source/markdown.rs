//! Markdown as events, and the outline of a text: headings, links, raw HTML. One set of options for everyone.

use crate::diagnostic::Span;
use pulldown_cmark::{LinkType, Options, Parser, Tag, TagEnd};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::ops::Range;

pub use pulldown_cmark::Event;

/// The Markdown that a handbook is written in: `CommonMark` with tables, footnotes, definition lists, task lists,
/// alerts, heading attributes, strikethrough and `[[SAL-G-002]]`.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

/// The events of a text, each with its bytes in `text`.
pub fn events(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    Parser::new_ext(text, options()).into_offset_iter()
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its text without marks.
    pub text: String,
    /// The id of `{#id}`, where it has one.
    pub explicit_id: Option<String>,
    /// What a link to it ends with: the explicit id, else made from the text by GitHub's rule.
    pub anchor: String,
    /// The whole heading.
    pub at: Span,
}

/// How a link was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkKind {
    /// `[text](dest)`, `[text][label]` or `<dest>`.
    Link,
    /// `![text](dest)`.
    Image,
    /// `[[dest]]`.
    Wiki,
}

/// A link or picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Where it goes, as written.
    pub dest: String,
    /// Its text without marks.
    pub text: String,
    /// How it was written.
    pub kind: LinkKind,
    /// The whole link.
    pub at: Span,
    /// The destination alone; the whole link where it cannot be told apart.
    pub dest_at: Span,
}

/// What a text holds besides plain prose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Links and pictures in order.
    pub links: Vec<Link>,
    /// Raw HTML, a block as one.
    pub html: Vec<Span>,
    /// How many words of prose.
    pub words: usize,
}

/// The outline of the prose at `body` of `text`, the whole text of a file.
pub fn outline(text: &str, body: Span) -> Outline {
    let slice = text.get(body.start as usize..body.end as usize).unwrap_or("");
    let offset = body.start as usize;
    let span = |r: Range<usize>| Span::new(body.file, offset + r.start, offset + r.end);
    let mut outline = Outline::default();
    let mut anchors = Anchors::default();
    // Open headings and links, each with the text gathered so far.
    let mut heading: Option<Heading> = None;
    let mut open: Vec<(Link, Range<usize>)> = Vec::new();
    for (event, range) in events(slice) {
        if let Some((_, inner)) = open.last_mut()
            && !matches!(event, Event::End(TagEnd::Link | TagEnd::Image))
        {
            inner.end = range.end;
        }
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                heading = Some(Heading {
                    level: level as u8,
                    text: String::new(),
                    explicit_id: id.map(|id| id.to_string()),
                    anchor: String::new(),
                    at: span(range.start..range.start + slice[range].trim_end().len()),
                });
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some(mut done) = heading.take() {
                    done.text.truncate(done.text.trim_end().len());
                    done.anchor = match &done.explicit_id {
                        Some(id) => anchors.take(id),
                        None => anchors.unique(&done.text),
                    };
                    outline.headings.push(done);
                }
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let kind = match link_type {
                    LinkType::WikiLink { .. } => LinkKind::Wiki,
                    _ => LinkKind::Link,
                };
                open.push((link(kind, &dest_url, span(range.clone())), range.start..range.start));
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                open.push((link(LinkKind::Image, &dest_url, span(range.clone())), range.start..range.start));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some((mut done, inner)) = open.pop() {
                    if let Some(at) = destination(slice, &range, &inner, &done) {
                        done.dest_at = span(at);
                    }
                    if let Some((outer, _)) = open.last_mut() {
                        outer.text.push_str(&done.text);
                    }
                    outline.links.push(done);
                }
            }
            Event::Start(Tag::HtmlBlock) => {
                outline.html.push(span(range.start..range.start + slice[range].trim_end().len()));
            }
            Event::InlineHtml(_) => outline.html.push(span(range)),
            Event::Text(text) | Event::Code(text) => {
                outline.words += text.split_whitespace().count();
                if let Some(heading) = &mut heading {
                    heading.text.push_str(&text);
                }
                if let Some((link, _)) = open.last_mut() {
                    link.text.push_str(&text);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(heading) = &mut heading {
                    heading.text.push(' ');
                }
                if let Some((link, _)) = open.last_mut() {
                    link.text.push(' ');
                }
            }
            _ => {}
        }
    }
    outline.links.sort_by_key(|link| link.at);
    outline
}

fn link(kind: LinkKind, dest: &str, at: Span) -> Link {
    Link { dest: dest.to_owned(), text: String::new(), kind, at, dest_at: at }
}

/// The bytes of the destination within a link: behind its text.
fn destination(text: &str, whole: &Range<usize>, inner: &Range<usize>, link: &Link) -> Option<Range<usize>> {
    let from = match link.kind {
        LinkKind::Link | LinkKind::Image if !text.get(whole.clone())?.starts_with('<') => inner.end,
        _ => whole.start,
    };
    let rest = text.get(from..whole.end)?;
    let at = from + rest.find(&link.dest)?;
    (!link.dest.is_empty()).then_some(at..at + link.dest.len())
}

/// GitHub's rule for the anchor of a heading: small letters, punctuation dropped, spaces to hyphens.
pub fn anchor(text: &str) -> String {
    text.trim()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .flat_map(char::to_lowercase)
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// Anchors that a text has used: a second one of the same name gets `-1`, a third `-2`.
#[derive(Debug, Default)]
pub struct Anchors {
    used: HashMap<String, usize>,
}

impl Anchors {
    /// The anchor of a heading without an id.
    pub fn unique(&mut self, text: &str) -> String {
        let base = anchor(text);
        let mut count = self.used.get(&base).copied().unwrap_or(0);
        let mut name = if count == 0 { base.clone() } else { format!("{base}-{count}") };
        while count > 0 && self.used.contains_key(&name) {
            count += 1;
            name = format!("{base}-{count}");
        }
        self.used.insert(base, count + 1);
        if count > 0 {
            self.used.insert(name.clone(), 1);
        }
        name
    }

    /// An explicit id, kept as it is.
    pub fn take(&mut self, id: &str) -> String {
        self.used.entry(id.to_owned()).or_insert(1);
        id.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FileId;

    fn read(text: &str) -> Outline {
        outline(text, Span::new(FileId(0), 0, text.len()))
    }

    #[test]
    fn headings_have_anchors() {
        let outline = read("# Über uns & mehr\n\n## Step {#qualify}\n\n## A\n\n## A\n\nSetext `x`\n---\n");
        let anchors: Vec<_> = outline.headings.iter().map(|h| h.anchor.as_str()).collect();
        assert_eq!(anchors, ["über-uns--mehr", "qualify", "a", "a-1", "setext-x"]);
        assert_eq!(outline.headings[1].explicit_id.as_deref(), Some("qualify"));
    }

    #[test]
    fn links_have_places() {
        let text = "See [the *offer*](SAL-G-002#qualify \"t\"), [[SAL-G-003]], ![p](a.png), `[[no]]`, <http://a.b>.\n";
        let outline = read(text);
        let seen: Vec<_> = outline
            .links
            .iter()
            .map(|l| (l.kind, &text[l.dest_at.start as usize..l.dest_at.end as usize], l.text.as_str()))
            .collect();
        assert_eq!(
            seen,
            [
                (LinkKind::Link, "SAL-G-002#qualify", "the offer"),
                (LinkKind::Wiki, "SAL-G-003", "SAL-G-003"),
                (LinkKind::Image, "a.png", "p"),
                (LinkKind::Link, "http://a.b", "http://a.b"),
            ]
        );
    }

    #[test]
    fn raw_html_is_seen() {
        let outline = read("a <b>c</b>\n\n<div>\n x\n</div>\n\ntext\n");
        assert_eq!(outline.html.len(), 3);
        assert_eq!(outline.words, 3);
    }
}
