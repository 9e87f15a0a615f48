//! Translations: texts by path, and which document they belong to.

use super::get::{key, named, scalar, text};
use crate::diagnostic::Span;
use crate::model::{Handbook, Text, Translation, read};
use crate::source::{Kind, Node, SourceFile};
use std::collections::HashMap;

pub(super) fn lower(file: &SourceFile) -> Translation {
    let nothing = Node { at: file.front_span, kind: Kind::Empty };
    let front = file.front.as_ref().unwrap_or(&nothing);
    let top = Span { end: file.front_span.start, ..file.front_span };
    let said = text(front, "lang").filter(|t| read::language(t.as_str()).is_ok());
    let (lang, lang_at) = match (said, &file.lang) {
        (Some(said), _) => (said.value, said.at),
        (None, Some(named)) => (named.clone(), top),
        (None, None) => (String::new(), top),
    };
    Translation {
        file: file.id,
        lang,
        lang_at,
        translates: text(front, "translates").unwrap_or_else(|| Text::new(String::new(), top)),
        version: text(front, "version"),
        title: text(front, "title"),
        purpose: text(front, "purpose"),
        scope: text(front, "scope"),
        texts: named(front, "texts").iter().filter_map(|e| Some((key(e), scalar(&e.value)?))).collect(),
        body: file.body,
        broken: file.broken,
    }
}

/// Fills in what a translation belongs to where only its file name says so, and puts paths in the form of
/// `Page::path`. A document without an id is known by its path.
pub(super) fn resolve(handbook: &mut Handbook) {
    let Handbook { translations, guidelines, pages, sources, .. } = handbook;
    if translations.is_empty() {
        return;
    }
    let documents = guidelines.iter().map(|g| {
        let path = sources.path(g.file);
        (path, g.id.as_ref().map_or(path, |id| id.as_str()))
    });
    let pages = pages.iter().map(|p| (p.path.as_str(), p.path.as_str()));
    let by_path: HashMap<&str, &str> = documents.chain(pages).collect();
    for translation in translations {
        let path = sources.path(translation.file);
        let known = if translation.translates.value.is_empty() {
            let beside = beside(path);
            let known = beside.iter().find_map(|p| by_path.get(p.as_str()).copied());
            translation.translates.value = beside.into_iter().next().unwrap_or_default();
            known
        } else {
            let (folder, _) = path.rsplit_once('/').unwrap_or(("", path));
            let written = translation.translates.as_str();
            by_path.get(written).or_else(|| by_path.get(joined(folder, written).as_str())).copied()
        };
        if let Some(id) = known {
            translation.translates.value = id.to_owned();
        }
    }
}

/// The paths that `NAME.de.md` may be a translation of: `NAME.md`, `NAME.yaml`.
fn beside(path: &str) -> Vec<String> {
    let Some((stem, end)) = path.rsplit_once('.') else { return Vec::new() };
    let Some((name, _)) = stem.rsplit_once('.') else { return Vec::new() };
    let other = if end == "md" { "yaml" } else { "md" };
    vec![format!("{name}.{end}"), format!("{name}.{other}")]
}

/// A path as seen from a folder, without `.` and `..`.
fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}
