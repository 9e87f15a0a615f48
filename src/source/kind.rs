//! What a file is, told by its name, its place and its keys (format reference, section 1).

use super::{FileKind, Node};
use crate::diagnostic::{Finding, Span};
use std::collections::HashSet;

/// Keys of which one makes a Markdown file a guideline.
pub const CONTROLLED: [&str; 6] = ["id", "type", "owner", "status", "steps", "phases"];

/// The kind of a file whose name alone says it.
fn by_name(path: &str) -> Option<FileKind> {
    Some(match path {
        "handbook.yaml" => FileKind::Handbook,
        "organisation.yaml" => FileKind::Organisation,
        "landscape.yaml" => FileKind::Landscape,
        "glossary.yaml" => FileKind::Glossary,
        "soa.yaml" => FileKind::Soa,
        "baseline.yaml" => FileKind::Baseline,
        _ => {
            let name = path.strip_prefix("standards/")?.strip_suffix(".yaml")?;
            return (!name.contains('/')).then_some(FileKind::Standard);
        }
    })
}

/// What a file is, and in which language a translation is.
pub(super) struct Role {
    /// What it is.
    pub(super) kind: FileKind,
    /// From the name of a translation.
    pub(super) lang: Option<String>,
}

/// What a file is. `names` are the paths of all files.
pub(super) fn role(path: &str, front: Option<&Node>, names: &HashSet<&str>) -> Role {
    if let Some(kind) = by_name(path) {
        return Role { kind, lang: None };
    }
    let has = |key: &str| front.is_some_and(|f| f.get(key).is_some());
    let language = language(path);
    let beside = language.is_some_and(|(name, _)| {
        ["md", "yaml"].iter().any(|end| names.contains(format!("{name}.{end}").as_str()))
    });
    // One whose original was renamed is still a translation by its texts.
    if has("translates") || (language.is_some() && (beside || has("texts"))) {
        return Role { kind: FileKind::Translation, lang: language.map(|(_, lang)| lang.to_owned()) };
    }
    // In a folder that is no handbook yet, an `id` alone is somebody else's: other tools have that key too.
    let ours = |key: &str| key != "id" || names.contains("handbook.yaml");
    let guideline =
        if is_yaml(path) { has("id") } else { CONTROLLED.iter().any(|key| has(key) && ours(key)) };
    let kind = match (guideline, is_yaml(path)) {
        (true, _) => FileKind::Guideline,
        (false, true) => FileKind::Unknown,
        (false, false) => FileKind::Page,
    };
    Role { kind, lang: None }
}

/// The finding about a YAML file that is none of a handbook.
pub(super) fn unknown(path: &str, at: Span) -> Option<Finding> {
    const KNOWN: [&str; 6] = ["handbook", "organisation", "landscape", "glossary", "soa", "baseline"];
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, _) = name.rsplit_once('.')?;
    let near = KNOWN
        .iter()
        .map(|known| (strsim::normalized_damerau_levenshtein(&stem.to_lowercase(), known), known))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let (message, help) = match near {
        Some((_, known)) if *known == stem && !folder.is_empty() => (
            format!("this `{name}` is not read: only the one at the top of the handbook is"),
            "bring the two together there, or delete this one".to_owned(),
        ),
        Some((_, known)) if folder.is_empty() => {
            (format!("`{name}` is no file of a handbook, and is not read"), format!("name it `{known}.yaml`"))
        }
        _ => (
            format!("`{name}` is no file of a handbook, and is not read: it has no `id`"),
            "give it an `id` if it is a guideline; otherwise name it under `ignore:` in handbook.yaml"
                .to_owned(),
        ),
    };
    Some(Finding::new("source/unknown-file", Span { end: at.start, ..at }, message).help(help))
}

/// Whether a file is YAML as a whole, by its name.
pub(super) fn is_yaml(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("yaml"))
}

/// `NAME` and the language of `NAME.de.md` and `NAME.de.yaml`; `None` where the name has no language.
pub(super) fn language(path: &str) -> Option<(&str, &str)> {
    let stem = path.strip_suffix(".md").or_else(|| path.strip_suffix(".yaml"))?;
    let (name, lang) = stem.rsplit_once('.')?;
    let (code, region) = lang.split_once('-').unwrap_or((lang, ""));
    let region_fits = region.is_empty() || (2..=4).contains(&region.len());
    let fits = CODES.as_bytes().chunks_exact(2).any(|known| known == code.as_bytes());
    (fits && region_fits && !name.is_empty() && !name.ends_with('/')).then_some((name, lang))
}

/// The two-letter codes of ISO 639-1.
const CODES: &str = "aaabaeafakamanarasavayazbabebgbhbibmbnbobrbscacechcocrcscucvcydadedvdzeeeleneoeseteufaff\
    fifjfofrfygagdglgngugvhahehihohrhthuhyhziaidieigiiikioisitiujajvkakgkikjkkklkmknkokrkskukvkwkylalblglilnlo\
    ltlulvmgmhmimkmlmnmrmsmtmynanbndnengnlnnnonrnvnyocojomorospapiplpsptqurmrnrorurwsascsdsesgsiskslsmsnsosqsr\
    ssstsusvswtatetgthtitktltntotrtstttwtyugukuruzvevivowawoxhyiyozazhzu";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_carry_a_language() {
        assert_eq!(language("a/offer.de.md"), Some(("a/offer", "de")));
        assert_eq!(language("offer.de-AT.yaml"), Some(("offer", "de-AT")));
        assert_eq!(language("offer.v2.md"), None);
        assert_eq!(language("offer.md"), None);
        assert_eq!(language(".de.md"), None);
    }

    #[test]
    fn codes_are_whole() {
        assert_eq!(CODES.len() % 2, 0);
        for code in ["de", "en", "pl", "zu", "aa", "lt", "ff", "nn"] {
            assert!(language(&format!("x.{code}.md")).is_some(), "{code}");
        }
    }

    #[test]
    fn only_the_root_has_shared_files() {
        assert_eq!(by_name("organisation.yaml"), Some(FileKind::Organisation));
        assert_eq!(by_name("sales/organisation.yaml"), None);
        assert_eq!(by_name("standards/own.yaml"), Some(FileKind::Standard));
        assert_eq!(by_name("standards/old/own.yaml"), None);
    }
}
