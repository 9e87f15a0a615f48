//! Lengths of time and how often something happens: `2 working days`, `quarter`.

use super::{Misread, shown};
use crate::model::{Duration, Interval, TimeUnit};

/// More than this of any unit is a slip of the pen.
const MOST: u32 = 100_000;

const DURATION_HELP: &str = "Write a whole figure and a unit: minutes, hours, working days, days, weeks, months \
     or years, as in `2 working days`";
const INTERVAL_HELP: &str =
    "Write a unit or a figure and a unit, as in `quarter`, `month`, `12 months`, `2 weeks` or `half-year`";

/// Reads a length of time: a whole figure from 1 and a unit in English, singular or plural (`1 day`, `2 working
/// days`, `72 hours`). Case does not matter. `2 quarters` and `half-year` are no lengths of time (`6 months` is).
///
/// # Errors
/// No figure, no unit, a fraction, nothing at all, or an amount out of range.
pub fn duration(text: &str) -> Result<Duration, Misread> {
    let (count, unit) = figure_and_unit(text, "a length of time", DURATION_HELP)?;
    let Some(count) = count else {
        let why = format!("{} has no figure", shown(text));
        return Err(Misread::instead(why, one(unit)));
    };
    if unit == TimeUnit::Quarter {
        let why = format!("{}: a quarter is not a unit for a length of time", shown(text));
        return Err(Misread::instead(why, format!("{} months", count.saturating_mul(3))));
    }
    Ok(Duration { count, unit })
}

/// Reads how often something happens. A quality manager may write a unit (`quarter`), a figure and a unit (`12
/// months`), `half-year`, an adverb (`daily`, `weekly`, `monthly`, `quarterly`, `half-yearly`, `yearly`,
/// `annually`), and put `every` before any of them.
///
/// # Errors
/// As [`duration`].
pub fn interval(text: &str) -> Result<Interval, Misread> {
    let lower = text.trim().to_lowercase();
    let bare = lower.strip_prefix("every ").map_or(lower.as_str(), str::trim_start);
    let whole = match bare {
        "hourly" => Some((1, TimeUnit::Hour)),
        "daily" => Some((1, TimeUnit::Day)),
        "weekly" => Some((1, TimeUnit::Week)),
        "monthly" => Some((1, TimeUnit::Month)),
        "quarterly" => Some((1, TimeUnit::Quarter)),
        "half-year" | "half year" | "half a year" | "half-yearly" => Some((6, TimeUnit::Month)),
        "yearly" | "annually" | "annual" => Some((1, TimeUnit::Year)),
        _ => None,
    };
    if let Some((count, unit)) = whole {
        return Ok(Interval { count, unit });
    }
    let (count, unit) = figure_and_unit(bare, "an interval", INTERVAL_HELP)?;
    Ok(Interval { count: count.unwrap_or(1), unit })
}

/// Figure (where there is one) and unit.
fn figure_and_unit(text: &str, what: &str, help: &str) -> Result<(Option<u32>, TimeUnit), Misread> {
    let lower = text.trim().to_lowercase();
    let split = lower.find(|c: char| !c.is_ascii_digit()).unwrap_or(lower.len());
    let (figure, rest) = lower.split_at(split);
    let word = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    let not = || Misread::new(format!("{} is not {what}", shown(text)), help);

    if figure.is_empty() {
        if let Some(unit) = unit(&word) {
            return Ok((None, unit));
        }
        return Err(in_words(text, &word).unwrap_or_else(not));
    }
    if word.is_empty() {
        return Err(Misread::new(format!("{} has no unit", shown(text)), help));
    }
    if word.starts_with(['.', ',']) {
        return Err(Misread::new(
            format!("{} is a fraction", shown(text)),
            "Write a whole figure in a smaller unit: `90 minutes` for an hour and a half, `6 months` for half a year",
        ));
    }
    if word.starts_with(['-', '–']) || word.starts_with("to ") {
        return Err(Misread::new(
            format!("{} is a range", shown(text)),
            "Write one figure, the longest time that is allowed: `3 days`",
        ));
    }
    let count: u32 = figure.parse().unwrap_or(u32::MAX);
    if count > MOST {
        return Err(Misread::new(
            format!("{} is more than anybody waits", shown(text)),
            "Write a smaller figure or a larger unit",
        ));
    }
    if count == 0 {
        return Err(Misread::new(format!("{} is no time at all", shown(text)), "Write a figure from 1"));
    }
    if let Some(unit) = unit(&word) {
        if rest.starts_with(char::is_whitespace) {
            return Ok((Some(count), unit));
        }
        let why = format!("{}: a space is missing after the figure", shown(text));
        return Err(Misread::instead(why, of(count, unit)));
    }
    // As it is written, not as it was compared.
    let written = text.trim().trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    match meant(&word) {
        Some((times, unit)) => Err(Misread::instead(
            format!("{} is not a unit of time here", shown(written)),
            of(count.saturating_mul(times), unit),
        )),
        None => Err(Misread::new(format!("{} is not a unit of time", shown(written)), help)),
    }
}

/// `two weeks`, `a day`: figures in words.
fn in_words(text: &str, lower: &str) -> Option<Misread> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let (first, rest) = lower.split_once(' ')?;
    let count = if matches!(first, "a" | "an") { 1 } else { WORDS.iter().position(|w| *w == first)? + 1 };
    let (times, unit) = unit(rest).map(|u| (1, u)).or_else(|| meant(rest))?;
    let why = format!("{} has its figure in words", shown(text));
    Some(Misread::instead(why, of(u32::try_from(count).ok()? * times, unit)))
}

/// The units of the format.
fn unit(word: &str) -> Option<TimeUnit> {
    Some(match word {
        "minute" | "minutes" => TimeUnit::Minute,
        "hour" | "hours" => TimeUnit::Hour,
        "working day" | "working days" => TimeUnit::WorkingDay,
        "day" | "days" => TimeUnit::Day,
        "week" | "weeks" => TimeUnit::Week,
        "month" | "months" => TimeUnit::Month,
        "quarter" | "quarters" => TimeUnit::Quarter,
        "year" | "years" => TimeUnit::Year,
        _ => return None,
    })
}

/// Other words for them, in English, German and Polish, with how many of the unit they are.
fn meant(word: &str) -> Option<(u32, TimeUnit)> {
    Some(match word {
        "min" | "min." | "mins" | "minuten" | "minut" | "minuty" => (1, TimeUnit::Minute),
        "h" | "hr" | "hrs" | "std" | "stunde" | "stunden" | "godzina" | "godziny" | "godzin" => {
            (1, TimeUnit::Hour)
        }
        "business day" | "business days" | "workday" | "workdays" | "work day" | "work days"
        | "working-day" | "working-days" | "workingdays" | "wd" | "arbeitstag" | "arbeitstage"
        | "arbeitstagen" | "werktag" | "werktage" | "werktagen" | "dni robocze" | "dni roboczych"
        | "dzień roboczy" => (1, TimeUnit::WorkingDay),
        "d" | "calendar day" | "calendar days" | "tag" | "tage" | "tagen" | "dzień" | "dni" => {
            (1, TimeUnit::Day)
        }
        "w" | "wk" | "wks" | "woche" | "wochen" | "tydzień" | "tygodnie" | "tygodni" => (1, TimeUnit::Week),
        "fortnight" | "fortnights" => (2, TimeUnit::Week),
        "m" | "mon" | "mths" | "monat" | "monate" | "monaten" | "miesiąc" | "miesiące" | "miesięcy" => {
            (1, TimeUnit::Month)
        }
        "half-year" | "half-years" | "half years" => (6, TimeUnit::Month),
        "quartal" | "quartale" | "kwartał" | "kwartały" => (3, TimeUnit::Month),
        "y" | "yr" | "yrs" | "jahr" | "jahre" | "jahren" | "rok" | "lata" | "lat" => (1, TimeUnit::Year),
        _ => return None,
    })
}

/// `1 day`, `2 days`.
fn of(count: u32, unit: TimeUnit) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} {}{s}", unit.word())
}

fn one(unit: TimeUnit) -> String {
    if unit == TimeUnit::Quarter { of(3, TimeUnit::Month) } else { of(1, unit) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(count: u32, unit: TimeUnit) -> Duration {
        Duration { count, unit }
    }

    #[test]
    fn durations_have_a_figure_and_a_unit() {
        assert_eq!(duration("2 working days"), Ok(span(2, TimeUnit::WorkingDay)));
        assert_eq!(duration("1 working day"), Ok(span(1, TimeUnit::WorkingDay)));
        assert_eq!(duration("72 hours"), Ok(span(72, TimeUnit::Hour)));
        assert_eq!(duration("1  Week"), Ok(span(1, TimeUnit::Week)));
        assert_eq!(duration("10 years"), Ok(span(10, TimeUnit::Year)));
        assert_eq!(duration("90 minutes"), Ok(span(90, TimeUnit::Minute)));
    }

    #[test]
    fn what_is_meant_is_offered() {
        for (written, instead) in [
            ("2 business days", "2 working days"),
            ("2 Arbeitstage", "2 working days"),
            ("30d", "30 days"),
            ("72hours", "72 hours"),
            ("2 quarters", "6 months"),
            ("two weeks", "2 weeks"),
            ("a day", "1 day"),
            ("day", "1 day"),
            ("2 fortnights", "4 weeks"),
        ] {
            assert_eq!(duration(written).unwrap_err().instead.as_deref(), Some(instead), "{written}");
        }
    }

    #[test]
    fn what_is_no_duration_says_why() {
        for (written, word) in [
            ("0 days", "no time"),
            ("1.5 hours", "fraction"),
            ("2-3 days", "range"),
            ("2 to 3 days", "range"),
            ("30", "no unit"),
            ("soon", "not a length of time"),
            ("", "not a length of time"),
            ("99999999999999999999 days", "more than"),
            ("3 moons", "not a unit"),
        ] {
            let error = duration(written).unwrap_err();
            assert!(error.why.contains(word), "{written}: {}", error.why);
            assert!(!error.write.is_empty());
        }
    }

    #[test]
    fn intervals_may_be_a_unit_a_figure_or_an_adverb() {
        let every = |count, unit| Ok(Interval { count, unit });
        assert_eq!(interval("quarter"), every(1, TimeUnit::Quarter));
        assert_eq!(interval("every quarter"), every(1, TimeUnit::Quarter));
        assert_eq!(interval("12 months"), every(12, TimeUnit::Month));
        assert_eq!(interval("2 hours"), every(2, TimeUnit::Hour));
        assert_eq!(interval("half-year"), every(6, TimeUnit::Month));
        assert_eq!(interval("Monthly"), every(1, TimeUnit::Month));
        assert_eq!(interval("annually"), every(1, TimeUnit::Year));
        assert_eq!(interval("working day"), every(1, TimeUnit::WorkingDay));
        assert!(interval("now and then").is_err());
        assert!(interval("0 months").is_err());
    }
}
