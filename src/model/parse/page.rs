//! Plain pages: Markdown that is no controlled document.

use super::get::{facts_of, text};
use crate::diagnostic::{Sources, Span};
use crate::model::Page;
use crate::source::SourceFile;
use crate::source::markdown::outline;

/// How far into a page its first heading is looked for, in bytes.
const WINDOW: usize = 8 << 10;

pub(super) fn lower(file: &SourceFile, sources: &Sources) -> Page {
    let path = sources.path(file.id).to_owned();
    let front = file.front.as_ref();
    let (title, title_at) = front
        .and_then(|f| text(f, "title").or_else(|| text(f, "name")))
        .map(|t| (t.value, t.at))
        .or_else(|| heading(file.body, sources))
        .unwrap_or_else(|| (from_path(&path), Span { end: file.body.start, ..file.body }));
    Page {
        file: file.id,
        path,
        title,
        title_at,
        facts: front.map(facts_of).unwrap_or_default(),
        has_front: front.is_some(),
        body: file.body,
    }
}

/// The first heading of the first level, else the first of any.
fn heading(body: Span, sources: &Sources) -> Option<(String, Span)> {
    let text = sources.slice(body);
    // Only whole lines, so that no sign is cut in two.
    let cut = match text.as_bytes().get(..WINDOW) {
        Some(window) => window.iter().rposition(|&b| b == b'\n').map_or(0, |n| n + 1),
        None => text.len(),
    };
    let window = Span::new(body.file, body.start as usize, body.start as usize + cut);
    let headings = outline(&sources.get(body.file).text, window).headings;
    let first = headings.iter().find(|h| h.level == 1).or_else(|| headings.first());
    first.filter(|h| !h.text.trim().is_empty()).map(|h| (h.text.trim().to_owned(), h.at))
}

/// `sales/access_policy.md` → `Access policy`.
fn from_path(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words = stem.split(['-', '_', ' ']).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_become_titles() {
        assert_eq!(from_path("sales/access_policy-2.md"), "Access policy 2");
        assert_eq!(from_path("README.md"), "README");
        assert_eq!(from_path("--.md"), "--.md");
        assert_eq!(from_path("über.uns.md"), "Über.uns");
    }
}
