//! The page of a document.

mod line;
pub(crate) mod matrix;
pub(crate) mod parts;
mod steps;

pub(crate) use steps::limits;
pub(crate) mod strip;
pub(crate) mod touches;

use super::chart::Chart;
use super::frame::About;
use super::moves;
use super::near::{self, Near};
use super::{Book, Made, findings};
use crate::model::Guideline;
use crate::render::prose::{self, Heading, Manuscript, Section};
use crate::render::reference::{self, Target};
use crate::render::templates::Fault;
use crate::render::trace::{Source, saw};
use crate::render::voice::{Link, Said, Voice};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use strip::{Banner, Fact};
use tera::Value;

/// What a document's page shows.
#[derive(Debug, Serialize)]
struct Page<'a> {
    title: Said<'a>,
    strip: Vec<Fact<'a>>,
    banners: Vec<Banner<'a>>,
    purpose: Option<Said<'a>>,
    scope: Option<Said<'a>>,
    attachment: Option<Link<'a>>,
    open: Vec<Said<'a>>,
    chart: Option<Chart>,
    default_accountable: Vec<Link<'a>>,
    phases: Vec<steps::Phase<'a>>,
    moves: Option<moves::MovesRow<'a>>,
    matrix: Option<matrix::Matrix<'a>>,
    responsibilities: Vec<parts::Responsibility<'a>>,
    duties: Vec<parts::DutyRow<'a>>,
    rules: Vec<parts::RuleRow<'a>>,
    products: Vec<parts::ProductRow<'a>>,
    /// What comes before it and after it.
    line: Option<line::Line<'a>>,
    confirm: Vec<Link<'a>>,
    related: Vec<line::Related<'a>>,
    records: Vec<parts::RecordRow<'a>>,
    kpis: Vec<parts::KpiRow<'a>>,
    risks: Vec<parts::MatterRow<'a>>,
    resources: Vec<parts::MatterRow<'a>>,
    clauses: Vec<parts::ClauseRow<'a>>,
    changes: Vec<parts::ChangeRow<'a>>,
    more: Vec<Fact<'a>>,
    accepted: Vec<parts::AcceptedRow<'a>>,
    findings: Vec<findings::Row<'a>>,
    prose: Value,
    /// Language of the prose, where it is not the page's.
    prose_lang: Option<&'a str>,
    has_prose: bool,
    /// Whether the prose makes sections of its own: those are in the contents then.
    sections: bool,
    headings: Vec<Heading>,
    near: Near<'a>,
}

/// Makes the page of a document.
pub(crate) fn make<'a>(book: &'a Book<'a>, voice: &Voice<'a>, n: usize) -> Result<Made, Fault> {
    let Some(g) = voice.shelf.document(n) else { return Ok(Made::default()) };
    let h = voice.handbook();
    let mut assets = BTreeSet::new();
    let written = write_prose(voice, g, &mut assets);
    let title = voice.title(g);
    let each = |matters: &'a [crate::model::Matter], kind: &str| -> Vec<parts::MatterRow<'a>> {
        matters.iter().enumerate().map(|(i, m)| parts::matter(voice, Some(g), kind, i, m)).collect()
    };
    let rules = parts::rules(voice, g);
    let page = Page {
        line: Some(line::line(voice, n, g)).filter(|l| !l.is_empty()),
        confirm: voice.parties(&g.acknowledge),
        related: line::related(voice, n, g),
        strip: strip::strip(voice, g),
        banners: strip::banners(voice, g),
        purpose: voice.tell_some(h.purpose(g, voice.lang)),
        scope: voice.tell_some(h.scope(g, voice.lang)),
        attachment: g.attachment.as_ref().map(|a| attachment(voice, g, a.as_str(), &mut assets)),
        open: (0..g.open.len())
            .filter_map(|i| voice.said(g, &format!("open/{}", i + 1), g.open.get(i)))
            .collect(),
        chart: super::chart::chart(voice, n, g),
        default_accountable: g
            .defaults
            .get(crate::model::Letter::A)
            .map_or(Vec::new(), |cast| steps::cast(voice, cast)),
        phases: steps::phases(voice, g, written.steps, &rules),
        moves: moves::row(voice, n, g),
        matrix: matrix::matrix(voice, n, g),
        responsibilities: parts::responsibilities(voice, g),
        duties: g.duties.iter().enumerate().map(|(i, d)| parts::duty(voice, g, i, d)).collect(),
        rules,
        products: parts::products(voice, g),
        records: parts::records(voice, g),
        kpis: g.kpis.iter().enumerate().map(|(i, k)| parts::kpi(voice, Some(g), i, k)).collect(),
        risks: each(&g.risks, "risk"),
        resources: each(&g.resources, "resource"),
        clauses: parts::clauses(voice, g),
        changes: parts::changes(voice, g),
        more: strip::more(voice, n, g),
        accepted: accepted(voice, g),
        findings: findings::of(voice, n),
        has_prose: !written.html.trim().is_empty(),
        prose: Value::safe_string(&written.html),
        prose_lang: written.lang,
        sections: written.sections,
        headings: written.headings,
        near: near::beside(voice, n),
        title: title.clone(),
    };
    let about = About {
        title: format!("{} {}", g.id(), title.text),
        crumbs: near::crumbs(voice, voice.shelf.places.of(n)),
        source: Some(h.sources.path(h.translation_of(g, voice.lang).map_or(g.file, |t| t.file))),
        print: head_line(voice, g),
    };
    Ok(Made { text: book.fill(voice, "pages/guideline.html", about, &page)?, assets })
}

/// The head line of its print: number, title, version, state, class, and since when.
pub(crate) fn head_line(voice: &Voice<'_>, g: &Guideline) -> String {
    let version = g.version.as_ref().map(|v| v.as_str().into());
    let class = g.class.as_ref().map(|c| voice.handbook().class_name(c.as_str(), voice.lang).0);
    let approved = g.approved.as_ref().and_then(|a| a.date.as_ref());
    let since = g.effective.as_ref().or(approved).map(|d| voice.day(d.value).text.into());
    let state = super::state::state(voice, g).word.into();
    let parts = [Some(g.id().into()), Some(voice.title(g).text), version, Some(state), class, since];
    parts.into_iter().flatten().collect::<Vec<std::borrow::Cow<'_, str>>>().join(" · ")
}

/// The prose of each step, by its id, in the best language there is.
pub(crate) fn step_prose(voice: &Voice<'_>, g: &Guideline) -> BTreeMap<String, Section> {
    let written = write_prose(voice, g, &mut BTreeSet::new());
    written.steps.into_iter().map(|(id, (section, _))| (id, section)).collect()
}

/// The prose of a document, in the best language there is.
#[derive(Default)]
struct Written<'a> {
    html: String,
    lang: Option<&'a str>,
    headings: Vec<Heading>,
    /// Whether it opens with a heading of its own.
    sections: bool,
    steps: BTreeMap<String, (Section, Option<&'a str>)>,
}

fn write_prose<'a>(voice: &Voice<'a>, g: &'a Guideline, assets: &mut BTreeSet<usize>) -> Written<'a> {
    let h = voice.handbook();
    // A print shows the prose of other documents than the page's own.
    if let Some(n) = h.guideline_index(g.id()) {
        saw(Source::Whole(n));
    }
    let steps: Vec<&str> = g.steps.iter().map(crate::model::Step::id).filter(|id| !id.is_empty()).collect();
    let title = voice.title(g);
    // Prose that has headings of its own makes sections of the page; other prose is one section.
    let write = |file, body| {
        let text = h.sources.slice(body);
        let path = h.sources.path(file);
        let mut manuscript = Manuscript { text, path, steps: &steps, title: Some(&title.text), top_level: 3 };
        let sections = prose::opens_with_heading(&manuscript);
        manuscript.top_level = if sections { 2 } else { 3 };
        (prose::write(voice, &manuscript), sections)
    };
    let translation = h.translation_of(g, voice.lang).filter(|t| !h.sources.slice(t.body).trim().is_empty());
    let source = voice.translates().then(|| voice.source());
    let (own, sections) = write(g.file, g.body);
    assets.extend(&own.assets);
    let mut written = Written {
        steps: own.steps.into_iter().map(|(id, section)| (id, (section, source))).collect(),
        html: own.html,
        headings: own.headings,
        lang: source,
        sections,
    };
    if let Some(t) = translation {
        let (translated, sections) = write(t.file, t.body);
        assets.extend(&translated.assets);
        written.steps.extend(translated.steps.into_iter().map(|(id, section)| (id, (section, None))));
        if !translated.html.trim().is_empty() {
            (written.html, written.headings, written.lang) = (translated.html, translated.headings, None);
            written.sections = sections;
        }
    }
    written
}

/// The file beside a document: a form.
fn attachment<'a>(
    voice: &Voice<'a>,
    g: &'a Guideline,
    name: &'a str,
    assets: &mut BTreeSet<usize>,
) -> Link<'a> {
    let path = voice.handbook().sources.path(g.file);
    match reference::path(voice.shelf, name, path) {
        Target::Asset(n) => match prose::offered(voice, n) {
            Some(href) => {
                assets.insert(n);
                Link::to(voice.word(name), href)
            }
            None => Link::text(voice.word(name)),
        },
        _ => voice.refer(name),
    }
}

/// Findings accepted in the document, and those that the handbook accepts for it.
fn accepted<'a>(voice: &Voice<'a>, g: &'a Guideline) -> Vec<parts::AcceptedRow<'a>> {
    let shared = voice.handbook().settings.accept.iter();
    let shared = shared.filter(|a| a.document.as_ref().is_some_and(|d| d.as_str() == g.id()));
    g.accept.iter().chain(shared).map(|a| parts::accepted(voice, a)).collect()
}
