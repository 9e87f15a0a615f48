//! Golden tests of the output forms over one report that holds what is hard about each.

use super::*;
use crate::diagnostic::{FileId, NoRules, RuleText, SourceText, Span};
use std::sync::Arc;

/// Knows one rule.
struct Rules;

impl RuleInfo for Rules {
    fn rule(&self, name: &str) -> Option<RuleText<'_>> {
        match name {
            "graph/dead-end" => Some(RuleText {
                title: "Every step leads somewhere or is an end",
                why: "Whoever stands at such a step does not know what to do next.",
                help: "Write `next:` with the step that follows.",
                serves: vec!["ISO 9001:2015 4.4.1".into()],
                severity: Some(Severity::Error),
            }),
            _ => None,
        }
    }
}

const GUIDELINE: &str = "---\nid: SAL-G-001\nversion: 1.10\nsteps:\n  - do: Prüfen\n    id: check\n    \
                         R: kam\n  - do: Send\n    id: send\n    next: won\n  - end: Won\n    id: won\n---\n";

/// Bytes of `text` in the guideline.
fn span(file: FileId, text: &str) -> Span {
    let start = GUIDELINE.find(text).unwrap();
    Span::new(file, start, start + text.len())
}

/// The report's files and findings.
fn sample() -> (Sources, Vec<Finding>) {
    let mut sources = Sources::default();
    let main = sources.add(SourceText::new("guidelines/Prüfung, 1.md".into(), Arc::from(GUIDELINE)));
    let long = format!("# {}\u{1b}[31m]broken link[{}\n", "word ".repeat(60), " word".repeat(60));
    let long_at = long.find("broken").unwrap();
    let page = sources.add(SourceText::new("page.md".into(), Arc::from(long)));
    sources.add(SourceText::new("clean.md".into(), Arc::from("# Fine\n")));

    let mut dead_end = Finding::new("graph/dead-end", span(main, "Prüfen"), "Step `check` leads nowhere")
        .help("Write `next:` with the id of the step that follows, or make it an end")
        .document("SAL-G-001")
        .step("check")
        .about("check")
        .severity(Severity::Error);
    for (id, text) in [("send", "Send"), ("won", "Won")] {
        dead_end.follows.push(
            Finding::new("graph/unreachable", span(main, text), format!("Step `{id}` cannot be reached"))
                .document("SAL-G-001")
                .step(id)
                .about(id)
                .severity(Severity::Error),
        );
    }
    let version =
        Finding::new("doc/version", span(main, "1.10"), "The version 1.10 is read as 1.1 by other tools")
            .help("Put it in quotes: \"1.10\"")
            .document("SAL-G-001")
            .key("version")
            .severity(Severity::Warning)
            .fix(span(main, "1.10"), "\"1.10\"", "Write `version: \"1.10\"`");
    let link = Finding::new(
        "link/broken",
        Span::new(page, long_at, long_at + 6),
        "No document \u{1b}]0;owned\u{7} named\nSAL-G-0%1, see <here> & \"there\"::error::",
    )
    .also(span(main, "SAL-G-001"), "the nearest is this one")
    .severity(Severity::Error);
    let info = Finding::new("doc/uncontrolled", Span::top(page), "This page is not a controlled document")
        .severity(Severity::Info);
    (sources, vec![version, dead_end, info, link])
}

/// The sample in a form.
fn rendered(format: Format, colour: bool) -> String {
    let (sources, findings) = sample();
    let summary = Summary {
        documents: 3,
        accepted: 2,
        elapsed: Some(Duration::from_millis(1_234)),
        ..Summary::default()
    };
    let report = Report {
        findings: &findings,
        sources: &sources,
        rules: &Rules,
        summary: &summary,
        folder: "./policies/",
        screen: None,
    };
    render(format, &report, colour)
}

#[test]
fn full() {
    insta::assert_snapshot!(rendered(Format::Full, false));
}

#[test]
fn concise() {
    insta::assert_snapshot!(rendered(Format::Concise, false));
}

#[test]
fn json() {
    insta::assert_snapshot!(rendered(Format::Json, false));
}

#[test]
fn sarif() {
    insta::assert_snapshot!(rendered(Format::Sarif, false));
}

#[test]
fn junit() {
    insta::assert_snapshot!(rendered(Format::Junit, false));
}

#[test]
fn github() {
    insta::assert_snapshot!(rendered(Format::Github, false));
}

#[test]
fn gitlab() {
    insta::assert_snapshot!(rendered(Format::Gitlab, false));
}

const ALL: [Format; 7] = [
    Format::Full,
    Format::Concise,
    Format::Json,
    Format::Sarif,
    Format::Junit,
    Format::Github,
    Format::Gitlab,
];

#[test]
fn no_form_passes_on_a_control_character() {
    for format in ALL {
        let text = rendered(format, false);
        let bad: Vec<char> = text.chars().filter(|c| c.is_control() && *c != '\n').collect();
        assert!(bad.is_empty(), "{format:?}: {bad:?}");
    }
}

#[test]
fn colour_adds_nothing_but_colour() {
    for format in [Format::Full, Format::Concise] {
        let coloured = rendered(format, true);
        assert!(coloured.contains("\u{1b}["), "{format:?}");
        let stripped = anstream::adapter::strip_str(&coloured).to_string();
        assert_eq!(stripped, rendered(format, false));
    }
}

#[test]
fn sarif_validates_against_its_schema() {
    let mut schema: serde_json::Value =
        serde_json::from_str(include_str!("../../../tests/schemas/sarif-schema-2.1.0.json")).unwrap();
    // The published schema has one pattern with a stray `]`, which a strict validator refuses to compile.
    for owner in ["run", "toolComponent"] {
        let at = format!("/definitions/{owner}/properties/language/pattern");
        *schema.pointer_mut(&at).unwrap() = "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$".into();
    }
    let validator = jsonschema::validator_for(&schema).unwrap();
    let log: serde_json::Value = serde_json::from_str(&rendered(Format::Sarif, false)).unwrap();
    let errors: Vec<_> = validator.iter_errors(&log).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");

    let empty = Summary::default();
    let none = Sources::default();
    let report =
        Report { findings: &[], sources: &none, rules: &NoRules, summary: &empty, folder: "", screen: None };
    let log: serde_json::Value = serde_json::from_str(&render(Format::Sarif, &report, false)).unwrap();
    assert!(validator.is_valid(&log));
}

#[test]
fn fingerprints_stay_when_lines_move_and_differ_among_their_like() {
    let (mut sources, mut findings) = sample();
    let summary = Summary::default();
    let print = |sources: &Sources, findings: &[Finding]| {
        fingerprints(&Report {
            findings,
            sources,
            rules: &NoRules,
            summary: &summary,
            folder: "",
            screen: None,
        })
    };
    findings.push(findings[3].clone());
    let before = print(&sources, &findings);
    let mut sorted = before.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(sorted.len(), findings.len(), "a like finding has its own number");

    let moved = sources.add(SourceText::new("elsewhere.md".into(), Arc::from("\n\n\nPrüfen")));
    findings[1].at = Span::new(moved, 3, 5);
    assert_eq!(print(&sources, &findings), before, "neither line nor file count where there is a document");
}

#[test]
fn the_summary_says_what_there_is() {
    let sources = Sources::default();
    let line = |findings: &[Finding], summary: &Summary| {
        summary_line(&Report {
            findings,
            sources: &sources,
            rules: &NoRules,
            summary,
            folder: "",
            screen: None,
        })
    };
    let nineteen =
        Summary { documents: 19, elapsed: Some(Duration::from_millis(1_240)), ..Summary::default() };
    assert_eq!(line(&[], &nineteen), "No findings in 19 documents; 1.2 s");
    let error = Finding::new("a/b", Span::top(FileId(0)), "x").severity(Severity::Error);
    let warning = error.clone().severity(Severity::Warning);
    let found = [error.clone(), error, warning];
    assert_eq!(line(&found, &nineteen), "2 errors, 1 warning in 19 documents; 1.2 s");
    let set_aside = Summary { documents: 1, accepted: 3, baseline: 12, ..Summary::default() };
    assert_eq!(line(&[], &set_aside), "No findings in 1 document (3 accepted, 12 in the baseline)");
}

#[test]
fn warnings_count_only_when_denied() {
    let warning = Finding::new("a/b", Span::top(FileId(0)), "x").severity(Severity::Warning);
    assert!(!Summary::default().counts(&warning));
    assert!(Summary { deny_warnings: true, ..Summary::default() }.counts(&warning));
}

#[test]
fn many_findings_that_follow_are_counted_not_listed() {
    let (sources, findings) = sample();
    let mut cause = findings[1].clone();
    let follow = cause.follows[0].clone();
    cause.follows = vec![follow; 30];
    let summary = Summary::default();
    let report = Report {
        findings: &[cause],
        sources: &sources,
        rules: &Rules,
        summary: &summary,
        folder: "",
        screen: None,
    };
    let text = render(Format::Full, &report, false);
    assert!(
        text.contains("and 30 more follow from this: Step `send` cannot be reached (line 8); "),
        "{text}"
    );
    assert!(text.contains("; and 25 more"), "{text}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    /// Whatever a file holds and wherever a finding points, every form is written, and none holds a control
    /// character.
    #[test]
    fn any_text_and_any_place_can_be_shown(
        text in "(\\PC|[\u{0}-\u{1f}\u{7f}-\u{9f}\u{202e}\u{fffe}\n]){0,300}",
        message in "(\\PC|[\u{0}-\u{1f}\u{7f}-\u{9f}\u{fffe}]){0,40}",
        start in 0usize..400,
        length in 0usize..400,
    ) {
        let mut sources = Sources::default();
        let file = sources.add(SourceText::new("a.md".into(), Arc::from(text)));
        let at = Span::new(file, start, start + length);
        let finding = Finding::new("a/b", at, message.clone())
            .help(message.clone())
            .document(message.clone())
            .also(Span::new(file, length, start), message.clone())
            .fix(at, message.clone(), message);
        let mut cause = finding.clone();
        cause.follows.push(finding);
        let summary = Summary::default();
        let report =
            Report { findings: &[cause], sources: &sources, rules: &NoRules, summary: &summary, folder: "", screen: None };
        for format in ALL {
            let text = render(format, &report, false);
            let bad = |c: char| c.is_control() && c != '\n';
            proptest::prop_assert!(!text.contains(bad), "{format:?}: {text:?}");
            match format {
                Format::Json | Format::Sarif | Format::Gitlab => {
                    proptest::prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
                }
                Format::Github | Format::Concise => proptest::prop_assert_eq!(text.lines().count(), 1),
                Format::Junit => {
                    let mut reader = quick_xml::Reader::from_str(&text);
                    while reader.read_event().map(|event| event != quick_xml::events::Event::Eof).unwrap() {}
                }
                Format::Full => {}
            }
        }
    }
}
