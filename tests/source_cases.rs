//! Cases of what authors trip over: `tests/cases/source/*.md`, each with the findings it is to give.
//!
//! A case is a heading, a fenced `yaml` or `md` block (the file), a `findings` block (each finding below the line
//! it points at), and where it matters a `tree` block (what is read nevertheless). `UPDATE_CASES=1 cargo test
//! --test source_cases` writes the blocks anew; look at the difference before you keep it.
#![expect(clippy::unwrap_used, reason = "a test says what it expects by falling over")]

use guidepost::diagnostic::{Finding, Sources};
use guidepost::source::{Kind, Node, ReadOptions, Tree, read};
use std::fmt::Write as _;
use std::path::Path;

#[test]
fn every_case_gives_its_findings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/source");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    let mut wrong = String::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let new = answer(&text);
        if new == text {
            continue;
        }
        if std::env::var_os("UPDATE_CASES").is_some() {
            std::fs::write(&file, new).unwrap();
        } else {
            let _ = writeln!(wrong, "{}:\n{}", file.display(), difference(&text, &new));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A fix that is offered mends what it is offered for, and breaks nothing.
#[test]
fn every_fix_mends() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/source");
    let mut fixes = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for case in text.split("\n```yaml\n").skip(1) {
            let case = case.split("\n```\n").next().unwrap().replace('→', "\t");
            let before = read_one("yaml", &case);
            for finding in &before.findings {
                let Some(fix) = &finding.fix else { continue };
                fixes += 1;
                let mut mended = case.clone();
                mended.replace_range(fix.at.start as usize..fix.at.end as usize, &fix.text);
                let after = read_one("yaml", &mended);
                let left: Vec<_> = after.findings.iter().map(|f| one(&after.sources, f)).collect();
                assert_eq!(left.len() + 1, before.findings.len(), "{}:\n{}", fix.what, left.concat());
            }
        }
    }
    assert!(fixes > 10, "{fixes}");
}

/// The same text with `findings` and `tree` blocks as they come out now.
fn answer(text: &str) -> String {
    let mut out = String::new();
    let mut tree = Tree::default();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let _ = writeln!(out, "{line}");
        let fence = line.chars().take_while(|&c| c == '`').count();
        if fence < 3 {
            continue;
        }
        let ticks = &line[..fence];
        let inner: Vec<_> = lines.by_ref().take_while(|l| *l != ticks).collect();
        let inner = inner.iter().fold(String::new(), |all, line| all + line + "\n");
        match &line[fence..] {
            lang @ ("yaml" | "md") => {
                // Tabs cannot be seen in a case, so they are written as an arrow.
                tree = read_one(lang, &inner.replace('→', "\t"));
                out += &inner;
            }
            "findings" => out += &findings(&tree),
            "tree" => {
                if let Some(front) = tree.files.first().and_then(|f| f.front.as_ref()) {
                    show(front, 0, &mut out);
                }
            }
            _ => out += &inner,
        }
        let _ = writeln!(out, "{ticks}");
    }
    out
}

fn read_one(lang: &str, text: &str) -> Tree {
    let dir = tempfile::tempdir().unwrap();
    // A landscape is read whatever its keys are.
    let name = if lang == "yaml" { "landscape.yaml" } else { "case.md" };
    std::fs::write(dir.path().join(name), text).unwrap();
    let mut tree = read(dir.path(), &ReadOptions::default()).unwrap();
    tree.findings.retain(|f| f.rule != "source/no-handbook");
    tree
}

fn findings(tree: &Tree) -> String {
    let mut out = String::new();
    for finding in &tree.findings {
        let _ = write!(out, "{}", one(&tree.sources, finding));
    }
    if out.is_empty() { "none\n".to_owned() } else { out }
}

/// A finding as a person would mark it on paper.
fn one(sources: &Sources, finding: &Finding) -> String {
    let mut out = String::new();
    let mut mark = |at, note: &str| {
        let (start, end) = (sources.locate(at), sources.locate_end(at));
        let text = sources.get(at.file).text.lines().nth(start.line as usize - 1).unwrap_or("");
        let width = if start.line == end.line { end.column - start.column } else { 1 };
        let (before, carets) = (" ".repeat(start.column as usize - 1), "^".repeat(width.max(1) as usize));
        let _ = writeln!(out, "{:>2} | {}", start.line, text.replace('\t', "→").trim_end());
        let _ = writeln!(out, "   | {before}{carets} {note}");
    };
    mark(finding.at, &format!("{}: {}", finding.rule, finding.message));
    for (at, note) in &finding.related {
        mark(*at, note);
    }
    let _ = writeln!(out, "   = {}", finding.help);
    for follows in &finding.follows {
        let line = sources.locate(follows.at).line;
        let _ = writeln!(out, "   + line {line}: {}", follows.message);
    }
    out
}

/// A tree, an entry a line, every text in quotes.
fn show(node: &Node, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    let mut child = |head: String, value: &Node| match &value.kind {
        Kind::Empty => writeln!(out, "{indent}{head} nothing").unwrap(),
        Kind::Scalar { text, .. } => writeln!(out, "{indent}{head} {text:?}").unwrap(),
        Kind::List(_) | Kind::Map(_) => {
            let _ = writeln!(out, "{indent}{head}");
            show(value, depth + 1, out);
        }
    };
    match &node.kind {
        Kind::Map(entries) => entries.iter().for_each(|e| child(format!("{}:", e.key.text), &e.value)),
        Kind::List(items) => items.iter().for_each(|item| child("-".to_owned(), item)),
        _ => {}
    }
}

/// The lines that differ, with the heading they stand under.
fn difference(old: &str, new: &str) -> String {
    let sections = |text: &str| -> Vec<String> { text.split("\n## ").map(str::to_owned).collect() };
    let mut out = String::new();
    for (old, new) in sections(old).iter().zip(sections(new)).filter(|(old, new)| *old != new) {
        let _ = write!(out, "--- expected\n## {old}\n--- found\n## {new}\n");
    }
    out
}
