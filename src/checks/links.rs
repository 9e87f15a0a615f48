//! Where a link leads within the handbook: links go by identity, and by relative path.

use super::Context;
use crate::diagnostic::FileId;
use crate::model::Guideline;
use std::borrow::Cow;

/// The document that a link in the text of `from` leads to, by id or by relative path; a section behind `#` does
/// not matter. A link to one version of a document (`SAL-G-002@1.0`) is told by the second value.
pub(super) fn document<'a>(cx: &Context<'a>, from: FileId, link: &str) -> Option<(&'a Guideline, bool)> {
    let bare = link.split('#').next().unwrap_or_default();
    if let Some(g) = cx.handbook.guideline(bare) {
        return Some((g, false));
    }
    if let Some(g) = bare.split_once('@').and_then(|(id, _)| cx.handbook.guideline(id)) {
        return Some((g, true));
    }
    let path = beside(cx.handbook.sources.path(from), bare)?;
    let g = cx.index.by_path(&path).and_then(|n| cx.handbook.guidelines.get(n))?;
    Some((g, false))
}

/// The path within the handbook of a file named relative to `path`; nothing where it leaves the handbook, or is no
/// path.
pub(super) fn beside(path: &str, file: &str) -> Option<String> {
    let file = file.split(['#', '?']).next().unwrap_or_default();
    if file.is_empty() || file.starts_with('/') || file.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    let file = decoded(file);
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            other => parts.push(other),
        }
    }
    Some(parts.join("/"))
}

/// A path with `%20` and its like written out.
fn decoded(path: &str) -> Cow<'_, str> {
    if !path.contains('%') {
        return Cow::Borrowed(path);
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let figures = behind.get(..2).filter(|f| first == b'%' && f.iter().all(u8::is_ascii_hexdigit));
        let byte = figures.and_then(|f| u8::from_str_radix(std::str::from_utf8(f).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(path), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn paths_go_by_the_folder_they_stand_in() {
        let beside = |file| beside("sales/offers/offer.md", file);
        assert_eq!(beside("form.xlsx").as_deref(), Some("sales/offers/form.xlsx"));
        assert_eq!(beside("../../hr/my%20pay.md#top").as_deref(), Some("hr/my pay.md"));
        assert_eq!(beside("./a%2.md").as_deref(), Some("sales/offers/a%2.md"));
        assert_eq!(beside("../../../outside.md"), None);
        assert_eq!(beside("https://example.com/a"), None);
        assert_eq!(beside("role:clerk"), None);
    }
}
