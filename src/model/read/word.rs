//! Values that are one of a few words, and the nearest right word to a wrong one.

use super::{Misread, shown};
use crate::diagnostic::Severity;
use crate::model::{Applicable, DocStatus, Letter, Origin, RaciScheme, Way};

/// The nearest of `words` to a wrong one: at most a third of its letters differ, case aside. Of two equally near
/// the first.
pub fn nearest<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Words of this length are no slips; comparing them costs their product.
    const LONGEST: usize = 64;
    let wrong = word.trim().to_lowercase().replace(['_', ' '], "-");
    let length = wrong.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for right in words {
        if right.len() > LONGEST {
            continue;
        }
        let apart = strsim::osa_distance(&wrong, &right.to_lowercase());
        let allowed = (length.max(right.chars().count()) / 3).max(1);
        let bound = best.map_or(allowed + 1, |(b, _)| b);
        if apart < bound && apart < length {
            best = Some((apart, right));
        }
    }
    best.map(|(_, right)| right)
}

/// Reads one of a few words, exactly as they are written.
///
/// # Errors
/// Any other text, with the nearest of the words beside it.
pub fn one_of<'a>(text: &str, words: &[&'a str]) -> Result<&'a str, Misread> {
    let text = text.trim();
    if let Some(word) = words.iter().find(|w| **w == text) {
        return Ok(word);
    }
    let why = format!("{} is not one of the words that may stand here", shown(text));
    let list = words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ");
    match nearest(text, words.iter().copied()) {
        Some(word) => Err(Misread {
            why,
            write: format!("Write `{word}` (possible are {list})"),
            instead: Some(word.to_owned()),
        }),
        None => Err(Misread::new(why, format!("Write one of {list}"))),
    }
}

/// Reads a `status`.
///
/// # Errors
/// Any other word.
pub fn status(text: &str) -> Result<DocStatus, Misread> {
    const ALL: [DocStatus; 5] =
        [DocStatus::Draft, DocStatus::InReview, DocStatus::Approved, DocStatus::Retired, DocStatus::Planned];
    let word = one_of(text, &ALL.map(DocStatus::word))?;
    ALL.into_iter().find(|s| s.word() == word).ok_or_else(|| Misread::new("", ""))
}

/// Reads a severity of `checks:`; `off` is `None`.
///
/// # Errors
/// Any other word.
pub fn severity(text: &str) -> Result<Option<Severity>, Misread> {
    Ok(match one_of(text, &["off", "info", "warning", "error"])? {
        "info" => Some(Severity::Info),
        "warning" => Some(Severity::Warning),
        "error" => Some(Severity::Error),
        _ => None,
    })
}

/// Reads where a document comes from.
///
/// # Errors
/// Any other word.
pub fn origin(text: &str) -> Result<Origin, Misread> {
    Ok(match one_of(text, &["external", "generated"])? {
        "external" => Origin::External,
        _ => Origin::Generated,
    })
}

/// Reads the letters a step may carry, in capitals or not.
///
/// # Errors
/// Any other word.
pub fn raci(text: &str) -> Result<RaciScheme, Misread> {
    Ok(match one_of(&text.to_uppercase(), &["RACI", "RASCI", "DACI"])? {
        "RACI" => RaciScheme::Raci,
        "DACI" => RaciScheme::Daci,
        _ => RaciScheme::Rasci,
    })
}

/// Reads which way a flowchart runs.
///
/// # Errors
/// Any other word.
pub fn way(text: &str) -> Result<Way, Misread> {
    Ok(match one_of(text, &["down", "right"])? {
        "right" => Way::Right,
        _ => Way::Down,
    })
}

/// Reads one letter of the responsibility matrix.
///
/// # Errors
/// Any other text.
pub fn letter(text: &str) -> Result<Letter, Misread> {
    let word = one_of(text, &Letter::ALL.map(Letter::word))?;
    Letter::ALL.into_iter().find(|l| l.word() == word).ok_or_else(|| Misread::new("", ""))
}

/// Reads `yes` or `no` (also `true` and `false`), in capitals or not.
///
/// # Errors
/// Any other word.
pub fn yes_no(text: &str) -> Result<bool, Misread> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "true" => Ok(true),
        "no" | "false" => Ok(false),
        other => {
            let why = format!("{} is neither yes nor no", shown(text));
            match other {
                "y" | "ja" | "tak" | "on" | "x" | "1" => Err(Misread::instead(why, "yes")),
                "n" | "nein" | "nie" | "off" | "0" => Err(Misread::instead(why, "no")),
                _ => Err(Misread::new(why, "Write `yes` or `no`")),
            }
        }
    }
}

/// Reads whether a control applies.
///
/// # Errors
/// Neither yes nor no.
pub fn applicable(text: &str) -> Result<Applicable, Misread> {
    Ok(if yes_no(text)? { Applicable::Yes } else { Applicable::No })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_near() {
        let words = ["outcomes", "owner", "out", "optional"];
        assert_eq!(nearest("outcome", words), Some("outcomes"));
        assert_eq!(nearest("Owner", words), Some("owner"));
        assert_eq!(nearest("onwer", words), Some("owner"));
        assert_eq!(nearest("banana", words), None);
        assert_eq!(nearest("", words), None);
        assert_eq!(nearest("R", ["A", "C"]), None);
        assert_eq!(nearest(&"x".repeat(10_000_000), words), None);
    }

    #[test]
    fn words_of_each_kind() {
        assert_eq!(status("in-review"), Ok(DocStatus::InReview));
        assert_eq!(status("in review").unwrap_err().instead.as_deref(), Some("in-review"));
        assert_eq!(status("Approved").unwrap_err().instead.as_deref(), Some("approved"));
        assert_eq!(severity("off"), Ok(None));
        assert_eq!(severity("warnings").unwrap_err().instead.as_deref(), Some("warning"));
        assert_eq!(origin("external"), Ok(Origin::External));
        assert_eq!(raci("rasci"), Ok(RaciScheme::Rasci));
        assert_eq!(letter("D"), Ok(Letter::D));
        assert!(letter("X").is_err());
        assert_eq!(yes_no("No"), Ok(false));
        assert_eq!(yes_no("true"), Ok(true));
        assert_eq!(yes_no("ja").unwrap_err().instead.as_deref(), Some("yes"));
    }
}
