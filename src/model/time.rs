//! Durations and intervals: English keywords in the source, shown in the reader's language.

use jiff::Span;
use jiff::civil::{Date, Weekday};

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TimeUnit {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Working days (Monday to Friday; holidays are not known).
    WorkingDay,
    /// Calendar days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Quarters (only in intervals).
    Quarter,
    /// Years.
    Year,
}

/// `2 working days`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Duration {
    /// How many, at least 1.
    pub count: u32,
    /// Of what.
    pub unit: TimeUnit,
}

/// How often: `quarter`, `12 months`, `2 hours`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    /// Every so many, at least 1.
    pub count: u32,
    /// Of what.
    pub unit: TimeUnit,
}

impl TimeUnit {
    /// The English word, singular: `working day`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::WorkingDay => "working day",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }
}

impl Duration {
    /// The day that lies so far after `date`; minutes and hours that make no whole day stay on it. The 31st goes
    /// to the last day of a shorter month. `None` past the end of the calendar.
    pub fn after(self, date: Date) -> Option<Date> {
        shift(date, self.count, self.unit, true)
    }

    /// The day that lies so far before `date`.
    pub fn before(self, date: Date) -> Option<Date> {
        shift(date, self.count, self.unit, false)
    }

    /// Calendar days, rounded up: a month counts 30, a year 365, five working days a week. For sorting and rough
    /// comparison; a due day comes from [`Duration::after`].
    pub fn days(self) -> u32 {
        let times = |days: u32| self.count.saturating_mul(days);
        match self.unit {
            TimeUnit::Minute => self.count.div_ceil(24 * 60),
            TimeUnit::Hour => self.count.div_ceil(24),
            TimeUnit::WorkingDay => times(7).div_ceil(5),
            TimeUnit::Day => self.count,
            TimeUnit::Week => times(7),
            TimeUnit::Month => times(30),
            TimeUnit::Quarter => times(91),
            TimeUnit::Year => times(365),
        }
    }
}

impl Interval {
    /// The day on which it is due again, as [`Duration::after`].
    pub fn after(self, date: Date) -> Option<Date> {
        shift(date, self.count, self.unit, true)
    }
}

fn shift(date: Date, count: u32, unit: TimeUnit, forward: bool) -> Option<Date> {
    let count = i64::from(count);
    if unit == TimeUnit::WorkingDay {
        return shift_working_days(date, count, forward);
    }
    let span = match unit {
        TimeUnit::Minute => Span::new().try_days(count / (24 * 60)),
        TimeUnit::Hour => Span::new().try_days(count / 24),
        TimeUnit::Week => Span::new().try_days(count.checked_mul(7)?),
        TimeUnit::Month => Span::new().try_months(count),
        TimeUnit::Quarter => Span::new().try_months(count.checked_mul(3)?),
        TimeUnit::Year => Span::new().try_years(count),
        TimeUnit::Day | TimeUnit::WorkingDay => Span::new().try_days(count),
    }
    .ok()?;
    if forward { date.checked_add(span).ok() } else { date.checked_sub(span).ok() }
}

/// Whole weeks at once, then day by day over week-ends.
fn shift_working_days(date: Date, count: i64, forward: bool) -> Option<Date> {
    let weeks = Span::new().try_days((count / 5).checked_mul(7)?).ok()?;
    let mut day = if forward { date.checked_add(weeks) } else { date.checked_sub(weeks) }.ok()?;
    let free = |d: Date| matches!(d.weekday(), Weekday::Saturday | Weekday::Sunday);
    for _ in 0..count % 5 {
        loop {
            day = if forward { day.tomorrow() } else { day.yesterday() }.ok()?;
            if !free(day) {
                break;
            }
        }
    }
    // A count that begins on a week-end and is whole weeks ends on one: the last working day inside it is meant.
    while count > 0 && free(day) {
        day = if forward { day.yesterday() } else { day.tomorrow() }.ok()?;
    }
    Some(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn after(count: u32, unit: TimeUnit, from: Date) -> Date {
        Duration { count, unit }.after(from).unwrap()
    }

    #[test]
    fn days_months_and_years() {
        let may = date(2018, 5, 2);
        assert_eq!(after(30, TimeUnit::Day, may), date(2018, 6, 1));
        assert_eq!(after(2, TimeUnit::Week, may), date(2018, 5, 16));
        assert_eq!(after(12, TimeUnit::Month, may), date(2019, 5, 2));
        assert_eq!(after(1, TimeUnit::Month, date(2018, 1, 31)), date(2018, 2, 28));
        assert_eq!(after(1, TimeUnit::Quarter, may), date(2018, 8, 2));
        assert_eq!(after(1, TimeUnit::Year, date(2020, 2, 29)), date(2021, 2, 28));
        assert_eq!(after(20, TimeUnit::Hour, may), may);
        assert_eq!(after(72, TimeUnit::Hour, may), date(2018, 5, 5));
        let month = Duration { count: 30, unit: TimeUnit::Day };
        assert_eq!(month.before(date(2018, 6, 1)), Some(may));
    }

    #[test]
    fn working_days_pass_over_week_ends() {
        let wednesday = date(2018, 5, 2);
        assert_eq!(after(1, TimeUnit::WorkingDay, wednesday), date(2018, 5, 3));
        assert_eq!(after(3, TimeUnit::WorkingDay, wednesday), date(2018, 5, 7));
        assert_eq!(after(5, TimeUnit::WorkingDay, wednesday), date(2018, 5, 9));
        assert_eq!(after(13, TimeUnit::WorkingDay, wednesday), date(2018, 5, 21));
        let saturday = date(2018, 5, 5);
        assert_eq!(after(1, TimeUnit::WorkingDay, saturday), date(2018, 5, 7));
        assert_eq!(after(5, TimeUnit::WorkingDay, saturday), date(2018, 5, 11));
        let three = Duration { count: 3, unit: TimeUnit::WorkingDay };
        assert_eq!(three.before(date(2018, 5, 7)), Some(wednesday));
    }

    #[test]
    fn the_end_of_the_calendar_is_an_absence() {
        for unit in [TimeUnit::Year, TimeUnit::Month, TimeUnit::WorkingDay, TimeUnit::Day, TimeUnit::Week] {
            let endless = Duration { count: u32::MAX, unit };
            assert_eq!(endless.after(date(2018, 5, 2)), None, "{unit:?}");
            assert!(endless.days() > 0);
        }
    }
}
