//! Days: `2018-05-02`.

use super::{Misread, shown};
use jiff::civil::Date;

/// Reads an ISO day, `2018-05-02`. Other ways to write a day are refused, with the ISO day beside them where there
/// is no doubt which day is meant.
///
/// # Errors
/// Anything that is not a day of the calendar in this form.
pub fn date(text: &str) -> Result<Date, Misread> {
    let text = text.trim();
    if let Some(date) = strict(text) {
        return Ok(date);
    }
    if text.len() == 10 && text.bytes().enumerate().all(|(n, b)| iso_byte(n, b)) {
        return Err(Misread::new(
            format!("{} is not a day of the calendar", shown(text)),
            "Write a day that exists, as year-month-day: `2018-05-02`",
        ));
    }
    match meant(text) {
        Some(day) => Err(Misread::instead(
            format!("{} is not written as year-month-day", shown(text)),
            day.to_string(),
        )),
        None => Err(Misread::new(
            format!("{} is not a day", shown(text)),
            "Write the day as year-month-day: `2018-05-02`",
        )),
    }
}

/// Whether a byte fits its place in `0000-00-00`.
fn iso_byte(n: usize, b: u8) -> bool {
    if n == 4 || n == 7 { b == b'-' } else { b.is_ascii_digit() }
}

/// `2018-05-02` and nothing else.
fn strict(text: &str) -> Option<Date> {
    if text.len() != 10 || !text.bytes().enumerate().all(|(n, b)| iso_byte(n, b)) {
        return None;
    }
    from_parts(text.get(0..4)?, text.get(5..7)?, text.get(8..10)?)
}

fn from_parts(year: &str, month: &str, day: &str) -> Option<Date> {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !(year.len() == 4 && digits(year) && digits(month) && digits(day)) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The day that was meant, where only one can be: `2.5.2018`, `2018/05/02`, `20180502`, `2018-05-02 10:00`, and
/// `31/05/2018` (but not `02/05/2018`, which two continents read differently).
fn meant(text: &str) -> Option<Date> {
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    if day.len() < text.len()
        && let Some(date) = strict(day)
    {
        return Some(date);
    }
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return from_parts(text.get(0..4)?, text.get(4..6)?, text.get(6..8)?);
    }
    let parts: Vec<&str> = text.split(['.', '/', '-']).map(str::trim).collect();
    let &[first, second, third] = parts.as_slice() else { return None };
    if first.len() == 4 {
        return from_parts(first, second, third);
    }
    if text.contains('.') {
        return from_parts(third, second, first);
    }
    let (a, b): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
    match (a > 12, b > 12) {
        (true, false) => from_parts(third, second, first),
        (false, true) => from_parts(third, first, second),
        _ if a == b => from_parts(third, second, first),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_days_only() {
        assert_eq!(date("2018-05-02").unwrap().to_string(), "2018-05-02");
        assert_eq!(date(" 2020-02-29 ").unwrap().to_string(), "2020-02-29");
        for wrong in ["2019-02-29", "2018-13-01", "", "soon", "2018-05", "02/05/2018", "١٢٣٤-٠٥-٠٢", "....."]
        {
            assert!(date(wrong).unwrap_err().instead.is_none(), "{wrong}");
        }
    }

    #[test]
    fn other_ways_to_write_a_day_get_the_iso_day() {
        for other in [
            "02.05.2018",
            "2.5.2018",
            "2018/05/02",
            "2018-5-2",
            "20180502",
            "2018-05-02T10:00",
            "2018-05-02 8:00",
        ] {
            assert_eq!(date(other).unwrap_err().instead.as_deref(), Some("2018-05-02"), "{other}");
        }
        assert_eq!(date("31/05/2018").unwrap_err().instead.as_deref(), Some("2018-05-31"));
        assert_eq!(date("05/31/2018").unwrap_err().instead.as_deref(), Some("2018-05-31"));
    }
}
