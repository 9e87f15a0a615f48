//! YAML into the spanned tree: from parser events, so that every scalar keeps its text, its quotes and its place.
//!
//! Nothing here stops at the first mistake. A syntax error becomes a finding in plain words, and the rest of the
//! text is read on.

mod place;
mod tree;

use super::node::Node;
use crate::diagnostic::{FileId, Finding, Span};
use place::Place;
use std::ops::Range;

/// Largest front matter or YAML file that is read, in bytes. A guideline of 200 steps has about 40 kB.
pub const MAX_YAML: usize = 1 << 20;

/// Deepest nesting that is read. A guideline needs about eight levels.
pub const MAX_DEPTH: usize = 64;

/// What came of reading one YAML text.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// The mapping at the top; `None` where the text is empty or is no mapping.
    pub root: Option<Node>,
    /// What was wrong: `source/*`.
    pub findings: Vec<Finding>,
    /// Whether something could not be read as it was written.
    pub broken: bool,
}

/// Reads the YAML in `range` of `text`, the whole text of `file`.
pub fn parse(file: FileId, text: &str, range: Range<usize>) -> Parsed {
    let Some(slice) = text.get(range.clone()) else { return Parsed::default() };
    let place = Place::new(file, range.start);
    if slice.len() > MAX_YAML {
        let finding = Finding::new(
            "source/syntax",
            Span::new(file, range.start, range.start),
            format!("these keys are {} kB long; at most {} kB are read", slice.len() >> 10, MAX_YAML >> 10),
        )
        .help("move long text into the prose below the keys, or split the document");
        return Parsed { root: None, findings: vec![finding], broken: true };
    }
    let grown = tree::grow(slice, &place);
    let mut parsed =
        Parsed { broken: grown.broken || grown.error.is_some(), root: grown.root, findings: grown.findings };
    if let Some(error) = grown.error {
        let at = error.marker().byte_offset().unwrap_or(0);
        parsed.findings.push(
            Finding::new("source/syntax", place.point(at), "this line cannot be read as `key: value`").help(
                "put text with special characters in quotes, and indent with spaces as the lines above",
            ),
        );
    }
    if let Some(root) = &parsed.root
        && !matches!(root.kind, super::Kind::Map(_))
    {
        parsed.findings.push(
            Finding::new("source/syntax", root.at, "here `key: value` lines are expected")
                .help("begin with a key, a colon and a space: `id: SAL-G-001`"),
        );
        parsed.root = None;
        parsed.broken = true;
    }
    parsed
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
}
