//! Reads case files: Markdown that holds small handbooks and, beside the lines, the findings they should give.
//! `tests/cases/README.md` tells how they are written.

use std::collections::BTreeMap;

/// A small handbook with what should be found in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Case {
    /// Heading under which it stands.
    pub(crate) name: String,
    /// Files by path, without the marks.
    pub(crate) files: BTreeMap<String, String>,
    /// Base files that it does without.
    pub(crate) without: Vec<String>,
    /// Rules or families that are compared.
    pub(crate) rules: Vec<String>,
    /// The day.
    pub(crate) today: Option<String>,
    /// Rules or families that are asked for, as with `--only`.
    pub(crate) only: Vec<String>,
    /// Rules or families that are left out, as with `--skip`.
    pub(crate) skip: Vec<String>,
    /// What should be found.
    pub(crate) expected: Vec<Expected>,
}

/// A finding that should be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expected {
    /// Path within the handbook.
    pub(crate) path: String,
    /// Line of the file as written to disk, from 1.
    pub(crate) line: usize,
    /// `error`, `warning`, `info`; empty where it is not looked at.
    pub(crate) severity: String,
    /// Whether it is folded under another.
    pub(crate) folded: bool,
    /// Whether it depends on the day; not looked at where the mark does not say so.
    pub(crate) dated: bool,
    /// Whether it is shown, or set aside.
    pub(crate) aside: Aside,
    /// The rule.
    pub(crate) rule: String,
    /// Words of its message or help.
    pub(crate) words: String,
}

/// What becomes of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aside {
    /// It is shown.
    No,
    /// Somebody accepted it.
    Accepted,
    /// It is in the baseline.
    Known,
}

/// Marks an expected finding.
const MARK: &str = "#! ";

/// The cases of a file; `header` is what `with header` puts before a block.
pub(crate) fn read(text: &str, header: &str) -> Result<Vec<Case>, String> {
    let (mut shared, mut cases): (Case, Vec<Case>) = (Case::default(), Vec::new());
    let mut lines = text.lines().enumerate();
    while let Some((n, line)) = lines.next() {
        let case = cases.last_mut().unwrap_or(&mut shared);
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case { name: name.trim().to_owned(), ..shared.clone() });
        } else if let Some(list) = line.strip_prefix("Rules: ") {
            case.rules = words(list);
        } else if let Some(list) = line.strip_prefix("Without: ") {
            case.without = words(list);
        } else if let Some(list) = line.strip_prefix("Only: ") {
            case.only = words(list);
        } else if let Some(list) = line.strip_prefix("Skip: ") {
            case.skip = words(list);
        } else if let Some(day) = line.strip_prefix("Today: ") {
            case.today = Some(day.trim().to_owned());
        } else if line.starts_with("```") {
            let ticks = line.len() - line.trim_start_matches('`').len();
            let fence = "`".repeat(ticks);
            let mut block = Vec::new();
            loop {
                match lines.next() {
                    Some((_, l)) if l.trim_end() == fence => break,
                    Some((_, l)) => block.push(l),
                    None => return Err(format!("line {}: the block is not closed", n + 1)),
                }
            }
            let mut info = line[ticks..].split_whitespace().skip(1);
            if let Some(path) = info.next() {
                let header = if info.any(|w| w == "header") { header } else { "" };
                add(case, path, &block, header).map_err(|e| format!("line {}: {e}", n + 1))?;
            }
        }
    }
    if cases.is_empty() {
        cases.push(shared);
    }
    Ok(cases)
}

fn words(list: &str) -> Vec<String> {
    list.split(',').map(|w| w.trim().trim_matches('`').to_owned()).filter(|w| !w.is_empty()).collect()
}

/// Takes the marks out of a block and adds it as a file.
fn add(case: &mut Case, path: &str, block: &[&str], header: &str) -> Result<(), String> {
    let mut text: Vec<String> = Vec::new();
    let mut block = block.iter();
    let front_matter = std::path::Path::new(path).extension().is_some_and(|e| e == "md");
    if front_matter && !header.is_empty() {
        text.extend(block.next().map(|l| (*l).to_owned()));
    }
    // Keys that the block writes itself are left out of the header.
    let rest: Vec<&str> = block.copied().collect();
    let key = |l: &str| l.split_once(':').map(|(k, _)| k.to_owned());
    let own = |l: &str| rest.iter().any(|r| key(r).is_some() && key(r) == key(l));
    text.extend(header.lines().filter(|l| !own(l)).map(str::to_owned));
    case.expected.retain(|e| e.path != path);
    for line in rest {
        let (bare, marks) = match line.find(MARK.trim_end()) {
            Some(at) if line[at..].starts_with(MARK) => (&line[..at], Some(&line[at..])),
            _ => (line, None),
        };
        if marks.is_none() || !bare.trim().is_empty() {
            text.push(if marks.is_some() { bare.trim_end() } else { bare }.to_owned());
        }
        for mark in marks.unwrap_or_default().split(MARK).map(str::trim).filter(|m| !m.is_empty()) {
            case.expected.push(expected(path, text.len().max(1), mark)?);
        }
    }
    case.files.insert(path.to_owned(), text.join("\n") + "\n");
    Ok(())
}

fn expected(path: &str, line: usize, mark: &str) -> Result<Expected, String> {
    let (head, words) = mark.split_once(": ").unwrap_or((mark, ""));
    let mut head: Vec<&str> = head.split_whitespace().collect();
    let rule = head.pop().filter(|r| r.contains('/')).ok_or_else(|| format!("`{mark}` names no rule"))?;
    let mut expected = Expected {
        path: path.to_owned(),
        line,
        severity: String::new(),
        folded: false,
        dated: false,
        aside: Aside::No,
        rule: rule.to_owned(),
        words: words.trim().to_owned(),
    };
    for word in head {
        match word {
            "folded" => expected.folded = true,
            "dated" => expected.dated = true,
            "accepted" => expected.aside = Aside::Accepted,
            "known" => expected.aside = Aside::Known,
            "error" | "warning" | "info" => word.clone_into(&mut expected.severity),
            _ => return Err(format!("`{mark}` begins with a strange word, `{word}`")),
        }
    }
    Ok(expected)
}
