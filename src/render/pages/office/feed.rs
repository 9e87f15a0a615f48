//! What was approved and changed, as a feed (Atom, RFC 4287). Its identities and dates come from the handbook alone,
//! and its links are relative, so that it goes where the site goes.

use super::changes;
use super::identity::uuid;
use crate::render::address::encode;
use crate::render::pages::Made;
use crate::render::prose::html::escape;
use crate::render::shelf::dates::PastKind;
use crate::render::voice::Voice;
use jiff::civil::Date;
use std::fmt::Write as _;

/// As many entries are in it; the page of changes has all.
const ENOUGH: usize = 200;

/// Makes the feed.
pub(crate) fn make(voice: &Voice<'_>) -> Made {
    let (h, w) = (voice.handbook(), voice.w);
    let shelf = voice.shelf;
    let name = voice.local(&h.settings.name, w.handbook);
    let past = &shelf.dates().past[..shelf.dates().past.len().min(ENOUGH)];
    let updated = past.first().map_or(shelf.edition.today, |p| p.date);
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let _ =
        writeln!(text, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">", encode(voice.lang));
    element(&mut text, "title", &format!("{}: {}", name.text, w.office.feed_title));
    element(&mut text, "id", &format!("urn:uuid:{}", uuid(h, &["changes", voice.lang])));
    element(&mut text, "updated", &instant(updated));
    text.push_str("<author>");
    element(&mut text, "name", &name.text);
    text.push_str("</author>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"feed.xml\"/>\n");
    link(&mut text, &voice.href("changes/index.html"));
    for past in past {
        let Some(told) = changes::tell(voice, past) else { continue };
        let (kind, nth) = match past.what {
            PastKind::Approval(_) => ("approval", String::new()),
            // Counted from the first one, so that a new change leaves the others what they are.
            PastKind::Change(n, c) => {
                ("change", shelf.head(n).map_or(0, |g| g.changes.len() - c).to_string())
            }
            PastKind::Statement => ("statement", String::new()),
        };
        let version = told.version.unwrap_or_default();
        let date = past.date.to_string();
        text.push_str("<entry>\n");
        let title: Vec<&str> =
            [told.id, &told.document.text, version].into_iter().filter(|t| !t.is_empty()).collect();
        element(&mut text, "title", &format!("{}: {}", told.kind, title.join(" ")));
        element(&mut text, "id", &format!("urn:uuid:{}", uuid(h, &[kind, told.id, version, &date, &nth])));
        element(&mut text, "updated", &instant(past.date));
        if let Some(by) = &told.by {
            text.push_str("<author>");
            element(&mut text, "name", &by.text);
            text.push_str("</author>\n");
        }
        if let Some(href) = &told.document.href {
            link(&mut text, href);
        }
        if let Some(why) = &told.why {
            element(&mut text, "summary", &why.text);
        }
        text.push_str("</entry>\n");
    }
    text.push_str("</feed>\n");
    Made { text, ..Made::default() }
}

fn instant(date: Date) -> String {
    format!("{date}T00:00:00Z")
}

fn link(out: &mut String, href: &str) {
    out.push_str("<link rel=\"alternate\" type=\"text/html\" href=\"");
    escape(out, href);
    out.push_str("\"/>\n");
}

fn element(out: &mut String, name: &str, text: &str) {
    let _ = write!(out, "<{name}>");
    // What XML cannot hold at all is left out.
    let held: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    escape(out, &held);
    let _ = writeln!(out, "</{name}>");
}
