//! The handbook's own templates as findings: what is wrong with one stands at its line, as with any other file.

use super::Failure;
use super::pipeline::Checked;
use crate::checks;
use crate::diagnostic::{Finding, SourceText, Sources, Span};
use crate::render::{self, Fault, Override};
use crate::source;
use std::path::Path;
use std::sync::Arc;

/// The templates of the handbook in `dir`.
pub(super) fn own(dir: &Path) -> Result<Vec<Override>, Failure> {
    let read = source::own_templates(dir)
        .map_err(|(path, why)| Failure(format!("cannot read {}: {why}", path.display())))?;
    Ok(read.into_iter().map(|(name, bytes)| Override { name, bytes }).collect())
}

/// Findings of faults; the templates they point into are added to `sources`. Not judged yet.
pub(super) fn findings(faults: &[Fault], own: &[Override], sources: &mut Sources) -> Vec<Finding> {
    let one = |fault: &Fault| {
        // A fault of a built-in template is none of the handbook's.
        let template = own.iter().find(|o| o.name == fault.name)?;
        let text: Arc<str> = String::from_utf8_lossy(&template.bytes).into();
        let held = |at: usize| text.floor_char_boundary(at.min(text.len()));
        let (start, end) = (held(fault.start), held(fault.end));
        let file = sources.add(SourceText::new(format!("templates/{}", fault.name), text));
        let at = if end > start { Span::new(file, start, end) } else { Span::top(file) };
        let help = "until it is mended, the built-in one takes its place";
        Some(
            Finding::new("source/template", at, fault.message.as_str()).help(help).about(fault.name.as_str()),
        )
    };
    faults.iter().filter_map(one).collect()
}

/// Findings of the templates that broke only while pages were made, with their severities.
pub(super) fn broke(checked: &mut Checked, faults: &[Fault]) -> Vec<Finding> {
    let before = render::faults(&checked.templates);
    let new: Vec<Fault> =
        faults.iter().filter(|f| before.iter().all(|b| b.name != f.name)).cloned().collect();
    let handbook = &mut checked.handbook;
    let mut found = findings(&new, &checked.templates, &mut handbook.sources);
    found.retain_mut(|finding| {
        finding.severity = checks::severity(finding, &handbook.settings);
        finding.severity.is_some()
    });
    found
}
