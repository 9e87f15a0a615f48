//! The handbook as data: `handbook.json`, with the words of the source format, and for a handbook whose lists are cut
//! one more file per chapter. Nothing above the class of the site is in it. `schema` describes it.

mod document;
mod object;
mod schema;
mod shared;

pub use schema::schema;

use self::object::Object;
use super::address::encode;
use super::pages::Made;
use super::shelf::{Chapter, ProductShelf, Shelf};
use super::voice::Voice;
use crate::diagnostic::Severity;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// The version of the form. It grows with every change that a reader may stumble over.
const VERSION: u32 = 1;

/// File of the data of a chapter.
fn chapter_file(chapter: &Chapter) -> String {
    format!("data/{}.json", chapter.name)
}

/// Files of the data of the chapters.
pub(crate) fn files(shelf: &Shelf<'_>) -> Vec<String> {
    shelf.chapters.iter().map(chapter_file).collect()
}

/// Makes the data, or that of a chapter.
pub(crate) fn make(voice: &Voice<'_>, sub: Option<usize>) -> Made {
    let shelf = voice.shelf;
    let made = match sub.and_then(|n| shelf.chapters.get(n)) {
        Some(chapter) => part(voice, chapter),
        None => whole(voice),
    };
    // One line for each document and product, so that two editions can be compared line by line.
    let mut text = made.lines();
    text.push('\n');
    Made { text, ..Made::default() }
}

fn head(kind: &str) -> Object {
    let mut head = Object::default();
    head.put("format", kind);
    head.put("version", VERSION);
    head
}

fn whole(voice: &Voice<'_>) -> Object {
    let (shelf, h) = (voice.shelf, voice.handbook());
    let mut all = head("guidepost-handbook");
    all.put("generator", concat!("guidepost ", env!("CARGO_PKG_VERSION")));
    all.put("edition", edition(voice));
    shared::put(voice, &mut all);
    let cut = !shelf.chapters.is_empty();
    if cut {
        all.put("files", shelf.chapters.iter().map(|c| encode(&chapter_file(c))).collect::<Vec<_>>());
        let mut entries = Vec::with_capacity(shelf.by_id().len());
        for chapter in &shelf.chapters {
            let file = encode(&chapter_file(chapter));
            entries.extend(chapter.documents.iter().filter_map(|&n| document::entry(voice, n, &file)));
        }
        all.put("documents", entries);
    } else {
        let documents = shelf.by_id().iter().filter_map(|&n| document::document(voice, n));
        all.put("documents", documents.collect::<Vec<Value>>());
    }
    // Of a handbook that is cut, a product stands in the file of the document that touches it first.
    let products = shelf.products().iter().enumerate().filter(|(_, p)| !cut || home(p).is_none());
    all.put("products", products.filter_map(|(n, _)| shared::product(voice, n)).collect::<Vec<Value>>());
    all.put("landscape-flows", shared::flows(h));
    all
}

fn part(voice: &Voice<'_>, chapter: &Chapter) -> Object {
    let shelf = voice.shelf;
    let mut all = head("guidepost-handbook-part");
    all.put("place", chapter.place.map(|place| shared::place(voice, place)));
    let documents = chapter.documents.iter().filter_map(|&n| document::document(voice, n));
    all.put("documents", documents.collect::<Vec<Value>>());
    let ours: HashSet<usize> = chapter.documents.iter().copied().collect();
    let products = shelf.products().iter().enumerate();
    let products = products.filter(|(_, p)| home(p).is_some_and(|n| ours.contains(&n)));
    all.put("products", products.filter_map(|(n, _)| shared::product(voice, n)).collect::<Vec<Value>>());
    all
}

/// The document that touches a work product first.
fn home(p: &ProductShelf<'_>) -> Option<usize> {
    let lists = [&p.made, &p.brought, &p.used, &p.handed, &p.records];
    lists.into_iter().find_map(|list| list.first()).map(|(n, _)| *n)
}

/// What was built when, and what is not in it.
fn edition(voice: &Voice<'_>) -> Object {
    let (shelf, h) = (voice.shelf, voice.handbook());
    let mut made = Object::default();
    made.put("date", shelf.edition.today.to_string());
    made.put("draft", shelf.edition.draft);
    made.put("sources", h.sources.iter().count());
    made.put("digest", shelf.digest());
    made.put("site-class", h.settings.site_class.as_ref());
    made.put("documents", shelf.by_id().len());
    made.put("withheld", shelf.withheld);
    made.put("findings", counted(shelf.open_findings().filter_map(|f| f.severity)));
    made
}

/// How many findings of each severity.
fn counted(severities: impl Iterator<Item = Severity>) -> Object {
    let mut counts: HashMap<Severity, usize> = HashMap::new();
    for severity in severities {
        *counts.entry(severity).or_default() += 1;
    }
    let mut made = Object::default();
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        made.put(severity.word(), counts.get(&severity).copied().unwrap_or(0));
    }
    made
}
