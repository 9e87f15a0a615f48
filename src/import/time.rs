//! Times as BPMN writes them (ISO 8601) in our words.

/// More than this of any unit is no time limit.
const MOST: u64 = 100_000;

/// A length of time: `PT36H` is `36 hours`. `None` for what our words cannot say: seconds, months with days,
/// expressions of some program.
pub(super) fn duration(text: &str) -> Option<String> {
    let (date, clock) = match text.trim().strip_prefix('P')?.split_once('T') {
        Some((date, clock)) if !clock.is_empty() => (date, clock),
        Some(_) => return None,
        None => (text.trim().strip_prefix('P')?, ""),
    };
    let [years, months, weeks, days] = parts(date, ['Y', 'M', 'W', 'D'])?;
    let [hours, minutes, seconds, _] = parts(clock, ['H', 'M', 'S', '\0'])?;
    if seconds % 60 != 0 {
        return None;
    }
    let minutes = minutes + seconds / 60;
    let (long, short) = (years > 0 || months > 0, weeks > 0 || days > 0 || hours > 0 || minutes > 0);
    let (count, unit) = match (long, short) {
        (true, true) | (false, false) => return None,
        (true, false) if months == 0 => (years, "year"),
        (true, false) => (years * 12 + months, "month"),
        _ if minutes > 0 => (((weeks * 7 + days) * 24 + hours) * 60 + minutes, "minute"),
        _ if hours > 0 => ((weeks * 7 + days) * 24 + hours, "hour"),
        _ if days > 0 => (weeks * 7 + days, "day"),
        _ => (weeks, "week"),
    };
    (count <= MOST).then(|| format!("{count} {unit}{}", if count == 1 { "" } else { "s" }))
}

/// How often: `R/P1M` is `1 month`. `None` where it says how many times, or from when on.
pub(super) fn interval(text: &str) -> Option<String> {
    duration(text.trim().strip_prefix("R/")?)
}

/// Figures by unit, in the order of the units.
fn parts(text: &str, units: [char; 4]) -> Option<[u64; 4]> {
    let mut found = [0; 4];
    let (mut rest, mut from) = (text, 0);
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let unit = rest[end..].chars().next()?;
        let place = from + units[from..].iter().position(|u| *u == unit)?;
        found[place] = rest[..end].parse().ok().filter(|n| *n <= MOST)?;
        from = place + 1;
        rest = &rest[end + unit.len_utf8()..];
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_said_in_our_words() {
        for (iso, words) in [
            ("PT36H", "36 hours"),
            ("P1D", "1 day"),
            ("P1DT12H", "36 hours"),
            ("P2W", "2 weeks"),
            ("P1Y6M", "18 months"),
            ("P1Y", "1 year"),
            ("PT90M", "90 minutes"),
            ("PT120S", "2 minutes"),
        ] {
            assert_eq!(duration(iso).as_deref(), Some(words), "{iso}");
        }
        for other in
            ["", "P", "PT", "PT5S", "P1M3D", "P-1D", "PT1.5H", "${time}", "P999999999999999999999D", "PT0H"]
        {
            assert_eq!(duration(other), None, "{other}");
        }
        assert_eq!(interval("R/P3M").as_deref(), Some("3 months"));
        assert_eq!(interval("R3/PT1H"), None);
    }
}
