//! Conditions of a decision by value: `up to 500 EUR`, `over 500 EUR`, `500 to 5000 EUR`, or a word.

use super::{Misread, shown};
use crate::model::{Bound, When};

const HELP: &str = "Write `up to 500 EUR` (with its figure), `over 500 EUR` (without it), `500 to 5000 EUR`, or \
     a list of words";

/// Reads one condition. `up to`, `over` and a leading figure make it a range; anything else is a word. The unit is
/// what stands after (or before) the figure and may be missing. Thousands may be set apart by a space, a comma or
/// an apostrophe (`5000`, `5 000`, `5,000`, `5'000`), decimals follow a point. `5.000` is refused: one reader sees
/// five, another five thousand.
///
/// # Errors
/// A comparison in other words (`more than`, `<`), a figure that cannot be read for certain, two units, a range
/// whose figures are the wrong way round.
pub fn when(text: &str) -> Result<When, Misread> {
    let text = text.trim();
    let lower = text.to_lowercase();
    if text.is_empty() {
        return Err(Misread::new("The condition is empty", HELP));
    }
    if let Some(rest) = after(text, &lower, "up to") {
        let (figure, unit) = amount(rest)?;
        return Ok(When::Range { low: None, high: Some(bound(figure, true, false)), unit });
    }
    if let Some(rest) = after(text, &lower, "over") {
        let (figure, unit) = amount(rest)?;
        return Ok(When::Range { low: Some(bound(figure, false, false)), high: None, unit });
    }
    if let Some(misread) = other_words(text, &lower) {
        return Err(misread);
    }
    let starts_with_figure =
        text.trim_start_matches(['-', '−', '+']).starts_with(|c: char| c.is_ascii_digit());
    match text.split_once(" to ") {
        Some((low, high))
            if starts_with_figure
                || low.ends_with(|c: char| c.is_ascii_digit())
                    && high.contains(|c: char| c.is_ascii_digit()) =>
        {
            range(text, low, high)
        }
        _ if starts_with_figure => Err(dashed(text)),
        _ => Ok(When::Words(vec![text.to_owned()])),
    }
}

/// Whether two units are one: capitals do not matter, nor does the plural (`1 day`, `5 days`).
pub fn same_unit(a: &str, b: &str) -> bool {
    let one = |unit: &str| {
        let unit = unit.to_lowercase();
        let single = unit.strip_suffix('s').filter(|u| u.chars().count() > 2).map(str::to_owned);
        single.unwrap_or(unit)
    };
    a == b || one(a) == one(b)
}

fn bound(figure: i64, inclusive: bool, soft: bool) -> Bound {
    Bound { figure, inclusive, soft }
}

/// What follows `up to` or `over` where a text starts with it as a word of its own.
fn after<'a>(text: &'a str, lower: &str, word: &str) -> Option<&'a str> {
    let rest = lower.strip_prefix(word)?;
    let at = text.len().checked_sub(rest.len())?;
    let rest = text.get(at..)?;
    let apart = |c: char| c.is_whitespace() || c.is_ascii_digit() || "€$£".contains(c);
    rest.chars().next().is_none_or(apart).then(|| rest.trim())
}

fn range(text: &str, low: &str, high: &str) -> Result<When, Misread> {
    let (from, unit_low) = amount(low)?;
    let (to, unit_high) = amount(high)?;
    if !unit_low.is_empty() && !same_unit(&unit_low, &unit_high) {
        return Err(Misread::new(
            format!("{} has two units", shown(text)),
            "Write one unit, after the second figure",
        ));
    }
    if from >= to {
        return Err(Misread::new(
            format!("{}: the first figure is not below the second", shown(text)),
            "Write the smaller figure first: `500 to 5000 EUR`",
        ));
    }
    let (low, high) = (Some(bound(from, false, true)), Some(bound(to, true, false)));
    Ok(When::Range { low, high, unit: unit_high })
}

/// A comparison in words or signs that the format does not have.
fn other_words(text: &str, lower: &str) -> Option<Misread> {
    const OVER: [&str; 7] = ["more than", "greater than", "larger than", "above", "über", "powyżej", ">"];
    const UP_TO: [&str; 9] =
        ["at most", "not more than", "no more than", "maximum", "max.", "max", "bis", "<=", "≤"];
    const FROM: [&str; 10] =
        ["at least", "from", "starting at", "minimum", "min.", "min", "ab", ">=", "≥", "between"];
    const BELOW: [&str; 6] = ["less than", "smaller than", "below", "under", "unter", "<"];
    let led_by = |words: &[&str]| {
        words.iter().find_map(|w| {
            let rest = lower.strip_prefix(w)?;
            let rest = text.get(text.len().checked_sub(rest.len())?..)?;
            let apart = rest.starts_with(|c: char| !c.is_alphabetic());
            (apart && rest.contains(|c: char| c.is_ascii_digit())).then(|| rest.trim())
        })
    };
    if led_by(&FROM).is_some() {
        return Some(Misread::new(
            format!("{} is not a condition that can be proved", shown(text)),
            "Write `500 to 5000 EUR`, which takes in 500 where no other outcome does, or `over 499 EUR`",
        ));
    }
    for (words, right) in [(&UP_TO[..], "up to"), (&OVER[..], "over")] {
        if let Some(rest) = led_by(words) {
            let why = format!("{} is not a condition that can be proved", shown(text));
            let instead = format!("{right} {rest}");
            return Some(match when(&instead) {
                Ok(_) => Misread::instead(why, instead),
                Err(_) => Misread::new(why, HELP),
            });
        }
    }
    led_by(&BELOW).map(|_| {
        Misread::new(
            format!("{} is not a condition that can be proved", shown(text)),
            "Write `up to` with the largest figure that still belongs: `up to 499 EUR`",
        )
    })
}

/// `500 - 5000 EUR`, or a figure alone.
fn dashed(text: &str) -> Misread {
    let why = format!("{} is not a condition that can be proved", shown(text));
    for dash in [" - ", " – ", "–", "-"] {
        if let Some((low, high)) = text.split_once(dash)
            && range(text, low, high).is_ok()
        {
            return Misread::instead(why, format!("{} to {}", low.trim(), high.trim()));
        }
    }
    Misread::new(why, HELP)
}

/// A figure in thousandths and its unit, which stands after it or before it.
fn amount(text: &str) -> Result<(i64, String), Misread> {
    let text = text.trim();
    let wrong = || Misread::new(format!("{} is not a figure with a unit", shown(text)), HELP);
    let start = text.find(|c: char| c.is_ascii_digit()).ok_or_else(wrong)?;
    let (lead, rest) = text.split_at(start);
    // `P1` is the name of something, `EUR500` an amount: nobody can tell.
    if lead.ends_with(char::is_alphabetic) {
        return Err(Misread::new(
            format!("{} may be a name or a figure", shown(text)),
            "Write names as a list, `[P1, P2, P3]`, and figures with their unit behind them, `500 to 5000 EUR`",
        ));
    }
    let (lead, minus) = match lead.trim_end().strip_suffix(['-', '−']) {
        Some(lead) => (lead.trim(), true),
        None => (lead.trim(), false),
    };
    let end = figure_end(rest);
    let (figure, trail) = rest.split_at(end);
    let trail = trail.trim();
    let unit = match (lead.is_empty(), trail.is_empty()) {
        (_, true) => lead,
        (true, false) => trail,
        (false, false) => return Err(wrong()),
    };
    if unit.contains(|c: char| c.is_ascii_digit()) {
        return Err(wrong());
    }
    let value = thousandths(figure)?;
    Ok((if minus { -value } else { value }, unit.to_owned()))
}

/// Signs that may set thousands apart.
fn is_apart(c: char) -> bool {
    matches!(c, ' ' | ',' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Where a figure that starts a text ends: digits, and a separator only between digits.
fn figure_end(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let digit_follows = chars.peek().is_some_and(|(_, n)| n.is_ascii_digit());
        if c.is_ascii_digit() {
            end = at + 1;
        } else if !((is_apart(c) || c == '.') && digit_follows) {
            break;
        }
    }
    end
}

fn thousandths(figure: &str) -> Result<i64, Misread> {
    let doubtful =
        |help: &str| Misread::new(format!("The figure {} can be read in two ways", shown(figure)), help);
    let plain = "Write it without separators: `5000`, and decimals after a point: `1.5`";
    let mut dots = figure.split('.');
    let whole = dots.next().unwrap_or("");
    let fraction = dots.next().unwrap_or("");
    if dots.next().is_some() || fraction.len() == 3 && fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(doubtful(plain));
    }
    if fraction.len() > 3 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(doubtful(plain));
    }
    let groups: Vec<&str> = whole.split(is_apart).collect();
    let grouped = groups.len() > 1;
    let well_grouped =
        groups.iter().enumerate().all(|(n, g)| g.len() == 3 || n == 0 && (1..=3).contains(&g.len()));
    if grouped && !well_grouped {
        return Err(doubtful(plain));
    }
    let digits: String = groups.concat();
    let out_of_range =
        || Misread::new(format!("The figure {} is too large", shown(figure)), "Write it in a larger unit");
    if digits.len() > 15 {
        return Err(out_of_range());
    }
    let padded = format!("{digits}{fraction:0<3}");
    padded.parse().map_err(|_| out_of_range())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Low and high in thousandths (with `=` where the figure belongs to the range, `~` where it is soft), unit.
    fn read(text: &str) -> String {
        let side = |b: Option<Bound>| {
            b.map_or("-".to_owned(), |b| {
                let mark = if b.soft {
                    "~"
                } else if b.inclusive {
                    "="
                } else {
                    ""
                };
                format!("{mark}{}", b.figure)
            })
        };
        match when(text) {
            Ok(When::Range { low, high, unit }) => format!("{} {} {unit}", side(low), side(high)),
            Ok(When::Words(words)) => words.join("|"),
            Ok(When::Rest) => "rest".to_owned(),
            Err(e) => e.instead.map_or("wrong".to_owned(), |i| format!("instead {i}")),
        }
    }

    #[test]
    fn ranges() {
        assert_eq!(read("up to 500 EUR"), "- =500000 EUR");
        assert_eq!(read("over 5000 EUR"), "5000000 - EUR");
        assert_eq!(read("500 to 5000 EUR"), "~500000 =5000000 EUR");
        assert_eq!(read("500 EUR to 5000 EUR"), "~500000 =5000000 EUR");
        assert_eq!(read("Up to EUR 500"), "- =500000 EUR");
        assert_eq!(read("over €1.5"), "1500 - €");
        assert_eq!(read("-5 to 10 °C"), "~-5000 =10000 °C");
        assert_eq!(read("up to 10 %"), "- =10000 %");
        assert_eq!(read("over 3"), "3000 - ");
        assert_eq!(read("0.25 to 0.5 m"), "~250 =500 m");
    }

    #[test]
    fn thousands_may_be_set_apart() {
        for written in ["5000", "5,000", "5 000", "5'000", "5’000", "5\u{a0}000", "5\u{202f}000"] {
            assert_eq!(read(&format!("up to {written} EUR")), "- =5000000 EUR", "{written}");
        }
        assert_eq!(read("up to 1,000,000.5 EUR"), "- =1000000500 EUR");
    }

    #[test]
    fn figures_in_doubt_are_refused() {
        for written in ["5.000", "1.000.000", "1,5", "50,00", "5,0000", "1.2.3", "99999999999999999999"] {
            assert_eq!(read(&format!("up to {written} EUR")), "wrong", "{written}");
        }
    }

    #[test]
    fn other_comparisons_get_the_right_word() {
        assert_eq!(read("more than 500 EUR"), "instead over 500 EUR");
        assert_eq!(read("> 500 EUR"), "instead over 500 EUR");
        assert_eq!(read("at most 500 EUR"), "instead up to 500 EUR");
        assert_eq!(read("<=500 EUR"), "instead up to 500 EUR");
        assert_eq!(read("500 - 5000 EUR"), "instead 500 to 5000 EUR");
        assert_eq!(read("500–5000 EUR"), "instead 500 to 5000 EUR");
        for wrong in [
            "less than 500 EUR",
            "at least 500",
            "from 500 to 600",
            ">= 30 %",
            "5000 to 500 EUR",
            "500 EUR",
            "500 to 500",
            "up to",
            "up to EUR",
            "500 EUR to 600 USD",
            "",
            "up to EUR 500 EUR",
        ] {
            assert_eq!(read(wrong), "wrong", "{wrong}");
        }
    }

    #[test]
    fn a_unit_may_stand_in_the_plural_and_in_other_letters() {
        assert!(same_unit("day", "days") && same_unit("EUR", "eur") && same_unit("pieces", "Piece"));
        assert!(!same_unit("m", "ms") && !same_unit("EUR", "USD") && !same_unit("", "s"));
        assert_eq!(read("1 day to 5 days"), "~1000 =5000 days");
    }

    #[test]
    fn a_letter_before_a_figure_may_be_a_name() {
        for written in ["P1 to P3", "up to P2", "over EUR500"] {
            assert_eq!(read(written), "wrong", "{written}");
        }
    }

    #[test]
    fn anything_else_is_a_word() {
        for word in ["gold", "P1", "overdue", "new customer", "minor", "up top", "ISO 9001 to be"] {
            assert_eq!(read(word), word);
        }
    }
}
