//! Prose as plain text: what a reader of the page reads, for the search.

use super::Manuscript;
use super::html::without_comments;
use super::links::{Became, link};
use crate::render::voice::Voice;
use crate::source::markdown::{Event, events};
use pulldown_cmark::{LinkType, Tag, TagEnd};
use std::collections::BTreeMap;

/// The words of a text, without marks.
#[derive(Debug, Default)]
pub(crate) struct Plain {
    /// What belongs to no step, headings left out.
    pub(crate) text: String,
    /// Headings of what belongs to no step.
    pub(crate) headings: Vec<String>,
    /// What belongs to steps, by their ids, with its headings.
    pub(crate) steps: BTreeMap<String, String>,
}

/// Reads a text as a page shows it: a link to what is not in this edition is its number and not the words that the
/// author gave it.
pub(crate) fn text(voice: &Voice<'_>, manuscript: &Manuscript<'_>) -> Plain {
    let mut reader = Reader {
        voice,
        manuscript,
        plain: Plain::default(),
        open: Vec::new(),
        heading: None,
        links: Vec::new(),
        mute: 0,
        depth: 0,
    };
    for (event, _) in events(manuscript.text) {
        reader.event(event);
    }
    reader.plain
}

struct Reader<'v, 'a> {
    voice: &'v Voice<'v>,
    manuscript: &'a Manuscript<'a>,
    plain: Plain,
    /// Open sections of steps: id and level of the heading.
    open: Vec<(String, u8)>,
    heading: Option<String>,
    /// Whether the words of each open link are left out.
    links: Vec<bool>,
    mute: usize,
    /// Quotes, lists and notes around the present place: headings inside them open no section.
    depth: usize,
}

impl Reader<'_, '_> {
    fn push(&mut self, text: &str) {
        if self.mute > 0 {
            return;
        }
        if let Some(heading) = &mut self.heading {
            heading.push_str(text);
            return;
        }
        match self.open.last() {
            Some((id, _)) => self.plain.steps.entry(id.clone()).or_default().push_str(text),
            None => self.plain.text.push_str(text),
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => self.start_heading(level as u8, id.as_deref()),
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let bare = matches!(link_type, LinkType::WikiLink { has_pothole: false });
                let became = link(self.voice, &dest_url, self.manuscript.path, bare, &mut Vec::new());
                if let Became::Instead { text, .. } = &became {
                    self.push(text);
                    self.mute += 1;
                }
                self.links.push(matches!(became, Became::Instead { .. }));
            }
            Event::End(TagEnd::Link) => {
                let muted = self.links.pop() == Some(true);
                self.mute = self.mute.saturating_sub(usize::from(muted));
            }
            Event::Start(Tag::MetadataBlock(_)) => self.mute += 1,
            Event::End(TagEnd::MetadataBlock(_)) => self.mute = self.mute.saturating_sub(1),
            Event::Start(
                Tag::BlockQuote(_) | Tag::List(_) | Tag::FootnoteDefinition(_) | Tag::DefinitionList,
            ) => {
                self.depth += 1;
            }
            Event::End(
                TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::FootnoteDefinition | TagEnd::DefinitionList,
            ) => {
                self.depth = self.depth.saturating_sub(1);
                self.push(" ");
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::CodeBlock
                | TagEnd::DefinitionListTitle
                | TagEnd::DefinitionListDefinition,
            )
            | Event::SoftBreak
            | Event::HardBreak => self.push(" "),
            Event::Text(text) | Event::Code(text) => self.push(&text),
            Event::Html(html) | Event::InlineHtml(html) => self.push(&without_comments(&html)),
            _ => {}
        }
    }

    fn start_heading(&mut self, level: u8, id: Option<&str>) {
        if self.depth == 0 {
            while self.open.last().is_some_and(|(_, above)| *above >= level) {
                self.open.pop();
            }
            if let Some(step) = id.filter(|id| self.manuscript.steps.contains(id)) {
                self.open.push((step.to_owned(), level));
            }
        }
        self.heading = Some(String::new());
    }

    fn end_heading(&mut self) {
        let Some(mut text) = self.heading.take() else { return };
        text.truncate(text.trim_end().len());
        if self.open.is_empty() && self.depth == 0 {
            // The page's own title stands above already.
            if self.manuscript.title.is_none_or(|title| title.trim() != text) {
                self.plain.headings.push(text);
            }
        } else {
            text.push_str(". ");
            self.push(&text);
        }
    }
}
