//! The control strip: which document, which version, is it in force, whose is it, until when. And the banners.

use crate::model::{DocStatus, Guideline};
use crate::render::pages::state::{self, State};
use crate::render::voice::{Link, Said, Voice};
use crate::render::when::Day;
use serde::Serialize;

/// A name and what is said to it.
#[derive(Debug, Serialize)]
pub(crate) struct Fact<'a> {
    /// The name.
    pub(crate) label: Said<'a>,
    /// What is said.
    pub(crate) items: Vec<Link<'a>>,
    /// The state, where it is the fact.
    pub(crate) state: Option<State>,
}

impl<'a> Fact<'a> {
    /// A fact.
    pub(crate) fn new(label: &'static str, items: Vec<Link<'a>>) -> Self {
        Self { label: Said { text: label.into(), lang: None }, items, state: None }
    }
}

/// A line above the document that says how far to trust it.
#[derive(Debug, Serialize)]
pub(crate) struct Banner<'a> {
    /// As [`State::kind`].
    kind: &'static str,
    text: &'static str,
    day: Option<Day>,
    links: Vec<Link<'a>>,
}

/// The strip of a document.
pub(crate) fn strip<'a>(voice: &Voice<'a>, g: &'a Guideline) -> Vec<Fact<'a>> {
    let w = voice.w;
    let text = |t: &'a str| vec![Link::text(voice.word(t))];
    let mut facts = vec![Fact::new(w.id, text(g.id()))];
    if let Some(version) = &g.version {
        facts.push(Fact::new(w.version, text(version.as_str())));
    }
    facts.push(Fact { state: Some(state::state(voice, g)), ..Fact::new(w.status, Vec::new()) });
    if let Some(class) = &g.class {
        let name = voice.tell(voice.handbook().class_name(class.as_str(), voice.lang));
        facts.push(Fact::new(w.class, vec![Link::text(name)]));
    }
    if let Some(owner) = &g.owner {
        facts.push(Fact::new(w.owner, owner_and_holder(voice, owner.as_str())));
    }
    if g.approved.is_some() {
        facts.push(Fact::new(w.approved, approval(voice, g)));
    }
    if let Some(effective) = &g.effective {
        let label = if g.in_force(voice.shelf.edition.today) { w.effective } else { w.effective_from };
        facts.push(Fact::new(label, vec![Link::day(voice.day(effective.value))]));
    }
    if let Some(due) = state::review(voice, g) {
        let note = if due.overdue { Some(w.overdue) } else { due.soon.then_some(w.due_soon) };
        facts.push(Fact::new(w.next_review, vec![Link { note, ..Link::day(voice.day(due.date)) }]));
    }
    facts
}

/// When a document was approved, by whom, and the proof.
pub(crate) fn approval<'a>(voice: &Voice<'a>, g: &'a Guideline) -> Vec<Link<'a>> {
    let Some(approved) = &g.approved else { return Vec::new() };
    let mut items: Vec<Link<'a>> = voice.date(approved.date.as_ref()).map(Link::day).into_iter().collect();
    items.extend(approved.by.as_ref().map(|by| voice.person(by.as_str())));
    items.extend(approved.proof.as_ref().map(|p| voice.refer(p.as_str())));
    items
}

/// The owner, and who holds that role.
pub(crate) fn owner_and_holder<'a>(voice: &Voice<'a>, owner: &'a str) -> Vec<Link<'a>> {
    let mut items = vec![voice.party(owner)];
    if let Some(role) = voice.handbook().role(owner) {
        items.extend(role.holders.iter().map(|p| voice.person(p.as_str())));
    }
    items
}

/// What the strip leaves to the foot of the page.
pub(crate) fn more<'a>(voice: &Voice<'a>, n: usize, g: &'a Guideline) -> Vec<Fact<'a>> {
    let w = voice.w;
    let mut facts = Vec::new();
    let mut add = |label: &'static str, items: Vec<Link<'a>>| {
        if !items.is_empty() {
            facts.push(Fact::new(label, items));
        }
    };
    let doc_type = g.doc_type.as_ref().map(|t| Link::text(type_name(voice, t.as_str())));
    add(w.doc_type, doc_type.into_iter().collect());
    add(w.place, voice.shelf.places.of(n).map(|p| voice.place(p)).into_iter().collect());
    add(w.distribution, voice.parties(&g.distribution));
    add(w.replaces, g.replaces.iter().map(|r| voice.refer(r.as_str())).collect());
    let heir = voice.shelf.replaced_by.get(g.id()).map(|&n| voice.document_id(n, None));
    add(w.replaced_by, heir.into_iter().collect());
    let time = |d| vec![Link::text(voice.word(voice.time(d)))];
    add(w.retention, g.retention.as_ref().map_or(Vec::new(), |d| time(d.value)));
    add(w.longest_way, g.within.as_ref().map_or(Vec::new(), |t| super::steps::limits(voice, g, t)));
    let last = g.review.as_ref().and_then(|r| voice.date(r.last.as_ref()));
    add(w.last_review, last.map(Link::day).into_iter().collect());
    for (label, text) in &g.facts {
        facts.push(Fact {
            label: voice.source_text(label.as_str()),
            items: vec![Link::text(voice.source_text(text.as_str()))],
            state: None,
        });
    }
    facts
}

/// The name of a type of documents.
pub(crate) fn type_name<'a>(voice: &Voice<'a>, id: &'a str) -> Said<'a> {
    let w = voice.w;
    if let Some((name, asked_for)) = voice.handbook().type_name(id, voice.lang) {
        return voice.tell((name.into(), asked_for));
    }
    voice.word(match id {
        "policy" => w.type_policy,
        "process" => w.type_process,
        "guideline" => w.type_guideline,
        "procedure" => w.type_procedure,
        "instruction" => w.type_instruction,
        "form" => w.type_form,
        "record" => w.type_record,
        other => other,
    })
}

/// The banners of a document.
pub(crate) fn banners<'a>(voice: &Voice<'a>, g: &'a Guideline) -> Vec<Banner<'a>> {
    let w = voice.w;
    let plain = |kind, text| Banner { kind, text, day: None, links: Vec::new() };
    let mut banners = Vec::new();
    match g.state() {
        DocStatus::Planned => banners.push(plain("draft", w.banner_planned)),
        DocStatus::Draft => banners.push(plain("draft", w.banner_draft)),
        DocStatus::InReview => banners.push(plain("draft", w.banner_in_review)),
        DocStatus::Retired => {
            let heir = voice.shelf.replaced_by.get(g.id()).map(|&n| voice.document(n, None));
            banners.push(Banner { links: heir.into_iter().collect(), ..plain("stop", w.banner_retired) });
        }
        DocStatus::Approved => {
            if let Some(from) = g.effective.as_ref().filter(|_| !g.in_force(voice.shelf.edition.today)) {
                let day = Some(voice.day(from.value));
                banners.push(Banner { day, ..plain("attention", w.banner_not_yet) });
            }
        }
    }
    if let Some(due) = state::review(voice, g) {
        let day = Some(voice.day(due.date));
        if due.overdue {
            banners.push(Banner { day, ..plain("attention", w.banner_overdue) });
        } else if due.soon {
            banners.push(Banner { day, ..plain("attention", w.banner_soon) });
        }
    }
    if g.is_external() {
        banners.push(plain("draft", w.banner_external));
    }
    if let Some(t) = voice.handbook().translation_of(g, voice.lang)
        && let (Some(of), Some(now)) = (&t.version, &g.version)
        && of.as_str() != now.as_str()
    {
        let links = vec![Link::text(voice.word(of.as_str()))];
        banners.push(Banner { links, ..plain("attention", w.translation_behind) });
    }
    banners
}
