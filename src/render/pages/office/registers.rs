//! Registers whose rows come from one document after the other: records, KPIs, risks, exceptions, rules.

use super::ByDocument;
use crate::checks;
use crate::model::{Accepted, DocStatus, Guideline, HouseRule, Kpi, Matter, RuleForm};
use crate::render::pages::guideline::strip::Fact;
use crate::render::pages::guideline::touches;
use crate::render::pages::state::State;
use crate::render::pages::table::{Cell, Kind, Table, columns};
use crate::render::shelf::Place;
use crate::render::voice::{Link, Said, Voice};

/// Records, and how long they are kept.
pub(crate) const RECORDS: ByDocument = ByDocument {
    folder: "records/",
    title: |w| w.office.retention,
    lead: |w| w.office.retention_lead,
    empty: |w| w.office.retention_empty,
    columns: |w| {
        columns(&[
            (w.record, Kind::Name),
            (w.kept_in, Kind::Text),
            (w.keep, Kind::Text),
            (w.basis, Kind::Optional),
            (w.class, Kind::Text),
            (w.made_by, Kind::Optional),
            (w.document, Kind::Id),
            (w.owner, Kind::Text),
        ])
    },
    facts: |voice| {
        let kept = voice.handbook().settings.retention.as_ref();
        let fact = |d: crate::model::Duration| {
            Fact::new(voice.w.retention, vec![Link::text(voice.word(voice.time(d)))])
        };
        kept.map(|d| fact(d.value)).into_iter().collect()
    },
    shared: |_, _| {},
    rows: records,
    count: |g| if used(g) { g.records.len() } else { 0 },
};

/// KPIs, and where their results lie.
pub(crate) const KPIS: ByDocument = ByDocument {
    folder: "kpis/",
    title: |w| w.kpis,
    lead: |w| w.office.kpis_lead,
    empty: |w| w.office.kpis_empty,
    columns: |w| {
        columns(&[
            (w.kpi, Kind::Name),
            (w.definition, Kind::Text),
            (w.target, Kind::Text),
            (w.how_often, Kind::Text),
            (w.owner, Kind::Text),
            (w.discussed_in, Kind::Optional),
            (w.results, Kind::Text),
            (w.office.stands_in, Kind::Id),
        ])
    },
    facts: |_| Vec::new(),
    shared: |voice, table| {
        for (n, p) in voice.handbook().landscape.processes.iter().enumerate() {
            for (k, kpi) in p.kpis.iter().enumerate() {
                add_kpi(voice, table, None, k, kpi, voice.place((n, None)));
            }
        }
    },
    rows: |voice, n, g, table| {
        for (k, kpi) in g.kpis.iter().enumerate().filter(|_| used(g)) {
            let id = kpi.id.as_ref().map_or_else(|| (k + 1).to_string(), |id| id.value.clone());
            let from = voice.document_id(n, Some(&format!("kpi--{id}")));
            add_kpi(voice, table, Some(g), k, kpi, from);
        }
    },
    count: |g| if used(g) { g.kpis.len() } else { 0 },
};

/// Risks, and what is done about them.
pub(crate) const RISKS: ByDocument = ByDocument {
    folder: "risks/",
    title: |w| w.risks,
    lead: |w| w.office.risks_lead,
    empty: |w| w.office.risks_empty,
    columns: |w| {
        columns(&[
            (w.risk, Kind::Name),
            (w.measure, Kind::Text),
            (w.office.taken_at, Kind::Optional),
            (w.office.stands_in, Kind::Id),
            (w.owner, Kind::Text),
            (w.place, Kind::Optional),
        ])
    },
    facts: |_| Vec::new(),
    shared: |voice, table| {
        for (n, p) in voice.handbook().landscape.processes.iter().enumerate() {
            let place = voice.place((n, None));
            let owner: Option<Link<'_>> = p.owner.as_ref().map(|o| voice.party(o.as_str()));
            for risk in &p.risks {
                let cells = matter(voice, None, "risk", 0, risk);
                add_risk(table, cells, None, (place.clone(), owner.clone(), None));
            }
        }
    },
    rows: |voice, n, g, table| {
        let owner: Option<Link<'_>> = g.owner.as_ref().map(|o| voice.party(o.as_str()));
        let place: Option<Place> = voice.shelf.places.of(n);
        for (r, risk) in g.risks.iter().enumerate().filter(|_| used(g)) {
            let cells = matter(voice, Some(g), "risk", r, risk);
            let step = risk.step.as_ref().and_then(|s| g.step_index(s.as_str()));
            let step = step.map(|s| step_of(voice, n, g, s));
            let where_from = (voice.document_id(n, None), owner.clone(), place.map(|p| voice.place(p)));
            add_risk(table, cells, step, where_from);
        }
    },
    count: |g| if used(g) { g.risks.len() } else { 0 },
};

/// Accepted findings.
pub(crate) const EXCEPTIONS: ByDocument = ByDocument {
    folder: "exceptions/",
    title: |w| w.office.exceptions,
    lead: |w| w.office.exceptions_lead,
    empty: |w| w.office.exceptions_empty,
    columns: |w| {
        columns(&[
            (w.rule_name, Kind::Name),
            (w.where_, Kind::Text),
            (w.why, Kind::Text),
            (w.by, Kind::Text),
            (w.accepted_until, Kind::Text),
        ])
    },
    facts: |_| Vec::new(),
    shared: |voice, table| {
        for entry in &voice.handbook().settings.accept {
            let document = entry.document.as_ref().and_then(|d| voice.handbook().guideline_index(d.as_str()));
            if document.is_none_or(|n| voice.shelf.is_shown(n)) {
                exception(voice, table, document, entry);
            }
        }
    },
    rows: |voice, n, g, table| {
        for entry in &g.accept {
            exception(voice, table, Some(n), entry);
        }
    },
    count: |g| g.accept.len(),
};

/// Rules that hold everywhere, and those of each guideline.
pub(crate) const RULES: ByDocument = ByDocument {
    folder: "rules/",
    title: |w| w.office.house_rules,
    lead: |w| w.office.house_rules_lead,
    empty: |w| w.office.house_rules_empty,
    columns: |w| {
        columns(&[
            (w.rule_name, Kind::Name),
            (w.office.rule_says, Kind::Text),
            (w.office.holds_in, Kind::Text),
            (w.steps, Kind::Optional),
            (w.see, Kind::Optional),
        ])
    },
    facts: |_| Vec::new(),
    shared: |voice, table| {
        for rule in &voice.handbook().settings.rules {
            let text = voice.own(rule.text.as_ref().or(rule.id.as_ref()));
            let everywhere = Cell::from(voice.w.office.every_document);
            add_rule(voice, table, text.into(), rule, everywhere, Vec::new());
        }
    },
    rows: |voice, n, g, table| {
        for (r, rule) in g.rules.iter().enumerate().filter(|_| used(g)) {
            let id = rule.id.as_ref().map_or_else(|| (r + 1).to_string(), |id| id.value.clone());
            let text = voice.said(g, &format!("rule/{id}"), rule.text.as_ref().or(rule.id.as_ref()));
            let document = Cell::from(voice.document_id(n, Some(&format!("rule--{id}"))));
            let steps = g.steps.iter().enumerate().filter(|(_, s)| touches::touches(g, s, rule));
            let steps = steps.map(|(s, _)| step_of(voice, n, g, s)).collect();
            add_rule(voice, table, text.into(), rule, document, steps);
        }
    },
    count: |g| if used(g) { g.rules.len() } else { 0 },
};

/// Whether a document still says what is done: a retired one does not.
fn used(g: &Guideline) -> bool {
    g.state() != DocStatus::Retired
}

/// A step of a document by its number.
pub(crate) fn step_of<'a>(voice: &Voice<'a>, n: usize, g: &'a Guideline, step: usize) -> Link<'a> {
    let number = voice.word((step + 1).to_string());
    let id = g.steps.get(step).map_or("", |s| s.id());
    match voice.shelf.address.documents.get(n) {
        Some(address) if !id.is_empty() => Link::to(number, voice.href_at(address, Some(id))),
        _ => Link::text(number),
    }
}

fn records<'a>(voice: &Voice<'a>, n: usize, g: &'a Guideline, table: &mut Table<'a>) {
    let h = voice.handbook();
    for record in g.records.iter().filter(|_| used(g)) {
        let name = record.name.as_str();
        let link = match voice.shelf.product(name) {
            Some(_) => voice.product(name),
            None => voice.refer(name),
        };
        let written = record.made_by.as_ref().and_then(|s| g.step_index(s.as_str()));
        let makes = |s: usize| g.steps[s].output.iter().any(|p| p.id.as_str() == name);
        let steps = (0..g.steps.len()).filter(|&s| written.map_or_else(|| makes(s), |w| w == s));
        let class = h.record_class(record);
        table.row(vec![
            Cell::from(link).small(record.see.iter().map(|s| {
                let to = voice.refer(s.as_str());
                Link { text: format!("{} {}", voice.w.see, to.text).into(), ..to }
            })),
            voice.own(record.kept_in.as_ref()).into(),
            voice.kept(record.keep.as_ref()).into(),
            voice.own(record.basis.as_ref()).into(),
            class.map(|c| voice.tell(h.class_name(c.as_str(), voice.lang))).into(),
            steps.map(|s| step_of(voice, n, g, s)).collect::<Vec<_>>().into(),
            voice.document_id(n, None).into(),
            g.owner.as_ref().map(|o| voice.party(o.as_str())).into(),
        ]);
    }
}

fn add_kpi<'a>(
    voice: &Voice<'a>,
    table: &mut Table<'a>,
    g: Option<&'a Guideline>,
    n: usize,
    kpi: &'a Kpi,
    from: Link<'a>,
) {
    let id = kpi.id.as_ref().map_or_else(|| (n + 1).to_string(), |id| id.value.clone());
    let said = |path: String, own| match g {
        Some(g) => voice.said(g, &path, own),
        None => voice.own(own),
    };
    table.row(vec![
        said(format!("kpi/{id}"), kpi.name.as_ref().or(kpi.id.as_ref())).into(),
        said(format!("kpi/{id}/definition"), kpi.definition.as_ref()).into(),
        said(format!("kpi/{id}/target"), kpi.target.as_ref()).into(),
        voice.often(kpi.every.as_ref()).unwrap_or_default().into(),
        kpi.owner.as_ref().map(|o| voice.party(o.as_str())).into(),
        kpi.discussed_in.iter().map(|d| voice.refer(d.as_str())).collect::<Vec<_>>().into(),
        kpi.results.as_ref().map(|r| voice.refer(r.as_str())).into(),
        from.into(),
    ]);
}

/// A risk and what is done about it.
fn matter<'a>(
    voice: &Voice<'a>,
    g: Option<&'a Guideline>,
    kind: &str,
    n: usize,
    matter: &'a Matter,
) -> (Cell<'a>, Cell<'a>) {
    let path = format!("{kind}/{}", n + 1);
    let said = |path: &str, own| match g {
        Some(g) => voice.said(g, path, own),
        None => voice.own(own),
    };
    (
        said(&path, matter.what.as_ref()).into(),
        said(&format!("{path}/measure"), matter.measure.as_ref()).into(),
    )
}

fn add_risk<'a>(
    table: &mut Table<'a>,
    (what, measure): (Cell<'a>, Cell<'a>),
    step: Option<Link<'a>>,
    (from, owner, place): (Link<'a>, Option<Link<'a>>, Option<Link<'a>>),
) {
    table.row(vec![what, measure, step.into(), from.into(), owner.into(), place.into()]);
}

/// What a rule of the checks asks for, in the one language that it has.
pub(crate) fn rule_says<'a>(voice: &Voice<'a>, name: &str) -> Option<Said<'a>> {
    let rule = checks::rule(name)?;
    Some(Said { text: rule.what.into(), lang: (voice.lang != "en").then_some("en") })
}

fn exception<'a>(voice: &Voice<'a>, table: &mut Table<'a>, document: Option<usize>, entry: &'a Accepted) {
    let w = voice.w;
    let until = entry.until.as_ref().map(|d| d.value);
    let expired = until.is_some_and(|d| d < voice.shelf.edition.today);
    let part = entry.step.as_ref().or(entry.part.as_ref()).map(|at| voice.word(at.as_str()));
    let at = match document {
        Some(n) => Cell::from(voice.document_id(n, entry.step.as_ref().map(crate::model::At::as_str))),
        None => Cell::from(w.office.shared_files),
    };
    let state = expired.then_some(State { kind: "attention", word: w.expired });
    let rule = entry.rule.as_ref().map_or("", |r| r.as_str());
    let name = match rule_says(voice, rule) {
        Some(said) => Cell::from(said).small([Link::text(voice.word(rule))]),
        None => rule.into(),
    };
    table.row(vec![
        name,
        at.small(part.map(Link::text)),
        voice.own(entry.why.as_ref()).into(),
        entry.by.as_ref().map(|by| voice.person(by.as_str())).into(),
        Cell::from(until.map(|d| voice.day(d))).state(state),
    ]);
}

fn add_rule<'a>(
    voice: &Voice<'a>,
    table: &mut Table<'a>,
    text: Cell<'a>,
    rule: &'a HouseRule,
    holds: Cell<'a>,
    steps: Vec<Link<'a>>,
) {
    let w = &voice.w.office;
    let form = match rule.form {
        RuleForm::Path(_) => w.form_path,
        RuleForm::Order { .. } => w.form_order,
        RuleForm::After { .. } => w.form_after,
        RuleForm::Separate(_) => w.form_separate,
        RuleForm::Delegate { .. } => w.form_delegate,
        RuleForm::Every { .. } => w.form_every,
        RuleForm::Applies(_) => w.form_applies,
        RuleForm::Shown => w.form_text,
    };
    let see: Vec<Link<'a>> = rule.see.iter().map(|s| voice.refer(s.as_str())).collect();
    table.row(vec![text, form.into(), holds, steps.into(), see.into()]);
}
