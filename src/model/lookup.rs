//! Looking things up across the handbook: who, what, which class, when due.

use super::{
    Cast, Class, Clause, DocStatus, DocType, Duration, Guideline, Interval, Letter, NormRef, Part, Person,
    Process, Product, Record, Standard, Step, StepKind, Text,
};
use crate::diagnostic::Span;
use jiff::civil::Date;

/// A letter as it holds at a step.
#[derive(Debug, Clone, Copy)]
pub struct HeldLetter<'a> {
    /// The letter.
    pub letter: Letter,
    /// Who has it.
    pub cast: &'a Cast,
    /// Place of the key that says so: at the step, or under `defaults`.
    pub at: Span,
    /// Whether it comes from `defaults`.
    pub inherited: bool,
}

impl Guideline {
    /// The letters that hold at a step, in the order of a matrix: its own, and those of `defaults` where a `do`, a
    /// `call` or an `ask` that somebody decides says nothing.
    pub fn letters<'a>(&'a self, step: &'a Step) -> Vec<HeldLetter<'a>> {
        let inherits = step.kind.takes_defaults();
        Letter::ALL
            .into_iter()
            .filter_map(|letter| {
                let find = |cells: &'a [(Letter, Span, Cast)], inherited| {
                    let (_, at, cast) = cells.iter().find(|(l, _, _)| *l == letter)?;
                    Some(HeldLetter { letter, cast, at: *at, inherited })
                };
                let own = find(&step.letters.cells, false);
                own.or_else(|| if inherits { find(&self.defaults.cells, true) } else { None })
            })
            .collect()
    }

    /// Who holds one letter at a step, own or inherited.
    pub fn letter<'a>(&'a self, step: &'a Step, letter: Letter) -> Option<&'a Cast> {
        let own = step.letters.get(letter);
        own.or_else(|| if step.kind.takes_defaults() { self.defaults.get(letter) } else { None })
    }

    /// Who does a step: R (D with DACI) of a `do` or `call`, A of an `ask`; for other kinds nobody.
    pub fn doers<'a>(&'a self, step: &'a Step) -> Option<&'a Cast> {
        match step.kind {
            StepKind::Ask { .. } => self.letter(step, Letter::A),
            StepKind::Do | StepKind::Call { .. } => {
                self.letter(step, Letter::R).or_else(|| self.letter(step, Letter::D))
            }
            _ => None,
        }
    }

    /// Whether it is approved and in force on a day (`effective` may lie ahead).
    pub fn in_force(&self, today: Date) -> bool {
        self.state() == DocStatus::Approved && self.effective.as_ref().is_none_or(|e| e.value <= today)
    }

    /// Whether it is a page that nobody approves.
    pub fn is_generated(&self) -> bool {
        self.origin.as_ref().is_some_and(|o| o.value == super::Origin::Generated)
    }

    /// Whether it is a document from outside.
    pub fn is_external(&self) -> bool {
        self.origin.as_ref().is_some_and(|o| o.value == super::Origin::External)
    }
}

impl StepKind {
    /// Whether letters of `defaults` hold where the step says nothing: a task, a sub-process, a decision by a role.
    pub fn takes_defaults(&self) -> bool {
        matches!(self, Self::Do | Self::Call { .. } | Self::Ask { of: None, .. })
    }

    /// The word that says the kind, as `every: { kind: … }` names it; empty for an unknown one.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Do => "do",
            Self::Ask { .. } => "ask",
            Self::Parallel { .. } => "parallel",
            Self::Wait { .. } => "wait",
            Self::Call { .. } => "call",
            Self::End { .. } => "end",
            Self::Unknown => "",
        }
    }
}

impl super::Handbook {
    /// A person by id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.by_person.get(id).and_then(|&n| self.organisation.people.get(n))
    }

    /// A listed work product by id.
    pub fn product(&self, id: &str) -> Option<&Product> {
        self.by_product.get(id).and_then(|&n| self.landscape.products.get(n))
    }

    /// A process by id.
    pub fn process(&self, id: &str) -> Option<&Process> {
        self.by_process.get(id).and_then(|&(n, _)| self.landscape.processes.get(n))
    }

    /// A part of a process.
    pub fn part(&self, process: &str, part: &str) -> Option<&Part> {
        let (process, parts) = self.by_process.get(process)?;
        parts.get(part).and_then(|&n| self.landscape.processes.get(*process)?.parts.get(n))
    }

    /// A class of the scheme.
    pub fn class(&self, id: &str) -> Option<&Class> {
        self.settings.classes.iter().find(|c| c.id.as_str() == id)
    }

    /// A type of documents.
    pub fn doc_type(&self, id: &str) -> Option<&DocType> {
        self.settings.types.iter().find(|t| t.id == id)
    }

    /// Class of a work product as a thing, where the landscape gives one.
    pub fn product_class(&self, id: &str) -> Option<&Text> {
        self.product(id)?.class.as_ref()
    }

    /// Class of a record: its own, else that of the work product of its name.
    pub fn record_class<'a>(&'a self, record: &'a Record) -> Option<&'a Text> {
        record.class.as_ref().or_else(|| self.product_class(record.name.as_str()))
    }

    /// Whether a catalogue is in scope.
    pub fn in_scope(&self, standard: &Standard) -> bool {
        self.settings.standards.iter().any(|s| s.as_str() == standard.id)
    }

    /// Catalogue and clause of a reference; the clause is `None` where the reference is to the standard as a whole
    /// or to a clause that it does not have.
    pub fn clause(&self, reference: &NormRef) -> Option<(&Standard, Option<&Clause>)> {
        let standard = self.standard(&reference.standard)?;
        Some((standard, reference.clause.as_deref().and_then(|c| standard.clause(c))))
    }

    /// How often a guideline is reviewed: its own cycle, else the handbook's.
    pub fn review_every(&self, g: &Guideline) -> Option<Interval> {
        let own = g.review.as_ref().and_then(|r| r.cycle.every.as_ref());
        own.or_else(|| self.settings.review.as_ref()?.every.as_ref()).map(|i| i.value)
    }

    /// How long before the due day a review is due soon: the guideline's own warning time, else the handbook's,
    /// else 30 days.
    pub fn review_warn(&self, g: &Guideline) -> Duration {
        let own = g.review.as_ref().and_then(|r| r.cycle.warn.as_ref());
        own.or_else(|| self.settings.review.as_ref()?.warn.as_ref())
            .map_or(Duration { count: 30, unit: super::TimeUnit::Day }, |d| d.value)
    }

    /// Day on which the next review is due: `next` where it is written, else the last review (or, before the first
    /// one, the approval) and the interval. `None` where nothing says it.
    pub fn review_due(&self, g: &Guideline) -> Option<Date> {
        if let Some(next) = g.review.as_ref().and_then(|r| r.next.as_ref()) {
            return Some(next.value);
        }
        let reviewed = g.review.as_ref().and_then(|r| r.last.as_ref()).map(|d| d.value);
        let approved = g.approved.as_ref().and_then(|a| a.date.as_ref()).map(|d| d.value);
        Some(self.review_every(g)?.after(reviewed.or(approved)?))
    }
}
