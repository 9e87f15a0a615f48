//! What a reference means: `SAL-G-002#qualify`, `iso9001:8.2.1`, `role:head-of-sales`, a path, an address of the
//! web. Links go by identity; what is not one of these is text, so that no other scheme ever gets into a page.

use super::shelf::{PathOf, Place, Shelf, places};
use crate::model::RoleOrGroup;
use crate::model::path::{decode, join};

/// What a reference leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// A document, and the step or heading within it.
    Document(usize, Option<String>),
    /// A plain page, and the heading within it.
    Page(usize, Option<String>),
    /// A standard, and the clause of it.
    Standard(usize, Option<String>),
    /// A role.
    Role(usize),
    /// A group of roles; `None`: everybody inside.
    Group(Option<usize>),
    /// A process or part.
    Place(Place),
    /// A file beside the documents.
    Asset(usize),
    /// Somewhere in the web, or a mail address.
    Web(String),
    /// A heading or step of the same page.
    Here(String),
    /// Nothing we know; shown as text.
    Nothing,
}

/// What a name in a field means: a document, a clause, a role or group, a place, an address.
pub(crate) fn name(shelf: &Shelf<'_>, text: &str) -> Target {
    let text = text.trim();
    if let Some(found) = document(shelf, text).or_else(|| scheme(shelf, text)).or_else(|| web(text)) {
        return found;
    }
    if let Some(found) = party(shelf, text) {
        return found;
    }
    if let Some(place) = places::named(shelf.handbook(), text) {
        return Target::Place(place);
    }
    match shelf.standard(text) {
        Some(n) => Target::Standard(n, None),
        None => Target::Nothing,
    }
}

/// What a link in prose means; `from` is the path of the file it stands in.
pub(crate) fn link(shelf: &Shelf<'_>, dest: &str, from: &str) -> Target {
    let dest = dest.trim();
    if let Some(anchor) = dest.strip_prefix('#') {
        return Target::Here(decode(anchor));
    }
    if let Some(found) = document(shelf, dest).or_else(|| scheme(shelf, dest)).or_else(|| web(dest)) {
        return found;
    }
    path(shelf, dest, from)
}

/// The file that a path means, as seen from another file.
pub(crate) fn path(shelf: &Shelf<'_>, dest: &str, from: &str) -> Target {
    let (path, anchor) = dest.split_once('#').map_or((dest, None), |(p, a)| (p, Some(decode(a))));
    let Some(path) = join(from, &decode(path)) else { return Target::Nothing };
    let as_folder = ["README.md", "index.md", "_index.md"].map(|f| match path.as_str() {
        "" => f.to_owned(),
        path => format!("{path}/{f}"),
    });
    let found = std::iter::once(&path).chain(&as_folder).find_map(|p| shelf.path(p));
    match found {
        Some(PathOf::Document(n)) => Target::Document(n, anchor),
        Some(PathOf::Page(n)) => Target::Page(n, anchor),
        Some(PathOf::Asset(n)) => Target::Asset(n),
        None => Target::Nothing,
    }
}

/// `SAL-G-002`, `SAL-G-002#qualify`, `SAL-G-002@1.0`.
fn document(shelf: &Shelf<'_>, text: &str) -> Option<Target> {
    let (id, anchor) = text.split_once('#').map_or((text, None), |(id, a)| (id, Some(decode(a))));
    let id = id.split_once('@').map_or(id, |(id, _)| id);
    shelf.handbook().guideline_index(id).map(|n| Target::Document(n, anchor))
}

/// `role:…` and `standard:clause`.
fn scheme(shelf: &Shelf<'_>, text: &str) -> Option<Target> {
    let (scheme, rest) = text.split_once(':')?;
    if scheme == "role" {
        return party(shelf, rest).or(Some(Target::Nothing));
    }
    shelf.standard(scheme).map(|n| Target::Standard(n, Some(rest.trim().to_owned())))
}

fn party(shelf: &Shelf<'_>, name: &str) -> Option<Target> {
    shelf.handbook().party(name).map(|p| match p {
        RoleOrGroup::Role(n) => Target::Role(n),
        RoleOrGroup::Group(n) => Target::Group(Some(n)),
        RoleOrGroup::All => Target::Group(None),
    })
}

/// An address that a page may lead to. Anything with another scheme is none, whatever it is.
pub(crate) fn web(text: &str) -> Option<Target> {
    let (scheme, rest) = text.split_once(':')?;
    let known = ["http", "https", "mailto", "tel"].iter().any(|s| scheme.eq_ignore_ascii_case(s));
    let plain = !rest.is_empty() && !text.chars().any(|c| c.is_control() || c.is_whitespace());
    (known && plain).then(|| Target::Web(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_do_not_lead_out_of_the_handbook() {
        assert_eq!(join("sales/a.md", "../img/x.png").as_deref(), Some("img/x.png"));
        assert_eq!(join("sales/a.md", "../../x"), None);
        assert_eq!(join("sales/a.md", "/top.md").as_deref(), Some("top.md"));
    }

    #[test]
    fn only_known_schemes_are_addresses() {
        assert!(web("https://example.com/a?b=c").is_some());
        assert!(web("mailto:a@example.com").is_some());
        for bad in ["javascript:alert(1)", "java\tscript:x", "data:text/html,x", "file:///etc", "http:", "x"]
        {
            assert_eq!(web(bad), None, "{bad}");
        }
    }
}
