//! Numbers as few printable characters, for strings in script files: none of them needs an escape, and small
//! numbers, of which gaps between entries mostly are, take one.

/// Characters that end a number; as many numbers take one character.
const LAST: u32 = 64;
/// Characters that go on.
const MORE: u32 = 27;

/// The character for a digit: from `#` on, without the backslash. The space and `!` stay free to part things.
fn digit(n: u32) -> char {
    let c = n + u32::from(b'#');
    char::from_u32(if c >= u32::from(b'\\') { c + 1 } else { c }).unwrap_or('#')
}

/// Appends a number.
pub(crate) fn number(out: &mut String, n: usize) {
    let mut rest = u32::try_from(n).unwrap_or(u32::MAX);
    // The last character says the rest by 64, those before it count on by 27.
    let mut digits = [digit(rest % LAST); 8];
    let mut used = 1;
    rest /= LAST;
    while rest > 0 {
        rest -= 1;
        if let Some(place) = digits.get_mut(used) {
            *place = digit(LAST + rest % MORE);
        }
        used += 1;
        rest /= MORE;
    }
    out.extend(digits.iter().take(used).rev());
}

/// Appends a word by how many of its characters it shares with the one before it, and the others.
pub(crate) fn front(out: &mut String, before: &str, word: &str) {
    let same = before.chars().zip(word.chars()).take_while(|(a, b)| a == b);
    let (count, bytes) = same.fold((0_usize, 0), |(n, bytes), (c, _)| (n + 1, bytes + c.len_utf8()));
    number(out, count);
    out.push_str(word.get(bytes..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a number, as the script does.
    fn read(text: &mut std::str::Chars<'_>) -> usize {
        let mut n = 0;
        for c in text {
            let c = c as u32;
            let d = c - u32::from(b'#') - u32::from(c > u32::from(b'\\'));
            if d < LAST {
                return n as usize * LAST as usize + d as usize;
            }
            n = n * MORE + (d - LAST) + 1;
        }
        panic!("a number without an end");
    }

    #[test]
    fn numbers_come_back() {
        let some = [0, 1, 63, 64, 65, 1791, 1792, 1793, 50_000, 123_456, 10_000_000, 400_000_000];
        let mut text = String::new();
        for n in some {
            number(&mut text, n);
        }
        let mut chars = text.chars();
        assert_eq!(some.map(|_| read(&mut chars)), some);
        assert!((0..64).all(|n| {
            let mut t = String::new();
            number(&mut t, n);
            t.len() == 1
        }));
        assert!(!text.contains(['"', '\\', ' ', '!']));
    }

    #[test]
    fn words_share_their_beginnings() {
        let mut out = String::new();
        front(&mut out, "offer", "offering");
        assert_eq!(out, format!("{}ing", digit(5)));
    }
}
