//! The baseline: findings that were there when a team began, so that only what is new counts. An entry is known
//! by rule, document (or path), step or part, and what the finding names, with how often; never by its line.

use super::judge::fixed;
use super::{Check, Rule};
use crate::diagnostic::{FileId, Finding, Severity, Sources, Span};
use crate::source::{Kind, Node};
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
    /// What of the file is no entry: where, what is wrong, what to do.
    misfits: Vec<(Span, String)>,
}

impl Baseline {
    /// Reads `baseline.yaml`, a list of entries under `findings`. What does not fit is told when it is held against
    /// findings.
    pub fn read(node: &Node) -> Self {
        let mut baseline = Self::default();
        match node.get("findings").map(|list| &list.kind) {
            Some(Kind::List(_) | Kind::Map(_) | Kind::Empty) => {}
            _ => baseline.misfits.push((node.at, "the baseline holds no list `findings`".to_owned())),
        }
        for item in node.get("findings").map_or(&[][..], Node::items) {
            baseline.read_entry(item);
        }
        baseline
    }

    fn read_entry(&mut self, item: &Node) {
        let text = |key: &str| item.get(key).and_then(Node::text).unwrap_or_default().to_owned();
        let entry = BaselineEntry {
            rule: text("rule"),
            document: text("document"),
            at: text("at"),
            names: text("names"),
        };
        let times = match item.get("times").map(|n| n.text().and_then(|t| t.trim().parse::<usize>().ok())) {
            None => Some(1),
            Some(times) => times.filter(|n| *n > 0),
        };
        let strange = item
            .entries()
            .iter()
            .find(|e| !["rule", "document", "at", "names", "times"].contains(&e.key.text.as_str()));
        let misfit = match (entry.rule.is_empty(), times, strange) {
            (true, _, _) => Some((item.at, "this entry of the baseline names no rule".to_owned())),
            (_, None, _) => Some((item.at, "`times` in the baseline is a whole number from 1".to_owned())),
            (_, _, Some(e)) => Some((e.key.at, format!("an entry of the baseline has no `{}`", e.key.text))),
            _ => None,
        };
        if let (None, Some(times)) = (&misfit, times) {
            let known = self.entries.entry(entry).or_insert((0, item.at));
            known.0 = known.0.saturating_add(times);
        }
        self.misfits.extend(misfit);
    }

    /// The baseline of a run: every error and warning, also those that merely follow from another, but those that
    /// may never be in one.
    pub fn of<'a>(findings: impl Iterator<Item = &'a Finding>, sources: &Sources) -> Self {
        let mut baseline = Self::default();
        for finding in findings {
            baseline.add(finding, sources);
        }
        baseline
    }

    fn add(&mut self, finding: &Finding, sources: &Sources) {
        if finding.severity > Some(Severity::Info) && may_hold(finding.rule) {
            self.entries.entry(entry_of(finding, sources)).or_insert((0, Span::top(FileId(0)))).0 += 1;
        }
        for follows in &finding.follows {
            self.add(follows, sources);
        }
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.entries.values().fold(0, |sum, (times, _)| sum.saturating_add(*times))
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
            // In quotes, whatever it is: a product may be called `? {x`.
            let quoted = serde_yaml::ser_options! { quote_all: true };
            let list = serde_yaml::to_string_with_options(&list, quoted).map_err(|e| e.to_string())?;
            format!("\n{list}")
        };
        Ok(format!("{HEAD}findings:{body}"))
    }

    /// Splits findings, sorted by place, into those that are new and those that are known; and gives a finding
    /// for each entry that no longer occurs as often as written. What merely follows from a finding stays with it,
    /// known or new, since it does not count.
    pub(super) fn apply(&self, findings: Vec<Finding>, sources: &Sources) -> Compared {
        let mut left: BTreeMap<&BaselineEntry, usize> =
            self.entries.iter().map(|(e, (n, _))| (e, *n)).collect();
        let (mut fresh, mut known) = (Vec::new(), Vec::new());
        for f in findings {
            let is_known = cross_off(&f, sources, &mut left);
            f.follows.iter().for_each(|f| follows(f, sources, &mut left));
            if is_known { known.push(f) } else { fresh.push(f) }
        }
        let misfits = self.misfits.iter().map(|(at, what)| {
            Finding::new("doc/value", *at, what.as_str())
                .help("write the baseline anew: `guidepost check --write-baseline`")
                .about(what.as_str())
        });
        let stale = self.entries.iter().filter_map(|(entry, (times, at))| {
            let gone = left.get(entry).copied().unwrap_or(0);
            (gone > 0).then(|| stale(entry, *times, gone, *at))
        });
        let about = misfits.chain(stale).collect();
        Compared { fresh, known, about }
    }
}

/// Findings held against a baseline.
pub(super) struct Compared {
    /// Those that are new.
    pub(super) fresh: Vec<Finding>,
    /// Those that it holds.
    pub(super) known: Vec<Finding>,
    /// What is wrong with the baseline itself.
    pub(super) about: Vec<Finding>,
}

/// Whether a finding is in the baseline; then one of its times is used up.
fn cross_off(f: &Finding, sources: &Sources, left: &mut BTreeMap<&BaselineEntry, usize>) -> bool {
    match left.get_mut(&entry_of(f, sources)) {
        Some(n) if *n > 0 && may_hold(f.rule) => {
            *n -= 1;
            true
        }
        _ => false,
    }
}

fn follows(f: &Finding, sources: &Sources, left: &mut BTreeMap<&BaselineEntry, usize>) {
    cross_off(f, sources, left);
    f.follows.iter().for_each(|f| follows(f, sources, left));
}

fn may_hold(rule: &str) -> bool {
    !fixed(rule) && !["source/", "baseline/", "accept/"].iter().any(|family| rule.starts_with(family))
}

fn entry_of(f: &Finding, sources: &Sources) -> BaselineEntry {
    let document = f.document.as_deref().unwrap_or_else(|| sources.path(f.at.file));
    let at = f.step.as_deref().or(f.key.as_deref()).unwrap_or_default();
    BaselineEntry {
        rule: f.rule.to_owned(),
        document: one_line(document),
        at: one_line(at),
        names: one_line(&f.about),
    }
}

/// What is named, on one line and not without end: a person reads the file, and a text of ten lines is told from
/// others by its beginning.
fn one_line(text: &str) -> String {
    const LONGEST: usize = 200;
    let visible = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    visible.collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect::<String>().trim_end().to_owned()
}

fn stale(entry: &BaselineEntry, times: usize, gone: usize, at: Span) -> Finding {
    let place =
        if entry.at.is_empty() { entry.document.clone() } else { format!("{}#{}", entry.document, entry.at) };
    let message = if !may_hold(&entry.rule) {
        format!("a finding of `{}` can never be in the baseline", entry.rule)
    } else if gone == times {
        format!("`{}` no longer occurs at {place}", entry.rule)
    } else {
        let found = match times - gone {
            1 => "once".to_owned(),
            n => format!("{n} times"),
        };
        format!("`{}` occurs only {found} at {place}, not {times} times", entry.rule)
    };
    Finding::new("baseline/stale", at, message)
        .help("write the baseline anew: `guidepost check --write-baseline`")
        .key(place)
        .about(format!("{} {}", entry.rule, entry.names).trim_end())
}
