//! What a file is, told by its name, its place and its keys (format reference, section 1).

use super::{FileKind, Node};

/// Keys of which one makes a Markdown file a guideline.
pub const CONTROLLED: [&str; 6] = ["id", "type", "owner", "status", "steps", "phases"];

/// The kind of a file whose name alone says it.
pub(super) fn by_name(path: &str) -> Option<FileKind> {
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

/// The kind of any other file: `beside` says whether the file that it would translate stands beside it.
pub(super) fn by_content(path: &str, front: Option<&Node>, lang: Option<&str>, beside: bool) -> FileKind {
    let has = |key: &str| front.is_some_and(|f| f.get(key).is_some());
    if has("translates") || (lang.is_some() && (beside || has("texts"))) {
        FileKind::Translation
    } else if !is_yaml(path) {
        if CONTROLLED.iter().any(|k| has(k)) { FileKind::Guideline } else { FileKind::Page }
    } else if has("id") {
        FileKind::Guideline
    } else {
        FileKind::Unknown
    }
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
