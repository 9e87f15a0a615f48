//! Durations and intervals: English keywords in the source, shown in the reader's language.

use serde::{Deserialize, Serialize};

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Duration {
    /// How many, at least 1.
    pub count: u32,
    /// Of what.
    pub unit: TimeUnit,
}

/// How often: `quarter`, `12 months`, `2 hours`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
