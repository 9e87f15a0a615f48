//! YAML into the spanned tree: from parser events, so that every scalar keeps its text, its quotes and its place.
//!
//! Nothing here stops at the first mistake. A syntax error becomes a finding in plain words; then the text is read
//! again as it was probably meant, with the author's mistake mended in memory, until it holds or too much is wrong.

mod comma;
mod comment;
mod explain;
mod lines;
mod place;
mod scan;
mod traps;
mod tree;

use super::node::{Kind, Node};
use crate::diagnostic::{FileId, Finding, Span};
use place::Place;
use std::collections::HashSet;
use std::ops::Range;

/// Largest front matter or YAML file that is read, in bytes. A guideline of 200 steps has about 40 kB.
pub const MAX_YAML: usize = 1 << 20;

/// Deepest nesting that is read. A guideline needs about eight levels.
pub const MAX_DEPTH: usize = 64;

/// How often a text with syntax errors is read again at most.
const MAX_ROUNDS: usize = 50;

/// How many bytes are read again at most: large files get fewer rounds, so that no file takes a second.
const MAX_AGAIN: usize = 8 << 20;

/// What came of reading one YAML text.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// The mapping at the top; `None` where the text is empty or is no mapping.
    pub root: Option<Node>,
    /// What was wrong: `source/*`, by place.
    pub findings: Vec<Finding>,
    /// Whether something could not be read as it was written.
    pub broken: bool,
}

/// Reads the YAML in `range` of `text`, the whole text of `file`.
pub fn parse(file: FileId, text: &str, range: Range<usize>) -> Parsed {
    let Some(slice) = text.get(range.clone()) else { return Parsed::default() };
    if slice.len() > MAX_YAML {
        let at = Span::new(file, range.start, range.start);
        return Parsed { root: None, findings: vec![too_long(at, slice.len())], broken: true };
    }
    let mut parsed = read(slice, Place::new(file, range.start));
    if let Some(root) = parsed.root.take_if(|root| !matches!(root.kind, Kind::Map(_))) {
        parsed.broken = true;
        if parsed.findings.is_empty() {
            let at = Span { end: root.at.start, ..root.at };
            parsed.findings.push(
                Finding::new("source/syntax", at, "there is no `key: value` here")
                    .help("begin with a key, a colon and a space: `id: SAL-G-001`"),
            );
        }
    }
    parsed.findings.sort_by_key(|finding| finding.at);
    parsed
}

fn too_long(at: Span, len: usize) -> Finding {
    let message =
        format!("the keys take {} kB; at most {} kB are read, so none are", len >> 10, MAX_YAML >> 10);
    Finding::new("source/syntax", at, message)
        .help("move long text into the prose below the keys, or split the document")
}

/// Reads `text` again and again, each time with one mistake less.
fn read(text: &str, mut place: Place) -> Parsed {
    let mut findings = Vec::new();
    let mut already = HashSet::new();
    let rounds = (MAX_AGAIN / text.len().max(1)).clamp(2, MAX_ROUNDS);

    for round in 0.. {
        let now = place.apply(text);
        let grown = tree::grow(&now, &place);
        let Some(error) = grown.error.filter(|_| round <= rounds) else {
            findings.extend(grown.findings);
            return Parsed { broken: grown.broken || round > 0, root: grown.root, findings };
        };
        let mistake = explain::explain(&now, &error);
        let at = place.written(mistake.at.start);
        let line = lines::Line::around(text, at);
        // A line that was moved stands where it stands by a guess: what follows from that is not told.
        let guess = mistake.layout && place.touches(&(line.at.start..line.at.start + line.content));
        let place_told = if mistake.layout { line.at.start } else { at };
        let told = guess || !already.insert((mistake.layout, place_told));
        let edits = mistake.edits.iter().map(|edit| place::Edit {
            at: place.written(edit.at.start)..place.written(edit.at.end),
            with: edit.with.clone(),
        });
        let edits: Vec<_> = edits.collect();
        if !told {
            findings.push(finding(&place, mistake));
        }
        // What was mended and is still wrong is left out.
        if edits.is_empty() || !(place.add(edits) || place.force(explain::blank(text, &line))) {
            findings.extend(grown.findings);
            return Parsed { broken: true, root: grown.root, findings };
        }
    }
    Parsed::default()
}

fn finding(place: &Place, mistake: explain::Mistake) -> Finding {
    let at = place.span(mistake.at.start, mistake.at.end);
    let mut finding = Finding::new("source/syntax", at, mistake.message).help(mistake.help);
    if let Some((also, note)) = mistake.also {
        finding = finding.also(place.point(also), note);
    }
    let untouched =
        |range: &Range<usize>| !place.touches(&(place.written(range.start)..place.written(range.end)));
    if let Some((range, text)) = mistake.fix.filter(|(range, _)| untouched(range)) {
        let what = format!("Write {}", explain::short(&text));
        finding = finding.fix(place.span(range.start, range.end), text, what);
    }
    finding
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Parsed {
        parse(FileId(0), text, 0..text.len())
    }

    #[test]
    fn scalars_stay_as_written() {
        let parsed = read("a: no\nb: 1.10\nc: '>= 30 %'\nd: [x, y]\ne:\n- f: 1\n  g:\n");
        assert!(parsed.findings.is_empty(), "{:?}", parsed.findings);
        let root = parsed.root.unwrap();
        let texts: Vec<_> = ["a", "b", "c"].iter().map(|k| root.get(k).unwrap().text().unwrap()).collect();
        assert_eq!(texts, ["no", "1.10", ">= 30 %"]);
        assert_eq!(root.get("d").unwrap().items().len(), 2);
        assert!(root.get("e").unwrap().items()[0].get("g").unwrap().is_empty());
    }

    #[test]
    fn a_mended_text_reads_as_it_was_meant() {
        let parsed = read("do: Angebot: erstellen\nR: [a, b\nS: c\n");
        assert_eq!(parsed.findings.len(), 2);
        let root = parsed.root.unwrap();
        assert_eq!(root.get("do").unwrap().text(), Some("Angebot: erstellen"));
        assert_eq!(root.get("R").unwrap().items().len(), 2);
        assert_eq!(root.get("S").unwrap().text(), Some("c"));
    }
}
