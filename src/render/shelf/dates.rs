//! What falls due when, and what was done when: reviews, recurring duties, ends of acceptance, approvals and changes.
//! Gathered once for the handbook; a page of one place asks for its own documents.

use crate::model::{DocStatus, Guideline, Handbook};
use jiff::civil::Date;

/// Something that falls due.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Due {
    /// When.
    pub(crate) date: Date,
    /// What.
    pub(crate) what: DueKind,
}

/// What falls due; documents by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DueKind {
    /// The review of a document.
    Review(usize),
    /// A recurring duty: document and duty.
    Duty(usize, usize),
    /// An acceptance ends: the document and the entry in it; without document, the entry in `handbook.yaml`.
    Acceptance(Option<usize>, usize),
    /// An approved document comes into force.
    Effective(usize),
}

/// Something that was done.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Past {
    /// When.
    pub(crate) date: Date,
    /// What.
    pub(crate) what: PastKind,
}

/// What was done; documents by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PastKind {
    /// A document was approved.
    Approval(usize),
    /// A document was changed: document and entry of its history.
    Change(usize, usize),
    /// The Statement of Applicability was approved.
    Statement,
}

/// All dates of the edition.
#[derive(Debug, Default)]
pub(crate) struct Dates {
    /// What falls due, the earliest first.
    pub(crate) due: Vec<Due>,
    /// What was done in the twelve months before the day of the edition, the latest first.
    pub(crate) past: Vec<Past>,
}

impl Dates {
    /// Gathers what the documents shown say.
    pub(crate) fn new(h: &Handbook, shown: &[bool], today: Date) -> Self {
        let mut dates = Self::default();
        let documents = h.guidelines.iter().enumerate().filter(|(n, _)| shown.get(*n) == Some(&true));
        for (n, g) in documents {
            due(h, n, g, today, &mut dates.due);
            past(n, g, today, &mut dates.past);
        }
        shared(h, shown, &mut dates);
        let statement = h.soa.iter().filter_map(|s| s.approved.as_ref()?.date.as_ref()).map(|d| d.value);
        let lately = statement.filter(|date| within_a_year(*date, today));
        dates.past.extend(lately.map(|date| Past { date, what: PastKind::Statement }));
        dates.due.sort_by_key(|d| (d.date, d.what));
        sort_past(&mut dates.past);
        dates
    }
}

/// The latest first; of one day the change before the approval of it.
pub(crate) fn sort_past(all: &mut [Past]) {
    all.sort_by_key(|p| (std::cmp::Reverse(p.date), p.what));
}

/// Acceptances of `handbook.yaml`; one for a document that is not shown stays out.
fn shared(h: &Handbook, shown: &[bool], dates: &mut Dates) {
    for (n, entry) in h.settings.accept.iter().enumerate() {
        let document = entry.document.as_ref().and_then(|d| h.guideline_index(d.as_str()));
        if document.is_some_and(|d| shown.get(d) != Some(&true)) {
            continue;
        }
        let until = entry.until.as_ref().map(|d| d.value);
        dates.due.extend(until.map(|date| Due { date, what: DueKind::Acceptance(None, n) }));
    }
}

/// When a document in force is to be reviewed.
pub(crate) fn review(h: &Handbook, g: &Guideline) -> Option<Date> {
    if g.state() != DocStatus::Approved || g.is_generated() { None } else { h.review_due(g) }
}

/// When a duty is due next; `None` where it was never done, or a document that is no longer used says it.
pub(crate) fn duty(g: &Guideline, n: usize) -> Option<Date> {
    if g.state() == DocStatus::Retired {
        return None;
    }
    let duty = g.duties.get(n)?;
    Some(duty.every.as_ref()?.value.after(duty.last.as_ref()?.value))
}

/// What falls due in a document.
pub(crate) fn due(h: &Handbook, n: usize, g: &Guideline, today: Date, out: &mut Vec<Due>) {
    out.extend(review(h, g).map(|date| Due { date, what: DueKind::Review(n) }));
    for d in 0..g.duties.len() {
        out.extend(duty(g, d).map(|date| Due { date, what: DueKind::Duty(n, d) }));
    }
    for (a, entry) in g.accept.iter().enumerate() {
        let until = entry.until.as_ref().map(|d| d.value);
        out.extend(until.map(|date| Due { date, what: DueKind::Acceptance(Some(n), a) }));
    }
    let ahead = g.effective.as_ref().map(|d| d.value).filter(|d| *d > today);
    let ahead = ahead.filter(|_| g.state() == DocStatus::Approved);
    out.extend(ahead.map(|date| Due { date, what: DueKind::Effective(n) }));
}

/// What was done to a document in the last twelve months.
pub(crate) fn past(n: usize, g: &Guideline, today: Date, out: &mut Vec<Past>) {
    let approved = g.approved.as_ref().and_then(|a| a.date.as_ref()).map(|d| d.value);
    let approved = approved.filter(|date| within_a_year(*date, today));
    out.extend(approved.map(|date| Past { date, what: PastKind::Approval(n) }));
    for (c, change) in g.changes.iter().enumerate() {
        let date = change.date.as_ref().map(|d| d.value).filter(|date| within_a_year(*date, today));
        out.extend(date.map(|date| Past { date, what: PastKind::Change(n, c) }));
    }
}

fn within_a_year(date: Date, today: Date) -> bool {
    let year = crate::model::Duration { count: 1, unit: crate::model::TimeUnit::Year };
    date <= today && date > year.before(today)
}

impl DueKind {
    /// The document it stands in.
    pub(crate) fn document(self) -> Option<usize> {
        match self {
            Self::Review(n) | Self::Duty(n, _) | Self::Effective(n) => Some(n),
            Self::Acceptance(document, _) => document,
        }
    }
}

/// The month of a date, so that months can be compared: year and month.
pub(crate) fn month(date: Date) -> (i16, i8) {
    (date.year(), date.month())
}
