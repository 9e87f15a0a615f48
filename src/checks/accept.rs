//! Accepted findings: a person takes responsibility for one, with a reason and until a day.

use super::judge::{covers, fixed};
use super::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::Accepted;

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

/// Sets aside what is accepted. Gives what is left, what was accepted, and what is wrong with the entries.
pub(super) fn apply(
    cx: &Context<'_>,
    found: Vec<Finding>,
) -> (Vec<Finding>, Vec<AcceptedFinding>, Vec<Finding>) {
    let own = cx.handbook.guidelines.iter().flat_map(|g| g.accept.iter().map(move |a| (a, Some(g.id()))));
    let entries: Vec<(&Accepted, Option<&str>)> =
        cx.handbook.settings.accept.iter().map(|a| (a, None)).chain(own).collect();
    if entries.is_empty() {
        return (found, Vec::new(), Vec::new());
    }
    let mut used = vec![false; entries.len()];
    let (mut left, mut accepted) = (Vec::new(), Vec::new());
    for mut finding in found {
        let mut taken = None;
        for (n, (entry, home)) in entries.iter().enumerate() {
            if fits(entry, *home, &finding) {
                used[n] = true;
                if expired(cx, entry) {
                    // It counts again because a day has passed, not because anybody wrote something wrong.
                    finding.dated = true;
                } else if complete(entry) {
                    taken.get_or_insert(*entry);
                }
            }
        }
        match taken {
            Some(entry) => accepted.push(AcceptedFinding { finding, entry: entry.clone() }),
            None => left.push(finding),
        }
    }
    let wrong =
        entries.iter().zip(used).filter_map(|((entry, home), used)| complaint(cx, entry, *home, used));
    let wrong = wrong.collect();
    (left, accepted, wrong)
}

fn complete(entry: &Accepted) -> bool {
    entry.rule.is_some() && entry.why.is_some() && entry.by.is_some() && entry.until.is_some()
}

fn expired(cx: &Context<'_>, entry: &Accepted) -> bool {
    entry.until.as_ref().is_some_and(|u| u.value < cx.today)
}

/// Whether an entry speaks of a finding. `home` is the document it is written in, if not `handbook.yaml`.
fn fits(entry: &Accepted, home: Option<&str>, finding: &Finding) -> bool {
    let Some(rule) = &entry.rule else { return false };
    let document = entry.document.as_ref().map(|d| d.as_str()).or(home);
    let step = entry.step.as_ref().map(|s| s.as_str());
    let part = entry.part.as_ref().map(|p| p.as_str());
    covers(rule, finding.rule)
        && !fixed(finding.rule)
        && !finding.rule.starts_with("source/")
        && finding.document.as_deref() == document
        && step.is_none_or(|s| finding.step.as_deref() == Some(s))
        && part.is_none_or(|p| finding.key.as_deref() == Some(p) || finding.step.as_deref() == Some(p))
}

fn complaint(cx: &Context<'_>, entry: &Accepted, home: Option<&str>, used: bool) -> Option<Finding> {
    let name = entry.rule.as_ref().map_or("", |r| r.as_str());
    let document = entry.document.as_ref().map(|d| d.as_str()).or(home);
    let put = |mut f: Finding| {
        f.document = document.map(str::to_owned);
        f.step = entry.step.as_ref().map(|s| s.value.clone());
        f.key = entry.part.as_ref().map(|p| p.value.clone());
        f.about(name)
    };
    let missing: Vec<&str> = [
        ("rule", entry.rule.is_none()),
        ("why", entry.why.is_none()),
        ("by", entry.by.is_none()),
        ("until", entry.until.is_none()),
    ]
    .into_iter()
    .filter_map(|(key, missing)| missing.then_some(key))
    .collect();
    if !missing.is_empty() {
        let finding = Finding::new(
            "accept/no-reason",
            entry.at,
            format!("this acceptance does not say `{}`, so it has no effect", missing.join("`, `")),
        );
        return Some(put(finding.help("write why the finding is accepted (`why`), who accepts it (`by`) and until when (`until: 2027-06-30`)")));
    }
    if name.starts_with("source/") || fixed(name) {
        let finding =
            Finding::new("accept/unused", entry.at, format!("a finding of `{name}` cannot be accepted"));
        return Some(put(finding.help("mend the finding itself and take this entry out")));
    }
    if let (true, Some(until)) = (expired(cx, entry), entry.until.as_ref()) {
        let finding = Finding::new(
            "accept/expired",
            until.at,
            format!("the acceptance of `{name}` ended on {}", until.value),
        );
        return Some(put(finding
            .dated()
            .help("mend what was accepted, or decide anew and write a later day")));
    }
    if used {
        return None;
    }
    let nearest = super::rules()
        .iter()
        .map(|r| (strsim::jaro_winkler(r.name, name), r.name))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let known = super::rules().iter().any(|r| covers(name, r.name));
    let help = match nearest {
        Some((_, right)) if !known => format!("there is no rule `{name}`; did you mean `{right}`?"),
        _ => "take the entry out, or mend its `document`, `step` or `at`".to_owned(),
    };
    let finding = Finding::new(
        "accept/unused",
        entry.at,
        format!("nothing is found that this acceptance of `{name}` fits"),
    );
    Some(put(finding.help(help)))
}
