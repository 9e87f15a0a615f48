//! What is found of documents, roles, work products, places, terms and pages: their texts as their pages show them.

use super::entry::{Entry, Field, Gatherer, Harvest, Kind};
use crate::model::{DocStatus, Guideline, Step, StepKind, Text};
use crate::render::pages::{plain, state};
use crate::render::prose::{self, Manuscript, Plain};
use crate::render::shelf::Place;
use crate::render::voice::{Said, Voice};

/// Most bytes of the prose of one file that are read for the index.
const MOST_PROSE: usize = 1 << 20;

/// One thing to gather from, by its index.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Source {
    Document(usize),
    Page(usize),
    Place(Place),
    Role(usize),
    Term(usize),
    Product(usize),
}

/// Everything that can be found in an edition, in the order of [`Kind`]; steps come with their documents.
pub(crate) fn sources(voice: &Voice<'_>) -> Vec<Source> {
    let h = voice.handbook();
    let mut all: Vec<Source> = voice.shelf.by_id().iter().map(|&n| Source::Document(n)).collect();
    all.extend((0..h.pages.len()).map(Source::Page));
    for (n, p) in h.landscape.processes.iter().enumerate() {
        all.push(Source::Place((n, None)));
        all.extend((0..p.parts.len()).map(|part| Source::Place((n, Some(part)))));
    }
    all.extend((0..h.organisation.roles.len()).map(Source::Role));
    all.extend((0..h.glossary.terms.len()).map(Source::Term));
    all.extend((0..voice.shelf.products().len()).map(Source::Product));
    all
}

/// Gathers from one thing. `words`: whether the words are asked for that it is found by, or only what is shown of it.
pub(crate) fn harvest(voice: &Voice<'_>, source: Source, words: bool) -> Harvest {
    let mut gather = Gatherer::new(voice.lang, words);
    match source {
        Source::Document(n) => document(voice, &mut gather, n),
        Source::Page(n) => page(voice, &mut gather, n),
        Source::Place(at) => place(voice, &mut gather, at),
        Source::Role(n) => role(voice, &mut gather, n),
        Source::Term(n) => term(voice, &mut gather, n),
        Source::Product(n) => product(voice, &mut gather, n),
    }
    gather.done()
}

/// The language of texts that exist in the source only, where it is not the page's.
fn source<'a>(voice: &Voice<'a>) -> Option<&'a str> {
    voice.translates().then(|| voice.source())
}

fn entry(kind: Kind, address: &str, label: &str, title: &Said<'_>) -> Entry {
    Entry {
        kind,
        address: address.to_owned(),
        anchor: String::new(),
        label: label.to_owned(),
        title: title.text.to_string(),
        note: String::new(),
        text: String::new(),
        found: Vec::new(),
    }
}

fn document(voice: &Voice<'_>, gather: &mut Gatherer, n: usize) {
    let Some(g) = voice.shelf.document(n) else { return };
    let h = voice.handbook();
    let title = voice.title(g);
    gather.add(Field::Id, None, g.id());
    gather.say(Field::Title, &title);
    for said in [h.purpose(g, voice.lang), h.scope(g, voice.lang)] {
        gather.say(Field::Prose, &voice.tell(said));
    }
    for s in 0..g.steps.len() {
        gather.say(Field::Step, &voice.step(g, s));
    }
    for s in 0..g.starts.len() {
        gather.say(Field::Step, &voice.tell(h.start_event(g, s, voice.lang)));
    }
    if let Some(owner) = &g.owner {
        gather.add_party(voice, owner);
    }
    for step in &g.steps {
        gather.add_step(voice, g, step);
    }
    facts(voice, gather, g);
    let written = Written::read(voice, g);
    for (lang, plain) in written.both() {
        plain.headings.iter().for_each(|heading| gather.add(Field::Heading, lang, heading));
        gather.add(Field::Prose, lang, &plain.text);
    }
    let place = voice.shelf.places.of(n).map(|place| voice.place(place).text.into_owned());
    let state = (g.state() != DocStatus::Approved).then(|| state::state(voice, g).word.to_owned());
    let purpose = h.purpose(g, voice.lang).0;
    let stop = if purpose.ends_with(['.', '!', '?']) || purpose.is_empty() { " " } else { ". " };
    let address = voice.shelf.address.documents.get(n).map_or("", String::as_str);
    gather.entry(Entry {
        note: place.into_iter().chain(state).collect::<Vec<_>>().join(" · "),
        text: format!("{purpose}{stop}{}", written.main().text),
        ..entry(Kind::Document, address, g.id(), &title)
    });
    for (s, step) in g.steps.iter().enumerate() {
        if step.id().is_empty() {
            continue;
        }
        let text = voice.step(g, s);
        gather.say(Field::Title, &text);
        gather.add_step(voice, g, step);
        if let Some((lang, prose)) = written.steps(step.id()) {
            gather.add(Field::Prose, lang, prose);
        }
        let who = doers(voice, g, step);
        gather.entry(Entry {
            anchor: step.id().to_owned(),
            label: (s + 1).to_string(),
            note: who.join(", "),
            ..entry(Kind::Step, address, "", &text)
        });
    }
}

/// How many steps of a document can be found.
pub(crate) fn steps(g: &Guideline) -> usize {
    g.steps.iter().filter(|s| !s.id().is_empty()).count()
}

/// Who does a step, or decides it.
fn doers(voice: &Voice<'_>, g: &Guideline, step: &Step) -> Vec<String> {
    use crate::model::Letter;
    let name = |t: &Text| voice.party(t.as_str()).text.into_owned();
    match &step.kind {
        StepKind::Wait { party, .. } => party.iter().map(name).collect(),
        StepKind::Ask { .. } => {
            g.letter(step, Letter::A).map_or(Vec::new(), |c| c.names().map(name).collect())
        }
        _ => step.letters.doers().map_or(Vec::new(), |c| c.names().map(name).collect()),
    }
}

/// What a document says beside its process and its prose.
fn facts(voice: &Voice<'_>, gather: &mut Gatherer, g: &Guideline) {
    let h = voice.handbook();
    let lang = source(voice);
    let mut plain = |text: Option<&Text>| {
        if let Some(text) = text {
            gather.add(Field::Prose, lang, text.as_str());
        }
    };
    g.duties.iter().for_each(|d| plain(d.what.as_ref()));
    g.responsibilities.iter().flat_map(|r| &r.texts).for_each(|t| plain(Some(t)));
    g.records.iter().for_each(|r| plain(r.kept_in.as_ref()));
    g.kpis.iter().for_each(|k| plain(k.definition.as_ref()));
    g.risks.iter().chain(&g.resources).for_each(|m| plain(m.what.as_ref()));
    for n in 0..g.kpis.len() {
        gather.say(Field::Prose, &voice.tell(h.kpi_name(g, n, voice.lang)));
    }
    for n in 0..g.rules.len() {
        gather.say(Field::Prose, &voice.tell(h.rule_text(g, n, voice.lang)));
    }
    for record in &g.records {
        gather.say(Field::Product, &said(voice.product(record.name.as_str())));
    }
}

fn said(link: crate::render::voice::Link<'_>) -> Said<'_> {
    Said { text: link.text, lang: link.lang }
}

impl Gatherer {
    fn add_party(&mut self, voice: &Voice<'_>, name: &Text) {
        self.say(Field::Role, &said(voice.party(name.as_str())));
    }

    /// Who takes part in a step, and what it reads and makes.
    fn add_step(&mut self, voice: &Voice<'_>, g: &Guideline, step: &Step) {
        for held in g.letters(step).into_iter().filter(|held| !held.inherited) {
            held.cast.names().for_each(|name| self.add_party(voice, name));
        }
        for p in step.input.iter().chain(&step.output) {
            self.say(Field::Product, &said(voice.product(p.id.as_str())));
        }
        for tool in &step.tools {
            self.add(Field::Prose, source(voice), tool.as_str());
        }
    }
}

/// The prose of a document or page: the source's, and the translation over it.
struct Written<'a> {
    own: Plain,
    source: Option<&'a str>,
    translated: Option<Plain>,
}

impl<'a> Written<'a> {
    fn read(voice: &Voice<'a>, g: &'a Guideline) -> Self {
        let h = voice.handbook();
        let steps: Vec<&str> = g.steps.iter().map(Step::id).filter(|id| !id.is_empty()).collect();
        let title = voice.title(g);
        let read = |file, body| {
            let path = h.sources.path(file);
            let text = cut(h.sources.slice(body));
            prose::text(
                voice,
                &Manuscript { text, path, steps: &steps, title: Some(&title.text), top_level: 2 },
            )
        };
        let translation =
            h.translation_of(g, voice.lang).filter(|t| !h.sources.slice(t.body).trim().is_empty());
        Self {
            own: read(g.file, g.body),
            source: source(voice),
            translated: translation.map(|t| read(t.file, t.body)),
        }
    }

    /// What stands on the page outside of steps.
    fn main(&self) -> &Plain {
        self.translated
            .as_ref()
            .filter(|t| !t.text.trim().is_empty() || !t.headings.is_empty())
            .unwrap_or(&self.own)
    }

    /// The prose of the page, with its language where it is not the page's.
    fn both(&self) -> impl Iterator<Item = (Option<&'a str>, &Plain)> {
        let main = self.main();
        let lang =
            if self.translated.as_ref().is_some_and(|t| std::ptr::eq(t, main)) { None } else { self.source };
        std::iter::once((lang, main))
    }

    /// The prose of a step.
    fn steps(&self, id: &str) -> Option<(Option<&'a str>, &String)> {
        let translated = self.translated.as_ref().and_then(|t| t.steps.get(id)).map(|text| (None, text));
        translated.or_else(|| self.own.steps.get(id).map(|text| (self.source, text)))
    }
}

/// The first part of an endless text.
fn cut(text: &str) -> &str {
    if text.len() <= MOST_PROSE {
        return text;
    }
    let end = (0..=MOST_PROSE).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

fn page(voice: &Voice<'_>, gather: &mut Gatherer, n: usize) {
    let h = voice.handbook();
    let Some(page) = h.pages.get(n) else { return };
    let title = plain::title(voice, page);
    let translation = h.translation(page.file, voice.lang).filter(|_| voice.translates());
    let translation = translation.filter(|t| !h.sources.slice(t.body).trim().is_empty());
    let (file, body) = translation.map_or((page.file, page.body), |t| (t.file, t.body));
    let lang = if translation.is_some() { None } else { source(voice) };
    let (text, path) = (cut(h.sources.slice(body)), h.sources.path(file));
    let read =
        prose::text(voice, &Manuscript { text, path, steps: &[], title: Some(&title.text), top_level: 2 });
    gather.say(Field::Title, &title);
    read.headings.iter().for_each(|heading| gather.add(Field::Heading, lang, heading));
    gather.add(Field::Prose, lang, &read.text);
    let address = voice.shelf.address.pages.get(n).map_or("", String::as_str);
    let folder = page.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    gather.entry(Entry {
        note: folder.to_owned(),
        text: read.text,
        ..entry(Kind::Page, address, "", &title)
    });
}

fn place(voice: &Voice<'_>, gather: &mut Gatherer, (process, part): Place) {
    let Some(p) = voice.handbook().landscape.processes.get(process) else { return };
    let at = &voice.shelf.address;
    let (address, id, owner) = match part.and_then(|n| Some((n, p.parts.get(n)?))) {
        Some((n, part)) => (at.parts.get(process).and_then(|of| of.get(n)), &part.id, &part.owner),
        None => (at.processes.get(process), &p.id, &p.owner),
    };
    let title = said(voice.place((process, part)));
    gather.say(Field::Title, &title);
    gather.add(Field::Title, source(voice), id.as_str());
    if let Some(owner) = owner {
        gather.add_party(voice, owner);
    }
    let note = match part {
        Some(_) => voice.place((process, None)).text.into_owned(),
        None => voice.w.process.to_owned(),
    };
    gather.entry(Entry { note, ..entry(Kind::Place, address.map_or("", String::as_str), "", &title) });
}

fn role(voice: &Voice<'_>, gather: &mut Gatherer, n: usize) {
    let Some(role) = voice.handbook().organisation.roles.get(n) else { return };
    let title = voice.role_name(role);
    gather.say(Field::Title, &title);
    gather.add(Field::Title, source(voice), role.id.as_str());
    for word in role.short.iter().chain(&role.aliases) {
        gather.add(Field::Title, None, word.as_str());
    }
    let holders = role.holders.iter().map(|p| voice.person(p.as_str()).text.into_owned());
    let holders: Vec<String> = holders.collect();
    for name in &holders {
        gather.add(Field::Role, Some(""), name);
    }
    let address = voice.shelf.address.roles.get(n).map_or("", String::as_str);
    let note = [role.short.as_ref().map(|s| s.as_str().to_owned()), Some(holders.join(", "))];
    let note: Vec<String> = note.into_iter().flatten().filter(|s| !s.is_empty()).collect();
    gather.entry(Entry { note: note.join(" · "), ..entry(Kind::Role, address, role.id.as_str(), &title) });
}

fn term(voice: &Voice<'_>, gather: &mut Gatherer, n: usize) {
    let Some(t) = voice.handbook().glossary.terms.get(n) else { return };
    let title = voice.local(&t.name, t.id.as_str());
    let meaning = voice.local(&t.meaning, "");
    gather.say(Field::Title, &title);
    gather.say(Field::Prose, &meaning);
    // Who looks up a word to be avoided is led to the right one.
    for (lang, word) in &t.avoid {
        if lang == voice.lang || (lang.is_empty() && !voice.translates()) {
            gather.add(Field::Heading, None, word.as_str());
        }
    }
    gather.entry(Entry {
        anchor: format!("term--{}", t.id.as_str()),
        text: meaning.text.into_owned(),
        ..entry(Kind::Term, "glossary/index.html", "", &title)
    });
}

fn product(voice: &Voice<'_>, gather: &mut Gatherer, n: usize) {
    let Some(p) = voice.shelf.product_at(n) else { return };
    let title = said(voice.product(p.id));
    gather.say(Field::Title, &title);
    if p.entry.is_some() {
        gather.add(Field::Title, source(voice), p.id);
    }
    gather.entry(Entry {
        anchor: p.home.row.clone().unwrap_or_default(),
        ..entry(Kind::Product, &p.home.address, p.id, &title)
    });
}

/// What kind of thing comes of a source.
pub(crate) fn kind(source: Source) -> Kind {
    match source {
        Source::Document(_) => Kind::Document,
        Source::Page(_) => Kind::Page,
        Source::Place(_) => Kind::Place,
        Source::Role(_) => Kind::Role,
        Source::Term(_) => Kind::Term,
        Source::Product(_) => Kind::Product,
    }
}
