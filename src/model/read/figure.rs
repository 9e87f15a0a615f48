//! Figures: shares of a decision, rounds of a loop.

use super::{Misread, shown};

/// Reads a share and gives it in per mille: `10 %` is 100, `12.5 %` is 125. From 0 to 100, one figure after the
/// point.
///
/// # Errors
/// No per-cent sign, no figure, more than 100 %, finer than a tenth of a per cent.
pub fn share(text: &str) -> Result<u32, Misread> {
    let text = text.trim();
    let bare = text.strip_suffix('%').map(str::trim_end);
    let figure = bare.unwrap_or(text);
    let Some(mille) = tenths(figure) else {
        if let Some(mille) = tenths(&figure.replacen(',', ".", 1)) {
            let why = format!("{} has a comma in its figure", shown(text));
            return Err(Misread::instead(why, per_cent(mille)));
        }
        return Err(Misread::new(
            format!("{} is not a share", shown(text)),
            "Write a share of 100 per cent: `10 %` or `12.5 %`",
        ));
    };
    if mille > 1000 {
        return Err(Misread::new(format!("{} is more than all of it", shown(text)), "Write at most `100 %`"));
    }
    if bare.is_none() {
        return Err(Misread::instead(format!("{} lacks its per-cent sign", shown(text)), per_cent(mille)));
    }
    Ok(mille)
}

fn per_cent(mille: u32) -> String {
    if mille.is_multiple_of(10) {
        format!("{} %", mille / 10)
    } else {
        format!("{}.{} %", mille / 10, mille % 10)
    }
}

/// A figure with at most one digit after the point, in tenths.
fn tenths(text: &str) -> Option<u32> {
    let (whole, tenth) = text.split_once('.').unwrap_or((text, "0"));
    let digits =
        |s: &str, most: usize| !s.is_empty() && s.len() <= most && s.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole, 6) || !digits(tenth, 1) {
        return None;
    }
    Some(whole.parse::<u32>().ok()? * 10 + tenth.parse::<u32>().ok()?)
}

/// Reads how often a step is entered at most: `3 rounds`, `1 round`, and the figure alone (as under `rounds:`).
///
/// # Errors
/// No whole figure from 1 to 1000.
pub fn rounds(text: &str) -> Result<u32, Misread> {
    let text = text.trim();
    let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (figure, word) = text.split_at(split);
    let word = word.trim();
    let help = "Write how often the step is entered at most, from 1 to 1000: `3 rounds`";
    let Ok(count) = figure.parse::<u32>() else {
        return Err(Misread::new(format!("{} is not a number of rounds", shown(text)), help));
    };
    if !(1..=1000).contains(&count) {
        return Err(Misread::new(format!("{} is out of range", shown(text)), help));
    }
    match word.to_lowercase().as_str() {
        "" | "round" | "rounds" => Ok(count),
        "time" | "times" | "x" | "loops" | "runden" | "runde" | "rund" | "rundy" => {
            let s = if count == 1 { "" } else { "s" };
            Err(Misread::instead(
                format!("{} is not said in rounds", shown(text)),
                format!("{count} round{s}"),
            ))
        }
        _ => Err(Misread::new(format!("{} is not a number of rounds", shown(text)), help)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_per_mille() {
        assert_eq!(share("10 %"), Ok(100));
        assert_eq!(share("12.5%"), Ok(125));
        assert_eq!(share("0 %"), Ok(0));
        assert_eq!(share("100 %"), Ok(1000));
        assert_eq!(share("10").unwrap_err().instead.as_deref(), Some("10 %"));
        assert_eq!(share("12,5 %").unwrap_err().instead.as_deref(), Some("12.5 %"));
        for wrong in ["101 %", "", "%", "-5 %", "half", "1.25 %", "9999999999 %"] {
            assert!(share(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn rounds_are_whole() {
        assert_eq!(rounds("3 rounds"), Ok(3));
        assert_eq!(rounds("1 round"), Ok(1));
        assert_eq!(rounds("3"), Ok(3));
        assert_eq!(rounds("3 times").unwrap_err().instead.as_deref(), Some("3 rounds"));
        for wrong in ["0 rounds", "three", "", "-1", "3 weeks", "1001 rounds", "99999999999"] {
            assert!(rounds(wrong).is_err(), "{wrong}");
        }
    }
}
