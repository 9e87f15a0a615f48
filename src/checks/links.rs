//! Where a link leads within the handbook: links go by identity, and by relative path.

use super::Context;
use crate::diagnostic::FileId;
use crate::model::Guideline;
use crate::model::path::{decode, join};

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
    if file.is_empty() || file.contains(':') {
        return None;
    }
    join(path, &decode(file))
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn paths_go_by_the_folder_they_stand_in() {
        let beside = |file| beside("sales/offers/offer.md", file);
        assert_eq!(beside("form.xlsx?raw").as_deref(), Some("sales/offers/form.xlsx"));
        assert_eq!(beside("../../hr/my%20pay.md#top").as_deref(), Some("hr/my pay.md"));
        assert_eq!(beside("../../../outside.md"), None);
        assert_eq!(beside("https://example.com/a"), None);
        assert_eq!(beside("role:clerk"), None);
    }
}
