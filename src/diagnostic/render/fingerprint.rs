//! The identity of a finding for systems that follow it from run to run: what it is about, never the line.

use super::Report;
use crate::diagnostic::Finding;
use std::collections::BTreeMap;

/// One fingerprint per finding, in their order: 32 hexadecimal digits. Two findings of one identity (the same
/// rule, document or file, step or key, and thing named) differ by their number among their like.
pub fn fingerprints(report: &Report<'_>) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    report
        .findings
        .iter()
        .map(|finding| {
            let identity = identity(report, finding);
            let number = seen.entry(identity.clone()).or_insert(0);
            *number += 1;
            let hash = blake3::hash(format!("{identity}\0{number}").as_bytes());
            hash.to_hex().chars().take(32).collect()
        })
        .collect()
}

/// The parts of the identity, with a separator that none of them holds.
fn identity(report: &Report<'_>, finding: &Finding) -> String {
    // The path stands in where there is no document; with one, a file may be moved.
    let place = finding.document.as_deref().unwrap_or_else(|| report.sources.path(finding.at.file));
    let part = finding.step.as_deref().or(finding.key.as_deref()).unwrap_or("");
    [finding.rule, place, part, &finding.about].join("\0")
}
