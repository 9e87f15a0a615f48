//! Links and pictures of prose.

use super::html::{escape, escaped};
use crate::render::address::encode;
use crate::render::reference::{self, Target};
use crate::render::voice::Voice;

/// What a link becomes.
#[derive(Debug)]
pub(crate) enum Became {
    /// An element that is opened before the link's text and closed after it.
    Around { open: String, close: &'static str },
    /// Something that stands in place of the link's text: as an element and as plain text.
    Instead { html: String, text: String },
}

/// Files that a browser would run in the name of the site; they are never offered.
const ACTIVE: [&str; 9] = ["html", "htm", "xhtml", "shtml", "svg", "xml", "js", "mjs", "mhtml"];

/// Pictures that a page may show.
const PICTURES: [&str; 7] = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"];

fn extension(path: &str) -> String {
    path.rsplit_once('.').map_or(String::new(), |(_, e)| e.to_ascii_lowercase())
}

/// A link of prose. `bare` where its text is to be the title of what it leads to (`[[SAL-G-002]]`). A file that it
/// leads to is added to `assets`.
pub(crate) fn link(
    voice: &Voice<'_>,
    dest: &str,
    from: &str,
    bare: bool,
    assets: &mut impl Extend<usize>,
) -> Became {
    let target = reference::link(voice.shelf, dest, from);
    match &target {
        Target::Document(n, anchor) => {
            let link = voice.document(*n, anchor.as_deref());
            match link.href {
                // Its title may not be in this edition, and the text of the link may be its title.
                None => Became::Instead {
                    html: format!(
                        "<span class=\"absent\">{} <small>({})</small></span>",
                        escaped(&link.text),
                        escaped(voice.w.not_in_edition)
                    ),
                    text: link.text.into_owned(),
                },
                Some(href) => {
                    let id = format!(" data-id=\"{}\"", escaped(link.of.unwrap_or_default()));
                    let open = open(&href, if link.of.is_some() { &id } else { "" });
                    if bare {
                        let html = format!("{open}{}</a>", escaped(&link.text));
                        return Became::Instead { html, text: link.text.into_owned() };
                    }
                    Became::Around { open, close: "</a>" }
                }
            }
        }
        Target::Page(n, anchor) => match voice.shelf.address.pages.get(*n) {
            Some(address) => around(&voice.href_at(address, anchor.as_deref())),
            None => broken(),
        },
        Target::Here(anchor) => around(&format!("#{}", encode(anchor))),
        Target::Web(address) => Became::Around {
            open: open(address, " class=\"out\" rel=\"noopener noreferrer\""),
            close: "</a>",
        },
        Target::Asset(n) => match offered(voice, *n) {
            Some(href) => {
                assets.extend([*n]);
                around(&href)
            }
            None => broken(),
        },
        Target::Standard(..) | Target::Role(_) | Target::Group(_) | Target::Place(_) => {
            let link = voice.target(target.clone(), "");
            match link.href {
                Some(href) if bare => instead(&href, &link.text),
                Some(href) => around(&href),
                None => broken(),
            }
        }
        Target::Nothing => broken(),
    }
}

/// Address of the copy of a file beside the documents, unless a browser would run it.
pub(crate) fn offered(voice: &Voice<'_>, asset: usize) -> Option<String> {
    let (path, _) = voice.handbook().assets.get(asset)?;
    (!ACTIVE.contains(&extension(path).as_str())).then(|| copy_of(voice, asset))
}

fn open(href: &str, more: &str) -> String {
    let mut out = String::from("<a href=\"");
    escape(&mut out, href);
    out.push('"');
    out.push_str(more);
    out.push('>');
    out
}

fn instead(href: &str, text: &str) -> Became {
    Became::Instead { html: format!("{}{}</a>", open(href, ""), escaped(text)), text: text.to_owned() }
}

fn copy_of(voice: &Voice<'_>, asset: usize) -> String {
    let copy = voice.shelf.address.assets.get(asset).map_or("", String::as_str);
    format!("{}{}", voice.root, encode(copy))
}

fn around(href: &str) -> Became {
    Became::Around { open: open(href, ""), close: "</a>" }
}

/// A link that leads nowhere is text; the checks have said so.
fn broken() -> Became {
    Became::Around { open: "<span class=\"broken\">".to_owned(), close: "</span>" }
}

/// A picture of prose: an element up to its `alt` text, or nothing where it is not a picture of the handbook.
pub(crate) fn picture(
    voice: &Voice<'_>,
    dest: &str,
    from: &str,
    assets: &mut impl Extend<usize>,
) -> Option<String> {
    let Target::Asset(n) = reference::path(voice.shelf, dest.trim(), from) else { return None };
    let (path, _) = voice.handbook().assets.get(n)?;
    if !PICTURES.contains(&extension(path).as_str()) {
        return None;
    }
    assets.extend([n]);
    let mut out = String::from("<img src=\"");
    escape(&mut out, &copy_of(voice, n));
    out.push('"');
    Some(out)
}
