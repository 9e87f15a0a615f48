//! Indentation: a line that begins where nothing above it begins, and what it probably belongs to.

use super::super::lines::Line;
use super::plain::{colon_below, no_colon, no_space, no_space_behind_dash, stray, text_goes_on, wordy};
use super::{Mistake, short};

/// A column at which something above is still open.
struct Column {
    /// From 0.
    at: usize,
    /// Whether a list stands there (else keys).
    list: bool,
    /// The line that shows it.
    line: Line,
}

/// Explains an error by where the line begins.
pub(super) fn explain(text: &str, at: usize) -> Option<Mistake> {
    let here = Line::around(text, at);
    let line = if here.is_idle(text) { here.above(text)? } else { here };
    let above = line.above(text);
    if let Some(mistake) = above.as_ref().and_then(|above| no_space(text, above)) {
        return Some(mistake);
    }
    if let Some(mistake) = above.as_ref().and_then(|above| no_colon(text, above, &line)) {
        return Some(mistake);
    }
    if let Some(mistake) = above.as_ref().and_then(|above| no_space_behind_dash(text, above, &line)) {
        return Some(mistake);
    }
    if !line.is_structure() {
        let below = std::iter::successors(line.next(text), |l| l.next(text)).find(|l| !l.is_idle(text));
        return no_space(text, &line)
            .or_else(|| no_colon(text, &line, &below?))
            .or_else(|| stray(text, &line, above.as_ref()));
    }
    let above = above?;
    if line.dashes.is_empty() && !above.is_structure() && above.indent == line.indent && !wordy(text, &line) {
        return stray(text, &above, above.above(text).as_ref());
    }
    if line.dashes.is_empty() && text_goes_on(text, &line, &above) {
        return Some(colon_below(text, &line));
    }
    let list = !line.dashes.is_empty();
    if list && let Some(mistake) = cut_list(text, &line) {
        return Some(mistake);
    }
    let open = open_columns(text, &line);
    if !list
        && let Some(item) = open.iter().find(|c| c.list && c.at == line.indent)
        && first_key(text, &item.line) == line.key.clone().and_then(|k| text.get(k))
        && !open.iter().any(|c| !c.list && c.at == line.indent)
    {
        return Some(no_dash(text, &line, item));
    }
    // The nearest column; but one to which the line below fits is better than one a little nearer.
    let below = std::iter::successors(line.next(text), |l| l.next(text)).find(|l| !l.is_idle(text));
    let distance = |column: &Column| {
        let fits = list && below.as_ref().is_some_and(|b| b.indent == column.at + line.content - line.indent);
        (column.at.abs_diff(line.indent) * 2 + 3) - usize::from(fits) * 3
    };
    let Some(target) = open.iter().filter(|c| c.list == list).min_by_key(|c| distance(c)) else {
        return list.then(|| list_below_value(text, &line, &above));
    };
    if target.at == line.indent {
        return list.then(|| list_below_value(text, &line, &above));
    }
    Some(misplaced(text, &line, target, &above))
}

/// Columns still open above a line, the deepest first.
fn open_columns(text: &str, line: &Line) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let mut min = usize::MAX;
    for above in std::iter::successors(line.above(text), |above| above.above(text)) {
        if above.key.is_some() {
            let level = columns.last().is_some_and(|c| c.list && c.at == above.content);
            if above.content < min || level {
                min = above.content;
                columns.push(Column { at: min, list: false, line: above.clone() });
            }
        }
        for &dash in above.dashes.iter().rev() {
            if dash < min {
                min = dash;
                columns.push(Column { at: dash, list: true, line: above.clone() });
            }
        }
        if min == 0 && columns.last().is_some_and(|c| !c.list) {
            break;
        }
    }
    columns
}

/// A new list entry whose dash was forgotten.
fn no_dash(text: &str, line: &Line, item: &Column) -> Mistake {
    let key = line.key.clone().and_then(|k| text.get(k)).unwrap_or("");
    let mistake = Mistake::new(
        line.first()..line.first() + key.len(),
        format!("a `- ` is missing before `{key}`, with which a new list entry begins"),
        format!("write `- {}`", short(line.rest(text))),
    );
    let gap = item.line.content.saturating_sub(item.at + 1).max(1);
    mistake.edit(line.first()..line.first(), format!("-{}", " ".repeat(gap)))
}

/// A list below a key that already has a value.
fn list_below_value(text: &str, line: &Line, above: &Line) -> Mistake {
    let key = above.key.clone().and_then(|k| text.get(k)).unwrap_or("");
    let message = if key.is_empty() {
        "a list entry stands where none can".to_owned()
    } else {
        format!("a list begins here, but `{key}` above it already has a value")
    };
    let help = "leave the value behind the colon away, or give the list a key of its own";
    let mut mistake = Mistake::new(line.first()..line.first() + 1, message, help);
    // Its other entries are wrong in the same way; said once is enough.
    let mut below = std::iter::successors(line.next(text), |below| below.next(text));
    let mut entry = Some(line.clone());
    while let Some(this) = entry {
        mistake = mistake.without(text, &this);
        entry = below
            .by_ref()
            .find(|below| !below.is_idle(text) && below.indent <= line.indent)
            .filter(|below| below.indent == line.indent && !below.dashes.is_empty());
    }
    mistake
}

/// A list that goes on below keys that stand in the column of its dashes: they ended it.
fn cut_list(text: &str, line: &Line) -> Option<Mistake> {
    let mut between = None;
    let above = std::iter::successors(line.above(text), |above| above.above(text));
    // The keys right above the entry; then what belongs to the last entry of the list, down from its dash.
    let mut keys = true;
    let item = above.take_while(|above| above.indent >= line.indent).find(|above| {
        keys &= above.indent == line.indent && above.dashes.is_empty() && above.key.is_some();
        if keys {
            between = Some(above.clone());
        }
        !keys && above.indent == line.indent
    })?;
    let key = between.filter(|_| !item.dashes.is_empty())?;
    let name = text.get(key.key.clone()?)?;
    let whom = owner(text, &Column { at: item.content, list: false, line: item.clone() });
    let message = format!("`{name}` begins in the column of the list above it, and so ends the list");
    let help = format!("to belong to {whom}, begin it in column {}", item.content + 1);
    let mut mistake = Mistake::new(key.first()..key.at.end, message, help);
    mistake.layout = true;
    mistake.also = Some((line.first(), "this entry has no list any more".to_owned()));
    for (at, indent) in block(text, &key) {
        let moved = indent + item.content - line.indent;
        mistake = mistake.edit(at..at + indent, " ".repeat(moved));
    }
    Some(mistake)
}

/// A line that begins in a column of its own.
fn misplaced(text: &str, line: &Line, target: &Column, above: &Line) -> Mistake {
    let name = match line.key.clone().and_then(|k| text.get(k)) {
        Some(key) if line.dashes.is_empty() => format!("`{key}`"),
        Some(key) => format!("`- {key}`"),
        None => "this list entry".to_owned(),
    };
    let column = line.indent + 1;
    let deeper = line.indent > above.content && !above.value.is_empty();
    let message = if deeper {
        format!(
            "{name} begins in column {column}, deeper than the line above it, which already has its value"
        )
    } else {
        format!("{name} begins in column {column}, where nothing above it begins")
    };
    let whom = if target.list { "the list".to_owned() } else { owner(text, target) };
    let help = format!("to belong to {whom}, begin it in column {}", target.at + 1);
    let mut mistake = Mistake::new(line.first()..line.at.end, message, help);
    mistake.layout = true;
    mistake.also = Some((target.line.at.start + target.at, format!("column {}", target.at + 1)));
    for (at, indent) in block(text, line) {
        let moved = (indent + target.at).saturating_sub(line.indent);
        mistake = mistake.edit(at..at + indent, " ".repeat(moved));
    }
    mistake
}

/// What the keys of a column belong to: the list entry they describe, else the whole.
fn owner(text: &str, column: &Column) -> String {
    let same = |line: &Line| line.key.is_some() && line.content == column.at;
    let mut line = column.line.clone();
    while line.dashes.is_empty() {
        let Some(above) = line.above(text) else { break };
        if above.content < column.at && above.dashes.is_empty() {
            let key = above.key.clone().and_then(|k| text.get(k));
            return key.map_or_else(|| "it".to_owned(), |key| format!("`{key}`"));
        }
        line = above;
    }
    if !line.dashes.is_empty() && same(&line) {
        return format!("`- {}`", short(line.rest(text)));
    }
    if column.at == 0 { "the document".to_owned() } else { "the entry".to_owned() }
}

/// The first key of a list entry.
fn first_key<'a>(text: &'a str, line: &Line) -> Option<&'a str> {
    text.get(line.key.clone()?)
}

/// The lines that move with a misplaced one: where each begins, and how far it is indented.
fn block(text: &str, line: &Line) -> Vec<(usize, usize)> {
    let mut moved = vec![(line.at.start, line.indent)];
    // Whether the last line on the level of the first has its value below it.
    let mut open = line.value.is_empty() || text[line.value.clone()].starts_with(['|', '>']);
    let level = if line.dashes.is_empty() { line.indent } else { line.content };
    for below in std::iter::successors(line.next(text), |below| below.next(text)) {
        if below.is_idle(text) {
            continue;
        }
        let keys = line.dashes.is_empty();
        let belongs = if keys {
            open || (below.indent == level && below.dashes.is_empty())
        } else {
            below.indent >= level
        };
        let sister = below.indent == line.indent && below.dashes.is_empty() == keys;
        if below.indent < line.indent || !(belongs || sister) {
            break;
        }
        if below.indent == level {
            open = below.value.is_empty() || text[below.value.clone()].starts_with(['|', '>']);
        }
        moved.push((below.at.start, below.indent));
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_above_are_found() {
        let text = "s:\n- id: a\n  do: x\n  facts:\n    b: 1\nhere: x\n";
        let line = Line::around(text, text.find("here").unwrap());
        let columns: Vec<_> = open_columns(text, &line).iter().map(|c| (c.at, c.list)).collect();
        assert_eq!(columns, [(4, false), (2, false), (0, true), (0, false)]);
    }
}
