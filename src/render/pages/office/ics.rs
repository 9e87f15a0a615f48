//! The calendar as a file that calendars read (RFC 5545). Its bytes repeat: the time stamp is the day of the edition,
//! and an entry has the same identity in every edition.

use super::calendar::{self, Told};
use super::identity::uuid;
use crate::model::{Interval, TimeUnit};
use crate::render::pages::Made;
use crate::render::shelf::dates::{Due, DueKind};
use crate::render::voice::Voice;
use jiff::civil::Date;

/// Of a handbook that is cut, as many entries are in the file of all of it; the files of its chapters have the rest.
const MANY: usize = 2_000;

/// Octets that a line may have.
const LONGEST: usize = 75;

/// Makes the file, or that of a chapter.
pub(crate) fn make(voice: &Voice<'_>, sub: Option<usize>) -> Made {
    let (h, w) = (voice.handbook(), voice.w);
    let shelf = voice.shelf;
    let own;
    let due: &[Due] = match sub.and_then(|n| shelf.chapters.get(n)) {
        Some(chapter) => {
            own = calendar::of_documents(voice, &chapter.documents);
            &own
        }
        None if shelf.chapters.is_empty() => &shelf.dates().due,
        None => &shelf.dates().due[..shelf.dates().due.len().min(MANY)],
    };
    let mut text = String::with_capacity(400 * due.len());
    let name = voice.local(&h.settings.name, w.handbook);
    line(&mut text, "BEGIN:VCALENDAR");
    line(&mut text, "VERSION:2.0");
    line(&mut text, concat!("PRODID:-//Guidepost//Guidepost ", env!("CARGO_PKG_VERSION"), "//EN"));
    line(&mut text, "CALSCALE:GREGORIAN");
    line(&mut text, &format!("X-WR-CALNAME:{}", plain(&name.text)));
    for due in due {
        if let Some(told) = calendar::tell(voice, due) {
            event(voice, &mut text, due, &told);
        }
    }
    line(&mut text, "END:VCALENDAR");
    Made { text, ..Made::default() }
}

fn event(voice: &Voice<'_>, text: &mut String, due: &Due, told: &Told<'_>) {
    let h = voice.handbook();
    let id = told.document.and_then(|n| voice.shelf.named(n)).map_or("", |g| g.id());
    let (kind, part) = match due.what {
        DueKind::Review(_) => ("review", String::new()),
        DueKind::Effective(_) => ("effective", String::new()),
        DueKind::Duty(..) => ("duty", told.anchor.clone().unwrap_or_default()),
        DueKind::Acceptance(_, n) => ("acceptance", n.to_string()),
    };
    line(text, "BEGIN:VEVENT");
    line(text, &format!("UID:{}", uuid(h, &[kind, id, &part])));
    line(text, &format!("DTSTAMP:{}T000000Z", basic(voice.shelf.edition.today)));
    line(text, &format!("DTSTART;VALUE=DATE:{}", basic(due.date)));
    if let DueKind::Duty(n, d) = due.what
        && let Some(every) = voice.shelf.head(n).and_then(|g| g.duties.get(d)?.every.as_ref())
        && let Some(rule) = repeats(every.value, due.date)
    {
        line(text, &format!("RRULE:{rule}"));
    }
    let number = if id.is_empty() { String::new() } else { format!(" ({id})") };
    let what = match due.what {
        DueKind::Duty(..) => format!("{}{number}", told.what.text),
        _ => format!("{}: {}{number}", told.kind, told.what.text),
    };
    line(text, &format!("SUMMARY:{}", plain(&what)));
    let who: Vec<&str> = told.who.iter().map(|l| &*l.text).collect();
    let mut more = vec![who.join(", ")];
    more.extend(told.every.clone());
    more.extend(told.more.as_ref().map(|m| m.text.to_string()));
    more.retain(|m| !m.is_empty());
    if !more.is_empty() {
        line(text, &format!("DESCRIPTION:{}", plain(&more.join("\n"))));
    }
    line(text, &format!("CATEGORIES:{}", plain(told.kind)));
    line(text, "TRANSP:TRANSPARENT");
    line(text, "END:VEVENT");
}

/// When a duty comes again. What ends with its month is counted from the end where the month is shorter.
fn repeats(every: Interval, from: Date) -> Option<String> {
    let months = |n: u32| {
        let days: Vec<String> = (28..=from.day()).map(|d| d.to_string()).collect();
        let end = if days.len() > 1 {
            format!(";BYMONTHDAY={};BYSETPOS=-1", days.join(","))
        } else {
            String::new()
        };
        format!("FREQ=MONTHLY;INTERVAL={n}{end}")
    };
    let n = every.count;
    Some(match every.unit {
        TimeUnit::Day => format!("FREQ=DAILY;INTERVAL={n}"),
        TimeUnit::Week => format!("FREQ=WEEKLY;INTERVAL={n}"),
        TimeUnit::Month => months(n),
        TimeUnit::Quarter => months(n.checked_mul(3)?),
        TimeUnit::Year => months(n.checked_mul(12)?),
        // Nobody wants his calendar filled by the hour.
        TimeUnit::Minute | TimeUnit::Hour | TimeUnit::WorkingDay => return None,
    })
}

/// `20180615`.
fn basic(date: Date) -> String {
    date.to_string().replace('-', "")
}

/// A text as a calendar takes it.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A line, folded between characters where it is longer than a calendar takes.
fn line(out: &mut String, text: &str) {
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut out = String::new();
        line(&mut out, &"ä".repeat(60));
        let lines: Vec<&str> = out.trim_end().split("\r\n").collect();
        assert!(lines.iter().all(|l| l.len() <= LONGEST), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), "ä".repeat(60));
    }

    #[test]
    fn what_falls_on_the_last_of_a_month_stays_there() {
        let every = |count, unit| Interval { count, unit };
        let rule = repeats(every(1, TimeUnit::Quarter), date(2018, 8, 31));
        assert_eq!(rule.as_deref(), Some("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"));
        let rule = repeats(every(2, TimeUnit::Week), date(2018, 8, 31));
        assert_eq!(rule.as_deref(), Some("FREQ=WEEKLY;INTERVAL=2"));
        assert_eq!(
            repeats(every(1, TimeUnit::Month), date(2018, 8, 3)).as_deref(),
            Some("FREQ=MONTHLY;INTERVAL=1")
        );
    }
}
