//! The comma trap: in braces, a comma in a text ends it, and what follows becomes a key of its own.

use super::Walk;
use crate::diagnostic::{Finding, Span};
use crate::source::{Entry, Kind, Node, Style};

impl Walk<'_> {
    /// Reports keys that are the rest of a text cut at a comma, one finding for each text, and gives their
    /// indexes. `known` tells keys that may stand here, which are never taken for text.
    pub(super) fn commas(&mut self, node: &Node, known: impl Fn(&str) -> bool) -> Vec<usize> {
        let entries = node.entries();
        let mut strays = Vec::new();
        if !self.sources.slice(node.at).starts_with('{') {
            return strays;
        }
        let mut n = 1;
        while n < entries.len() {
            let from = n;
            while entries.get(n).is_some_and(|e| self.is_bare(e) && !known(&e.key.text)) {
                n += 1;
            }
            if n == from {
                n += 1;
                continue;
            }
            let (Some(cut), Some(first), Some(last)) =
                (entries.get(from - 1), entries.get(from), entries.get(n - 1))
            else {
                break;
            };
            if matches!(&cut.value.kind, Kind::Scalar { style: Style::Plain, .. }) {
                strays.extend(from..n);
                self.cut_at_comma(cut, first, last);
            }
        }
        strays
    }

    /// A key with neither colon nor value.
    fn is_bare(&self, entry: &Entry) -> bool {
        let at = entry.key.at;
        let after = Span { start: at.end, end: u32::MAX, ..at };
        let text = &self.sources.get(at.file).text;
        let rest = text.get(after.start as usize..).unwrap_or("");
        entry.value.is_empty() && !rest.trim_start().starts_with(':')
    }

    fn cut_at_comma(&mut self, cut: &Entry, first: &Entry, last: &Entry) {
        let whole = cut.value.at.to(last.key.at);
        let text = self.sources.slice(whole).split_whitespace().collect::<Vec<_>>().join(" ");
        let quoted = format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
        let (key, stray) = (&cut.key.text, &first.key.text);
        let message = format!("the text of `{key}` ends at the comma; `{stray}` became a key of its own");
        let help = format!(
            "a comma inside braces ends a text: put it in quotes, `{key}: {quoted}`, or write it on a line of its own without braces"
        );
        let finding = Finding::new("doc/unknown-field", first.key.at, message)
            .help(help)
            .about(stray.as_str())
            .fix(whole, quoted, "Put the text in quotes");
        self.report(finding);
    }
}
