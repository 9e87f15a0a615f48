//! Mistakes become absences; nothing ever stops the rest from being read.

use super::{guideline, handbook, products, word, words};
use crate::diagnostic::{FileId, Span};
use crate::model::{Letter, StepKind};
use crate::source::{Entry, FileKind, Key, Kind, Node, SourceFile, Style, Tree};
use proptest::prelude::*;

#[test]
fn wrong_values_are_absences() {
    let (_, g) = guideline(
        r"id: X
title: [a, list]
status: finished
process: a/b/c
effective: 02.05.2018
approved: yes
review: yearly
retention: soon
within: soon
records: [offer]
kpis: [Share, { name: Real }]
duties: text
changes: none
start: create
phases: text
steps:
- text
- id: a
  do: [not, text]
  R: []
  A: {}
  in: [x, { y: z }, '?']
  within: { time: soon }
  escalate: boss
  limit: often
  every: now and then
  next: [b]
- id: b
  ask: Well?
  complete: perhaps
  outcomes: [yes, no]
- id: c
  ask: How much?
  of: amount
  outcomes: { x: { to: a, when: less than 5, share: many }, else: { to: b, when: [] } }
- id: d
  call: { a: b }
- id: e
  end:
  hand-over: SAL-G-004
  stops: some
- { id: f, do: One, ask: Two }
rules: text
accept: all
",
    );
    assert!(g.title.is_none() && g.status.is_none() && g.process.is_none() && g.effective.is_none());
    assert!(g.approved.is_none() && g.review.is_none() && g.retention.is_none() && g.within.is_none());
    assert!(g.records.is_empty() && g.duties.is_empty() && g.changes.is_empty() && g.starts.is_empty());
    assert_eq!((g.kpis.len(), word(&g.kpis[0].name)), (1, "Real"));
    assert_eq!(g.steps.len(), 6);
    let a = &g.steps[0];
    assert!(matches!(a.kind, StepKind::Do) && a.text.is_none() && a.next.is_none());
    assert!(a.letters.cells.is_empty() && a.within.is_none() && a.escalate.is_empty());
    assert!(a.limit.is_none() && a.every.is_none());
    assert_eq!(products(&a.input), "x ?");
    assert!(
        matches!(&g.steps[1].kind, StepKind::Ask { outcomes, complete: false, .. } if outcomes.is_empty())
    );
    let outcomes = g.steps[2].outcomes();
    assert!(outcomes[0].when.is_none() && outcomes[0].share.is_none() && word(&outcomes[0].to) == "a");
    assert!(outcomes[1].when.is_some());
    assert!(matches!(g.steps[3].kind, StepKind::Unknown));
    assert!(
        matches!(&g.steps[4].kind, StepKind::End { hand_over, stops_everything: false } if hand_over.is_empty())
    );
    assert!(matches!(g.steps[5].kind, StepKind::Do));
    assert!(g.rules.is_empty() && g.accept.is_empty());
}

#[test]
fn several_accountable_are_kept_as_written() {
    let (_, g) = guideline("id: X\nsteps:\n- { id: a, do: It, A: [x, y] }\n");
    let names: Vec<_> = g.steps[0].letters.get(Letter::A).unwrap().names().map(|t| t.value.clone()).collect();
    assert_eq!(names, ["x", "y"]);
}

#[test]
fn one_without_a_dash_is_a_list_of_one() {
    let (_, g) = guideline("id: X\nstart: { event: Go, next: a }\nkpis: { name: One }\nacknowledge: boss\n");
    assert_eq!((g.starts.len(), g.kpis.len(), words(&g.acknowledge)), (1, 1, "boss".into()));
}

#[test]
fn two_of_everything() {
    let doc = "---\nid: A\ntitle: T\n---\n";
    let h = handbook(&[
        ("1.md", doc),
        ("2.md", doc),
        ("3.md", "---\nid: a\n---\n"),
        ("1.de.md", "---\ntitle: Eins\n---\n"),
        ("x.md", "---\ntranslates: A\nlang: de\n---\n"),
    ]);
    assert_eq!(h.guidelines.len(), 3);
    assert_eq!(h.guideline_index("A"), Some(0));
    assert_eq!(h.translation(h.guidelines[0].file, "de").map(|t| h.sources.path(t.file)), Some("1.de.md"));
}

#[test]
fn a_broken_file_keeps_its_id() {
    let at = Span::new(FileId(0), 3, 6);
    let file = SourceFile {
        id: FileId(0),
        kind: FileKind::Guideline,
        lang: None,
        front: None,
        front_span: at,
        body: at,
        broken: true,
        rescued_id: Some(("A-1".to_owned(), at)),
        known: false,
    };
    let h = super::parse(Tree { files: vec![file], ..Tree::default() }).0;
    let g = h.guideline("A-1").unwrap();
    assert!(g.broken && g.title.is_none() && g.id.as_ref().unwrap().at == at);
}

/// Keys of all files, so that random trees meet the readers behind them.
const KEYS: &[&str] = &[
    "id",
    "title",
    "type",
    "owner",
    "status",
    "process",
    "class",
    "version",
    "approved",
    "changes",
    "effective",
    "review",
    "replaces",
    "retention",
    "within",
    "norms",
    "responsibilities",
    "duties",
    "records",
    "kpis",
    "risks",
    "open",
    "origin",
    "facts",
    "defaults",
    "start",
    "phases",
    "steps",
    "anytime",
    "rules",
    "accept",
    "do",
    "ask",
    "of",
    "outcomes",
    "complete",
    "parallel",
    "optional",
    "join",
    "wait",
    "for",
    "call",
    "end",
    "hand-over",
    "stops",
    "next",
    "R",
    "A",
    "S",
    "C",
    "I",
    "D",
    "in",
    "out",
    "until",
    "late",
    "escalate",
    "limit",
    "rounds",
    "then",
    "every",
    "contact",
    "see",
    "tools",
    "note",
    "time",
    "since",
    "after",
    "tell",
    "to",
    "text",
    "share",
    "when",
    "else",
    "path",
    "order",
    "separate",
    "delegate",
    "applies",
    "letters",
    "name",
    "languages",
    "types",
    "classes",
    "raci",
    "checks",
    "units",
    "roles",
    "groups",
    "people",
    "holder",
    "external",
    "processes",
    "parts",
    "products",
    "flows",
    "from",
    "terms",
    "avoid",
    "standard",
    "controls",
    "applicable",
    "evidence",
    "items",
    "parent",
    "translates",
    "lang",
    "texts",
];

const VALUES: &[&str] = &[
    "",
    " ",
    "?",
    "#",
    "a#",
    "x/y",
    "2018-05-02",
    "2018-99-99",
    "02.05.2018",
    "2 working days",
    "0 days",
    "quarter",
    "10 %",
    "%",
    "3 rounds",
    "up to 500 EUR",
    "500 to",
    "- to -",
    "über 5",
    "5.000",
    "yes",
    "approved",
    "é\u{301}",
    "RACI",
    "A",
    "1.10",
    "de",
    "x?",
    "99999999999999999999 years",
    "-",
    "…",
    "any",
    "everything",
];

fn node() -> impl Strategy<Value = Node> {
    let at = Span::new(FileId(0), 0, 0);
    let text = prop_oneof![prop::sample::select(VALUES).prop_map(str::to_owned), ".{0,12}"];
    let leaf = prop_oneof![
        Just(Node { at, kind: Kind::Empty }),
        text.prop_map(move |text| Node { at, kind: Kind::Scalar { text, style: Style::Plain } }),
    ];
    leaf.prop_recursive(6, 60, 6, move |inner| {
        let key = prop_oneof![9 => prop::sample::select(KEYS).prop_map(str::to_owned), 1 => ".{0,6}"];
        let entry =
            (key, inner.clone()).prop_map(move |(text, value)| Entry { key: Key { text, at }, value });
        prop_oneof![
            prop::collection::vec(inner, 0..5).prop_map(move |items| Node { at, kind: Kind::List(items) }),
            prop::collection::vec(entry, 0..9).prop_map(move |entries| Node { at, kind: Kind::Map(entries) }),
        ]
    })
}

const FILES: [FileKind; 8] = [
    FileKind::Guideline,
    FileKind::Handbook,
    FileKind::Organisation,
    FileKind::Landscape,
    FileKind::Glossary,
    FileKind::Soa,
    FileKind::Standard,
    FileKind::Translation,
];

proptest! {
    /// Whatever a tree holds under whatever keys: lowering comes to an end, and so does everything that asks the
    /// handbook afterwards.
    #[test]
    fn no_tree_stops_the_reading(fronts in prop::collection::vec((0..FILES.len(), node()), 1..4)) {
        let at = Span::new(FileId(0), 0, 0);
        let files = fronts.into_iter().map(|(kind, front)| SourceFile {
            id: FileId(0),
            kind: FILES[kind],
            lang: None,
            front: Some(front),
            front_span: at,
            body: at,
            broken: false,
            rescued_id: None,
            known: false,
        });
        let (h, _) = super::parse(Tree { files: files.collect(), ..Tree::default() });
        for g in &h.guidelines {
            let _ = (h.review_due(g), h.title(g, "de"), g.texts(), h.withheld(g));
            for (n, step) in g.steps.iter().enumerate() {
                let _ = (h.step_text(g, n, "de"), g.letters(step), g.doers(step));
            }
        }
    }
}
