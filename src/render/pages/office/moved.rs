//! The page of a number that was replaced: it says so and leads on, so that old links and old print-outs still lead
//! somewhere.

use crate::render::pages::frame::About;
use crate::render::pages::{Book, Made};
use crate::render::templates::Fault;
use crate::render::voice::{Link, Voice};
use serde::Serialize;

/// What it shows.
#[derive(Debug, Serialize)]
struct Page<'a> {
    id: &'a str,
    heirs: Vec<Heir<'a>>,
}

/// What took its place.
#[derive(Debug, Serialize)]
struct Heir<'a> {
    id: &'a str,
    link: Link<'a>,
}

/// Makes the page.
pub(crate) fn make<'a>(book: &'a Book<'a>, voice: &Voice<'a>, n: usize) -> Result<Made, Fault> {
    let Some(moved) = voice.shelf.moved.get(n) else { return Ok(Made::default()) };
    let heirs = moved
        .heirs
        .iter()
        .filter_map(|&n| Some(Heir { id: voice.shelf.named(n)?.id(), link: voice.document(n, None) }));
    let page = Page { id: moved.id, heirs: heirs.collect() };
    let register = Link::to(voice.word(voice.w.documents), voice.href("register/index.html"));
    let about = About { title: moved.id.to_owned(), crumbs: vec![register], ..About::default() };
    Ok(Made { text: book.fill(voice, "pages/moved.html", about, &page)?, ..Made::default() })
}
