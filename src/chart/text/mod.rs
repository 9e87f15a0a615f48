//! How wide words are, and where their lines break.
//!
//! The page is drawn by a browser with whatever sans-serif face it has; the chart is laid out long before. So each
//! character counts as wide as in the widest face of the style sheet's list (see `widths`), which makes a line
//! that fits here fit everywhere.

mod widths;

use std::borrow::Cow;

/// Regular or bold: they have tables of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Body text, step text, labels.
    Regular,
    /// Lane and phase names.
    Bold,
}

/// Width in thousandths of the font size.
fn advance(c: char, weight: Weight) -> u64 {
    let code = u32::from(c);
    let table: &[u16] = match weight {
        Weight::Regular => &widths::REGULAR,
        Weight::Bold => &widths::BOLD,
    };
    // The first table begins with the first range: most text is in it.
    if let 0x20..=0x7E = code {
        return u64::from(table.get(usize::try_from(code - 0x20).unwrap_or(0)).copied().unwrap_or(1000));
    }
    let mut at = 0usize;
    for (first, last) in widths::RANGES {
        if (first..=last).contains(&code) {
            let offset = usize::try_from(code - first).unwrap_or(0);
            return u64::from(table.get(at + offset).copied().unwrap_or(1000));
        }
        at += usize::try_from(last - first + 1).unwrap_or(0);
    }
    match code {
        // Controls are dropped by `clean`; joiners and selectors take no room.
        0..=0x1F | 0x7F..=0x9F | 0xFE00..=0xFE0F => 0,
        // Scripts that are outside the tables: about as wide as a wide Latin letter.
        0x530..=0x10FF => 900,
        // Han, kana, Hangul and other wide scripts.
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFF00..=0xFF60 => 1050,
        // Pictographs.
        0x1F000..=0x1FBFF => 1400,
        _ => 1100,
    }
}

/// Width of `text` in whole pixels, rounded up, when set in `size` pixels.
pub fn width(text: &str, size: i32, weight: Weight) -> i32 {
    let thousandths: u64 = text.chars().map(|c| advance(c, weight)).sum();
    let size = u64::try_from(size.max(0)).unwrap_or(0);
    i32::try_from((thousandths * size).div_ceil(1000)).unwrap_or(i32::MAX / 4)
}

/// The text as one line: controls dropped, runs of white space made one space.
pub fn clean(text: &str) -> String {
    text.split_whitespace()
        .map(|word| {
            if word.contains(char::is_control) {
                Cow::Owned(word.chars().filter(|c| !c.is_control()).collect::<String>())
            } else {
                Cow::Borrowed(word)
            }
        })
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Breaks `text` into lines no wider than `limit` pixels.
///
/// Lines break between words; after `-`, `/` and `_` inside a word where the word does not fit; and inside a word
/// that is wider than a whole line, at a syllable by guess, with a hyphen. Never returns a line wider than `limit`
/// unless a single character is.
pub fn wrap(text: &str, size: i32, weight: Weight, limit: i32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    let space = width(" ", size, weight);
    for word in &words(text) {
        let wide = width(word, size, weight);
        if !line.is_empty() && used + space + wide <= limit {
            line.push(' ');
            line.push_str(word);
            used += space + wide;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        let mut pieces = split(word, size, weight, limit);
        line = pieces.pop().unwrap_or_default();
        used = width(&line, size, weight);
        lines.append(&mut pieces);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    even_out(lines, size, weight, limit)
}

/// The words of a text; a mark that stands alone stays with the word before it (`·`, `–`) or with the one after it
/// (`≤`, `+`, `→`).
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut glue = false;
    for word in clean(text).split(' ').filter(|w| !w.is_empty()) {
        let after = matches!(word, "·" | "–" | "—" | "/" | "|");
        match words.last_mut() {
            Some(last) if glue || after => {
                last.push('\u{a0}');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
        glue = matches!(word, "≤" | "≥" | "<" | ">" | "+" | "=" | "→");
    }
    words
}

/// Words of the last two lines are shared more evenly, so that no single short word stands below a full line.
fn even_out(mut lines: Vec<String>, size: i32, weight: Weight, limit: i32) -> Vec<String> {
    let n = lines.len();
    if n < 2 {
        return lines;
    }
    loop {
        let above = lines[n - 2].clone();
        let Some(cut) = above.rfind(' ') else { return lines };
        let (keep, moved) = (above[..cut].to_owned(), above[cut + 1..].to_owned());
        let below = format!("{moved} {}", lines[n - 1]);
        let wide = width(&below, size, weight);
        if wide > limit || wide > width(&keep, size, weight).max(width(&lines[n - 1], size, weight)) + size {
            return lines;
        }
        if wide >= width(&above, size, weight) {
            return lines;
        }
        lines[n - 2] = keep;
        lines[n - 1] = below;
    }
}

/// The width of the widest line, 0 for none.
pub fn widest(lines: &[String], size: i32, weight: Weight) -> i32 {
    lines.iter().map(|l| width(l, size, weight)).max().unwrap_or(0)
}

/// The widest word of a text: a box narrower than this has to break it.
pub fn widest_word(text: &str, size: i32, weight: Weight) -> i32 {
    clean(text).split(' ').map(|w| width(w, size, weight)).max().unwrap_or(0)
}

/// Cuts one word into pieces that fit; one piece where it fits whole.
fn split(word: &str, size: i32, weight: Weight, limit: i32) -> Vec<String> {
    if width(word, size, weight) <= limit {
        return vec![word.to_owned()];
    }
    let mut pieces = Vec::new();
    let mut rest: Vec<char> = word.chars().collect();
    while width(&rest.iter().collect::<String>(), size, weight) > limit && rest.len() > 1 {
        let hyphen = width("-", size, weight);
        let mut fits = 0;
        let mut used = 0;
        for (i, c) in rest.iter().enumerate() {
            used += width(&c.to_string(), size, weight);
            let tail = if is_joint(*c) { 0 } else { hyphen };
            if used + tail > limit {
                break;
            }
            fits = i + 1;
        }
        let cut = best_cut(&rest, fits.clamp(1, rest.len() - 1));
        let mut piece: String = rest[..cut].iter().collect();
        if !rest[..cut].last().copied().is_some_and(is_joint) && fits > 1 {
            piece.push('-');
        }
        pieces.push(piece);
        rest.drain(..cut);
    }
    pieces.push(rest.into_iter().collect());
    pieces
}

/// A character after which a word may break without a hyphen.
fn is_joint(c: char) -> bool {
    matches!(c, '-' | '/' | '_' | '\u{2010}' | '\u{2013}' | '.' | ',')
}

/// The last good place to cut at or before `most` characters: after a joint, else before a consonant that a vowel
/// follows (a syllable begins there in the languages at hand), else at `most`.
fn best_cut(chars: &[char], most: usize) -> usize {
    let least = (most / 2).max(2).min(most);
    if let Some(cut) = (least..=most).rev().find(|&i| is_joint(chars[i - 1])) {
        return cut;
    }
    let vowel = |c: char| "aeiouyäöüáéíóúàèìòùâêîôûåøæœąęó".contains(c.to_lowercase().next().unwrap_or(c));
    let letter = |i: usize| chars.get(i).is_some_and(|c| c.is_alphabetic());
    (least..=most)
        .rev()
        .find(|&i| {
            i + 3 <= chars.len()
                && letter(i)
                && letter(i + 1)
                && !vowel(chars[i])
                && vowel(chars[i + 1])
                && !matches!((chars[i - 1], chars[i]), ('c' | 'p' | 't', 'h') | ('c', 'k') | ('r' | 's', 'z'))
        })
        .unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_keep_all_words() {
        let text = "What is the customer's feedback on offer and contract draft?";
        let lines = wrap(text, 13, Weight::Regular, 136);
        assert!(lines.iter().all(|l| width(l, 13, Weight::Regular) <= 136), "{lines:?}");
        assert_eq!(lines.join(" "), text);
    }

    #[test]
    fn a_word_of_sixty_letters_is_broken_with_hyphens() {
        let word = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunte";
        let lines = wrap(word, 13, Weight::Regular, 120);
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|l| width(l, 13, Weight::Regular) <= 120), "{lines:?}");
        let joined: String = lines.iter().map(|l| l.trim_end_matches('-')).collect();
        assert_eq!(joined, word);
    }

    #[test]
    fn a_joint_needs_no_hyphen() {
        assert_eq!(wrap("Anforderungs/Lösungsdesign", 13, Weight::Regular, 130)[0], "Anforderungs/");
    }

    #[test]
    fn narrow_limits_end() {
        assert_eq!(wrap("abc", 13, Weight::Regular, 1).concat(), "abc");
        assert!(wrap("", 13, Weight::Regular, 100).is_empty());
    }

    #[test]
    fn controls_and_breaks_become_spaces() {
        assert_eq!(clean(" a\tb\r\nc\u{7} "), "a b c");
    }
}
