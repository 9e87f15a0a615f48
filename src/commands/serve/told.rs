//! What is told over a page: the findings with their source lines, as the script of the preview reads them.

use crate::diagnostic::render::{Report, excerpt, plain};
use crate::diagnostic::{Finding, Severity};
use serde::Serialize;

/// So many findings are told; who has more begins with these.
const MOST: usize = 40;

/// What is wrong at a moment.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Told {
    /// Changes with anything that is told.
    pub(super) id: String,
    /// What keeps a build from being made: changes with these, but not with their lines, so that a panel that was
    /// closed stays closed while one types above.
    pub(super) errors: String,
    /// What is wrong, in a few words; empty where nothing is.
    pub(super) summary: String,
    /// Whether the pages are those of an earlier moment, and why.
    #[serde(skip_serializing_if = "String::is_empty")]
    stale: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<One>,
    /// How many more there are.
    more: usize,
}

/// A finding.
#[derive(Debug, Clone, Serialize)]
struct One {
    severity: &'static str,
    rule: &'static str,
    place: String,
    message: String,
    help: String,
    /// The line in three pieces: before the mark, the mark, after it.
    source: [String; 3],
    /// How many follow from it.
    follows: usize,
}

impl Told {
    /// That there is nothing to read.
    pub(super) fn failure(why: &str) -> Self {
        let told = Self {
            summary: "the handbook cannot be read".to_owned(),
            stale: plain(why).into_owned(),
            ..Self::default()
        };
        Self { errors: hash(&[&told.stale]), ..told }.sealed()
    }

    /// The findings of a check. `kept`: the pages are those of before.
    pub(super) fn findings(report: &Report<'_>, kept: bool) -> Self {
        // What is merely worth knowing stands on the page of findings.
        let mut sorted: Vec<&Finding> =
            report.findings.iter().filter(|f| f.severity != Some(Severity::Info)).collect();
        // What stops a build first, and of that what cannot be read: much may follow from it. What depends on the
        // date comes last.
        sorted.sort_by_key(|f| (f.dated, std::cmp::Reverse(f.severity), !f.rule.starts_with("source/")));
        let stops = |f: &&&Finding| !f.dated && f.severity == Some(Severity::Error);
        let errors: Vec<String> = sorted
            .iter()
            .filter(stops)
            .map(|f| format!("{}{}{}", f.rule, report.path(f.at.file), f.message))
            .collect();
        let stale = if !kept {
            ""
        } else if report.findings.iter().any(|f| f.rule == "cls/leak") {
            "These are the pages of before: what is classified higher is never shown."
        } else {
            "These are the pages of before: they change again when every file can be read."
        };
        Self {
            errors: if errors.is_empty() { String::new() } else { hash(&errors) },
            summary: summary(report.findings),
            stale: stale.to_owned(),
            findings: sorted.iter().take(MOST).map(|f| One::new(report, f)).collect(),
            more: sorted.len().saturating_sub(MOST),
            ..Self::default()
        }
        .sealed()
    }

    /// What somebody at another machine is told: how much, and no line of the sources.
    pub(super) fn outline(&self) -> Self {
        Self { findings: Vec::new(), more: 0, stale: String::new(), ..self.clone() }
    }

    /// In the line of the terminal.
    pub(super) fn line(&self) -> String {
        let first = self.findings.first().filter(|_| !self.errors.is_empty());
        match first {
            Some(first) => format!("{}, the first at {}", self.summary, first.place),
            None if self.stale.is_empty() => self.summary.clone(),
            None => self.stale.clone(),
        }
    }

    fn sealed(mut self) -> Self {
        self.id = hash(&[serde_json::to_string(&self).unwrap_or_default()]);
        self
    }
}

impl One {
    fn new(report: &Report<'_>, finding: &Finding) -> Self {
        let at = report.sources.locate(finding.at);
        Self {
            severity: finding.severity.unwrap_or(Severity::Error).word(),
            rule: finding.rule,
            place: plain(&format!("{}:{}:{}", report.path(finding.at.file), at.line, at.column)).into_owned(),
            message: plain(&finding.message).into_owned(),
            help: plain(&finding.help).into_owned(),
            source: excerpt(report.sources.get(finding.at.file), finding.at),
            follows: finding.follows.len(),
        }
    }
}

/// "2 errors, 1 warning; 3 by today's date".
fn summary(findings: &[Finding]) -> String {
    let count = |severity: Severity, word: &str| {
        let n = findings.iter().filter(|f| !f.dated && f.severity == Some(severity)).count();
        (n > 0).then(|| format!("{n} {word}{}", if n == 1 { "" } else { "s" }))
    };
    let dated = findings.iter().filter(|f| f.dated && f.severity != Some(Severity::Info)).count();
    let parts = [
        count(Severity::Error, "error"),
        count(Severity::Warning, "warning"),
        (dated > 0).then(|| format!("{dated} by today's date")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn hash(texts: &[impl AsRef<str>]) -> String {
    let mut hash = blake3::Hasher::new();
    for text in texts {
        hash.update(text.as_ref().as_bytes()).update(&[0]);
    }
    hash.finalize().to_hex().chars().take(16).collect()
}
