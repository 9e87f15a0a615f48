//! `soa.yaml`: the Statement of Applicability (format reference, section 9).

use super::{At, Text};
use crate::diagnostic::{FileId, Span};
use jiff::civil::Date;

/// The Statement of Applicability.
#[derive(Debug, Clone)]
pub struct Soa {
    /// The file.
    pub file: FileId,
    /// Catalogue.
    pub standard: Option<Text>,
    /// Its version.
    pub version: Option<Text>,
    /// Its date.
    pub date: Option<At<Date>>,
    /// Its approval: `by`, `date`, `proof`.
    pub approved: Option<super::Approved>,
    /// Controls in written order.
    pub controls: Vec<Control>,
}

/// Whether a control applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applicable {
    /// `yes`.
    Yes,
    /// `no`.
    No,
}

/// One control's answer.
#[derive(Debug, Clone)]
pub struct Control {
    /// `A.5.1`.
    pub id: Text,
    /// Whether it applies.
    pub applicable: Option<At<Applicable>>,
    /// The reason.
    pub why: Option<Text>,
    /// `implemented`, `partly`, `planned`, `not-implemented`.
    pub state: Option<Text>,
    /// Documents and steps (`SAL-G-002#check-offer`).
    pub evidence: Vec<Text>,
    /// The whole entry.
    pub at: Span,
}
