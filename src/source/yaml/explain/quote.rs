//! Quotes: one that is not closed, an apostrophe in `'…'`, text that goes on behind the closing one.

use super::super::lines::Line;
use super::super::scan::{self, Open};
use super::{Mistake, quoted, short};
use std::ops::Range;

/// Explains an error in or right behind a quoted text.
pub(super) fn explain(text: &str, at: usize) -> Option<Mistake> {
    let open = scan::open_at(text, at + 1);
    let quote = open.quoted.clone()?;
    let first = Line::around(text, quote.start);
    let last = Line::around(text, quote.end.saturating_sub(1));
    let here = Line::around(text, at);
    let sign = text.get(quote.start..)?.chars().next()?;
    let closed = quote.len() > 1 && text.get(..quote.end)?.ends_with(sign);
    if !closed {
        return Some(unclosed(text, &quote, &first, &open));
    }
    if here.at.start > last.at.end {
        return None;
    }
    if here.at.start > first.at.start {
        // A text over several lines is allowed; one that swallowed keys is not meant.
        let mut below = std::iter::successors(first.next(text), |line| line.next(text))
            .take_while(|line| line.at.start <= here.at.start);
        return below.any(|line| line.is_structure()).then(|| unclosed(text, &quote, &first, &open));
    }
    if at < quote.end {
        return backslash(text, &quote);
    }
    let between = text.get(quote.end..at)?;
    if !between.trim().is_empty() || text.get(quote.end..).is_none_or(|rest| ends_there(rest, &open)) {
        return None;
    }
    Some(goes_on(text, &quote, &first, &open))
}

/// Whether what follows a closing quote lets it be the end.
fn ends_there(rest: &str, open: &Open) -> bool {
    let rest = rest.trim_start_matches([' ', '\t']);
    rest.is_empty()
        || rest.starts_with(['\n', '\r', '#', ':'])
        || (!open.brackets.is_empty() && rest.starts_with([',', ']', '}']))
}

/// The bytes of the value that begins with a quote: to the end of the line, in braces to the next comma.
fn extent(text: &str, quote: &Range<usize>, line: &Line, open: &Open) -> Range<usize> {
    let end = line.value.end.max(quote.start + 1);
    if open.brackets.is_empty() {
        return quote.start..end;
    }
    let rest = text.get(quote.start + 1..end).unwrap_or("");
    let cut = rest.find([',', ']', '}']).map_or(end, |n| quote.start + 1 + n);
    let trimmed = text.get(quote.start..cut).unwrap_or("").trim_end().len();
    quote.start..quote.start + trimmed
}

/// A quote that opens and is not closed.
fn unclosed(text: &str, quote: &Range<usize>, line: &Line, open: &Open) -> Mistake {
    let extent = extent(text, quote, line, open);
    let inner = text.get(extent.start + 1..extent.end).unwrap_or("").trim_end();
    let sign = text.get(quote.start..=quote.start).unwrap_or("\"");
    // A closing quote of the other kind, or an apostrophe that begins a word.
    let message = format!("the quote `{sign}` that opens here is not closed");
    let at = quote.start..quote.start + 1;
    if sign == "'" && inner.chars().next().is_some_and(char::is_lowercase) {
        let whole = format!("'{inner}");
        let help = format!("if it is an apostrophe, put the whole text in quotes: {}", quoted(&whole));
        return Mistake::new(at, message, help).quote(extent, &whole);
    }
    let help = format!("close it at the end of the text: {sign}{}{sign}", short(inner));
    Mistake::new(at, message, help).quote(extent, inner)
}

/// A backslash in `"…"` that begins no special sign.
fn backslash(text: &str, quote: &Range<usize>) -> Option<Mistake> {
    let inner = text.get(quote.start + 1..quote.end - 1)?;
    if !text[quote.start..].starts_with('"') {
        return None;
    }
    let unknown = |at: &usize| {
        let next = inner[at + 1..].chars().next();
        next.is_none_or(|c| !"0abtnvfre \"/\\N_LP\t\n\r".contains(c))
    };
    // Backslashes in pairs stand for one; `xuU` want figures behind them.
    let mut at = 0;
    let found = std::iter::from_fn(|| {
        let n = at + inner.get(at..)?.find('\\')?;
        at = n + 2;
        Some(n)
    })
    .find(unknown)?;
    let at = quote.start + 1 + found;
    let single = format!("'{}'", inner.replace('\'', "''"));
    let mut mistake = Mistake::new(
        at..at + 1,
        "in double quotes a backslash begins a special sign, and there is none of this name",
        format!("write the text in single quotes: {}", short(&single)),
    )
    .edit(quote.clone(), single.clone());
    mistake.fix = Some((quote.clone(), single));
    Some(mistake)
}

/// Text that goes on behind the closing quote.
fn goes_on(text: &str, quote: &Range<usize>, line: &Line, open: &Open) -> Mistake {
    let extent = extent(text, quote, line, open);
    let raw = text.get(extent.clone()).unwrap_or("");
    let sign = if raw.starts_with('\'') { '\'' } else { '"' };
    if raw.len() > 1 && raw.ends_with(sign) && extent.end > quote.end {
        let inner = &raw[1..raw.len() - 1];
        let what = if sign == '\'' { "an apostrophe" } else { "a quote" };
        let inner = if sign == '\'' { inner.replace("''", "'") } else { inner.to_owned() };
        let message = format!("{what} in the text ends it here, at {}", short(&text[quote.clone()]));
        return Mistake::new(quote.end - 1..quote.end, message, format!("write {}", quoted(&inner)))
            .quote_and_fix(extent, &inner);
    }
    let message = format!("the text goes on behind its closing quote `{sign}`");
    let help = format!("put quotes round the whole text: {}", quoted(raw));
    Mistake::new(quote.end - 1..quote.end, message, help).quote(extent, raw)
}
