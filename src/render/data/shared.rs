//! What does not belong to one document: organisation, landscape, work products, standards, glossary, rules.

use super::document::{accepted, kpi, matter, name};
use super::object::{Datum, Object, said, texts};
use crate::model::{
    Applicable, Approved, Guideline, Handbook, HouseRule, Interval, Letter, RuleForm, Selector, Separate,
    Text,
};
use crate::render::address::encode;
use crate::render::shelf::Place;
use crate::render::voice::Voice;
use serde_json::Value;

/// Puts everything shared into the data.
pub(super) fn put(voice: &Voice<'_>, all: &mut Object) {
    let h = voice.handbook();
    let s = &h.settings;
    all.put("name", name(voice, &s.name));
    all.put("languages", texts(&s.languages));
    let classes = s.classes.iter().enumerate().map(|(rank, c)| {
        let of = |g: &&Guideline| g.class.as_ref().and_then(|x| h.class_rank(x.as_str())) == Some(rank);
        let mut one = Object::default();
        one.put("id", &c.id);
        one.put("name", name(voice, &c.name));
        one.put("handling", name(voice, &c.handling));
        one.put("documents", h.guidelines.iter().filter(of).filter(|g| !h.withheld(g)).count());
        one.put("withheld", h.guidelines.iter().filter(of).filter(|g| h.withheld(g)).count());
        one
    });
    all.put("classes", classes.collect::<Vec<_>>());
    let types = s.types.iter().map(|t| {
        let mut one = Object::default();
        one.put("id", t.id.as_str());
        one.put("letter", t.letter.as_str());
        one.put("name", name(voice, &t.name));
        one
    });
    all.put("types", types.collect::<Vec<_>>());
    all.put("organisation", organisation(voice));
    all.put("landscape", landscape(voice));
    all.put("standards", standards(voice));
    all.put("statement-of-applicability", statement(voice));
    all.put("glossary", glossary(voice));
    let rules = s.rules.iter().map(|r| rule(r, text(voice, None, "", r.text.as_ref())));
    all.put("rules", rules.collect::<Vec<_>>());
    let of = |a: &&crate::model::Accepted| {
        let document = a.document.as_ref().and_then(|d| h.guideline_index(d.as_str()));
        document.is_none_or(|n| voice.shelf.is_shown(n))
    };
    all.put("accept", s.accept.iter().filter(of).map(accepted).collect::<Vec<_>>());
}

/// A text of a document by language; of a shared file in the source language.
pub(super) fn text(voice: &Voice<'_>, g: Option<&Guideline>, path: &str, own: Option<&Text>) -> Object {
    if let Some(g) = g {
        return said(voice, g, path, own);
    }
    let mut one = Object::default();
    one.put(voice.source(), own);
    one
}

/// How often, as the source format reads it.
pub(super) fn interval(i: Interval) -> String {
    format!("{} {}{}", i.count, i.unit.word(), if i.count == 1 { "" } else { "s" })
}

/// `{ process: sales, part: offers }`.
pub(super) fn place(voice: &Voice<'_>, (process, part): Place) -> Object {
    let mut one = Object::default();
    let found = voice.handbook().landscape.processes.get(process);
    one.put("process", found.map(|p| &p.id));
    one.put("part", found.zip(part).and_then(|(p, part)| p.parts.get(part)).map(|p| &p.id));
    one
}

/// An approval.
pub(super) fn approved(a: &Approved) -> Object {
    let mut one = Object::default();
    one.put("by", a.by.as_ref());
    one.put("date", a.date.as_ref());
    one.put("proof", a.proof.as_ref());
    one
}

fn organisation(voice: &Voice<'_>) -> Object {
    let o = &voice.handbook().organisation;
    let named = |id: &Text, n| {
        let mut one = Object::default();
        one.put("id", id);
        one.put("name", name(voice, n));
        one
    };
    let roles = o.roles.iter().enumerate().map(|(n, r)| {
        let mut one = named(&r.id, &r.name);
        one.put("url", voice.shelf.address.roles.get(n).map(|a| encode(a)));
        one.put("short", r.short.as_ref());
        one.put("aliases", texts(&r.aliases));
        one.put("unit", r.unit.as_ref());
        one.put("holders", texts(&r.holders));
        one.put("deputies", texts(&r.deputies));
        one.put("includes", texts(&r.includes));
        one.put("external", Some(true).filter(|_| r.external));
        one.put("per", r.per.as_ref());
        one.put("facts", &r.facts);
        one
    });
    let groups = o.groups.iter().map(|g| {
        let mut one = named(&g.id, &g.name);
        one.put("roles", texts(&g.roles));
        one
    });
    let people = o.people.iter().map(|p| {
        let mut one = Object::default();
        one.put("id", &p.id);
        one.put("name", p.name.as_ref());
        one
    });
    let mut made = Object::default();
    made.put("units", o.units.iter().map(|u| named(&u.id, &u.name)).collect::<Vec<_>>());
    made.put("roles", roles.collect::<Vec<_>>());
    made.put("groups", groups.collect::<Vec<_>>());
    made.put("people", people.collect::<Vec<_>>());
    made
}

fn landscape(voice: &Voice<'_>) -> Object {
    let l = &voice.handbook().landscape;
    let groups = l.groups.iter().map(|g| {
        let mut one = Object::default();
        one.put("id", &g.id);
        one.put("name", name(voice, &g.name));
        one
    });
    let processes = l.processes.iter().enumerate().map(|(n, p)| {
        let parts = p.parts.iter().enumerate().map(|(m, part)| {
            let mut one = Object::default();
            one.put("id", &part.id);
            one.put("name", name(voice, &part.name));
            one.put("owner", part.owner.as_ref());
            let url = voice.shelf.address.parts.get(n).and_then(|p| p.get(m));
            one.put("url", url.map(|a| encode(a)));
            one
        });
        let mut one = Object::default();
        one.put("id", &p.id);
        one.put("name", name(voice, &p.name));
        one.put("group", p.group.as_ref());
        one.put("owner", p.owner.as_ref());
        one.put("url", voice.shelf.address.processes.get(n).map(|a| encode(a)));
        one.put("parts", parts.collect::<Vec<_>>());
        one.put("kpis", p.kpis.iter().enumerate().map(|(n, k)| kpi(voice, None, n, k)).collect::<Vec<_>>());
        let risks = p.risks.iter().enumerate().map(|(n, m)| matter(voice, None, "risk", n, m));
        one.put("risks", risks.collect::<Vec<_>>());
        one
    });
    let mut made = Object::default();
    made.put("groups", groups.collect::<Vec<_>>());
    made.put("processes", processes.collect::<Vec<_>>());
    made
}

/// Flows that are written in the landscape.
pub(super) fn flows(h: &Handbook) -> Vec<Object> {
    let flows = h.landscape.flows.iter().map(|f| {
        let mut one = Object::default();
        one.put("from", f.from.as_ref());
        one.put("to", f.to.as_ref());
        one.put("what", texts(&f.what));
        one
    });
    flows.collect()
}

/// A work product, with everything that touches it.
pub(super) fn product(voice: &Voice<'_>, n: usize) -> Option<Value> {
    let p = voice.shelf.product_at(n)?;
    let step = |&(document, step): &(usize, usize)| {
        let g = voice.shelf.document(document)?;
        let mut one = Object::default();
        one.put("document", g.id());
        one.put("step", g.steps.get(step).and_then(|s| s.id.as_ref()));
        Some(one)
    };
    let steps = |all: &[(usize, usize)]| all.iter().filter_map(step).collect::<Vec<_>>();
    let documents = |all: &[(usize, usize)]| {
        let mut ids: Vec<&str> =
            all.iter().filter_map(|(n, _)| Some(voice.shelf.document(*n)?.id())).collect();
        ids.dedup();
        ids
    };
    let mut one = Object::default();
    one.put("id", p.id);
    if let Some(entry) = p.entry {
        one.put("name", name(voice, &entry.name));
        one.put("owner", entry.owner.as_ref());
        one.put("class", entry.class.as_ref());
        one.put("norms", texts(&entry.norms));
        one.put("template", entry.template.as_ref());
        one.put("from-outside", Some(true).filter(|_| entry.from_outside));
    }
    let row = p.home.row.as_ref().map_or(String::new(), |row| format!("#{}", encode(row)));
    one.put("url", format!("{}{row}", encode(&p.home.address)));
    one.put("made", steps(&p.made));
    one.put("brought", documents(&p.brought));
    one.put("used", steps(&p.used));
    one.put("handed-over", steps(&p.handed));
    one.put("records", documents(&p.records));
    one.value()
}

fn standards(voice: &Voice<'_>) -> Vec<Object> {
    let h = voice.handbook();
    let all = voice.shelf.coverage().iter().filter_map(|(n, c)| {
        let standard = h.standards.get(*n)?;
        let mut one = Object::default();
        one.put("id", standard.id.as_str());
        one.put("title", name(voice, &standard.title));
        one.put("asked", c.asked);
        one.put("answered", c.asked - c.open.len());
        one.put("open", c.open.iter().map(String::as_str).collect::<Vec<_>>());
        let mut cited = Object::default();
        for (clause, documents) in &c.cited {
            let shown = documents.iter().filter(|d| voice.shelf.is_shown(**d));
            let ids: Vec<&str> = shown.filter_map(|&d| Some(voice.shelf.document(d)?.id())).collect();
            let mut entry = Object::default();
            let withheld = documents.len() - ids.len();
            entry.put("documents", ids);
            entry.put("withheld", Some(withheld).filter(|w| *w > 0));
            cited.put(clause, entry);
        }
        one.put("cited", cited);
        Some(one)
    });
    all.collect()
}

fn statement(voice: &Voice<'_>) -> Option<Object> {
    let soa = voice.handbook().soa.as_ref()?;
    let controls = soa.controls.iter().map(|c| {
        let mut one = Object::default();
        one.put("id", &c.id);
        one.put("applicable", c.applicable.as_ref().map(|a| a.value == Applicable::Yes));
        one.put("why", c.why.as_ref());
        one.put("state", c.state.as_ref());
        one.put("evidence", texts(&c.evidence));
        one
    });
    let mut one = Object::default();
    one.put("standard", soa.standard.as_ref());
    one.put("version", soa.version.as_ref());
    one.put("date", soa.date.as_ref());
    one.put("approved", soa.approved.as_ref().map(approved));
    one.put("controls", controls.collect::<Vec<_>>());
    Some(one)
}

fn glossary(voice: &Voice<'_>) -> Vec<Object> {
    let terms = voice.handbook().glossary.terms.iter().map(|t| {
        let mut one = Object::default();
        one.put("id", &t.id);
        one.put("name", name(voice, &t.name));
        one.put("meaning", name(voice, &t.meaning));
        one.put("avoid", t.avoid.iter().map(|(_, word)| word.as_str()).collect::<Vec<_>>());
        one.put("see", texts(&t.see));
        one
    });
    terms.collect()
}

/// A rule with what it says.
pub(super) fn rule(r: &HouseRule, text: Object) -> Object {
    let mut one = Object::default();
    one.put("id", r.id.as_ref());
    one.put("text", text);
    one.put("see", texts(&r.see));
    let mut form = Object::default();
    let key = match &r.form {
        RuleForm::Path(p) => {
            form.put("to", texts(&p.to));
            form.put("through", texts(&p.through));
            form.put("from", p.from.as_ref());
            form.put("never", texts(&p.never));
            form.put("unless", texts(&p.unless));
            "path"
        }
        RuleForm::Order { before, then } => {
            form.put("before", before.as_ref());
            form.put("then", then.as_ref());
            "order"
        }
        RuleForm::After { step, then } => {
            form.put("step", step.as_ref());
            form.put("then", then.as_ref());
            "after"
        }
        RuleForm::Separate(Separate::Steps(steps)) => {
            form.put("steps", texts(steps));
            "separate"
        }
        RuleForm::Separate(Separate::Letters { step, letters }) => {
            form.put("step", step.as_ref());
            form.put("letters", letters.iter().map(|l: &Letter| l.word()).collect::<Vec<_>>());
            "separate"
        }
        RuleForm::Delegate { from, to, what, except } => {
            form.put("from", from.as_ref());
            form.put("to", to.as_ref());
            form.put("what", what.as_ref());
            form.put("except", texts(except));
            "delegate"
        }
        RuleForm::Every { of, cites, has, letter } => {
            form.put("of", selector(of));
            form.put("cites", cites.as_ref());
            form.put("has", has.as_ref());
            form.put("letter", letter.as_ref());
            "every"
        }
        RuleForm::Applies(of) => {
            form.put("of", selector(of));
            "applies"
        }
        RuleForm::Shown => return one,
    };
    one.put(key, form);
    one
}

fn selector(of: &Selector) -> Object {
    let mut one = Object::default();
    for (key, words) in &of.matches {
        one.put(key.as_str(), texts(words));
    }
    one
}
