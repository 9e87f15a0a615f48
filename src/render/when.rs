//! Dates, durations and intervals as the reader's language writes them, and the day a review or duty is due.

use super::words::{Noun, Tongue};
use crate::model::{Duration, Interval, TimeUnit};
use jiff::civil::Date;
use serde::Serialize;

/// A day: as data and as text.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Day {
    /// `2018-05-02`.
    pub(crate) iso: String,
    /// `2 May 2018`.
    pub(crate) text: String,
}

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_DE: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
/// In the genitive, as Polish dates have them.
const MONTHS_PL: [&str; 12] = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
];

/// In the nominative, as a head over a month has them.
const MONTH_HEADS_PL: [&str; 12] = [
    "Styczeń",
    "Luty",
    "Marzec",
    "Kwiecień",
    "Maj",
    "Czerwiec",
    "Lipiec",
    "Sierpień",
    "Wrzesień",
    "Październik",
    "Listopad",
    "Grudzień",
];

/// `June 2018`, as a head over what falls into the month.
pub(crate) fn month(tongue: Tongue, date: Date) -> String {
    let month = usize::from(date.month().unsigned_abs()).saturating_sub(1);
    let names = match tongue {
        Tongue::En => &MONTHS_EN,
        Tongue::De => &MONTHS_DE,
        Tongue::Pl => &MONTH_HEADS_PL,
    };
    format!("{} {}", names.get(month).copied().unwrap_or_default(), date.year())
}

/// A date as a reader writes it, never broken between its words.
pub(crate) fn day(tongue: Tongue, date: Date) -> Day {
    let month = usize::from(date.month().unsigned_abs()).saturating_sub(1);
    let name = |names: &[&'static str; 12]| names.get(month).copied().unwrap_or_default();
    let (d, y) = (date.day(), date.year());
    let text = match tongue {
        Tongue::En => format!("{d}\u{a0}{}\u{a0}{y}", name(&MONTHS_EN)),
        Tongue::De => format!("{d}.\u{a0}{}\u{a0}{y}", name(&MONTHS_DE)),
        Tongue::Pl => format!("{d}\u{a0}{}\u{a0}{y}", name(&MONTHS_PL)),
    };
    Day { iso: date.to_string(), text }
}

/// One, few, many of a unit.
fn forms(tongue: Tongue, unit: TimeUnit) -> [&'static str; 3] {
    match (tongue, unit) {
        (Tongue::En, TimeUnit::Minute) => ["minute", "minutes", "minutes"],
        (Tongue::En, TimeUnit::Hour) => ["hour", "hours", "hours"],
        (Tongue::En, TimeUnit::WorkingDay) => ["working day", "working days", "working days"],
        (Tongue::En, TimeUnit::Day) => ["day", "days", "days"],
        (Tongue::En, TimeUnit::Week) => ["week", "weeks", "weeks"],
        (Tongue::En, TimeUnit::Month) => ["month", "months", "months"],
        (Tongue::En, TimeUnit::Quarter) => ["quarter", "quarters", "quarters"],
        (Tongue::En, TimeUnit::Year) => ["year", "years", "years"],
        (Tongue::De, TimeUnit::Minute) => ["Minute", "Minuten", "Minuten"],
        (Tongue::De, TimeUnit::Hour) => ["Stunde", "Stunden", "Stunden"],
        (Tongue::De, TimeUnit::WorkingDay) => ["Arbeitstag", "Arbeitstage", "Arbeitstage"],
        (Tongue::De, TimeUnit::Day) => ["Tag", "Tage", "Tage"],
        (Tongue::De, TimeUnit::Week) => ["Woche", "Wochen", "Wochen"],
        (Tongue::De, TimeUnit::Month) => ["Monat", "Monate", "Monate"],
        (Tongue::De, TimeUnit::Quarter) => ["Quartal", "Quartale", "Quartale"],
        (Tongue::De, TimeUnit::Year) => ["Jahr", "Jahre", "Jahre"],
        (Tongue::Pl, TimeUnit::Minute) => ["minuta", "minuty", "minut"],
        (Tongue::Pl, TimeUnit::Hour) => ["godzina", "godziny", "godzin"],
        (Tongue::Pl, TimeUnit::WorkingDay) => ["dzień roboczy", "dni robocze", "dni roboczych"],
        (Tongue::Pl, TimeUnit::Day) => ["dzień", "dni", "dni"],
        (Tongue::Pl, TimeUnit::Week) => ["tydzień", "tygodnie", "tygodni"],
        (Tongue::Pl, TimeUnit::Month) => ["miesiąc", "miesiące", "miesięcy"],
        (Tongue::Pl, TimeUnit::Quarter) => ["kwartał", "kwartały", "kwartałów"],
        (Tongue::Pl, TimeUnit::Year) => ["rok", "lata", "lat"],
    }
}

/// `2 working days`.
pub(crate) fn duration(tongue: Tongue, d: Duration) -> String {
    format!("{}\u{a0}{}", d.count, tongue.form(d.count as usize, forms(tongue, d.unit)))
}

/// `every quarter`, `every 12 months`.
pub(crate) fn interval(tongue: Tongue, i: Interval) -> String {
    let counted = || tongue.form(i.count as usize, forms(tongue, i.unit));
    match (tongue, i.count, i.unit) {
        (Tongue::En, 1, _) => format!("every {}", counted()),
        (Tongue::En, n, _) => format!("every {n} {}", counted()),
        (Tongue::De, 1, TimeUnit::Minute) => "jede Minute".to_owned(),
        (Tongue::De, 1, TimeUnit::Hour) => "stündlich".to_owned(),
        (Tongue::De, 1, TimeUnit::WorkingDay) => "arbeitstäglich".to_owned(),
        (Tongue::De, 1, TimeUnit::Day) => "täglich".to_owned(),
        (Tongue::De, 1, TimeUnit::Week) => "wöchentlich".to_owned(),
        (Tongue::De, 1, TimeUnit::Month) => "monatlich".to_owned(),
        (Tongue::De, 1, TimeUnit::Quarter) => "vierteljährlich".to_owned(),
        (Tongue::De, 1, TimeUnit::Year) => "jährlich".to_owned(),
        (Tongue::De, n, _) => format!("alle {n} {}", counted()),
        // `co` takes the accusative, which differs from the nominative only here.
        (Tongue::Pl, 1, TimeUnit::Minute) => "co minutę".to_owned(),
        (Tongue::Pl, 1, TimeUnit::Hour) => "co godzinę".to_owned(),
        (Tongue::Pl, 1, _) => format!("co {}", counted()),
        (Tongue::Pl, n, _) => format!("co {n} {}", counted()),
    }
}

/// `3 rounds`.
pub(crate) fn rounds(tongue: Tongue, count: u32) -> String {
    tongue.count(count as usize, Noun::Round)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_written_as_the_language_writes_them() {
        let d = date(2018, 5, 2);
        assert_eq!(day(Tongue::En, d).text, "2\u{a0}May\u{a0}2018");
        assert_eq!(day(Tongue::De, d).text, "2.\u{a0}Mai\u{a0}2018");
        assert_eq!(day(Tongue::Pl, d).text, "2\u{a0}maja\u{a0}2018");
        assert_eq!(day(Tongue::Pl, d).iso, "2018-05-02");
    }

    #[test]
    fn times_are_counted_in_each_language() {
        let d = |count, unit| Duration { count, unit };
        assert_eq!(duration(Tongue::Pl, d(22, TimeUnit::WorkingDay)), "22\u{a0}dni robocze");
        assert_eq!(duration(Tongue::De, d(1, TimeUnit::WorkingDay)), "1\u{a0}Arbeitstag");
        let i = |count, unit| Interval { count, unit };
        assert_eq!(interval(Tongue::De, i(1, TimeUnit::Quarter)), "vierteljährlich");
        assert_eq!(interval(Tongue::Pl, i(12, TimeUnit::Month)), "co 12 miesięcy");
    }
}
