//! Sums of time limits, and when one is longer than another.
//!
//! Times are added up in the units in which they are written, so that two working days and three are five, and a year
//! is as long as twelve months; what is left in common is set off, and only the rest is turned into days:
//!
//! - minutes, hours, days and weeks are whole minutes; an hour is one by the clock;
//! - working days by the least favourable week: `n` of them take up to `n` days and a week-end of two for each five
//!   begun (begun on a Friday, one working day takes three days, five take seven); where working days are what is
//!   given, they are `n` days and a week-end for each five full ones (begun on a Monday). Holidays are left out;
//! - months and years by their longest: one month 31 days, two 62, three 92 …, a year 366, one leap year in four.

use crate::model::{Duration, TimeUnit};

/// A sum of times.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Amount {
    /// Minutes.
    pub minutes: u64,
    /// Working days.
    pub working_days: u64,
    /// Months.
    pub months: u64,
}

const DAY: i128 = 24 * 60;

/// Days of the longest run of so many months within one year.
const LONGEST: [i128; 12] = [0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337];

impl From<Duration> for Amount {
    fn from(d: Duration) -> Self {
        let n = u64::from(d.count);
        let minutes = |each: u64| Self { minutes: n * each, ..Self::default() };
        let months = |each: u64| Self { months: n * each, ..Self::default() };
        match d.unit {
            TimeUnit::Minute => minutes(1),
            TimeUnit::Hour => minutes(60),
            TimeUnit::Day => minutes(24 * 60),
            TimeUnit::Week => minutes(7 * 24 * 60),
            TimeUnit::WorkingDay => Self { working_days: n, ..Self::default() },
            TimeUnit::Month => months(1),
            TimeUnit::Quarter => months(3),
            TimeUnit::Year => months(12),
        }
    }
}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self { minutes: 0, working_days: 0, months: 0 };

    /// Both, one after the other.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            minutes: self.minutes.saturating_add(other.minutes),
            working_days: self.working_days.saturating_add(other.working_days),
            months: self.months.saturating_add(other.months),
        }
    }

    /// By how many minutes this may be longer than `given`; not above zero where it fits.
    pub fn beyond(self, given: Self) -> i128 {
        let rest = |a: u64, b: u64| i128::from(a) - i128::from(b);
        let working = rest(self.working_days, given.working_days);
        let weekends = if working > 0 { (working + 4) / 5 } else { working / 5 };
        let months = rest(self.months, given.months);
        let days = working + 2 * weekends + months.signum() * longest(months.abs());
        rest(self.minutes, given.minutes) + days * DAY
    }

    /// At most so many days, begun ones counted whole.
    pub fn days(self) -> i128 {
        (self.beyond(Self::ZERO) + DAY - 1) / DAY
    }

    /// At least so many days: working days begun on a Monday.
    pub fn least_days(self) -> i128 {
        -Self::ZERO.beyond(self) / DAY
    }

    /// Whether every part of it is at least that of another.
    pub(super) fn covers(self, other: Self) -> bool {
        self.minutes >= other.minutes
            && self.working_days >= other.working_days
            && self.months >= other.months
    }
}

/// Days of so many months.
fn longest(months: i128) -> i128 {
    let (years, rest) = (months / 12, months % 12);
    let rest = usize::try_from(rest).ok().and_then(|n| LONGEST.get(n)).copied().unwrap_or(0);
    years * 365 + (years + 3) / 4 + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `2wd 3d` and the like.
    fn amount(text: &str) -> Amount {
        text.split_whitespace().fold(Amount::ZERO, |all, part| {
            let split = part.find(|c: char| c.is_alphabetic()).expect("a unit");
            let unit = match &part[split..] {
                "min" => TimeUnit::Minute,
                "h" => TimeUnit::Hour,
                "d" => TimeUnit::Day,
                "w" => TimeUnit::Week,
                "wd" => TimeUnit::WorkingDay,
                "m" => TimeUnit::Month,
                _ => TimeUnit::Year,
            };
            all.plus(Duration { count: part[..split].parse().expect("a figure"), unit }.into())
        })
    }

    fn fits(total: &str, given: &str) -> bool {
        amount(total).beyond(amount(given)) <= 0
    }

    #[test]
    fn the_same_units_are_compared_as_they_are() {
        assert!(fits("2wd 3wd", "5wd"));
        assert!(!fits("2wd 4wd", "5wd"));
        assert!(fits("12m", "1y") && fits("1y", "12m"));
        assert!(fits("24h", "1d") && !fits("1441min", "1d"));
    }

    #[test]
    fn working_days_take_as_long_as_in_the_least_favourable_week() {
        assert_eq!(amount("1wd").days(), 3);
        assert_eq!(amount("5wd").days(), 7);
        assert_eq!(amount("6wd").days(), 10);
        assert_eq!((amount("4wd").least_days(), amount("5wd").least_days()), (4, 7));
        assert!(fits("5wd", "1w") && fits("10wd", "2w"));
        assert!(!fits("2wd", "3d") && fits("2wd", "4d"));
    }

    #[test]
    fn working_days_that_are_given_are_begun_on_a_monday() {
        assert!(fits("1d", "1wd") && !fits("2d", "1wd"));
        assert!(fits("1w", "5wd") && !fits("5d", "4wd"));
        assert!(fits("1d 4wd", "5wd") && !fits("2d 4wd", "5wd"));
    }

    #[test]
    fn months_and_years_count_by_their_longest() {
        assert_eq!(amount("1m").days(), 31);
        assert_eq!(amount("3m").days(), 92);
        assert_eq!(amount("1y").days(), 366);
        assert_eq!(amount("4y").days(), 1461);
        assert!(fits("30d", "1m") && fits("31d", "1m") && !fits("1m", "4w"));
        assert!(!fits("1m 1d", "1m") && !fits("13m", "1y"));
    }

    #[test]
    fn huge_times_do_not_overflow() {
        let most = Amount { minutes: u64::MAX, working_days: u64::MAX, months: u64::MAX };
        assert!(most.plus(most).beyond(Amount::ZERO) > 0);
        assert!(Amount::ZERO.beyond(most) < 0);
    }
}
