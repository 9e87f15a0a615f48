//! Civil dates from durations and intervals: when a review is due, until when a time limit runs.

use super::{Duration, Guideline, Handbook, Interval, TimeUnit};
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

impl Duration {
    /// The day this long after `date`. Minutes and hours end on the same day or as many days later as they fill;
    /// working days are Monday to Friday, holidays are not known. Saturates at the end of the calendar.
    pub fn after(self, date: Date) -> Date {
        after(self.count, self.unit, date)
    }
}

impl Interval {
    /// The day one interval after `date`; counted like [`Duration::after`].
    pub fn after(self, date: Date) -> Date {
        after(self.count, self.unit, date)
    }
}

fn after(count: u32, unit: TimeUnit, date: Date) -> Date {
    // A million of anything is past the end of the calendar for all units but minutes and hours.
    let n = i64::from(count.min(1_000_000));
    let span = |span: Result<Span, jiff::Error>| {
        span.map_or(Date::MAX, |s| date.checked_add(s).unwrap_or(Date::MAX))
    };
    match unit {
        TimeUnit::Minute => span(Ok((n / (24 * 60)).days())),
        TimeUnit::Hour => span(Ok((n / 24).days())),
        TimeUnit::Day => span(Span::new().try_days(n)),
        TimeUnit::Week => span(Span::new().try_weeks(n)),
        TimeUnit::Month => span(Span::new().try_months(n)),
        TimeUnit::Quarter => span(Span::new().try_months(n.saturating_mul(3))),
        TimeUnit::Year => span(Span::new().try_years(n)),
        TimeUnit::WorkingDay => working_days(n, date),
    }
}

fn working_days(n: i64, date: Date) -> Date {
    let Ok(weeks) = Span::new().try_weeks(n / 5) else { return Date::MAX };
    let mut day = date.checked_add(weeks).unwrap_or(Date::MAX);
    let mut left = n % 5;
    while left > 0 && day < Date::MAX {
        day = day.tomorrow().unwrap_or(Date::MAX);
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            left -= 1;
        }
    }
    day
}

impl Handbook {
    /// When the next review of a document is due: `review: { next }`, else the last review (or else the approval)
    /// and one period, the document's own or the handbook's. `None` where nothing tells.
    pub fn review_due(&self, g: &Guideline) -> Option<Date> {
        let review = g.review.as_ref();
        if let Some(next) = review.and_then(|r| r.next.as_ref()) {
            return Some(next.value);
        }
        let last = review
            .and_then(|r| r.last.as_ref())
            .or_else(|| g.approved.as_ref().and_then(|a| a.date.as_ref()))?;
        let every = review
            .and_then(|r| r.cycle.every.as_ref())
            .or_else(|| self.settings.review.as_ref().and_then(|c| c.every.as_ref()))?;
        Some(every.value.after(last.value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn months_end_with_their_month_and_working_days_pass_over_weekends() {
        let month = Interval { count: 1, unit: TimeUnit::Month };
        assert_eq!(month.after(date(2018, 1, 31)), date(2018, 2, 28));
        let three = Duration { count: 3, unit: TimeUnit::WorkingDay };
        // 15 June 2018 is a Friday.
        assert_eq!(three.after(date(2018, 6, 15)), date(2018, 6, 20));
        let many = Duration { count: u32::MAX, unit: TimeUnit::Year };
        assert_eq!(many.after(date(2018, 6, 15)), Date::MAX);
    }
}
