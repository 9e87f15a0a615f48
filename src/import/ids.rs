//! Ids from words: the same words give the same ids, and each is given once.

use std::collections::HashMap;

/// How long an id made from a label becomes; longer ones end at a word before it.
const LONGEST: usize = 40;

/// Words as an id: `Check the offer!` is `check-the-offer`. Empty where nothing is left.
pub(super) fn slug(text: &str) -> String {
    // What stands behind the first few words is cut anyway. A line ends a word; without marks it would be lost.
    let plain = |c: char| if c.is_whitespace() { ' ' } else { c };
    let start: String = text.chars().take(4 * LONGEST).map(plain).collect();
    let ascii = deunicode::deunicode(&start).to_lowercase();
    let mut out = String::new();
    for word in ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()) {
        if !out.is_empty() && out.len() + 1 + word.len() > LONGEST {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.extend(word.chars().take(LONGEST));
    }
    out
}

/// Ids that were given.
#[derive(Default)]
pub(super) struct Ids {
    /// In small letters, since ids differ by more than capitals; with the last number that was put behind it.
    given: HashMap<String, usize>,
}

impl Ids {
    /// An id like this one that nobody has yet.
    pub(super) fn give(&mut self, wish: &str) -> String {
        let mut found = wish.to_owned();
        while self.given.contains_key(&found.to_lowercase()) {
            let number = self.given.entry(wish.to_lowercase()).or_insert(1);
            *number += 1;
            found = format!("{wish}-{number}");
        }
        self.given.insert(found.to_lowercase(), 1);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_ids() {
        assert_eq!(slug("Check the offer!"), "check-the-offer");
        assert_eq!(slug("Prüfung\nabgeschlossen?"), "prufung-abgeschlossen");
        assert_eq!(slug(&"very ".repeat(20)), "very-very-very-very-very-very-very-very");
        assert_eq!(slug("… –"), "");
    }

    #[test]
    fn each_is_given_once() {
        let mut ids = Ids::default();
        let wishes = ["a", "A", "a-2", "a"];
        assert_eq!(wishes.map(|w| ids.give(w)), ["a", "A-2", "a-2-2", "a-3"]);
    }
}
