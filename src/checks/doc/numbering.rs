//! How ids are made: `numbering: "{area}-{type}-{nnn}"`.

use crate::checks::words::quoted;
use crate::diagnostic::Finding;
use crate::model::{Guideline, Settings, Text};
use std::collections::BTreeSet;

/// More figures than this no number has.
const FIGURES: usize = 12;

/// The numbering of a handbook.
pub(super) struct Numbering<'a> {
    pattern: &'a str,
    areas: Vec<&'a str>,
    settings: &'a Settings,
}

/// A part of the pattern: text as it stands, or what a mark stands for.
enum Part<'a> {
    Text(&'a str),
    Area,
    Type,
    Number(usize),
    Unknown(&'a str),
}

impl<'a> Numbering<'a> {
    /// The numbering, or what is wrong with it: then no id is held against it.
    pub(super) fn read(pattern: &'a Text, settings: &'a Settings) -> Result<Self, Box<Finding>> {
        let numbering =
            Self { pattern, areas: settings.areas.iter().map(|a| a.code.as_str()).collect(), settings };
        let wrong = |message: String, help: &str| {
            let finding = Finding::new(super::id::RULE.name, pattern.at, message).help(help);
            Box::new(finding.key("numbering").about(pattern.as_str()))
        };
        let parts = parts(pattern);
        if let Some(mark) = parts.iter().find_map(|p| if let Part::Unknown(m) = p { Some(m) } else { None }) {
            return Err(wrong(
                format!(
                    "the numbering holds `{}`, which stands for nothing",
                    mark.chars().take(40).collect::<String>()
                ),
                "write `{area}`, `{type}` (the letter of the type) and `{nnn}` (a number of three figures): `numbering: \"{area}-{type}-{nnn}\"`",
            ));
        }
        if numbering.areas.is_empty() && parts.iter().any(|p| matches!(p, Part::Area)) {
            return Err(wrong(
                "the numbering holds `{area}`, and the handbook names no areas".to_owned(),
                "list them in handbook.yaml, each with its process: `areas: { SAL: sales }`",
            ));
        }
        Ok(numbering)
    }

    /// What to write instead of an id that does not fit, or nothing where it fits.
    pub(super) fn misfit(&self, g: &Guideline, id: &str) -> Option<String> {
        if fits(&parts(self.pattern), id, &self.areas, &self.letters(g)) {
            return None;
        }
        let example = self.example(g, id);
        let known = |p: &Part<'_>| matches!(p, Part::Area);
        let area_unknown =
            parts(self.pattern).first().is_some_and(known) && !self.areas.iter().any(|a| id.starts_with(*a));
        let areas =
            if area_unknown { format!("; areas are {}", quoted(&self.areas, 8)) } else { String::new() };
        Some(match self.letter(g) {
            Some(_) => {
                format!("write it as `{}` says, for this type for instance `{example}`{areas}", self.pattern)
            }
            None => format!("write it as `{}` says, for instance `{example}`{areas}", self.pattern),
        })
    }

    /// An id that would fit a document; `id` is the one that it has.
    pub(super) fn example(&self, g: &Guideline, id: &str) -> String {
        let like = |a: &&&str| {
            id.len() >= a.len() && id.is_char_boundary(a.len()) && id[..a.len()].eq_ignore_ascii_case(a)
        };
        let of_process = || {
            let process = &g.process.as_ref()?.process;
            self.settings.areas.iter().find(|a| a.process.value == *process).map(|a| a.code.as_str())
        };
        let area = self.areas.iter().find(like).copied().or_else(of_process);
        let area = area.or_else(|| self.areas.first().copied()).unwrap_or("AREA");
        parts(self.pattern)
            .iter()
            .map(|part| match part {
                Part::Text(text) | Part::Unknown(text) => (*text).to_owned(),
                Part::Area => area.to_owned(),
                Part::Type => self.letter(g).unwrap_or("G").to_owned(),
                Part::Number(width) => format!("{:0width$}", 1),
            })
            .collect()
    }

    /// The letter of a document's type, where the type is known and has one.
    fn letter(&self, g: &Guideline) -> Option<&'a str> {
        let doc_type = g.doc_type.as_ref()?;
        let known = self.settings.types.iter().find(|known| known.id == doc_type.value)?;
        Some(known.letter.as_str()).filter(|letter| !letter.is_empty())
    }

    fn letters(&self, g: &Guideline) -> Vec<&'a str> {
        match self.letter(g) {
            Some(one) => vec![one],
            None => self.settings.types.iter().map(|t| t.letter.as_str()).filter(|l| !l.is_empty()).collect(),
        }
    }
}

fn parts(pattern: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        if open > 0 {
            parts.push(Part::Text(&rest[..open]));
        }
        let Some(close) = rest[open..].find('}').map(|n| open + n) else {
            parts.push(Part::Unknown(&rest[open..]));
            return parts;
        };
        let mark = &rest[open + 1..close];
        parts.push(match mark {
            "area" => Part::Area,
            "type" => Part::Type,
            _ if (1..=FIGURES).contains(&mark.len()) && mark.bytes().all(|b| b == b'n') => {
                Part::Number(mark.len())
            }
            _ => Part::Unknown(&rest[open..=close]),
        });
        rest = &rest[close + 1..];
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    parts
}

/// Whether `id` has the form of a pattern, with one of `areas`, one of `letters`, and as many figures as written.
fn fits(parts: &[Part<'_>], id: &str, areas: &[&str], letters: &[&str]) -> bool {
    // What may be left of the id after each part. Where one code begins with another, both are followed; each rest
    // is looked at once, so that no pattern takes long.
    let mut left: BTreeSet<&str> = BTreeSet::from([id]);
    for part in parts {
        let words: &[&str] = match part {
            Part::Text(text) => &[*text],
            Part::Area => areas,
            Part::Type => letters,
            Part::Number(width) => {
                let figures =
                    |rest: &&str| rest.bytes().take(*width).filter(u8::is_ascii_digit).count() == *width;
                left = left.into_iter().filter(figures).filter_map(|rest| rest.get(*width..)).collect();
                continue;
            }
            Part::Unknown(_) => return false,
        };
        left = left.iter().flat_map(|rest| words.iter().filter_map(|word| rest.strip_prefix(word))).collect();
    }
    left.contains("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbering_is_area_type_number() {
        let pattern = parts("{area}-{type}-{nnn}");
        let fits = |id| fits(&pattern, id, &["SAL", "ISM"], &["G", "PR", "P"]);
        for id in ["SAL-G-002", "ISM-PR-010", "SAL-P-999"] {
            assert!(fits(id), "{id}");
        }
        for id in ["SAL-2", "HR-G-002", "SAL-X-002", "SAL-G-02", "SAL-G-0021", "sal-G-002", "SAL-G-٠٠٢", ""]
        {
            assert!(!fits(id), "{id}");
        }
    }

    #[test]
    fn what_is_no_mark_is_told() {
        assert!(parts("{area}-{number}").iter().any(|p| matches!(p, Part::Unknown("{number}"))));
        assert!(parts("{area}-{nn").iter().any(|p| matches!(p, Part::Unknown("{nn"))));
    }

    #[test]
    fn a_number_has_no_endless_figures() {
        let long = format!("{{{}}}", "n".repeat(100_000));
        assert!(matches!(parts(&long)[..], [Part::Unknown(_)]));
        assert!(matches!(parts("{nnnnnnnnnnnn}")[..], [Part::Number(12)]));
    }

    #[test]
    fn codes_that_begin_with_each_other_are_no_work_without_end() {
        let pattern = "{area}".repeat(100) + "x";
        let pattern = parts(&pattern);
        assert!(!fits(&pattern, &"A".repeat(150), &["A", "AA"], &[]));
        assert!(fits(&pattern, &("A".repeat(150) + "x"), &["A", "AA"], &[]));
    }
}
