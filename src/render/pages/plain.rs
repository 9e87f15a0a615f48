//! Plain pages: Markdown without a controlled front matter, readable at once.

use super::frame::About;
use super::{Book, Made};
use crate::model::Page as Source;
use crate::render::prose::{self, Heading, Manuscript};
use crate::render::templates::Fault;
use crate::render::voice::{Link, Said, Voice};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use tera::Value;

/// How many siblings are listed beside a page, and how many pages of a folder on the home page.
const ENOUGH: usize = 24;
const MANY: usize = 200;

/// Pages of a folder.
#[derive(Debug, Serialize)]
pub(crate) struct Folder<'a> {
    name: Said<'a>,
    pages: Vec<Link<'a>>,
    /// How many more there are than are listed.
    more: usize,
}

/// What a plain page shows.
#[derive(Debug, Serialize)]
struct Page<'a> {
    title: Said<'a>,
    /// Whether it is of the kind that says who owns it: foreign front matter.
    facts: Vec<(&'a str, &'a str)>,
    prose: Value,
    prose_lang: Option<&'a str>,
    headings: Vec<Heading>,
    folder: Option<Folder<'a>>,
    here: String,
}

/// The title of a page in the reader's language.
pub(crate) fn title<'a>(voice: &Voice<'a>, page: &'a Source) -> Said<'a> {
    let translation = voice.handbook().translation(page.file, voice.lang).filter(|_| voice.translates());
    match translation.and_then(|t| t.title.as_ref()) {
        Some(title) => voice.word(title.as_str()),
        None => voice.source_text(page.title.as_str()),
    }
}

/// A page as a link.
pub(crate) fn link<'a>(voice: &Voice<'a>, n: usize) -> Link<'a> {
    match (voice.handbook().pages.get(n), voice.shelf.address.pages.get(n)) {
        (Some(page), Some(address)) => Link::to(title(voice, page), voice.href(address)),
        _ => Link::default(),
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// All pages by folder, the top one first.
pub(crate) fn folders<'a>(voice: &Voice<'a>) -> Vec<Folder<'a>> {
    let mut folders: BTreeMap<&'a str, Vec<usize>> = BTreeMap::new();
    for (n, page) in voice.handbook().pages.iter().enumerate() {
        folders.entry(folder_of(&page.path)).or_default().push(n);
    }
    folders.into_iter().map(|(name, pages)| folder(voice, name, &pages, MANY)).collect()
}

fn folder<'a>(voice: &Voice<'a>, name: &'a str, pages: &[usize], enough: usize) -> Folder<'a> {
    Folder {
        name: voice.word(if name.is_empty() { voice.w.folder_top } else { name }),
        pages: pages.iter().take(enough).map(|&n| link(voice, n)).collect(),
        more: pages.len().saturating_sub(enough),
    }
}

/// Makes a plain page.
pub(crate) fn make<'a>(book: &'a Book<'a>, voice: &Voice<'a>, n: usize) -> Result<Made, Fault> {
    let h = voice.handbook();
    let Some(source) = h.pages.get(n) else { return Ok(Made::default()) };
    let translation = h
        .translation(source.file, voice.lang)
        .filter(|t| voice.translates() && !h.sources.slice(t.body).trim().is_empty());
    let (file, body) = translation.map_or((source.file, source.body), |t| (t.file, t.body));
    let title = title(voice, source);
    let manuscript = Manuscript {
        text: h.sources.slice(body),
        path: h.sources.path(file),
        steps: &[],
        title: Some(&title.text),
        top_level: 2,
    };
    let prose = prose::write(voice, &manuscript);
    let name = folder_of(&source.path);
    let page = Page {
        facts: source
            .facts
            .iter()
            .map(|(k, v)| (k.as_str(), v.as_str()))
            .filter(|(k, _)| *k != "title")
            .collect(),
        prose: Value::safe_string(&prose.html),
        prose_lang: (voice.translates() && translation.is_none()).then(|| voice.source()),
        headings: prose.headings.into_iter().filter(|h| h.level <= 3 && !h.anchor.is_empty()).collect(),
        folder: siblings(voice, n, name),
        here: voice.href(&voice.here),
        title: title.clone(),
    };
    let about = About {
        title: title.text.into_owned(),
        crumbs: if name.is_empty() { Vec::new() } else { vec![Link::text(voice.word(name))] },
        source: Some(h.sources.path(file)),
        print: String::new(),
    };
    let assets: BTreeSet<usize> = prose.assets;
    Ok(Made { text: book.fill(voice, "pages/plain.html", about, &page)?, assets })
}

/// The pages of the same folder around a page.
fn siblings<'a>(voice: &Voice<'a>, n: usize, name: &'a str) -> Option<Folder<'a>> {
    let pages = &voice.handbook().pages;
    // Pages are sorted by path; those of a folder lie together but for its subfolders.
    let in_folder = |i: &usize| pages.get(*i).is_some_and(|p| folder_of(&p.path) == name);
    let near = |range: &mut dyn Iterator<Item = usize>| -> Vec<usize> {
        range.take(10 * ENOUGH).filter(in_folder).take(ENOUGH / 2).collect()
    };
    let mut before = near(&mut (0..n).rev());
    before.reverse();
    let after = near(&mut (n..pages.len()));
    let all: Vec<usize> = before.into_iter().chain(after).collect();
    (all.len() > 1).then(|| folder(voice, name, &all, ENOUGH))
}
