//! `doc/id`: every controlled document has an id, its own, fitting the numbering.

use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::{Guideline, Settings};
use std::collections::BTreeMap;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "doc/id",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Every controlled document has an id of its own that fits the numbering of the handbook.",
    why: "Links, approvals, the register and the auditor's copy go by the id. Two documents with one id cannot be \
          told apart, and on some systems neither can two that differ in case only.",
    serves: &[("iso9001", "7.5.2"), ("iso27001", "7.5.2")],
    bad: "id: SAL-2\ntitle: Opportunity Management",
    good: "id: SAL-G-002\ntitle: Opportunity Management",
    check: Check::Handbook(check),
};

/// Names that Windows keeps for devices, whatever their ending.
const DEVICES: &[&str] = &[
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut same: BTreeMap<String, Vec<&Guideline>> = BTreeMap::new();
    for g in &cx.handbook.guidelines {
        let Some(id) = &g.id else { continue };
        same.entry(id.to_lowercase()).or_default().push(g);
        let stem = id.split('.').next().unwrap_or_default().to_lowercase();
        if DEVICES.contains(&stem.as_str()) {
            out.push(
                on(g, RULE.name, id.at, format!("`{}` is a name that Windows keeps for a device", id.value))
                    .help("choose another id, such as SAL-G-001; a page of this name cannot be copied to a Windows computer")
                    .about(id.as_str()),
            );
        } else if let Some(help) = misfit(&cx.handbook.settings, g, id) {
            out.push(
                on(
                    g,
                    RULE.name,
                    id.at,
                    format!("`{}` does not fit the numbering of this handbook", id.value),
                )
                .help(help)
                .about(id.as_str()),
            );
        }
    }
    for group in same.values().filter(|group| group.len() > 1) {
        let Some((first, others)) = group.split_first() else { continue };
        let Some(first_id) = &first.id else { continue };
        for g in others {
            let Some(id) = &g.id else { continue };
            let message = if id.value == first_id.value {
                format!("the id `{}` is given twice", id.value)
            } else {
                format!("the id `{}` differs from `{}` in case only", id.value, first_id.value)
            };
            out.push(
                on(g, RULE.name, id.at, message)
                    .help("give this document a number of its own; numbers are never used again, also not those of retired documents")
                    .about(id.as_str())
                    .also(first_id.at, "the other document with this id"),
            );
        }
    }
}

/// What to write instead of an id that does not fit `numbering`, or nothing where it fits.
fn misfit(settings: &Settings, g: &Guideline, id: &str) -> Option<String> {
    let pattern = settings.numbering.as_ref()?.as_str();
    let letter = g
        .doc_type
        .as_ref()
        .and_then(|t| settings.types.iter().find(|known| known.id == t.value))
        .map(|t| t.letter.as_str());
    let letters: Vec<&str> = match letter {
        Some(one) => vec![one],
        None => settings.types.iter().map(|t| t.letter.as_str()).collect(),
    };
    let areas: Vec<&str> = settings.areas.iter().map(|a| a.code.as_str()).collect();
    if fits(pattern, id, &areas, &letters) {
        return None;
    }
    let area =
        areas.iter().find(|a| id.starts_with(**a)).or_else(|| areas.first()).copied().unwrap_or("AREA");
    let example = pattern
        .replace("{area}", area)
        .replace("{type}", letter.unwrap_or("G"))
        .replace("{nnn}", "001")
        .replace("{nn}", "01")
        .replace("{nnnn}", "0001");
    Some(match letter {
        Some(_) => format!("write it as `{pattern}` says, for this type for instance `{example}`"),
        None => format!("write it as `{pattern}` says, for instance `{example}`"),
    })
}

/// Whether `id` has the form of `pattern`, in which `{area}` is one of `areas`, `{type}` one of `letters` and
/// `{nnn}` as many figures as it has `n`.
fn fits(pattern: &str, id: &str, areas: &[&str], letters: &[&str]) -> bool {
    let Some(open) = pattern.find('{') else { return pattern == id };
    let (before, rest) = pattern.split_at(open);
    let Some(id) = id.strip_prefix(before) else { return false };
    let Some(close) = rest.find('}') else { return rest == id };
    let (mark, after) = (&rest[1..close], &rest[close + 1..]);
    let any = |words: &[&str]| {
        words.iter().any(|w| id.strip_prefix(w).is_some_and(|left| fits(after, left, areas, letters)))
    };
    match mark {
        "area" => any(areas),
        "type" => any(letters),
        n if !n.is_empty() && n.bytes().all(|b| b == b'n') => {
            id.len() >= n.len()
                && id.bytes().take(n.len()).all(|b| b.is_ascii_digit())
                && id.get(n.len()..).is_some_and(|left| fits(after, left, areas, letters))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn numbering_is_area_type_number() {
        let fits = |id| fits("{area}-{type}-{nnn}", id, &["SAL", "ISM"], &["G", "PR", "P"]);
        assert!(fits("SAL-G-002") && fits("ISM-PR-010") && fits("SAL-P-999"));
        assert!(
            !fits("SAL-2")
                && !fits("HR-G-002")
                && !fits("SAL-X-002")
                && !fits("SAL-G-02")
                && !fits("SAL-G-0021")
        );
    }
}
