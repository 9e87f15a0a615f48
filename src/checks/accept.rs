//! Accepted findings: a person takes responsibility for one, with a reason and until a day.

use super::judge::{covers, fixed};
use super::words::{nearest, quoted, written};
use super::{Check, Context, Rule, meta};
use crate::diagnostic::{Finding, Severity, Span};
use crate::model::{Accepted, At, Text};
use std::collections::HashMap;

const WHERE: &[super::Serves] = &[("iso9001", "10.2"), ("iso27001", "10.2")];

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "accept/expired",
        severity: Some(Severity::Warning),
        since: "0.1.0",
        what: "An acceptance has come to its end date; the finding counts again.",
        why: "An exception that runs on for ever is a rule nobody decided. The end date makes somebody look again.",
        serves: WHERE,
        bad: "accept:\n- { rule: kpi/undefined, at: kpi/tp, why: To be agreed, by: head-of-sales, until: 2018-03-31 }",
        good: "accept:\n- { rule: kpi/undefined, at: kpi/tp, why: To be agreed, by: head-of-sales, until: 2018-12-31 }",
        check: Check::Elsewhere,
    },
    Rule {
        name: "accept/no-reason",
        severity: Some(Severity::Error),
        since: "0.1.0",
        what: "An acceptance says why, by whom and until when.",
        why: "An auditor accepts an exception that somebody took on with a reason and an end; without them it is a \
              finding switched off.",
        serves: WHERE,
        bad: "accept:\n- { rule: kpi/undefined, at: kpi/tp }",
        good: "accept:\n- { rule: kpi/undefined, at: kpi/tp, why: To be agreed, by: head-of-sales, until: 2018-12-31 }",
        check: Check::Elsewhere,
    },
    Rule {
        name: "accept/unused",
        severity: Some(Severity::Warning),
        since: "0.1.0",
        what: "An acceptance fits no finding, or one that cannot be accepted.",
        why: "The finding was mended, or the entry has a slip in it; left standing it would hide the next one.",
        serves: WHERE,
        bad: "accept:\n- { rule: kpi/undefind, at: kpi/tp, why: To be agreed, by: head-of-sales, until: 2018-12-31 }",
        good: "accept:\n- { rule: kpi/undefined, at: kpi/tp, why: To be agreed, by: head-of-sales, until: 2018-12-31 }",
        check: Check::Elsewhere,
    },
];

/// A finding that somebody accepted, and their entry.
#[derive(Debug, Clone)]
pub struct AcceptedFinding {
    /// The finding.
    pub finding: Finding,
    /// The entry.
    pub entry: Accepted,
}

/// What was accepted, what was not, and what is wrong with the entries.
pub(super) struct Applied {
    /// Findings that nobody accepted.
    pub(super) left: Vec<Finding>,
    /// Findings that somebody accepted.
    pub(super) accepted: Vec<AcceptedFinding>,
    /// Findings about the entries.
    pub(super) about: Vec<Finding>,
}

/// Sets aside what is accepted, also among what merely follows from something.
pub(super) fn apply(cx: &Context<'_>, found: Vec<Finding>) -> Applied {
    let mut entries = Entries::of(cx);
    if entries.all.is_empty() {
        return Applied { left: found, accepted: Vec::new(), about: Vec::new() };
    }
    let mut accepted = Vec::new();
    let left = found.into_iter().filter_map(|finding| entries.take(finding, &mut accepted)).collect();
    let about = entries.all.iter().filter_map(|entry| complaint(cx, entry)).collect();
    Applied { left, accepted, about }
}

/// An entry and where it speaks of.
struct Entry<'a> {
    accepted: &'a Accepted,
    /// The document, by id or path; none for the shared files.
    document: Option<&'a str>,
    /// Whether it fitted a finding.
    used: bool,
}

struct Entries<'a> {
    cx: &'a Context<'a>,
    all: Vec<Entry<'a>>,
    /// By document, in written order.
    of: HashMap<Option<&'a str>, Vec<usize>>,
}

impl<'a> Entries<'a> {
    fn of(cx: &'a Context<'a>) -> Self {
        let named = |a: &'a Accepted| a.document.as_ref().map(At::as_str);
        let shared = cx.handbook.settings.accept.iter().map(|a| (a, named(a)));
        let own = cx.handbook.guidelines.iter().flat_map(|g| {
            g.accept
                .iter()
                .map(move |a| (a, Some(named(a).unwrap_or_else(|| cx.handbook.sources.path(g.file)))))
        });
        let entry = |(accepted, document)| Entry { accepted, document, used: false };
        let all: Vec<Entry<'a>> = shared.chain(own).map(entry).collect();
        let mut of: HashMap<Option<&str>, Vec<usize>> = HashMap::new();
        for (n, entry) in all.iter().enumerate() {
            of.entry(entry.document).or_default().push(n);
        }
        Self { cx, all, of }
    }

    /// The finding, unless it is accepted; without what is accepted of what follows from it. What follows from an
    /// accepted finding goes with it.
    fn take(&mut self, mut finding: Finding, accepted: &mut Vec<AcceptedFinding>) -> Option<Finding> {
        let follows = std::mem::take(&mut finding.follows);
        finding.follows = follows.into_iter().filter_map(|f| self.take(f, accepted)).collect();
        let path = self.cx.handbook.sources.path(finding.at.file);
        let places = [finding.document.as_deref(), Some(path)];
        let places = if places[0] == places[1] { &places[..1] } else { &places[..] };
        let mut taken = None;
        for n in places.iter().filter_map(|place| self.of.get(place)).flatten() {
            let Some(entry) = self.all.get_mut(*n).filter(|entry| fits(entry.accepted, &finding)) else {
                continue;
            };
            entry.used = true;
            if expired(self.cx, entry.accepted) {
                // It counts again because a day has passed, not because anybody wrote something wrong.
                finding.dated = true;
            } else if complete(entry.accepted) && taken.is_none() {
                taken = Some(entry.accepted.clone());
            }
        }
        let Some(entry) = taken else { return Some(finding) };
        accepted.push(AcceptedFinding { finding, entry });
        None
    }
}

fn complete(entry: &Accepted) -> bool {
    entry.rule.is_some() && entry.why.is_some() && entry.by.is_some() && entry.until.is_some()
}

fn expired(cx: &Context<'_>, entry: &Accepted) -> bool {
    entry.until.as_ref().is_some_and(|u| u.value < cx.today)
}

/// Whether findings of a rule, or of any rule of a family, can be accepted.
fn acceptable(name: &str) -> bool {
    !fixed(name) && !["source", "accept", "baseline"].into_iter().any(|family| covers(family, name))
}

/// Whether an entry speaks of a finding of its document.
fn fits(entry: &Accepted, finding: &Finding) -> bool {
    let Some(rule) = &entry.rule else { return false };
    let step = entry.step.as_ref().map(At::as_str);
    let part = entry.part.as_ref().map(At::as_str);
    covers(rule, finding.rule)
        && acceptable(finding.rule)
        && step.is_none_or(|s| finding.step.as_deref() == Some(s))
        && part.is_none_or(|p| finding.key.as_deref() == Some(p) || finding.step.as_deref() == Some(p))
}

/// What is wrong with an entry.
fn complaint(cx: &Context<'_>, entry: &Entry<'_>) -> Option<Finding> {
    let accepted = entry.accepted;
    let name = accepted.rule.as_ref().map_or("", |r| r.as_str());
    let put = |rule, at, message: String, help: String| {
        let mut finding = Finding::new(rule, at, message).help(help).about(name);
        finding.document = accepted.document.as_ref().map(|d| d.value.clone());
        finding.step = accepted.step.as_ref().map(|s| s.value.clone());
        finding.key = accepted.part.as_ref().map(|p| p.value.clone());
        Some(finding)
    };
    if let Some((at, message, help)) = unreasoned(cx, accepted) {
        return put("accept/no-reason", at, message, help);
    }
    if !complete(accepted) {
        // One of its values is of the wrong form, which was found while reading; it has no effect.
        return None;
    }
    if !acceptable(name) {
        let message = format!("a finding of `{name}` cannot be accepted");
        return put(
            "accept/unused",
            accepted.at,
            message,
            "mend the finding itself and take this entry out".into(),
        );
    }
    if let (true, Some(until)) = (expired(cx, accepted), accepted.until.as_ref()) {
        let message = format!("the acceptance of `{name}` ended on {}", until.value);
        let help = if entry.used {
            "mend what was accepted, or decide anew and write a later day"
        } else {
            "nothing is found any more that it fits: take the entry out"
        };
        return put("accept/expired", until.at, message, help.into()).map(Finding::dated);
    }
    if entry.used {
        return None;
    }
    let off =
        |(rule, severity): &(Text, At<Option<Severity>>)| covers(rule, name) && severity.value.is_none();
    let help = if !meta::is_known(name) {
        nearest(name, meta::names()).map_or_else(
            || format!("there is no rule `{name}`; `guidepost rules` lists them"),
            |right| format!("there is no rule `{name}`; did you mean `{right}`?"),
        )
    } else if cx.handbook.settings.checks.iter().any(off) {
        format!("`{name}` is switched off under `checks`: take the entry out")
    } else {
        "take the entry out, or mend its `document`, `step` or `at`".to_owned()
    };
    put("accept/unused", accepted.at, format!("nothing is found that this acceptance of `{name}` fits"), help)
}

/// What a reason lacks: the place, what is missing, what to write. Values that are written and of the wrong form
/// were found while reading.
fn unreasoned(cx: &Context<'_>, accepted: &Accepted) -> Option<(Span, String, String)> {
    let h = cx.handbook;
    let text = accepted.at;
    let missing: Vec<&str> = [
        ("rule", accepted.rule.is_none()),
        ("why", accepted.why.is_none()),
        ("by", accepted.by.is_none()),
        ("until", accepted.until.is_none()),
    ]
    .into_iter()
    .filter(|(key, missing)| *missing && !written(&h.sources, text, key))
    .map(|(key, _)| key)
    .collect();
    if !missing.is_empty() {
        let message = format!("this acceptance does not say {}, so it has no effect", quoted(&missing, 4));
        let help = "write which finding is accepted (`rule`), why (`why`), by whom (`by`, a role or a person) and until when (`until: 2027-06-30`)";
        return Some((accepted.at, message, help.to_owned()));
    }
    None
}
