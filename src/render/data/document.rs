//! A document as data.

use super::object::{Datum, Object, local, said, texts, translations};
use super::{counted, shared};
use crate::model::{
    Accepted, Cast, Guideline, Kpi, Letters, Matter, Origin, Outcome, ProductRef, Step, StepKind, Text, When,
    Within,
};
use crate::render::address::encode;
use crate::render::pages::state;
use crate::render::shelf::dates;
use crate::render::voice::Voice;
use serde_json::Value;

/// Where a document of a handbook that is cut is to be found.
pub(super) fn entry(voice: &Voice<'_>, n: usize, file: &str) -> Option<Value> {
    let g = voice.shelf.head(n)?;
    let mut made = Object::default();
    made.put("id", g.id());
    made.put("title", title(voice, g));
    made.put("status", g.state().word());
    made.put("version", g.version.as_ref());
    made.put("url", encode(voice.shelf.address.documents.get(n)?));
    made.put("file", file);
    made.value()
}

fn title(voice: &Voice<'_>, g: &Guideline) -> Object {
    let mut made = Object::default();
    made.put(voice.source(), g.title());
    for (lang, translation) in translations(voice, g) {
        made.put(lang, translation.title.as_ref());
    }
    made
}

/// A document with all that its front matter says.
pub(super) fn document(voice: &Voice<'_>, n: usize) -> Option<Value> {
    let (shelf, h) = (voice.shelf, voice.handbook());
    let g = shelf.document(n)?;
    let today = shelf.edition.today;
    let mut made = Object::default();
    made.put("id", g.id());
    made.put("title", title(voice, g));
    made.put("type", g.doc_type.as_ref());
    made.put("status", g.state().word());
    made.put("in-force", g.in_force(today));
    made.put("class", g.class.as_ref());
    made.put("version", g.version.as_ref());
    made.put("owner", g.owner.as_ref());
    made.put("place", shelf.places.of(n).map(|place| shared::place(voice, place)));
    made.put("url", encode(shelf.address.documents.get(n)?));
    made.put("source", h.sources.path(g.file));
    made.put("languages", translations(voice, g).map(|(lang, _)| lang).collect::<Vec<_>>());
    for (key, own) in [("purpose", &g.purpose), ("scope", &g.scope)] {
        let mut text = Object::default();
        text.put(voice.source(), own.as_ref());
        for (lang, t) in translations(voice, g) {
            text.put(lang, if key == "purpose" { t.purpose.as_ref() } else { t.scope.as_ref() });
        }
        made.put(key, text);
    }
    made.put("approved", g.approved.as_ref().map(shared::approved));
    let changes = g.changes.iter().map(|c| {
        let mut change = Object::default();
        change.put("version", c.version.as_ref());
        change.put("date", c.date.as_ref());
        change.put("by", c.by.as_ref());
        change.put("why", c.why.as_ref());
        change
    });
    made.put("changes", changes.collect::<Vec<_>>());
    made.put("effective", g.effective.as_ref());
    let mut review = Object::default();
    review.put("every", h.review_every(g).filter(|_| g.review.is_some()).map(shared::interval));
    review.put("last", g.review.as_ref().and_then(|r| r.last.as_ref()));
    let due = state::review(voice, g);
    review.put("due", due.map(|d| d.date.to_string()));
    review.put("overdue", due.filter(|d| d.overdue).map(|_| true));
    made.put("review", review);
    made.put("replaces", texts(&g.replaces));
    let heir = shelf.replaced_by.get(g.id()).and_then(|&n| shelf.document(n));
    made.put("replaced-by", heir.map(Guideline::id));
    made.put("retention", g.retention.as_ref());
    made.put("within", g.within.as_ref().map(within));
    made.put("norms", texts(&g.norms));
    made.put("acknowledge", texts(&g.acknowledge));
    made.put("distribution", texts(&g.distribution));
    let origin = g.origin.as_ref().map(|o| match o.value {
        Origin::External => "external",
        Origin::Generated => "generated",
    });
    made.put("origin", origin);
    made.put("attachment", g.attachment.as_ref());
    made.put("facts", &g.facts);
    parts(voice, g, &mut made);
    process(voice, g, &mut made);
    made.put("findings", counted(shelf.findings_of(n).filter_map(|f| f.severity)));
    made.value()
}

fn id_or_number(id: Option<&Text>, n: usize) -> String {
    id.map_or_else(|| (n + 1).to_string(), |id| id.value.clone())
}

/// Duties, records and the like.
fn parts(voice: &Voice<'_>, g: &Guideline, made: &mut Object) {
    let responsibilities = g.responsibilities.iter().map(|r| {
        let path = format!("responsibility/{}", r.who.as_str());
        let several = r.texts.len() > 1;
        let text = |n: usize, t| {
            let path = if several { format!("{path}/{}", n + 1) } else { path.clone() };
            said(voice, g, &path, Some(t))
        };
        let mut one = Object::default();
        one.put("who", &r.who);
        one.put("texts", r.texts.iter().enumerate().map(|(n, t)| text(n, t)).collect::<Vec<_>>());
        one
    });
    made.put("responsibilities", responsibilities.collect::<Vec<_>>());
    let duties = g.duties.iter().enumerate().map(|(n, d)| {
        let id = id_or_number(d.id.as_ref(), n);
        let mut one = Object::default();
        one.put("what", said(voice, g, &format!("duty/{id}"), d.what.as_ref()));
        one.put("id", id);
        one.put("who", texts(&d.who));
        one.put("every", d.every.as_ref());
        one.put("record", d.record.as_ref());
        one.put("last", d.last.as_ref());
        one.put("next", dates::duty(g, n).map(|d| d.to_string()));
        one
    });
    made.put("duties", duties.collect::<Vec<_>>());
    let records = g.records.iter().map(|r| {
        let mut one = Object::default();
        one.put("name", &r.name);
        one.put("kept-in", r.kept_in.as_ref());
        one.put("keep", r.keep.as_ref());
        one.put("class", voice.handbook().record_class(r));
        one.put("basis", r.basis.as_ref());
        one.put("see", texts(&r.see));
        one.put("made-by", r.made_by.as_ref());
        one
    });
    made.put("records", records.collect::<Vec<_>>());
    made.put("kpis", g.kpis.iter().enumerate().map(|(n, k)| kpi(voice, Some(g), n, k)).collect::<Vec<_>>());
    for (key, kind, all) in [("risks", "risk", &g.risks), ("resources", "resource", &g.resources)] {
        let all = all.iter().enumerate().map(|(n, m)| matter(voice, Some(g), kind, n, m));
        made.put(key, all.collect::<Vec<_>>());
    }
    let open = g.open.iter().enumerate().map(|(n, q)| said(voice, g, &format!("open/{}", n + 1), Some(q)));
    made.put("open", open.collect::<Vec<_>>());
    let rules = g.rules.iter().enumerate().map(|(n, r)| {
        let path = format!("rule/{}", id_or_number(r.id.as_ref(), n));
        shared::rule(r, said(voice, g, &path, r.text.as_ref()))
    });
    made.put("rules", rules.collect::<Vec<_>>());
    made.put("accept", g.accept.iter().map(accepted).collect::<Vec<_>>());
}

/// An accepted finding.
pub(super) fn accepted(a: &Accepted) -> Object {
    let mut one = Object::default();
    one.put("rule", a.rule.as_ref());
    one.put("document", a.document.as_ref());
    one.put("at", a.step.as_ref().or(a.part.as_ref()));
    one.put("why", a.why.as_ref());
    one.put("by", a.by.as_ref());
    one.put("until", a.until.as_ref());
    one
}

/// A KPI of a document, or of a process where `g` is none.
pub(super) fn kpi(voice: &Voice<'_>, g: Option<&Guideline>, n: usize, k: &Kpi) -> Object {
    let id = id_or_number(k.id.as_ref(), n);
    let text = |path: &str, own: Option<&Text>| shared::text(voice, g, path, own);
    let mut one = Object::default();
    one.put("name", text(&format!("kpi/{id}"), k.name.as_ref()));
    one.put("definition", text(&format!("kpi/{id}/definition"), k.definition.as_ref()));
    one.put("target", text(&format!("kpi/{id}/target"), k.target.as_ref()));
    one.put("id", id);
    one.put("every", k.every.as_ref());
    one.put("owner", k.owner.as_ref());
    one.put("discussed-in", texts(&k.discussed_in));
    one.put("results", k.results.as_ref());
    one
}

/// A risk or resource.
pub(super) fn matter(voice: &Voice<'_>, g: Option<&Guideline>, kind: &str, n: usize, m: &Matter) -> Object {
    let path = format!("{kind}/{}", n + 1);
    let mut one = Object::default();
    one.put("what", shared::text(voice, g, &path, m.what.as_ref()));
    one.put("measure", shared::text(voice, g, &format!("{path}/measure"), m.measure.as_ref()));
    one.put("step", m.step.as_ref());
    one
}

/// Starts, phases, steps.
fn process(voice: &Voice<'_>, g: &Guideline, made: &mut Object) {
    made.put("defaults", letters(&g.defaults));
    let starts = g.starts.iter().enumerate().map(|(n, s)| {
        let path = format!("start/{}", id_or_number(s.id.as_ref(), n));
        let mut one = Object::default();
        one.put("id", s.id.as_ref());
        one.put("event", said(voice, g, &path, s.event.as_ref()));
        one.put("from", texts(&s.from));
        one.put("out", products(&s.out));
        one.put("every", s.every.as_ref());
        one.put("next", s.next.as_ref());
        one
    });
    made.put("starts", starts.collect::<Vec<_>>());
    let phases = g.phases.iter().enumerate().map(|(n, p)| {
        let path = format!("phase/{}", id_or_number(p.id.as_ref(), n));
        let mut one = Object::default();
        one.put("id", p.id.as_ref());
        one.put("name", said(voice, g, &path, p.name.as_ref()));
        one.put("facts", &p.facts);
        one.put("any-order", Some(true).filter(|_| p.any_order));
        one.put("next", p.next.as_ref());
        one
    });
    made.put("phases", phases.collect::<Vec<_>>());
    made.put("steps", (0..g.steps.len()).filter_map(|n| step(voice, g, n)).collect::<Vec<_>>());
    let anytime = g.anytime.iter().enumerate().map(|(n, a)| {
        let path = format!("anytime/{}", id_or_number(a.id.as_ref(), n));
        let mut one = Object::default();
        one.put("id", a.id.as_ref());
        one.put("event", said(voice, g, &path, a.event.as_ref()));
        one.put("in", texts(&a.within_phases));
        one.put("next", a.next.as_ref());
        one
    });
    made.put("anytime", anytime.collect::<Vec<_>>());
}

fn products(all: &[ProductRef]) -> Vec<Object> {
    let one = |p: &ProductRef| {
        let mut one = Object::default();
        one.put("id", &p.id);
        one.put("optional", Some(true).filter(|_| p.optional));
        one
    };
    all.iter().map(one).collect()
}

fn cast(cast: &Cast) -> Object {
    let mut one = Object::default();
    match cast {
        Cast::Roles(names) => one.put("who", texts(names)),
        Cast::ByCase(cases) => {
            let mut by = Object::default();
            for (word, names) in cases {
                by.put(word.as_str(), texts(names));
            }
            one.put("by-case", by);
        }
    }
    one
}

fn letters(all: &Letters) -> Object {
    let mut made = Object::default();
    for (letter, _, who) in &all.cells {
        made.put(letter.word(), cast(who));
    }
    made
}

fn within(limit: &Within) -> Object {
    let mut one = Object::default();
    match limit {
        Within::Plain(time) => one.put("time", time),
        Within::Since(time, since) => {
            one.put("time", time);
            one.put("since", since);
        }
        Within::ByCase(cases) => {
            let mut by = Object::default();
            for (word, time) in cases {
                by.put(word.as_str(), time);
            }
            one.put("by-case", by);
        }
    }
    one
}

fn step(voice: &Voice<'_>, g: &Guideline, n: usize) -> Option<Object> {
    let it: &Step = g.steps.get(n)?;
    let path = g.step_path(n).into_owned();
    let mut one = Object::default();
    one.put("number", n + 1);
    one.put("id", it.id.as_ref());
    one.put("kind", it.kind.word());
    one.put("text", said(voice, g, &path, it.text.as_ref()));
    one.put("phase", it.phase.and_then(|p| g.phases.get(p)).and_then(|p| p.id.as_ref()));
    let mut held = Object::default();
    for letter in g.letters(it) {
        let mut who = cast(letter.cast);
        who.put("inherited", Some(true).filter(|_| letter.inherited));
        held.put(letter.letter.word(), who);
    }
    one.put("letters", held);
    one.put("in", products(&it.input));
    one.put("out", products(&it.output));
    one.put("next", it.next.as_ref());
    kind(voice, g, &path, &it.kind, &mut one);
    let outcomes = it.outcomes().iter().map(|o| outcome(voice, g, &path, o));
    one.put("outcomes", outcomes.collect::<Vec<_>>());
    one.put("within", it.within.as_ref().map(within));
    one.put("until", said(voice, g, &format!("{path}/until"), it.until.as_ref()));
    one.put("late", it.late.as_ref());
    let escalate = it.escalate.iter().map(|e| {
        let mut one = Object::default();
        one.put("after", e.after.as_ref());
        one.put("tell", texts(&e.tell));
        one
    });
    one.put("escalate", escalate.collect::<Vec<_>>());
    let limit = it.limit.as_ref().map(|l| {
        let mut one = Object::default();
        one.put("rounds", l.rounds);
        one.put("then", l.then.as_ref());
        one
    });
    one.put("limit", limit);
    one.put("every", it.every.as_ref());
    one.put("contact", texts(&it.contact));
    one.put("see", texts(&it.see));
    one.put("tools", texts(&it.tools));
    one.put("note", said(voice, g, &format!("{path}/note"), it.note.as_ref()));
    one.put("facts", &it.facts);
    Some(one)
}

fn kind(voice: &Voice<'_>, g: &Guideline, path: &str, kind: &StepKind, one: &mut Object) {
    match kind {
        StepKind::Ask { of, complete, .. } => {
            one.put("of", of.as_ref());
            one.put("complete", Some(true).filter(|_| *complete));
        }
        StepKind::Parallel { branches, optional, join } => {
            one.put("branches", texts(branches));
            let optional = optional.iter().map(|(step, when)| {
                let mut branch = Object::default();
                branch.put("step", step);
                branch.put("when", said(voice, g, &format!("{path}/{}", step.as_str()), Some(when)));
                branch
            });
            one.put("optional", optional.collect::<Vec<_>>());
            one.put("join", join.as_ref());
        }
        StepKind::Wait { party, .. } => one.put("for", party.as_ref()),
        StepKind::Call { document, start, .. } => {
            one.put("call", document);
            one.put("start", start.clone());
        }
        StepKind::End { hand_over, stops_everything } => {
            let all = hand_over.iter().map(|(to, what)| {
                let mut handed = Object::default();
                handed.put("to", to);
                handed.put("what", products(what));
                handed
            });
            one.put("hand-over", all.collect::<Vec<_>>());
            one.put("stops-everything", Some(true).filter(|_| *stops_everything));
        }
        StepKind::Do | StepKind::Unknown => {}
    }
}

fn outcome(voice: &Voice<'_>, g: &Guideline, path: &str, o: &Outcome) -> Object {
    let mut one = Object::default();
    one.put("id", &o.id);
    one.put("to", o.to.as_ref());
    one.put("text", said(voice, g, &format!("{path}/{}", o.id.as_str()), o.text.as_ref()));
    one.put("share-per-mille", o.share.as_ref().map(|s| s.value));
    one.put("when", o.when.as_ref().map(|w| when(&w.value)));
    one
}

fn when(condition: &When) -> Object {
    let mut one = Object::default();
    match condition {
        When::Range { low, high, unit } => {
            for (key, bound) in [("low", low), ("high", high)] {
                let bound = bound.map(|b| {
                    let mut one = Object::default();
                    one.put("thousandths", Value::from(b.figure));
                    one.put("inclusive", b.inclusive);
                    one
                });
                one.put(key, bound);
            }
            one.put("unit", unit.as_str());
        }
        When::Words(words) => one.put("words", words.iter().map(String::as_str).collect::<Vec<_>>()),
        When::Rest => one.put("else", true),
    }
    one
}

/// A name by language, for other modules of the data.
pub(super) fn name(voice: &Voice<'_>, name: &crate::model::Localized) -> Object {
    local(voice, name)
}
