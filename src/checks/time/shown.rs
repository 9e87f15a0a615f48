//! Times in sentences.

use crate::checks::words::list;
use crate::graph::longest::Amount;
use crate::model::{Duration, TimeUnit};

/// `3 months, 2 working days and 4 hours`.
pub(super) fn amount(a: Amount) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut part = |n: u64, unit: TimeUnit| {
        if n > 0 {
            parts.push(format!("{n} {}{}", unit.word(), if n == 1 { "" } else { "s" }));
        }
    };
    part(a.months / 12, TimeUnit::Year);
    part(a.months % 12, TimeUnit::Month);
    part(a.working_days, TimeUnit::WorkingDay);
    part(a.minutes / (24 * 60), TimeUnit::Day);
    part(a.minutes / 60 % 24, TimeUnit::Hour);
    part(a.minutes % 60, TimeUnit::Minute);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    if parts.is_empty() { "no time".to_owned() } else { list(&parts, parts.len()) }
}

/// A time as it is written; weeks and quarters, which sums are not told in, in other words as well.
pub(super) fn duration(d: Duration) -> String {
    let written = format!("{} {}{}", d.count, d.unit.word(), if d.count == 1 { "" } else { "s" });
    match d.unit {
        TimeUnit::Week | TimeUnit::Quarter => format!("{written} ({})", amount(d.into())),
        _ => written,
    }
}

/// How two times were compared that are not written in the same unit: what is put behind the one that is too long, and
/// behind the one that is given.
pub(super) fn compared(total: Amount, given: Amount) -> (String, String) {
    let kinds = |a: Amount| (a.minutes > 0, a.working_days > 0, a.months > 0);
    if kinds(total) == kinds(given) {
        return (String::new(), String::new());
    }
    let up_to = if total.working_days > given.working_days {
        format!(", up to {} by the least favourable week (holidays left out)", days(total.days()))
    } else if kinds(total) == (true, false, false) {
        String::new()
    } else {
        format!(", up to {}", days(total.days()))
    };
    let at_least = if given.working_days > 0 {
        format!(", {} by the least favourable week", days(given.least_days()))
    } else {
        String::new()
    };
    (up_to, at_least)
}

fn days(n: i128) -> String {
    format!("{n} day{}", if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_like_a_sentence() {
        let a = Amount { minutes: 90, working_days: 2, months: 13 };
        assert_eq!(amount(a), "1 year, 1 month, 2 working days, 1 hour and 30 minutes");
        assert_eq!(amount(Amount::ZERO), "no time");
        let written = |count, unit| duration(Duration { count, unit });
        assert_eq!(written(3, TimeUnit::Week), "3 weeks (21 days)");
        assert_eq!(written(1, TimeUnit::Quarter), "1 quarter (3 months)");
        assert_eq!(written(1, TimeUnit::WorkingDay), "1 working day");
    }

    #[test]
    fn how_they_were_compared_is_said_where_the_units_differ() {
        let working = Amount { working_days: 2, ..Amount::ZERO };
        let days = Amount { minutes: 3 * 24 * 60, ..Amount::ZERO };
        assert_eq!(compared(working, working), (String::new(), String::new()));
        assert!(compared(working, days).0.contains("up to 4 days"));
        assert!(compared(days, working).1.contains("2 days"));
        let one = Amount { working_days: 1, ..Amount::ZERO };
        assert!(compared(days, one).1.contains(", 1 day by"));
    }
}
