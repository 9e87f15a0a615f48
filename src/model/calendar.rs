//! Civil dates from durations and intervals: when something is due, until when a time limit runs.

use super::{Duration, Interval, TimeUnit};
use jiff::Span;
use jiff::civil::{Date, Weekday};

impl Duration {
    /// The day this long after `date`. Minutes and hours end on the same day or as many days later as they fill;
    /// the 31st goes to the last day of a shorter month; working days are Monday to Friday, holidays are not
    /// known. Saturates at the end of the calendar.
    pub fn after(self, date: Date) -> Date {
        shift(self.count, self.unit, date, true)
    }

    /// The day this long before `date`; counted like [`Duration::after`].
    pub fn before(self, date: Date) -> Date {
        shift(self.count, self.unit, date, false)
    }
}

impl Interval {
    /// The day one interval after `date`; counted like [`Duration::after`].
    pub fn after(self, date: Date) -> Date {
        shift(self.count, self.unit, date, true)
    }
}

fn shift(count: u32, unit: TimeUnit, date: Date, forward: bool) -> Date {
    // Farther than the calendar reaches in every unit but minutes and hours.
    let n = i64::from(count.min(10_000_000));
    let span = match unit {
        TimeUnit::Minute => Span::new().try_days(n / (24 * 60)),
        TimeUnit::Hour => Span::new().try_days(n / 24),
        TimeUnit::Day => Span::new().try_days(n),
        TimeUnit::Week => Span::new().try_weeks(n),
        TimeUnit::Month => Span::new().try_months(n),
        TimeUnit::Quarter => Span::new().try_months(n * 3),
        TimeUnit::Year => Span::new().try_years(n),
        TimeUnit::WorkingDay => return working_days(n, date, forward),
    };
    step(date, span.ok(), forward)
}

fn step(date: Date, span: Option<Span>, forward: bool) -> Date {
    let end = if forward { Date::MAX } else { Date::MIN };
    let Some(span) = span else { return end };
    if forward { date.checked_add(span) } else { date.checked_sub(span) }.unwrap_or(end)
}

/// Whole weeks at once, then day by day over week-ends.
fn working_days(n: i64, date: Date, forward: bool) -> Date {
    let free = |d: Date| matches!(d.weekday(), Weekday::Saturday | Weekday::Sunday);
    let one = || Span::new().try_days(1).ok();
    let mut day = step(date, Span::new().try_weeks(n / 5).ok(), forward);
    let mut left = n % 5;
    while left > 0 && day != Date::MAX && day != Date::MIN {
        day = step(day, one(), forward);
        if !free(day) {
            left -= 1;
        }
    }
    // Counted from a week-end, whole weeks end on one: the last working day within them is meant.
    while n > 0 && free(day) {
        day = step(day, one(), !forward);
    }
    day
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
        assert_eq!(three.before(date(2018, 6, 20)), date(2018, 6, 15));
        let week = Duration { count: 5, unit: TimeUnit::WorkingDay };
        // A Saturday.
        assert_eq!(week.after(date(2018, 6, 16)), date(2018, 6, 22));
    }

    #[test]
    fn days_weeks_and_years() {
        let may = date(2018, 5, 2);
        let after = |count, unit| Duration { count, unit }.after(may);
        assert_eq!(after(30, TimeUnit::Day), date(2018, 6, 1));
        assert_eq!(after(2, TimeUnit::Week), date(2018, 5, 16));
        assert_eq!(after(1, TimeUnit::Quarter), date(2018, 8, 2));
        assert_eq!(after(20, TimeUnit::Hour), may);
        assert_eq!(after(72, TimeUnit::Hour), date(2018, 5, 5));
    }

    #[test]
    fn the_calendar_has_ends() {
        for unit in [TimeUnit::Year, TimeUnit::Month, TimeUnit::WorkingDay, TimeUnit::Day, TimeUnit::Quarter]
        {
            let endless = Duration { count: u32::MAX, unit };
            let (first, last) = (endless.before(date(2018, 6, 15)), endless.after(date(2018, 6, 15)));
            assert!(first.year() < -9000 && last.year() > 9000, "{unit:?}: {first} {last}");
            assert!(endless.days() > 0);
        }
    }
}
