//! Lines that are only text: a colon is missing, or the space behind it, or they go on with a text above.

use super::super::lines::Line;
use super::{Mistake, short};

/// `key:value`, without the space.
pub(super) fn no_space(text: &str, line: &Line) -> Option<Mistake> {
    if line.key.is_some() {
        return None;
    }
    let rest = line.rest(text);
    let colon = rest.find(':')?;
    let key = &rest[..colon];
    let word = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    if !word || rest[colon..].starts_with("://") || line.value.is_empty() {
        return None;
    }
    let at = line.at.start + line.content + colon;
    // A space that is none, as word processors and web pages give it.
    if let Some(sign) = rest[colon + 1..].chars().next().filter(|c| c.is_whitespace() && !c.is_ascii()) {
        let range = at + 1..at + 1 + sign.len_utf8();
        let message = format!(
            "the space behind the colon of `{key}:` is one that does not part (U+{:04X})",
            u32::from(sign)
        );
        let mut mistake =
            Mistake::new(range.clone(), message, "delete it, and type a space").edit(range.clone(), " ");
        mistake.fix = Some((range, " ".to_owned()));
        return Some(mistake);
    }
    let mut mistake = Mistake::new(
        at..at + 1,
        format!("a space is missing behind the colon of `{key}:`"),
        format!("write `{key}: {}`", short(&rest[colon + 1..])),
    )
    .edit(at + 1..at + 1, " ");
    mistake.fix = Some((at + 1..at + 1, " ".to_owned()));
    Some(mistake)
}

/// `-key: value`, without the space, told by the line below, which would be the next key of the entry.
pub(super) fn no_space_behind_dash(text: &str, line: &Line, below: &Line) -> Option<Mistake> {
    let rest = line.rest(text).strip_prefix('-')?;
    let deeper = below.is_structure() && below.indent > line.content;
    if !(line.dashes.is_empty() && deeper && rest.starts_with(char::is_alphabetic)) {
        return None;
    }
    let at = line.at.start + line.content;
    let help = format!("write `- {}`", short(rest));
    let mut mistake = Mistake::new(at..at + 1, "a space is missing behind the dash", help);
    mistake.fix = Some((at + 1..at + 1, " ".to_owned()));
    // As many spaces as make the line below fit.
    Some(mistake.edit(at + 1..at + 1, " ".repeat(below.indent - line.content - 1)))
}

/// A line that is only text.
pub(super) fn stray(text: &str, line: &Line, above: Option<&Line>) -> Option<Mistake> {
    let message = "this line is neither `key: value` nor a list entry `- …`";
    let range = line.first()..line.at.end;
    if let Some(mistake) = block_goes_on(text, line, message) {
        return Some(mistake);
    }
    match above {
        // Text that goes on in the next line, not indented enough.
        Some(above) if above.key.is_some() && !above.value.is_empty() && line.indent <= above.content => {
            let key = text.get(above.key.clone()?)?;
            let help = match first_word(line.rest(text)) {
                Some((word, rest)) if line.indent == above.content => format!(
                    "write `{word}: {}`; if it goes on with the text of `{key}`, begin it deeper than `{key}`",
                    short(rest)
                ),
                _ => format!("if it goes on with the text of `{key}`, begin it deeper than `{key}`"),
            };
            Some(Mistake::new(range, message, help).without(text, line))
        }
        _ => {
            let help = match first_word(line.rest(text)) {
                Some((word, rest)) => format!("write `{word}: {}`, or leave the line away", short(rest)),
                None => "write a key, a colon and a space before it, or leave the line away".to_owned(),
            };
            Some(Mistake::new(range, message, help).without(text, line))
        }
    }
}

/// Text that goes on with a `|` or `>` block above it, but is not indented like the rest of it.
fn block_goes_on(text: &str, line: &Line, message: &str) -> Option<Mistake> {
    let mut indent = None;
    for above in std::iter::successors(line.above(text), |above| above.above(text)) {
        if above.key.is_some() && text.get(above.value.clone())?.starts_with(['|', '>']) {
            let key = text.get(above.key.clone()?)?;
            let help =
                format!("if it goes on with the text of `{key}`, indent it like the first line of that text");
            let spaces = " ".repeat(indent?);
            return Some(
                Mistake::new(line.first()..line.at.end, message, help)
                    .edit(line.at.start..line.first(), spaces),
            );
        }
        if above.indent == 0 {
            return None;
        }
        indent = Some(above.indent);
    }
    None
}

/// Whether the line rather goes on with a text above it, in which a colon stands: "Note: …".
pub(super) fn text_goes_on(text: &str, line: &Line, above: &Line) -> bool {
    let column = if above.is_structure() { above.content } else { above.indent.saturating_sub(1) };
    wordy(text, line) && line.indent > column
}

/// Whether the key of a line looks like words of a sentence.
pub(super) fn wordy(text: &str, line: &Line) -> bool {
    line.key.clone().and_then(|k| text.get(k)).is_some_and(|key| {
        key.contains(' ') || (key.chars().count() > 1 && key.starts_with(char::is_uppercase))
    })
}

/// The first word of a line, where it looks like a key, and what follows it.
fn first_word(rest: &str) -> Option<(&str, &str)> {
    let (word, rest) = rest.split_once(' ').unwrap_or((rest.trim_end(), ""));
    let like_a_key = word.chars().all(|c| c.is_ascii_lowercase() || c == '-') || word.len() == 1;
    (like_a_key && word.starts_with(|c: char| c.is_ascii_alphabetic())).then_some((word, rest.trim()))
}

/// A key without its colon, told by the line below, which would be its value or the next key of its entry.
pub(super) fn no_colon(text: &str, line: &Line, below: &Line) -> Option<Mistake> {
    if line.key.is_some() || !below.is_structure() {
        return None;
    }
    let (word, rest) = first_word(line.rest(text))?;
    let entry = !line.dashes.is_empty() && below.dashes.is_empty() && below.indent == line.content;
    let list = usize::from(!below.dashes.is_empty());
    let block = line.dashes.is_empty() && rest.is_empty() && below.indent + list > line.indent;
    if !(entry || block) {
        return None;
    }
    let end = line.at.start + line.content + word.len();
    let help = format!("write `{}`", format!("{word}: {}", short(rest)).trim_end());
    let message = format!("a colon is missing behind `{word}`");
    let mut mistake = Mistake::new(end - word.len()..end, message, help).edit(end..end, ":");
    mistake.fix = Some((end..end, ":".to_owned()));
    Some(mistake)
}

/// A colon in the second or a later line of a text.
pub(super) fn colon_below(text: &str, line: &Line) -> Mistake {
    let colon = line.key.as_ref().map_or(line.at.end, |key| key.end);
    // The text began in the last line above that has a key.
    let first = std::iter::successors(line.above(text), |above| above.above(text)).find(Line::is_structure);
    let mistake = Mistake::new(
        colon..colon + 1,
        "a colon in the text is read as the end of a key",
        "put the text in quotes, or begin it with `|` behind the key and indent it below",
    );
    let Some(first) = first else { return mistake.without(text, line) };
    let last = std::iter::successors(Some(line.clone()), |below| below.next(text))
        .take_while(|below| {
            below.at.start == line.at.start || (below.indent > first.content && !below.is_idle(text))
        })
        .last()
        .unwrap_or_else(|| line.clone());
    let start = if first.value.is_empty() {
        first.next(text).map_or(line.first(), |next| next.first())
    } else {
        first.value.start
    };
    let range = start..last.value.end.max(colon + 1);
    let words = text.get(range.clone()).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
    mistake.quote(range, &words)
}
