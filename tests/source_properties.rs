//! What holds for any input of the reading stage.

#[path = "support/source_invariants.rs"]
mod source_invariants;

use guidepost::source::{Kind, Node, from_texts};
use proptest::prelude::*;
use source_invariants::{holds_as_markdown, holds_as_yaml};
use std::fmt::Write as _;

/// A guideline with about everything that YAML and Markdown have.
const GUIDELINE: &str = "---\n\
    id: SAL-G-001   # note\n\
    title: \"Über: offers\"\n\
    norms: [iso9001:8.2.1, 'x, y']\n\
    records:\n  offer: { kept-in: ERP, keep: 6 years }\n\
    purpose: >\n  Some text\n  over lines.\n\
    steps:\n\
    - id: a\n  do: Create the offer\n  R:\n  - kam\n  - 'it''s'\n  next: b\n\
    - { id: b, end: Won }\n\
    ---\n\
    # Title {#a}\n\nText [[SAL-G-002]], [l *m*](x.md#y \"t\"), ![p](p.png) <b>x</b>\n\n\
    | a | b |\n|---|---|\n| `c` | d<br>e |\n\n> [!NOTE]\n> x[^1]\n\n[^1]: foot\n\nterm\n: meaning\n\n- [ ] task\n";

/// Pieces that YAML and Markdown give a meaning to.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "id", "é", "ß: ", ": ", ":", "- ", "-", "\n", "\n  ", "\n    ", "\n- ", "\n a: ", "\t", " #",
        "# ", "#x", "\"", "'", "[", "]", "{", "}", ", ", ",", "&a ", "*a", "!t ", "|", ">", ">-\n", "%", "@",
        "`", "? ", "\\", "---\n", "...\n", "\r\n", "\u{feff}", "\u{0}", "\u{85}", "😀", "](", "[[", "<b>",
        "<!--", "```\n", "$", "^", "~~", "1.10",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// A guideline with some characters deleted, put in or doubled.
fn spoilt() -> impl Strategy<Value = String> {
    let change = (
        0..GUIDELINE.chars().count(),
        0..4_u8,
        prop::sample::select("\n \t:-#\"'[]{},&*!|>%é".chars().collect::<Vec<_>>()),
    );
    prop::collection::vec(change, 1..6).prop_map(|changes| {
        let mut chars: Vec<char> = GUIDELINE.chars().collect();
        for (at, how, sign) in changes {
            let at = at.min(chars.len() - 1);
            match how {
                0 => _ = chars.remove(at),
                1 => chars.insert(at, sign),
                2 => chars[at] = sign,
                _ => chars.insert(at, chars[at]),
            }
        }
        chars.into_iter().collect()
    })
}

/// A text of a value: anything but control characters.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,20}",
        "\\PC{0,10}",
        prop::sample::select(vec!["no", "1.10", "~", "null", "2018-05-02"]).prop_map(str::to_owned)
    ]
}

/// A tree as one would write it.
#[derive(Debug, Clone)]
enum Made {
    Text(String),
    List(Vec<Made>),
    Map(Vec<(String, Made)>),
}

fn made() -> impl Strategy<Value = Made> {
    text().prop_map(Made::Text).prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..5).prop_map(Made::List),
            prop::collection::btree_map("[a-z][a-z-]{0,8}", inner, 1..5)
                .prop_map(|map| Made::Map(map.into_iter().collect())),
        ]
    })
}

/// Writes a tree in block style, its texts in double or single quotes, or bare where nothing in them means anything.
fn write(made: &Made, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    match made {
        Made::Text(text) => {
            let bare = !text.is_empty()
                && text.starts_with(char::is_alphanumeric)
                && text.chars().all(|c| c.is_alphanumeric() || " .%/()_=+".contains(c))
                && text.trim() == text;
            if bare {
                let _ = writeln!(out, " {text}");
            } else if text.contains('"') {
                let _ = writeln!(out, " '{}'", text.replace('\'', "''"));
            } else {
                let _ = writeln!(out, " \"{}\"", text.replace('\\', "\\\\"));
            }
        }
        Made::List(items) => {
            out.push('\n');
            for item in items {
                let _ = write!(out, "{indent}-");
                write(item, depth + 1, out);
            }
        }
        Made::Map(entries) => {
            out.push('\n');
            for (key, value) in entries {
                let _ = write!(out, "{indent}{key}:");
                write(value, depth + 1, out);
            }
        }
    }
}

fn same(made: &Made, node: &Node) -> bool {
    match (made, &node.kind) {
        (Made::Text(a), Kind::Scalar { text, .. }) => a == text,
        (Made::List(a), Kind::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Made::Map(a), Kind::Map(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.0 == b.key.text && same(&a.1, &b.value))
        }
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        holds_as_markdown(&text);
        holds_as_yaml(&text);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes);
        holds_as_markdown(&text);
        holds_as_yaml(&text);
    }

    #[test]
    fn soup_is_read(text in soup()) {
        holds_as_markdown(&text);
        holds_as_markdown(&format!("---\nid: x\n{text}\n---\n{text}"));
        holds_as_yaml(&text);
    }

    #[test]
    fn a_spoilt_guideline_is_read(text in spoilt()) {
        holds_as_markdown(&text);
    }

    #[test]
    fn what_is_written_is_read_back(made in made()) {
        let mut yaml = "top:".to_owned();
        write(&made, 1, &mut yaml);
        let tree = from_texts(&[("landscape.yaml", &yaml)]);
        let told: Vec<_> = tree.findings.iter().map(|f| (&f.rule, &f.message)).collect();
        prop_assert!(told.is_empty(), "{told:?}\n{yaml}");
        let front = tree.files[0].front.as_ref().unwrap();
        prop_assert!(same(&made, front.get("top").unwrap()), "{yaml}");
    }

    #[test]
    fn line_ends_do_not_matter(text in spoilt()) {
        let unix = from_texts(&[("case.md", &text)]);
        let windows = from_texts(&[("case.md", &text.replace('\n', "\r\n"))]);
        let told = |tree: &guidepost::source::Tree| -> Vec<_> {
            let line = |f: &guidepost::diagnostic::Finding| (tree.sources.locate(f.at).line, f.rule, f.message.clone());
            tree.findings.iter().map(line).collect()
        };
        prop_assert_eq!(told(&unix), told(&windows));
    }
}
