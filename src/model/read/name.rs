//! Names by which things are known: ids, versions, languages, and references made of them.

use super::{Misread, shown};
use crate::model::{NormRef, ProcessPath};
use std::cmp::Ordering;

/// Longer than this no id is read aloud.
const LONGEST_ID: usize = 100;

/// Reads an id: letters (of any script), digits, `-`, `_`, `.`; it starts with a letter or digit, and has at most
/// 100 characters.
///
/// # Errors
/// Nothing written, another character, too long.
pub fn id(text: &str) -> Result<String, Misread> {
    let help = "Write letters, digits, `-`, `_` and `.` only, a letter or digit first";
    if text.is_empty() {
        return Err(Misread::new("The id is empty", help));
    }
    if text.chars().count() > LONGEST_ID {
        return Err(Misread::new(
            format!("The id {} is too long", shown(text)),
            "Write at most 100 characters",
        ));
    }
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if let Some(c) = text.chars().find(|c| !fits(*c)) {
        let what = if c.is_whitespace() { "a space".to_owned() } else { format!("`{c}`") };
        let why = format!("The id {} contains {what}", shown(text));
        let mended = text.split(|c: char| !fits(c)).filter(|s| !s.is_empty()).collect::<Vec<_>>().join("-");
        return Err(if mended.starts_with(char::is_alphanumeric) {
            Misread { why, write: format!("{help}: `{mended}`"), instead: Some(mended) }
        } else {
            Misread::new(why, help)
        });
    }
    if !text.starts_with(char::is_alphanumeric) {
        return Err(Misread::new(
            format!("The id {} starts with neither letter nor digit", shown(text)),
            help,
        ));
    }
    Ok(text.to_owned())
}

/// Reads where a document belongs: `sales/opportunity-management`, or `sales` for what holds in the whole area.
///
/// # Errors
/// More than one `/`, or a part that is no id.
pub fn process(text: &str) -> Result<ProcessPath, Misread> {
    let wrong = || {
        Misread::new(
            format!("{} is not a process of the landscape", shown(text)),
            "Write the process and its part: `sales/opportunity-management`, or `sales` for the whole area",
        )
    };
    match text.trim().split_once('/') {
        None => Ok(ProcessPath { process: id(text.trim()).map_err(|_| wrong())?, part: None }),
        Some((process, part)) => Ok(ProcessPath {
            process: id(process).map_err(|_| wrong())?,
            part: Some(id(part).map_err(|_| wrong())?),
        }),
    }
}

/// Reads a work product as a step names it: its id, and whether `?` says that it is taken only if it is there.
///
/// # Errors
/// What stands before the `?` is no id.
pub fn product(text: &str) -> Result<(String, bool), Misread> {
    let text = text.trim();
    let (bare, optional) = text.strip_suffix('?').map_or((text, false), |bare| (bare.trim_end(), true));
    Ok((id(bare)?, optional))
}

/// Reads the target of a `call`: a document's id, and after `#` the start where it has several.
///
/// # Errors
/// Either of them is no id.
pub fn call_target(text: &str) -> Result<(String, Option<String>), Misread> {
    match text.trim().split_once('#') {
        None => Ok((id(text.trim())?, None)),
        Some((document, start)) => Ok((id(document)?, Some(id(start)?))),
    }
}

/// Reads a clause, `iso9001:8.2.1`, or a standard as a whole, `iso27001`.
///
/// # Errors
/// Spaces, a missing name, a missing clause after the colon.
pub fn norm(text: &str) -> Result<NormRef, Misread> {
    let text = text.trim();
    let help = "Write the standard's short name, a colon, and the clause: `iso9001:8.2.1`";
    let wrong = || Misread::new(format!("{} is not a clause of a standard", shown(text)), help);
    let clause_fits = |c: &str| {
        !c.is_empty() && c.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '(' | ')'))
    };
    let read = NormRef::read(text);
    let fits = id(&read.standard).is_ok() && read.clause.as_deref().is_none_or(clause_fits);
    // A space after the colon makes a key of the standard in YAML; here it stands within quotes.
    if fits && !text.contains(char::is_whitespace) {
        return Ok(read);
    }
    // `ISO 9001:2015, 8.2.1` and its like.
    let lower = text.to_lowercase().replace("iso/iec", "iso").replace([',', ':'], " ");
    let mut words: Vec<&str> = lower.split_whitespace().collect();
    words.retain(|w| !matches!(*w, "clause" | "section" | "chapter" | "control" | "annex" | "din" | "en"));
    let year = |w: &&str| w.len() == 4 && (w.starts_with("19") || w.starts_with("20"));
    let guess = match words.as_slice() {
        ["iso", number, y, clause] if year(y) => format!("iso{number}-{y}:{clause}"),
        ["iso", number, clause] if !year(clause) => format!("iso{number}:{clause}"),
        [standard, clause] if standard.starts_with("iso") && standard.len() > 3 => {
            format!("{standard}:{clause}")
        }
        ["iso", number] => format!("iso{number}"),
        _ => return Err(wrong()),
    };
    // Clauses of an annex are written with a capital: A.5.12.
    let (standard, clause) = guess.split_once(':').unwrap_or((&guess, ""));
    let guess =
        if clause.is_empty() { standard.to_owned() } else { format!("{standard}:{}", clause.to_uppercase()) };
    Err(Misread::instead(wrong().why, guess))
}

/// Reads a version: starts with a digit, then digits, letters, `.`, `-`, `_` (`2.1`, `1.10`, `2018-05`).
///
/// # Errors
/// Anything else; `v2.1` and `Version 2.1` with the bare figure beside it (to be written in quotes).
pub fn version(text: &str) -> Result<String, Misread> {
    let text = text.trim();
    let fits = |t: &str| {
        t.starts_with(|c: char| c.is_ascii_digit())
            && t.len() <= 40
            && t.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
    };
    if fits(text) {
        return Ok(text.to_owned());
    }
    let why = format!("{} is not a version", shown(text));
    let bare = text.trim_start_matches(|c: char| c.is_alphabetic() || c == '.' || c.is_whitespace());
    if fits(bare) {
        return Err(Misread { why, write: format!("Write `\"{bare}\"`"), instead: Some(bare.to_owned()) });
    }
    Err(Misread::new(why, "Write figures with points, in quotes: `\"2.1\"`"))
}

/// Order of two versions: part by part at points, dashes and underscores; figures by their size (1.9 before 1.10),
/// others by their letters; a missing part counts as 0, so that 2 and 2.0 are the same.
pub fn version_order(a: &str, b: &str) -> Ordering {
    let parts = |t: &str| -> Vec<String> { t.trim().split(['.', '-', '_']).map(str::to_owned).collect() };
    let (a, b) = (parts(a), parts(b));
    for n in 0..a.len().max(b.len()) {
        let side =
            |v: &[String]| v.get(n).map_or_else(|| "0".to_owned(), |p| p.trim_start_matches('0').to_owned());
        let (x, y) = (side(&a), side(&b));
        let figure = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        let order = match (figure(&x), figure(&y)) {
            (true, true) => {
                let (x, y) = (x.trim_start_matches('0'), y.trim_start_matches('0'));
                x.len().cmp(&y.len()).then_with(|| x.cmp(y))
            }
            _ => x.cmp(&y),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    Ordering::Equal
}

/// Reads a language: two or three small letters, and where needed a region: `en`, `de`, `pt-BR`.
///
/// # Errors
/// Anything else; capitals and names of common languages with the code beside them.
pub fn language(text: &str) -> Result<String, Misread> {
    let text = text.trim();
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or("");
    let base = |t: &str| (2..=3).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_lowercase());
    let region = |t: &str| (2..=8).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_alphanumeric());
    if base(first) && parts.clone().all(region) {
        return Ok(text.to_owned());
    }
    let why = format!("{} is not a language", shown(text));
    let code = match text.to_lowercase().as_str() {
        "english" | "englisch" => "en",
        "german" | "deutsch" => "de",
        "polish" | "polski" | "polnisch" => "pl",
        "french" | "français" => "fr",
        "spanish" | "español" => "es",
        "italian" | "italiano" => "it",
        _ => "",
    };
    if !code.is_empty() {
        return Err(Misread::instead(why, code));
    }
    if base(&first.to_ascii_lowercase()) && parts.clone().all(region) {
        let rest: String = parts.flat_map(|p| ["-", p]).collect();
        return Err(Misread::instead(why, first.to_ascii_lowercase() + &rest));
    }
    Err(Misread::new(why, "Write the code of the language in small letters: `en`, `de`, `pl`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_letters_digits_and_three_signs() {
        for good in ["SAL-G-002", "prüfen", "a_b.c", "8.2", "x"] {
            assert!(id(good).is_ok(), "{good}");
        }
        assert_eq!(id("create offer").unwrap_err().instead.as_deref(), Some("create-offer"));
        assert_eq!(id("a/b").unwrap_err().instead.as_deref(), Some("a-b"));
        for wrong in ["", "../x", ".hidden", "-", "..", "   "] {
            let error = id(wrong).unwrap_err();
            assert!(error.instead.is_none_or(|i| id(&i).is_ok()), "{wrong}");
        }
        assert!(id(&"x".repeat(101)).is_err());
    }

    #[test]
    fn references() {
        let path = process("sales/opportunity-management").unwrap();
        assert_eq!((path.process.as_str(), path.part.as_deref()), ("sales", Some("opportunity-management")));
        assert_eq!(process("sales").unwrap().part, None);
        assert!(process("a/b/c").is_err());
        assert!(process("sales/").is_err());
        assert_eq!(product("approval?"), Ok(("approval".to_owned(), true)));
        assert_eq!(product("offer"), Ok(("offer".to_owned(), false)));
        assert!(product("?").is_err());
        assert_eq!(
            call_target("SAL-G-011#renewal"),
            Ok(("SAL-G-011".to_owned(), Some("renewal".to_owned())))
        );
        assert!(call_target("SAL-G-011#").is_err());
    }

    #[test]
    fn clauses() {
        assert_eq!(norm("iso9001:8.2.1").unwrap().clause.as_deref(), Some("8.2.1"));
        assert_eq!(norm("iso27001").unwrap().clause, None);
        for (written, instead) in [
            ("ISO 9001:2015, 8.2.1", "iso9001-2015:8.2.1"),
            ("ISO/IEC 27001 A.5.12", "iso27001:A.5.12"),
            ("ISO 9001 clause 8.2", "iso9001:8.2"),
            ("iso9001: 8.2", "iso9001:8.2"),
            ("iso9001 8.2", "iso9001:8.2"),
            ("ISO 9001", "iso9001"),
        ] {
            assert_eq!(norm(written).unwrap_err().instead.as_deref(), Some(instead), "{written}");
        }
        for wrong in ["", ":", "iso9001:", "the law"] {
            assert!(norm(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn versions_are_ordered_by_figures() {
        assert!(version("1.10").is_ok());
        assert_eq!(version("v2.1").unwrap_err().instead.as_deref(), Some("2.1"));
        assert!(version("new").is_err());
        assert_eq!(version_order("1.9", "1.10"), Ordering::Less);
        assert_eq!(version_order("2", "2.0"), Ordering::Equal);
        assert_eq!(version_order("2018-05", "2018-4"), Ordering::Greater);
        assert_eq!(version_order("1.0", "1.0a"), Ordering::Less);
    }

    #[test]
    fn languages_are_codes() {
        assert!(language("en").is_ok());
        assert!(language("pt-BR").is_ok());
        assert_eq!(language("EN").unwrap_err().instead.as_deref(), Some("en"));
        assert_eq!(language("Deutsch").unwrap_err().instead.as_deref(), Some("de"));
        assert!(language("").is_err());
        assert!(language("../x").is_err());
    }
}
