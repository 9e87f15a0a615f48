//! Headings: anchors by GitHub's rule, levels that fit below the page's title, sections that belong to a step.

use crate::source::markdown::{Anchors, Event, events};
use pulldown_cmark::{Tag, TagEnd};

/// A heading of a page.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Heading {
    /// 1 to 6 as written.
    pub(crate) level: u8,
    /// Its text without marks.
    pub(crate) text: String,
    /// What a link to it ends with.
    pub(crate) anchor: String,
    /// The id of `{#id}`, where it is that of a step.
    #[serde(skip)]
    pub(crate) step: Option<String>,
}

/// All headings of a text in order.
pub(crate) fn headings(text: &str, steps: &[&str]) -> Vec<Heading> {
    let mut anchors = Anchors::default();
    let mut found = Vec::new();
    let mut open: Option<(Heading, Option<String>)> = None;
    for (event, _) in events(text) {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                let step = id.as_deref().filter(|id| steps.contains(id)).map(str::to_owned);
                let heading =
                    Heading { level: level as u8, text: String::new(), anchor: String::new(), step };
                open = Some((heading, id.map(|id| id.to_string())));
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((mut heading, id)) = open.take() {
                    heading.text.truncate(heading.text.trim_end().len());
                    heading.anchor = match &id {
                        Some(id) => anchors.take(id),
                        None => anchors.unique(&heading.text),
                    };
                    found.push(heading);
                }
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some((heading, _)) = &mut open {
                    heading.text.push_str(&text);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some((heading, _)) = &mut open {
                    heading.text.push(' ');
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether the first block outside the sections of steps is a heading; one that says the page's title does not
/// count.
pub(crate) fn opens_with_heading(text: &str, steps: &[&str], title: Option<&str>) -> bool {
    let headings = headings(text, steps);
    let mut next = headings.iter();
    let mut open: Vec<u8> = Vec::new();
    let mut depth = 0_usize;
    for (event, _) in events(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                depth += 1;
                let Some(heading) = next.next() else { return false };
                if depth > 1 {
                    continue;
                }
                while open.last().is_some_and(|level| *level >= heading.level) {
                    open.pop();
                }
                if heading.step.is_some() {
                    open.push(heading.level);
                } else if open.is_empty() && title.is_none_or(|t| t.trim() != heading.text.trim()) {
                    return true;
                }
            }
            Event::Start(Tag::FootnoteDefinition(_)) => depth += 1,
            Event::Start(_) | Event::Rule if depth == 0 && open.is_empty() => return false,
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}
