//! The baseline: findings that were there when a team began, so that only what is new counts. An entry is known
//! by rule, document (or path), step or part, and what the finding names, with how often; never by its line.

use super::judge::fixed;
use super::{Check, Rule};
use crate::diagnostic::{FileId, Finding, Severity, Sources, Span};
use crate::source::Node;
use serde::Serialize;
use std::collections::BTreeMap;

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[Rule {
    name: "baseline/stale",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "An entry of the baseline no longer occurs, or less often than written.",
    why: "The finding was mended. As long as the entry stands, the same finding could come back unseen.",
    serves: &[],
    bad: "An entry for a step that has been given its accountable role since.",
    good: "Run `guidepost check --write-baseline` again: what no longer occurs goes.",
    check: Check::Elsewhere,
}];

const HEAD: &str = "# Written by `guidepost check --write-baseline`: findings that were there when the team began.\n\
                    # They do not count. Mend them one by one, and write this file anew; entries only ever go.\n";

/// One entry: what is known of a finding, and how often.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct BaselineEntry {
    /// The rule.
    pub rule: String,
    /// The document's id, or the file's path where there is none.
    pub document: String,
    /// The step or part.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub at: String,
    /// What the finding names.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub names: String,
}

#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    entry: &'a BaselineEntry,
    times: usize,
}

/// A baseline as read or worked out.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    entries: BTreeMap<BaselineEntry, (usize, Span)>,
}

impl Baseline {
    /// Reads `baseline.yaml`, a list of entries under `findings`. The forms were checked elsewhere (`doc/value`); what does not
    /// fit is passed over, so its finding counts.
    pub fn read(node: &Node) -> Self {
        let mut entries: BTreeMap<BaselineEntry, (usize, Span)> = BTreeMap::new();
        for item in node.get("findings").map_or(&[][..], Node::items) {
            let text = |key: &str| item.get(key).and_then(Node::text).unwrap_or_default().to_owned();
            let entry = BaselineEntry {
                rule: text("rule"),
                document: text("document"),
                at: text("at"),
                names: text("names"),
            };
            let times = item.get("times").and_then(Node::text).and_then(|t| t.parse().ok()).unwrap_or(1);
            if !entry.rule.is_empty() {
                entries.entry(entry).or_insert((0, item.at)).0 += times;
            }
        }
        Self { entries }
    }

    /// The baseline of a run: every error and warning but those that may never be in one.
    pub fn of<'a>(findings: impl Iterator<Item = &'a Finding>, sources: &Sources) -> Self {
        let mut entries: BTreeMap<BaselineEntry, (usize, Span)> = BTreeMap::new();
        for f in findings.filter(|f| f.severity > Some(Severity::Info) && may_hold(f.rule)) {
            entries.entry(entry_of(f, sources)).or_insert((0, Span::top(FileId(0)))).0 += 1;
        }
        Self { entries }
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.entries.values().map(|(times, _)| times).sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The text of `baseline.yaml`.
    ///
    /// # Errors
    /// What the YAML writer says, where an entry cannot be written.
    pub fn to_yaml(&self) -> Result<String, String> {
        let list: Vec<Written<'_>> =
            self.entries.iter().map(|(entry, (times, _))| Written { entry, times: *times }).collect();
        let body = if list.is_empty() {
            " []\n".to_owned()
        } else {
            format!("\n{}", serde_yaml::to_string(&list).map_err(|e| e.to_string())?)
        };
        Ok(format!("{HEAD}findings:{body}"))
    }

    /// Splits findings, sorted by place, into those that are new and those that are known; and gives a finding
    /// for each entry that no longer occurs as often as written.
    pub(super) fn apply(
        &self,
        findings: Vec<Finding>,
        sources: &Sources,
    ) -> (Vec<Finding>, Vec<Finding>, Vec<Finding>) {
        let mut left: BTreeMap<&BaselineEntry, usize> =
            self.entries.iter().map(|(e, (n, _))| (e, *n)).collect();
        let (mut fresh, mut known) = (Vec::new(), Vec::new());
        for f in findings {
            let entry = entry_of(&f, sources);
            match left.get_mut(&entry) {
                Some(n) if *n > 0 && may_hold(f.rule) => {
                    *n -= 1;
                    known.push(f);
                }
                _ => fresh.push(f),
            }
        }
        let stale = self.entries.iter().filter_map(|(entry, (times, at))| {
            let gone = left.get(entry).copied().unwrap_or(0);
            (gone > 0).then(|| stale(entry, *times, gone, *at))
        });
        let stale = stale.collect();
        (fresh, known, stale)
    }
}

fn may_hold(rule: &str) -> bool {
    !fixed(rule) && !["source/", "baseline/", "accept/"].iter().any(|family| rule.starts_with(family))
}

fn entry_of(f: &Finding, sources: &Sources) -> BaselineEntry {
    BaselineEntry {
        rule: f.rule.to_owned(),
        document: f.document.clone().unwrap_or_else(|| sources.path(f.at.file).to_owned()),
        at: f.step.clone().or_else(|| f.key.clone()).unwrap_or_default(),
        names: f.about.clone(),
    }
}

fn stale(entry: &BaselineEntry, times: usize, gone: usize, at: Span) -> Finding {
    let place =
        if entry.at.is_empty() { entry.document.clone() } else { format!("{}#{}", entry.document, entry.at) };
    let message = if gone == times {
        format!("`{}` no longer occurs at {place}", entry.rule)
    } else {
        format!("`{}` occurs {} times at {place}, not {times} times", entry.rule, times - gone)
    };
    Finding::new("baseline/stale", at, message)
        .help("write the baseline anew: `guidepost check --write-baseline`")
        .key(place)
        .about(format!("{} {}", entry.rule, entry.names).trim_end())
}
