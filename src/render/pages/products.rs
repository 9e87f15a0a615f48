//! Work products: the list, and what makes each, who needs it, where it is kept.

use super::frame::About;
use super::guideline::strip::Fact;
use super::{Book, Made};
use crate::model::{Cast, Guideline, StepKind};
use crate::render::reference;
use crate::render::shelf::ProductShelf;
use crate::render::templates::Fault;
use crate::render::voice::{Link, Said, Voice};
use serde::Serialize;

/// The list.
#[derive(Debug, Serialize)]
struct List<'a> {
    rows: Vec<Row<'a>>,
}

/// A product in the list.
#[derive(Debug, Serialize)]
struct Row<'a> {
    link: Link<'a>,
    owner: Option<Link<'a>>,
    class: Option<Said<'a>>,
    made: Vec<Link<'a>>,
    used: Vec<Link<'a>>,
}

/// What the page of a product shows.
#[derive(Debug, Serialize)]
struct Page<'a> {
    name: Said<'a>,
    facts: Vec<Fact<'a>>,
    brought: Vec<StepRow<'a>>,
    made: Vec<StepRow<'a>>,
    used: Vec<StepRow<'a>>,
    handed: Vec<StepRow<'a>>,
    records: Vec<RecordRow<'a>>,
}

/// A step of a document.
#[derive(Debug, Serialize)]
struct StepRow<'a> {
    document: Link<'a>,
    step: Link<'a>,
    number: usize,
    who: Vec<Link<'a>>,
}

/// A place where it is kept.
#[derive(Debug, Serialize)]
struct RecordRow<'a> {
    document: Link<'a>,
    kept_in: Option<Said<'a>>,
    keep: Option<Said<'a>>,
    basis: Option<Said<'a>>,
    class: Option<Said<'a>>,
}

fn each_once<'a>(voice: &Voice<'a>, places: &[(usize, usize)]) -> Vec<Link<'a>> {
    let mut documents: Vec<usize> = places.iter().map(|(d, _)| *d).collect();
    documents.dedup();
    documents.into_iter().map(|d| voice.document(d, None)).collect()
}

fn class<'a>(voice: &Voice<'a>, product: &ProductShelf<'a>) -> Option<Said<'a>> {
    let class = product.entry?.class.as_ref()?;
    Some(voice.tell(voice.handbook().class_name(class.as_str(), voice.lang)))
}

/// Makes the list of products.
pub(crate) fn list<'a>(book: &'a Book<'a>, voice: &Voice<'a>) -> Result<Made, Fault> {
    let rows = voice.shelf.products().iter().map(|p| Row {
        link: voice.product(p.id),
        owner: p.entry.and_then(|e| e.owner.as_ref()).map(|o| voice.party(o.as_str())),
        class: class(voice, p),
        made: each_once(voice, &p.made),
        used: each_once(voice, &p.used),
    });
    let list = List { rows: rows.collect() };
    let about = About { title: voice.w.products.to_owned(), ..About::default() };
    Ok(Made { text: book.fill(voice, "pages/products.html", about, &list)?, ..Made::default() })
}

/// Makes the page of a product.
pub(crate) fn make<'a>(book: &'a Book<'a>, voice: &Voice<'a>, n: usize) -> Result<Made, Fault> {
    let Some(p) = voice.shelf.product_at(n) else { return Ok(Made::default()) };
    let h = voice.handbook();
    let steps = |places: &[(usize, usize)]| -> Vec<StepRow<'a>> {
        places.iter().filter_map(|&(d, s)| step(voice, d, s)).collect()
    };
    let brought = p.brought.iter().filter_map(|&(d, s)| {
        let g = voice.shelf.document(d)?;
        let said = voice.tell(h.start_event(g, s, voice.lang));
        let who = g.starts.get(s).map_or(Vec::new(), |start| {
            start.from.iter().map(|f| super::guideline::parts::named(voice, f.as_str())).collect()
        });
        Some(StepRow {
            document: voice.document(d, Some("sec--steps")),
            step: Link::text(said),
            number: 0,
            who,
        })
    });
    let records = p.records.iter().filter_map(|&(d, r)| {
        let record = voice.shelf.document(d)?.records.get(r)?;
        let class = h.record_class(record);
        Some(RecordRow {
            document: voice.document(d, Some("sec--records")),
            kept_in: voice.own(record.kept_in.as_ref()),
            keep: voice.kept(record.keep.as_ref()),
            basis: voice.own(record.basis.as_ref()),
            class: class.map(|c| voice.tell(h.class_name(c.as_str(), voice.lang))),
        })
    });
    let link = voice.product(p.id);
    let name = Said { text: link.text, lang: link.lang };
    let mut assets = std::collections::BTreeSet::new();
    let page = Page {
        facts: facts(voice, p, &mut assets),
        brought: brought.collect(),
        made: steps(&p.made),
        used: steps(&p.used),
        handed: steps(&p.handed),
        records: records.collect(),
        name: name.clone(),
    };
    let crumbs = vec![Link::to(voice.word(voice.w.products), voice.href("p/index.html"))];
    let about = About { title: name.text.into_owned(), crumbs, ..About::default() };
    Ok(Made { text: book.fill(voice, "pages/product.html", about, &page)?, assets })
}

fn step<'a>(voice: &Voice<'a>, d: usize, s: usize) -> Option<StepRow<'a>> {
    let g = voice.shelf.document(d)?;
    let id = g.steps.get(s)?.id();
    let said = voice.step(g, s);
    let link = voice.document(d, (!id.is_empty()).then_some(id));
    Some(StepRow {
        document: voice.document(d, None),
        step: Link { text: said.text, lang: said.lang, ..link },
        number: s + 1,
        who: who(voice, g, s),
    })
}

/// Who does a step; to whom an end hands over.
fn who<'a>(voice: &Voice<'a>, g: &'a Guideline, s: usize) -> Vec<Link<'a>> {
    let Some(step) = g.steps.get(s) else { return Vec::new() };
    match &step.kind {
        StepKind::End { hand_over, .. } => {
            hand_over.iter().map(|(to, _)| super::guideline::parts::named(voice, to.as_str())).collect()
        }
        StepKind::Wait { party, .. } => voice.parties(party),
        _ => voice.parties(g.doers(step).into_iter().flat_map(Cast::names)),
    }
}

fn facts<'a>(
    voice: &Voice<'a>,
    p: &ProductShelf<'a>,
    assets: &mut std::collections::BTreeSet<usize>,
) -> Vec<Fact<'a>> {
    let w = voice.w;
    let mut facts = vec![Fact::new(w.key, vec![Link::text(voice.word(p.id))])];
    let Some(entry) = p.entry else { return facts };
    if let Some(owner) = &entry.owner {
        facts.push(Fact::new(w.owner, vec![voice.party(owner.as_str())]));
    }
    if let Some(class) = class(voice, p) {
        let rule = entry.class.as_ref().and_then(|c| voice.handbook().class(c.as_str()));
        let rule = rule.filter(|c| !c.handling.is_empty());
        let rule = rule.map(|c| Link::text(voice.local(&c.handling, c.id.as_str())));
        facts.push(Fact::new(w.class, std::iter::once(Link::text(class)).chain(rule).collect()));
    }
    if entry.from_outside {
        facts.push(Fact::new(w.from, vec![Link::text(voice.word(w.outside))]));
    }
    if !entry.norms.is_empty() {
        facts.push(Fact::new(w.clauses, entry.norms.iter().map(|n| voice.refer(n.as_str())).collect()));
    }
    if let Some(template) = &entry.template {
        let found = reference::path(voice.shelf, template.as_str(), "");
        let link = match found {
            reference::Target::Asset(n) => crate::render::prose::offered(voice, n).map(|href| {
                assets.insert(n);
                Link::to(voice.word(template.as_str()), href)
            }),
            _ => None,
        };
        facts.push(Fact::new(w.template, vec![link.unwrap_or_else(|| voice.refer(template.as_str()))]));
    }
    facts
}
