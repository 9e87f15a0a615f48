//! The writer: Markdown events in, HTML out.

use super::anchors::{Heading, headings};
use super::html::{escape, escaped, is_break, without_comments};
use super::links::{Became, link, picture};
use super::{Manuscript, Prose, Section};
use crate::render::voice::Voice;
use crate::source::markdown::{Event, events};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, LinkType, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

/// Writes one text. Nothing recurses, so that nesting costs no stack.
#[derive(Debug)]
pub(crate) struct Writer<'v, 'a> {
    voice: &'v Voice<'v>,
    manuscript: &'a Manuscript<'a>,
    /// Headings of the text, and the next one to come.
    headings: Vec<Heading>,
    next_heading: usize,
    /// Level as written that becomes `Manuscript::top_level`.
    top: u8,
    main: String,
    sections: BTreeMap<String, Section>,
    /// Open sections of steps: id and level of the heading.
    open: Vec<(String, u8)>,
    /// Quotes, lists and notes around the present place: headings inside them open no section.
    depth: usize,
    shown: Vec<Heading>,
    /// Text of the heading that is being written, for the contents.
    heading_text: Option<String>,
    /// Whether that heading is a step's.
    step_heading: bool,
    /// Closing marks of open links.
    links: Vec<&'static str>,
    /// How deep inside something whose content is not written.
    mute: usize,
    /// Text of a picture that is being gathered: its opening, where it is one of the handbook's.
    picture: Option<(Option<String>, String)>,
    raw: Option<String>,
    in_table: bool,
    in_head: bool,
    columns: Vec<Alignment>,
    column: usize,
    /// Footnotes: number by label, times referred to by number, text by label.
    numbers: HashMap<String, usize>,
    referred: Vec<usize>,
    notes: HashMap<String, String>,
    note: Option<(String, String)>,
    assets: BTreeSet<usize>,
}

impl<'v, 'a> Writer<'v, 'a> {
    pub(super) fn new(voice: &'v Voice<'v>, manuscript: &'a Manuscript<'a>) -> Self {
        let headings = headings(manuscript.text, manuscript.steps);
        let title = title_dropped(manuscript, &headings);
        let top =
            headings.iter().skip(usize::from(title)).filter(|h| h.step.is_none()).map(|h| h.level).min();
        Self {
            voice,
            manuscript,
            headings,
            next_heading: 0,
            top: top.unwrap_or(1),
            main: String::with_capacity(manuscript.text.len() * 5 / 4),
            sections: BTreeMap::new(),
            open: Vec::new(),
            depth: 0,
            shown: Vec::new(),
            heading_text: None,
            step_heading: false,
            links: Vec::new(),
            mute: 0,
            picture: None,
            raw: None,
            in_table: false,
            in_head: false,
            columns: Vec::new(),
            column: 0,
            numbers: HashMap::new(),
            referred: Vec::new(),
            notes: HashMap::new(),
            note: None,
            assets: BTreeSet::new(),
        }
    }

    pub(super) fn write(mut self) -> Prose {
        let mut skip_title = title_dropped(self.manuscript, &self.headings);
        for (event, _) in events(self.manuscript.text) {
            if skip_title {
                if matches!(event, Event::End(TagEnd::Heading(_))) {
                    skip_title = false;
                    self.next_heading += 1;
                }
                continue;
            }
            self.event(event);
        }
        self.write_notes();
        Prose { html: self.main, steps: self.sections, headings: self.shown, assets: self.assets }
    }

    /// Where the present place is written to.
    fn out(&mut self) -> &mut String {
        if let Some((_, text)) = &mut self.note {
            return text;
        }
        match self.open.last() {
            Some((id, _)) => &mut self.sections.entry(id.clone()).or_default().html,
            None => &mut self.main,
        }
    }

    /// Writes an element, unless the present place is left out or only its text is wanted.
    fn tag(&mut self, html: &str) {
        if self.mute == 0 && self.picture.is_none() {
            self.out().push_str(html);
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, alt)) = &mut self.picture {
            if self.mute == 0 {
                alt.push_str(text);
            }
            return;
        }
        if self.mute == 0 {
            escape(self.out(), text);
        }
        // The heading of a step is not written, yet its words are wanted.
        if self.mute <= usize::from(self.step_heading)
            && let Some(heading) = &mut self.heading_text
        {
            heading.push_str(text);
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
            Event::Code(code) => {
                self.tag("<code>");
                self.text(&code);
                self.tag("</code>");
            }
            Event::Html(html) => match &mut self.raw {
                Some(raw) => raw.push_str(&html),
                None => self.text(&without_comments(&html)),
            },
            Event::InlineHtml(html) if self.in_table && is_break(&html) => self.tag("<br>"),
            Event::InlineHtml(html) => self.text(&without_comments(&html)),
            Event::FootnoteReference(label) => self.refer(&label),
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => self.tag("<br>\n"),
            Event::Rule => self.tag("<hr>\n"),
            Event::TaskListMarker(done) => {
                let (mark, word) =
                    if done { ("☑", self.voice.w.done) } else { ("☐", self.voice.w.to_do) };
                let html = format!(
                    "<span class=\"task\" role=\"img\" aria-label=\"{}\">{mark}</span> ",
                    escaped(word)
                );
                self.tag(&html);
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.tag("<p>"),
            Tag::Heading { .. } => self.start_heading(),
            Tag::BlockQuote(kind) => {
                self.depth += 1;
                self.start_quote(kind);
            }
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::HtmlBlock => self.raw = Some(String::new()),
            Tag::List(first) => {
                self.depth += 1;
                let html = match first {
                    Some(1) => "<ol>\n".to_owned(),
                    Some(n) => format!("<ol start=\"{n}\">\n"),
                    None => "<ul>\n".to_owned(),
                };
                self.tag(&html);
            }
            Tag::Item => self.tag("<li>"),
            Tag::FootnoteDefinition(label) => self.note = Some((label.to_string(), String::new())),
            Tag::DefinitionList => {
                self.depth += 1;
                self.tag("<dl>\n");
            }
            Tag::DefinitionListTitle => self.tag("<dt>"),
            Tag::DefinitionListDefinition => self.tag("<dd>"),
            Tag::Table(columns) => {
                self.in_table = true;
                self.columns = columns;
                let html = format!(
                    "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{}\">\n<table>\n",
                    escaped(self.voice.w.table)
                );
                self.tag(&html);
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.tag("<thead>\n<tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.tag("<tr>");
            }
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.tag("<em>"),
            Tag::Strong => self.tag("<strong>"),
            Tag::Strikethrough => self.tag("<del>"),
            Tag::Superscript => self.tag("<sup>"),
            Tag::Subscript => self.tag("<sub>"),
            Tag::Link { link_type, dest_url, .. } => self.start_link(link_type, &dest_url),
            Tag::Image { dest_url, .. } => {
                // A picture within the text of a picture is part of that text.
                if self.picture.is_none() {
                    let open = picture(self.voice, &dest_url, self.manuscript.path, &mut self.assets);
                    self.picture = Some((open, String::new()));
                } else {
                    self.mute += 1;
                }
            }
            Tag::MetadataBlock(_) => self.mute += 1,
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.tag("</p>\n"),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(kind) => {
                self.depth -= 1;
                self.tag(if kind.is_some() { "</div>\n" } else { "</blockquote>\n" });
            }
            TagEnd::CodeBlock => self.tag("</code></pre>\n"),
            TagEnd::HtmlBlock => self.end_raw(),
            TagEnd::List(ordered) => {
                self.depth -= 1;
                self.tag(if ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => self.tag("</li>\n"),
            TagEnd::FootnoteDefinition => {
                if let Some((label, text)) = self.note.take() {
                    self.notes.entry(label).or_insert(text);
                }
            }
            TagEnd::DefinitionList => {
                self.depth -= 1;
                self.tag("</dl>\n");
            }
            TagEnd::DefinitionListTitle => self.tag("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.tag("</dd>\n"),
            TagEnd::Table => {
                self.in_table = false;
                self.tag("</tbody>\n</table>\n</div>\n");
            }
            TagEnd::TableHead => {
                self.in_head = false;
                self.tag("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.tag("</tr>\n"),
            TagEnd::TableCell => self.tag(if self.in_head { "</th>" } else { "</td>" }),
            TagEnd::Emphasis => self.tag("</em>"),
            TagEnd::Strong => self.tag("</strong>"),
            TagEnd::Strikethrough => self.tag("</del>"),
            TagEnd::Superscript => self.tag("</sup>"),
            TagEnd::Subscript => self.tag("</sub>"),
            TagEnd::Link => match self.links.pop() {
                Some("") => self.mute = self.mute.saturating_sub(1),
                Some(close) => self.tag(close),
                None => {}
            },
            TagEnd::Image => self.end_picture(),
            TagEnd::MetadataBlock(_) => self.mute = self.mute.saturating_sub(1),
        }
    }

    fn start_heading(&mut self) {
        let Some(heading) = self.headings.get(self.next_heading).cloned() else { return };
        self.next_heading += 1;
        self.heading_text = Some(String::new());
        if self.depth == 0 && self.note.is_none() {
            while self.open.last().is_some_and(|(_, level)| *level >= heading.level) {
                self.open.pop();
            }
            if let Some(step) = &heading.step {
                // The step's own row is its heading.
                self.open.push((step.clone(), heading.level));
                self.mute += 1;
                self.step_heading = true;
                return;
            }
        }
        let level = match self.open.last() {
            Some((_, above)) => 3 + heading.level.saturating_sub(*above + 1),
            None => self.manuscript.top_level + heading.level.saturating_sub(self.top),
        };
        let taken = self.manuscript.steps.contains(&heading.anchor.as_str());
        let id = if taken || heading.anchor.is_empty() {
            String::new()
        } else {
            format!(" id=\"{}\"", escaped(&heading.anchor))
        };
        let level = level.min(6);
        self.tag(&format!("<h{level}{id}>"));
        self.shown.push(Heading { level, ..heading });
    }

    fn end_heading(&mut self) {
        let text = self.heading_text.take().unwrap_or_default();
        if std::mem::take(&mut self.step_heading) {
            self.mute = self.mute.saturating_sub(1);
            if let Some((id, _)) = self.open.last() {
                self.sections.entry(id.clone()).or_default().heading = text;
            }
            return;
        }
        let level = self.shown.last().map_or(2, |h| h.level);
        self.tag(&format!("</h{level}>\n"));
        if self.open.is_empty() && self.note.is_none() && self.depth == 0 {
            if let Some(last) = self.shown.last_mut() {
                last.text = text;
            }
        } else {
            self.shown.pop();
        }
    }

    fn start_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let w = self.voice.w;
        let (class, word) = match kind {
            None => return self.tag("<blockquote>\n"),
            Some(BlockQuoteKind::Note) => ("note", w.alert_note),
            Some(BlockQuoteKind::Tip) => ("tip", w.alert_tip),
            Some(BlockQuoteKind::Important) => ("important", w.alert_important),
            Some(BlockQuoteKind::Warning) => ("warning", w.alert_warning),
            Some(BlockQuoteKind::Caution) => ("caution", w.alert_caution),
        };
        let html = format!(
            "<div class=\"alert {class}\" role=\"note\">\n<p class=\"alert-word\">{}</p>\n",
            escaped(word)
        );
        self.tag(&html);
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        let lang = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let plain = !lang.is_empty() && lang.chars().all(|c| c.is_ascii_alphanumeric() || "-+#".contains(c));
        let class = if plain { format!(" class=\"language-{lang}\"") } else { String::new() };
        let word = escaped(self.voice.w.code);
        self.tag(&format!("<pre tabindex=\"0\" role=\"group\" aria-label=\"{word}\"><code{class}>"));
    }

    fn start_cell(&mut self) {
        let class = match self.columns.get(self.column) {
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Center) => " class=\"center\"",
            _ => "",
        };
        self.column += 1;
        let html = if self.in_head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") };
        self.tag(&html);
    }

    fn start_link(&mut self, kind: LinkType, dest: &str) {
        let bare = matches!(kind, LinkType::WikiLink { has_pothole: false });
        let mail = if kind == LinkType::Email { format!("mailto:{dest}") } else { String::new() };
        let dest = if mail.is_empty() { dest } else { &mail };
        match link(self.voice, dest, self.manuscript.path, bare, &mut self.assets) {
            Became::Around { open, close } => {
                self.tag(&open);
                self.links.push(close);
            }
            Became::Instead { html, text } => {
                self.tag(&html);
                if let Some(heading) = &mut self.heading_text {
                    heading.push_str(&text);
                }
                self.mute += 1;
                self.links.push("");
            }
        }
    }

    fn end_picture(&mut self) {
        if self.mute > 0 {
            self.mute -= 1;
            return;
        }
        let Some((open, alt)) = self.picture.take() else { return };
        let alt = escaped(&alt);
        match open {
            Some(open) => self.tag(&format!("{open} alt=\"{alt}\" loading=\"lazy\">")),
            None => self.tag(&format!("<span class=\"broken\">{alt}</span>")),
        }
    }

    fn end_raw(&mut self) {
        let text = without_comments(&self.raw.take().unwrap_or_default());
        if !text.trim().is_empty() {
            let html = format!("<p class=\"raw\">{}</p>\n", escaped(text.trim_end()));
            self.tag(&html);
        }
    }

    fn refer(&mut self, label: &str) {
        if self.mute > 0 || self.picture.is_some() {
            return;
        }
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(label.to_owned()).or_insert(next);
        if number == next {
            self.referred.push(0);
        }
        let Some(times) = self.referred.get_mut(number - 1) else { return };
        *times += 1;
        let id = if *times == 1 { format!("{number}") } else { format!("{number}-{times}") };
        self.tag(&format!(
            "<sup class=\"noteref\"><a href=\"#fn--{number}\" id=\"fnref--{id}\">{number}</a></sup>"
        ));
    }

    fn write_notes(&mut self) {
        let mut order: Vec<(usize, String)> = self.numbers.drain().map(|(label, n)| (n, label)).collect();
        if order.is_empty() {
            return;
        }
        order.sort();
        let w = self.voice.w;
        let (head, back) = (escaped(w.footnotes), escaped(w.back_to_text));
        let _ = writeln!(self.main, "<section class=\"footnotes\" aria-label=\"{head}\">\n<ol>");
        for (n, label) in order {
            let text = self.notes.remove(&label).unwrap_or_default();
            let _ = writeln!(
                self.main,
                "<li id=\"fn--{n}\">{text}<a class=\"back\" href=\"#fnref--{n}\" aria-label=\"{back}\">↩</a></li>"
            );
        }
        self.main.push_str("</ol>\n</section>\n");
    }
}

/// Whether the text opens with the page's own title.
fn title_dropped(manuscript: &Manuscript<'_>, headings: &[Heading]) -> bool {
    let opens = matches!(events(manuscript.text).next(), Some((Event::Start(Tag::Heading { .. }), _)));
    let first = headings.first().filter(|h| h.step.is_none());
    opens && first.zip(manuscript.title).is_some_and(|(h, title)| h.text.trim() == title.trim())
}
