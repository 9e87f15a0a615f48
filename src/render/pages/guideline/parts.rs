//! The parts of a guideline below its steps: duties, records, KPIs, risks, clauses, changes and the like.

use super::touches;
use crate::model::{Accepted, Duty, Guideline, Kpi, Matter, Record, RuleForm, Step, StepKind};
use crate::render::address::{Namer, safe};
use crate::render::reference::{self, Target};
use crate::render::shelf::Home;
use crate::render::voice::{Link, Said, Voice};
use crate::render::when::Day;
use serde::Serialize;

/// Duties of a role or group.
#[derive(Debug, Serialize)]
pub(crate) struct Responsibility<'a> {
    id: String,
    who: Link<'a>,
    texts: Vec<Said<'a>>,
}

/// A recurring duty.
#[derive(Debug, Serialize)]
pub(crate) struct DutyRow<'a> {
    pub(crate) id: String,
    pub(crate) what: Said<'a>,
    who: Vec<Link<'a>>,
    pub(crate) every: Option<String>,
    pub(crate) record: Option<Link<'a>>,
    last: Option<Day>,
    pub(crate) next: Option<Day>,
    pub(crate) overdue: bool,
}

/// A rule.
#[derive(Debug, Serialize)]
pub(crate) struct RuleRow<'a> {
    pub(crate) id: String,
    pub(crate) text: Said<'a>,
    house: bool,
    /// Whether its text stands at the steps it touches; else only its number does.
    pub(crate) told: bool,
    pub(crate) see: Vec<Link<'a>>,
    /// Numbers of the steps it touches.
    steps: Vec<Link<'a>>,
    /// Their indices.
    #[serde(skip)]
    pub(crate) at: Vec<usize>,
}

/// A work product, what makes it and what needs it.
#[derive(Debug, Serialize)]
pub(crate) struct ProductRow<'a> {
    id: String,
    name: Link<'a>,
    class: Option<Said<'a>>,
    made: Vec<Link<'a>>,
    used: Vec<Link<'a>>,
}

/// A record.
#[derive(Debug, Serialize)]
pub(crate) struct RecordRow<'a> {
    id: String,
    name: Link<'a>,
    kept_in: Option<Said<'a>>,
    keep: Option<Said<'a>>,
    class: Option<Said<'a>>,
    basis: Option<Said<'a>>,
    made_by: Vec<Link<'a>>,
    see: Vec<Link<'a>>,
}

/// A KPI.
#[derive(Debug, Serialize)]
pub(crate) struct KpiRow<'a> {
    id: String,
    name: Said<'a>,
    definition: Option<Said<'a>>,
    target: Option<Said<'a>>,
    every: Option<String>,
    owner: Option<Link<'a>>,
    discussed_in: Vec<Link<'a>>,
    results: Option<Link<'a>>,
    /// The document it stands in, on pages that gather from several.
    document: Option<Link<'a>>,
}

impl<'a> KpiRow<'a> {
    /// Says which document it stands in.
    pub(crate) fn of(self, g: &Guideline, document: Link<'a>) -> Self {
        let id = self.id.replacen("--", &format!("--{}--", g.id()), 1);
        Self { document: Some(document), id, ..self }
    }

    /// Its name, leading to its row on the same page.
    pub(crate) fn name(&self) -> Link<'a> {
        Link::to(self.name.clone(), format!("#{}", crate::render::address::encode(&self.id)))
    }
}

/// A risk or resource.
#[derive(Debug, Serialize)]
pub(crate) struct MatterRow<'a> {
    pub(crate) id: String,
    pub(crate) what: Said<'a>,
    measure: Option<Said<'a>>,
    step: Option<Link<'a>>,
    /// The document it stands in, on pages that gather from several.
    document: Option<Link<'a>>,
}

impl<'a> MatterRow<'a> {
    /// Says which document it stands in, and drops the number of the step, which counts only there.
    pub(crate) fn of(self, g: &Guideline, document: Link<'a>) -> Self {
        let id = self.id.replacen("--", &format!("--{}--", g.id()), 1);
        Self { document: Some(document), step: None, id, ..self }
    }
}

/// A clause.
#[derive(Debug, Serialize)]
pub(crate) struct ClauseRow<'a> {
    name: Link<'a>,
    title: Option<Said<'a>>,
}

/// A change.
#[derive(Debug, Serialize)]
pub(crate) struct ChangeRow<'a> {
    id: String,
    version: Option<&'a str>,
    date: Option<Day>,
    by: Option<Link<'a>>,
    why: Option<Said<'a>>,
    /// When it was approved, by whom, and the proof; only of the present version.
    approved: Vec<Link<'a>>,
}

/// An accepted finding.
#[derive(Debug, Serialize)]
pub(crate) struct AcceptedRow<'a> {
    rule: &'a str,
    at: Option<&'a str>,
    why: Option<Said<'a>>,
    by: Option<Link<'a>>,
    until: Option<Day>,
    expired: bool,
}

/// A link to a step of the same page: its number.
pub(crate) fn step_link<'a>(voice: &Voice<'a>, g: &'a Guideline, n: usize) -> Link<'a> {
    let id = g.steps.get(n).map_or("", |s| s.id());
    let said = voice.word((n + 1).to_string());
    if id.is_empty() {
        Link::text(said)
    } else {
        Link::to(said, format!("#{}", crate::render::address::encode(id)))
    }
}

/// Who has which duties.
pub(crate) fn responsibilities<'a>(voice: &Voice<'a>, g: &'a Guideline) -> Vec<Responsibility<'a>> {
    g.responsibilities
        .iter()
        .enumerate()
        .map(|(n, r)| Responsibility {
            id: format!("responsibility--{}", n + 1),
            who: voice.party(r.who.as_str()),
            texts: duties_of(voice, g, n),
        })
        .collect()
}

/// The texts of one entry of the responsibilities.
pub(crate) fn duties_of<'a>(voice: &Voice<'a>, g: &'a Guideline, n: usize) -> Vec<Said<'a>> {
    let Some(r) = g.responsibilities.get(n) else { return Vec::new() };
    let path = format!("responsibility/{}", r.who.as_str());
    let several = r.texts.len() > 1;
    let texts = r.texts.iter().enumerate().filter_map(|(n, text)| {
        let own = if several { format!("{path}/{}", n + 1) } else { path.clone() };
        voice.said(g, &own, Some(text))
    });
    texts.collect()
}

fn id_or_number(id: Option<&crate::model::Text>, n: usize) -> String {
    id.map_or_else(|| (n + 1).to_string(), |id| id.value.clone())
}

/// A recurring duty.
pub(crate) fn duty<'a>(voice: &Voice<'a>, g: &'a Guideline, n: usize, duty: &'a Duty) -> DutyRow<'a> {
    let id = id_or_number(duty.id.as_ref(), n);
    let last = duty.last.as_ref().map(|d| d.value);
    let next = last.zip(duty.every.as_ref()).map(|(last, every)| every.value.after(last));
    DutyRow {
        what: voice.said(g, &format!("duty/{id}"), duty.what.as_ref()).unwrap_or_default(),
        id: format!("duty--{id}"),
        who: voice.parties(&duty.who),
        every: voice.often(duty.every.as_ref()),
        record: duty.record.as_ref().map(|r| thing(voice, r.as_str())),
        last: last.map(|d| voice.day(d)),
        next: next.map(|d| voice.day(d)),
        overdue: next.is_some_and(|d| d < voice.shelf.edition.today),
    }
}

/// A work product, document or other thing by name.
fn thing<'a>(voice: &Voice<'a>, name: &'a str) -> Link<'a> {
    match voice.shelf.product(name) {
        Some(_) => voice.product(name),
        None => voice.refer(name),
    }
}

/// The rules of a document, and those of the house that touch one of its steps.
pub(crate) fn rules<'a>(voice: &Voice<'a>, g: &'a Guideline) -> Vec<RuleRow<'a>> {
    touches::all(voice, g)
        .filter_map(|(path, house, rule)| {
            let at: Vec<usize> = g
                .steps
                .iter()
                .enumerate()
                .filter(|(_, s)| touches::touches(g, s, rule))
                .map(|(n, _)| n)
                .collect();
            // A rule of the house that speaks of steps concerns only the documents that have such steps.
            let concerns = !house || !at.is_empty() || matches!(rule.form, RuleForm::Shown);
            let text = touches::sentence(voice, g, &path, house, rule).filter(|_| concerns)?;
            Some(RuleRow {
                id: touches::anchor(&path),
                text,
                house,
                told: touches::is_told(&rule.form),
                see: rule.see.iter().map(|s| voice.refer(s.as_str())).collect(),
                steps: at.iter().map(|&n| step_link(voice, g, n)).collect(),
                at,
            })
        })
        .collect()
}

/// The work products of a document, in the order in which they first appear.
pub(crate) fn products<'a>(voice: &Voice<'a>, g: &'a Guideline) -> Vec<ProductRow<'a>> {
    let mut rows: Vec<(&'a str, ProductRow<'a>)> = Vec::new();
    let mut row = |id: &'a str| -> usize {
        if let Some(n) = rows.iter().position(|(known, _)| *known == id) {
            return n;
        }
        let class = voice.handbook().product_class(id);
        let class = class.map(|c| voice.tell(voice.handbook().class_name(c.as_str(), voice.lang)));
        let mut name = voice.product(id);
        let home = voice.shelf.product(id).map(|p| &p.home);
        if home.is_some_and(|h| h.row.is_some()) {
            name.href = None;
        }
        let anchor = home.map_or_else(|| format!("product--{}", safe(id)), Home::anchor);
        rows.push((id, ProductRow { id: anchor, name, class, made: Vec::new(), used: Vec::new() }));
        rows.len() - 1
    };
    let mut entries: Vec<(usize, bool, Link<'a>)> = Vec::new();
    for (n, start) in g.starts.iter().enumerate() {
        for p in &start.out {
            let event = voice.tell(voice.handbook().start_event(g, n, voice.lang));
            entries.push((row(p.id.as_str()), true, Link::text(event)));
        }
    }
    for (n, step) in g.steps.iter().enumerate() {
        for p in &step.input {
            entries.push((row(p.id.as_str()), false, step_link(voice, g, n)));
        }
        for p in &step.output {
            entries.push((row(p.id.as_str()), true, step_link(voice, g, n)));
        }
        if let StepKind::End { hand_over, .. } = &step.kind {
            for p in hand_over.iter().flat_map(|(_, what)| what) {
                entries.push((row(p.id.as_str()), false, step_link(voice, g, n)));
            }
        }
    }
    for (n, made, link) in entries {
        if let Some((_, row)) = rows.get_mut(n) {
            if made { row.made.push(link) } else { row.used.push(link) }
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

/// A document by its title, anything else by its name.
pub(crate) fn named<'a>(voice: &Voice<'a>, name: &'a str) -> Link<'a> {
    match reference::name(voice.shelf, name) {
        Target::Document(n, anchor) => voice.document(n, anchor.as_deref()),
        target => voice.target(target, name),
    }
}

/// The records of a document.
pub(crate) fn records<'a>(voice: &Voice<'a>, g: &'a Guideline) -> Vec<RecordRow<'a>> {
    // Names are free, so two may come down to one anchor. A dot means something in a style sheet.
    let mut names = Namer::default();
    let anchors = g.records.iter().map(|r| format!("record--{}", names.name(&r.name.replace('.', "-"))));
    let anchors: Vec<String> = anchors.collect();
    anchors.into_iter().zip(&g.records).map(|(id, r)| record(voice, g, id, r)).collect()
}

fn record<'a>(voice: &Voice<'a>, g: &'a Guideline, id: String, record: &'a Record) -> RecordRow<'a> {
    let class = voice.handbook().record_class(record);
    let written = record.made_by.as_ref().and_then(|s| g.step_index(s.as_str()));
    let name = record.name.as_str();
    let makes = |s: &Step| s.output.iter().any(|p| p.id.as_str() == name);
    let steps = g.steps.iter().enumerate();
    let found = steps.filter(|(n, s)| written.map_or_else(|| makes(s), |w| w == *n));
    let made_by: Vec<Link<'a>> = found.map(|(n, _)| step_link(voice, g, n)).collect();
    RecordRow {
        id,
        name: thing(voice, record.name.as_str()),
        kept_in: voice.own(record.kept_in.as_ref()),
        keep: voice.kept(record.keep.as_ref()),
        class: class.map(|c| voice.tell(voice.handbook().class_name(c.as_str(), voice.lang))),
        basis: voice.own(record.basis.as_ref()),
        made_by,
        see: record.see.iter().map(|s| voice.refer(s.as_str())).collect(),
    }
}

/// A KPI of a document, or of a process where `g` is none.
pub(crate) fn kpi<'a>(voice: &Voice<'a>, g: Option<&'a Guideline>, n: usize, kpi: &'a Kpi) -> KpiRow<'a> {
    let id = id_or_number(kpi.id.as_ref(), n);
    let said = |path: &str, own| match g {
        Some(g) => voice.said(g, path, own),
        None => voice.own(own),
    };
    KpiRow {
        name: said(&format!("kpi/{id}"), kpi.name.as_ref().or(kpi.id.as_ref())).unwrap_or_default(),
        definition: said(&format!("kpi/{id}/definition"), kpi.definition.as_ref()),
        target: said(&format!("kpi/{id}/target"), kpi.target.as_ref()),
        id: format!("kpi--{id}"),
        every: voice.often(kpi.every.as_ref()),
        owner: kpi.owner.as_ref().map(|o| voice.party(o.as_str())),
        discussed_in: kpi.discussed_in.iter().map(|d| voice.refer(d.as_str())).collect(),
        results: kpi.results.as_ref().map(|r| voice.refer(r.as_str())),
        document: None,
    }
}

/// A risk or resource of a document (`kind` is its word in paths), or of a process where `g` is none.
pub(crate) fn matter<'a>(
    voice: &Voice<'a>,
    g: Option<&'a Guideline>,
    kind: &str,
    n: usize,
    matter: &'a Matter,
) -> MatterRow<'a> {
    let path = format!("{kind}/{}", n + 1);
    let said = |path: &str, own| match g {
        Some(g) => voice.said(g, path, own),
        None => voice.own(own),
    };
    let step = g.zip(matter.step.as_ref()).and_then(|(g, s)| Some((g, g.step_index(s.as_str())?)));
    MatterRow {
        id: path.replacen('/', "--", 1),
        what: said(&path, matter.what.as_ref()).unwrap_or_default(),
        measure: said(&format!("{path}/measure"), matter.measure.as_ref()),
        step: step.map(|(g, n)| step_link(voice, g, n)),
        document: None,
    }
}

/// The clauses a document answers.
pub(crate) fn clauses<'a>(voice: &Voice<'a>, g: &'a Guideline) -> Vec<ClauseRow<'a>> {
    let rows = g.norms.iter().map(|norm| match reference::name(voice.shelf, norm.as_str()) {
        Target::Standard(n, clause) => {
            let standard = voice.handbook().standards.get(n);
            let found = standard.zip(clause.as_deref()).and_then(|(s, c)| s.clause(c));
            let title = match (&clause, found) {
                (None, _) => Some(voice.word(voice.w.whole_standard)),
                (_, Some(c)) if !c.title.is_empty() => Some(voice.local(&c.title, &c.id)),
                _ => None,
            };
            ClauseRow { name: voice.clause(n, clause.as_deref()), title }
        }
        _ => ClauseRow { name: Link::text(voice.word(norm.as_str())), title: None },
    });
    rows.collect()
}

/// What changed, newest first as written; the version that is approved says so.
pub(crate) fn changes<'a>(voice: &Voice<'a>, g: &'a Guideline) -> Vec<ChangeRow<'a>> {
    let mut names = Namer::default();
    let mut anchor =
        |v: Option<&str>| format!("version--{}", names.name(&v.unwrap_or_default().replace('.', "-")));
    let now = g.version.as_ref().map(crate::model::Text::as_str);
    let approved = super::strip::approval(voice, g);
    let mut rows: Vec<ChangeRow<'a>> = Vec::new();
    for c in &g.changes {
        let version = c.version.as_ref().map(crate::model::Text::as_str);
        rows.push(ChangeRow {
            id: anchor(version),
            version,
            date: voice.date(c.date.as_ref()),
            by: c.by.as_ref().map(|by| voice.person(by.as_str())),
            why: voice.own(c.why.as_ref()),
            approved: if version == now { approved.clone() } else { Vec::new() },
        });
    }
    if !approved.is_empty() && rows.iter().all(|r| r.approved.is_empty()) {
        let id = anchor(now);
        rows.insert(0, ChangeRow { id, version: now, date: None, by: None, why: None, approved });
    }
    rows
}

/// An accepted finding.
pub(crate) fn accepted<'a>(voice: &Voice<'a>, entry: &'a Accepted) -> AcceptedRow<'a> {
    let until = entry.until.as_ref().map(|d| d.value);
    AcceptedRow {
        rule: entry.rule.as_ref().map_or("", |r| r.as_str()),
        at: entry.step.as_ref().or(entry.part.as_ref()).map(crate::model::Text::as_str),
        why: voice.own(entry.why.as_ref()),
        by: entry.by.as_ref().map(|by| voice.person(by.as_str())),
        until: until.map(|d| voice.day(d)),
        expired: until.is_some_and(|d| d < voice.shelf.edition.today),
    }
}
