//! Options that several commands share.

use super::Failure;
use super::terminal::Terminal;
use crate::checks::{self, Selection};
use crate::diagnostic::render::Format;
use crate::render::Prints;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// The handbook.
#[derive(Debug, Args)]
pub(super) struct Folder {
    /// The handbook's folder
    #[arg(value_name = "DIR", default_value = "policies")]
    pub(super) dir: PathBuf,
}

/// Whether the handbook's own templates, style sheets and scripts are used.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Overrides {
    /// Pass over the handbook's own `templates/`: they are code, and a stranger's is not to be trusted
    #[arg(long)]
    pub(super) no_overrides: bool,
}

/// Which prints of several documents are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum PrintsOf {
    /// The handbook and each process of up to 500 documents, in handbooks of up to 2,000
    #[default]
    Auto,
    /// Each process of up to 500 documents, however large the handbook is: the site becomes about twice as large
    All,
    /// None; every document prints from its own page all the same
    None,
}

impl From<PrintsOf> for Prints {
    fn from(prints: PrintsOf) -> Self {
        match prints {
            PrintsOf::Auto => Self::Auto,
            PrintsOf::All => Self::All,
            PrintsOf::None => Self::None,
        }
    }
}

/// The date that counts as today.
#[derive(Debug, Clone, Args)]
pub(super) struct Today {
    /// The date that counts as today, as 2026-06-30; by default the machine's
    #[arg(long, value_name = "DATE", value_parser = date)]
    today: Option<Date>,
}

impl Today {
    /// The date given, or else the machine's.
    pub(super) fn get(&self) -> Date {
        self.today.unwrap_or_else(|| jiff::Zoned::now().date())
    }
}

/// Reads a date as people are asked to write it.
fn date(text: &str) -> Result<Date, String> {
    // The parser knows more forms than are asked for; one form only, so that a script says the same everywhere.
    let plain = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let read = plain.then(|| text.parse::<Date>().ok()).flatten();
    read.ok_or_else(|| "write a day of the calendar as year-month-day, for example 2026-06-30".to_owned())
}

/// Which rules are asked for.
#[derive(Debug, Args)]
pub(super) struct Select {
    /// Only these rules or families, for example `graph` or `raci/accountable`
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    only: Vec<String>,
    /// All but these rules or families
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    skip: Vec<String>,
}

impl Select {
    /// The rules asked for; a name that is none is refused with the nearest one.
    pub(super) fn get(&self) -> Result<Selection, Failure> {
        for name in self.only.iter().chain(&self.skip) {
            known(name)?;
        }
        Ok(Selection { only: self.only.clone(), skip: self.skip.clone() })
    }
}

/// Refuses what is neither a rule nor a family.
pub(super) fn known(name: &str) -> Result<(), Failure> {
    let family = |rule: &str| rule.split_once('/').map(|(family, _)| family.to_owned());
    let rules = checks::rules();
    if rules.iter().any(|rule| rule.name == name || family(rule.name).as_deref() == Some(name)) {
        return Ok(());
    }
    let mut names: Vec<String> = rules.iter().map(|rule| rule.name.to_owned()).collect();
    names.extend(rules.iter().filter_map(|rule| family(rule.name)));
    names.sort();
    names.dedup();
    Err(Failure(format!(
        "there is no rule or family \"{name}\"{} `guidepost rules` lists them",
        did_you_mean(name, names.iter().map(String::as_str))
    )))
}

/// "; did you mean \"x\"?", where something is near enough; else a full stop.
pub(super) fn did_you_mean<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> String {
    // The part after the slash alone is also a fair try: `dead-end`.
    let near = |candidate: &str| {
        let tail = candidate.rsplit('/').next().unwrap_or(candidate);
        let whole = strsim::jaro_winkler(word, candidate);
        if word.contains('/') { whole } else { whole.max(strsim::jaro_winkler(word, tail)) }
    };
    let mut best: Option<(f64, &str)> = None;
    for candidate in known {
        let score = near(candidate);
        if score > 0.75 && best.is_none_or(|(top, _)| score > top) {
            best = Some((score, candidate));
        }
    }
    best.map_or_else(|| ".".to_owned(), |(_, candidate)| format!("; did you mean \"{candidate}\"?"))
}

/// The form of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingsAs {
    /// With the line, the help and what follows, for people
    Full,
    /// One line a finding
    Concise,
    /// JSON (docs/output-forms.md)
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// JUnit XML, for test reports
    Junit,
    /// Workflow commands of GitHub Actions
    Github,
    /// Code Quality of GitLab
    Gitlab,
}

impl From<FindingsAs> for Format {
    fn from(form: FindingsAs) -> Self {
        match form {
            FindingsAs::Full => Self::Full,
            FindingsAs::Concise => Self::Concise,
            FindingsAs::Json => Self::Json,
            FindingsAs::Sarif => Self::Sarif,
            FindingsAs::Junit => Self::Junit,
            FindingsAs::Github => Self::Github,
            FindingsAs::Gitlab => Self::Gitlab,
        }
    }
}

impl FindingsAs {
    /// Whether the form is for people and may hold colour.
    pub(super) fn colour(self, terminal: &Terminal) -> bool {
        matches!(self, Self::Full | Self::Concise) && terminal.colour()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_a_day_of_the_calendar_in_one_form() {
        assert_eq!(date("2024-02-29").unwrap().to_string(), "2024-02-29");
        for wrong in ["2023-02-29", "29.02.2024", "2024-2-9", "2024-02-29T10:00", "20240229", "today", ""] {
            assert!(date(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_name_that_is_no_rule_is_answered_with_the_nearest() {
        let names = ["graph", "graph/dead-end", "raci", "raci/accountable"];
        let say = |word| did_you_mean(word, names.into_iter());
        assert_eq!(say("graph/deadend"), "; did you mean \"graph/dead-end\"?");
        assert_eq!(say("dead-end"), "; did you mean \"graph/dead-end\"?");
        assert_eq!(say("grahp"), "; did you mean \"graph\"?");
        assert_eq!(say("xyzzy"), ".");
    }

    #[test]
    fn rules_and_families_are_known() {
        assert!(known("baseline").is_ok() && known("baseline/stale").is_ok());
        assert!(known("baseline/").is_err() && known("").is_err());
    }
}
