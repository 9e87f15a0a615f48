//! `landscape.yaml` (format reference, section 4).

use super::{Kpi, Localized, Matter, Text};
use crate::diagnostic::{FileId, Span};
use serde::{Deserialize, Serialize};

/// Process groups, processes, their parts, work products.
#[derive(Debug, Clone, Default)]
pub struct Landscape {
    /// The file, where there is one.
    pub file: Option<FileId>,
    /// Groups in declared order.
    pub groups: Vec<ProcessGroup>,
    /// Processes in declared order.
    pub processes: Vec<Process>,
    /// Flows of parts that have no guideline yet.
    pub flows: Vec<Flow>,
    /// Work products that are listed.
    pub products: Vec<Product>,
}

/// Management, core, support.
#[derive(Debug, Clone)]
pub struct ProcessGroup {
    /// Its id.
    pub id: Text,
    /// Its name.
    pub name: Localized,
}

/// A process (an area of the company).
#[derive(Debug, Clone)]
pub struct Process {
    /// Its id.
    pub id: Text,
    /// Its name.
    pub name: Localized,
    /// Its group.
    pub group: Option<Text>,
    /// Its owner, a role.
    pub owner: Option<Text>,
    /// What it is there for; may be empty.
    pub purpose: Localized,
    /// Its own KPIs.
    pub kpis: Vec<Kpi>,
    /// Its own risks.
    pub risks: Vec<Matter>,
    /// Its parts in declared order.
    pub parts: Vec<Part>,
    /// The whole entry.
    pub at: Span,
}

/// A part of a process.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its id.
    pub id: Text,
    /// Its name.
    pub name: Localized,
    /// Its owner, where it differs.
    pub owner: Option<Text>,
    /// What it is there for; may be empty.
    pub purpose: Localized,
}

/// A written flow.
#[derive(Debug, Clone)]
pub struct Flow {
    /// From a part (or process, or external role).
    pub from: Option<Text>,
    /// To a part.
    pub to: Option<Text>,
    /// Work products.
    pub what: Vec<Text>,
    /// The whole entry.
    pub at: Span,
}

/// A work product.
#[derive(Debug, Clone)]
pub struct Product {
    /// Its id.
    pub id: Text,
    /// Its name.
    pub name: Localized,
    /// Its owner, a role.
    pub owner: Option<Text>,
    /// Class of the thing.
    pub class: Option<Text>,
    /// Clauses.
    pub norms: Vec<Text>,
    /// Template: a file or document.
    pub template: Option<Text>,
    /// `from: outside`.
    pub from_outside: bool,
}

/// `sales/opportunity-management` or `sales`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessPath {
    /// The process.
    pub process: String,
    /// The part, where one is named.
    pub part: Option<String>,
}
