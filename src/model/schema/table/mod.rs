//! The key tables, one file per kind of source file.
//!
//! Text in a table is read by people: each `doc` is a sentence of the format reference and a hover text in an
//! editor; each `example` stands in both and in the help of findings.

mod guideline;
mod handbook;
mod landscape;
mod organisation;
mod others;
mod parts;
mod rule;
mod step;

pub use guideline::{GUIDELINE_TABLE, PHASE_TABLE, STATES};
pub use handbook::{HANDBOOK_TABLE, SCHEMES, SEVERITIES};
pub use landscape::LANDSCAPE_TABLE;
pub use organisation::ORGANISATION_TABLE;
pub use others::{CONTROL_STATES, GLOSSARY_TABLE, SOA_TABLE, STANDARD_TABLE, TRANSLATION_TABLE};
pub use rule::{RULE_FORMS, RULE_TABLE};
pub use step::{STEP_KINDS, STEP_TABLE};

use super::form::Object;
use crate::source::FileKind;

/// The table of a kind of file; `None` for pages, for the baseline (written by the tool) and for what is unknown.
pub fn table(kind: FileKind) -> Option<&'static Object> {
    match kind {
        FileKind::Handbook => Some(&HANDBOOK_TABLE),
        FileKind::Organisation => Some(&ORGANISATION_TABLE),
        FileKind::Landscape => Some(&LANDSCAPE_TABLE),
        FileKind::Glossary => Some(&GLOSSARY_TABLE),
        FileKind::Soa => Some(&SOA_TABLE),
        FileKind::Standard => Some(&STANDARD_TABLE),
        FileKind::Guideline => Some(&GUIDELINE_TABLE),
        FileKind::Translation => Some(&TRANSLATION_TABLE),
        FileKind::Baseline | FileKind::Page | FileKind::Unknown => None,
    }
}
