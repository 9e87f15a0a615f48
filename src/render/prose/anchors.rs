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
