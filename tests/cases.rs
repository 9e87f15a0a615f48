//! Every case under `tests/cases/`: a small handbook is written to disk, read, checked and judged, and what is
//! found is held against what the case expects beside its lines. `CASE=part-of-a-name` runs only those.

#![expect(clippy::expect_used, reason = "a case that cannot be run is a failure")]

mod case_file;

use case_file::{Aside, Case, Expected};
use guidepost::checks::{self, Baseline, Context, Index, Selection, Verdict};
use guidepost::diagnostic::{Finding, Severity, Sources};
use guidepost::source::{FileKind, Node, ReadOptions};
use guidepost::{graph, model, source};
use rayon::prelude::*;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The day on which a case is checked that does not say one.
const TODAY: &str = "2026-01-15";

#[test]
fn every_case_gives_the_findings_beside_its_lines() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let wanted = std::env::var("CASE").unwrap_or_default();
    let header = fs::read_to_string(root.join("base/header.yaml")).expect("the header");
    let mut files = Vec::new();
    // What goes wrong while reading has a form of its own: `tests/source_cases.rs`.
    for family in sorted(&root).into_iter().filter(|p| p.is_dir() && !p.ends_with("source")) {
        files.extend(sorted(&family).into_iter().filter(|p| p.extension().is_some_and(|e| e == "md")));
    }
    let failures: Vec<String> = files
        .par_iter()
        .flat_map_iter(|file| {
            let name = file.strip_prefix(&root).unwrap_or(file).display().to_string();
            let text = fs::read_to_string(file).expect("a case file");
            let cases = case_file::read(&text, &header).unwrap_or_else(|e| panic!("{name}: {e}"));
            let family = file.parent().and_then(Path::file_name).map(|f| f.to_string_lossy().into_owned());
            let family = family.unwrap_or_default();
            let cases = cases.into_iter().filter(|c| format!("{name} {}", c.name).contains(&wanted));
            cases
                .filter_map(|case| Some((name.clone(), case.name.clone(), failure(&root, &family, &case)?)))
                .collect::<Vec<_>>()
        })
        .map(|(file, case, what)| format!("tests/cases/{file}: {case}\n{what}"))
        .collect();
    assert!(failures.is_empty(), "{} cases fail\n\n{}", failures.len(), failures.join("\n"));
}

/// What newcomers copy must be right: the first handbook of the format reference checks clean, and nothing in its
/// other examples is of the wrong form.
#[test]
fn the_examples_of_the_format_reference_are_right() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let header = fs::read_to_string(root.join("base/header.yaml")).expect("the header");
    let text = fs::read_to_string(root.join("../../docs/format.md")).expect("the reference");
    let cases = case_file::read(&text, &header).expect("its examples");
    let cases: Vec<&Case> = cases.iter().filter(|c| !c.files.is_empty()).collect();
    assert!(cases.len() > 5, "the examples are not found");
    for (n, case) in cases.into_iter().enumerate() {
        let (dir, today) = written(&root, case);
        let (verdict, sources) = check(dir.path(), today, &Selection::default());
        let told: Vec<String> = verdict
            .findings
            .iter()
            .filter(|f| f.severity > Some(Severity::Info))
            .filter(|f| n == 0 || ["doc/", "source/"].iter().any(|family| f.rule.starts_with(family)))
            .map(|f| seen(f, &sources, false, Aside::No))
            .map(|(f, words)| format!("{}:{} {}: {words}", f.path, f.line, f.rule))
            .collect();
        assert!(told.is_empty(), "{}: {}", case.name, told.join("\n"));
    }
}

fn sorted(dir: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(dir).expect("a folder of cases").filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    paths
}

/// Writes the files of a case; gives the folder, and the day on which it is checked.
fn written<'a>(root: &Path, case: &'a Case) -> (tempfile::TempDir, &'a str) {
    let dir = tempfile::tempdir().expect("a folder");
    for base in ["handbook.yaml", "organisation.yaml", "landscape.yaml"] {
        if !case.files.contains_key(base) && !case.without.iter().any(|w| w == base) {
            fs::copy(root.join("base").join(base), dir.path().join(base)).expect("a base file");
        }
    }
    for (path, text) in &case.files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    (dir, case.today.as_deref().unwrap_or(TODAY))
}

/// What is wrong with a case, if anything.
fn failure(root: &Path, family: &str, case: &Case) -> Option<String> {
    if case.files.is_empty() {
        return Some("  it holds no file\n".to_owned());
    }
    let (dir, today) = written(root, case);
    let selection = Selection { only: case.only.clone(), skip: case.skip.clone() };
    let (verdict, sources) = check(dir.path(), today, &selection);
    let families = if case.rules.is_empty() { vec![family.to_owned()] } else { case.rules.clone() };
    let asked = |rule: &str| {
        families
            .iter()
            .any(|f| rule == f || rule.strip_prefix(f.as_str()).is_some_and(|r| r.starts_with('/')))
    };
    let folded = case.expected.iter().any(|e| e.folded);
    let mut found: Vec<(Expected, String)> = Vec::new();
    let mut take = |finding: &Finding, aside| {
        found.push(seen(finding, &sources, false, aside));
        if folded {
            found.extend(finding.follows.iter().map(|f| seen(f, &sources, true, aside)));
        }
    };
    verdict.findings.iter().for_each(|f| take(f, Aside::No));
    // What is set aside is compared where a mark speaks of such.
    let speaks = |aside| case.expected.iter().any(|e| e.aside == aside);
    if speaks(Aside::Accepted) {
        verdict.accepted.iter().for_each(|a| take(&a.finding, Aside::Accepted));
    }
    if speaks(Aside::Known) {
        verdict.baselined.iter().for_each(|f| take(f, Aside::Known));
    }
    found.retain(|(f, _)| asked(&f.rule));
    compare(&case.expected, found)
}

/// Holds what is found against what is expected.
fn compare(expected: &[Expected], mut found: Vec<(Expected, String)>) -> Option<String> {
    let mut out = String::new();
    for e in expected {
        let fits = |(f, words): &(Expected, String)| {
            (&f.path, f.line, &f.rule, f.folded, f.aside) == (&e.path, e.line, &e.rule, e.folded, e.aside)
                && (f.dated || !e.dated)
                && (e.severity.is_empty() || e.severity == f.severity)
                && holds(words, &e.words)
        };
        match found.iter().position(fits) {
            Some(at) => {
                found.remove(at);
            }
            None => _ = writeln!(out, "  not found:    {}:{} {}: {}", e.path, e.line, e.rule, e.words),
        }
    }
    for (f, words) in &found {
        let folded = if f.folded { "folded " } else { "" };
        let aside = match f.aside {
            Aside::No => "",
            Aside::Accepted => "accepted ",
            Aside::Known => "known ",
        };
        let (path, line, severity, rule) = (&f.path, f.line, &f.severity, &f.rule);
        _ = writeln!(out, "  not expected: {path}:{line} {aside}{folded}{severity} {rule}: {words}");
    }
    (!out.is_empty()).then_some(out)
}

/// Whether a text holds what is asked for, whatever the capitals; `…` stands for anything in between.
fn holds(text: &str, wanted: &str) -> bool {
    let text = text.to_lowercase();
    let mut rest = text.as_str();
    wanted.to_lowercase().split('…').all(|part| {
        let found = rest.split_once(part.trim());
        rest = found.map_or("", |(_, behind)| behind);
        found.is_some()
    })
}

fn seen(finding: &Finding, sources: &Sources, folded: bool, aside: Aside) -> (Expected, String) {
    let words = format!("{} — {}", finding.message, finding.help);
    let found = Expected {
        path: sources.path(finding.at.file).to_owned(),
        line: sources.locate(finding.at).line as usize,
        severity: finding.severity.map(|s| s.word().to_owned()).unwrap_or_default(),
        folded,
        dated: finding.dated,
        aside,
        rule: finding.rule.to_owned(),
        words: String::new(),
    };
    (found, words)
}

/// What `guidepost check` would show, and what it would set aside.
fn check(dir: &Path, today: &str, selection: &Selection) -> (Verdict, Sources) {
    let tree = source::read(dir, &ReadOptions::default()).expect("a handbook");
    let front = |n: &source::SourceFile| n.front.clone();
    let baseline: Option<Node> = tree.of(FileKind::Baseline).next().and_then(front);
    let baseline = baseline.as_ref().map(Baseline::read);
    let (handbook, mut found) = model::parse::parse(tree);
    let graphs: Vec<_> = handbook.guidelines.iter().map(graph::build).collect();
    let index = Index::build(&handbook, &graphs);
    let today = today.parse().expect("a day such as 2026-01-15");
    let cx = Context { handbook: &handbook, graphs: &graphs, index: &index, today };
    found.extend(checks::run(&cx));
    let verdict = checks::judge(&cx, found, baseline.as_ref(), selection);
    (verdict, handbook.sources)
}
