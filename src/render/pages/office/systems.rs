//! Systems and resources: what steps use as tools, what guidelines name as resources, where records are kept.

use super::chapter_of;
use super::registers::step_of;
use crate::model::DocStatus;
use crate::render::pages::table::{Cell, Kind, Sheet, Table, chapter_table, columns};
use crate::render::pages::{Book, Made};
use crate::render::templates::Fault;
use crate::render::voice::{Link, Said, Voice};
use std::collections::{BTreeMap, BTreeSet};

const FOLDER: &str = "systems/";

/// As many links stand in a cell.
const ENOUGH: usize = 24;

/// Everything that names one system.
#[derive(Debug, Default)]
struct System<'a> {
    name: Said<'a>,
    /// Documents, each with its steps.
    tools: BTreeMap<usize, Vec<usize>>,
    resource: BTreeSet<usize>,
    records: Vec<(usize, &'a str)>,
}

/// The systems that some documents name, by name.
fn gather<'a>(voice: &Voice<'a>, documents: &[usize]) -> BTreeMap<String, System<'a>> {
    let mut all: BTreeMap<String, System<'a>> = BTreeMap::new();
    let mut system = |name: &'a str, said: Option<Said<'a>>, add: &mut dyn FnMut(&mut System<'a>)| {
        let key = name.trim().to_lowercase();
        if !key.is_empty() {
            let found = all.entry(key).or_default();
            if found.name.text.is_empty() {
                found.name = said.unwrap_or_else(|| voice.source_text(name.trim()));
            }
            add(found);
        }
    };
    for &n in documents {
        let Some(g) = voice.shelf.document(n).filter(|g| g.state() != DocStatus::Retired) else { continue };
        for (s, step) in g.steps.iter().enumerate() {
            for tool in &step.tools {
                system(tool.as_str(), None, &mut |x| x.tools.entry(n).or_default().push(s));
            }
        }
        for (r, resource) in g.resources.iter().enumerate() {
            if let Some(what) = &resource.what {
                let said = voice.said(g, &format!("resource/{}", r + 1), Some(what));
                system(what.as_str(), said, &mut |x| {
                    x.resource.insert(n);
                });
            }
        }
        for record in &g.records {
            if let Some(kept) = &record.kept_in {
                system(kept.as_str(), None, &mut |x| x.records.push((n, record.name.as_str())));
            }
        }
    }
    all
}

/// The first links, and how many more there are.
fn enough<'a>(voice: &Voice<'a>, mut links: Vec<Link<'a>>) -> Cell<'a> {
    let more = links.len().saturating_sub(ENOUGH);
    links.truncate(ENOUGH);
    if more > 0 {
        links.push(Link::text(voice.word(format!("+\u{a0}{more}"))));
    }
    links.into()
}

fn table<'a>(voice: &Voice<'a>, documents: &[usize]) -> Table<'a> {
    let w = voice.w;
    let mut table = Table::new(columns(&[
        (w.office.system, Kind::Name),
        (w.office.used_at, Kind::Text),
        (w.office.resource_of, Kind::Text),
        (w.office.keeps, Kind::Text),
    ]));
    for (_, system) in gather(voice, documents) {
        let mut used = Vec::new();
        for (&n, steps) in &system.tools {
            let Some(g) = voice.shelf.document(n) else { continue };
            let first = steps.first().map(|&s| step_of(voice, n, g, s));
            let numbers: Vec<String> = steps.iter().map(|s| (s + 1).to_string()).collect();
            let said = voice.word(format!("{}, {} {}", g.id(), w.this_step, numbers.join(", ")));
            used.push(Link { text: said.text, ..first.unwrap_or_default() });
        }
        let resource: Vec<Link<'a>> = system.resource.iter().map(|&n| voice.document_id(n, None)).collect();
        let mut seen = BTreeSet::new();
        let records: Vec<Link<'a>> = system
            .records
            .iter()
            .filter(|(_, name)| seen.insert(*name))
            .map(|&(_, name)| match voice.shelf.product(name) {
                Some(_) => voice.product(name),
                None => voice.refer(name),
            })
            .collect();
        table.row(vec![
            system.name.into(),
            enough(voice, used),
            enough(voice, resource),
            enough(voice, records),
        ]);
    }
    table
}

/// Where there are chapters: each system with the number of documents that name it.
fn counted<'a>(voice: &Voice<'a>) -> Table<'a> {
    let w = voice.w;
    let heads = columns(&[(w.office.system, Kind::Name), (w.documents, Kind::Text)]);
    let mut table = Table::new(heads).under(voice.word(w.office.systems));
    for (_, system) in gather(voice, voice.shelf.by_id()) {
        let mut documents: BTreeSet<usize> = system.resource;
        documents.extend(system.tools.keys());
        documents.extend(system.records.iter().map(|(n, _)| *n));
        table.row(vec![system.name.into(), documents.len().into()]);
    }
    table
}

/// Makes the list, or a chapter of it.
pub(crate) fn make<'a>(book: &'a Book<'a>, voice: &Voice<'a>, sub: Option<usize>) -> Result<Made, Fault> {
    let w = voice.w;
    let shelf = voice.shelf;
    let chapter = sub.and_then(|n| shelf.chapters.get(n));
    let mut chapters = None;
    let tables = if let Some(chapter) = chapter {
        vec![table(voice, &chapter.documents)]
    } else {
        chapters = chapter_table(voice, FOLDER, &[], |_| Vec::new());
        vec![if chapters.is_some() { counted(voice) } else { table(voice, shelf.by_id()) }]
    };
    let sheet = Sheet {
        title: w.office.systems,
        lead: if chapter.is_some() { "" } else { w.office.systems_lead },
        empty: w.office.systems_empty,
        chapters,
        tables,
        ..chapter_of(voice, chapter, FOLDER, w.office.systems)
    };
    sheet.make(book, voice)
}
