//! One page in one language: every text with the language it is really in, every name as the link it is.

use super::address::encoded;
use super::reference::{self, Target};
use super::shelf::flows::Spot;
use super::shelf::{Place, Shelf};
use super::when::{self, Day};
use super::words::{Tongue, Words};
use crate::model::{
    self, At, Duration, Guideline, Handbook, Interval, Localized, ProductRef, Role, Standard, StepKind, Text,
};
use jiff::civil::Date;
use serde::Serialize;
use std::borrow::Cow;
use std::ops::Not;

/// A text, and its language where it is not the page's.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Said<'a> {
    /// The text.
    pub(crate) text: Cow<'a, str>,
    /// Its language, where it differs from the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lang: Option<&'a str>,
}

/// A name and where it leads.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Link<'a> {
    /// The name.
    pub(crate) text: Cow<'a, str>,
    /// Its language, where it differs from the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lang: Option<&'a str>,
    /// Where it leads; `None`: nowhere, it is text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) href: Option<String>,
    /// A word after it: "not in this edition".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<&'a str>,
    /// Whether it leads out of the handbook.
    #[serde(skip_serializing_if = "Not::not")]
    pub(crate) out: bool,
    /// Whether it is a document's number, which is never broken.
    #[serde(skip_serializing_if = "Not::not")]
    pub(crate) id: bool,
    /// The number of the document it leads to, where the name is another: paper shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) of: Option<&'a str>,
    /// For a date: the date as data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) iso: Option<String>,
}

impl<'a> Link<'a> {
    /// A name that leads nowhere.
    pub(crate) fn text(said: Said<'a>) -> Self {
        Self { text: said.text, lang: said.lang, ..Self::default() }
    }

    /// A date.
    pub(crate) fn day(day: Day) -> Self {
        Self { text: day.text.into(), iso: Some(day.iso), ..Self::default() }
    }

    /// A name that leads somewhere.
    pub(crate) fn to(said: Said<'a>, href: String) -> Self {
        Self { text: said.text, lang: said.lang, href: Some(href), ..Self::default() }
    }
}

/// Speaks a language on one page.
#[derive(Debug, Clone)]
pub(crate) struct Voice<'a> {
    /// The sorted handbook.
    pub(crate) shelf: &'a Shelf<'a>,
    /// The page's language.
    pub(crate) lang: &'a str,
    /// Whose words the page uses.
    pub(crate) tongue: Tongue,
    /// Those words.
    pub(crate) w: &'static Words,
    /// The page's address within its language.
    pub(crate) here: String,
    /// From the page to the root of its language: `../../`.
    pub(crate) up: String,
    /// From the page to the root of the site.
    pub(crate) root: String,
}

impl<'a> Voice<'a> {
    /// A voice for a page at `here`, counted from the root of its language.
    pub(crate) fn new(shelf: &'a Shelf<'a>, lang: &'a str, here: &str) -> Self {
        let tongue = Tongue::of(lang);
        let up = super::address::climb(here);
        let root = if lang == shelf.handbook().source_lang() { up.clone() } else { format!("../{up}") };
        Self { shelf, lang, tongue, w: tongue.words(), here: here.to_owned(), up, root }
    }

    /// The handbook.
    pub(crate) fn handbook(&self) -> &'a Handbook {
        self.shelf.handbook()
    }

    /// The source language of the handbook.
    pub(crate) fn source(&self) -> &'a str {
        self.shelf.handbook().source_lang()
    }

    /// Whether the page is in another language than the source.
    pub(crate) fn translates(&self) -> bool {
        self.lang != self.source()
    }

    /// A link to an address within the page's language; to the page itself it is empty before the `#`.
    pub(crate) fn href(&self, address: &str) -> String {
        [&*self.up, &*encoded(address)].concat()
    }

    /// A link to a place within a page.
    pub(crate) fn href_at(&self, address: &str, anchor: Option<&str>) -> String {
        match anchor {
            Some(anchor) if address == self.here => ["#", &*encoded(anchor)].concat(),
            Some(anchor) => [&*self.up, &*encoded(address), "#", &*encoded(anchor)].concat(),
            None => self.href(address),
        }
    }

    /// A word of the page itself.
    #[expect(clippy::unused_self, reason = "reads like its neighbours, which need the voice")]
    pub(crate) fn word(&self, text: impl Into<Cow<'a, str>>) -> Said<'a> {
        Said { text: text.into(), lang: None }
    }

    /// A text that exists in the source language only.
    pub(crate) fn source_text(&self, text: impl Into<Cow<'a, str>>) -> Said<'a> {
        Said { text: text.into(), lang: self.translates().then(|| self.source()) }
    }

    /// An optional text of the source language.
    pub(crate) fn own(&self, text: Option<&'a Text>) -> Option<Said<'a>> {
        text.filter(|t| !t.is_empty()).map(|t| self.source_text(t.as_str()))
    }

    /// A short text that may be in several languages; `id` where nothing is written.
    pub(crate) fn local(&self, text: &'a Localized, id: &'a str) -> Said<'a> {
        match text.pick(self.lang, self.source()) {
            Some((text, true)) => self.word(text),
            Some((picked, false)) => {
                let lang = text.texts.iter().find(|(_, t)| t.as_str() == picked).map(|(l, _)| l.as_str());
                Said { text: picked.into(), lang }
            }
            None => self.word(id),
        }
    }

    /// A text as the model gives it, with a word on whether it is the language asked for.
    pub(crate) fn tell(&self, (text, asked_for): model::Said<'a>) -> Said<'a> {
        Said { text, lang: if asked_for { None } else { Some(self.source()) } }
    }

    /// A text as the model gives it; `None` where it is empty.
    pub(crate) fn tell_some(&self, said: model::Said<'a>) -> Option<Said<'a>> {
        if said.0.is_empty() { None } else { Some(self.tell(said)) }
    }

    /// A text of a document by its path (`duty/review`), translated where there is a translation.
    pub(crate) fn said(&self, g: &'a Guideline, path: &str, own: Option<&'a Text>) -> Option<Said<'a>> {
        self.tell_some(self.handbook().said(g, path, own, self.lang))
    }

    /// The title of a document.
    pub(crate) fn title(&self, g: &'a Guideline) -> Said<'a> {
        self.tell(self.handbook().title(g, self.lang))
    }

    /// The sentence of a step. What a sub-process is called is said only where it is in this edition.
    pub(crate) fn step(&self, g: &'a Guideline, step: usize) -> Said<'a> {
        if let Some(StepKind::Call { document, .. }) = g.steps.get(step).map(|s| &s.kind) {
            let called = self.handbook().guideline_index(document.as_str());
            if called.is_some_and(|n| !self.shelf.is_shown(n)) {
                return self.word(document.as_str());
            }
            // Its title may be the sentence, so the page has seen it.
            called.map(|n| self.shelf.document(n));
        }
        self.tell(self.handbook().step_text(g, step, self.lang))
    }

    /// A date.
    pub(crate) fn day(&self, date: Date) -> Day {
        when::day(self.tongue, date)
    }

    /// An optional date.
    pub(crate) fn date(&self, date: Option<&At<Date>>) -> Option<Day> {
        date.map(|d| self.day(d.value))
    }

    /// A duration.
    pub(crate) fn time(&self, d: Duration) -> String {
        when::duration(self.tongue, d)
    }

    /// How long something is kept: a length of time in this language, anything else as it is written.
    pub(crate) fn kept(&self, text: Option<&'a Text>) -> Option<Said<'a>> {
        match crate::model::read::duration(text?.as_str()) {
            Ok(time) => Some(self.word(self.time(time))),
            Err(_) => self.own(text),
        }
    }

    /// How often.
    pub(crate) fn often(&self, i: Option<&At<Interval>>) -> Option<String> {
        i.map(|i| when::interval(self.tongue, i.value))
    }

    /// A document by index: its number, leading to its page.
    pub(crate) fn document_id(&self, n: usize, anchor: Option<&str>) -> Link<'a> {
        let Some(g) = self.shelf.named(n) else { return Link::default() };
        let id = self.word(g.id());
        if !self.shelf.is_shown(n) {
            return Link { note: Some(self.w.not_in_edition), id: true, ..Link::text(id) };
        }
        Link { id: true, ..Link::to(id, self.href_at(&self.shelf.address.documents[n], anchor)) }
    }

    /// A document by index: its title, leading to its page.
    pub(crate) fn document(&self, n: usize, anchor: Option<&str>) -> Link<'a> {
        match self.shelf.named(n) {
            Some(g) if self.shelf.is_shown(n) => {
                let href = self.href_at(&self.shelf.address.documents[n], anchor);
                let elsewhere = self.shelf.address.documents[n] != self.here;
                Link { of: elsewhere.then_some(g.id()), ..Link::to(self.title(g), href) }
            }
            _ => self.document_id(n, anchor),
        }
    }

    /// A role by index.
    pub(crate) fn role_at(&self, n: usize) -> Link<'a> {
        match self.handbook().organisation.roles.get(n) {
            Some(role) => Link::to(self.role_name(role), self.href(&self.shelf.address.roles[n])),
            None => Link::default(),
        }
    }

    /// The name of a role.
    pub(crate) fn role_name(&self, role: &'a Role) -> Said<'a> {
        self.local(&role.name, role.id.as_str())
    }

    /// A role or group by name; text where there is none.
    pub(crate) fn party(&self, name: &'a str) -> Link<'a> {
        match reference::name(self.shelf, name) {
            Target::Role(n) => self.role_at(n),
            Target::Group(n) => self.group(n),
            _ => Link::text(self.source_text(name)),
        }
    }

    /// A group by index; `None`: everybody inside.
    pub(crate) fn group(&self, n: Option<usize>) -> Link<'a> {
        let found = n.and_then(|n| self.handbook().organisation.groups.get(n));
        let (said, anchor) = match found {
            Some(group) => (self.local(&group.name, group.id.as_str()), group.id.as_str()),
            None => (self.word(self.w.all_internal), "all"),
        };
        Link::to(said, self.href_at("r/index.html", Some(&format!("group--{anchor}"))))
    }

    /// Several roles or groups.
    pub(crate) fn parties(&self, names: impl IntoIterator<Item = &'a Text>) -> Vec<Link<'a>> {
        names.into_iter().map(|n| self.party(n.as_str())).collect()
    }

    /// A person's name, or a role.
    pub(crate) fn person(&self, name: &'a str) -> Link<'a> {
        let found = self.handbook().organisation.people.iter().find(|p| p.id.as_str() == name);
        match found {
            Some(p) => Link::text(self.word(p.name.as_ref().map_or(name, |n| n.as_str()))),
            None => self.party(name),
        }
    }

    /// A process or part.
    pub(crate) fn place(&self, (process, part): Place) -> Link<'a> {
        let Some(p) = self.handbook().landscape.processes.get(process) else { return Link::default() };
        match part.and_then(|n| p.parts.get(n).map(|part| (n, part))) {
            Some((n, part)) => Link::to(
                self.local(&part.name, part.id.as_str()),
                self.href(&self.shelf.address.parts[process][n]),
            ),
            None => Link::to(
                self.local(&p.name, p.id.as_str()),
                self.href(&self.shelf.address.processes[process]),
            ),
        }
    }

    /// Where something comes from or goes to.
    pub(crate) fn spot(&self, spot: Spot<'a>) -> Link<'a> {
        match spot {
            Spot::Document(n) => self.document(n, None),
            Spot::Place(place) => self.place(place),
            Spot::Role(n) => self.role_at(n),
            Spot::Outside => Link::text(self.word(self.w.external_party)),
            Spot::Name(name) => self.party(name),
        }
    }

    /// A step of a document, as one says it elsewhere: `Creating an Offer, 13`.
    pub(crate) fn step_at(&self, document: usize, step: usize) -> Option<Link<'a>> {
        let g = self.shelf.document(document)?;
        let id = g.steps.get(step)?.id();
        let link = self.document(document, (!id.is_empty()).then_some(id));
        Some(Link { text: format!("{}\u{a0}({})", link.text, step + 1).into(), ..link })
    }

    /// A work product by id.
    pub(crate) fn product(&self, id: &'a str) -> Link<'a> {
        match self.shelf.product(id) {
            Some(p) => {
                let said = match p.entry {
                    Some(entry) => self.local(&entry.name, p.id),
                    None => self.word(p.id),
                };
                Link::to(said, self.href_at(&p.home.address, p.home.row.as_deref()))
            }
            None => Link::text(self.word(id)),
        }
    }

    /// A work product as a step names it.
    pub(crate) fn product_ref(&self, p: &'a ProductRef) -> Link<'a> {
        let link = self.product(p.id.as_str());
        if p.optional { Link { note: Some(self.w.if_there), ..link } } else { link }
    }

    /// A clause: `ISO 9001:2015 8.2.1`, leading to its row.
    pub(crate) fn clause(&self, standard: usize, clause: Option<&str>) -> Link<'a> {
        let Some(s) = self.handbook().standards.get(standard) else { return Link::default() };
        let short = short_title(s);
        let text = match clause {
            Some(clause) => format!("{short}\u{a0}{clause}"),
            None => short.to_owned(),
        };
        if !self.shelf.standards.get(standard).copied().unwrap_or(false) {
            return Link::text(self.word(text));
        }
        let anchor = clause.filter(|c| s.clause(c).is_some()).map(clause_anchor);
        Link::to(self.word(text), self.href_at(&self.shelf.address.standards[standard], anchor.as_deref()))
    }

    /// Whatever a field refers to.
    pub(crate) fn refer(&self, text: &'a str) -> Link<'a> {
        self.target(reference::name(self.shelf, text), text)
    }

    /// A target as a link; `text` where it has no name of its own.
    pub(crate) fn target(&self, target: Target, text: &'a str) -> Link<'a> {
        match target {
            Target::Document(n, anchor) => {
                let link = self.document_id(n, anchor.as_deref());
                let step = anchor.as_deref().and_then(|a| self.shelf.document(n)?.step_index(a));
                match (step, link.href.is_some()) {
                    (Some(s), true) => Link {
                        id: false,
                        text: format!("{}, {} {}", link.text, self.w.this_step, s + 1).into(),
                        ..link
                    },
                    _ => link,
                }
            }
            Target::Standard(n, clause) => self.clause(n, clause.as_deref()),
            Target::Role(n) => self.role_at(n),
            Target::Group(n) => self.group(n),
            Target::Place(place) => self.place(place),
            Target::Web(address) => Link { out: true, ..Link::to(self.word(text), address) },
            Target::Page(..) | Target::Asset(_) | Target::Here(_) | Target::Nothing => {
                Link::text(self.source_text(text))
            }
        }
    }
}

/// Anchor of a clause on the page of its standard: `clause--8-2-1`, since a dot means something in a style sheet.
pub(crate) fn clause_anchor(clause: &str) -> String {
    format!("clause--{}", clause.replace('.', "-"))
}

/// What people call a standard: `ISO 9001:2015`, its title up to the first word with a figure.
pub(crate) fn short_title(standard: &Standard) -> &str {
    // The English title is the one whose first words are the number in every catalogue.
    let title = standard.title.get("en", "en");
    let mut end = 0;
    for word in title.split_inclusive(' ') {
        end += word.len();
        if word.contains(|c: char| c.is_ascii_digit()) {
            return title.get(..end).unwrap_or(title).trim_end();
        }
    }
    if title.is_empty() { &standard.id } else { title }
}
