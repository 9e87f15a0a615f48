//! What is shown, what is set aside: findings made by hand, held against a handbook in memory. Cases with whole
//! handbooks are under `tests/cases/{accept,baseline,judge}/`.

use super::*;
use crate::checks::{Baseline, Index};
use crate::diagnostic::Span;
use crate::model::{At, Handbook, parse};
use crate::source::{from_texts, yaml};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

const ORGANISATION: &str = "roles:\n  boss: { name: Boss }\n";

/// A handbook with the documents A and B and these settings.
fn handbook(settings: &str) -> Handbook {
    let tree = from_texts(&[
        ("a.yaml", "id: A\n"),
        ("b.yaml", "id: B\n"),
        ("handbook.yaml", settings),
        ("organisation.yaml", ORGANISATION),
    ]);
    parse::parse(tree).0
}

fn verdict(
    settings: &str,
    found: Vec<Finding>,
    baseline: Option<&Baseline>,
    selection: &Selection,
) -> Verdict {
    let handbook = handbook(settings);
    let index = Index::build(&handbook, &[]);
    let today = jiff::civil::date(2026, 1, 15);
    let cx = Context { handbook: &handbook, graphs: &[], index: &index, today };
    judge(&cx, found, baseline, selection)
}

fn judged(settings: &str, found: Vec<Finding>) -> Verdict {
    verdict(settings, found, None, &Selection::default())
}

/// A finding with its rule as its message.
fn finding(rule: &'static str) -> Finding {
    Finding::new(rule, Span::top(crate::diagnostic::FileId(0)), rule).document("A")
}

fn cause(rule: &'static str, follows: &[&'static str]) -> Finding {
    Finding { follows: follows.iter().map(|r| finding(r)).collect(), ..finding(rule) }
}

/// Findings as text: severity and message, those that follow in brackets.
fn told(findings: &[Finding]) -> String {
    let one = |f: &Finding| {
        let severity = f.severity.map_or("?", Severity::word);
        let follows = if f.follows.is_empty() { String::new() } else { format!(" [{}]", told(&f.follows)) };
        format!("{severity} {}{follows}", f.message)
    };
    findings.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn only(names: &[&str]) -> Selection {
    Selection { only: names.iter().map(|n| (*n).to_owned()).collect(), skip: Vec::new() }
}

fn skip(names: &[&str]) -> Selection {
    Selection { only: Vec::new(), skip: names.iter().map(|n| (*n).to_owned()).collect() }
}

#[test]
fn a_rule_weighs_as_the_handbook_says_before_its_family_before_its_default() {
    let found = || vec![finding("doc/id"), finding("doc/owner"), finding("kpi/undefined")];
    assert_eq!(
        told(&judged("name: x\n", found()).findings),
        "error doc/id, error doc/owner, warning kpi/undefined"
    );
    let settings = "checks: { doc: info, doc/owner: warning, kpi: off }\n";
    assert_eq!(told(&judged(settings, found()).findings), "info doc/id, warning doc/owner");
    // A finding that decides for itself gives way to the handbook, too.
    let heavy = finding("doc/open-question").severity(Severity::Error);
    assert_eq!(told(&judged("name: x\n", vec![heavy.clone()]).findings), "error doc/open-question");
    assert_eq!(
        told(&judged("checks: { doc/open-question: info }\n", vec![heavy]).findings),
        "info doc/open-question"
    );
}

#[test]
fn what_makes_everything_else_uncertain_stays_an_error() {
    let rules = ["cls/leak", "source/syntax", "source/encoding", "source/unreadable", "source/duplicate-key"];
    for rule in rules {
        let settings = format!("checks: {{ {rule}: off, {}: info }}\n", rule.split('/').next().unwrap());
        assert_eq!(told(&judged(&settings, vec![finding(rule)]).findings), format!("error {rule}"));
    }
    let settings = "checks: { source: off }\n";
    assert_eq!(told(&judged(settings, vec![finding("source/comment-cut")]).findings), "");
}

#[test]
fn what_followed_from_a_rule_that_is_off_stands_alone() {
    let found = vec![cause("doc/id", &["doc/owner", "kpi/undefined"])];
    let settings = "checks: { doc/id: off }\n";
    assert_eq!(told(&judged(settings, found).findings), "error doc/owner, warning kpi/undefined");
}

#[test]
fn nothing_is_hidden_under_something_lighter() {
    let found = || vec![cause("doc/id", &["doc/owner", "kpi/undefined", "soa/missing"])];
    let settings = "checks: { doc/id: warning }\n";
    let told_as = "warning doc/id [warning kpi/undefined, info soa/missing], error doc/owner";
    assert_eq!(told(&judged(settings, found()).findings), told_as);
    let settings = "checks: { doc/id: warning, doc/owner: off }\n";
    assert_eq!(
        told(&judged(settings, found()).findings),
        "warning doc/id [warning kpi/undefined, info soa/missing]"
    );
    assert_eq!(judged(settings, found()).count(Severity::Warning), 1, "what follows is not counted");
}

#[test]
fn a_cause_that_is_not_asked_for_frees_what_follows() {
    let shown = |selection: &Selection| {
        let found = vec![cause("doc/id", &["kpi/undefined", "doc/owner"])];
        told(&verdict("name: x\n", found, None, selection).findings)
    };
    assert_eq!(shown(&only(&["kpi"])), "warning kpi/undefined");
    assert_eq!(shown(&only(&["doc/id"])), "error doc/id [warning kpi/undefined, error doc/owner]");
    assert_eq!(shown(&skip(&["doc/id"])), "error doc/owner, warning kpi/undefined");
    assert_eq!(shown(&skip(&["kpi"])), "error doc/id [error doc/owner]");
    assert_eq!(shown(&skip(&["doc"])), "warning kpi/undefined");
    assert_eq!(shown(&only(&["kp"])), "", "a family is named whole");
}

#[test]
fn only_what_does_not_depend_on_the_day_stops_a_build() {
    let stops = |f| judged("name: x\n", vec![f]).stops_build();
    assert!(stops(finding("doc/id")));
    assert!(!stops(finding("doc/id").dated()));
    assert!(!stops(finding("kpi/undefined")));
    assert!(!stops(cause("kpi/undefined", &["soa/missing"])));
}

#[test]
fn an_accepted_finding_takes_along_what_follows() {
    let settings = "accept:\n- { rule: doc/id, document: A, why: w, by: boss, until: 2026-12-31 }\n";
    let verdict = judged(settings, vec![cause("doc/id", &["doc/owner"]), finding("doc/id").document("B")]);
    assert_eq!(told(&verdict.findings), "error doc/id");
    assert_eq!(verdict.accepted.len(), 1);
    assert_eq!(verdict.accepted[0].entry.why.as_ref().map(At::as_str), Some("w"));
}

#[test]
fn what_follows_can_be_accepted_by_itself() {
    let settings = "accept:\n- { rule: doc/owner, document: A, why: w, by: boss, until: 2026-12-31 }\n";
    let verdict = judged(settings, vec![cause("doc/id", &["doc/owner", "kpi/undefined"])]);
    assert_eq!(told(&verdict.findings), "error doc/id [warning kpi/undefined]");
    assert_eq!(verdict.accepted.len(), 1);
}

#[test]
fn the_last_day_of_an_acceptance_counts() {
    let shown = |until: &str| {
        let settings =
            format!("accept:\n- {{ rule: doc/id, document: A, why: w, by: boss, until: {until} }}\n");
        judged(&settings, vec![finding("doc/id")])
    };
    assert_eq!(told(&shown("2026-01-15").findings), "");
    let over = shown("2026-01-14");
    assert!(over.findings.iter().any(|f| f.rule == "doc/id" && f.dated));
    assert!(over.findings.iter().any(|f| f.rule == "accept/expired" && f.dated));
    assert!(!over.stops_build(), "a day has passed, nobody wrote anything wrong");
}

/// The baseline of findings as they are shown.
fn baseline_of(found: Vec<Finding>) -> Baseline {
    let handbook = handbook("name: x\n");
    Baseline::of(judged("name: x\n", found).findings.iter(), &handbook.sources)
}

/// A baseline as it is read back from its own text.
fn read_back(baseline: &Baseline) -> Baseline {
    let text = baseline.to_yaml().unwrap();
    let parsed = yaml::parse(crate::diagnostic::FileId(9), &text, 0..text.len());
    assert!(parsed.findings.is_empty(), "{:?}\n{text}", parsed.findings);
    Baseline::read(&parsed.root.unwrap())
}

#[test]
fn a_baseline_goes_by_what_is_named_and_how_often() {
    let named = |about: &str, at: usize| {
        let at = Span::new(crate::diagnostic::FileId(0), at, at);
        Finding { at, ..finding("doc/owner") }.about(about)
    };
    let baseline = read_back(&baseline_of(vec![named("x", 0), named("x", 1), named("y", 2)]));
    assert_eq!(baseline.len(), 3);
    let shown = |found| told(&verdict("name: x\n", found, Some(&baseline), &Selection::default()).findings);
    assert_eq!(shown(vec![named("y", 5), named("x", 7), named("x", 9)]), "", "places do not matter");
    assert_eq!(shown(vec![named("x", 0), named("x", 1), named("x", 3), named("y", 4)]), "error doc/owner");
    assert!(shown(vec![named("x", 0), named("y", 1)]).contains("occurs only once at A, not 2 times"));
    assert!(shown(vec![named("x", 0), named("x", 1)]).contains("no longer occurs at A"));
}

#[test]
fn a_baseline_never_holds_what_must_be_seen() {
    let found = || {
        ["source/syntax", "source/comment-cut", "cls/leak", "accept/unused", "soa/missing", "doc/id"]
            .map(finding)
            .to_vec()
    };
    let baseline = baseline_of(found());
    assert_eq!(baseline.len(), 1, "{}", baseline.to_yaml().unwrap());
    let text = "findings:\n- { rule: cls/leak, document: A }\n- { rule: source/syntax, document: A }\n";
    let parsed = yaml::parse(crate::diagnostic::FileId(9), text, 0..text.len());
    let sneaked = Baseline::read(&parsed.root.unwrap());
    let verdict = verdict("name: x\n", found(), Some(&sneaked), &Selection::default());
    assert!(verdict.baselined.is_empty());
    assert_eq!(
        verdict.findings.iter().filter(|f| f.message.contains("can never be in the baseline")).count(),
        2
    );
}

#[test]
fn what_follows_is_in_the_baseline_too() {
    let baseline = baseline_of(vec![cause("doc/id", &["doc/owner"])]);
    let shown = |found| told(&verdict("name: x\n", found, Some(&baseline), &Selection::default()).findings);
    assert_eq!(shown(vec![cause("doc/id", &["doc/owner"])]), "");
    // The cause is mended, what followed from it has another one by now: no new problem.
    assert!(!shown(vec![finding("doc/owner")]).contains("error"));
    assert_eq!(shown(vec![cause("doc/id", &["kpi/undefined", "doc/owner"])]), "");
}

#[test]
fn what_is_no_entry_is_told() {
    let text = "findings:\n- rule: doc/id\n  times: many\n- document: A\n- { rule: doc/id, reason: x }\n";
    let parsed = yaml::parse(crate::diagnostic::FileId(9), text, 0..text.len());
    let baseline = Baseline::read(&parsed.root.unwrap());
    let shown = told(&verdict("name: x\n", Vec::new(), Some(&baseline), &Selection::default()).findings);
    assert!(
        shown.contains("`times`") && shown.contains("names no rule") && shown.contains("no `reason`"),
        "{shown}"
    );
    let parsed = yaml::parse(crate::diagnostic::FileId(9), "found: []\n", 0..10);
    let baseline = Baseline::read(&parsed.root.unwrap());
    let shown = told(&verdict("name: x\n", Vec::new(), Some(&baseline), &Selection::default()).findings);
    assert!(shown.contains("no list `findings`"), "{shown}");
}

const RULES: [&str; 8] = [
    "doc/id",
    "doc/owner",
    "kpi/undefined",
    "soa/missing",
    "source/syntax",
    "cls/leak",
    "life/approval",
    "accept/unused",
];

fn any_finding() -> impl Strategy<Value = Finding> {
    let places = (option::of(0..2usize), option::of(0..2usize), option::of(0..2usize));
    let leaf = (0..RULES.len(), places, option::of(0..3usize)).prop_map(
        |(rule, (document, step, about), weight)| {
            let mut f = Finding::new(RULES[rule], Span::top(crate::diagnostic::FileId(0)), "");
            f.document = document.map(|n| ["A", "B"][n].to_owned());
            f.step = step.map(|n| ["s", "t"][n].to_owned());
            f.about = about.map_or("", |n| ["x", "y: #z"][n]).to_owned();
            f.severity = weight.map(|n| [Severity::Info, Severity::Warning, Severity::Error][n]);
            f
        },
    );
    leaf.prop_recursive(3, 8, 3, |inner| {
        (inner.clone(), vec(inner, 0..3)).prop_map(|(f, follows)| Finding { follows, ..f })
    })
}

fn any_settings() -> impl Strategy<Value = String> {
    let names = RULES.iter().copied().chain(["doc", "kpi", "cls"]).collect::<Vec<_>>();
    let checks = vec((0..names.len(), 0..4usize), 0..4).prop_map({
        let names = names.clone();
        move |checks| {
            let words = ["off", "info", "warning", "error"];
            let mut lines: Vec<String> =
                checks.into_iter().map(|(n, w)| format!("  {}: {}\n", names[n], words[w])).collect();
            lines.sort();
            lines.dedup_by_key(|l| l.split(':').next().unwrap_or("").to_owned());
            if lines.is_empty() { String::new() } else { format!("checks:\n{}", lines.concat()) }
        }
    });
    let accept = vec((0..names.len(), option::of(0..2usize), any::<bool>(), 2025..2028), 0..4).prop_map(
        move |entries| {
            let line = |(n, document, step, year): (usize, Option<usize>, bool, i32)| {
                let document = document.map_or(String::new(), |d| format!(", document: {}", ["A", "B"][d]));
                let step = if step { ", step: s" } else { "" };
                format!("- {{ rule: {}{document}{step}, why: w, by: boss, until: {year}-06-30 }}\n", names[n])
            };
            let lines: String = entries.into_iter().map(line).collect();
            if lines.is_empty() { lines } else { format!("accept:\n{lines}") }
        },
    );
    (checks, accept).prop_map(|(checks, accept)| format!("name: x\n{checks}{accept}"))
}

/// Numbers every finding in its message.
fn number(findings: &mut [Finding], next: &mut usize) {
    for f in findings {
        f.message = format!("#{next}");
        *next += 1;
        number(&mut f.follows, next);
    }
}

/// The numbers of findings and of those that follow from them.
fn numbers<'a>(findings: impl Iterator<Item = &'a Finding>, into: &mut Vec<&'a str>) {
    for f in findings {
        into.extend(Some(f.message.as_str()).filter(|m| m.starts_with('#')));
        numbers(f.follows.iter(), into);
    }
}

/// Messages of the findings that the settings switch off.
fn switched_off<'a>(findings: &'a [Finding], settings: &Settings, off: &mut Vec<&'a str>) {
    for f in findings {
        if severity(f, settings).is_none() {
            off.push(f.message.as_str());
        }
        switched_off(&f.follows, settings, off);
    }
}

proptest! {
    /// Every finding is shown, accepted, in the baseline, or off: none is lost, none is there twice. And each that
    /// is shown has a severity, and none follows from something lighter.
    #[test]
    fn nothing_is_lost_and_nothing_doubled(
        mut found in vec(any_finding(), 0..8),
        settings in any_settings(),
        known in vec(any_finding(), 0..4),
    ) {
        let mut next = 0;
        number(&mut found, &mut next);
        let mut before = known;
        before.extend(found.iter().take(2).cloned());
        let baseline = read_back(&baseline_of(before));
        let verdict = verdict(&settings, found.clone(), Some(&baseline), &Selection::default());

        let handbook = handbook(&settings);
        let mut off = Vec::new();
        let mut all = Vec::new();
        numbers(found.iter(), &mut all);
        switched_off(&found, &handbook.settings, &mut off);
        let mut seen = off;
        numbers(verdict.findings.iter(), &mut seen);
        numbers(verdict.accepted.iter().map(|a| &a.finding), &mut seen);
        numbers(verdict.baselined.iter(), &mut seen);
        seen.sort_unstable();
        all.sort_unstable();
        prop_assert_eq!(seen, all);
        for f in &verdict.findings {
            prop_assert!(f.severity.is_some());
            prop_assert!(f.follows.iter().all(|g| g.severity <= f.severity));
        }
    }

    /// A baseline says the same after it was written and read back, whatever its texts hold.
    #[test]
    fn a_baseline_is_read_back_as_written(names in vec(("(?s).{0,12}", "(\\PC|\n){0,12}"), 1..6)) {
        let found = names.iter().map(|(about, step)| finding("doc/id").about(about.as_str()).step(step.as_str()));
        let baseline = baseline_of(found.collect());
        prop_assert_eq!(read_back(&baseline).to_yaml(), baseline.to_yaml());
    }
}
