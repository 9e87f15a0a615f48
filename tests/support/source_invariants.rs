//! What holds for any text, whatever stands in it. Used by the property tests and by the fuzz targets.

use guidepost::diagnostic::{Finding, Span};
use guidepost::source::{Kind, Node, Tree, from_texts, markdown};

/// Reads a text as a Markdown file, and holds the result against the invariants.
pub(crate) fn holds_as_markdown(text: &str) {
    let tree = from_texts(&[("case.md", text)]);
    holds(&tree);
    let file = &tree.files[0];
    let outline = markdown::outline(text, file.body);
    for at in &outline.html {
        inside(text, *at);
    }
    for heading in &outline.headings {
        inside(text, heading.at);
    }
    for link in &outline.links {
        inside(text, link.at);
        inside(text, link.dest_at);
    }
}

/// Reads a text as a YAML file, and holds the result against the invariants.
pub(crate) fn holds_as_yaml(text: &str) {
    holds(&from_texts(&[("landscape.yaml", text)]));
}

/// Every place lies in the file and between two characters; whatever is broken was told.
fn holds(tree: &Tree) {
    for file in &tree.files {
        let text = &*tree.sources.get(file.id).text;
        inside(text, file.front_span);
        inside(text, file.body);
        if let Some(front) = &file.front {
            node(text, front);
        }
        if let Some((id, at)) = &file.rescued_id {
            inside(text, *at);
            assert!(!file.broken || id.len() <= text.len());
        }
        for finding in &tree.findings {
            place(text, finding);
        }
        assert!(!file.broken || !tree.findings.is_empty(), "broken without a word");
    }
}

fn place(text: &str, finding: &Finding) {
    assert!(!finding.message.is_empty() && !finding.help.is_empty());
    inside(text, finding.at);
    for (at, _) in &finding.related {
        inside(text, *at);
    }
    if let Some(fix) = &finding.fix {
        inside(text, fix.at);
    }
}

fn node(text: &str, at: &Node) {
    inside(text, at.at);
    match &at.kind {
        Kind::List(items) => items.iter().for_each(|item| node(text, item)),
        Kind::Map(entries) => {
            for entry in entries {
                inside(text, entry.key.at);
                node(text, &entry.value);
            }
        }
        _ => {}
    }
}

fn inside(text: &str, at: Span) {
    let slice = text.get(at.start as usize..at.end as usize);
    assert!(slice.is_some(), "{at:?} of {} bytes", text.len());
}
