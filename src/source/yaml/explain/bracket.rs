//! Brackets and braces that are not closed, or closed by the wrong sign.

use super::super::lines::Line;
use super::super::scan::{self, Open};
use super::Mistake;
use granit_parser::ErrorKind;

/// Explains an error within brackets or braces.
pub(super) fn explain(text: &str, at: usize, kind: &ErrorKind) -> Option<Mistake> {
    let ended = matches!(
        kind,
        ErrorKind::UnclosedFlowCollection { .. }
            | ErrorKind::MismatchedFlowCollectionEnd { .. }
            | ErrorKind::UnexpectedEofFlowMapping
            | ErrorKind::UnexpectedEofFlowSequence
            | ErrorKind::UnexpectedEofImplicitFlowMapping
    );
    let open = scan::open_at(text, if ended { text.len() } else { at });
    let &(sign, start) = open.brackets.first()?;
    if let Some(wrong) = open.misfit.filter(|&wrong| ended || wrong <= at) {
        return misfit(text, &open, wrong);
    }
    let line = Line::around(text, start);
    let here = Line::around(text, if ended { text.len() } else { at });
    let below = || std::iter::successors(line.next(text), |below| below.next(text));
    // The first line below that stands no deeper than the line of the bracket cannot be meant to lie in it.
    let stop = below()
        .take_while(|below| below.at.start <= here.at.start)
        .find(|below| below.is_structure() && below.indent <= line.content);
    if stop.is_none() && !ended {
        return None;
    }
    let last = below()
        .take_while(|below| stop.as_ref().is_none_or(|stop| below.at.start < stop.at.start))
        .filter(|below| !below.is_idle(text))
        .last()
        .unwrap_or_else(|| line.clone());
    let closing: String = open.brackets.iter().rev().map(|&(open, _)| char::from(open + 2)).collect();
    let (sign, close) = (char::from(sign), char::from(sign + 2));
    let end = last.value.end.max(start + 1);
    let message = format!("the {} `{sign}` that opens here is not closed", name(sign));
    let help = if sign == '[' && closing.len() == 1 {
        format!("write `{close}` after the last entry; if it is text, put it in quotes")
    } else {
        format!("write `{closing}` where it ends; if it is text, put it in quotes")
    };
    Some(Mistake::new(start..start + 1, message, help).edit(end..end, closing))
}

/// A closing sign that does not fit the opening one.
fn misfit(text: &str, open: &Open, wrong: usize) -> Option<Mistake> {
    let &(sign, start) = open.brackets.last()?;
    let found = *text.as_bytes().get(wrong)?;
    let (sign, close, found_sign) = (char::from(sign), char::from(sign + 2), char::from(found));
    let message = format!("the {} `{sign}` that opens here is closed by `{found_sign}`", name(sign));
    let mut mistake = Mistake::new(start..start + 1, message, format!("close it with `{close}`"));
    mistake.also = Some((wrong, format!("`{found_sign}` stands here")));
    // `{ a: [x }` lacks a bracket; `[x}` has the wrong one.
    let outer = open.brackets.iter().rev().position(|&(open, _)| open + 2 == found);
    Some(match outer {
        Some(missing) => {
            let closing: String =
                open.brackets.iter().rev().take(missing).map(|&(open, _)| char::from(open + 2)).collect();
            mistake.edit(wrong..wrong, closing)
        }
        None => mistake.edit(wrong..wrong + 1, close),
    })
}

fn name(sign: char) -> &'static str {
    if sign == '[' { "bracket" } else { "brace" }
}
