//! From everything that was found to what is shown and what counts.

use super::accept::{self, AcceptedFinding};
use super::baseline::Baseline;
use super::fold::fold;
use super::{Context, rule};
use crate::diagnostic::{Finding, Severity, Sources};
use crate::model::Settings;

/// Which rules are asked for: names or families.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only these; empty: all.
    pub only: Vec<String>,
    /// Not these.
    pub skip: Vec<String>,
}

impl Selection {
    /// Whether a rule is asked for.
    pub fn takes(&self, rule: &str) -> bool {
        (self.only.is_empty() || self.only.iter().any(|name| covers(name, rule)))
            && !self.skip.iter().any(|name| covers(name, rule))
    }
}

/// Whether `name`, a rule or a family, covers `rule`.
pub(super) fn covers(name: &str, rule: &str) -> bool {
    name == rule || rule.strip_prefix(name).is_some_and(|rest| rest.starts_with('/'))
}

/// What is shown, and what was set aside.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    /// What is shown, by file, place and rule; every finding with its severity.
    pub findings: Vec<Finding>,
    /// What somebody accepted.
    pub accepted: Vec<AcceptedFinding>,
    /// What was there when the team began.
    pub baselined: Vec<Finding>,
}

impl Verdict {
    /// How many of what is shown have a severity. What merely follows from something is not counted.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|f| f.severity == Some(severity)).count()
    }

    /// Errors that stop a build: those that do not depend on today's date.
    pub fn stops_build(&self) -> bool {
        self.findings.iter().any(|f| f.severity == Some(Severity::Error) && !f.dated)
    }
}

/// Judges `found`: gives severities, drops what is off or not asked for, sets aside what is accepted or in the
/// baseline, and reports acceptances and baseline entries that no longer fit. What is left out by `selection`
/// is looked at for acceptances and baseline all the same, so that a narrowed run calls none of them unused.
pub fn judge(
    cx: &Context<'_>,
    found: Vec<Finding>,
    baseline: Option<&Baseline>,
    selection: &Selection,
) -> Verdict {
    let settings = &cx.handbook.settings;
    let mut all = Vec::with_capacity(found.len());
    for finding in fold(found) {
        weigh(finding, settings, &mut all);
    }
    let accept::Applied { mut left, accepted, about } = accept::apply(cx, all);
    for finding in about {
        weigh(finding, settings, &mut left);
    }
    sort(&mut left, &cx.handbook.sources);
    let mut baselined = Vec::new();
    if let Some(baseline) = baseline {
        let compared = baseline.apply(left, &cx.handbook.sources);
        left = compared.fresh;
        baselined = compared.known;
        for finding in compared.about {
            weigh(finding, settings, &mut left);
        }
    }
    let mut findings = Vec::with_capacity(left.len());
    for finding in left {
        select(finding, selection, &mut findings);
    }
    sort(&mut findings, &cx.handbook.sources);
    Verdict { findings, accepted, baselined }
}

/// Rules that a handbook can neither switch off, nor soften, nor accept: with them nothing else can be trusted.
pub(super) fn fixed(rule: &str) -> bool {
    rule == "cls/leak"
        || matches!(rule, "source/syntax" | "source/encoding" | "source/unreadable" | "source/duplicate-key")
}

/// Severity in force for a rule: the handbook's word for the rule, else for its family, else the finding's own,
/// else the rule's default. `None` is off.
pub fn severity(finding: &Finding, settings: &Settings) -> Option<Severity> {
    let default =
        finding.severity.or_else(|| rule(finding.rule).map_or(Some(Severity::Error), |r| r.severity));
    if fixed(finding.rule) {
        return default;
    }
    let exact = settings.checks.iter().find(|(name, _)| name.as_str() == finding.rule);
    let family = || settings.checks.iter().find(|(name, _)| covers(name, finding.rule));
    exact.or_else(family).map_or(default, |(_, wanted)| wanted.value)
}

/// Gives a finding its severity; one that is off goes, and what followed from it stands alone. What follows but
/// weighs more than its cause stands alone too, so that nothing is hidden under something lighter.
fn weigh(mut finding: Finding, settings: &Settings, out: &mut Vec<Finding>) {
    let mut follows = Vec::new();
    for f in std::mem::take(&mut finding.follows) {
        weigh(f, settings, &mut follows);
    }
    match severity(&finding, settings) {
        None => out.append(&mut follows),
        Some(severity) => {
            let (heavier, lighter): (Vec<_>, Vec<_>) =
                follows.into_iter().partition(|f| f.severity > Some(severity));
            finding.severity = Some(severity);
            finding.follows = lighter;
            out.push(finding);
            out.extend(heavier);
        }
    }
}

/// Keeps what is asked for. What follows from a cause that is shown is shown with it, unless it is left out by
/// name; of a cause that is not shown, what follows is looked at by itself.
fn select(mut finding: Finding, selection: &Selection, out: &mut Vec<Finding>) {
    let follows = std::mem::take(&mut finding.follows);
    if selection.takes(finding.rule) {
        for f in follows {
            keep(f, selection, &mut finding.follows);
        }
        out.push(finding);
    } else {
        for f in follows {
            select(f, selection, out);
        }
    }
}

/// Keeps what follows from something that is shown.
fn keep(mut finding: Finding, selection: &Selection, out: &mut Vec<Finding>) {
    let follows = std::mem::take(&mut finding.follows);
    let skipped = selection.skip.iter().any(|name| covers(name, finding.rule));
    let mut kept = Vec::new();
    for f in follows {
        keep(f, selection, &mut kept);
    }
    if skipped {
        out.append(&mut kept);
    } else {
        finding.follows = kept;
        out.push(finding);
    }
}

/// By path, place, rule and text.
fn sort(findings: &mut [Finding], sources: &Sources) {
    findings.sort_by(|a, b| {
        (sources.path(a.at.file), a.at.start, a.at.end, a.rule, &a.message).cmp(&(
            sources.path(b.at.file),
            b.at.start,
            b.at.end,
            b.rule,
            &b.message,
        ))
    });
}

#[cfg(test)]
mod tests;
